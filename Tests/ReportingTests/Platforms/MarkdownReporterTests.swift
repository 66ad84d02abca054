import Diagnostics
import Reporting
import SourceText
import Testing

@Suite struct MarkdownReporterTests {
  private func text(_ report: Report) -> String {
    MarkdownReporter(repositoryRoot: "/srv/checkout").string(report)
  }

  /// The cells of each row below the head of the table, as GitHub splits them.
  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2).map { line in
      line.replacing("\\|", with: "\u{0}").split(separator: "|")
        .map { $0.replacing("\u{0}", with: "\\|").trimmingPrefix(" ").description }
    }
  }

  @Test func aRowForEachFindingTheWorstFirst() throws {
    let rows = rows(text(try FixtureReport.agence()))
    #expect(rows.map(\.count) == [4, 4, 4, 4, 4, 4])
    #expect(rows.map { $0[0] } == ["error ", "error ", "error ", "warning ", "warning ", "info "])
    #expect(rows[0][1] == "`password-in-file` " && rows[0][2] == "`hosting/agence.yaml:8:5` ")
  }

  @Test func hostileTextIsNeitherMarkupNorLink() throws {
    let text = text(FixtureReport.hostile())
    #expect(rows(text).count == 3)
    #expect(rows(text).allSatisfy { $0.count == 4 })
    // What stands without a backslash, but for the line breaks of the report itself.
    let unescaped = text.replacing("<br>", with: " ").replacing(/\\./, with: "\u{0}")
    for markup in [
      "<b", "<script", "](http", " www.", " @every", "s://", " _c_", "\u{1B}", "\u{202E}",
    ] {
      #expect(!unescaped.contains(markup), "\(markup)")
    }
    #expect(!text.contains("\n::"))
  }

  @Test func saysWhatIsNotThere() throws {
    #expect(
      text(try FixtureReport.clean()) == "## hostlint\n\nno findings; 1 file, 6 entities checked.\n"
    )
    #expect(text(FixtureReport.report([], [])).contains("Nothing was checked"))
    #expect(text(try FixtureReport.incomplete()).contains("- hosting/\\[b\\].yaml cannot be read"))
  }

  @Test func staysBelowAMebibyteAndCountsTheRest() throws {
    let short = text(FixtureReport.many(5_001))
    #expect(rows(short).count == 5_001 && !short.contains("left out here"))
    let long = text(FixtureReport.many(20_000))
    #expect((990_000...1_000_000).contains(long.utf8.count))
    let shown = rows(long).count
    #expect(
      long.hasSuffix(
        "\(20_000 - shown) of 20000 findings are left out here: a job summary holds no more than 1 MiB.\n"
      ))
    // The errors all come before the first warning.
    #expect(rows(long).prefix(6_600).allSatisfy { $0[0] == "error " })
    var failures = FixtureReport.report([], [])
    failures = Report(
      toolVersion: "", files: failures.files, rules: [], findings: [], summary: failures.summary,
      failures: Array(repeating: String(repeating: "x", count: 3_000), count: 5_000))
    #expect(text(failures).utf8.count < 110_000)
  }
}
