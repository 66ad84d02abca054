import Diagnostics
import Foundation
import HostingModel
import SourceText
import TestSupport
import Testing
import YAML

@testable import Linting
@testable import RuleEngine

/// In large accounts a screen decides which entities a rule is evaluated for; it leaves none out
/// that the rule's own conditions find something about.
@Suite("Screens")
struct ScreeningTests {
  /// Everything that a run of rules says, with and without a screen and on several threads.
  private static func expectSame(_ rules: RuleSet, over texts: [String], _ title: String) throws {
    let trees = texts.enumerated().map { index, text in
      let file = SourceFile(path: "\(index).yaml", text: Array(text.utf8))
      return parse(file, id: FileID(UInt32(index))).tree
    }
    let hosting = HostingReader.read(trees).hosting
    let today = try #require(CalendarDate(Check.today))
    func run(_ screenedCount: Int, threads: Int) -> [String] {
      let outcome = RuleRunner.run(
        rules, over: hosting, today: today, notingUndecidedOf: Set(rules.rules.map(\.id)),
        screenedCount: screenedCount, threads: threads)
      return Diagnostic.inReportOrder(outcome.diagnostics).map { "\($0)" }
        + outcome.undecided.map { "\($0)" }.sorted()
        + outcome.undecidedCounts.sorted { $0.key < $1.key }.map { "\($0)" }
        + ["\(outcome.notApplicable)", "\(outcome.idleRules.map(\.id))", "\(outcome.failures)"]
    }
    let exact = run(.max, threads: 1)
    #expect(run(0, threads: 1) == exact, "\(title)")
    #expect(run(0, threads: 3) == exact, "\(title)")
  }

  @Test(arguments: BuiltinRuleFiles.ids)
  func examplesOfBuiltInRules(rule id: String) throws {
    let rules = try #require(Check.rules).byPurpose.state
    for example in try BuiltinRuleFiles.file(id).examples {
      try Self.expectSame(rules, over: example.files.map(\.text), "\(id): \(example.title)")
    }
  }

  @Test func examplesOfTheProject() throws {
    let rules = try #require(Check.rules).byPurpose.state
    let texts = try Check.exampleFiles.map {
      try String(contentsOf: Repository.root.appending(path: $0), encoding: .utf8)
    }
    try Self.expectSame(rules, over: texts, "all")
    for text in texts { try Self.expectSame(rules, over: [text], text) }
  }

  /// Conditions of every form that a screen tells by tests, by programs, or not at all.
  @Test(arguments: [
    ("subscription", "", "has(subscription.pack) && subscription.pack.name == 'pro'"),
    ("subscription", "", "subscription.status != 'suspended' || !has(subscription.expires)"),
    ("subscription", "has(subscription.created)", "subscription.created < today"),
    ("subscription", "", "subscription.domains.size() <= 1"),
    ("subscription", "", "subscription.domains.all(d, d.ascii_name.endsWith('.fr'))"),
    ("subscription", "", "has(subscription.pack) ? subscription.pack.is_addon : true"),
    ("subscription", "", "subscription.name.startsWith('a')"),
    ("subscription", "", "subscription.name in ['a.fr', 'b.fr']"),
    ("subscription", "", "!(subscription.name in ['a.fr'] || subscription.status == 'active')"),
    ("subscription", "", "['.fr', '', 'é'].exists(e, subscription.name.endsWith(e))"),
    ("subscription", "", "['.com', '.é'].exists(e, subscription.name.endsWith(e))"),
    (
      "subscription", "",
      "1 / size(subscription.name) < 2 || 1 / (size(subscription.name) - 4) == 1"
    ),
    (
      "subscription", "has(subscription.system_user)",
      "subscription.system_user == subscription.name"
    ),
    ("alias", "", "alias.ascii_name == 'www.' + domain.ascii_name"),
    ("alias", "", "alias.ascii_name == domain.ascii_name + '.'"),
    ("alias", "domain.is_main", "alias.dns_provider == domain.dns_provider"),
    ("quota", "has(quota.used)", "quota.used > 2"),
    ("quota", "has(quota.used) && has(quota.limit)", "quota.limit >= quota.used"),
    ("quota", "has(quota.share)", "quota.share < 0.5 && quota.share > 0.1"),
    ("quota", "quota.owner_kind == 'subscription'", "!has(quota.limit)"),
    ("quota", "!(quota.resource in ['disk_space'])", "quota.label == 'mailboxes'"),
    ("limit", "limit.owner_kind != 'reseller'", "limit.resource == 'mailboxes'"),
    ("limit", "", "limit.value != limit.value || is_unlimited(limit.value)"),
    ("customer", "has(customer.email)", "customer.email.matches('^[^@]+@[^@]+$')"),
    ("domain", "", "has(domain.php.version) || has(subscription.effective.php.version)"),
    ("domain", "true", "false"), ("domain", "false", "false"),
  ])
  func conditions(kind: String, when: String, check: String) throws {
    let place = kind == "quota" || kind == "limit" ? "\(kind).owner_kind" : kind
    let rules = try Self.ownRule(kind: kind, when: when, check: check, at: place)
    try Self.expectSame(rules, over: [Self.account], check)
  }

  private static let account = """
    hosting: 1
    reseller: { login: agence-exemple, limits: { disk_space: 1 GB, mailboxes: unlimited } }
    packs:
      pro: { limits: { disk_space: 5 GB, mailboxes: 4 }, php: { version: "8.3" } }
      more: { addon: true, limits: { mailboxes: 2 } }
    customers:
      - { login: a, email: a@exemple.fr }
      - { login: b, email: b }
      - { login: c, email: [] }
    subscriptions:
      - { domain: a.fr, pack: pro, addons: [more], created: 2026-01-01, usage: { mailboxes: 3 } }
      - { domain: b.com, pack: none, status: suspended, aliases: [www.b.com, b.com., c.é], dns: lrob }
      - { domains: [c.fr, { name: d.fr, php: { version: 5 }, dns: 7 }], system_user: c.fr }
      - { domain: é, pack: more, created: soon, usage: { disk_space: 9 GB, mailboxes: x } }
      - { domain: "", limits: { mailboxes: unlimited, disk_space: many }, expires: 2020-02-02 }
      - { unknown: [packs, usage], domain: f.fr, system_user: u }
    """

  /// A rule that takes more steps than it may is stopped at the same entity.
  @Test func stoppedRules() throws {
    let rules = try Self.ownRule(
      kind: "subscription", when: "",
      check:
        "reseller.subscriptions.all(a, reseller.subscriptions.all(b, a.name != b.name || a == b))",
      at: "subscription")
    let head = "hosting: 1\nreseller: { login: a }\nsubscriptions:\n"
    let text = head + (0..<300).map { "  - { domain: d\($0).fr }\n" }.joined()
    try Self.expectSame(rules, over: [text], "stopped")
  }

  /// A set of one rule.
  private static func ownRule(
    kind: String, when: String, check: String, at place: String
  ) throws -> RuleSet {
    let rule = """
      id: own
      title: A rule of one's own
      applies-to: \(kind)
      \(when.isEmpty ? "" : "when: >-\n  \(when)")
      check: >-
        \(check)
      at: \(place)
      message: It is wrong
      remedy: Mend it.
      rationale: It must not be.
      severity: warning
      """
    let (file, errors) = RuleFileReader.read(
      SourceFile(path: "own.yaml", text: Array(rule.utf8)), id: FileID(0), area: "rules")
    #expect(errors.map(\.message) == [])
    let (rules, faults) = RuleSet.load([file])
    #expect(faults.map(\.message) == [])
    return try #require(rules)
  }
}
