import Diagnostics
import Foundation
import RuleEngine
import TestSupport
import Testing

@testable import Linting

/// One rule in the place of another.
@Suite("Rules that replace others")
struct ReplacementTests {
  private func load(_ replaces: String, id: String = "mine") throws -> (RuleSet?, [String]) {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      id: \(id)
      title: A
      applies-to: subscription
      check: 'true'
      message: m
      replaces: \(replaces)

      """, to: "rules/a.yaml")
    let files = RuleFiles(
      builtIn: .check, folders: ["rules"], workingDirectory: folder.url.path)
    let (rules, errors) = RuleSet.load(files.files)
    return (rules, errors.map { "\($0.message). \($0.remedy)" })
  }

  @Test func theReplacedRuleIsGone() throws {
    let (rules, errors) = try load("usage-over-limit")
    #expect(errors == [])
    let ids = rules?.rules.map(\.id) ?? []
    #expect(ids.contains("mine") && !ids.contains("usage-over-limit"))
  }

  @Test func aRuleMayTakeTheIdThatItReplaces() throws {
    let (rules, errors) = try load("usage-over-limit", id: "usage-over-limit")
    #expect(errors == [])
    #expect(rules?.rules.first { $0.id == "usage-over-limit" }?.descriptor.title == "A")
  }

  @Test func whatIsReplacedMustExist() throws {
    #expect(
      try load("usage-over-limits").1
        == ["there is no rule `usage-over-limits` to replace. Did you mean `usage-over-limit`?"])
    #expect(try load("unknown-pack").1.count == 1)
  }
}
