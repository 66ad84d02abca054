import Diagnostics
import Foundation
import Linting
import Reporting
import TestSupport
import Testing

/// What a tree of accounts holds.
@Suite("Trees of accounts")
struct AccountTreeTests {
  private static let resellers = "Tests/LintingTests/Fixtures/accounts/resellers.yaml"

  private func tree(
    _ text: String, depth: TreeDepth = .alias, entity: String? = nil
  ) throws -> AccountTree {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "hosting.yaml")
    return try Check.tree(["hosting.yaml"], in: folder.url, depth: depth, entity: entity)
  }

  // MARK: - Findings

  @Test("Every finding stands at an entity of the tree, or at the top")
  func everyFindingIsShown() throws {
    for folder in ExampleReportTests.folders {
      let tree = try Check.tree(["Examples/\(folder)"])
      let placed = Set(tree.all.flatMap(\.findings)).union(tree.otherFindings)
      #expect(placed.sorted() == Array(tree.report.findings.indices))
      #expect(tree.otherFindings == [])
    }
  }

  @Test("A finding that entities share stands at each of them, and is counted once")
  func joinedFinding() throws {
    let tree = try Check.tree([Self.resellers])
    let shared = try #require(
      tree.report.findings.firstIndex { $0.diagnostic.rule == "dns-sync-without-lrob-dns" })
    let aliases = tree.all.filter { $0.findings.contains(shared) }.map(\.name)
    #expect(aliases == ["boulangerie-martin.com", "martin-boulangerie.fr"])
    #expect(tree.findings.filter { $0 == shared }.count == 1)
  }

  @Test("Findings about quotas stand at the owner")
  func quotas() throws {
    let tree = try Check.tree([Self.resellers])
    #expect(tree.rules(at: "subscription/boulangerie-martin.fr").contains("usage-near-limit"))
    #expect(tree.rules(at: "reseller/studio-lumen").contains("reseller-limit-exceeded"))
  }

  @Test("Of two entities of one name, a finding stands at the one it is about")
  func oneNameTwice() throws {
    let tree = try tree(
      """
      hosting: 1
      reseller: { login: agence }
      packs: { p: { limits: { disk_space: 1 GB } } }
      subscriptions:
        - { domain: a.fr, pack: p, system_user: web1 }
        - { domain: a.fr, pack: q, system_user: web2 }
      """)
    let twice = tree.all.filter { $0.kind == .subscription }
    #expect(twice.map { $0[.systemUser].text } == ["web1", "web2"])
    #expect(!twice[0].rules(in: tree).contains("unknown-pack"))
    #expect(twice[1].rules(in: tree).contains("unknown-pack"))
  }

  @Test("An identity that two resellers have is told apart by the reseller")
  func resellers() throws {
    let tree = try Check.tree([Self.resellers])
    let customers = tree.all.filter { $0.identity == "customer/boulangerie" }
    #expect(customers.count == 2)
    #expect(
      customers.map { $0.rules(in: tree).contains("customer-without-subscription") } == [
        false, true,
      ])
  }

  @Test("An entity without a name keeps its findings; what has no entity stands at the top")
  func nameless() throws {
    let tree = try tree("hosting: 1\nreseller: { login: a }\ncustomers:\n  - name: X\nfoo: 1\n")
    let customer = try #require(tree.all.first { $0.kind == .customer })
    #expect(customer.identity == nil)
    #expect(customer.rules(in: tree).contains("missing-key"))
    #expect(
      tree.otherFindings.map { tree.report.findings[$0].diagnostic.rule } == ["unknown-key"])
  }

  // MARK: - Values

  @Test("Values in force have the entity that they come from")
  func origins() throws {
    let tree = try Check.tree([Self.resellers])
    let own = try #require(tree.entity("subscription/boulangerie-martin.fr"))
    #expect(own[.pack].origin?.identity == "customer/boulangerie")
    #expect(own.resource("disk_space")?.limit.origin?.owner == "subscription boulangerie-martin.fr")
    #expect(own.resource("traffic")?.limit.origin?.owner == "pack starter")
    let sum = try #require(tree.entity("subscription/studio"))
    #expect(sum.resource("disk_space")?.limit.origin?.owner == "packs starter + more-disk")
    #expect(sum.resource("disk_space")?.limit.amount?.text == "15 GB")
    let alias = try #require(tree.all.first { $0.kind == .alias })
    #expect(alias[.dnsSync].origin?.owner == "reseller agence-exemple")
    #expect(alias[.mode] == .known(.text("redirect"), nil))
  }

  @Test(
    "The bars change at the thresholds of the rules",
    arguments: [
      ("4.4 GB", AccountResource.Level.low, false), ("4.5 GB", .near, false),
      ("5 GB", .near, false), ("5.001 GB", .over, true),
    ])
  func levels(used: String, level: AccountResource.Level, isOver: Bool) throws {
    let tree = try tree(
      """
      hosting: 1
      reseller: { login: agence }
      packs: { p: { limits: { disk_space: 5 GB, databases: 1 } } }
      subscriptions: [{ domain: a.fr, pack: p, usage: { disk_space: \(used), databases: 1 } }]
      """)
    let subscription = try #require(tree.entity("subscription/a.fr"))
    #expect(subscription.resource("disk_space")?.level == level)
    #expect(subscription.rules(in: tree).contains("usage-over-limit") == isOver)
    // One database of one is what was bought, as the rule has it.
    #expect(subscription.resource("databases")?.level == .low)
    let text = TreeFormat.text.string(tree)
    #expect(text.contains(isOver ? "(100 %, over)" : " of 5 GB ("))
  }

  @Test("Absent and unknown are told apart")
  func absentAndUnknown() throws {
    let tree = try tree(
      """
      hosting: 1
      unknown: [aliases]
      reseller: { login: agence }
      packs: { p: { limits: { disk_space: 1 GB, mailboxes: lots } } }
      subscriptions:
        - { domain: a.fr }
        - { domain: b.fr, pack: q }
        - { domain: c.fr, pack: p }
      """)
    func subscription(_ name: String) throws -> AccountEntity {
      try #require(tree.entity("subscription/\(name)"))
    }
    #expect(try subscription("a.fr")[.pack] == .absent)
    #expect(try subscription("b.fr")[.pack] == .unknown)
    #expect(try subscription("a.fr").resource("disk_space") == nil)
    #expect(try subscription("b.fr").resource("disk_space")?.limit == .unknown)
    #expect(try subscription("c.fr").resource("mailboxes")?.limit == .unknown)
    #expect(try subscription("c.fr").resource("databases") == nil)
    #expect(
      tree.all.filter { $0.kind == .domain }.map(\.openKinds) == [[.alias], [.alias], [.alias]])
  }

  @Test(
    "A subscription whose last day is over has expired",
    arguments: [
      ("2026-11-21", true), ("2026-11-22", false),
    ])
  func expired(day: String, isExpired: Bool) throws {
    let tree = try tree(
      "hosting: 1\nreseller: { login: a }\nsubscriptions: [{ domain: a.fr, expires: \(day) }]\n")
    #expect(tree.entity("subscription/a.fr")?[.expired].flag == isExpired)
    #expect(TreeFormat.text.string(tree).contains(isExpired ? "expired \(day)" : "expires \(day)"))
  }

  @Test("Passwords are masked, wherever their word stands")
  func secrets() throws {
    let tree = try tree(
      """
      hosting: 1
      reseller: { login: agence }
      customers:
        - login: &secret swordfish
          password: *secret
          name: swordfish and more
          subscriptions: [{ domain: a.fr, system_user: swordfish }]
      """)
    for format in TreeFormat.allCases {
      #expect(!format.string(tree).contains("swordfish"))
    }
    let customer = try #require(tree.all.first { $0.kind == .customer })
    #expect(customer.rules(in: tree).contains("password-in-file"))
  }

  // MARK: - Parts

  @Test(
    "The depth leaves out what is below, and counts it",
    arguments: [
      (TreeDepth.reseller, [AccountEntity.Kind.reseller]),
      (.customer, [.reseller, .pack, .customer]),
      (.subscription, [.reseller, .pack, .customer, .subscription]),
      (.domain, [.reseller, .pack, .customer, .subscription, .domain]),
      (.alias, AccountEntity.Kind.allCases),
    ])
  func depth(depth: TreeDepth, kinds: [AccountEntity.Kind]) throws {
    let tree = try Check.tree(["Examples/agence"], depth: depth)
    #expect(Set(tree.all.map(\.kind)) == Set(kinds))
    #expect(tree.counts == tree.report.summary.entities)
    let shown = Set(tree.all.flatMap { $0.findings + $0.hiddenFindings })
    #expect(shown.sorted() == Array(tree.report.findings.indices))
  }

  @Test(
    "An entity is found by its identity, its login and its name",
    arguments: [
      ("customer/creperie", "customer/creperie"), ("creperie", "customer/creperie"),
      ("subscription/crêperie-du-port.bzh", "subscription/xn--crperie-du-port-snb.bzh"),
      ("Crêperie-du-port.bzh", "subscription/xn--crperie-du-port-snb.bzh"),
      ("creperie-du-port.fr", "alias/xn--crperie-du-port-snb.bzh/creperie-du-port.fr"),
      ("quota/boulangerie-morel.fr/disk_space", "subscription/boulangerie-morel.fr"),
      ("pack/pro", "pack/pro"), ("atelier-pixel", "reseller/atelier-pixel"),
    ])
  func branch(entity: String, identity: String) throws {
    let tree = try Check.tree(["Examples/agence"], depth: .reseller, entity: entity)
    let roots = tree.all.filter { !$0.isContext }
    #expect(roots.map(\.identity) == [identity])
    #expect(tree.all.filter(\.isContext).allSatisfy { $0.findings.isEmpty })
  }

  @Test("A branch is whole, and has its own numbers")
  func wholeBranch() throws {
    let tree = try Check.tree(["Examples/agence"], entity: "customer/morel")
    #expect(
      tree.all.map(\.kind) == [.reseller, .customer, .subscription, .domain, .alias, .alias])
    #expect(tree.counts.map(\.count) == [0, 1, 0, 1, 1, 2])
    #expect(
      tree.findings.map { tree.report.findings[$0].diagnostic.rule } == ["usage-over-limit"])
  }

  @Test("Of a project's files, those that are named are shown, with what they belong to")
  func partOfAProject() throws {
    let folder = try TemporaryFolder()
    try folder.write("hostlint: 1\ninclude: [\"*.yaml\"]\n", to: ".hostlint.yaml")
    try folder.write(
      "hosting: 1\nreseller: { login: a, dns: lrob }\npacks: { p: {} }\n", to: "a.yaml")
    for name in ["b", "c"] {
      try folder.write(
        """
        hosting: 1
        reseller: a
        customers: [{ login: \(name), subscriptions: [{ domain: \(name).fr, pack: p }] }]
        unknown-key: 1
        """, to: "\(name).yaml")
    }
    let whole = try Check.tree([], in: folder.url)
    #expect(whole.all.count == 8)
    #expect(whole.otherFindings.count == 2)
    let part = try Check.tree(["b.yaml"], in: folder.url)
    #expect(
      part.all.compactMap(\.identity) == [
        "reseller/a", "customer/b", "subscription/b.fr", "domain/b.fr/b.fr",
      ])
    #expect(part.all.map(\.isContext) == [true, false, false, false])
    // The pack and the name servers come from a file that is not shown.
    #expect(part.all.last?[.dnsProvider].text == "lrob")
    #expect(part.entity("subscription/b.fr")?[.pack].text == "p")
    #expect(part.findings == Array(part.report.findings.indices))
    #expect(part.otherFindings.count == 1)
  }

  @Test("The bars follow the parameters of the rule")
  func configuredNearness() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      hosting: 1
      reseller: { login: a }
      packs: { p: { limits: { disk_space: 10 GB, databases: 10 } } }
      subscriptions: [{ domain: a.fr, pack: p, usage: { disk_space: 6 GB, databases: 6 } }]
      """, to: "a.yaml")
    var options = Linter.Options()
    options.project.workingDirectory = folder.url.path(percentEncoded: false)
    options.project.params = [
      "usage-near-limit.threshold=0.5", "usage-near-limit.resources=[databases]",
    ]
    let tree = try Linter(options).tree()
    let subscription = try #require(tree.entity("subscription/a.fr"))
    #expect(subscription.resource("databases")?.level == .near)
    #expect(subscription.resource("disk_space")?.level == .low)
  }

  @Test("An identity that several resellers have shows each")
  func branchOfSeveral() throws {
    let tree = try Check.tree([Self.resellers], entity: "pack/starter")
    #expect(tree.all.filter { !$0.isContext }.map(\.identity) == ["pack/starter", "pack/starter"])
  }

  @Test(
    "What is not there, or not clear, is said",
    arguments: [
      (
        "customer/morell",
        "--entity customer/morell is not in these accounts; did you mean customer/morel?"
      ),
      (
        "fleurs-rivoly",
        "--entity fleurs-rivoly is not in these accounts; did you mean fleurs-rivoli?"
      ),
      ("zzz", "--entity zzz is not in these accounts"),
    ])
  func notFound(entity: String, message: String) {
    do {
      _ = try Check.tree(["Examples/agence"], entity: entity)
      Issue.record("found")
    } catch RunFailure.message(let sentence) {
      #expect(sentence == message)
    } catch {
      Issue.record(error)
    }
  }

  @Test("A name that several entities have is not enough")
  func ambiguous() throws {
    #expect(throws: RunFailure.self) {
      try tree(
        """
        hosting: 1
        reseller: { login: a }
        packs: { shop: {} }
        customers: [{ login: shop }]
        """, entity: "shop")
    }
  }
}

/// A large account takes time in proportion to its size.
@Suite(.serialized)
struct AccountTreeScaleTests {
  private func seconds(_ count: Int, line: Bool) throws -> Double {
    var text = "hosting: 1\nreseller: { login: agence, dns: lrob, dns_sync: false }\n"
    text += "packs: { p: { limits: { disk_space: 5 GB }, permissions: { ssl: true } } }\n"
    text += line ? "subscriptions: [" : "subscriptions:\n"
    for index in 0..<count {
      let item =
        "{ domain: a\(index).fr, pack: p, aliases: [b\(index).fr], usage: { disk_space: 6 GB } }"
      text += line ? item + ", " : " - \(item)\n"
    }
    if line { text += "]\n" }
    let folder = try TemporaryFolder()
    try folder.write(text, to: "hosting.yaml")
    let tree = try Check.tree(["."], in: folder.url)
    #expect(tree.all.count == 2 + 3 * count)
    return try processorSeconds {
      let tree = try Check.tree(["."], in: folder.url)
      for format in TreeFormat.allCases { #expect(!format.string(tree).isEmpty) }
    }
  }

  @Test("in lines of their own, and all on one line", arguments: [false, true])
  func linear(line: Bool) throws {
    let small = try seconds(500, line: line)
    let large = try seconds(2000, line: line)
    #expect(large < small * 10, "\(small) s, then \(large) s for four times as many")
  }
}

extension AccountTree {
  /// Every entity that is shown, from the top.
  var all: [AccountEntity] { accounts.flatMap(\.branch) }

  func entity(_ identity: String) -> AccountEntity? { all.first { $0.identity == identity } }

  func rules(at identity: String) -> [String] { entity(identity)?.rules(in: self) ?? [] }
}

extension AccountEntity {
  var branch: [AccountEntity] { [self] + children.flatMap(\.branch) }

  func resource(_ name: String) -> AccountResource? { resources.first { $0.name == name } }

  func rules(in tree: AccountTree) -> [String] {
    findings.map { tree.report.findings[$0].diagnostic.rule }
  }
}
