import Diagnostics
import Foundation
import Reporting
import SourceText
import Testing

@Suite struct GitLabReporterTests {
  private struct Entry: Decodable, Hashable {
    struct Location: Decodable, Hashable {
      struct Lines: Decodable, Hashable { let begin: Int }
      let path: String
      let lines: Lines
    }
    private enum CodingKeys: String, CodingKey {
      case description
      case checkName = "check_name"
      case fingerprint, severity, location
    }
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location
  }

  private func entries(_ report: Report, root: String? = "/srv/checkout") throws -> [Entry] {
    let text = GitLabReporter(repositoryRoot: root).string(report)
    #expect(text.first == "[")
    return try JSONDecoder().decode([Entry].self, from: Data(text.utf8))
  }

  @Test func saysAllThatGitLabNeeds() throws {
    let entries = try entries(try FixtureReport.agence())
    #expect(entries.map(\.severity) == ["major", "major", "major", "minor", "minor", "info"])
    #expect(
      entries.first
        == Entry(
          description: "customer boulangerie has a password in the file. Delete the line and set a "
            + "new password in Plesk.",
          checkName: "password-in-file", fingerprint: "0000000000000001", severity: "major",
          location: .init(path: "hosting/agence.yaml", lines: .init(begin: 8))))
  }

  @Test func aCleanRunIsAnEmptyArray() throws {
    #expect(GitLabReporter(repositoryRoot: nil).string(try FixtureReport.clean()) == "[]\n")
  }

  @Test func pathsAreRelativeWithoutADot() throws {
    for (path, realPath, expected) in [
      ("./a.yaml", nil, "a.yaml"), ("a.yaml", "/srv/checkout/b/a.yaml", "b/a.yaml"),
      ("é |:.yaml", nil, "é |:.yaml"),
    ] as [(String, String?, String)] {
      let file = SourceFile(path: path, realPath: realPath, text: Array("abc".utf8))
      let report = FixtureReport.report(
        [file],
        [
          Diagnostic(
            rule: "r", severity: .info, message: "m",
            location: SourceLocation(file: FileID(0), range: SourceRange(at: 0)), entity: "e")
        ])
      #expect(try entries(report).map(\.location.path) == [expected])
    }
  }

  @Test func manyFindingsHaveAFingerprintEachAndTheWorstComeFirst() throws {
    let entries = try entries(FixtureReport.many(6_000))
    #expect(entries.count == 6_000)
    #expect(Set(entries.map(\.fingerprint)).count == 6_000)
    let ranks = entries.map { ["major", "minor", "info"].firstIndex(of: $0.severity) ?? -1 }
    #expect(ranks == ranks.sorted() && ranks.first == 0 && ranks.last == 2)
  }

  @Test func hostileTextStaysText() throws {
    let entries = try entries(FixtureReport.hostile())
    #expect(entries.count == 3)
    #expect(entries.allSatisfy { $0.description.contains("<b onclick='y'>") })
  }
}
