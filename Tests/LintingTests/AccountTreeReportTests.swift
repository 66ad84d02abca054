import Diagnostics
import Foundation
import Linting
import Reporting
import TestSupport
import Testing

/// What `tree` shows of whole accounts.
@Suite("Trees of the examples and of accounts that are hard to show")
struct AccountTreeReportTests {
  private static let examples = ExampleReportTests.folders.map { "Examples/\($0)" }
  private static let fixtures = ["broken", "hostile", "resellers", "unknown"].map {
    "Tests/LintingTests/Fixtures/accounts/\($0).yaml"
  }

  /// By path, each made once.
  private static let trees = Dictionary(
    uniqueKeysWithValues: (examples + fixtures).map { path in
      (path, Result { try Check.tree([path]) })
    })

  private static func tree(_ path: String) throws -> AccountTree {
    try #require(trees[path]).get()
  }

  private static let forms: [(name: String, format: TreeFormat, style: TextStyle)] = [
    ("txt", .text, TextStyle()),
    ("80.color.txt", .text, TextStyle(color: true, width: 80)),
    ("120.txt", .text, TextStyle(width: 120)),
  ]

  @Test(arguments: examples + fixtures, forms.map(\.name))
  func matchesGoldenFile(path: String, form: String) throws {
    let (_, format, style) = try #require(Self.forms.first { $0.name == form })
    let tree = try Self.tree(path)
    let name = path.replacing("Examples/", with: "").replacing("/", with: "-")
      .replacing("Tests-LintingTests-Fixtures-accounts-", with: "").replacing(".yaml", with: "")
    expectGolden(
      format.string(tree, style: style), "Tests/LintingTests/Golden/accounts/\(name).\(form)")
  }

  @Test("JSON, as a whole")
  func json() throws {
    let tree = try Self.tree("Examples/quickstart")
    expectGolden(
      TreeFormat.json.string(tree), "Tests/LintingTests/Golden/accounts/quickstart.json")
  }

  @Test(
    "JSON is what its schema says", .enabled(if: PythonSchema.isAvailable),
    arguments: examples + fixtures)
  func schema(path: String) throws {
    let document = TreeFormat.json.string(try Self.tree(path))
    #expect(try PythonSchema.errors(in: document, schema: Self.schemaFile) == "")
  }

  @Test(
    "JSON of a branch is what the schema says", .enabled(if: PythonSchema.isAvailable),
    arguments: ["customer/morel", "pack/pro", "pains-morel.fr"])
  func schemaOfBranch(entity: String) throws {
    let document = TreeFormat.json.string(
      try Check.tree(["Examples/agence"], depth: .customer, entity: entity))
    #expect(document.contains(#""context": true"#))
    #expect(try PythonSchema.errors(in: document, schema: Self.schemaFile) == "")
  }

  @Test(
    "The schema refuses other shapes", .enabled(if: PythonSchema.isAvailable),
    arguments: [
      (#""kind": "alias""#, #""kind": "pack""#), (#""unit": "bytes""#, #""unit": "megabytes""#),
      (#""unknown": true"#, #""unknown": false"#), (#""origin": "#, #""origins": "#),
      (#""dns_sync": "#, #""sync": "#), (#""level": "over""#, #""level": "full""#),
      (#""hostlint-tree/1""#, #""hostlint-tree/2""#), (#""aliases": ["#, #""alias": ["#),
    ])
  func schemaRefuses(text: String, replacement: String) throws {
    let document = TreeFormat.json.string(try Self.tree("Examples/agence"))
    let broken = document.replacingOccurrences(of: text, with: replacement)
    #expect(broken != document)
    #expect(try PythonSchema.errors(in: broken, schema: Self.schemaFile) != "")
  }

  @Test(
    "No line is wider than the terminal, but for a path or an id", arguments: examples + fixtures)
  func width(path: String) throws {
    let tree = try Self.tree(path)
    let ids = Set(tree.report.findings.map(\.diagnostic.rule))
    for width in [40, 60, 80, 120] {
      let text = TreeFormat.text.string(tree, style: TextStyle(width: width))
      for line in text.split(separator: "\n") {
        let last = line.split(separator: " ").last.map(String.init) ?? ""
        if line.contains(".yaml:") || ids.contains(last) { continue }
        #expect(TerminalText.displayWidth(of: String(line)) <= width, "\(width): \(line)")
      }
    }
  }

  @Test("Colours only repeat what the words say", arguments: examples + fixtures)
  func colors(path: String) throws {
    let tree = try Self.tree(path)
    let plain = TreeFormat.text.string(tree, style: TextStyle(width: 80))
    let colored = TreeFormat.text.string(tree, style: TextStyle(color: true, width: 80))
    #expect(colored != plain)
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test("No character of a file steers the terminal", arguments: fixtures)
  func sanitised(path: String) throws {
    let tree = try Self.tree(path)
    for format in TreeFormat.allCases {
      let text = format.string(tree, style: TextStyle())
      #expect(
        !text.unicodeScalars.contains { scalar in
          scalar != "\n" && (scalar.value < 0x20 || [0x202E, 0x200B].contains(scalar.value))
        })
    }
  }

  private static let schemaFile = Repository.root.appending(path: "docs/tree.schema.json")
}
