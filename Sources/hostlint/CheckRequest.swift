import Diagnostics
import Linting
import Reporting
import SourceText

/// What `hostlint check` is asked for, and how it is done.
struct CheckRequest {
  var paths: [String] = []
  var format = ReportFormat.text
  var outputs: [OutputFile] = []
  var failOn: FailureThreshold?
  var project = ProjectOptions()
  var suppression = SuppressionOptions()
  var today: String?
  var color = ColorChoice.auto
  var stdinFilename: String?
  var threads: ThreadCount?
  var expands = false
  var redacts = false
  var isQuiet = false
  var isVerbose = false
  var isTimed = false

  func run() throws {
    let progress = RunProgress(isTimed: isTimed)
    let finished = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      try lint(progress)
    }
    let report = finished.report
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
    let style = color.style(for: .output, showsSummary: !isQuiet)
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
    if isVerbose { StandardStreams.show(report.coverage, style: color) }
    if let clock = progress.clock {
      StandardStreams.write(TimingReporter.string(clock.times), to: .error)
    }
    let status = isEveryFileWritten ? ExitStatus(report) : .incomplete
    withExtendedLifetime(finished) { status.exit() }
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

  private func lint(_ progress: RunProgress) throws(RunFailure) -> Linter.Finished {
    var options = Linter.Options()
    options.progress = progress
    options.paths = paths
    options.standardInputName = try Hostlint.standardInputName(stdinFilename, among: paths)
    options.project = project
    options.today = today
    options.failOn = failOn
    options.expands = expands
    options.suppression = suppression
    options.redacts = redacts
    options.threads = threads?.value
    options.describesRules = ([format] + outputs.map(\.format)).contains(.sarif)
    // A line would get in the way of what is being typed.
    let isTyped = paths.contains("-") && StandardStreams.isInputTerminal
    let line = isQuiet || isTyped ? nil : ProgressLine(of: progress)
    defer { line?.end() }
    return try Linter(options).runKeepingAll()
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
