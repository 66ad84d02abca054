import Diagnostics
import SourceText
import Testing

@testable import Reporting

/// Reports of more findings than one piece holds.
@Suite struct ReportPiecesTests {
  /// Findings in two files, some of them accepted, of all severities.
  private static func report(_ count: Int) -> Report {
    let line = "  - { name: été.fr, dns_sync: false }\n"
    let text = Array(String(repeating: line, count: count).utf8)
    let files = ["a.yaml", "b.yaml"].map { SourceFile(path: $0, text: text) }
    let diagnostics = (0..<count).map { index in
      let start = UInt32(index * line.utf8.count + 12)
      let place = SourceLocation(
        file: FileID(index < count / 2 ? 0 : 1), range: SourceRange(start: start, end: start + 8))
      return Diagnostic(
        rule: "rule-\(index % 7)", severity: Severity.allCases[index % 3],
        message: "finding \(index) of \"été.fr\"", remedy: "Do ##something.", location: place,
        related: index % 4 == 0 ? [Label(place, "here")] : [], entity: "domain/\(index)")
    }
    let plain = FixtureReport.report(files, diagnostics)
    return Report(
      toolVersion: plain.toolVersion, files: plain.files, rules: plain.rules,
      findings: plain.findings,
      suppressed: plain.findings.map {
        SuppressedFinding(
          $0, Suppression(kind: .inline, reason: "ours", path: "a.yaml", line: 3))
      }, summary: plain.summary)
  }

  @Test("Nothing of a report depends on threads", arguments: ReportFormat.allCases)
  func sameReport(format: ReportFormat) {
    for count in [1, 128, 700] {
      let report = Self.report(count)
      let alone = format.reporter(style: TextStyle(), repositoryRoot: nil, threads: 1)
        .string(report)
      let together = format.reporter(style: TextStyle(), repositoryRoot: nil, threads: 3)
        .string(report)
      #expect(alone == together)
      // The first piece, the last of a full one and what comes behind it.
      for index in [0, count - 1] where format != .github {
        #expect(alone.contains("finding \(index) of"), "\(index) of \(count)")
      }
    }
  }

  @Test("Pieces come in order, none larger than some findings, and end with the sink")
  func pieces() {
    struct Full: Error {}
    let pieces = ReportPieces(threads: 2)
    var written: [UInt8] = []
    var largest = 0
    pieces.write(10_000) { (chunk: [UInt8]) in
      written += chunk
      largest = max(largest, chunk.count)
    } piece: { range in
      range.map { UInt8(truncatingIfNeeded: $0) }
    }
    #expect(written == (0..<10_000).map { UInt8(truncatingIfNeeded: $0) })
    #expect(largest < 1000)
    var calls = 0
    #expect(throws: Full.self) {
      try pieces.write(10_000) { (_: [UInt8]) throws(Full) in
        calls += 1
        throw Full()
      } piece: { range in
        [UInt8](repeating: 0, count: range.count)
      }
    }
    #expect(calls == 1)
  }
}
