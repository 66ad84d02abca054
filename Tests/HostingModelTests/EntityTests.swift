import HostingModel
import SourceText
import Testing
import YAML

/// Every entity and every key, from one file that has them all.
struct EntityTests {
  let reading: Reading

  init() throws {
    reading = try Reading(fixture: "rich.yaml")
  }

  @Test func hasNoFinding() {
    #expect(reading.findings == [])
  }

  @Test func entitiesHaveIdentities() {
    #expect(
      reading.identities == [
        "reseller/agence-exemple",
        "customer/boulangerie",
        "pack/starter", "pack/pro", "pack/more-disk",
        "subscription/boulangerie-martin.fr", "subscription/agency-site",
        "subscription/agence-exemple.com",
        "domain/boulangerie-martin.fr/boulangerie-martin.fr",
        "domain/agency-site/agence-exemple.fr",
        "domain/agency-site/blog.agence-exemple.fr",
        "domain/agence-exemple.com/agence-exemple.com",
        "alias/boulangerie-martin.fr/boulangerie-martin.com",
        "alias/boulangerie-martin.fr/martin-boulangerie.fr",
        "alias/agence-exemple.fr/xn--t-9fab.fr",
      ])
  }

  @Test func reseller() throws {
    let reseller = try #require(reading.hosting.resellers.first)
    #expect(reading.string(reseller.name) == "Agence Exemple")
    #expect(reading.string(reseller.email) == "ops@agence-exemple.fr")
    #expect(reseller.dns.dns.value == .lrob)
    #expect(reseller.dns.sync.value == true)
    #expect(reseller.dns.nameservers.value?.provider == .lrob)
    #expect(reseller.dns.nameservers.value?.count == 2)
    #expect(reseller.oversell.value == false)
    #expect(reseller.limits.entries.count == 4)
    #expect(reseller.permissions.entries.count == 2)
    #expect(reseller.labels.node != nil)
    #expect(reseller.customers.count == 1)
    #expect(reseller.packs.count == 3)
    #expect(reseller.subscriptions.count == 3)
    #expect(!reseller.mayMissPacks && !reseller.mayMissCustomers && !reseller.mayMissSubscriptions)
  }

  @Test func packs() throws {
    let packs = reading.hosting.packs
    try #require(packs.count == 3)
    #expect(reading.string(packs[0].description) == "One brochure site")
    #expect(packs[0].addon.isAbsent)
    #expect(packs[0].overuse.value == .block)
    #expect(reading.string(packs[0].php.version) == "8.3")
    #expect(reading.string(packs[0].php.handler) == "fpm")
    #expect(packs[0].labels.node != nil)
    #expect(packs[0].permissions.entries.count == 3)
    #expect(packs[2].addon.value == true)
    #expect(packs[2].overuse.isAbsent && packs[2].php.version.isAbsent)
  }

  @Test func mergedPackSharesWhatItDoesNotOverride() throws {
    let hosting = reading.hosting
    let pro = PackID(1)
    let owner = EntityReference(.pack, 1)
    func limit(_ resource: Resource) -> Quantity? {
      hosting.amount(resource, of: hosting[pro].limits, in: hosting.limits, owner: owner).value
    }
    #expect(limit(.diskSpace)?.description == "20 GB")
    #expect(limit(.databases) == Quantity(2, .count))
    #expect(hosting[pro].overuse.value == .block)
    #expect(reading.string(hosting[pro].php.version) == "8.3")
  }

  @Test func customer() throws {
    let customer = try #require(reading.hosting.customers.first)
    #expect(reading.string(customer.name) == "Louise Martin")
    #expect(reading.string(customer.company) == "Boulangerie Martin")
    #expect(reading.string(customer.email) == "contact@boulangerie-martin.fr")
    #expect(customer.password.node != nil)
    #expect(customer.pack.value == PackID(0))
    #expect(customer.labels.node != nil)
    #expect(
      Array(reading.hosting.subscriptions(of: CustomerID(0)))
        == [SubscriptionID(0), SubscriptionID(1)])
    #expect(reading.files[0].secrets.map(reading.files[0].string) == ["une-baguette"])
  }

  @Test func shortFormSubscription() throws {
    let hosting = reading.hosting
    let id = try #require(reading.subscription("boulangerie-martin.fr"))
    let subscription = hosting[id]
    #expect(!subscription.hasOwnName)
    #expect(subscription.customer.value == CustomerID(0))
    #expect(subscription.pack.isAbsent)
    #expect(subscription.addons.count == 1)
    #expect(hosting.addons[Int(subscription.addons.start)].pack == PackID(2))
    #expect(subscription.systemUser.value.map(hosting.names.string) == "boulangerie")
    #expect(subscription.usage.asOf.value == CalendarDate("2026-11-02"))
    #expect(subscription.usage.entries.count == 3)
    #expect(subscription.status.isAbsent && subscription.contact.isAbsent)
    #expect(hosting.packs[0].subscriptions == [id])
    #expect(hosting.packs[2].addonSubscriptions == [id])
    let domain = hosting.domains[Int(subscription.domains.start)]
    #expect(domain.aliases.count == 2 && !domain.aliasesAreOpen)
    #expect(domain.mail.isAbsent && domain.ssl.isAbsent && domain.subdomains.isAbsent)
  }

  @Test func longFormSubscription() throws {
    let hosting = reading.hosting
    let id = try #require(reading.subscription("agency-site"))
    let subscription = hosting[id]
    #expect(subscription.hasOwnName)
    #expect(subscription.customer.value == CustomerID(0))
    #expect(subscription.pack.value == PackID(1))
    #expect(subscription.status.value == .suspended)
    #expect(subscription.locked.value == true)
    #expect(subscription.synchronized.value == false)
    #expect(subscription.created.value == CalendarDate("2021-04-12"))
    #expect(subscription.expires.value == CalendarDate("2036-06-30"))
    let contact = hosting[try #require(subscription.contact.value)]
    #expect(reading.string(contact.name) == "Louise Martin")
    #expect(reading.string(contact.email) == "louise@boulangerie-martin.fr")
    #expect(contact.pleskAccess.value == true)
    #expect(subscription.overuse.value == .notify)
    #expect(reading.string(hosting[subscription.php].version) == "8.4")
    #expect(hosting[subscription.php].handler.isAbsent)
    #expect(hosting[subscription.dns].dns.value == .external)
    #expect(hosting[subscription.dns].sync.value == false)
    #expect(subscription.labels.node != nil)
    #expect(subscription.domains.count == 2 && !subscription.domainsAreOpen)
  }

  @Test func domains() throws {
    let hosting = reading.hosting
    let main = hosting.domains[1]
    #expect(hosting[main.dns].dns.value == .lrob)
    #expect(hosting[main.dns].nameservers.value?.provider == .mixed)
    #expect(hosting[main.dns].sync.value == true)
    #expect(main.mail.value == true)
    #expect(main.ssl.value == false)
    #expect(reading.string(hosting[main.php].version) == "8.2")
    #expect(reading.string(hosting[main.php].handler) == "cgi")
    #expect(main.subdomains.value?.count == 2)
    #expect(main.labels.node != nil)
    let short = hosting.domains[2]
    #expect(short.dns == .silent && short.mail.isAbsent && short.aliases.isEmpty)
    let own = hosting.domains[3]
    #expect(own.mail.value == false && own.ssl.value == true)
    #expect(own.subdomains.value?.count == 1)
  }

  @Test func aliases() throws {
    let hosting = reading.hosting
    let short = hosting.aliases[0]
    #expect(short.mode.isAbsent && short.dns == .silent && short.mail.isAbsent)
    let long = hosting.aliases[1]
    #expect(long.mode.value == .sameSite)
    #expect(hosting[long.dns].sync.value == false)
    #expect(long.mail.value == true)
    #expect(long.web.value == true)
    #expect(hosting[long.dns].dns.value == .external)
    #expect(hosting[long.dns].nameservers.value?.provider == .external)
    #expect(long.labels.node != nil)
    #expect(hosting.name(of: EntityReference(.alias, 2)) == "été.fr")
  }

  @Test func domainThatIsASubdomainOfASiblingIsNotExtra() {
    #expect(reading.hosting.domains.map(\.isExtra) == [false, false, false, false])
  }

  @Test func namesStandWhereTheyAreWritten() throws {
    func token(_ entity: EntityReference?) throws -> String {
      let location = reading.hosting.nameLocation(of: try #require(entity))
      return reading.token(try #require(location))
    }
    #expect(try token(reading.entity(.reseller, "agence-exemple")) == "agence-exemple")
    #expect(try token(reading.entity(.pack, "more-disk")) == "more-disk")
    #expect(try token(reading.entity(.customer, "boulangerie")) == "boulangerie")
    #expect(try token(reading.entity(.subscription, "agency-site")) == "agency-site")
    #expect(try token(reading.domain("agence-exemple.com")) == "agence-exemple.com")
    #expect(try token(reading.alias("été.fr")) == "été.fr")
  }
}
