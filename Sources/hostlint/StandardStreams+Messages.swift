import Diagnostics
import Linting
import Reporting
import SourceText

extension StandardStreams {
  /// Says on standard error why something could not be done: one sentence, no full stop.
  static func complain(_ sentence: String) {
    write("hostlint: \(TerminalText.sanitised(sentence))\n", to: .error)
  }

  /// Says on standard error that none of the paths holds a hosting file.
  ///
  /// - Parameter conclusion: What follows from that: `nothing was checked`.
  static func complainOfNoFile(
    in paths: [String], _ report: Report, concluding conclusion: String
  ) {
    let places = paths.isEmpty ? "the working directory" : paths.joined(separator: ", ")
    let others =
      switch report.summary.skippedFiles {
      case 0: ""
      case 1: " (1 other YAML file was skipped)"
      case let count: " (\(count) other YAML files were skipped)"
      }
    complain(
      "\(conclusion): no *.yaml or *.yml file that is searched in \(places) starts with "
        + "`hosting: 1`\(others)")
  }

  /// Says on standard error what a run looked at and what it did not.
  static func show(_ coverage: Coverage, style: ColorChoice) {
    let reporter = CoverageReporter(style: style.style(for: .error, showsSummary: false))
    write(reporter.string(coverage), to: .error)
  }

  /// Shows faults with their source lines on standard error.
  static func show(_ faults: [Diagnostic], in files: SourceFiles, style: ColorChoice) {
    // An example or a misplaced key may hold one.
    for id in Set(faults.flatMap { [$0.location.file] + $0.related.map(\.location.file) }) {
      Secrets.markUnreadable(in: files[id], isComplete: false)
    }
    let report = Report(
      toolVersion: Linter.version, files: files, rules: [],
      findings: faults.map { Finding(diagnostic: $0, fingerprint: .none) }, summary: Summary())
    let reporter = TextReporter(style: style.style(for: .error, showsSummary: false))
    reporter.write(report) { (chunk: [UInt8]) in write(chunk, to: .error, isProse: true) }
  }
}
