import Foundation
import TestSupport
import Testing

/// The catalogue of rules, the files, the documentation and the reports: the same rules in each, no
/// more and no less.
@Suite("Every rule is everywhere")
struct RuleCompletenessTests {
  /// A rule that hostlint has promised to have.
  private struct Promise: Hashable, CustomStringConvertible {
    let area: String
    let id: String
    let severity: String
    let isOff: Bool
    let isSuppressible: Bool

    var description: String { "\(area)/\(id) \(severity)\(isOff ? " off" : "")" }
  }

  private static func catalogue() throws -> [Promise] {
    try CheckFixtures.text("catalogue.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { line in
        let words = line.split(separator: " ").map(String.init)
        try #require(words.count >= 3)
        return Promise(
          area: words[0], id: words[1], severity: words[2], isOff: words.contains("off"),
          isSuppressible: !words.contains("unsuppressible"))
      }
  }

  /// The areas of what hostlint finds without a check.
  private static let areasWithoutCheck: Set = ["reading", "suppressions"]

  /// Rules that `hostlint diff` evaluates, and a check of one state cannot; the catalogue leaves
  /// them out.
  private static let aboutChanges: Set = [
    "customer-removed-with-subscriptions", "limit-below-usage",
  ]

  /// What two sets do not share, for a message that names it.
  private func expectSame(
    _ found: [String], _ expected: [String], _ place: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let missing = Set(expected).subtracting(found).sorted()
    let more = Set(found).subtracting(expected).sorted()
    #expect(missing == [], "missing in \(place)", sourceLocation: sourceLocation)
    #expect(more == [], "in \(place) alone", sourceLocation: sourceLocation)
    #expect(found.count == Set(found).count, "twice in \(place)", sourceLocation: sourceLocation)
  }

  private static let builtIn = Repository.root.deletingLastPathComponent()
    .appending(path: "shared/CATALOGUE.md")

  @Test("The list has as many rules as were promised, each once")
  func count() throws {
    let catalogue = try Self.catalogue()
    #expect(catalogue.count { !Self.areasWithoutCheck.contains($0.area) } == 55)
    #expect(catalogue.count { $0.area == "reading" } == 15)
    #expect(catalogue.count { $0.area == "suppressions" } == 2)
    #expect(Set(catalogue.map(\.id)).count == 72)
  }

  @Test(
    "The list is that of the catalogue",
    .enabled(
      if: FileManager.default.fileExists(atPath: builtIn.path),
      "../shared/CATALOGUE.md is not beside this checkout"))
  func sharedCatalogue() throws {
    let text = try String(contentsOf: Self.builtIn, encoding: .utf8)
    let rows = text.split(separator: "\n").compactMap { line -> String? in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 3, cells[1].hasPrefix("`") else { return nil }
      return [cells[0], cells[1].trimmingCharacters(in: ["`"]), cells[2]].joined(separator: " ")
    }
    let promised = try Self.catalogue().filter {
      !Self.areasWithoutCheck.contains($0.area) && !Self.aboutChanges.contains($0.id)
    }.map { rule in
      "\(rule.area) \(rule.id) \(rule.severity)" + (rule.isOff ? ", off" : "")
        + (rule.isSuppressible ? "" : ", not suppressible")
    }
    expectSame(promised, rows, "the catalogue")
  }

  @Test("Each rule is a file of its id in the folder of its area")
  func files() throws {
    let folder = Repository.root.appending(path: "Rules")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    let found = (paths ?? []).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    expectSame(found, try Self.catalogue().map { "\($0.area)/\($0.id).yaml" }, "Rules")
    for rule in try Self.catalogue() {
      let file = folder.appending(path: "\(rule.area)/\(rule.id).yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.hasPrefix("id: \(rule.id)\n"), "\(rule)")
    }
  }

  @Test("Each rule has one section in docs/rules.md, and a line in its first tables")
  func documentation() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: "docs/rules.md"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    let ids = try Self.catalogue().map(\.id)
    let sections = lines.filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    expectSame(sections, ids, "the sections of docs/rules.md")
    let rows = lines.compactMap { line in
      line.wholeMatch(of: /\| \[(.+)\]\(#(.+)\) \|.*/).map { [String($0.1), String($0.2)] }
    }
    #expect(rows.allSatisfy { $0[0] == $0[1] })
    expectSame(rows.map { $0[0] }, ids, "the tables of docs/rules.md")
  }

  private struct SARIF: Decodable {
    struct Run: Decodable {
      struct Tool: Decodable {
        struct Driver: Decodable {
          struct Rule: Decodable {
            let id: String
            let helpUri: String
          }

          let rules: [Rule]
        }

        let driver: Driver
      }

      let tool: Tool
    }

    let runs: [Run]
  }

  @Test("SARIF has each rule that is on, with the address of its section")
  func sarif() throws {
    let result = try Command.run(["check", "Examples/clean", "--format", "sarif"])
    let sarif = try JSONDecoder().decode(SARIF.self, from: Data(result.stdout.utf8))
    let rules = try #require(sarif.runs.first).tool.driver.rules
    expectSame(
      rules.map(\.id),
      try Self.catalogue().filter { !$0.isOff && !Self.aboutChanges.contains($0.id) }.map(\.id),
      "the SARIF report")
    for rule in rules {
      #expect(rule.helpUri.hasSuffix("/blob/main/docs/rules.md#\(rule.id)"))
    }
  }

  private struct Listing: Decodable {
    struct Rule: Decodable {
      let id: String
      let area: String
      let severity: String
      let enabled: Bool
      let suppressible: Bool
      let file: String
    }

    let rules: [Rule]
  }

  @Test("`hostlint rules` has each rule with the promised severity")
  func listing() throws {
    let result = try Command.run(["rules", "--format", "json"])
    let listing = try JSONDecoder().decode(Listing.self, from: Data(result.stdout.utf8))
    let found = listing.rules.map {
      Promise(
        area: $0.area, id: $0.id, severity: $0.severity, isOff: !$0.enabled,
        isSuppressible: $0.suppressible)
    }
    #expect(Set(found) == Set(try Self.catalogue()))
    #expect(found.count == 72)
    #expect(listing.rules.allSatisfy { $0.file == "Rules/\($0.area)/\($0.id).yaml" })
  }
}
