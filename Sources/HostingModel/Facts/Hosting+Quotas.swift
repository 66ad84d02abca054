internal import SourceText
internal import YAML

/// One resource of one subscription or of the reseller's offer.
package struct Quota: Sendable {
  package let owner: EntityReference
  package let resource: Resource
}

/// What a reseller's subscriptions use and are promised, for one resource.
package struct Totals: Sendable {
  /// The sum of what is known to be used; nil where nothing is.
  package var used: Quantity?
  /// The sum of the effective limits; nil where there are none.
  package var allocated: Quantity?
  /// The same without the unlimited ones.
  package var allocatedFinite: Quantity?
  /// Whether a subscription's effective limit is unknown.
  package var isAllocationOpen = false
}

/// Quotas are not stored: their index says owner and resource, subscriptions first.
extension Hosting {
  package var quotaCount: Int { (subscriptions.count + resellers.count) * Resource.count }

  package func quota(_ index: UInt32) -> Quota {
    let owner = Int(index) / Resource.count
    let resource = Resource(index: Int(index) % Resource.count)
    return owner < subscriptions.count
      ? Quota(owner: EntityReference(.subscription, UInt32(owner)), resource: resource)
      : Quota(
        owner: EntityReference(.reseller, UInt32(owner - subscriptions.count)), resource: resource)
  }

  /// The number of entities of a kind's groups: entities of one group have owners of one kind and
  /// the same resource.
  package static func groupCount(of kind: EntityKind) -> Int {
    switch kind {
    case .quota: 2 * Resource.count
    case .limit: EntityKind.allCases.count * Resource.count
    default: 1
    }
  }

  /// The group of an entity among those of its kind.
  package func group(of entity: EntityReference) -> Int {
    let index = Int(entity.index)
    switch entity.kind {
    case .quota:
      return index % Resource.count
        + (index < subscriptions.count * Resource.count ? 0 : Resource.count)
    case .limit:
      let owner = EntityKind.allCases.firstIndex(of: limits[index].owner.kind) ?? 0
      return owner * Resource.count + limits[index].resource.index
    default: return 0
    }
  }

  /// The index of a quota.
  package func quotaIndex(_ resource: Resource, of owner: EntityReference) -> UInt32 {
    let position = Int(owner.index) + (owner.kind == .reseller ? subscriptions.count : 0)
    return UInt32(truncatingIfNeeded: position * Resource.count + resource.index)
  }

  /// Whether anything is said about a quota: a limit or a use, known or not.
  package func exists(_ quota: Quota) -> Bool {
    if case .absent = limit(of: quota), case .absent = used(of: quota) { return false }
    return true
  }

  /// The limit in force.
  package func limit(of quota: Quota) -> Fact<Quantity> {
    switch quota.owner.kind {
    case .subscription:
      return effectiveLimit(quota.resource, of: SubscriptionID(quota.owner.index))
    default:
      return amount(
        quota.resource, of: resellers[Int(quota.owner.index)].limits, in: limits, owner: quota.owner
      )
    }
  }

  /// What is used: the larger of what the file declares and what `usage` measured.
  package func used(of quota: Quota) -> Fact<Quantity> {
    switch quota.owner.kind {
    case .subscription: return used(quota.resource, by: SubscriptionID(quota.owner.index))
    default:
      let used = totals[Int(quota.owner.index) * Resource.count + quota.resource.index].used
      return used.map { .known($0, nil) } ?? .absent
    }
  }

  private func used(_ resource: Resource, by id: SubscriptionID) -> Fact<Quantity> {
    let subscription = self[id]
    let owner = EntityReference(.subscription, id.rawValue)
    if subscription.usage.has(resource),
      usage[subscription.usage.entries.indices].contains(where: {
        $0.resource == resource && $0.value == nil
      })
    {
      return .unknown
    }
    let measured = amount(resource, of: subscription.usage, in: usage, owner: owner)
    guard resource.isCountedInFiles else { return measured }
    let declared = declaredCount(resource, of: id)
    switch (declared, measured) {
    case (.absent, _): return measured
    case (.unknown, .known), (.unknown, _): return measured.value == nil ? .unknown : measured
    case (.known(let count, _), .known(let used, _)):
      return count < used ? measured : declared
    case (.known, _): return declared
    }
  }

  /// How many domains, aliases or subdomains stand in the file, with the first of them; absent
  /// for other resources.
  private func declaredCount(_ resource: Resource, of id: SubscriptionID) -> Fact<Quantity> {
    guard resource.isCountedInFiles else { return .absent }
    let subscription = self[id]
    if subscription.domainsAreOpen { return .unknown }
    var count: Int64 = 0
    var first: Origin?
    for index in subscription.domains.indices {
      let domain = domains[index]
      let reference = EntityReference(.domain, UInt32(truncatingIfNeeded: index))
      switch resource {
      case .aliases:
        if domain.aliasesAreOpen { return .unknown }
        count += Int64(domain.aliases.count)
        if first == nil, let alias = aliases[domain.aliases.indices].first {
          first = Origin(file: alias.source.file, node: alias.source.name, owner: reference)
        }
      case .subdomains:
        if domain.subdomains.isUnknown { return .unknown }
        // A subdomain may stand under `domains` too.
        if UInt32(truncatingIfNeeded: index) != subscription.domains.start, !domain.isExtra {
          count += 1
        }
        guard let list = domain.subdomains.value else { continue }
        count += Int64(list.count)
        first = first ?? Origin(file: domain.source.file, node: list.node, owner: reference)
      default:
        guard UInt32(truncatingIfNeeded: index) == subscription.domains.start || domain.isExtra
        else { continue }
        count += 1
        first =
          first ?? Origin(file: domain.source.file, node: domain.source.name, owner: reference)
      }
    }
    return .known(Quantity(count, .count), first)
  }

  /// Sums of each reseller's subscriptions, by reseller and resource.
  func addTotals() {
    var totals = Array(repeating: Totals(), count: resellers.count * Resource.count)
    func add(_ quantity: Quantity, to sum: inout Quantity?) {
      sum = sum.map { $0 + quantity } ?? quantity
    }
    for index in subscriptions.indices {
      let id = SubscriptionID(index: index)
      for resource in Resource.allCases where !resource.isResellerOnly {
        let slot = subscriptions[index].reseller.index * Resource.count + resource.index
        if resource.isAdditive, let used = used(resource, by: id).value {
          add(used, to: &totals[slot].used)
        }
        guard resource.isAdditive else { continue }
        switch effectiveLimit(resource, of: id) {
        case .absent: break
        case .unknown: totals[slot].isAllocationOpen = true
        case .known(let limit, _):
          add(limit, to: &totals[slot].allocated)
          if !limit.isUnlimited { add(limit, to: &totals[slot].allocatedFinite) }
        }
      }
    }
    for (index, reseller) in resellers.enumerated() {
      let base = index * Resource.count
      totals[base + Resource.customers.index].used = Quantity(
        Int64(reseller.customers.count), .count)
      totals[base + Resource.subscriptions.index].used = Quantity(
        Int64(reseller.subscriptions.count), .count)
    }
    self.totals = Table(totals)
  }
}
