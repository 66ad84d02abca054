/// The forms that a report can take, by the word on the command line.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// `hostlint/1`, described by `docs/report.schema.json`.
  case json
  /// SARIF 2.1.0, for code scanning.
  case sarif
  /// Workflow commands, which GitHub Actions shows as annotations.
  case github
  /// GitLab's Code Quality report.
  case gitlab
  /// JUnit XML, which most CI platforms show as test results.
  case junit
  /// A page for the summary of a CI job.
  case markdown

  /// The reporter of this format.
  ///
  /// - Parameters:
  ///   - style: How text is laid out; of the other formats GitHub's has the last line too.
  ///   - repositoryRoot: The absolute path that file names are relative to in formats for
  ///     platforms, symbolic links resolved; nil leaves them as they are reported.
  ///   - threads: How many threads write findings; nil for as many as there are processors.
  package func reporter(
    style: TextStyle, repositoryRoot: String?, threads: Int? = 1
  ) -> any Reporter {
    switch self {
    case .text: TextReporter(style: style, threads: threads)
    case .json: JSONReporter(threads: threads)
    case .sarif: SARIFReporter(repositoryRoot: repositoryRoot, threads: threads)
    case .github:
      GitHubReporter(repositoryRoot: repositoryRoot, showsSummary: style.showsSummary)
    case .gitlab: GitLabReporter(repositoryRoot: repositoryRoot, threads: threads)
    case .junit: JUnitReporter(repositoryRoot: repositoryRoot)
    case .markdown: MarkdownReporter(repositoryRoot: repositoryRoot)
    }
  }
}
