import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Linting

/// `exceptions` of the configuration.
@Suite("Exceptions")
struct ExceptionTests {
  private static let accounts = [
    "hosting.yaml": """
    hosting: 1
    reseller: { login: agence-exemple, fax: 1 }
    packs:
      starter: { limits: { disk_space: 5 GB, traffic: unlimited, mailboxes: 1, databases: 1 } }
    subscriptions:
      - domain: agence-exemple.fr
      - domain: été.fr
      - domain: boulangerie-martin.fr
        pack: starter
        usage: { disk_space: 6 GB }
    """
  ]

  private static func project(_ exceptions: String) throws -> SuppressedProject {
    try SuppressedProject(
      accounts.merging([".hostlint.yaml": "hostlint: 1\nexceptions:\n" + exceptions]) { $1 })
  }

  private static func check(
    _ exceptions: String, changing change: (inout Linter.Options) -> Void = { _ in }
  ) throws -> Report {
    try project(exceptions).check(changing: change)
  }

  private static let all = [
    "hosting.yaml:2 unknown-key", "hosting.yaml:6 subscription-without-pack",
    "hosting.yaml:7 subscription-without-pack", "hosting.yaml:10 usage-over-limit",
  ]

  @Test("Without exceptions")
  func none() throws {
    #expect(try Self.check("").lines == Self.all)
  }

  @Test(
    "A finding is accepted by its rule and entity, however the name is spelt",
    arguments: [
      ("subscription-without-pack", "subscription/agence-exemple.fr", 1),
      ("subscription-without-pack", "subscription/AGENCE-exemple.fr.", 1),
      ("subscription-without-pack", "subscription/été.fr", 2),
      ("subscription-without-pack", "subscription/xn--t-9fab.fr", 2),
      ("subscription-without-pack", "subscription/ÉTÉ.fr", 2),
      ("usage-over-limit", "quota/boulangerie-martin.fr/disk_space", 3),
      ("unknown-key", "reseller/agence-exemple", 0),
    ])
  func accepted(rule: String, entity: String, index: Int) throws {
    let report = try Self.check("  - { rule: \(rule), entity: \(entity), reason: agreed }\n")
    var rest = Self.all
    let line = rest.remove(at: index)
    #expect(report.lines == rest)
    #expect(report.acceptedLines == [line + ": agreed"])
    #expect(report.summary.suppressed.exceptions == 1)
  }

  @Test("Reseller and field narrow it")
  func narrowed() throws {
    let entry = "rule: unknown-key, entity: reseller/agence-exemple, reason: agreed"
    for more in ["field: fax", "reseller: agence-exemple", "field: fax, reseller: agence-exemple"] {
      #expect(try Self.check("  - { \(entry), \(more) }\n").summary.suppressed.exceptions == 1)
    }
    for other in ["field: tel", "reseller: agence"] {
      let report = try Self.check("  - { \(entry), \(other) }\n")
      #expect(report.lines == [".hostlint.yaml:3 unused-suppression"] + Self.all)
    }
  }

  @Test("A finding about a file is accepted by its path from the folder of the configuration")
  func file() throws {
    let project = try SuppressedProject([
      "hosting/a.yaml": "hosting: 1\nreseller: { login: a }\nfax: 1\n",
      ".hostlint.yaml":
        "hostlint: 1\nexceptions:\n  - { rule: unknown-key, entity: file/hosting/a.yaml, reason: x }\n",
    ])
    #expect(try project.check().lines == [])
    #expect(try project.check(in: "hosting").lines == [])
    #expect(try project.check(["hosting/a.yaml"]).lines == [])
  }

  @Test("The last day is inclusive; one that is over is reported in the configuration")
  func until() throws {
    let exception = """
        - rule: usage-over-limit
          entity: quota/boulangerie-martin.fr/disk_space
          reason: agreed
          until: 2026-11-22

      """
    #expect(try Self.check(exception).lines == Array(Self.all.dropLast()))
    let after = try Self.check(exception) { $0.today = "2026-11-23" }
    #expect(after.lines == [".hostlint.yaml:6 invalid-suppression"] + Self.all)
    let fault = try #require(after.findings.first)
    #expect(after.token(of: fault) == "2026-11-22")
    #expect(fault.diagnostic.entity == "file/.hostlint.yaml")
    #expect(fault.diagnostic.field == "exceptions[0]")
    #expect(fault.diagnostic.message == "the exception ended on 2026-11-22")
    #expect(after.summary.suppressed.total == 0)
    // A later one for the same finding holds.
    let renewed = exception + exception.replacing("2026-11-22", with: "2027-11-22")
    let both = try Self.check(renewed) { $0.today = "2026-11-23" }
    #expect(both.lines == [".hostlint.yaml:6 invalid-suppression"] + Self.all.dropLast())
  }

  @Test("One that no finding meets is reported, unless that cannot be told")
  func stale() throws {
    let exception =
      "  - { rule: subscription-without-pack, entity: subscription/b.fr, reason: agreed }\n"
    let project = try Self.project(exception)
    let report = try project.check()
    #expect(report.lines == [".hostlint.yaml:3 unused-suppression"] + Self.all)
    #expect(report.token(of: try #require(report.findings.first)) == "subscription/b.fr")
    func lines(_ paths: [String] = [], _ change: (inout Linter.Options) -> Void) throws -> [String]
    {
      try project.check(paths, changing: change).lines.filter { $0.hasPrefix(".hostlint") }
    }
    #expect(try lines { $0.project.select = ["unused-pack"] } == [])
    #expect(try lines { $0.project.ignore = ["subscription-without-pack"] } == [])
    try project.write("hosting: 1\n", to: "other.yaml")
    #expect(try lines(["hosting.yaml"]) { _ in } == [])
    #expect(try lines(["."]) { _ in } == [".hostlint.yaml:3 unused-suppression"])
    try project.write("hosting: 1\npacks: [\n", to: "other.yaml")
    #expect(try lines { _ in } == [])
    try project.write("hosting: 1\npacks: { a: &a }\nx: *a\n", to: "other.yaml")
    #expect(try lines { _ in }.count == 1)
  }

  @Test("One whose rule lacked a value there is not stale")
  func notApplicable() throws {
    let project = try Self.project(
      """
        - { rule: subscription-without-pack, entity: subscription/c.fr, reason: agreed }
        - { rule: subscription-without-pack, entity: subscription/boulangerie-martin.fr, reason: agreed }

      """)
    try project.write(
      "hosting: 1\nunknown: [packs]\nsubscriptions: [ { domain: c.fr } ]\n", to: "other.yaml")
    #expect(
      try project.check().lines.filter { $0.hasPrefix(".hostlint") }
        == [".hostlint.yaml:4 unused-suppression"])
  }

  @Test("A path tells of an exception that ended only where it would have held")
  func partial() throws {
    let project = try Self.project(
      """
        - { rule: subscription-without-pack, entity: subscription/agence-exemple.fr, reason: agreed, until: 2026-01-01 }

      """)
    try project.write("hosting: 1\n", to: "other.yaml")
    #expect(try project.check(["hosting.yaml"]).findings(of: "invalid-suppression").count == 1)
    #expect(try project.check(["other.yaml"]).findings(of: "invalid-suppression").isEmpty)
    #expect(try project.check().findings(of: "invalid-suppression").count == 1)
  }

  @Test("A comment and an exception for one finding: the comment is the reason, neither is unused")
  func both() throws {
    let project = try Self.project(
      "  - { rule: unknown-key, entity: reseller/agence-exemple, reason: agreed }\n")
    try project.write(
      try project.text("hosting.yaml").replacing(
        "fax: 1 }", with: "fax: 1 } # hostlint: ignore[unknown-key] kept"), to: "hosting.yaml")
    let report = try project.check()
    #expect(report.lines == Array(Self.all.dropFirst()))
    #expect(report.acceptedLines == ["hosting.yaml:2 unknown-key: kept"])
  }

  @Test(
    "What no exception can be is an error of the configuration",
    arguments: [
      ("rule: unusd-pack, entity: pack/a, reason: x", "there is no rule `unusd-pack`"),
      (
        "rule: password-in-file, entity: customer/a, reason: x",
        "findings of password-in-file cannot be accepted"
      ),
      (
        "rule: yaml-syntax, entity: file/a.yaml, reason: x",
        "findings of yaml-syntax cannot be accepted"
      ),
      ("entity: pack/a, reason: x", "this exception has no `rule`"),
      ("rule: unused-pack, reason: x", "this exception has no `entity`"),
      ("rule: unused-pack, entity: pack/a", "this exception has no `reason`"),
      ("rule: unused-pack, entity: pack/a, reason: ", "`reason` has no value"),
      ("rule: unused-pack, entity: pack/a, reason: '…'", "`reason` says nothing"),
      ("rule: unused-pack, entity: packs/a, reason: x", "`packs/a` is no entity"),
      ("rule: unused-pack, entity: a, reason: x", "`a` is no entity"),
      ("rule: unused-pack, entity: pack/, reason: x", "`pack/` is no entity"),
      (
        "rule: unused-pack, entity: pack/a, reason: x, until: 2027-02-30", "`2027-02-30` is no date"
      ),
      (
        "rule: unused-pack, entity: pack/a, reason: x, untill: 2027-02-28",
        "`untill` is not a key of an exception"
      ),
    ])
  func faults(entry: String, message: String) throws {
    do {
      _ = try Self.check("  - { \(entry) }\n")
      Issue.record("accepted")
    } catch RunFailure.faults(let faults, _, .configuration) {
      #expect(faults.map(\.message) == [message])
    }
  }

  @Test("Findings about the configuration stand where its path belongs, in every format")
  func order() throws {
    let project = try Self.project(
      "  - { rule: unused-pack, entity: pack/a, reason: x }\n")
    let report = try project.check(in: "")
    #expect(report.lines.first == ".hostlint.yaml:3 unused-suppression")
    try project.write("", to: "sub/x.txt")
    let below = try project.check(in: "sub")
    #expect(below.lines.first == "../.hostlint.yaml:3 unused-suppression")
    for format in Check.allFormats(report) { #expect(format.contains(".hostlint.yaml")) }
  }
}
