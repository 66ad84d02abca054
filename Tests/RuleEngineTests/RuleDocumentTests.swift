import TestSupport
import Testing

@testable import RuleEngine

@Suite("docs/adding-a-rule.md")
struct RuleDocumentTests {
  private static func table(behind line: String) throws -> MarkdownTable {
    try MarkdownTable(in: "docs/adding-a-rule.md", behind: line)
  }

  @Test("The tables have every key and no other, in the words of the schema")
  func keys() throws {
    try Self.table(behind: "## The rule file").expectKeys(of: RuleFileReader.Key.self)
    try Self.table(behind: "## Parameters").expectKeys(of: RuleFileReader.ParameterKey.self)
    try Self.table(behind: "## Examples").expectKeys(of: RuleFileReader.ExampleKey.self)
  }
}
