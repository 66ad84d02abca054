package import Diagnostics
internal import SourceText

/// Writes workflow commands that GitHub Actions shows as annotations of a run and of a change.
///
/// GitHub shows 10 errors, 10 warnings and 10 notices of a step and drops the others without a
/// word; so no more are written, the worst first, and a last one tells how many are left out.
package struct GitHubReporter: Reporter {
  /// How many annotations of one kind a step may have.
  private static let annotationLimit = 10
  /// How long a message may be, in UTF-16 code units; the runner cuts a longer one.
  private static let messageLimit = 4096

  private let repositoryRoot: String?
  private let showsSummary: Bool

  /// - Parameters:
  ///   - repositoryRoot: The absolute path that file names are relative to, symbolic links resolved.
  ///   - showsSummary: Whether a last line, which is no command, tells how much was checked.
  package init(repositoryRoot: String?, showsSummary: Bool = true) {
    self.repositoryRoot = repositoryRoot
    self.showsSummary = showsSummary
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var views = SourceViews(report.files, repositoryRoot: repositoryRoot)
    var buffer = ReportBuffer()
    let counts = report.severityCounts
    let faults = report.faultsOfRun
    let errors = counts[.error] + faults.count
    let limit = Self.annotationLimit
    var leftOut = max(errors - limit, 0) + max(counts[.warning] - limit, 0)
    // The word about what is left out is a notice too.
    let notices = leftOut > 0 || counts[.info] > limit ? limit - 1 : limit
    leftOut += max(counts[.info] - notices, 0)

    for fault in faults.prefix(limit) {
      let command = WorkflowCommand(
        name: Severity.error.command, properties: [("title", "hostlint")],
        message: Self.cut(TerminalText.sanitised(fault)))
      buffer.append(command.line)
    }
    let rooms: [Severity: Int] = [
      .error: limit - faults.count, .warning: limit, .info: notices,
    ]
    for severity in Severity.allCases.reversed() {
      let found = report.findings.lazy.filter { $0.severity == severity }
      for finding in found.prefix(max(rooms[severity] ?? 0, 0)) {
        buffer.append(command(for: finding.diagnostic, views: &views).line)
        try buffer.flush(to: sink)
      }
    }
    if leftOut > 0 {
      let total = report.findings.count + faults.count
      let kind = faults.isEmpty ? "finding" : "annotation"
      let command = WorkflowCommand(
        name: Severity.info.command, properties: [("title", "hostlint")],
        message:
          "\(leftOut) of \(total.counting(kind)) are left out here: GitHub shows no more"
          + " than \(limit) errors, \(limit) warnings and \(limit) notices of a step")
      buffer.append(command.line)
    }
    if showsSummary { buffer.append(report.summaryParts.joined(separator: "; ") + "\n") }
    try buffer.finish(to: sink)
  }

  private func command(
    for diagnostic: Diagnostic, views: inout SourceViews
  ) -> WorkflowCommand {
    let view = views[diagnostic.location.file]
    let range = view.firstLine(of: diagnostic.location.range)
    let (start, end) = view.positions(of: range)
    return WorkflowCommand(
      name: diagnostic.severity.command,
      properties: [
        ("file", TerminalText.sanitised(view.platformPath)), ("line", String(start.line)),
        ("endLine", String(end.line)), ("col", String(start.column)),
        ("endColumn", String(end.column)), ("title", TerminalText.sanitised(diagnostic.rule)),
      ],
      message: Self.cut(
        diagnostic.statements.map(TerminalText.sanitised).joined(separator: "\n")))
  }

  private static func cut(_ message: String) -> String {
    guard message.utf16.count > messageLimit else { return message }
    var result = message.unicodeScalars
    var length = message.utf16.count
    while length >= messageLimit, let last = result.popLast() { length -= UTF16.width(last) }
    return String(result) + "…"
  }
}

extension Severity {
  /// The command that annotates with it.
  fileprivate var command: String {
    switch self {
    case .info: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
