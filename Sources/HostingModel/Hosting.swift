package import YAML

/// The hierarchy of a run: every reseller's account, typed and linked.
///
/// Entities lie in flat arrays, refer to each other by index and to the trees for their texts
/// and places.
package struct Hosting: Sendable {
  /// By file id; nil where a file of the run is no hosting file.
  package let trees: [Tree?]
  package internal(set) var resellers: [Reseller] = []
  package internal(set) var customers: [Customer] = []
  package internal(set) var packs: [Pack] = []
  package internal(set) var subscriptions: [Subscription] = []
  package internal(set) var domains: [Domain] = []
  package internal(set) var aliases: [Alias] = []
  package internal(set) var addons: [AddonReference] = []
  package internal(set) var limits: [Amount] = []
  package internal(set) var usage: [Amount] = []
  package internal(set) var grants: [Grant] = []
  /// Logins, pack names, system users and explicit subscription names.
  package internal(set) var names = NameTable()
  /// Domain names in ASCII form.
  package internal(set) var domainNames = NameTable()
  /// Every domain and alias, grouped by name; within a name in reading order.
  package internal(set) var claims: [EntityReference] = []
  /// By name number: where its run of `claims` starts; one more entry than there are names.
  package internal(set) var claimStarts: [UInt32] = []
  /// Subscriptions that name one system user, by reseller and user, in reading order.
  package internal(set) var systemUsers: [SystemUserKey: [SubscriptionID]] = [:]
  /// Facts that are sums over a reseller's subscriptions, by reseller and resource.
  package internal(set) var totals: [Totals] = []
  /// What is found out once about all packs and customers.
  var accountIndex = AccountIndex()

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
