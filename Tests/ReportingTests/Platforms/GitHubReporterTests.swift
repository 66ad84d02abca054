import Diagnostics
import Foundation
import Reporting
import SourceText
import Testing

@Suite struct GitHubReporterTests {
  private func lines(_ report: Report, showsSummary: Bool = false) -> [Substring] {
    GitHubReporter(repositoryRoot: "/srv/checkout", showsSummary: showsSummary).string(report)
      .split(separator: "\n")
  }

  private func report(
    path: String = "a.yaml", realPath: String? = nil, rule: String = "r", message: String = "m",
    remedy: String = "", range: SourceRange = SourceRange(start: 0, end: 1)
  ) -> Report {
    let file = SourceFile(path: path, realPath: realPath, text: Array("abc\ndef".utf8))
    return FixtureReport.report(
      [file],
      [
        Diagnostic(
          rule: rule, severity: .warning, message: message, remedy: remedy,
          location: SourceLocation(file: FileID(0), range: range), entity: "e")
      ])
  }

  @Test func escapesAsTheRunnerUnescapes() {
    #expect(
      lines(report(path: "a,b:c%.yaml", rule: "x:y,z%", message: "1,2: 3% done", remedy: "Now."))
        == [
          "::warning file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=x%3Ay%2Cz%25"
            + "::1,2: 3%25 done%0ANow."
        ])
  }

  @Test(arguments: ["a\n::error::b", "a\r::error::b", "a\r\n\r\n::stop-commands::b", "::error::b"])
  func noTextBecomesACommand(text: String) {
    for report in [
      report(message: text), report(remedy: text), report(path: text), report(rule: text),
    ] {
      let lines = GitHubReporter(repositoryRoot: nil, showsSummary: false).string(report)
        .split { $0.isNewline }
      #expect(lines.count == 1)
      #expect(lines.allSatisfy { $0.hasPrefix("::warning file=") })
    }
  }

  @Test func namesFilesFromTheRepositorysRoot() throws {
    let inside = report(path: "a.yaml", realPath: "/srv/checkout/hosting/a.yaml")
    #expect(try #require(lines(inside).first).contains("file=hosting/a.yaml,"))
    let outside = report(path: "../a.yaml", realPath: "/srv/a.yaml")
    #expect(try #require(lines(outside).first).contains("file=../a.yaml,"))
  }

  @Test func cutsAPlaceToItsFirstLineSoThatItsColumnsCount() throws {
    let line = try #require(lines(report(range: SourceRange(start: 1, end: 6))).first)
    #expect(line.contains("line=1,endLine=1,col=2,endColumn=4,"))
  }

  @Test func cutsAMessageWhereTheRunnerWould() throws {
    let line = try #require(lines(report(message: String(repeating: "é🙂", count: 3000))).first)
    let message = try #require(line.components(separatedBy: "::").last)
    #expect((4090...4096).contains(message.utf16.count))
    #expect(message.hasSuffix("…"))
  }

  @Test(arguments: [
    // Errors, warnings and notices there are; those that are shown; how many are left out.
    ([10, 10, 10], [10, 10, 10], 0), ([11, 0, 0], [10, 0, 1], 1), ([0, 0, 11], [0, 0, 10], 2),
    ([12, 11, 10], [10, 10, 10], 4), ([3000, 2000, 500], [10, 10, 10], 5471),
    ([1, 2, 3], [1, 2, 3], 0),
  ])
  func writesNoMoreThanIsShown(counts: [Int], shown: [Int], leftOut: Int) {
    let severities = zip([Severity.error, .warning, .info], counts)
      .flatMap { Array(repeating: $0, count: $1) }
    // The least come first in the report.
    let report = FixtureReport.many(severities.count) { severities[severities.count - 1 - $0] }
    let lines = lines(report)
    #expect(
      ["::error ", "::warning ", "::notice "].map { kind in lines.count { $0.hasPrefix(kind) } }
        == shown)
    let order = lines.map { $0.prefix { $0 != " " } }
    let ranks = order.map { ["::error", "::warning", "::notice"].firstIndex(of: $0) ?? -1 }
    #expect(ranks == ranks.sorted())
    #expect(
      lines.last?.contains("\(leftOut) of \(severities.count) findings are left out here")
        == (leftOut > 0))
  }

  @Test func failuresAreErrorsAndComeFirst() throws {
    let report = try FixtureReport.incomplete()
    #expect(
      lines(report) == [
        "::error title=hostlint::hosting/[b].yaml cannot be read: permission denied"
      ])
  }

  @Test func theLastLineIsNoCommand() throws {
    #expect(
      lines(try FixtureReport.clean(), showsSummary: true)
        == ["no findings; 1 file, 6 entities checked"])
    #expect(lines(try FixtureReport.clean()) == [])
  }
}
