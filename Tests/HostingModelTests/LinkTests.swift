import Diagnostics
import HostingModel
import SourceText
import Testing

/// Several files as one hierarchy, references and identities.
struct LinkTests {
  private static let main = """
    hosting: 1
    reseller: { login: agence, dns: lrob }
    """
  private static let packs = """
    hosting: 1
    reseller: agence
    packs: { starter: { limits: { disk_space: 5 GB } } }
    """
  private static let customers = """
    hosting: 1
    customers: [{ login: boulangerie, pack: starter, subscriptions: [{ domain: a.fr }] }]
    """
  private static let subscriptions = """
    hosting: 1
    subscriptions: [{ domain: b.fr, customer: boulangerie, pack: starter }]
    """

  @Test(arguments: [
    [0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1], [3, 0, 1, 2],
  ])
  func filesAreOneHierarchyInAnyOrder(order: [Int]) {
    let texts = [Self.main, Self.packs, Self.customers, Self.subscriptions]
    let reading = Reading(order.map { Array(texts[$0].utf8) })
    #expect(reading.findings == [])
    #expect(
      reading.identities.sorted() == [
        "customer/boulangerie", "domain/a.fr/a.fr", "domain/b.fr/b.fr", "pack/starter",
        "reseller/agence", "subscription/a.fr", "subscription/b.fr",
      ])
    let hosting = reading.hosting
    #expect(hosting.subscriptions.allSatisfy { $0.customer.value == CustomerID(0) })
    #expect(hosting.customers[0].subscriptions.count == 2)
    #expect(hosting.packs[0].subscriptions.count == 2)
    for name in ["a.fr", "b.fr"] {
      #expect(reading.domain(name).flatMap { hosting.dnsProvider(of: $0).value } == .lrob)
    }
  }

  @Test func documentsOfOneFileAreOneHierarchy() {
    let reading = Reading(
      [Self.main, Self.packs, Self.customers, "", Self.subscriptions].joined(separator: "\n---\n"))
    #expect(reading.findings == [])
    #expect(reading.hosting.resellers.count == 1)
    #expect(reading.hosting.customers[0].subscriptions.count == 2)
  }

  @Test func resellersStayApart() {
    let other = """
      hosting: 1
      reseller: { login: studio }
      packs: { starter: {} }
      customers: [{ login: boulangerie }]
      subscriptions:
        - { domain: c.fr, pack: starter, customer: boulangerie, system_user: web }
        - { domain: d.fr, pack: pro }
      """
    let reading = Reading(
      Self.main + "\npacks: { pro: {}, starter: {} }\ncustomers: [{ login: boulangerie }]"
        + "\nsubscriptions: [{ domain: e.fr, system_user: web }]", other)
    #expect(reading.findings == ["b:7:27 unknown-pack subscription/d.fr pack"])
    #expect(reading.diagnostics.first?.reseller == "studio")
    #expect(reading.hosting.sharedSystemUsers.isEmpty)
  }

  @Test func leavingTheResellerOutNeedsExactlyOne() {
    let other = "hosting: 1\nreseller: { login: studio }"
    #expect(Reading(Self.main, Self.customers, Self.packs).findings == [])
    let several = Reading(Self.main, Self.customers, other)
    #expect(several.findings == ["b:1:1 missing-key file/b.yaml reseller"])
    #expect(
      several.messages == [
        "the document does not say whose it is, and there are several resellers"
      ])
    // One place is enough to say that nobody is named.
    let none = Reading(Self.customers, Self.subscriptions)
    #expect(
      none.findings == [
        "a:1:1 missing-key file/a.yaml reseller", "a:2:41 unknown-pack customer/boulangerie pack",
        "b:2:62 unknown-pack subscription/b.fr pack",
      ])
    #expect(none.hosting.resellers.count == 1)
  }

  @Test func resellerWithoutLoginIsStillTheOnlyOne() {
    let reading = Reading("hosting: 1\nreseller: { name: Agence }", Self.customers)
    #expect(reading.findings == ["a:2:1 missing-key file/a.yaml reseller.login"])
    #expect(reading.hosting.resellers.count == 1)
    #expect(reading.string(reading.hosting.resellers[0].name) == "Agence")
  }

  @Test func misspeltResellerIsOneFinding() {
    let reading = Reading(
      Self.main + "\nsubscriptions: [{ domain: a.fr, pack: starter }]",
      "hosting: 1\nreseller: agnece\npacks: { starter: {} }")
    #expect(reading.findings == ["b:2:11 invalid-value file/b.yaml reseller"])
    // The reseller `agnece` has an identity of its own; the fault is the file's.
    #expect(reading.messages == ["no file defines the reseller `agnece`"])
    #expect(reading.remedies == ["Did you mean `agence`?"])
    #expect(Reading(Self.main, "hosting: 1\nreseller: studio").findings == [])
  }

  @Test func definitionsOfOneResellerAreDuplicates() {
    let reading = Reading(Self.main, Self.main, Self.packs)
    #expect(reading.findings == ["b:2:20 duplicate-entity reseller/agence login"])
    #expect(reading.diagnostics[0].related.map { reading.place($0.location) } == ["a:2:20"])
  }

  @Test func equalIdentitiesAreDuplicates() {
    let reading = Reading(
      Self.main + """

        packs: { starter: {}, Starter: {} }
        customers: [{ login: b }, { login: b }, { login: B }]
        subscriptions:
          - { name: shop, domain: a.fr }
          - { name: Shop, domain: b.fr }
          - { domain: c.fr }
          - { name: c.fr, domain: d.fr }
          - { domain: e.fr }
          - { domain: E.fr. }
        """,
      Self.packs)
    #expect(
      reading.findings == [
        "a:4:36 duplicate-entity customer/b login",
        "a:7:13 duplicate-entity subscription/shop name",
        "a:9:13 duplicate-entity subscription/c.fr name",
        "b:3:10 duplicate-entity pack/starter name",
      ])
    #expect(
      reading.diagnostics.map { reading.place($0.related[0].location) } == [
        "a:4:22", "a:6:13", "a:8:15", "a:3:10",
      ])
    // The first one counts.
    #expect(reading.hosting.packs[0].reseller == reading.hosting.packs[2].reseller)
  }

  @Test func unknownNamesHaveSuggestions() {
    let reading = Reading(
      account(
        """
        customers: [{ login: boulangerie, pack: sarter }]
        subscriptions:
          - { domain: a.fr, pack: stater, addons: [mor-disk, other], customer: boulangrie }
          - { domain: b.fr, pack: zzz, customer: Boulangerie }
          - { pack: nothing, customer: nobody }
        """))
    #expect(
      reading.findings == [
        "6:41 unknown-pack customer/boulangerie pack",
        "8:27 unknown-pack subscription/a.fr pack",
        "8:44 unknown-pack subscription/a.fr addons",
        "8:54 unknown-pack subscription/a.fr addons",
        "8:72 unknown-customer subscription/a.fr customer",
        "9:27 unknown-pack subscription/b.fr pack",
        "9:42 unknown-customer subscription/b.fr customer",
        "10:5 missing-key file/a.yaml subscriptions[2].domain",
        "10:13 unknown-pack file/a.yaml subscriptions[2].pack",
        "10:32 unknown-customer file/a.yaml subscriptions[2].customer",
      ])
    #expect(
      reading.remedies == [
        "Did you mean `starter`?", "Did you mean `starter`?", "Did you mean `more-disk`?",
        "Known packs: starter, more-disk.", "Did you mean `boulangerie`?",
        "Known packs: starter, more-disk.", "Did you mean `boulangerie`?",
        "Add `domain:` with the domain name that it hosts.", "Known packs: starter, more-disk.",
        "Known customers: boulangerie.",
      ])
    #expect(reading.diagnostics[0].related.map(\.text) == ["pack `starter` is defined here"])
    #expect(reading.diagnostics[0].related.map { reading.place($0.location) } == ["4:3"])
    #expect(reading.hosting.subscriptions.allSatisfy { $0.pack.isUnknown })
  }

  @Test func nothingToReferToIsSaid() {
    let reading = Reading(
      "hosting: 1\nreseller: { login: a }\nsubscriptions: [{ domain: a.fr, pack: p, customer: c }]")
    #expect(
      reading.remedies == [
        "Define it under `packs:`; there are no packs yet.",
        "Define it under `customers:`; there are no customers yet.",
      ])
  }

  // MARK: - Claims

  @Test func oneNameInTwoSpellingsIsOneClaim() throws {
    let reading = Reading(
      Self.main + "\nsubscriptions: [{ domain: été.fr, aliases: [b.fr, B.FR.] }]",
      "hosting: 1\nreseller: { login: studio }\nsubscriptions: [{ domain: XN--T-9FAB.fr }]")
    #expect(reading.findings == [])
    let hosting = reading.hosting
    let name = try #require(hosting.domains[0].name)
    #expect(
      Array(hosting.claims(of: name)) == [EntityReference(.domain, 0), EntityReference(.domain, 1)])
    #expect(hosting.isFirstClaim(name, position: hosting.domains[0].claim))
    #expect(!hosting.isFirstClaim(name, position: hosting.domains[1].claim))
    let alias = try #require(hosting.aliases[0].name)
    #expect(hosting.claims(of: alias).count == 2)
    #expect(hosting.name(of: EntityReference(.alias, 1)) == "B.FR.")
    #expect(hosting.identity(of: EntityReference(.alias, 1)) == "alias/xn--t-9fab.fr/b.fr")
  }

  @Test func domainsBeyondTheFirstAreExtraUnlessTheyAreSubdomains() {
    let reading = Reading(
      Self.main + """

        subscriptions:
          - domains: [a.fr, w.a.fr, b.fr, x.y.b.fr, xa.fr, A.FR]
          - domains: [w.c.fr, c.fr]
          - domain: shop.a.fr
        """)
    #expect(
      reading.hosting.domains.map(\.isExtra) == [
        false, false, true, false, true, true, false, true, false,
      ])
  }

  @Test func sharedSystemUsersAreSharedInsideOneReseller() {
    let reading = Reading(
      Self.main + """

        subscriptions:
          - { domain: a.fr, system_user: web }
          - { domain: b.fr, system_user: Web }
          - { domain: c.fr, system_user: "web" }
          - { domain: d.fr, system_user: null }
        """)
    let users = reading.hosting.sharedSystemUsers.values.map { $0.map(\.rawValue) }
    #expect(users == [[0, 2]])
  }

  @Test func identitiesOfQuotasAndLimits() {
    let reading = Reading(account("subscriptions: [{ domain: été.fr, limits: { aliases: 1 } }]"))
    let hosting = reading.hosting
    let own = hosting.quotaIndex(.diskSpace, of: EntityReference(.subscription, 0))
    #expect(hosting.identity(of: EntityReference(.quota, own)) == "quota/xn--t-9fab.fr/disk_space")
    let offer = hosting.quotaIndex(.customers, of: EntityReference(.reseller, 0))
    #expect(
      hosting.identity(of: EntityReference(.quota, offer)) == "quota/reseller/agence/customers")
    #expect(hosting.identity(of: EntityReference(.limit, 0)) == "pack/starter")
    #expect(hosting.identity(of: EntityReference(.limit, 2)) == "subscription/xn--t-9fab.fr")
    #expect(hosting.count(of: .limit) == 3)
    #expect(hosting.count(of: .quota) == 24)
  }

  @Test func nothingOfASecondDefinitionOfAResellerIsJudged() {
    let reading = Reading(
      [
        "hosting: 1\nreseller: { login: agence, limits: { domains: 3 } }",
        "hosting: 1\n# further down than the first file is long\nreseller:\n  login: agence\n"
          + "  limits: { traffic: 1, domains: 5 }\n  permissions: { dns: true }\n",
      ].map { Array($0.utf8) })
    #expect(reading.diagnostics.map(\.rule) == ["duplicate-entity"])
    let hosting = reading.hosting
    #expect(hosting.limits.map(\.resource) == [.domains])
    #expect(hosting.limits.map(\.value) == [Quantity(3, .count)])
    #expect(hosting.grants.isEmpty)
    #expect(hosting.resellers[0].limits.entries.count == 1)
  }
}
