import Diagnostics
import HostingModel
import SourceText
import TestSupport
import Testing
import YAML

@testable import RuleEngine

/// A rule that costs too much is left out of the rest of the run, and says so.
@Suite("Bounds of a rule over a run")
struct RuleBoundTests {
  private static func run(
    check: String, more: String = "", subscriptions: Int, bounds: RuleRunner.Bounds
  ) throws -> RuleRunner.Outcome {
    let rule = """
      id: own-rule
      title: A rule of one's own
      applies-to: subscription
      check: '\(check)'
      message: m
      \(more)
      """
    let (file, faults) = RuleFileReader.read(
      SourceFile(path: "rule.yaml", text: Array(rule.utf8)), id: FileID(0), area: "policy")
    #expect(faults == [])
    let other = """
      id: plain-rule
      title: A rule beside it
      applies-to: subscription
      check: subscription.name == ""
      message: m
      """
    let (plain, _) = RuleFileReader.read(
      SourceFile(path: "plain.yaml", text: Array(other.utf8)), id: FileID(1), area: "policy")
    let (rules, errors) = RuleSet.load([file, plain])
    #expect(errors == [])
    var text = "hosting: 1\nreseller: { login: agence-exemple }\nsubscriptions:\n"
    for index in 0..<subscriptions { text += "  - domain: d\(index).fr\n" }
    let tree = parse(SourceFile(path: "hosting.yaml", text: Array(text.utf8)), id: FileID(0)).tree
    let hosting = HostingReader.read([tree]).hosting
    return RuleRunner.run(
      try #require(rules), over: hosting, today: try #require(CalendarDate("2026-11-22")),
      bounds: bounds)
  }

  private static func bounds(
    exceeded: Int = 5, steps: Int = 1_000_000_000, perEntity: Int = 0
  ) -> RuleRunner.Bounds {
    var bounds = RuleRunner.Bounds()
    bounds.exceededEvaluations = exceeded
    bounds.steps = steps
    bounds.stepsPerEntity = perEntity
    return bounds
  }

  /// As many steps as the account has subscriptions.
  private static let linear = #"reseller.subscriptions.all(s, s.name != "")"#

  @Test("Below the bound nothing is left out")
  func within() throws {
    let outcome = try Self.run(
      check: Self.linear, subscriptions: 100, bounds: Self.bounds(steps: 11_000))
    #expect(outcome.failures == [])
  }

  @Test("The larger the account, the more a rule may take")
  func perEntity() throws {
    func failures(_ subscriptions: Int) throws -> Int {
      try Self.run(
        check: Self.linear, subscriptions: subscriptions,
        bounds: Self.bounds(steps: 1_000, perEntity: 60)
      ).failures.count
    }
    // 50 × 50 of 4,000 steps, 100 × 100 of 7,000.
    #expect(try failures(50) == 0)
    #expect(try failures(100) == 1)
  }

  @Test("Steps of all evaluations together: stopped at the entity that went beyond")
  func total() throws {
    let outcome = try Self.run(
      check: Self.linear + " && false", subscriptions: 100, bounds: Self.bounds(steps: 5_000))
    #expect(outcome.failures.count == 1)
    let sentence = try #require(outcome.failures.first)
    #expect(sentence.hasPrefix("rule own-rule was stopped at subscription/d4"), "\(sentence)")
    #expect(sentence.hasSuffix(": its evaluations take more than 5000 steps in all"))
    // What it has found stays, and other rules go on.
    let found = Dictionary(grouping: outcome.diagnostics, by: \.rule).mapValues(\.count)
    #expect(found["plain-rule"] == 100)
    #expect((40...50).contains(found["own-rule"] ?? 0), "\(found)")
  }

  @Test(
    "Messages, labels and places count too",
    arguments: [
      #"remedy: '{reseller.subscriptions.all(s, s.name != "")}'"#,
      #"at: reseller.subscriptions.filter(s, s.name != "")[0].system_user"#,
      #"related: [{ at: subscription, label: '{size(reseller.subscriptions.map(s, s.name))}' }]"#,
      "related: [{ each: reseller.subscriptions, as: other, at: other }]",
    ])
  func texts(more: String) throws {
    let outcome = try Self.run(
      check: "false", more: more, subscriptions: 100, bounds: Self.bounds(steps: 5_000))
    // A label at the finding's own place is not made.
    if more.contains("at: subscription,") { return #expect(outcome.failures == []) }
    #expect(outcome.failures.count == 1, "\(outcome.failures)")
    #expect(outcome.failures.first?.contains("was stopped at") == true, "\(outcome.failures)")
  }

  @Test("Evaluations that are too large for themselves: a few, then no more")
  func exceeded() throws {
    // A million and more steps for each entity.
    let check =
      "reseller.subscriptions.all(a, reseller.subscriptions.all(b, today == today))"
    let seconds = try processorSeconds {
      let outcome = try Self.run(
        check: check, subscriptions: 1_100, bounds: Self.bounds(exceeded: 2))
      #expect(
        outcome.failures == [
          "rule own-rule failed on subscription/d0.fr: the evaluation takes more than 1000000 steps "
            + "(and 1 more time); it was then left out"
        ])
      #expect(outcome.diagnostics.count == 1_100)
    }
    #expect(seconds < 30, "\(seconds) s")
  }

  @Test("Other failures do not stop a rule: they cost nothing")
  func otherFailures() throws {
    let outcome = try Self.run(
      check: "1 / size(subscription.addons) > 0", subscriptions: 50, bounds: Self.bounds())
    #expect(
      outcome.failures == [
        "rule own-rule failed on subscription/d0.fr: divide by zero (and 49 more times)"
      ])
  }
}
