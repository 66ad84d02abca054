import HostingModel
import Testing

struct DNSTests {
  /// The provider of the alias `b.fr` and where it is decided, with these keys on each level.
  private func provider(
    reseller: String = "", subscription: String = "", domain: String = "", alias: String = "",
    options: ReadingOptions = ReadingOptions()
  ) throws -> (DNSProvider?, String?) {
    let reading = Reading(
      """
      hosting: 1
      reseller:
        login: agence
        \(reseller)
      subscriptions:
        - name: s
          \(subscription)
          domains:
            - name: a.fr
              \(domain)
              aliases:
                - name: b.fr
                  \(alias)
      """, options: options)
    #expect(reading.findings == [])
    let fact = reading.hosting.dnsProvider(of: try #require(reading.alias("b.fr")))
    return (fact.value, reading.place(fact.origin))
  }

  @Test func nearestLevelWins() throws {
    #expect(try provider() == (.undeclared, nil))
    #expect(try provider(reseller: "dns: lrob") == (.lrob, "4 `lrob`"))
    #expect(
      try provider(reseller: "dns: lrob", subscription: "dns: external") == (
        .external, "7 `external`"
      ))
    #expect(
      try provider(subscription: "dns: external", domain: "dns: lrob") == (.lrob, "10 `lrob`"))
    #expect(
      try provider(
        reseller: "dns: lrob", subscription: "dns: lrob", domain: "dns: lrob",
        alias: "dns: external") == (.external, "13 `external`"))
  }

  @Test func nameserversDecideOverDNSInOneLevel() throws {
    #expect(
      try provider(domain: "nameservers: [ns1.lrob.net]") == (.lrob, "10 `[ns1.lrob.net]`"))
    #expect(
      try provider(reseller: "dns: lrob", alias: "nameservers: [dns1.example.net]")
        == (.external, "13 `[dns1.example.net]`"))
    #expect(
      try provider(domain: "nameservers: [dns1.example.net]", alias: "dns: lrob")
        == (.lrob, "13 `lrob`"))
  }

  @Test(arguments: [
    ("[ns1.lrob.net, ns2.lrob.net, ns3.lrob.net]", DNSProvider.lrob),
    ("[NS1.LRob.net., 'ns2.lrob.net']", .lrob),
    ("[ns1.lrob.net, dns1.example.net]", .mixed),
    ("[dns1.example.net]", .external),
    ("[ns4.lrob.net]", .external),
    ("[]", .undeclared),
  ])
  func nameserversTellTheProvider(list: String, expected: DNSProvider) throws {
    #expect(try provider(domain: "nameservers: \(list)").0 == expected)
  }

  @Test func emptyListSaysNothing() throws {
    #expect(
      try provider(reseller: "dns: external", domain: "nameservers: []") == (
        .external, "4 `external`"
      ))
  }

  @Test func lrobsNameserversCanBeConfigured() throws {
    var options = ReadingOptions()
    options.lrobNameservers = ["NS.Été.fr"]
    #expect(
      try provider(domain: "nameservers: [ns.xn--t-9fab.fr]", options: options).0 == .lrob)
    #expect(try provider(domain: "nameservers: [ns1.lrob.net]", options: options).0 == .external)
  }

  @Test func unreadableLevelIsUnknownNotSkipped() throws {
    let reading = Reading(
      """
      hosting: 1
      reseller: { login: agence, dns: lrob, dns_sync: true }
      subscriptions:
        - domain: a.fr
          dns: cloud
          dns_sync: perhaps
          aliases: [b.fr]
        - domain: c.fr
          nameservers: ns1.lrob.net
      """)
    let alias = try #require(reading.alias("b.fr"))
    let domain = try #require(reading.domain("c.fr"))
    for entity in [alias, domain] {
      guard case .unknown = reading.hosting.dnsProvider(of: entity) else {
        Issue.record("the provider of \(entity) is known")
        continue
      }
    }
    guard case .unknown = reading.hosting.dnsSync(of: alias) else {
      Issue.record("DNS sync is known")
      return
    }
    #expect(
      reading.findings == [
        "5:10 invalid-value domain/a.fr/a.fr dns",
        "6:15 wrong-type domain/a.fr/a.fr dns_sync",
        "9:18 wrong-type domain/c.fr/c.fr nameservers",
      ])
  }

  @Test func syncIsInheritedLevelByLevel() throws {
    func sync(_ levels: [String]) throws -> (Bool?, String?) {
      let reading = Reading(
        """
        hosting: 1
        reseller:
          login: agence
          \(levels[0])
        subscriptions:
          - name: s
            \(levels[1])
            domains:
              - name: a.fr
                \(levels[2])
                aliases:
                  - name: b.fr
                    \(levels[3])
        """)
      let fact = reading.hosting.dnsSync(of: try #require(reading.alias("b.fr")))
      return (fact.value, reading.place(fact.origin))
    }
    #expect(try sync(["", "", "", ""]) == (nil, nil))
    #expect(try sync(["dns_sync: true", "", "", ""]) == (true, "4 `true`"))
    #expect(try sync(["dns_sync: true", "dns_sync: false", "", ""]) == (false, "7 `false`"))
    #expect(try sync(["", "dns_sync: false", "dns_sync: true", ""]) == (true, "10 `true`"))
    #expect(try sync(["", "", "dns_sync: true", "dns_sync: false"]) == (false, "13 `false`"))
    #expect(try sync(["dns_sync: true", "", "", "dns_sync: null"]) == (true, "4 `true`"))
  }

  @Test func declaredDNSIsKnownWhereTheRestIsNot() throws {
    let reading = Reading(
      """
      hosting: 1
      unknown: [dns]
      reseller: { login: agence }
      subscriptions:
        - { domain: a.fr, dns: lrob }
        - { domain: b.fr, nameservers: [dns1.example.net] }
        - { domain: c.fr }
      """)
    func provider(_ name: String) throws -> DNSProvider? {
      reading.hosting.dnsProvider(of: try #require(reading.domain(name))).value
    }
    #expect(try provider("a.fr") == .lrob)
    #expect(try provider("b.fr") == .external)
    #expect(try provider("c.fr") == nil)
  }
}
