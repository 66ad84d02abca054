import ArgumentParser
import Diagnostics
import Linting
import Reporting

extension TreeFormat: ExpressibleByArgument {}
extension TreeDepth: ExpressibleByArgument {}

/// `hostlint tree`: shows the accounts as they were understood.
struct Tree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Show the accounts as hostlint understood them, with limits, use and findings.",
    discussion: """
      Resellers, packs, customers, subscriptions, domains and aliases, each with the values in \
      force. '?' is what is not known, '–' what is not declared. The bars are green below \
      nine tenths of a limit, yellow from there on for disk space and traffic, and red above the \
      limit.

      Exit status: 0 the tree was shown, whatever was found; 2 an input could not be read, or \
      --entity is not there; 3 no account was found.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and folders to read; '-' is standard input.",
      discussion: "Folders are searched for *.yaml and *.yml. Default: the working directory.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(help: ArgumentHelp("Form of the tree.", valueName: "format"))
  var format: TreeFormat = .text

  @Option(
    help: ArgumentHelp(
      "Lowest kind to show; packs stand beside customers.", valueName: "kind"))
  var depth: TreeDepth = .alias

  @Option(
    help: ArgumentHelp(
      "Show the branch of one entity, such as customer/boulangerie; its login or domain name "
        + "is enough where only one has it.",
      valueName: "identity"))
  var entity: String?

  @OptionGroup var project: ProjectFlags

  @Option(help: ArgumentHelp("The day that rules see instead of today.", valueName: "date"))
  var today: String?

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Option(
    help: ArgumentHelp("What standard input is called in the tree.", valueName: "name"))
  var stdinFilename: String?

  func run() throws {
    let tree = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      try Linter(options()).tree(depth: depth, entity: entity)
    }
    let report = tree.report
    if report.summary.files > 0 || format != .text {
      let style = color.style(for: .output, showsSummary: true)
      format.write(tree, style: style) { (chunk: [UInt8]) in
        StandardStreams.write(chunk, to: .output)
      }
    }
    for sentence in report.notes + report.failures { StandardStreams.complain(sentence) }
    guard report.failures.isEmpty else { throw ExitStatus.incomplete }
    guard tree.accounts.isEmpty else { return }
    if report.summary.files == 0 {
      StandardStreams.complainOfNoFile(in: paths, report, concluding: "there is nothing to show")
    } else {
      StandardStreams.complain("there is nothing to show: no account could be read")
    }
    throw ExitStatus.nothingChecked
  }

  private func options() throws(RunFailure) -> Linter.Options {
    var options = Linter.Options()
    options.paths = paths
    options.standardInputName = try Hostlint.standardInputName(stdinFilename, among: paths)
    options.project = project.options
    options.today = today
    options.describesRules = false
    return options
  }
}
