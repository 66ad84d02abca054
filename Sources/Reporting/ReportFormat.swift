/// The forms that a report can take, by the word on the command line.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// `hostlint/1`, described by `docs/report.schema.json`.
  case json
  /// SARIF 2.1.0, for code scanning.
  case sarif

  /// The reporter of this format.
  ///
  /// - Parameters:
  ///   - style: How text is laid out; other formats do not use it.
  ///   - repositoryRoot: The absolute path that SARIF's file names are relative
  ///     to, symbolic links resolved; nil leaves them as they are reported.
  package func reporter(style: TextStyle, repositoryRoot: String?) -> any Reporter {
    switch self {
    case .text: TextReporter(style: style)
    case .json: JSONReporter()
    case .sarif: SARIFReporter(repositoryRoot: repositoryRoot)
    }
  }
}
