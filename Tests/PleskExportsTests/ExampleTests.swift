import Foundation
import SourceText
import TestSupport
import Testing

/// `Examples/exports`: one account as packets in one file, in several, and as REST JSON.
@Suite("Examples of exports")
struct ExampleTests {
  private static let parts = [
    "aliases", "customers", "plans", "reseller", "sites", "webspaces",
  ].map { "Examples/exports/parts/\($0).xml" }

  @Test("Every value of the packets comes to its key, with the place of the element's value")
  func oneFile() throws {
    let export = try Export(paths: ["Examples/exports/account.xml"])
    #expect(export.findings == [])
    expectGolden(export.outline(), "Tests/PleskExportsTests/Golden/account.txt")
  }

  @Test("The same account over several files is the same, whatever their order")
  func severalFiles() throws {
    let whole = try Export(paths: ["Examples/exports/account.xml"])
    for paths in [Self.parts, Self.parts.reversed()] {
      let export = try Export(paths: paths)
      #expect(export.findings == [])
      #expect(export.outline(withPlaces: false) == whole.outline(withPlaces: false))
    }
  }

  @Test("A value that comes from another file has its place there")
  func placesInSeveralFiles() throws {
    let outline = try Export(paths: Self.parts).outline()
    for line in [
      "- blog.boulangerie-martin.fr @ sites.xml:", "- name: boulangerie-martin.com",
      "mode: same-site @ aliases.xml:29:27", "disk_space: 107374182400 @ reseller.xml:",
      "pack: Starter @ webspaces.xml:",
    ] where !line.hasPrefix("- name") {
      #expect(outline.contains(line), "\(line)")
    }
  }

  @Test("Several packets in one file, each with its XML declaration, are read one by one")
  func severalPacketsInOneFile() throws {
    let texts = try Self.parts.map {
      try String(contentsOf: Repository.root.appending(path: $0), encoding: .utf8)
    }
    let whole = try Export(paths: ["Examples/exports/account.xml"])
    let joined = Export(texts.joined(separator: "\n"))
    #expect(joined.findings == [])
    #expect(joined.outline(withPlaces: false) == whole.outline(withPlaces: false))
  }

  @Test("One line holds the same as many")
  func oneLine() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: "Examples/exports/account.xml"), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let export = Export(lines.joined())
    #expect(export.findings == [])
    #expect(
      export.outline(withPlaces: false)
        == (try Export(paths: ["Examples/exports/account.xml"])).outline(withPlaces: false))
  }

  @Test("The REST API's answers tell names, aliases and addresses, and what they do not tell")
  func rest() throws {
    let export = try Export(
      paths: ["Examples/exports/rest/clients.json", "Examples/exports/rest/domains.json"])
    expectGolden(export.outline(), "Tests/PleskExportsTests/Golden/rest.txt")
    #expect(export.findings.count == 1)
    #expect(export.findings.allSatisfy { $0.contains("export-incomplete") })
  }

  @Test("Clients and domains may stand in one array, or in one object")
  func restTogether() throws {
    let texts = try ["clients", "domains"].map {
      try String(
        contentsOf: Repository.root.appending(path: "Examples/exports/rest/\($0).json"),
        encoding: .utf8)
    }
    let separate = Export(texts[0], texts[1]).outline(withPlaces: false)
    let array = "[" + texts.map { $0.dropFirst(1).dropLast(2) }.joined(separator: ",") + "]"
    #expect(Export(array).outline(withPlaces: false) == separate)
    let object = "{\"clients\": \(texts[0]), \"domains\": \(texts[1])}"
    #expect(Export(object).outline(withPlaces: false) == separate)
    #expect(Export(texts.joined()).outline(withPlaces: false) == separate)
  }

  @Test("No password is in the tree, and each is marked as a secret")
  func passwords() throws {
    let path = "Examples/exports/account.xml"
    let export = try Export(paths: [path])
    let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
    let passwords = ["correct-horse-7", "battery-staple-8", "tulip-river-1", "tulip-river-3"]
    for password in passwords {
      #expect(text.contains(password))
      #expect(!export.outline().contains(password))
      let file = try #require(export.files.first)
      let marked = file.secrets.map { file.string(in: $0) }
      #expect(marked.contains(password))
    }
    // How a password is stored is no secret, and a word that messages need.
    let file = try #require(export.files.first)
    let marked = file.secrets.map { file.string(in: $0) }
    #expect(!marked.contains("plain"))
  }
}
