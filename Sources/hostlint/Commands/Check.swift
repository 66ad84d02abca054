import ArgumentParser
import Diagnostics
import Reporting

/// `hostlint check`: reads hosting files and reports what it finds.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check hosting files and report what breaks good practice.")

  @Argument(
    help: ArgumentHelp(
      "Files and folders to check; '-' is standard input.",
      discussion: "Folders are searched for *.yaml and *.yml. Default: the working directory.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(help: ArgumentHelp("Format of the report.", valueName: "format"))
  var format: ReportFormat = .text

  @Option(
    name: .customLong("output"), parsing: .singleValue,
    help: ArgumentHelp(
      "Also write a report to a file; may be repeated.", valueName: "format=file"),
    transform: OutputFile.init(argument:))
  var outputs: [OutputFile] = []

  @Option(
    help: ArgumentHelp(
      "Lowest severity that ends with status 1: error, warning, info or never. Default: what "
        + "the configuration says, or warning.",
      valueName: "severity"))
  var failOn: FailureThreshold?

  @OptionGroup var project: ProjectFlags

  @OptionGroup var suppression: SuppressionFlags

  @Option(help: ArgumentHelp("The day that rules see instead of today.", valueName: "date"))
  var today: String?

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Option(
    help: ArgumentHelp("What standard input is called in the report.", valueName: "name"))
  var stdinFilename: String?

  @Option(
    help: ArgumentHelp(
      "How many threads work at most. Default: as many as there are processors.",
      valueName: "number"))
  var threads: ThreadCount?

  @Flag(help: "Show a fault that many share once for each of them.")
  var expand = false

  @Flag(help: "Mask e-mail addresses and the names of people and companies. Passwords always are.")
  var redact = false

  @Flag(name: .shortAndLong, help: "Print findings only: no last line, no progress.")
  var quiet = false

  @Flag(
    name: .shortAndLong,
    help: "Also say what was read and skipped, and which rules could not judge anything.")
  var verbose = false

  @Flag(help: "Also say, after the run, how long its phases took.")
  var timing = false

  /// What the flags ask for.
  var request: CheckRequest {
    var request = CheckRequest()
    request.paths = paths
    request.format = format
    request.outputs = outputs
    request.failOn = failOn
    request.project = project.options
    request.suppression = suppression.options
    request.today = today
    request.color = color
    request.stdinFilename = stdinFilename
    request.threads = threads
    request.expands = expand
    request.redacts = redact
    request.isQuiet = quiet
    request.isVerbose = verbose
    request.isTimed = timing
    return request
  }

  func run() throws { try request.run() }
}
