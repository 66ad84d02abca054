package import Diagnostics
internal import SourceText

/// Writes a page in Markdown for the summary of a CI job: counts, and a table of the findings, the
/// worst first.
///
/// GitHub takes no summary of more than 1 MiB; what goes beyond is left out and counted.
package struct MarkdownReporter: Reporter {
  /// How many bytes are written at most, with room below the 1 MiB for what a job adds itself.
  private static let sizeLimit = 1_000_000
  /// What is kept free for the last line.
  private static let endReserve = 400
  /// How much of that failures may take.
  private static let failureLimit = 100_000
  /// How long one text may be, in bytes before it is escaped.
  private static let textLimit = 2_000

  private let repositoryRoot: String?

  /// - Parameter repositoryRoot: The absolute path that file names are relative to, symbolic links
  ///   resolved.
  package init(repositoryRoot: String?) {
    self.repositoryRoot = repositoryRoot
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var views = SourceViews(report.files, repositoryRoot: repositoryRoot)
    var buffer = ReportBuffer()
    var size = 0
    func append(_ text: String) {
      buffer.append(text)
      size += text.utf8.count
    }
    append("## hostlint\n\n")
    append("\(report.summaryParts.joined(separator: "; ")).\n")
    if report.summary.files == 0, report.failures.isEmpty {
      append("\nNothing was checked: no hosting file was found.\n")
    }
    let faults = report.faultsOfRun
    if !faults.isEmpty {
      append("\nBeside the findings:\n\n")
      var shown = 0
      for fault in faults where size < Self.failureLimit {
        append("- \(Self.text(fault))\n")
        shown += 1
      }
      let rest = faults.count - shown
      if rest > 0 { append("- and \(rest) more\n") }
    }
    if !report.findings.isEmpty {
      append("\n| Severity | Rule | Place | Finding |\n| --- | --- | --- | --- |\n")
      var shown = 0
      for finding in report.worstFirst() {
        let row = row(finding.diagnostic, views: &views)
        guard size + row.utf8.count <= Self.sizeLimit - Self.endReserve else { break }
        append(row)
        shown += 1
        try buffer.flush(to: sink)
      }
      let rest = report.findings.count - shown
      if rest > 0 {
        append(
          "\n\(rest) of \(report.findings.count.counting("finding")) are left out here: a job "
            + "summary holds no more than 1 MiB.\n")
      }
    }
    try buffer.finish(to: sink)
  }

  private func row(_ diagnostic: Diagnostic, views: inout SourceViews) -> String {
    let view = views[diagnostic.location.file]
    let position = view.position(of: diagnostic.location.range.start)
    let cells = [
      diagnostic.severity.name, Self.code(diagnostic.rule),
      Self.code("\(view.platformPath):\(position.line):\(position.column)"),
      diagnostic.statements.map(Self.text).joined(by: "<br>"),
    ]
    return "| " + cells.joined(by: " | ") + " |\n"
  }

  private static func code(_ text: String) -> String {
    MarkdownText.codeCell(text.cut(toUTF8: textLimit))
  }

  private static func text(_ text: String) -> String {
    MarkdownText.foreignCell(text.cut(toUTF8: textLimit))
  }
}
