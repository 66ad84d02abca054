internal import YAML

/// What is found out once about all accounts, so that a fact about one entity of them is found
/// in constant time.
package struct AccountIndex: Sendable {
  /// By reseller: whether a subscription has a base pack or an add-on that is unknown.
  var hasUnknownPacks: [Bool] = []
  /// By reseller: whether a subscription has an owner that is unknown.
  var hasUnknownOwners: [Bool] = []
  /// By customer: the number of its address among those of its reseller's customers; nil where
  /// it has none.
  var customerAddresses: [NameID?] = []
  /// Every customer with an address, grouped by address; within one in reading order.
  var addressHolders: [CustomerID] = []
  /// By address number: where its run of `addressHolders` starts; one more entry than addresses.
  var addressStarts: [UInt32] = []
  /// By pack: the first pack of the reseller with the same limits and permissions, where that is
  /// another one; unknown where a part of the pack's own is.
  var firstEqualPacks: [Fact<PackID>] = []
}

/// What two packs must have in common to be one offer under two names.
private struct PackTerms: Hashable, Sendable {
  let reseller: ResellerID
  let isAddon: Bool
  var limits: [Resource: Quantity] = [:]
  var permissions: [Permission: PermissionValue] = [:]
  /// Plesk counts the overuse policy among the limits.
  let overuse: Overuse?
}

extension Hosting {
  /// Finds what `accountIndex` holds, once every reference is resolved.
  func indexAccounts() {
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
    let addresses = NameTable()
    for customer in customers {
      guard let text = customer.email.value, let tree = tree(customer.source.file),
        case let address = Self.foldedAddress(tree.utf8(text.node)), !address.isEmpty
      else {
        index.customerAddresses.append(nil)
        continue
      }
      // The reseller's number before it keeps the customers of two resellers apart.
      index.customerAddresses.append(
        addresses.intern(Array("\(customer.reseller.rawValue) ".utf8) + address))
    }
    // Counting sort by address number: counts, then starts, then places.
    var starts = Array(repeating: UInt32(0), count: addresses.count + 1)
    for case let address? in index.customerAddresses { starts[Int(address.rawValue) + 1] += 1 }
    for address in 1..<max(1, starts.count) { starts[address] += starts[address - 1] }
    index.addressStarts = starts
    index.addressHolders = Array(repeating: CustomerID(0), count: Int(starts.last ?? 0))
    for (position, address) in index.customerAddresses.enumerated() {
      guard let address else { continue }
      index.addressHolders[Int(starts[Int(address.rawValue)])] = CustomerID(index: position)
      starts[Int(address.rawValue)] += 1
    }
  }

  /// An address in lower case, without spaces at its ends.
  private static func foldedAddress(_ written: ArraySlice<UInt8>) -> [UInt8] {
    guard written.allSatisfy({ $0 < 0x80 }) else {
      return Array(String(decoding: written, as: UTF8.self).trimmingSpaces().lowercased().utf8)
    }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var folded = Array(written.drop(while: isSpace))
    while let last = folded.last, isSpace(last) { folded.removeLast() }
    for index in folded.indices where (0x41...0x5A).contains(folded[index]) {
      folded[index] += 0x20
    }
    return folded
  }

  private func indexEqualPacks(into index: inout AccountIndex) {
    var first: [PackTerms: PackID] = [:]
    for position in packs.indices {
      let id = PackID(index: position)
      switch terms(of: packs[position]) {
      case .unknown: index.firstEqualPacks.append(.unknown)
      case .absent: index.firstEqualPacks.append(.absent)
      case .known(let terms, _):
        guard let equal = first[terms] else {
          first[terms] = id
          index.firstEqualPacks.append(.absent)
          continue
        }
        let owner = EntityReference(.pack, equal.rawValue)
        let origin = Origin(
          file: self[equal].source.file, node: self[equal].source.name, owner: owner)
        index.firstEqualPacks.append(.known(equal, origin))
      }
    }
  }

  /// Absent where the pack declares neither limits nor permissions: two packs that say nothing
  /// are not the same offer.
  private func terms(of pack: Pack) -> Fact<PackTerms> {
    guard !pack.limits.isOpen, !pack.permissions.isOpen, !pack.overuse.isUnknown,
      !pack.addon.isUnknown
    else { return .unknown }
    var terms = PackTerms(
      reseller: pack.reseller, isAddon: pack.addon.value ?? false, overuse: pack.overuse.value)
    // Of a key that stands twice the first one counts.
    for limit in limits[pack.limits.entries.indices] where terms.limits[limit.resource] == nil {
      guard let value = limit.value else { return .unknown }
      terms.limits[limit.resource] = value
    }
    for grant in grants[pack.permissions.entries.indices]
    where terms.permissions[grant.permission] == nil {
      guard let value = grant.value else { return .unknown }
      terms.permissions[grant.permission] = value
    }
    return terms.limits.isEmpty && terms.permissions.isEmpty ? .absent : .known(terms, nil)
  }
}
