import Diagnostics
import HostingModel
import SourceText
import Testing

/// Declared, absent and unknown.
struct StateTests {
  /// A run whose first subscription is what these texts say.
  private func subscription(_ texts: String...) throws -> (Reading, Subscription) {
    let reading = Reading(texts.map { Array($0.utf8) })
    return (reading, try #require(reading.hosting.subscriptions.first))
  }

  @Test func missingAndNullAreAbsent() throws {
    let keys = [
      "pack", "addons", "system_user", "status", "locked", "synchronized", "created", "expires",
      "contact", "limits", "usage", "overuse", "permissions", "php", "labels", "dns",
      "nameservers", "dns_sync", "mail", "ssl", "subdomains", "aliases", "customer", "name",
    ]
    let nulls = keys.map { "    \($0): \(["null", "~", ""][$0.count % 3])" }
    for text in ["", nulls.joined(separator: "\n")] {
      let (reading, subscription) = try subscription(
        account("subscriptions:\n  - domain: a.fr\n\(text)"))
      #expect(reading.findings == [])
      #expect(subscription.pack.isAbsent && subscription.customer.isAbsent)
      #expect(subscription.addons.isEmpty && !subscription.addonsAreOpen)
      #expect(subscription.systemUser.isAbsent && subscription.status.isAbsent)
      #expect(subscription.locked.isAbsent && subscription.synchronized.isAbsent)
      #expect(subscription.created.isAbsent && subscription.expires.isAbsent)
      #expect(subscription.contact.isAbsent && subscription.overuse.isAbsent)
      #expect(!subscription.limits.isOpen && !subscription.usage.isOpen)
      #expect(!subscription.permissions.isOpen && subscription.php == .silent)
      #expect(subscription.labels.isAbsent && subscription.dns == .silent)
      #expect(!subscription.hasOwnName)
      let domain = try #require(reading.hosting.domains.first)
      #expect(domain.mail.isAbsent && domain.ssl.isAbsent && domain.subdomains.isAbsent)
      #expect(domain.dns == .silent && domain.php == .silent)
      #expect(domain.aliases.isEmpty && !domain.aliasesAreOpen)
    }
  }

  @Test func whatOneEntityDoesNotKnowIsUnknownOfThatOneAlone() throws {
    let reading = Reading([
      Array(
        """
        hosting: 1
        reseller:
          login: a
          unknown: [limits]
        packs:
          p: { unknown: [limits, php] }
          q: { limits: { mailboxes: 5 } }
        subscriptions:
          - pack: p
            domains:
              - name: a.fr
                unknown: [php, aliases]
              - b.fr
          - domain: c.fr
            pack: q
        """.utf8)
    ])
    let hosting = reading.hosting
    #expect(reading.findings == [])
    #expect(hosting.resellers[0].limits.isOpen && hosting.resellers[0].oversell.isUnknown)
    #expect(!hosting.resellers[0].permissions.isOpen)
    #expect(hosting.packs.map(\.limits.isOpen) == [true, false])
    #expect(hosting.packs.map(\.php.version.isUnknown) == [true, false])
    #expect(hosting.packs.allSatisfy { $0.overuse.isAbsent && !$0.permissions.isOpen })
    let domains = hosting.domains.map { hosting[$0.php].version.isUnknown }
    #expect(domains == [true, false, false])
    #expect(hosting.domains.map(\.aliasesAreOpen) == [true, false, false])
    // What follows from it is unknown too.
    func mailboxes(_ index: Int) -> Fact<Quantity> {
      hosting.effectiveLimit(.mailboxes, of: SubscriptionID(UInt32(index)))
    }
    if case .unknown = mailboxes(0) {} else { Issue.record("a limit of a.fr is known") }
    #expect(mailboxes(1).value?.amount == 5)
  }

  @Test func unreadableIsUnknown() throws {
    let (reading, subscription) = try subscription(
      account(
        """
        subscriptions:
          - domain: a.fr
            pack: [starter]
            addons: more-disk
            status: {}
            created: tomorrow
            contact: Louise
            limits: 5 GB
            usage: [1]
            permissions: all
            php: "8.3"
            labels: x
            subdomains: {}
            aliases: b.fr
            mail: [true]
        """))
    #expect(reading.diagnostics.count == 13)
    #expect(subscription.pack.isUnknown && subscription.addonsAreOpen)
    #expect(subscription.status.isUnknown && subscription.created.isUnknown)
    #expect(subscription.contact.isUnknown && subscription.limits.isOpen)
    #expect(subscription.usage.isOpen && subscription.permissions.isOpen)
    let php = reading.hosting[subscription.php]
    #expect(php.version.isUnknown && php.handler.isUnknown)
    #expect(subscription.labels.isUnknown)
    let domain = try #require(reading.hosting.domains.first)
    #expect(domain.subdomains.isUnknown && domain.aliasesAreOpen && domain.mail.isUnknown)
    #expect(domain.ssl.isAbsent)
  }

  @Test func whatFollowsASyntaxErrorIsUnknown() throws {
    let (reading, subscription) = try subscription(
      account(
        """
        subscriptions:
          - domain: a.fr
            status: active
            created: 2026-01-01
            limits:
              disk_space: 5 GB
              databases: }
        """))
    #expect(reading.diagnostics.map(\.rule) == ["yaml-syntax"])
    #expect(subscription.status.value == .active)
    #expect(subscription.created.value != nil)
    #expect(subscription.pack.isUnknown && subscription.expires.isUnknown)
    #expect(subscription.limits.isOpen)
    #expect(reading.hosting.limits.last?.owner == EntityReference(.subscription, 0))
    #expect(reading.hosting.domains[0].mail.isUnknown && reading.hosting.domains[0].aliasesAreOpen)
    let reseller = reading.hosting.resellers[0]
    #expect(reseller.mayMissSubscriptions && reseller.mayMissCustomers && !reseller.mayMissPacks)
  }

  @Test func faultsBeforeASyntaxErrorAreFound() {
    let reading = Reading(
      account(
        """
        customers:
          - login: boulangerie
        subscriptions:
          - { domain: a.fr, pack: stater, customer: boulangrie }
          - { domain: b.fr, pack: starter, overuse: never }
          - { domain: c.fr, pack: [ }
        """))
    #expect(
      reading.findings.map { $0.split(separator: " ")[1] } == [
        "unknown-pack", "unknown-customer", "invalid-value", "yaml-syntax",
      ])
  }

  @Test func referencesIntoWhatWasCutAreUnknown() throws {
    let head = "hosting: 1\nreseller: { login: agence }\n"
    let (reading, subscription) = try subscription(
      head + "subscriptions: [{ domain: a.fr, pack: starter, customer: b }]\npacks:\n  pro: }")
    #expect(reading.diagnostics.map(\.rule) == ["yaml-syntax"])
    #expect(subscription.pack.isUnknown && subscription.customer.isUnknown)
    // The pack and the customer may stand in another file that breaks, too.
    let (split, other) = try self.subscription(
      head + "subscriptions: [{ domain: a.fr, pack: starter, customer: b }]",
      "hosting: 1\nreseller: agence\ncustomers: [{ login: c }, {")
    #expect(split.diagnostics.map(\.rule) == ["yaml-syntax"])
    #expect(other.pack.isUnknown && other.customer.isUnknown)
    // A file that breaks before it says whose it is may hold anything.
    let (early, third) = try self.subscription(
      head + "subscriptions: [{ domain: a.fr, pack: starter, customer: b }]",
      "hosting: 1\n\t- x: [")
    #expect(early.diagnostics.map(\.rule) == ["yaml-syntax"])
    #expect(third.pack.isUnknown && third.customer.isUnknown)
  }

  @Test func unknownListNamesWhatTheFileDoesNotKnow() throws {
    func read(_ topic: String) throws -> (Subscription, Domain, Reseller, Hosting) {
      let (reading, subscription) = try subscription(
        """
        hosting: 1
        unknown: [\(topic)]
        reseller: { login: agence }
        subscriptions: [{ domain: a.fr, pack: null }]
        """)
      #expect(reading.findings == [])
      let hosting = reading.hosting
      return (subscription, hosting.domains[0], hosting.resellers[0], hosting)
    }
    func dns(_ topic: String) throws -> DNSSettings {
      let (_, domain, _, hosting) = try read(topic)
      return hosting[domain.dns]
    }
    func php(_ topic: String) throws -> PHPSettings {
      let (subscription, _, _, hosting) = try read(topic)
      return hosting[subscription.php]
    }
    #expect(try read("packs").0.pack.isUnknown)
    #expect(try read("packs").0.addonsAreOpen)
    #expect(try read("packs").2.mayMissPacks)
    #expect(try read("addons").0.pack.isAbsent)
    #expect(try read("addons").0.addonsAreOpen)
    #expect(try read("customers").0.customer.isUnknown)
    #expect(try read("customers").2.mayMissCustomers)
    #expect(try read("subscriptions").2.mayMissSubscriptions)
    #expect(try read("limits").0.limits.isOpen)
    #expect(try read("limits").2.limits.isOpen)
    #expect(try read("usage").0.usage.isOpen)
    #expect(try read("permissions").0.permissions.isOpen)
    #expect(try php("php").version.isUnknown)
    #expect(try read("overuse").0.overuse.isUnknown)
    #expect(try dns("dns").dns.isUnknown)
    #expect(try dns("dns").sync.isUnknown)
    #expect(try dns("dns_sync").dns.isAbsent)
    #expect(try dns("dns_sync").sync.isUnknown)
    #expect(try read("mail").1.mail.isUnknown)
    #expect(try read("ssl").1.ssl.isUnknown)
    #expect(try read("aliases").1.aliasesAreOpen)
    #expect(try read("subdomains").1.subdomains.isUnknown)
    #expect(try read("status").0.status.isUnknown)
    #expect(try read("status").0.locked.isAbsent)
    #expect(try read("locked").0.locked.isUnknown)
    #expect(try read("synchronized").0.synchronized.isUnknown)
    #expect(try read("created").0.created.isUnknown)
    #expect(try read("expires").0.expires.isUnknown)
    #expect(try read("system_user").0.systemUser.isUnknown)
    #expect(try read("contact").0.contact.isUnknown)
    #expect(try read("email").2.email.isUnknown)
    #expect(try read("labels").0.labels.isUnknown)
    #expect(try read("").0.pack.isAbsent)
  }

  @Test func whatIsDeclaredStaysKnownBesideUnknown() throws {
    let (reading, subscription) = try subscription(
      account(
        """
        unknown: [packs, usage]
        subscriptions: [{ domain: a.fr, pack: starter, usage: { databases: 2 } }]
        """))
    #expect(reading.findings == [])
    #expect(subscription.pack.value == PackID(0))
    let owner = EntityReference(.subscription, 0)
    func used(_ resource: Resource) -> Fact<Quantity> {
      reading.hosting.amount(
        resource, of: subscription.usage, in: reading.hosting.usage, owner: owner)
    }
    #expect(used(.databases).value == Quantity(2, .count))
    guard case .unknown = used(.mailboxes) else {
      Issue.record("a use that the file does not know is known")
      return
    }
  }

  @Test func unknownListOfASubscriptionHoldsForItAlone() throws {
    let reading = Reading(
      """
      hosting: 1
      reseller: { login: agence }
      subscriptions:
        - { domain: a.fr, unknown: [packs, aliases] }
        - { domain: b.fr }
        - { domain: c.fr, unknown: [colours] }
      """)
    let hosting = reading.hosting
    #expect(hosting.subscriptions.map(\.pack.isUnknown) == [true, false, false])
    #expect(hosting.subscriptions.map(\.addonsAreOpen) == [true, false, false])
    #expect(hosting.domains.map(\.aliasesAreOpen) == [true, false, false])
    #expect(!hosting.resellers[0].mayMissPacks)
    #expect(reading.findings.count == 1)
    #expect(reading.findings.first?.hasPrefix("6:31 invalid-value") == true, "\(reading.findings)")
  }

  @Test func unknownListHoldsForItsOwnDocument() throws {
    let reading = Reading(
      """
      hosting: 1
      unknown: [packs]
      reseller: { login: agence }
      subscriptions: [{ domain: a.fr }]
      ---
      hosting: 1
      subscriptions: [{ domain: b.fr }]
      """)
    #expect(reading.findings == [])
    #expect(reading.hosting.subscriptions.map(\.pack.isUnknown) == [true, false])
  }

  @Test func resellerThatIsOnlyNamedIsUnknown() {
    let reading = Reading("hosting: 1\nreseller: agence")
    #expect(reading.findings == [])
    let reseller = reading.hosting.resellers[0]
    #expect(reseller.source == nil && reseller.name.isUnknown && reseller.oversell.isUnknown)
    #expect(reseller.limits.isOpen && reseller.dns.dns.isUnknown)
    #expect(reading.identities == ["reseller/agence"])
  }
}

/// What a file made of a poor export may say that it does not know.
@Suite("Unknown reseller and domains")
struct PoorFileTests {
  @Test("A file that does not know whose account it is need not name a reseller")
  func reseller() {
    let text = "hosting: 1\nunknown: [reseller]\nsubscriptions:\n  - domain: exemple.fr\n"
    let reading = Reading(text)
    #expect(reading.findings == [])
    #expect(reading.hosting.resellers.map(\.login) == [nil])
    // Without that word it has to.
    let other = Reading(text.replacing("unknown: [reseller]", with: "unknown: [packs]"))
    #expect(other.findings.count == 1)
    #expect(other.findings.first?.contains("missing-key") == true)
  }

  @Test("Domains that stand there may not be all", arguments: ["domains", "packs"])
  func domains(_ word: String) throws {
    let text =
      "hosting: 1\nunknown: [\(word)]\nreseller: agence\nsubscriptions:\n"
      + "  - domain: exemple.fr\n  - domains: [autre.fr]\n"
    let reading = Reading(text)
    #expect(reading.findings == [])
    #expect(
      reading.hosting.subscriptions.map(\.domainsAreOpen) == [word == "domains", word == "domains"])
  }
}
