import Diagnostics
import Foundation
import Linting
import Reporting
import TestSupport
import Testing

/// What differs between two states of accounts.
@Suite("Comparing accounts")
struct AccountComparerTests {
  private func compare(
    _ old: String, _ new: String, commonOnly: Bool = false
  ) throws -> AccountComparison {
    let folder = try TemporaryFolder()
    try folder.write(old, to: "old.yaml")
    try folder.write(new, to: "new.yaml")
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path
    return try AccountComparer.compare(
      ["old.yaml"], with: ["new.yaml"], commonOnly: commonOnly, standardInputName: "stdin.yaml",
      options)
  }

  /// Each change in a line: `changed pack/a: limits.disk_space 1 GB > 2 GB`.
  private func lines(
    _ old: String, _ new: String, commonOnly: Bool = false
  ) throws -> [String] {
    try compare(old, new, commonOnly: commonOnly).changes.map { change in
      var line = "\(change.change.rawValue) \(change.identity)"
      if let from = change.from, let to = change.to { line += " from \(from.name) to \(to.name)" }
      if let within = change.within { line += " within \(within)" }
      let values = change.values.map {
        "\($0.name) \(text($0.before)) > \(text($0.after))" + ($0.isInherited ? " inherited" : "")
      }
      return values.isEmpty ? line : line + ": " + values.joined(separator: ", ")
    }
  }

  private func text(_ value: AccountValue) -> String {
    switch value {
    case .absent: "-"
    case .unknown: "?"
    case .known(.text(let text), _): text
    case .known(.flag(let flag), _): "\(flag)"
    case .known(.amount(let amount), _): amount.text
    case .known(.list(let list), _): list.map { $0 ?? "?" }.joined(separator: "+")
    }
  }

  /// A hosting file with this below its reseller.
  private func account(_ rest: String, login: String = "a", unknown: String = "[]") -> String {
    "hosting: 1\nunknown: \(unknown)\nreseller: { login: \(login) }\n\(rest)\n"
  }

  private func example() throws -> AccountComparison {
    let folder = "Tests/LintingTests/Fixtures/comparison"
    return try AccountComparer.compare(
      ["\(folder)/old.yaml"], with: ["\(folder)/new.yaml"], standardInputName: "stdin.yaml",
      workingIn: Repository.root)
  }

  // MARK: - Entities

  @Test("What is the same is no change, in any order, file style and spelling of names")
  func same() throws {
    let old = account(
      """
      packs: { a: { limits: { disk_space: 1 GB } }, b: }
      subscriptions:
        - { domain: Été.fr, pack: a, aliases: [b.fr, c.fr], addons: [b], status: active }
        - { domain: z.fr, subdomains: [x.z.fr, y.z.fr] }
      """)
    let new = account(
      """
      subscriptions:
        - domains: [{ name: z.fr, subdomains: [y.z.fr, x.z.fr] }]
        - domain: xn--t-9fab.fr.
          addons: [b]
          pack: a
          aliases: [{ name: C.fr, mode: redirect }, b.fr]
      packs: { b: , a: { limits: { disk_space: 1024 MB } } }
      """)
    #expect(try lines(old, new) == [])
    #expect(try compare(old, new).incomparableValues == 0)
  }

  @Test("Added and removed entities, with what came or went with them")
  func addedAndRemoved() throws {
    let old = account("customers: [{ login: c, subscriptions: [{ domain: c.fr }] }]")
    let new = account("packs: { p: }\nsubscriptions: [{ domain: d.fr, aliases: [e.fr] }]")
    #expect(
      try lines(old, new) == [
        "added pack/p", "removed customer/c", "removed subscription/c.fr within customer/c",
        "removed domain/c.fr/c.fr within customer/c", "added subscription/d.fr",
        "added domain/d.fr/d.fr within subscription/d.fr",
        "added alias/d.fr/e.fr within subscription/d.fr",
      ])
  }

  @Test("A subscription moves between customers, a domain between subscriptions, an alias too")
  func moved() throws {
    let old = account(
      """
      customers: [{ login: c, subscriptions: [{ domain: c.fr, aliases: [x.fr] }] }, { login: d }]
      subscriptions: [{ domains: [a.fr, b.fr] }, { domain: e.fr }]
      """)
    let new = account(
      """
      customers: [{ login: c }, { login: d, subscriptions: [{ domain: c.fr }] }]
      subscriptions: [{ domains: [a.fr] }, { domains: [{ name: e.fr, aliases: [x.fr] }, b.fr] }]
      """)
    #expect(
      try lines(old, new) == [
        "moved subscription/c.fr from c to d", "moved domain/e.fr/b.fr from a.fr to e.fr",
        "moved alias/e.fr/x.fr from c.fr to e.fr",
      ])
    let own = account("customers: [{ login: c }, { login: d }]\nsubscriptions: [{ domain: c.fr }]")
    #expect(try lines(old, own).contains("moved subscription/c.fr from c to a"))
  }

  @Test("A name that stands several times is not taken for one that moved")
  func ambiguous() throws {
    let old = account("subscriptions: [{ domain: a.fr, aliases: [x.fr] }, { domain: b.fr }]")
    let new = account(
      """
      subscriptions:
        - { domain: a.fr }
        - { domain: b.fr, aliases: [x.fr] }
        - { domain: c.fr, aliases: [x.fr] }
      """)
    #expect(try !lines(old, new).contains { $0.hasPrefix("moved") })
  }

  @Test("The only accounts of both sides are one, whatever their logins; several go by login")
  func resellers() throws {
    let old = account("packs: { p: }", login: "one")
    let new = account("packs: { q: }", login: "two")
    #expect(
      try lines(old, new) == [
        "changed reseller/two: login one > two", "removed pack/p", "added pack/q",
      ])
    #expect(
      try lines(old, new + "---\n" + account("packs: { r: }", login: "one")) == [
        "removed pack/p", "added pack/r", "added reseller/two", "added pack/q within reseller/two",
      ])
  }

  @Test("A domain in both states is not hosted twice, and no account sees the other's packs")
  func statesStayApart() throws {
    let old = account("packs: { p: }\nsubscriptions: [{ domain: a.fr, pack: p }]")
    let new = account("subscriptions: [{ domain: a.fr, pack: p }]")
    let comparison = try compare(old, new)
    #expect(comparison.notes.count == 1)
    #expect(comparison.incomparableValues == 1)
    #expect(comparison.changes.map(\.identity) == ["pack/p"])
  }

  // MARK: - Values

  @Test("Every kind of value, with what it was and what it is")
  func values() throws {
    let old = account(
      """
      packs: { p: { addon: true, overuse: block, description: x }, q: }
      customers: [{ login: c, name: N, company: C, email: a@b.fr, pack: q }]
      subscriptions:
        - domain: a.fr
          addons: [p]
          system_user: u
          status: suspended
          locked: true
          synchronized: true
          created: 2021-01-01
          expires: 2030-01-01
          contact: { name: K, email: k@b.fr, plesk_access: true }
          limits: { databases: 1, traffic: unlimited }
          permissions: { ssl: true, shell_access: none }
          php: { version: "8.3", handler: fpm }
          usage: { as_of: 2026-01-01, disk_space: 1 GB }
          nameservers: [ns1.lrob.net]
          mail: true
          ssl: true
          subdomains: [x.a.fr]
          labels: { l: "1", m: "1" }
          aliases: [{ name: b.fr, mode: redirect, web: true, mail: true, dns_sync: true }]
      """)
    let new = account(
      """
      packs: { p: { overuse: notify, description: z }, q: }
      customers: [{ login: c, name: M, company: D, email: c@b.fr }]
      subscriptions:
        - domain: a.fr
          pack: q
          system_user: v
          locked: false
          synchronized: false
          created: 2021-01-02
          expires: 2031-01-01
          contact: { name: L, email: l@b.fr, plesk_access: false }
          limits: { databases: 2, traffic: 10 GB }
          permissions: { ssl: false, shell_access: full }
          php: { version: "8.4", handler: cgi }
          usage: { as_of: 2026-01-02, disk_space: 2 GB }
          nameservers: [ns1.other.net]
          mail: false
          ssl: false
          subdomains: [y.a.fr]
          labels: { l: "2", n: "1" }
          aliases: [{ name: b.fr, mode: same-site, web: false, mail: false, dns_sync: false }]
      """)
    let names = try compare(old, new).changes.map { change in
      "\(change.kind.rawValue): " + change.values.map(\.name).sorted().joined(separator: " ")
    }
    #expect(
      names == [
        "pack: addon description overuse", "customer: company email name pack",
        "subscription: addons contact.email contact.name contact.plesk_access created expires "
          + "labels.l labels.m labels.n limits.databases limits.traffic locked pack permissions.shell_access permissions.ssl "
          + "php.handler php.version status synchronized system_user usage.as_of usage.disk_space",
        "domain: dns_provider mail nameservers ssl subdomains",
        "alias: dns_provider dns_sync mail mode web",
      ])
  }

  @Test("A pack's limit reaches its subscriptions, but not one with a limit of its own")
  func inherited() throws {
    func state(_ size: String) -> String {
      account(
        """
        packs: { p: { limits: { disk_space: \(size) } } }
        subscriptions:
          - { domain: a.fr, pack: p }
          - { domain: b.fr, pack: p, limits: { disk_space: 3 GB } }
        """)
    }
    #expect(
      try lines(state("10 GB"), state("5 GB")) == [
        "changed pack/p: limits.disk_space 10 GB > 5 GB",
        "changed subscription/a.fr: limits.disk_space 10 GB > 5 GB inherited",
      ])
  }

  @Test("With --common, what only one side says is left out, but not entities")
  func common() throws {
    let old = account("packs: { p: { limits: { databases: 1 }, overuse: block } }")
    let new = account("packs: { p: { limits: { databases: 2, aliases: 3 } }, q: }")
    #expect(
      try lines(old, new) == [
        "changed pack/p: overuse block > -, limits.aliases - > 3, limits.databases 1 > 2",
        "added pack/q",
      ])
    #expect(
      try lines(old, new, commonOnly: true) == [
        "changed pack/p: limits.databases 1 > 2", "added pack/q",
      ])
  }

  @Test("What one side does not claim to know is no difference, and is counted")
  func unknown() throws {
    let old = account(
      """
      packs: { p: { limits: { databases: 1 } } }
      customers: [{ login: c, email: a@b.fr, subscriptions: [{ domain: a.fr, pack: p, aliases: [b.fr] }] }]
      """)
    let new = account(
      "subscriptions: [{ domain: a.fr }]", unknown: "[packs, customers, aliases, limits]")
    let comparison = try compare(old, new)
    #expect(comparison.changes.isEmpty)
    // The pack and its limit, and who owns it.
    #expect(comparison.incomparableValues == 3)
    #expect(comparison.incomparableEntities == 3)
    let back = try compare(new, old)
    #expect(back.changes.isEmpty)
    #expect(back.incomparableValues == 3 && back.incomparableEntities == 3)
  }

  @Test("A file that breaks off is told, and what it may still hold is not called removed")
  func incomplete() throws {
    let old = account("subscriptions: [{ domain: a.fr }, { domain: b.fr }]")
    let new = account("subscriptions:\n  - domain: a.fr\n  - domain: [b.fr")
    let comparison = try compare(old, new)
    #expect(comparison.failures.count == 1)
    #expect(comparison.changes.isEmpty)
  }

  @Test("Passwords are in no form of the comparison")
  func secrets() throws {
    let old = account("customers: [{ login: c, password: geheim-eins, name: geheim-eins }]")
    let new = account("customers: [{ login: c, password: geheim-zwei, name: N }]")
    let comparison = try compare(old, new)
    #expect(comparison.changes.count == 1)
    for format in ComparisonFormat.allCases {
      #expect(!format.string(comparison).contains("geheim"))
    }
  }

  // MARK: - Rules about changes

  @Test("A limit lowered below the use of many is one finding, at the limit")
  func limitBelowUsage() throws {
    func state(_ size: String) -> String {
      account(
        """
        packs: { p: { limits: { disk_space: \(size) } } }
        subscriptions:
          - { domain: a.fr, pack: p, usage: { disk_space: 7 GB } }
          - { domain: b.fr, pack: p, usage: { disk_space: 8 GB } }
          - { domain: c.fr, pack: p, usage: { disk_space: 2 GB } }
        """)
    }
    let findings = try compare(state("unlimited"), state("5 GB")).findings.map(\.diagnostic)
    #expect(findings.map(\.rule) == ["limit-below-usage"])
    #expect(findings.first?.entities == ["quota/a.fr/disk_space", "quota/b.fr/disk_space"])
    #expect(findings.first?.field == "limit")
    #expect(findings.first?.message.contains("from unlimited to 5 GB") == true)
    #expect(try compare(state("5 GB"), state("10 GB")).findings.isEmpty)
  }

  @Test("A rule of one's own about changes, its settings, and no such rule in a check")
  func ownRules() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      id: pack-removed
      title: A pack stays
      applies-to: change
      check: '!(change.kind == "removed" && change.of == "pack")'
      message: 'pack {change.name} is gone'
      """, to: "policy/pack-removed.yaml")
    try folder.write(account("packs: { p: }"), to: "old.yaml")
    try folder.write(account("packs: { q: }"), to: "new.yaml")
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path
    options.ruleFolders = ["policy"]
    func findings() throws -> [String] {
      try AccountComparer.compare(
        ["old.yaml"], with: ["new.yaml"], standardInputName: "stdin.yaml", options
      ).findings.map(\.diagnostic.message)
    }
    #expect(try findings() == ["pack p is gone"])
    options.ignore = ["pack-removed"]
    #expect(try findings() == [])
    let report = try Check.paths(["old.yaml", "new.yaml"], in: folder.url) {
      $0.project.ruleFolders = ["policy"]
    }
    #expect(!report.rules.contains { $0.id == "pack-removed" || $0.id == "limit-below-usage" })
  }

  // MARK: - Forms

  @Test("The text at 80 columns, in colour, and in a pipe")
  func text() throws {
    let comparison = try example()
    let plain = ComparisonFormat.text.string(comparison, style: TextStyle(width: 80))
    expectGolden(plain, "Tests/LintingTests/Golden/comparison.txt")
    #expect(comparison.findings.count == 2)
    #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let colored = ComparisonFormat.text.string(
      comparison, style: TextStyle(color: true, width: 80))
    #expect(colored.contains("\u{1B}["))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/) { _ in "" } == plain)
    // Findings show less of long lines in a terminal.
    let piped = ComparisonFormat.text.string(comparison)
    func differences(_ text: String) -> String {
      text.components(separatedBy: "warning[")[0].filter { !$0.isWhitespace }
    }
    #expect(differences(piped) == differences(plain))
    #expect(piped.contains("limit-below-usage"))
  }

  @Test("The JSON is as its schema says", .enabled(if: PythonSchema.isAvailable))
  func schema() throws {
    let schema = Repository.root.appending(path: "docs/diff.schema.json")
    let json = ComparisonFormat.json.string(try example())
    expectGolden(json, "Tests/LintingTests/Golden/comparison.json")
    #expect(try PythonSchema.errors(in: json, schema: schema) == "")
    #expect(
      try PythonSchema.errors(
        in: json.replacing("\"inherited\": true", with: "\"inherited\": 1"), schema: schema) != "")
  }

  @Test("The examples compared with themselves do not differ")
  func examples() throws {
    for name in ["agence", "clean", "quickstart", "lrob-guide/recommended"] {
      let comparison = try AccountComparer.compare(
        ["Examples/\(name)"], with: ["Examples/\(name)"], standardInputName: "stdin.yaml",
        workingIn: Repository.root)
      #expect(comparison.changes.isEmpty && comparison.incomparableValues == 0, "\(name)")
    }
  }
}

extension AccountComparer {
  fileprivate static func compare(
    _ old: [String], with new: [String], standardInputName: String, workingIn folder: URL
  ) throws -> AccountComparison {
    var options = ProjectOptions()
    options.workingDirectory = folder.path
    return try compare(old, with: new, standardInputName: standardInputName, options)
  }
}
