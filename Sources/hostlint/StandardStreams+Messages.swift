import Diagnostics
import Linting
import Reporting
import SourceText

extension StandardStreams {
  /// Says on standard error why something could not be done: one sentence, no full stop.
  static func complain(_ sentence: String) {
    write("hostlint: \(TerminalText.sanitised(sentence))\n", to: .error)
  }

  /// Shows faults with their source lines on standard error.
  static func show(_ faults: [Diagnostic], in files: SourceFiles, style: ColorChoice) {
    let report = Report(
      toolVersion: Linter.version, files: files, rules: [],
      findings: faults.map { Finding(diagnostic: $0, fingerprint: "") }, summary: Summary())
    let reporter = TextReporter(style: style.style(for: .error, showsSummary: false))
    reporter.write(report) { (chunk: [UInt8]) in write(chunk, to: .error) }
  }
}
