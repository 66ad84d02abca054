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
  var customerAddresses: [UInt32?] = []
  /// Every customer with an address, grouped by address; within one in reading order.
  var addressHolders: [CustomerID] = []
  /// By address number: where its run of `addressHolders` starts; one more entry than addresses.
  var addressStarts: [UInt32] = []
  /// By pack: the first pack of the reseller with the same limits and permissions, where that is
  /// another one; unknown where a part of the pack's own is.
  var firstEqualPacks: [Fact<PackID>] = []
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
    // The addresses of two resellers' customers are apart.
    var numbers = NumberIndex(minimumCapacity: customers.count)
    var count: UInt32 = 0
    for customer in customers {
      guard let text = customer.email.value, let tree = tree(customer.source.file),
        case let address = Self.foldedAddress(tree.utf8(text.node)), !address.isEmpty
      else {
        index.customerAddresses.append(nil)
        continue
      }
      let key = Self.key(customer.reseller, addresses.intern(address))
      let known = numbers.insert(count, for: key)
      index.customerAddresses.append(known ?? count)
      if known == nil { count += 1 }
    }
    var places = GroupPlaces(count: Int(count)) { count in
      for case let address? in index.customerAddresses { count(address) }
    }
    index.addressStarts = places.starts
    index.addressHolders = Array(repeating: CustomerID(0), count: places.total)
    for (position, address) in index.customerAddresses.enumerated() {
      guard let address else { continue }
      index.addressHolders[places.place(in: address)] = CustomerID(index: position)
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
    let known = NameTable()
    var first: [PackID] = []
    for position in packs.indices {
      let id = PackID(index: position)
      switch terms(of: packs[position]) {
      case .unknown: index.firstEqualPacks.append(.unknown)
      case .absent: index.firstEqualPacks.append(.absent)
      case .known(let terms, _):
        let number = Int(known.intern(terms).rawValue)
        guard first.indices.contains(number) else {
          first.append(id)
          index.firstEqualPacks.append(.absent)
          continue
        }
        let equal = first[number]
        let owner = EntityReference(.pack, equal.rawValue)
        let origin = Origin(
          file: self[equal].source.file, node: self[equal].source.name, owner: owner)
        index.firstEqualPacks.append(.known(equal, origin))
      }
    }
  }

  /// What two packs must have in common to be one offer under two names, as bytes: their limits and
  /// permissions, and the overuse policy, which Plesk counts among the limits.
  ///
  /// Absent where the pack declares neither limits nor permissions: two packs that say nothing
  /// are not the same offer.
  private func terms(of pack: Pack) -> Fact<[UInt8]> {
    guard !pack.limits.isOpen, !pack.permissions.isOpen, !pack.overuse.isUnknown,
      !pack.addon.isUnknown
    else { return .unknown }
    let limits = limits[pack.limits.entries.indices]
    let grants = grants[pack.permissions.entries.indices]
    guard !limits.isEmpty || !grants.isEmpty else { return .absent }
    var terms: [UInt8] = []
    func add(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { terms.append(contentsOf: $0) }
    }
    add(pack.reseller.rawValue)
    add(pack.addon.value == true ? UInt8(1) : 0)
    add(pack.overuse.value.flatMap { Overuse.allCases.firstIndex(of: $0) } ?? -1)
    // Of a key that stands twice the first one counts.
    for (number, resource) in Resource.allCases.enumerated() {
      guard let limit = limits.first(where: { $0.resource == resource }) else { continue }
      guard let value = limit.value else { return .unknown }
      add(UInt8(truncatingIfNeeded: number))
      add(value.amount)
      add(value.unit.rawValue)
    }
    add(UInt8.max)
    for (number, permission) in Permission.allCases.enumerated() {
      guard let grant = grants.first(where: { $0.permission == permission }) else { continue }
      guard let value = grant.value else { return .unknown }
      add(UInt8(truncatingIfNeeded: number))
      switch value {
      case .flag(let isGranted): add(isGranted ? UInt8(1) : 0)
      case .shell(let access):
        add(2 + UInt8(truncatingIfNeeded: ShellAccess.allCases.firstIndex(of: access) ?? 0))
      }
    }
    return .known(terms, nil)
  }
}
