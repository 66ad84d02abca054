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
    #expect(
      try load("unknown-pack").1
        == [
          "`unknown-pack` cannot be replaced: hostlint finds it by itself, without a condition. "
            + "A project may set its severity, or switch it off."
        ])
  }

  // MARK: - Several rules of one id

  private static func rule(_ id: String, _ more: String = "") -> String {
    "id: \(id)\ntitle: A\napplies-to: pack\ncheck: 'false'\nmessage: m\n\(more)"
  }

  /// The ids in force of a project with these rule files and settings, or what is wrong.
  private static func inForce(
    _ files: [String], settings: String = "",
    changing change: (inout ProjectOptions) -> Void = { _ in }
  ) throws -> (ids: Set<String>, faults: [String]) {
    let folder = try TemporaryFolder()
    for (index, text) in files.enumerated() { try folder.write(text, to: "policy/\(index).yaml") }
    try folder.write(
      "hostlint: 1\nrule-directories: [policy]\n\(settings)", to: ".hostlint.yaml")
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path(percentEncoded: false)
    change(&options)
    do {
      let project = try Project.load(options, depth: .check)
      try project.checkRules()
      return (Set(project.rules.filter { $0.isEnabled }.map(\.id)), [])
    } catch RunFailure.faults(let faults, _, _) {
      return ([], faults.map(\.message))
    } catch RunFailure.message(let sentence) {
      return ([], [sentence])
    }
  }

  @Test("A rule that is off may not have the id of another either")
  func switchedOff() throws {
    #expect(
      try Self.inForce([Self.rule("unused-pack", "enabled: false")]).faults
        == ["`unused-pack` is the id of a built-in rule"])
    let two = [Self.rule("mine", "enabled: false"), Self.rule("mine")]
    #expect(try Self.inForce(two).faults == ["there are two rules `mine`"])
    #expect(try Self.inForce(two.reversed()).faults == ["there are two rules `mine`"])
  }

  @Test("Only one rule stands in for another, under that id or its own")
  func several() throws {
    let replacing = Self.rule("mine", "replaces: unused-pack")
    #expect(
      try Self.inForce([replacing, Self.rule("unused-pack")]).faults
        == ["`unused-pack` is the id of a built-in rule"])
    #expect(
      try Self.inForce([replacing, Self.rule("unused-pack", "replaces: unused-pack")]).faults
        == ["`unused-pack` is replaced by two rules"])
  }

  @Test("What is replaced is no rule of the run, and cannot be set")
  func settings() throws {
    let replacing = [Self.rule("mine", "replaces: unused-pack")]
    #expect(
      try Self.inForce(replacing, settings: "rules: { unused-pack: error }").faults
        == ["`unused-pack` is replaced by `mine`"])
    for change: (inout ProjectOptions) -> Void in [
      { $0.select = ["unused-pack"] }, { $0.ignore = ["unused-pack"] },
      { $0.severities = ["unused-pack=error"] },
    ] {
      let faults = try Self.inForce(replacing, changing: change).faults
      #expect(faults.count == 1 && faults[0].hasSuffix("unused-pack is replaced by mine"))
    }
    let off = try Self.inForce(replacing, settings: "rules: { mine: off }").ids
    #expect(!off.contains("mine") && !off.contains("unused-pack"))
    let all = try Self.inForce(replacing) { $0.select = ["all"] }.ids
    #expect(all.contains("mine") && !all.contains("unused-pack"))
  }

  @Test("Under the id that it replaces a rule is set by it")
  func sameID() throws {
    let replacing = [Self.rule("unused-pack", "replaces: unused-pack")]
    #expect(try Self.inForce(replacing).ids.contains("unused-pack"))
    let off = try Self.inForce(replacing, settings: "rules: { unused-pack: off }").ids
    #expect(!off.contains("unused-pack"))
  }
}
