package import YAML

/// The hierarchy of a run: every reseller's account, typed and linked.
///
/// Entities lie in flat tables, refer to each other by index and to the trees for their texts
/// and places.
///
/// A class, since rules are handed it for every value they read. One reader builds it and nothing changes it afterwards, which is what
/// makes it `Sendable` and the dynamic exclusivity checks needless.
@usableFromInline
package final class Hosting: @unchecked Sendable {
  /// By file id; nil where a file of the run is no hosting file.
  package let trees: [Tree?]
  @exclusivity(unchecked) package internal(set) var resellers = Table<Reseller>()
  @exclusivity(unchecked) package internal(set) var customers = Table<Customer>()
  @exclusivity(unchecked) package internal(set) var packs = Table<Pack>()
  @exclusivity(unchecked) package internal(set) var subscriptions = Table<Subscription>()
  /// The subscriptions that have a customer, grouped by it, in reading order.
  @exclusivity(unchecked) var customerSubscriptions = Table<SubscriptionID>()
  @exclusivity(unchecked) package internal(set) var domains = Table<Domain>()
  @exclusivity(unchecked) package internal(set) var aliases = Table<Alias>()
  /// The contacts of subscriptions that have one.
  @exclusivity(unchecked) package internal(set) var contacts = Table<Contact>()
  /// The settings of subscriptions, domains and aliases; the first row is that of all that say
  /// nothing.
  @exclusivity(unchecked) package internal(set) var dnsSettings = Table([DNSSettings()])
  /// The settings of subscriptions and domains, in the same way.
  @exclusivity(unchecked) package internal(set) var phpSettings = Table([PHPSettings()])
  @exclusivity(unchecked) package internal(set) var addons = Table<AddonReference>()
  @exclusivity(unchecked) package internal(set) var limits = Table<Amount>()
  @exclusivity(unchecked) package internal(set) var usage = Table<Amount>()
  @exclusivity(unchecked) package internal(set) var grants = Table<Grant>()
  /// Logins, pack names, system users and explicit subscription names.
  package let names: NameTable
  /// Domain names in ASCII form.
  package let domainNames: NameTable
  /// Why a domain name is no host name, one clause about it; the others are not here.
  @exclusivity(unchecked) package internal(set) var nameFaults: [NameID: String] = [:]
  /// Every domain and alias, grouped by name; within a name in reading order.
  @exclusivity(unchecked) package internal(set) var claims = Table<EntityReference>()
  /// By name number: where its run of `claims` starts; one more entry than there are names.
  @exclusivity(unchecked) package internal(set) var claimStarts = Table<UInt32>()
  /// Subscriptions that name one system user, by reseller and user, in reading order; users that
  /// only one names are not here.
  @exclusivity(unchecked) package internal(set) var sharedSystemUsers:
    [SystemUserKey: [SubscriptionID]] = [:]
  /// Facts that are sums over a reseller's subscriptions, by reseller and resource.
  @exclusivity(unchecked) package internal(set) var totals = Table<Totals>()
  /// Of two states that are compared: what became of each entity and quota.
  @exclusivity(unchecked) package internal(set) var changes = Table<EntityPair>()
  /// Of two states that are compared: the subscriptions of the earlier one that are gone.
  @exclusivity(unchecked) var removedSubscriptions: Set<SubscriptionID> = []
  /// The limits that packs declare, by pack and resource: every subscription asks for them.
  @exclusivity(unchecked) var packLimits = Table<Fact<Quantity>>()
  /// What is found out once about all packs and customers.
  @exclusivity(unchecked) var accountIndex = AccountIndex()

  package struct SystemUserKey: Hashable, Sendable {
    package let reseller: ResellerID
    package let user: NameID

    package init(reseller: ResellerID, user: NameID) {
      self.reseller = reseller
      self.user = user
    }
  }

  init(
    trees: [Tree?], names: NameTable = NameTable(), domainNames: NameTable = NameTable()
  ) {
    self.trees = trees
    self.names = names
    self.domainNames = domainNames
  }

  deinit {
    resellers.deallocate()
    customers.deallocate()
    packs.deallocate()
    subscriptions.deallocate()
    customerSubscriptions.deallocate()
    domains.deallocate()
    aliases.deallocate()
    contacts.deallocate()
    dnsSettings.deallocate()
    phpSettings.deallocate()
    addons.deallocate()
    limits.deallocate()
    usage.deallocate()
    grants.deallocate()
    claims.deallocate()
    claimStarts.deallocate()
    totals.deallocate()
    packLimits.deallocate()
    changes.deallocate()
  }

  /// The subscriptions of a customer, in reading order.
  package func subscriptions(of customer: CustomerID) -> Slice<Table<SubscriptionID>> {
    customerSubscriptions[self[customer].subscriptions.indices]
  }

  package subscript(id: ResellerID) -> Reseller { resellers[id.index] }
  package subscript(id: CustomerID) -> Customer { customers[id.index] }
  package subscript(id: PackID) -> Pack { packs[id.index] }
  package subscript(id: SubscriptionID) -> Subscription { subscriptions[id.index] }
  package subscript(id: DomainID) -> Domain { domains[id.index] }
  package subscript(id: AliasID) -> Alias { aliases[id.index] }
  package subscript(id: ContactID) -> Contact { contacts[id.index] }
  package subscript(id: DNSSettingsID) -> DNSSettings { dnsSettings[id.index] }
  package subscript(id: PHPSettingsID) -> PHPSettings { phpSettings[id.index] }
}
