import Diagnostics
import Foundation
import SourceText
import TestSupport
import Testing

@testable import Linting

/// Comments that accept findings.
@Suite("Inline suppressions")
struct InlineSuppressionTests {
  /// Two subscriptions without a pack, the first on line 5, with comments put into the text.
  private static func account(_ lines: String) -> String {
    "hosting: 1\nreseller:\n  login: agence-exemple\nsubscriptions:\n" + lines
  }

  private static let rule = "subscription-without-pack"

  private static func check(_ text: String) throws -> Report {
    try SuppressedProject(["hosting.yaml": text]).check()
  }

  // MARK: - Which line

  @Test(
    "A comment is about its own line or the one below it",
    arguments: [
      "  - domain: a.fr # hostlint: ignore[subscription-without-pack] ours\n",
      "  # hostlint: ignore[subscription-without-pack] ours\n  - domain: a.fr\n",
      "# hostlint: ignore[subscription-without-pack] ours\n  - domain: a.fr\n",
      "        # hostlint: ignore[subscription-without-pack] ours\n  - domain: a.fr\n",
      "  # hostlint: ignore[subscription-without-pack] ours\n  # The server of the agency.\n"
        + "  - domain: a.fr\n",
      "  # The server of the agency. # hostlint: ignore[subscription-without-pack] ours\n"
        + "  - domain: a.fr\n",
      "  - # hostlint: ignore[subscription-without-pack] ours\n    domain: a.fr\n",
      "  # hostlint: ignore[subscription-without-pack] ours\n  -\n    domain: a.fr\n",
      "  - { domain: a.fr } # hostlint: ignore[subscription-without-pack] ours\n",
      "  - {\n      # hostlint: ignore[subscription-without-pack] ours\n      domain: a.fr }\n",
      "  - domain: a.fr # hostlint:ignore[ subscription-without-pack ]   ours",
      "  - domain: a.fr\t# hostlint: ignore[subscription-without-pack]: ours\n",
      "  - domain: a.fr # hostlint: ignore[subscription-without-pack] - ours\n",
      "  - domain: a.fr # ## hostlint: ignore[subscription-without-pack] ours # more to say\n",
    ])
  func lines(text: String) throws {
    for account in [
      Self.account(text), "\u{FEFF}" + Self.account(text),
      Self.account(text).replacing("\n", with: "\r\n"),
      "%YAML 1.2\n---\n" + Self.account(text) + "\n---\nhosting: 1\n",
    ] {
      let report = try Self.check(account)
      #expect(report.findings(of: Self.rule).isEmpty, "\(account)\n\(report.lines)")
      #expect(report.acceptedLines.count == 1)
      #expect(report.acceptedLines.allSatisfy { $0.contains(": ours") })
      #expect(
        !report.lines.contains { $0.hasSuffix("-suppression") }, "\(account)\n\(report.lines)")
      #expect(report.summary.suppressed.inline == 1)
    }
  }

  @Test(
    "It is not about another line, nor about another rule",
    arguments: [
      "  - domain: a.fr\n    # hostlint: ignore[subscription-without-pack] ours\n    system_user: a\n",
      "  - domain: a.fr\n    system_user: a # hostlint: ignore[subscription-without-pack] ours\n",
      "  - domain: a.fr # hostlint: ignore[subscription-locked] ours\n",
    ])
  func otherLines(text: String) throws {
    let report = try Self.check(Self.account(text))
    #expect(report.findings(of: Self.rule).count == 1)
    #expect(report.findings(of: "unused-suppression").count == 1)
    #expect(report.acceptedLines == [])
  }

  @Test("A comment above a line accepts what stands on it, not what stands below")
  func oneLine() throws {
    let report = try Self.check(
      Self.account(
        "  # hostlint: ignore[subscription-without-pack] ours\n  - domain: a.fr\n  - domain: b.fr\n"
      ))
    #expect(report.lines == ["hosting.yaml:7 subscription-without-pack"])
    #expect(report.acceptedLines == ["hosting.yaml:6 subscription-without-pack: ours"])
  }

  @Test("Several ids and several comments")
  func several() throws {
    let text = """
      hosting: 1
      reseller: { login: agence-exemple, dns_sync: on, fax: 1 } # hostlint: ignore[ambiguous-boolean, unknown-key] as the export has it
      packs:
        # hostlint: ignore[pack-limit-undeclared] not limited
        # hostlint: ignore[unused-pack] offered next year
        old: { limits: { disk_space: 5 GB } }
      """
    let report = try Self.check(text)
    #expect(report.lines == [])
    #expect(report.summary.suppressed.inline >= 4)
  }

  @Test("ignore-file accepts every finding of the rule in its file, and in no other")
  func wholeFile() throws {
    for head in ["", "%YAML 1.2\n--- # one\n", "\u{FEFF}", "# A note.\n\n"] {
      let project = try SuppressedProject([
        "a.yaml": head + "# hostlint: ignore-file[subscription-without-pack] ours\n"
          + Self.account("  - domain: a.fr\n  - domain: b.fr\n"),
        "b.yaml": "hosting: 1\nsubscriptions: [ { domain: c.fr } ]\n",
      ])
      let report = try project.check()
      #expect(report.lines == ["b.yaml:2 subscription-without-pack"], "\(head)")
      #expect(report.acceptedLines.count == 2)
    }
  }

  @Test("A comment inside a scalar is none")
  func scalars() throws {
    let report = try Self.check(
      Self.account(
        """
          - domain: a.fr
            labels: { note: 'no # hostlint: ignore[subscription-without-pack] ours' }
            contact:
              name: "see # hostlint: ignore[nothing]"
          - labels:
              text: |
                # hostlint: ignore[subscription-without-pack] ours
                # hostlint: ignore-file[subscription-without-pack] ours
            domain: b.fr
        """))
    #expect(report.findings(of: Self.rule).count == 2)
    #expect(report.findings(of: "invalid-suppression").isEmpty)
    #expect(report.findings(of: "unused-suppression").isEmpty)
  }

  @Test("A finding that many share is accepted at its place, whoever it is about")
  func shared() throws {
    let text = """
      hosting: 1
      reseller: { login: agence-exemple }
      packs:
        starter: { limits: { disk_space: 5 GB } }
      subscriptions:
        - domain: a.fr
          pack: starter
          usage: &usage { disk_space: 6 GB } # hostlint: ignore[usage-over-limit] agreed
        - { domain: b.fr, pack: starter, usage: *usage }
      """
    let report = try Self.check(text)
    #expect(report.findings(of: "usage-over-limit").isEmpty)
    let accepted = report.suppressed.map(\.finding.diagnostic)
      .filter { $0.rule == "usage-over-limit" }
    #expect(accepted.count == 1 && accepted.first?.entities.count == 2)
    #expect(report.summary.suppressed.inline == 1)
  }

  // MARK: - How long

  @Test("The last day is inclusive")
  func until() throws {
    let text = Self.account(
      "  - domain: a.fr # hostlint: ignore[subscription-without-pack] until 2026-11-22: ours\n")
    let project = try SuppressedProject(["hosting.yaml": text])
    let last = try project.check()
    #expect(last.lines == [])
    #expect(last.suppressed.first?.suppression.until == "2026-11-22")
    let after = try project.check { $0.today = "2026-11-23" }
    #expect(
      after.lines == [
        "hosting.yaml:5 subscription-without-pack", "hosting.yaml:5 invalid-suppression",
      ])
    let fault = try #require(after.findings(of: "invalid-suppression").first)
    #expect(after.token(of: fault) == "2026-11-22")
    #expect(fault.diagnostic.message == "the suppression ended on 2026-11-22")
  }

  // MARK: - Unused ones

  private static let unused = account(
    "  # hostlint: ignore[subscription-locked] ours\n  - domain: a.fr\n    pack: none\n"
  ).replacing("subscriptions:", with: "packs: { none: {} }\nsubscriptions:")

  @Test("One without a finding is reported at its id")
  func unusedOne() throws {
    let report = try Self.check(Self.unused)
    let finding = try #require(report.findings(of: "unused-suppression").first)
    #expect(report.token(of: finding) == "subscription-locked")
    #expect(finding.diagnostic.severity == .warning)
    #expect(finding.diagnostic.entity == "file/hosting.yaml")
  }

  @Test("Nothing is said of a rule that is off, ignored or not selected")
  func notInForce() throws {
    let project = try SuppressedProject(["hosting.yaml": Self.unused])
    func unused(_ change: (inout Linter.Options) -> Void) throws -> Int {
      try project.check(changing: change).findings(of: "unused-suppression").count
    }
    #expect(try unused { $0.project.select = ["subscription-locked"] } == 1)
    #expect(try unused { $0.project.select = ["unused-pack"] } == 0)
    #expect(try unused { $0.project.ignore = ["subscription-locked"] } == 0)
    try project.write("hostlint: 1\nrules: { subscription-locked: off }\n", to: ".hostlint.yaml")
    #expect(try unused { _ in } == 0)
    try project.write("hostlint: 1\nrules: { unused-suppression: off }\n", to: ".hostlint.yaml")
    #expect(try unused { _ in } == 0)
    try project.write("hostlint: 1\nrules: { unused-suppression: error }\n", to: ".hostlint.yaml")
    #expect(
      try project.check().findings(of: "unused-suppression").first?.diagnostic.severity == .error)
  }

  @Test("Nothing is said where the rule lacked a value, there alone")
  func notApplicable() throws {
    let text = Self.account(
      """
        # hostlint: ignore[subscription-without-disk-limit] ours
        - domain: a.fr
          pack: stater
          limits: { disk_space: unlimited }
        # hostlint: ignore[subscription-without-disk-limit] ours
        - domain: b.fr
          limits: { disk_space: 5 GB }
      """)
    let report = try Self.check(text)
    #expect(
      report.lines.filter { $0.hasSuffix("unused-suppression") } == [
        "hosting.yaml:9 unused-suppression"
      ])
  }

  @Test("Nothing is said of a file that is only context, nor of one that was not read to its end")
  func context() throws {
    let project = try SuppressedProject([
      "a.yaml": Self.unused, "b.yaml": "hosting: 1\n", ".hostlint.yaml": "hostlint: 1\n",
    ])
    #expect(try project.check(["b.yaml"]).findings(of: "unused-suppression").isEmpty)
    #expect(try project.check(["a.yaml"]).findings(of: "unused-suppression").count == 1)
    try project.write("hosting: 1\npacks: [\n", to: "b.yaml")
    let report = try project.check()
    #expect(report.findings(of: "unused-suppression").isEmpty)
    #expect(report.findings(of: "yaml-syntax").count == 1)
  }

  // MARK: - What cannot be suppressed

  @Test("A password in the file is reported whatever a comment says, and shown in no format")
  func password() throws {
    let text = """
      # hostlint: ignore-file[password-in-file] known
      hosting: 1
      reseller: { login: agence-exemple }
      customers:
        - login: boulangerie
          # hostlint: ignore[password-in-file] known
          password: correct-horse-battery # hostlint: ignore[password-in-file] known
      """
    let report = try Self.check(text)
    #expect(report.findings(of: "password-in-file").count == 1)
    #expect(report.findings(of: "invalid-suppression").count == 3)
    for format in Check.allFormats(report) { #expect(!format.contains("correct-horse-battery")) }
  }

  @Test("A syntax error is reported whatever a comment says, and hides no fault of one")
  func syntaxError() throws {
    let text = """
      hosting: 1
      reseller: { login: agence-exemple }
      # hostlint: ignore[unused-pak] sold out
      packs:
        old: { limits: { disk_space: 5 GB } } # hostlint: ignore[pack-limit-undeclared] none
        # hostlint: ignore[yaml-syntax] known
        new: a: b
      # hostlint: disable
      """
    let report = try Self.check(text)
    #expect(report.findings(of: "yaml-syntax").count == 1)
    #expect(
      report.lines.filter { $0.hasSuffix("invalid-suppression") }
        == [3, 6, 8].map { "hosting.yaml:\($0) invalid-suppression" })
    #expect(report.acceptedLines.contains { $0.contains("pack-limit-undeclared") })
  }

  @Test("The findings about suppressions cannot be suppressed")
  func ownFindings() throws {
    let report = try Self.check(
      Self.account(
        "  # hostlint: ignore[unused-suppression] x\n  - domain: a.fr # hostlint: ignore[invalid-suppression] y\n"
      ))
    #expect(report.findings(of: "invalid-suppression").count == 2)
  }

  // MARK: - In reports

  @Test("--no-suppressions shows everything, and what is wrong with suppressions too")
  func everything() throws {
    let text = Self.account(
      """
        - domain: a.fr # hostlint: ignore[subscription-without-pack] ours
        - domain: b.fr # hostlint: ignore[subscription-without-pack]
      """)
    let project = try SuppressedProject(["hosting.yaml": text])
    let all = try project.check { $0.suppression.showsEverything = true }
    #expect(all.findings(of: Self.rule).count == 2)
    #expect(all.findings(of: "invalid-suppression").count == 1)
    #expect(all.findings(of: "unused-suppression").isEmpty)
    #expect(all.suppressed.isEmpty && all.summary.suppressed.total == 0)
    let some = try project.check()
    #expect(some.findings(of: Self.rule).count == 1)
    #expect(some.summary.suppressed.total == 1)
  }

  @Test("Accepting a finding changes no fingerprint of another")
  func fingerprints() throws {
    let text = "hosting: 1\nreseller: { login: a, fax: 1, tel: 2 }\n"
    let open = try Self.check(text + "x: 1\n")
    let accepted = try Self.check(
      text.replacing("reseller", with: "# hostlint: ignore[unknown-key] x\nreseller") + "x: 1\n")
    #expect(open.findings.count == 3 && accepted.findings.count == 1)
    #expect(open.findings.last?.fingerprint == accepted.findings.last?.fingerprint)
    #expect(
      Set(open.findings.map(\.fingerprint))
        == Set(
          accepted.findings.map(\.fingerprint) + accepted.suppressed.map(\.finding.fingerprint)))
  }

  @Test("Text, JSON and SARIF show an accepted finding with its reason, where it is asked for")
  func formats() throws {
    let text = Self.account(
      "  - domain: a.fr # hostlint: ignore[subscription-without-pack] the site of the agency\n")
    let project = try SuppressedProject(["hosting.yaml": text])
    for format in Check.listingFormats(try project.check()) {
      #expect(format.contains("the site of the agency"))
    }
    let quiet = try project.check { $0.suppression.listsSuppressed = false }
    #expect(quiet.summary.suppressed.total == 1)
    for format in Check.allFormats(quiet) { #expect(!format.contains("the site of the agency")) }
  }

  @Test("A reason that holds a secret is masked")
  func secretReason() throws {
    let text = Self.account(
      "  - domain: a.fr # hostlint: ignore[subscription-without-pack] password: Kx7qZw9vJb2m\n")
    for format in Check.allFormats(try Self.check(text)) {
      expectNoPart(of: "Kx7qZw9vJb2m", in: format, "a reason")
    }
  }

  @Test("Many comments cost no more than their number")
  func many() throws {
    #expect(try processorSeconds(Self.expectManyComments) < 30)
  }

  private static func expectManyComments() throws {
    let comments = String(
      repeating: "# hostlint: ignore[subscription-without-pack] ours\n", count: 20_000)
    let dashes = String(repeating: "- # hostlint: ignore[unused-pack] x\n", count: 20_000)
    let report = try check(account(comments + "  - domain: a.fr\n"))
    #expect(report.findings(of: "unused-suppression").isEmpty)
    _ = try check("hosting: 1\nsubscriptions:\n" + dashes)
    _ = try check(
      "hosting: 1 # " + String(repeating: " # hostlint: ignore[a] b", count: 20_000))
  }
}
