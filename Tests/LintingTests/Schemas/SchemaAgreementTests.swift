import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Linting
@testable import RuleEngine

/// What the schemas refuse hostlint refuses, and the reverse.
@Suite(
  "Schemas and readers agree",
  .enabled(if: PythonSchema.readsYAML, "Python's jsonschema and PyYAML are not installed"))
struct SchemaAgreementTests {
  private static func schema(_ kind: SchemaKind) -> URL {
    Repository.root.appending(path: "docs/schemas/\(kind.rawValue).schema.json")
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
  }

  @Test("A text with one mutation", arguments: [SchemaKind.hosting, .rule, .config])
  func mutations(kind: SchemaKind) throws {
    let texts = try SchemaText.all(of: kind)
    #expect(texts.count > 15)
    let verdicts = try PythonSchema.errors(inYAML: texts.map(\.text), schema: Self.schema(kind))
    for (text, verdict) in zip(texts, verdicts) {
      let errors = SchemaText.errors(in: text.text, kind: kind)
      #expect(verdict.isEmpty != text.isRefused, "the schema on \(text.title): \(verdict)")
      #expect(errors.isEmpty != text.isRefused, "hostlint on \(text.title): \(errors)")
    }
  }

  /// Holds texts against schema and reader, which are to say the same.
  private func expectAgreement(
    _ texts: [(name: String, text: String)], kind: SchemaKind
  ) throws {
    let verdicts = try PythonSchema.errors(
      inYAML: texts.map(\.text), schema: Self.schema(kind))
    for ((name, text), verdict) in zip(texts, verdicts) {
      let errors = SchemaText.errors(in: text, kind: kind)
      #expect(
        verdict.isEmpty == errors.isEmpty,
        "\(name): the schema says \(verdict); hostlint \(errors)")
    }
  }

  @Test("The example accounts")
  func examples() throws {
    let files = Check.exampleFiles.filter { !$0.contains("/.") }
    #expect(files.count >= 8)
    try expectAgreement(files.map { ($0, try Self.text($0)) }, kind: .hosting)
  }

  @Test("The accounts in the examples of rules")
  func accountsOfRules() throws {
    let texts = BuiltinRuleFiles.all.flatMap { rule in
      rule.examples.flatMap { example in
        example.files.map { ("\(rule.id), \(example.title), \($0.name)", $0.text) }
      }
    }
    #expect(texts.count > 150)
    try expectAgreement(texts, kind: .hosting)
  }

  @Test("The accounts in the documentation", arguments: ["docs/format.md", "README.md"])
  func documentation(page: String) throws {
    let blocks = try Self.text(page).matches(of: /(?m)^( *)```yaml\n((?s:.*?))^ *```/)
      .map { match in
        match.output.2.split(separator: "\n", omittingEmptySubsequences: false)
          .map { String($0.dropFirst(match.output.1.count)) }.joined(separator: "\n")
      }.filter { $0.hasPrefix("hosting:") }
    #expect(!blocks.isEmpty)
    try expectAgreement(blocks.map { ("\(page): \($0.prefix(200))", $0) }, kind: .hosting)
  }

  @Test("The rule files")
  func rules() throws {
    let folders = ["Rules", "Examples/custom-rules/policy"]
    var texts: [(String, String)] = []
    for folder in folders {
      let root = Repository.root.appending(path: folder)
      let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
      for name in (names ?? []).sorted() where name.hasSuffix(".yaml") {
        texts.append(("\(folder)/\(name)", try Self.text("\(folder)/\(name)")))
      }
    }
    #expect(texts.count > 65)
    try expectAgreement(texts, kind: .rule)
    // Those that describe reading have no condition, which a user's rule has to have.
    let verdicts = try PythonSchema.errors(
      inYAML: texts.map(\.1), schema: Self.schema(.rule))
    for ((name, _), verdict) in zip(texts, verdicts) {
      #expect(verdict.isEmpty != name.hasPrefix("Rules/reading/"), "\(name): \(verdict)")
    }
  }

  @Test("What `hostlint init` writes, once its empty values are filled in")
  func templates() throws {
    let hosting = try Self.text("Sources/Linting/Templates/hosting.yaml")
    let filled = hosting.replacing(/(?m)^( *(?:- )?(?:login|domain):) *(#.*)?$/) {
      "\($0.output.1) x"
    }
    try expectAgreement([("hosting.yaml", hosting), ("filled in", filled)], kind: .hosting)
    #expect(SchemaText.errors(in: filled, kind: .hosting) == [])
    let configuration = try Self.text("Sources/Linting/Templates/hostlint.yaml")
    try expectAgreement([("hostlint.yaml", configuration)], kind: .config)
    #expect(SchemaText.errors(in: configuration, kind: .config) == [])
  }
}
