import Diagnostics
import HostingModel
import SourceText
import Testing

/// Anchors, aliases and merge keys, wherever they may stand.
struct AnchorTests {
  private static let head = "hosting: 1\nreseller: { login: agence }\n"

  @Test func packsShareLimits() {
    let reading = Reading(
      Self.head + """
        packs:
          small: { limits: &small { disk_space: 5 GB, databases: 2 } }
          same: { limits: *small }
          large: { limits: { <<: *small, disk_space: 20 GB } }
          list: { limits: { <<: [{ databases: 9 }, *small], aliases: 1 } }
        """)
    #expect(reading.findings == [])
    let hosting = reading.hosting
    func limits(_ pack: Int) -> [String] {
      hosting.limits[hosting.packs[pack].limits.entries.indices].map {
        "\($0.resource.rawValue) \($0.value?.description ?? "?")"
      }
    }
    #expect(limits(0) == ["disk_space 5 GB", "databases 2"])
    #expect(limits(1) == limits(0))
    #expect(limits(2) == ["disk_space 20 GB", "databases 2"])
    #expect(limits(3) == ["aliases 1", "databases 9", "disk_space 5 GB"])
  }

  @Test func faultBehindAnAnchorIsReportedWhereItIsWritten() {
    let reading = Reading(
      Self.head + """
        packs:
          small: { limits: &small { disk_space: 5 gigas }, overuse: &o never }
          same: { limits: *small, overuse: *o }
          merged: { limits: { <<: *small } }
        """)
    #expect(
      reading.findings == [
        "4:41 invalid-value pack/small limits.disk_space",
        "4:41 invalid-value pack/same limits.disk_space",
        "4:41 invalid-value pack/merged limits.disk_space",
        "4:64 invalid-value pack/small overuse",
        "4:64 invalid-value pack/same overuse",
      ])
  }

  @Test func wrongTypeIsReportedWhereItIsUsed() {
    let reading = Reading(
      Self.head + """
        packs: { starter: { limits: &limits { disk_space: 5 GB } } }
        subscriptions: [{ domain: a.fr, permissions: *limits, php: *limits, status: *limits }]
        """)
    #expect(
      reading.findings == [
        "3:39 unknown-key subscription/a.fr permissions.disk_space",
        "3:39 unknown-key subscription/a.fr php.disk_space",
        "4:77 wrong-type subscription/a.fr status",
      ])
  }

  @Test func subscriptionByAliasStandsWhereTheAliasDoes() throws {
    let reading = Reading(
      Self.head + """
        packs: { starter: &starter {} }
        subscriptions:
          - &site { domain: a.fr, aliases: [b.fr] }
          - *site
          - { <<: *site, pack: starter }
          - { <<: *site, domain: c.fr }
        """)
    #expect(reading.findings == [])
    let hosting = reading.hosting
    #expect(
      reading.identities.filter { $0.hasPrefix("subscription") } == [
        "subscription/a.fr", "subscription/a.fr", "subscription/a.fr", "subscription/c.fr",
      ])
    let places = (0..<4).map { index in
      hosting.nameLocation(of: EntityReference(.subscription, index)).map(reading.place)
    }
    #expect(places == ["5:21", "6:5", "7:7", "8:26"])
    let domains = (0..<4).map { index in
      hosting.nameLocation(of: EntityReference(.domain, index)).map(reading.place)
    }
    #expect(domains == places)
    #expect(hosting.name(of: EntityReference(.domain, 1)) == "a.fr")
    #expect(hosting.aliases.count == 4)
  }

  @Test func duplicateByAliasNamesBothPlaces() {
    let reading = Reading(
      Self.head + """
        customers:
          - &c { login: boulangerie }
          - *c
        subscriptions:
          - &s { name: shop, domain: a.fr }
          - { <<: *s, domain: b.fr }
        """)
    #expect(
      reading.findings == [
        "5:5 duplicate-entity customer/boulangerie login",
        "8:7 duplicate-entity subscription/shop name",
      ])
    #expect(
      reading.diagnostics.map { reading.place($0.related[0].location) } == ["4:17", "7:16"])
  }

  @Test func aliasesAreKeysAndNamesToo() {
    let reading = Reading(
      """
      hosting: 1
      reseller: { login: &login agence, name: *login, labels: { *login : x } }
      packs: { &pack starter: {} }
      customers: [{ login: *login, pack: *pack }]
      subscriptions:
        - { domain: &name a.fr, aliases: [*name, { name: *name }], system_user: *login }
        - { domains: [*name], customer: *login, addons: [*pack], *login : 1 }
      """)
    #expect(reading.findings == ["7:60 unknown-key subscription/a.fr agence"])
    #expect(
      reading.identities == [
        "reseller/agence", "customer/agence", "pack/starter", "subscription/a.fr",
        "subscription/a.fr", "domain/a.fr/a.fr", "domain/a.fr/a.fr", "alias/a.fr/a.fr",
        "alias/a.fr/a.fr",
      ])
    let hosting = reading.hosting
    #expect(hosting.subscriptions[1].customer.value == CustomerID(0))
    #expect(hosting.customers[0].pack.value == PackID(0))
    let alias = hosting.nameLocation(of: EntityReference(.alias, 0))
    #expect(alias.map(reading.token) == "*name")
  }

  @Test func wholeDocumentAndListsByMergeAndAlias() {
    let reading = Reading(
      """
      base: &base { hosting: 1, reseller: { login: agence }, subscriptions: &list [{ domain: a.fr }] }
      <<: *base
      customers: [{ login: b, subscriptions: *list }]
      """)
    #expect(
      reading.findings == [
        "1:1 unknown-key file/a.yaml base"
      ])
    #expect(reading.hosting.subscriptions.count == 2)
    #expect(reading.hosting.customers[0].subscriptions.count == 1)
  }

  @Test func aliasWithoutAnchorIsOneFinding() {
    for place in [
      "reseller: *no", "packs: *no", "packs: { a: *no }", "packs: { *no : {} }", "customers: *no",
      "customers: [*no]", "customers: [{ login: *no }]", "subscriptions: [*no]",
      "subscriptions: [{ domain: *no }]", "subscriptions: [{ domain: a.fr, aliases: [*no] }]",
      "subscriptions: [{ domain: a.fr, limits: { disk_space: *no } }]", "*no : 1",
      "subscriptions: [{ domain: a.fr, <<: *no }]",
      "subscriptions: [{ domain: a.fr, labels: *no }]",
      "subscriptions: [{ domain: a.fr, labels: { a: *no, *no : b } }]", "unknown: [*no]",
    ] {
      let reseller = place.hasPrefix("reseller") ? "" : "reseller: { login: agence }\n"
      let reading = Reading("hosting: 1\n\(reseller)\(place)")
      let rules = Set(reading.diagnostics.map(\.rule))
      #expect(rules == ["yaml-syntax"], "\(place): \(reading.findings)")
    }
  }
}
