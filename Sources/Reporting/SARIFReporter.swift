package import Diagnostics
internal import SourceText

/// Writes SARIF 2.1.0 with what GitHub's code scanning reads of it.
///
/// Results follow each other a line each, `[]` where there is none, since an
/// upload without results is refused. GitHub refuses more than 25,000 results too, and shows the
/// worst 5,000: of more than that the worst come first, and those beyond the limit are left out and
/// counted in a notification.
package struct SARIFReporter: Reporter {
  /// How many results GitHub takes.
  private static let resultLimit = 25_000
  /// How many of them it shows.
  private static let shownResults = 5_000

  private let repositoryRoot: String?
  private let threads: Int?

  /// - Parameters:
  ///   - repositoryRoot: The absolute path that file names are relative
  ///     to, symbolic links resolved. It is never written. Files outside it, and
  ///     every file where it is nil, keep their reported path.
  ///   - threads: How many threads write findings; nil for as many as there are processors.
  package init(repositoryRoot: String?, threads: Int? = 1) {
    self.repositoryRoot = repositoryRoot
    self.threads = threads
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var json = JSONWriter()
    json.beginObject(.block)
    json.member(
      "$schema",
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    json.member("version", "2.1.0")
    json.key("runs")
    json.beginArray(.block)
    json.beginObject(.block)
    json.appendTool(report)
    json.key("automationDetails")
    json.beginObject()
    json.member("id", "hostlint/")
    json.end()
    json.appendInvocation(
      report, limitation: Self.limitation(report.findings.count + report.suppressed.count))
    json.member("columnKind", "unicodeCodePoints")
    json.appendBases()
    json.key("results")
    json.beginArray(.block)
    let findings =
      report.findings.count > Self.shownResults
      ? report.worstFirst(atMost: Self.resultLimit) : report.findings
    let suppressed = Array(report.suppressed.prefix(Self.resultLimit - findings.count))
    let results = SARIFResults(
      report, showing: findings + suppressed.map(\.finding), repositoryRoot: repositoryRoot,
      threads: threads)
    let pieces = ReportPieces(threads: threads)
    try json.append(findings, in: pieces, with: results, to: sink) { finding, results, json in
      results.append(finding, to: &json)
    }
    try json.append(suppressed, in: pieces, with: results, to: sink) { suppressed, results, json in
      results.append(suppressed.finding, acceptedBy: suppressed.suppression, to: &json)
    }
    for _ in 0..<4 { json.end() }
    json.buffer.append("\n")
    try json.buffer.finish(to: sink)
  }

  /// What is not shown of so many findings; nil where all are.
  private static func limitation(_ count: Int) -> String? {
    if count > resultLimit {
      return
        "\(count - resultLimit) of \(count) findings are left out here: code scanning takes no "
        + "more than the \(resultLimit) worst, and shows \(shownResults) of them"
    }
    return count > shownResults
      ? "code scanning shows the worst \(shownResults) of these \(count) findings" : nil
  }
}

extension JSONWriter {
  /// - Parameter limitation: What a reader should know about the number of results.
  fileprivate mutating func appendInvocation(_ report: Report, limitation: String?) {
    key("invocations")
    beginArray(.block)
    beginObject()
    member("executionSuccessful", report.failures.isEmpty)
    let notifications =
      report.faultsOfRun.map { ("error", $0) } + (limitation.map { [("note", $0)] } ?? [])
    if !notifications.isEmpty {
      key("toolExecutionNotifications")
      beginArray()
      for (level, text) in notifications {
        beginObject()
        member("level", level)
        appendMessage("message", text.sarifEscaped)
        end()
      }
      end()
    }
    end()
    end()
  }

  fileprivate mutating func appendBases() {
    key("originalUriBaseIds")
    beginObject()
    key(SARIFResults.rootBaseID)
    beginObject()
    // A description only: the path on this machine means nothing elsewhere.
    appendMessage("description", "The root of the repository.")
    end()
    end()
  }

  /// A member that holds text in SARIF's `message` or `multiformatMessageString` form.
  mutating func appendMessage(_ name: String, _ text: String) {
    key(name)
    beginObject()
    member("text", text)
    end()
  }
}

extension Severity {
  /// SARIF's word for it.
  var sarifLevel: String {
    switch self {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

extension String {
  /// The text with the characters escaped that make links in a SARIF message.
  var sarifEscaped: String {
    var text = self
    let isPlain = text.withUTF8 {
      PlainText.hasNone(of: UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "]"), in: $0)
    }
    if isPlain { return self }
    var result: [UInt8] = []
    for byte in utf8 {
      if Self.isSARIFSyntax(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSARIFSyntax(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
  }
}
