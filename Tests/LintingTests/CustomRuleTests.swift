import Diagnostics
import Foundation
import HostingModel
import SourceText
import TestSupport
import Testing

@testable import Linting
@testable import RuleEngine

/// Rules that users write, `Fixtures/rules`: each shows some part of what rule files can do.
@Suite("Rules of one's own")
struct CustomRuleTests {
  private static let folder = "Tests/LintingTests/Fixtures/rules"

  private static let ids = [
    "customer-of-two-files", "expired-but-active", "label-without-owner", "pack-too-small",
    "too-many-aliases",
  ]

  private static func outcomes(_ id: String) throws -> [ExampleRunner.Outcome] {
    let path = "\(folder)/\(id).yaml"
    let text = try Data(contentsOf: Repository.root.appending(path: path))
    return try outcomes(text: Array(text), path: path)
  }

  private static func outcomes(
    text: [UInt8], path: String = "rule.yaml"
  ) throws -> [ExampleRunner.Outcome] {
    let (file, errors) = RuleFileReader.read(
      SourceFile(path: path, text: text), id: FileID(0), area: "rules")
    let faults = errors.isEmpty ? ExampleRunner.make(file).errors : errors
    #expect(faults.map(\.message) == [])
    return try #require(ExampleRunner.make(file).runner).run()
  }

  @Test(arguments: ids)
  func examplesPass(id: String) throws {
    let outcomes = try Self.outcomes(id)
    #expect(!outcomes.isEmpty)
    for outcome in outcomes {
      #expect(outcome.actual == outcome.expected, "\(outcome.title)")
      #expect(outcome.passes, "\(outcome.title): \(outcome.report.failures)")
    }
  }

  /// The findings of the rule itself, over all examples.
  private static func findings(_ id: String) throws -> [Diagnostic] {
    try outcomes(id).flatMap { $0.report.findings.map(\.diagnostic).filter { $0.rule == id } }
  }

  @Test func parametersHaveDefaultsAndCanBeSet() throws {
    #expect(
      try Self.findings("too-many-aliases").map(\.message) == [
        "boulangerie-martin.fr has 3 aliases, more than 2 (our policy)",
        "boulangerie-martin.fr has 1 aliases, more than 0 (none at all)",
      ])
  }

  @Test func relatedPlacesGoOverAList() throws {
    let outcome = try #require(try Self.outcomes("too-many-aliases").first)
    let finding = try #require(
      outcome.report.findings.map(\.diagnostic).first { $0.rule == "too-many-aliases" })
    #expect(
      finding.related.map(\.text) == ["a", "b", "c"].map { "\($0).fr of boulangerie-martin.fr" })
    let source = outcome.report.files[FileID(0)]
    #expect(
      finding.related.map { source.string(in: $0.location.range) } == ["a.fr", "b.fr", "c.fr"])
  }

  @Test func severalKindsAreSelfAndDoubledBracesAreBraces() throws {
    let findings = try Self.findings("label-without-owner")
    #expect(
      findings.map(\.message) == [
        "pack/starter has no label {owner}", "customer/boulangerie has no label {owner}",
        "subscription/boulangerie-martin.fr has no label {owner}",
      ])
    #expect(findings.allSatisfy { $0.remedy == "Add `labels: { owner: … }`." })
    #expect(
      findings.map(\.entity) == [
        "pack/starter", "customer/boulangerie", "subscription/boulangerie-martin.fr",
      ])
    #expect(findings.allSatisfy { $0.field == "labels" })
  }

  @Test func amountsAddCompareAndPrint() throws {
    #expect(
      try Self.findings("pack-too-small").map(\.message) == [
        "5 GB is less than two mailboxes of 2.5 GB, with the size from pack small, hosting.yaml:6",
        "5 GB is less than two mailboxes of unlimited, with the size from pack unlimited-mail, "
          + "hosting.yaml:14",
      ])
  }

  @Test func daysCompareWithToday() throws {
    #expect(try Self.findings("expired-but-active").map(\.message).first == "a.fr expired in 2026")
  }

  @Test func severalFilesAreOneHierarchy() throws {
    let outcome = try #require(try Self.outcomes("customer-of-two-files").first)
    let finding = try #require(outcome.report.findings.first?.diagnostic)
    #expect(finding.message == "a.fr follows pro, not starter")
    #expect(finding.related.map(\.text) == ["customer martin of agence-exemple", "its pack"])
    #expect(
      finding.related.map { outcome.report.files[$0.location.file].path }
        == ["sites/own.yaml", "customers.yaml"])
    #expect(outcome.report.files[finding.location.file].path == "sites/own.yaml")
  }

  // MARK: - In a run

  private static let hosting = """
    hosting: 1
    reseller: { login: agence-exemple }
    subscriptions:
      - domain: a.fr
        expires: 2020-01-01
    """

  private static func run(_ rules: [String: String], _ hosting: String = hosting) throws -> Report {
    let folder = try TemporaryFolder()
    try folder.write(hosting, to: "hosting.yaml")
    for (name, text) in rules { try folder.write(text, to: "policy/\(name)") }
    return try Check.paths(["hosting.yaml"], in: folder.url) { $0.project.ruleFolders = ["policy"] }
  }

  @Test("A rule that is not enabled finds nothing and is not counted")
  func disabled() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: "\(Self.folder)/expired-but-active.yaml"),
      encoding: .utf8)
    let off = try Self.run(["a.yaml": text])
    let on = try Self.run(["a.yaml": text.replacing("enabled: false\n", with: "")])
    #expect(!off.rules.contains { $0.id == "expired-but-active" })
    #expect(!off.findings.contains { $0.diagnostic.rule == "expired-but-active" })
    #expect(on.findings.contains { $0.diagnostic.rule == "expired-but-active" })
    #expect(on.summary.rules == off.summary.rules + 1)
    #expect(on.rules.first { $0.id == "expired-but-active" }?.area == "policy")
  }

  private static func rule(_ check: String, message: String = "'x'", more: String = "") -> String {
    """
    id: own-rule
    title: A rule of one's own
    applies-to: subscription
    check: \(check)
    message: \(message)
    \(more)
    """
  }

  @Test(
    "A rule that fails says so once, and every other finding is there",
    arguments: [
      ("1 / size(subscription.addons) > 0", "divide by zero"),
      ("[1, 2][size(subscription.addons) + 7] > 0", ""),
      ("int(subscription.name) > 0", ""),
      ("{'a': 1}[subscription.name] > 0", "a.fr"),
    ])
  func failing(check: String, reason: String) throws {
    let text = Self.hosting + "\n  - domain: b.fr\n"
    let report = try Self.run(["a.yaml": Self.rule("'\(check.replacing("'", with: "''"))'")], text)
    let expected = try Self.run(["a.yaml": Self.rule("'true'")], text)
    #expect(report.findings == expected.findings)
    #expect(!report.findings.isEmpty)
    #expect(report.failures.count == 1)
    let failure = try #require(report.failures.first)
    #expect(failure.contains("own-rule") && failure.contains("subscription/a.fr"), "\(failure)")
    #expect(failure.contains("1 more time"), "\(failure)")
    #expect(!failure.contains("1 more times"), "\(failure)")
    #expect(failure.contains(reason) || reason.isEmpty, "\(failure)")
  }

  @Test("A message that fails is a failure too, and its finding stays")
  func failingMessage() throws {
    let report = try Self.run([
      "a.yaml": Self.rule("'false'", message: "'x {1 / size(subscription.addons)} y'")
    ])
    #expect(report.failures.count == 1)
    #expect(report.findings.contains { $0.diagnostic.rule == "own-rule" })
  }

  @Test("Amounts beyond every range are a failure, not a crash")
  func overflow() throws {
    let text = """
      hosting: 1
      reseller: { login: agence-exemple }
      subscriptions:
        - domain: a.fr
          limits: { disk_space: 9223372036854775806, traffic: 9223372036854775806 }
      """
    let report = try Self.run(
      [
        "a.yaml": Self.rule(
          "subscription.limits.disk_space + subscription.limits.traffic > 1",
          more: "when: has(subscription.limits.disk_space) && has(subscription.limits.traffic)")
      ], text)
    #expect(report.failures.count == 1, "\(report.failures)")
    #expect(report.failures.first?.contains("out of range") == true, "\(report.failures)")
  }

  @Test("A rule that needs an unknown value does not apply and is counted")
  func unknown() throws {
    let rule = ["a.yaml": Self.rule("has(subscription.pack)")]
    let text = Self.hosting + "\n    pack: stater\n"
    let report = try Self.run(rule, text)
    #expect(!report.findings.contains { $0.diagnostic.rule == "own-rule" })
    #expect(report.findings.contains { $0.diagnostic.rule == "unknown-pack" })
    #expect(report.summary.notApplicable > (try Self.run(rule).summary.notApplicable))
  }

  @Test("A rule without an entity of its kind is counted")
  func withoutEntities() throws {
    let rule = Self.rule("'true'").replacing("subscription", with: "alias")
    let report = try Self.run(["a.yaml": rule])
    let other = try Self.run(["a.yaml": Self.rule("'true'")])
    #expect(report.summary.rulesWithoutEntities == other.summary.rulesWithoutEntities + 1)
  }

  @Test("An id that a built-in rule has is an error")
  func duplicateID() throws {
    let text = Self.rule("'true'").replacing("own-rule", with: "subscription-without-pack")
    #expect(throws: RunFailure.self) { try Self.run(["a.yaml": text]) }
  }

  @Test("Findings that many entities owe to one place are one, with the entities")
  func merged() throws {
    let text = """
      hosting: 1
      reseller: { login: agence-exemple }
      packs:
        starter: { limits: { disk_space: 5 GB } }
      subscriptions:
        - { domain: a.fr, pack: starter }
        - { domain: b.fr, pack: starter }
        - { domain: c.fr, limits: { disk_space: 5 GB } }
      """
    let report = try Self.run(
      [
        "a.yaml": Self.rule(
          "subscription.effective.limits.disk_space > 6000000000",
          more: """
            when: has(subscription.effective.limits.disk_space)
            at: subscription.effective.limits.disk_space
            """)
      ], text)
    let findings = report.findings.map(\.diagnostic).filter { $0.rule == "own-rule" }
    #expect(findings.map(\.entities) == [["subscription/a.fr", "subscription/b.fr"], []])
    let merged = try #require(findings.first)
    let source = report.files[merged.location.file]
    #expect(source.string(in: merged.location.range) == "5 GB")
    #expect(merged.related.map { source.string(in: $0.location.range) } == ["a.fr", "b.fr"])
  }
}
