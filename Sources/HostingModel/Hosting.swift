package import YAML

/// The hierarchy of a run: every reseller's account, typed and linked.
///
/// Entities lie in flat arrays, refer to each other by index and to the trees for their texts
/// and places.
///
/// A class, since rules are handed it for every value they read, and some twenty arrays are a lot
/// to retain each time. One reader builds it and nothing changes it afterwards, which is what
/// makes it `Sendable` and the dynamic exclusivity checks needless.
@usableFromInline
package final class Hosting: @unchecked Sendable {
  /// By file id; nil where a file of the run is no hosting file.
  package let trees: [Tree?]
  @exclusivity(unchecked) package internal(set) var resellers: [Reseller] = []
  @exclusivity(unchecked) package internal(set) var customers: [Customer] = []
  @exclusivity(unchecked) package internal(set) var packs: [Pack] = []
  @exclusivity(unchecked) package internal(set) var subscriptions: [Subscription] = []
  @exclusivity(unchecked) package internal(set) var domains: [Domain] = []
  @exclusivity(unchecked) package internal(set) var aliases: [Alias] = []
  @exclusivity(unchecked) package internal(set) var addons: [AddonReference] = []
  @exclusivity(unchecked) package internal(set) var limits: [Amount] = []
  @exclusivity(unchecked) package internal(set) var usage: [Amount] = []
  @exclusivity(unchecked) package internal(set) var grants: [Grant] = []
  /// Logins, pack names, system users and explicit subscription names.
  @exclusivity(unchecked) package internal(set) var names = NameTable()
  /// Domain names in ASCII form.
  @exclusivity(unchecked) package internal(set) var domainNames = NameTable()
  /// Every domain and alias, grouped by name; within a name in reading order.
  @exclusivity(unchecked) package internal(set) var claims: [EntityReference] = []
  /// By name number: where its run of `claims` starts; one more entry than there are names.
  @exclusivity(unchecked) package internal(set) var claimStarts: [UInt32] = []
  /// Subscriptions that name one system user, by reseller and user, in reading order.
  @exclusivity(unchecked) package internal(set) var systemUsers: [SystemUserKey: [SubscriptionID]] =
    [:]
  /// Facts that are sums over a reseller's subscriptions, by reseller and resource.
  @exclusivity(unchecked) package internal(set) var totals: [Totals] = []
  /// Of two states that are compared: what became of each entity and quota.
  @exclusivity(unchecked) package internal(set) var changes: [EntityPair] = []
  /// Of two states that are compared: the subscriptions of the earlier one that are gone.
  @exclusivity(unchecked) var removedSubscriptions: Set<SubscriptionID> = []
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

  init(trees: [Tree?]) {
    self.trees = trees
  }

  package subscript(id: ResellerID) -> Reseller { resellers[id.index] }
  package subscript(id: CustomerID) -> Customer { customers[id.index] }
  package subscript(id: PackID) -> Pack { packs[id.index] }
  package subscript(id: SubscriptionID) -> Subscription { subscriptions[id.index] }
  package subscript(id: DomainID) -> Domain { domains[id.index] }
  package subscript(id: AliasID) -> Alias { aliases[id.index] }
}
