package import Diagnostics
internal import SourceText

/// Writes GitLab's Code Quality report: a JSON array, the worst findings first.
///
/// GitLab stops reading at the first entry that is not valid, and of entries with one fingerprint
/// keeps the last; each finding has a fingerprint of its own, which no edit around it changes.
package struct GitLabReporter: Reporter {
  private let repositoryRoot: String?
  private let pieces: ReportPieces

  /// - Parameters:
  ///   - repositoryRoot: The absolute path that file names are relative to, symbolic links resolved.
  ///   - threads: How many threads write findings; nil for as many as there are processors.
  package init(repositoryRoot: String?, threads: Int? = 1) {
    self.repositoryRoot = repositoryRoot
    pieces = ReportPieces(threads: threads)
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let views = SourceViews(report.files, repositoryRoot: repositoryRoot)
    var json = JSONWriter()
    json.beginArray(.block)
    let findings = report.worstFirst()
    try json.append(findings, in: pieces, with: views, to: sink) { finding, views, json in
      let diagnostic = finding.diagnostic
      let view = views[diagnostic.location.file]
      json.beginObject()
      json.member("description", diagnostic.sentences)
      json.member("check_name", diagnostic.rule)
      json.member("fingerprint", finding.fingerprint.description)
      json.member("severity", diagnostic.severity.codeQualitySeverity)
      json.key("location")
      json.beginObject()
      json.member("path", view.platformPath)
      json.key("lines")
      json.beginObject()
      json.member("begin", view.lines.line(of: diagnostic.location.range.start))
      for _ in 0..<3 { json.end() }
    }
    json.end()
    json.buffer.append("\n")
    try json.buffer.finish(to: sink)
  }
}

extension Severity {
  /// One of info, minor, major, critical and blocker.
  fileprivate var codeQualitySeverity: String {
    switch self {
    case .info: "info"
    case .warning: "minor"
    case .error: "major"
    }
  }
}
