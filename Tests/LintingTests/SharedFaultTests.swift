import Diagnostics
import TestSupport
import Testing

@testable import Linting

/// Findings that many entities share, over whole files: once together, and once each.
@Suite("Faults that many share")
struct SharedFaultTests {
  private static let head = """
    hosting: 1
    reseller:
      login: agence-exemple
      dns: external
      dns_sync: true
    packs:
      starter:
        limits: { disk_space: 5 GB, traffic: 100 GB, mailboxes: 5, databases: 2 }
        permissions: { scheduled_tasks: true }

    """

  private static func customer(_ login: String, _ domains: [String], _ keys: String = "") -> String
  {
    "  - login: \(login)\n    email: contact@\(login).fr\n    pack: starter\n    subscriptions:\n"
      + domains.map { "      - { domain: \($0)\(keys) }\n" }.joined()
  }

  private static func subscriptions(_ domains: [String], _ keys: String = "") -> String {
    "subscriptions:\n"
      + domains.map { "  - { domain: \($0), pack: starter\(keys) }\n" }.joined()
  }

  private static func check(
    _ text: String, rule: String, expands: Bool = false
  ) throws -> [Finding] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "hosting.yaml")
    return try Check.paths(["."], in: folder.url) { $0.expands = expands }
      .findings.filter { $0.diagnostic.rule == rule }
  }

  private static let shell = ", permissions: { shell_access: chroot }"

  /// Accounts in which a pack's permission is at fault, and who owns what it affects.
  private static let accounts: [(text: String, owners: Owners?)] = {
    func of(_ login: String, _ domains: String...) -> String { customer(login, domains, shell) }
    func own(_ domains: String..., keys: String = "") -> String {
      subscriptions(domains, shell + keys)
    }
    return [
      (
        "customers:\n\(of("a", "a1.fr", "a2.fr"))\(of("b", "b.fr"))", Owners(customers: ["a", "b"])
      ),
      ("customers:\n\(of("a", "a1.fr", "a2.fr"))", Owners(customers: ["a"])),
      (
        "customers:\n\(of("a", "a.fr"))\(own("own.fr"))",
        Owners(customers: ["a"], includesReseller: true)
      ),
      (own("own.fr", "other.fr"), Owners(includesReseller: true)),
      // Whose the subscription of an unknown customer is cannot be said.
      ("customers:\n\(of("a", "a.fr"))\(own("own.fr", keys: ", customer: nobody"))", nil),
    ]
  }()

  @Test("The owners of what a pack's permission affects", arguments: accounts.indices)
  func owners(index: Int) throws {
    let account = Self.accounts[index]
    let findings = try Self.check(Self.head + account.text, rule: "tasks-with-shell")
    #expect(findings.count == 1)
    #expect((findings.first?.diagnostic.entities.count ?? 0) > 1)
    #expect(findings.first?.diagnostic.owners == account.owners)
  }

  @Test("Aliases have the owners of their subscriptions, packs none")
  func kinds() throws {
    let text =
      Self.head + "customers:\n" + Self.customer("a", ["a.fr"], ", aliases: [a.com, a.net]")
    let aliases = try Self.check(text, rule: "dns-sync-without-lrob-dns")
    #expect(aliases.map(\.diagnostic.entities) == [["alias/a.fr/a.com", "alias/a.fr/a.net"]])
    #expect(aliases.first?.diagnostic.owners == Owners(customers: ["a"]))
    let packs = try Self.check(
      """
      hosting: 1
      reseller: { login: agence-exemple }
      packs:
        a: { limits: &few { disk_space: 5 B } }
        b: { limits: *few }
      """, rule: "implausibly-small-limit")
    #expect(packs.map(\.diagnostic.entities) == [["pack/a", "pack/b"]])
    #expect(packs.map(\.diagnostic.owners) == [nil])
  }

  @Test("A fault behind an anchor has the owners of its uses, found by reading too")
  func anchor() throws {
    let usage = ", usage: &measured { disc_space: 1 GB }"
    let findings = try Self.check(
      Self.head + "customers:\n" + Self.customer("a", ["a.fr"], usage)
        + Self.subscriptions(["own.fr"], ", usage: *measured")
        + Self.subscriptions(["b.fr"], ", customer: a, usage: *measured")
        .dropFirst("subscriptions:\n".count), rule: "unknown-key")
    #expect(
      findings.map(\.diagnostic.entities) == [
        ["subscription/a.fr", "subscription/own.fr", "subscription/b.fr"]
      ])
    #expect(
      findings.first?.diagnostic.owners == Owners(customers: ["a"], includesReseller: true))
    #expect(findings.first?.diagnostic.speaksOfOneEntity == false)
  }

  @Test("Expanded, each of many uses is shown, with a fingerprint of its own")
  func expanded() throws {
    let text = Self.head + Self.subscriptions((1...14).map { "s\($0).fr" }, Self.shell)
    let joined = try Self.check(text, rule: "tasks-with-shell")
    #expect(joined.count == 1)
    let uses = joined.first?.diagnostic.related.filter { $0.text.hasPrefix("affects ") } ?? []
    #expect(uses.count == 5)
    #expect(joined.first?.diagnostic.omittedRelated == 9)
    #expect(joined.first?.diagnostic.speaksOfOneEntity == true)

    let expanded = try Self.check(text, rule: "tasks-with-shell", expands: true)
    #expect(expanded.map(\.diagnostic.entity) == joined.first?.diagnostic.entities.sorted())
    #expect(Set(expanded.map(\.fingerprint)).count == 14)
    #expect(expanded.first?.fingerprint == joined.first?.fingerprint)
    for finding in expanded {
      let name = finding.diagnostic.entity.dropFirst("subscription/".count)
      #expect(finding.diagnostic.message.hasPrefix("\(name) "))
      #expect(finding.diagnostic.entities.isEmpty && finding.diagnostic.omittedRelated == 0)
      #expect(finding.diagnostic.related.contains { $0.text == "affects subscription \(name)" })
    }
  }

  @Test("Expanded, what only one entity is at fault for reads as before")
  func expandedAlone() throws {
    for folder in ["Examples/agence", "Examples/quickstart", "Examples/lrob-guide/warned"] {
      let joined = try Check.paths([folder])
      let expanded = try Check.paths([folder]) { $0.expands = true }
      if joined.findings.allSatisfy(\.diagnostic.entities.isEmpty) {
        #expect(expanded.findings == joined.findings)
      } else {
        #expect(expanded.findings.count > joined.findings.count)
      }
    }
  }
}
