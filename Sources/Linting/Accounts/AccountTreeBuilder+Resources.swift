internal import Diagnostics
internal import HostingModel

/// What entities may use, and what they use.
extension AccountTreeBuilder {
  /// A reseller's offer.
  func offerResources(of reference: EntityReference) -> [AccountResource] {
    Resource.allCases.compactMap { resource in
      let quota = hosting.quota(hosting.quotaIndex(resource, of: reference))
      guard hosting.exists(quota) else { return nil }
      var result = AccountResource(resource)
      let totals = hosting.totals[Int(reference.index) * Resource.count + resource.index]
      if totals.isAllocationOpen {
        result.allocated = .unknown
      } else if let allocated = totals.allocated {
        result.allocated = .known(.amount(AccountValue.Amount(allocated)), nil)
      }
      fill(&result, limit: hosting.limit(of: quota), used: hosting.used(of: quota))
      return result
    }
  }

  /// The limits that a pack gives.
  func packResources(of reference: EntityReference) -> [AccountResource] {
    let pack = hosting.packs[Int(reference.index)]
    return Resource.allCases.compactMap { resource in
      let limit = hosting.amount(resource, of: pack.limits, in: hosting.limits, owner: reference)
      if resource.isResellerOnly { return nil }
      if case .absent = limit { return nil }
      var result = AccountResource(resource)
      fill(&result, limit: limit, used: .absent)
      return result
    }
  }

  /// The limits in force for a subscription, and its use.
  func subscriptionResources(of reference: EntityReference) -> [AccountResource] {
    Resource.allCases.compactMap { resource in
      let quota = hosting.quota(hosting.quotaIndex(resource, of: reference))
      guard !resource.isResellerOnly, hosting.exists(quota) else { return nil }
      var result = AccountResource(resource)
      fill(
        &result, limit: hosting.limit(of: quota), used: hosting.used(of: quota),
        packs: hosting.contributors(to: resource, of: SubscriptionID(reference.index)))
      return result
    }
  }

  private func fill(
    _ resource: inout AccountResource, limit: Fact<Quantity>, used: Fact<Quantity>,
    packs: [PackID] = []
  ) {
    resource.limit = value(limit, packs: packs) { .amount(AccountValue.Amount($0)) }
    resource.used = value(used) { .amount(AccountValue.Amount($0)) }
    guard let limit = limit.value, let used = used.value else { return }
    if !limit.isUnlimited, !used.isUnlimited, limit.amount > 0 {
      resource.share = Double(used.amount) / Double(limit.amount)
    }
    let isNear = resource.share.map { $0 >= nearness.threshold } ?? false
    if limit < used {
      resource.level = .over
    } else if isNear, nearness.resources.contains(resource.name) {
      resource.level = .near
    } else {
      resource.level = .low
    }
  }
}

extension AccountResource {
  fileprivate init(_ resource: Resource) {
    let isDeclared =
      switch resource {
      case .customers, .subscriptions, .domains, .subdomains, .aliases: true
      default: false
      }
    self.init(name: resource.rawValue, label: resource.label, isDeclaredUse: isDeclared)
  }
}

extension AccountValue.Amount {
  init(_ quantity: Quantity) {
    self.init(
      number: quantity.isUnlimited ? nil : quantity.amount, isSize: quantity.unit == .bytes,
      text: quantity.description)
  }

  static func count(_ number: Int) -> AccountValue.Amount {
    AccountValue.Amount(Quantity(Int64(number), .count))
  }
}
