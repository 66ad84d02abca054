import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Linting

/// What was accepted stays accepted while the files around it change.
@Suite("What suppressions survive")
struct SurvivalTests {
  /// An account as it was when its findings were accepted.
  private static let account = """
    hosting: 1
    reseller:
      login: agence-exemple
      dns: lrob
      dns_sync: true
    packs:
      starter:
        limits: { disk_space: 5 GB, traffic: 100 GB, mailboxes: 10, databases: 2 }
    customers:
      - login: boulangerie
        email: contact@boulangerie-martin.fr
        pack: starter
        subscriptions:
          - domain: boulangerie-martin.fr
            aliases:
              - name: martin-boulangerie.fr
                dns_sync: false
            usage: { disk_space: 6.2 GB, databases: 1 }
      - login: garage
        email: garage@garage-du-port.fr
        subscriptions:
          - domain: garage-du-port.fr
    subscriptions:
      - domain: agence-exemple.fr
    """

  /// The same, in another order.
  private static let reordered = """
    hosting: 1
    subscriptions:
      - domain: agence-exemple.fr
    customers:
      - login: garage
        email: garage@garage-du-port.fr
        subscriptions:
          - domain: garage-du-port.fr
      - login: boulangerie
        email: contact@boulangerie-martin.fr
        pack: starter
        subscriptions:
          - domain: boulangerie-martin.fr
            aliases:
              - name: martin-boulangerie.fr
                dns_sync: false
            usage: { disk_space: 6.2 GB, databases: 1 }
    packs:
      starter:
        limits: { disk_space: 5 GB, traffic: 100 GB, mailboxes: 10, databases: 2 }
    reseller:
      login: agence-exemple
      dns: lrob
      dns_sync: true
    """

  /// The same, as a program writes it.
  private static let reformatted = """
    # Written by an export.


    "hosting": 1
    "reseller": {"login": "agence-exemple", "dns": "lrob",
      "dns_sync": true}
    "packs":
        "starter":
            "limits":
                "disk_space": "5 GB"
                "traffic": "100 GB"
                "mailboxes": 10
                "databases": 2
    "customers":
    - {"login": "boulangerie", "email": "contact@boulangerie-martin.fr", "pack": "starter",
       "subscriptions": [{"domain": "boulangerie-martin.fr", "aliases": [
         {"name": "martin-boulangerie.fr", "dns_sync": false}],
         "usage": {"databases": 1, "disk_space": "6.2 GB"}}]}
    - login: garage
      email: garage@garage-du-port.fr
      subscriptions: [{domain: garage-du-port.fr}]
    "subscriptions": [{"domain": "agence-exemple.fr"}]
    """

  /// A new export of the same account: in several files, with other numbers, new entities and
  /// explicit defaults.
  private static let exported = [
    "export/packs.yaml": """
    hosting: 1
    reseller:
      login: agence-exemple
      dns: lrob
      dns_sync: true
      email: ops@agence-exemple.fr
    packs:
      starter:
        limits: { disk_space: 5368709120, traffic: 107374182400, mailboxes: 10, databases: 2 }
    """,
    "export/customers.yaml": """
    hosting: 1
    reseller: agence-exemple
    customers:
      - login: garage
        email: garage@garage-du-port.fr
        subscriptions:
          - name: garage-du-port.fr
            domains:
              - name: garage-du-port.fr
      - login: boulangerie
        email: contact@boulangerie-martin.fr
        pack: starter
        subscriptions:
          - name: boulangerie-martin.fr
            domains:
              - name: boulangerie-martin.fr
                aliases:
                  - name: martin-boulangerie.fr
                    dns_sync: false
            usage: { disk_space: 7730941132, databases: 2, as_of: 2026-11-21 }
          - name: traiteur-martin.fr
            domains:
              - name: traiteur-martin.fr
            usage: { disk_space: 1073741824 }
    """,
    "export/own.yaml": """
    hosting: 1
    reseller: agence-exemple
    subscriptions:
      - name: agence-exemple.fr
        domains: [{ name: agence-exemple.fr }]
    """,
  ]

  /// What becomes of the account.
  enum Change: String, CaseIterable, CustomTestStringConvertible {
    case reordering, reformat, renamedFile, changedNumbers, newExport

    var testDescription: String { rawValue }

    var files: [String: String] {
      switch self {
      case .reordering: ["hosting.yaml": SurvivalTests.reordered]
      case .reformat: ["hosting.yaml": SurvivalTests.reformatted]
      case .renamedFile: ["accounts/agence.yaml": SurvivalTests.account]
      case .changedNumbers:
        ["hosting.yaml": SurvivalTests.account.replacing("6.2 GB", with: "9.75 GB")]
      case .newExport: SurvivalTests.exported
      }
    }
  }

  /// The findings of the account, the same after every change.
  private static let rules = [
    "alias-without-dns-sync", "subscription-without-pack", "subscription-without-pack",
    "usage-over-limit",
  ]

  private static func rules(_ report: Report) -> [String] {
    report.findings.map(\.diagnostic.rule).sorted()
  }

  @Test(
    "The changes change no finding, only where it stands and what it says",
    arguments: Change.allCases)
  func sameFindings(change: Change) throws {
    #expect(Self.rules(try SuppressedProject(["hosting.yaml": Self.account]).check()) == Self.rules)
    #expect(Self.rules(try SuppressedProject(change.files).check()) == Self.rules)
  }

  private static let exceptions = """
    hostlint: 1
    exceptions:
      - rule: alias-without-dns-sync
        entity: alias/boulangerie-martin.fr/martin-boulangerie.fr
        reseller: agence-exemple
        field: dns_sync
        reason: its zone is kept elsewhere
      - { rule: subscription-without-pack, entity: subscription/agence-exemple.fr, reason: our own }
      - { rule: subscription-without-pack, entity: subscription/garage-du-port.fr, reason: agreed }
      - { rule: usage-over-limit, entity: quota/boulangerie-martin.fr/disk_space, reason: agreed }
    """

  private static func expectAccepted(_ project: SuppressedProject) throws {
    let report = try project.check()
    #expect(report.lines == [])
    #expect(report.suppressed.map(\.finding.diagnostic.rule).sorted() == rules)
    #expect(report.summary.suppressed.total == rules.count)
  }

  @Test("Exceptions survive", arguments: Change.allCases)
  func exceptions(change: Change) throws {
    let project = try SuppressedProject(
      change.files.merging([".hostlint.yaml": Self.exceptions]) { $1 })
    try Self.expectAccepted(project)
    #expect(try project.check().summary.suppressed.exceptions == 4)
  }

  @Test("Baseline entries survive, and none is gone", arguments: Change.allCases)
  func baseline(change: Change) throws {
    let before = try SuppressedProject(["hosting.yaml": Self.account])
    _ = try before.linter().writeBaseline()
    let project = try SuppressedProject(
      change.files.merging([
        ".hostlint.yaml": "hostlint: 1\nbaseline: .hostlint-baseline.json\n",
        ".hostlint-baseline.json": try before.text(".hostlint-baseline.json"),
      ]) { $1 })
    try Self.expectAccepted(project)
    let report = try project.linter().compareBaseline()
    #expect(report.new.isEmpty && report.gone.isEmpty)
    let strict = try project.check { $0.suppression.isBaselineStrict = true }
    #expect(strict.goneFromBaseline.isEmpty && strict.notes.isEmpty)
    // Written anew it is the same file.
    _ = try project.linter().writeBaseline()
    #expect(
      try project.text(".hostlint-baseline.json") == before.text(".hostlint-baseline.json"))
  }

  // MARK: - Comments

  private static func commented(_ text: String) -> String {
    text.replacing(
      "- domain: garage-du-port.fr",
      with: "- domain: garage-du-port.fr # hostlint: ignore[subscription-without-pack] agreed"
    ).replacing(
      "  - domain: agence-exemple.fr",
      with: "  # hostlint: ignore[subscription-without-pack] our own\n  - domain: agence-exemple.fr"
    ).replacing(
      "            dns_sync: false",
      with:
        "            # hostlint: ignore[alias-without-dns-sync] elsewhere\n            dns_sync: false"
    ).replacing(
      "databases: 1 }", with: "databases: 1 } # hostlint: ignore[usage-over-limit] agreed")
  }

  @Test("Inline suppressions survive the reordering of entities")
  func inlineReordering() throws {
    for text in [Self.account, Self.reordered] {
      try Self.expectAccepted(SuppressedProject(["hosting.yaml": Self.commented(text)]))
    }
  }

  @Test("Inline suppressions survive a renamed file")
  func inlineRenaming() throws {
    try Self.expectAccepted(
      SuppressedProject(["accounts/agence.yml": Self.commented(Self.account)]))
  }

  @Test("Inline suppressions survive changed numbers")
  func inlineNumbers() throws {
    try Self.expectAccepted(
      SuppressedProject([
        "hosting.yaml": Self.commented(Self.account).replacing("6.2 GB", with: "9.75 GB")
      ]))
  }
}
