import RuleEngine
import SourceText
import Testing
import YAML

@testable import Linting

/// The configuration that `hostlint init` writes, its examples put in force.
@Suite("Starting files")
struct StartingFilesTests {
  private static let text = String(decoding: PackageResources.hostlint_yaml, as: UTF8.self)
  private static let complete = text.replacing(/(?m)^# ( *(?:- )?[a-z-]+:(?: .*)?)$/) {
    $0.output.1
  }

  private static func mapping(_ tree: Tree, _ key: String? = nil) throws -> [Tree.Entry] {
    let root = try #require(tree.documents.first)
    let entries = tree.entries(of: root).map { $0 }
    guard let key else { return entries }
    let value = try #require(entries.first { tree.string($0.key) == key }).value
    return tree.entries(of: value).map { $0 }
  }

  @Test("It is YAML, with its examples and without")
  func syntax() throws {
    for (text, keys) in [
      (Self.text, ["hostlint", "fail-on"]),
      (
        Self.complete,
        [
          "hostlint", "include", "exclude", "fail-on", "rule-directories", "rules",
          "exceptions", "baseline", "lrob-nameservers",
        ]
      ),
    ] {
      let parsed = parse(SourceFile(path: "a.yaml", text: Array(text.utf8)), id: FileID(0))
      #expect(parsed.diagnostics.isEmpty)
      #expect(try Self.mapping(parsed.tree).map { parsed.tree.string($0.key) } == keys)
    }
  }

  @Test("The rules and parameters of its examples exist")
  func rules() throws {
    let tree = parse(SourceFile(path: "a.yaml", text: Array(Self.complete.utf8)), id: FileID(0))
      .tree
    let rules = try Project.load(ProjectOptions(), depth: .full).rules
    let entries = try Self.mapping(tree, "rules")
    #expect(entries.count == 3)
    for entry in entries {
      let id = tree.string(entry.key)
      let rule = try #require(rules.first { $0.id == id }, "\(id)")
      guard tree.kind(entry.value) == .mapping else { continue }
      for setting in tree.entries(of: entry.value) where tree.string(setting.key) == "params" {
        for param in tree.entries(of: setting.value) {
          #expect(rule.file.params.contains { $0.name == tree.string(param.key) })
        }
      }
    }
    // What it says is off by default is.
    #expect(rules.first { $0.id == "domain-outside-lrob-dns" }?.isEnabled == false)
  }
}
