import ArgumentParser
import Diagnostics
import Linting
import Reporting

/// `hostlint baseline`: keeps the file of findings that are accepted as they are.
struct Baseline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Accept what is found now, so that only new findings count.",
    discussion: """
      A baseline is a JSON file with an entry for each accepted finding: its rule, entity and \
      field, no line and no number. Keep it in version control beside the configuration, and name \
      it there as `baseline`.
      """,
    subcommands: [
      Write.self,
      Compare.self,
      Prune.self,
    ])

  /// The flags that all of them have.
  struct Flags: ParsableArguments {
    @Argument(
      help: ArgumentHelp(
        "Files and folders to check. Default: the working directory, or the project.",
        valueName: "path"))
    var paths: [String] = []

    @Option(
      help: ArgumentHelp(
        "The baseline. Default: the one that the configuration names, or .hostlint-baseline.json.",
        valueName: "file"))
    var baseline: String?

    @OptionGroup var project: ProjectFlags

    @Option(help: ArgumentHelp("The day that rules see instead of today.", valueName: "date"))
    var today: String?

    @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color: ColorChoice = .auto

    /// Does one of the commands, shows what it gave, and ends the program.
    func run(
      _ work: (Linter) throws(RunFailure) -> BaselineReport, _ text: (BaselineReporter) -> String,
      fails: (BaselineReport) -> Bool = { _ in false }
    ) throws(ExitStatus) {
      let report = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
        var options = Linter.Options()
        options.paths = paths
        options.project = project.options
        options.today = today
        options.suppression.baseline = baseline.map { .file($0) } ?? .configured
        options.describesRules = false
        return try work(Linter(options))
      }
      let run = report.report
      for sentence in run.notes + run.failures { StandardStreams.complain(sentence) }
      guard run.summary.files > 0 else {
        if !run.failures.isEmpty { throw .incomplete }
        StandardStreams.complainOfNoFile(in: paths, run, concluding: "nothing was checked")
        throw .nothingChecked
      }
      let style = color.style(for: .output, showsSummary: true)
      StandardStreams.write(text(BaselineReporter(report, style: style)), to: .output)
      if !run.failures.isEmpty { throw .incomplete }
      if fails(report) { throw .findings }
    }
  }
}
