/// What is found out once about all accounts, so that a fact about one entity of them is found
/// in constant time.
package struct AccountIndex: Sendable {
  /// By reseller: whether a subscription has a base pack or an add-on that is unknown.
  var hasUnknownPacks: [Bool] = []
  /// By reseller: whether a subscription has an owner that is unknown.
  var hasUnknownOwners: [Bool] = []
  /// Addresses, in lower case.
  var addresses = NameTable()
  /// By customer: its address, a number of `addresses`; nil where it has none.
  var customerAddresses: [NameID?] = []
  /// Customers that have one address, by reseller and address, in reading order.
  var addressHolders: [AddressKey: [CustomerID]] = [:]
  /// By pack: the first pack of the reseller with the same limits and permissions, where that is
  /// another one.
  var firstEqualPacks: [PackID?] = []

  /// An address among the customers of one reseller.
  struct AddressKey: Hashable, Sendable {
    let reseller: ResellerID
    let address: NameID
  }
}

/// What two packs must have in common to be one offer under two names.
private struct PackTerms: Hashable {
  let reseller: ResellerID
  let isAddon: Bool
  var limits: [Resource: Quantity] = [:]
  var permissions: [Permission: PermissionValue] = [:]
  /// Plesk counts the overuse policy among the limits.
  let overuse: Overuse?
}

extension Hosting {
  /// Finds what `accountIndex` holds, once every reference is resolved.
  mutating func indexAccounts() {
    var index = AccountIndex()
    index.hasUnknownPacks = Array(repeating: false, count: resellers.count)
    index.hasUnknownOwners = index.hasUnknownPacks
    for subscription in subscriptions {
      let reseller = subscription.reseller.index
      if subscription.customer.isUnknown {
        index.hasUnknownOwners[reseller] = true
        // Its customer's pack may be its base pack.
        if subscription.pack.isAbsent { index.hasUnknownPacks[reseller] = true }
      }
      if subscription.pack.isUnknown || subscription.addonsAreOpen
        || addons[subscription.addons.indices].contains(where: { $0.pack == nil })
      {
        index.hasUnknownPacks[reseller] = true
      }
    }
    for customer in customers where customer.pack.isUnknown {
      index.hasUnknownPacks[customer.reseller.index] = true
    }
    indexAddresses(into: &index)
    indexEqualPacks(into: &index)
    accountIndex = index
  }

  private func indexAddresses(into index: inout AccountIndex) {
    for (position, customer) in customers.enumerated() {
      guard let text = customer.email.value,
        case let address = string(of: text, in: customer.source.file).trimmingSpaces()
          .lowercased(), !address.isEmpty
      else {
        index.customerAddresses.append(nil)
        continue
      }
      let id = index.addresses.intern(address.utf8)
      index.customerAddresses.append(id)
      index.addressHolders[
        AccountIndex.AddressKey(reseller: customer.reseller, address: id), default: []
      ].append(CustomerID(index: position))
    }
  }

  private func indexEqualPacks(into index: inout AccountIndex) {
    var first: [PackTerms: PackID] = [:]
    for position in packs.indices {
      let id = PackID(index: position)
      guard let terms = terms(of: packs[position]) else {
        index.firstEqualPacks.append(nil)
        continue
      }
      index.firstEqualPacks.append(first[terms])
      if first[terms] == nil { first[terms] = id }
    }
  }

  /// Nil where a part is unknown, and where the pack declares neither limits nor permissions: two
  /// packs that say nothing are not the same offer.
  private func terms(of pack: Pack) -> PackTerms? {
    guard !pack.limits.isOpen, !pack.permissions.isOpen, !pack.overuse.isUnknown,
      !pack.addon.isUnknown
    else { return nil }
    var terms = PackTerms(
      reseller: pack.reseller, isAddon: pack.addon.value ?? false, overuse: pack.overuse.value)
    // Of a key that stands twice the first one counts.
    for limit in limits[pack.limits.entries.indices] where terms.limits[limit.resource] == nil {
      guard let value = limit.value else { return nil }
      terms.limits[limit.resource] = value
    }
    for grant in grants[pack.permissions.entries.indices]
    where terms.permissions[grant.permission] == nil {
      guard let value = grant.value else { return nil }
      terms.permissions[grant.permission] = value
    }
    return terms.limits.isEmpty && terms.permissions.isEmpty ? nil : terms
  }
}
