import ArgumentParser
import Diagnostics
import Linting
import Reporting
import SourceText

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

  func run() throws {
    let progress = RunProgress(isTimed: timing)
    let report = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      try lint(progress)
    }
    progress.enter(.writing)
    try checkOutputs(report)
    let root = RepositoryRoot.find(for: report)
    var isEveryFileWritten = true
    for output in outputs {
      do {
        try write(report, to: output, root: root)
      } catch {
        StandardStreams.complain("cannot write \(output.path): \(error.reason)")
        isEveryFileWritten = false
      }
    }
    let style = color.style(for: .output, showsSummary: !quiet)
    if report.summary.files > 0 || format != .text || !report.findings.isEmpty {
      let reporter = format.reporter(style: style, repositoryRoot: root, threads: threads?.value)
      reporter.write(report) { (chunk: [UInt8]) in
        StandardStreams.write(chunk, to: .output, isProse: format == .text)
      }
    }
    for sentence in report.notes + report.failures {
      StandardStreams.complain(sentence + Hostlint.commandMeant(by: paths, wherever: sentence))
    }
    complainOfBaseline(report)
    if report.summary.files == 0, report.failures.isEmpty {
      StandardStreams.complainOfNoFile(in: paths, report, concluding: "nothing was checked")
    }
    if verbose { StandardStreams.show(report.coverage, style: color) }
    if let clock = progress.clock {
      StandardStreams.write(TimingReporter.string(clock.times), to: .error)
    }
    let status = isEveryFileWritten ? ExitStatus(report) : .incomplete
    if status != .success { throw status }
  }

  /// Only what stands alone has the last line: a file of annotations is shown beside a report.
  private func write(
    _ report: Report, to output: OutputFile, root: String?
  ) throws(FileReplacement.Failure) {
    let style = TextStyle(showsSummary: output.format == .text)
    let reporter = output.format.reporter(
      style: style, repositoryRoot: root, threads: threads?.value)
    let file = try FileReplacement(output.path)
    try reporter.write(report) { (chunk: [UInt8]) throws(FileReplacement.Failure) in
      try file.write(chunk)
    }
    try file.finish()
  }

  /// A report may take the place of neither a file that was read nor of another report.
  private func checkOutputs(_ report: Report) throws {
    if outputs.isEmpty { return }
    var inputs = Set(report.files.ids.compactMap { report.files[$0].realPath })
    // Where standard input is a file.
    if paths.contains("-"), let path = RealPath.ofName("/dev/stdin") { inputs.insert(path) }
    let settings = Set(report.coverage.settingsPaths.compactMap(RealPath.ofName))
    var seen: Set<String> = []
    for output in outputs {
      let path = RealPath.ofName(output.path) ?? output.path
      if inputs.contains(path) || settings.contains(path) {
        let what =
          inputs.contains(path)
          ? "a file that was checked" : "the configuration, the baseline or a rule file"
        StandardStreams.complain("--output \(output.path) would overwrite \(what)")
        throw ExitStatus.incomplete
      }
      guard seen.insert(path).inserted else {
        StandardStreams.complain("--output names \(output.path) twice")
        throw ExitStatus.incomplete
      }
    }
  }

  private func lint(_ progress: RunProgress) throws(RunFailure) -> Report {
    var options = Linter.Options()
    options.progress = progress
    options.paths = paths
    options.standardInputName = try Hostlint.standardInputName(stdinFilename, among: paths)
    options.project = project.options
    options.today = today
    options.failOn = failOn
    options.expands = expand
    options.suppression = suppression.options
    options.redacts = redact
    options.threads = threads?.value
    options.describesRules = ([format] + outputs.map(\.format)).contains(.sarif)
    // A line would get in the way of what is being typed.
    let isTyped = paths.contains("-") && StandardStreams.isInputTerminal
    let line = quiet || isTyped ? nil : ProgressLine(of: progress)
    defer { line?.end() }
    return try Linter(options).run()
  }

  private func complainOfBaseline(_ report: Report) {
    for entry in report.goneFromBaseline {
      StandardStreams.complain("in the baseline, and gone: \(BaselineReporter.line(entry))")
    }
    if !report.goneFromBaseline.isEmpty {
      StandardStreams.complain("`hostlint baseline prune` takes out of the baseline what is gone")
    }
  }
}
