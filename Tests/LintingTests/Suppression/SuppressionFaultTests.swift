import Diagnostics
import Testing

@testable import Linting

/// Comments that are almost suppressions: they suppress nothing, and each is told at its token.
@Suite("Faulty suppressions")
struct SuppressionFaultTests {
  private static func check(_ comment: String) throws -> Report {
    try SuppressedProject([
      "hosting.yaml":
        "hosting: 1\nreseller: { login: agence }\nsubscriptions:\n  - domain: a.fr \(comment)\n"
    ]).check()
  }

  private static let rule = "subscription-without-pack"

  @Test(
    "What is almost right is a finding, and suppresses nothing",
    arguments: [
      ("# hostlint: ignore[\(rule)]", "ignore[\(rule)]", "the suppression gives no reason"),
      (
        "# hostlint: ignore[\(rule)]   # note", "ignore[\(rule)]", "the suppression gives no reason"
      ),
      ("# hostlint: ignore[\(rule)] - …", "ignore[\(rule)]", "the suppression gives no reason"),
      (
        "# hostlint: ignore[\(rule)] until 2027-06-30:", "ignore[\(rule)] until 2027-06-30:",
        "the suppression gives no reason"
      ),
      ("# hostlint: ignore ours", "ignore", "`ignore` names no rule in square brackets"),
      ("# hostlint: ignore", "ignore", "`ignore` names no rule in square brackets"),
      ("# hostlint: ignore(\(rule)) ours", "ignore", "`ignore` names no rule in square brackets"),
      ("# hostlint: ignore \(rule) ours", "ignore", "`ignore` names no rule in square brackets"),
      (
        "# hostlint: ignore [\(rule)] ours", "ignore",
        "there is a space between `ignore` and its bracket"
      ),
      ("# hostlint: ignore[] ours", "[]", "the brackets are empty"),
      ("# hostlint: ignore[ ] ours", "[ ]", "the brackets are empty"),
      ("# hostlint: ignore[\(rule),] ours", "[\(rule),]", "a rule id is missing in the brackets"),
      ("# hostlint: ignore[\(rule) ours", "[\(rule) ours", "the bracket is never closed"),
      (
        "# hostlint: disable[\(rule)] ours", "disable",
        "`hostlint:` is followed by `ignore` or `ignore-file`, not `disable`"
      ),
      (
        "# hostlint: ignroe[\(rule)] ours", "ignroe",
        "`hostlint:` is followed by `ignore` or `ignore-file`, not `ignroe`"
      ),
      (
        "# hostlint: Ignore[\(rule)] ours", "Ignore",
        "`hostlint:` is followed by `ignore` or `ignore-file`, not `Ignore`"
      ),
      ("# hostlint:", "hostlint:", "`hostlint:` says nothing here"),
      ("# hostlint: [\(rule)] ours", "hostlint:", "`hostlint:` says nothing here"),
      (
        "# hostlint ignore[\(rule)] ours", "hostlint ignore",
        "there is no colon behind `hostlint`"
      ),
      (
        "# hostlint-disable \(rule)", "hostlint-disable", "there is no colon behind `hostlint`"
      ),
      (
        "# hostlint : ignore[\(rule)] ours", "hostlint :",
        "there is a space between `hostlint` and its colon"
      ),
      (
        "# Hostlint: ignore[\(rule)] ours", "Hostlint", "`hostlint` is written in lower case here"
      ),
      ("#hostlint: ignore[\(rule)] ours", "hostlint:", "there is no space behind `#`"),
      (
        "# ours #hostlint: ignore[\(rule)] ours", "hostlint:", "there is no space behind `#`"
      ),
      (
        "# hostlint: ignore[subscription-without-pak] ours", "subscription-without-pak",
        "there is no rule `subscription-without-pak`"
      ),
      (
        "# hostlint: ignore[\(rule), unusd-pack] ours", "unusd-pack",
        "there is no rule `unusd-pack`"
      ),
      (
        "# hostlint: ignore[\(rule) unused-pack] ours", "\(rule) unused-pack",
        "there is no rule `\(rule) unused-pack`"
      ),
      ("# hostlint: ignore[all] ours", "all", "there is no rule `all`"),
      (
        "# hostlint: ignore[\(rule), password-in-file] ours", "password-in-file",
        "findings of password-in-file cannot be suppressed"
      ),
      (
        "# hostlint: ignore[\(rule)] until 2026-11-21: ours", "2026-11-21",
        "the suppression ended on 2026-11-21"
      ),
      (
        "# hostlint: ignore[\(rule)] until 2027-06-31: ours", "2027-06-31",
        "`2027-06-31` is no date"
      ),
      (
        "# hostlint: ignore[\(rule)] until the move: ours", "the", "`the` is no date"
      ),
      ("# hostlint: ignore[\(rule)] until: ours", "until", "`until` names no date"),
      (
        "# hostlint: ignore[\(rule)] untill 2020-01-01: ours", "untill",
        "`untill` is not `until`, so that the date would be no last day"
      ),
      (
        "# hostlint: ignore[\(rule)] Until 2020-01-01: ours", "Until",
        "`Until` is not `until`, so that the date would be no last day"
      ),
      (
        "# hostlint: ignore[\(rule)] 2020-01-01: ours", "2020-01-01",
        "the date is not where a last day stands"
      ),
      (
        "# hostlint: ignore[\(rule)] ours until 2020-01-01", "2020-01-01",
        "the date is not where a last day stands"
      ),
      (
        "# hostlint: ignore[\(rule)] (until 2020-01-01) ours", "2020-01-01",
        "the date is not where a last day stands"
      ),
      (
        "# hostlint: ignore[\(rule)] until 2027-06-30 ours", "2027-06-30",
        "there is no colon behind the date"
      ),
      (
        "# hostlint: ignore-file[\(rule)] ours", "ignore-file",
        "`ignore-file` does not stand at the head of the file"
      ),
    ])
  func almost(comment: String, token: String, message: String) throws {
    let report = try Self.check(comment)
    let faults = report.findings(of: "invalid-suppression")
    #expect(faults.map(\.diagnostic.message) == [message])
    #expect(faults.map(report.token) == [token])
    #expect(faults.allSatisfy { $0.diagnostic.severity == .error && !$0.diagnostic.remedy.isEmpty })
    #expect(report.findings(of: Self.rule).count == 1)
    #expect(report.findings(of: "unused-suppression").isEmpty)
    #expect(report.summary.suppressed.total == 0)
  }

  @Test(
    "A date within a reason is a part of it",
    arguments: [
      "agreed with the customer on 2026-01-02", "their 2026-01-02 contract, until it ends",
    ])
  func dateInReason(reason: String) throws {
    let report = try Self.check("# hostlint: ignore[\(Self.rule)] \(reason)")
    #expect(report.findings(of: "invalid-suppression").isEmpty)
    #expect(report.summary.suppressed.total == 1)
  }

  @Test(
    "The nearest word helps",
    arguments: [
      ("ignroe[\(rule)] ours", "Did you mean `ignore`?"),
      ("ignore-files[\(rule)] ours", "Did you mean `ignore-file`?"),
      ("ignore[unusd-pack] ours", "Did you mean `unused-pack`?"),
      ("ignore[xyzzy] ours", "`hostlint rules` lists the rules."),
      ("disable[\(rule)] ours", "Write `# hostlint: ignore[rule-id] reason`."),
    ])
  func help(comment: String, help: String) throws {
    let faults = try Self.check("# hostlint: " + comment).findings(of: "invalid-suppression")
    #expect(faults.map(\.diagnostic.remedy) == [help])
  }

  @Test(
    "A comment that stands alone needs a line below it",
    arguments: [
      "hosting: 1\nreseller: { login: agence }\n# hostlint: ignore[unused-pack] ours\n",
      "hosting: 1\nreseller: { login: agence }\n# hostlint: ignore[unused-pack] ours",
      "hosting: 1\n# hostlint: ignore[unused-pack] ours\n\nreseller: { login: agence }\n",
      "hosting: 1\n# hostlint: ignore[unused-pack] ours\n# More.\n  \nreseller: { login: agence }\n",
    ])
  func misplaced(text: String) throws {
    let report = try SuppressedProject(["hosting.yaml": text]).check()
    let faults = report.findings(of: "invalid-suppression")
    #expect(faults.map(\.diagnostic.message) == ["there is no line directly below this comment"])
    #expect(faults.map(report.token) == ["ignore"])
  }

  @Test(
    "Other words about hostlint are no suppression",
    arguments: [
      "# hostlint", "# hostlint checks this file", "# hostlint ignores it", "# see hostlint.yaml",
      "# hostlinter: ignore[x]", "# the hostlint: ignore[x] comment is explained in the handbook",
      "# https://github.com/hostlint: ignore", "# hostlint init wrote this", "# .hostlint.yaml",
      "# hostlint's rules", "# hostlint-baseline",
    ])
  func prose(comment: String) throws {
    let report = try Self.check(comment)
    #expect(report.lines == ["hosting.yaml:4 \(Self.rule)"])
  }

  @Test("Switched off, it is silent, and such a comment suppresses nothing all the same")
  func off() throws {
    let project = try SuppressedProject([
      "hosting.yaml":
        "hosting: 1\nreseller: { login: a }\nsubscriptions:\n  - domain: a.fr # hostlint: ignore[\(Self.rule)]\n",
      ".hostlint.yaml": "hostlint: 1\nrules: { invalid-suppression: off }\n",
    ])
    #expect(try project.check().lines == ["hosting.yaml:4 \(Self.rule)"])
  }

  @Test("Rules of one's own are known; one may be unsuppressible")
  func ownRules() throws {
    let rule = """
      id: own-rule
      title: A rule of one's own
      applies-to: subscription
      check: 'false'
      message: found
      """
    let project = try SuppressedProject([
      "hosting.yaml":
        "hosting: 1\nreseller: { login: a }\nsubscriptions:\n  - domain: a.fr # hostlint: ignore[own-rule] x\n",
      ".hostlint.yaml": "hostlint: 1\nrule-directories: [policy]\n", "policy/own-rule.yaml": rule,
    ])
    #expect(try project.check { $0.project.select = ["own-rule"] }.lines == [])
    try project.write(rule + "\nsuppressible: false\n", to: "policy/own-rule.yaml")
    #expect(
      try project.check { $0.project.select = ["own-rule"] }.lines == [
        "hosting.yaml:4 own-rule", "hosting.yaml:4 invalid-suppression",
      ])
  }
}
