internal import SourceText
internal import YAML

/// Facts about packs and customers that the whole account decides.
extension Hosting {
  /// Whether a subscription has a pack as its base pack or as an add-on.
  package func isUsed(_ id: PackID) -> Fact<Bool> {
    let pack = self[id]
    if !pack.subscriptions.isEmpty || !pack.addonSubscriptions.isEmpty { return .known(true, nil) }
    let reseller = pack.reseller
    return self[reseller].mayMissSubscriptions || accountIndex.hasUnknownPacks[reseller.index]
      ? .unknown : .known(false, nil)
  }

  /// Whether a customer owns a subscription.
  package func ownsSubscription(_ id: CustomerID) -> Fact<Bool> {
    let customer = self[id]
    if !customer.subscriptions.isEmpty { return .known(true, nil) }
    let reseller = customer.reseller
    return self[reseller].mayMissSubscriptions || accountIndex.hasUnknownOwners[reseller.index]
      ? .unknown : .known(false, nil)
  }

  /// The customers of the reseller with the same address, the customer itself included, in reading
  /// order; empty for one without an address.
  package func addressHolders(like id: CustomerID) -> ArraySlice<CustomerID> {
    guard let address = accountIndex.customerAddresses[id.index] else { return [] }
    let index = Int(address)
    let starts = accountIndex.addressStarts
    return accountIndex.addressHolders[Int(starts[index])..<Int(starts[index + 1])]
  }

  /// The first pack of the reseller that has a pack's limits, overuse policy and permissions, where
  /// that is another one; its origin is that pack's name.
  package func firstEqualPack(to id: PackID) -> Fact<PackID> {
    accountIndex.firstEqualPacks[id.index]
  }

  /// The first pack that a subscription uses against its kind: an add-on as the base pack, or a
  /// base pack as an add-on. Its origin is where it is used.
  package func misusedPack(of id: SubscriptionID) -> Fact<PackID> {
    let subscription = self[id]
    var isComplete = !subscription.addonsAreOpen
    func isAddon(_ pack: PackID) -> Bool? {
      self[pack].addon.isUnknown ? nil : self[pack].addon.value ?? false
    }
    switch basePack(of: id) {
    case .absent: break
    case .unknown: isComplete = false
    case .known(let pack, let origin):
      switch isAddon(pack) {
      case true?: return .known(pack, origin)
      case false?: break
      case nil: isComplete = false
      }
    }
    for addon in addons[subscription.addons.indices] {
      guard let pack = addon.pack, let isAddon = isAddon(pack) else {
        isComplete = false
        continue
      }
      if !isAddon {
        return .known(
          pack,
          Origin(
            file: subscription.source.file, node: addon.node,
            owner: EntityReference(.subscription, id.rawValue)))
      }
    }
    return isComplete ? .absent : .unknown
  }

  /// A permission that a subscription declares otherwise than its packs grant it; one that they
  /// grant to the same extent is absent.
  package func ownPermission(
    _ permission: Permission, of id: SubscriptionID
  ) -> Fact<PermissionValue> {
    let own = grant(
      permission, of: self[id].permissions, owner: EntityReference(.subscription, id.rawValue))
    guard case .known(let value, _) = own else { return own }
    var granted: PermissionValue?
    let isComplete = forEachPack(of: id) { pack in
      let part = grant(
        permission, of: self[pack].permissions, owner: EntityReference(.pack, pack.rawValue))
      guard let part = part.value else { return }
      granted = granted.map { $0.union(part) } ?? part
    }
    return isComplete && granted == value ? .absent : own
  }

  /// How many customers of a reseller own a subscription, and the base pack that all of these
  /// subscriptions have; absent where they have several, or one has none.
  package func commonPack(of id: ResellerID) -> (customers: Int, pack: Fact<PackID>) {
    let reseller = self[id]
    let owners = reseller.customers.filter { !self[$0].subscriptions.isEmpty }
    var common: PackID?
    var isComplete = !reseller.mayMissSubscriptions && !accountIndex.hasUnknownOwners[id.index]
    for subscription in owners.lazy.flatMap({ self.subscriptions(of: $0) }) {
      switch basePack(of: subscription) {
      case .unknown: isComplete = false
      case .absent: return (owners.count, .absent)
      case .known(let pack, _):
        if let common, common != pack { return (owners.count, .absent) }
        common = pack
      }
    }
    guard isComplete else { return (owners.count, .unknown) }
    guard let common else { return (owners.count, .absent) }
    let origin = nameOrigin(of: EntityReference(.pack, common.rawValue))
    return (owners.count, .known(common, origin))
  }

  /// Mailboxes times the size of each; absent where one of the two is absent or unlimited.
  package func capacity(
    mailboxes: Fact<Quantity>, size: Fact<Quantity>
  ) -> Fact<Quantity> {
    switch (mailboxes, size) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.known(let mailboxes, _), .known(let size, let origin))
    where !mailboxes.isUnlimited && !size.isUnlimited:
      let (product, overflow) = mailboxes.amount.multipliedReportingOverflow(by: size.amount)
      return .known(Quantity(overflow ? .max : product, .bytes), origin)
    default: return .absent
    }
  }

  /// The place of an entity's name as an origin.
  private func nameOrigin(of entity: EntityReference) -> Origin? {
    source(of: entity).map { Origin(file: $0.file, node: $0.name, owner: entity) }
  }
}
