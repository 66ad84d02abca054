import Foundation
import TestSupport
import Testing

/// `docs/exports.md` speaks of the rules there are.
@Suite("Page on exports")
struct ExportsDocumentTests {
  /// Rows of the catalogue that are comments, or rules without a check.
  private static let otherRows = ["#", "reading", "suppressions"]

  private static func page() throws -> String {
    try String(contentsOf: Repository.root.appending(path: "docs/exports.md"), encoding: .utf8)
  }

  @Test("Every rule with a check stands in the tables of what an export tells")
  func rules() throws {
    let rows = try Self.page().split(separator: "\n").filter { $0.hasPrefix("|") }.joined()
    let catalogue = try CheckFixtures.text("catalogue.txt").split(separator: "\n")
      .map { $0.split(separator: " ") }
    let ids = Set(catalogue.compactMap { $0.dropFirst().first.map(String.init) })
    for row in catalogue where !Self.otherRows.contains(String(row[0])) {
      #expect(rows.contains("`\(row[1])`"), "\(row[1])")
    }
    for id in ["export-error", "export-incomplete", "export-syntax"] {
      #expect(rows.contains("`\(id)`") && ids.contains(id))
    }
  }

  @Test("The commands of the page that need no network do what it says")
  func commands() throws {
    for path in ["account.xml", "parts", "rest"] {
      let check = try Command.run(["check", "Examples/exports/\(path)", "--fail-on", "never"])
      #expect(check.status == 0 && check.stderr == "", "\(check.stderr)")
      #expect(check.stdout.contains("several-domains-in-subscription"))
      let tree = try Command.run(["tree", "Examples/exports/\(path)"])
      #expect(tree.stdout.contains("customer boulangerie"))
    }
  }

  @Test("Standard input may be an export")
  func standardInput() throws {
    let url = Repository.root.appending(path: "Examples/exports/account.xml")
    let result = try Command.run(["check", "-"], stdin: try Data(contentsOf: url))
    #expect(result.status == 1)
    #expect(result.stdout.contains("shell-access-granted"))
  }

  @Test("A file that is no export says so once, and the status is that of a finding")
  func noExport() throws {
    let folder = try TemporaryFolder()
    try folder.write("<html></html>", to: "page.xml")
    let result = try Command.run(["check", "page.xml"], in: folder.url)
    #expect(result.status == 1)
    #expect(result.stdout.contains("its root is `html`, not `packet`"))
    #expect(try Command.run(["check"], in: folder.url).status == 3)
  }
}
