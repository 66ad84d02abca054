/// What became of a baseline, or how it compares with what is found.
package struct BaselineReport: Sendable {
  /// As it is reported.
  package let path: String
  /// What it holds.
  package let entries: [BaselineEntry]
  /// The run that it was compared with, or made from. Its findings are those that the baseline does
  /// not accept.
  package let report: Report
  /// What no longer occurs.
  package let gone: [BaselineEntry]
  /// Whether it was made out, or taken out, by this run.
  package let isWritten: Bool
  /// Whether a check takes it without being told to.
  package let isConfigured: Bool

  package init(
    path: String, entries: [BaselineEntry], report: Report, gone: [BaselineEntry] = [],
    isWritten: Bool, isConfigured: Bool
  ) {
    self.path = path
    self.entries = entries
    self.report = report
    self.gone = gone
    self.isWritten = isWritten
    self.isConfigured = isConfigured
  }

  /// The findings that a baseline could accept and does not.
  package var new: [Finding] {
    let suppressible = Set(report.rules.lazy.filter(\.isSuppressible).map(\.id))
    return report.findings.filter { suppressible.contains($0.diagnostic.rule) }
  }

  /// The ids of rules whose findings no baseline accepts, as far as they have some, sorted.
  package var unsuppressible: [String] {
    let new = Set(new.map(\.diagnostic.rule))
    return Set(report.findings.map(\.diagnostic.rule)).subtracting(new).sorted()
  }
}
