internal import CEL
internal import HostingModel

/// Fields of packs, customers, subscriptions and resellers that the whole account decides.
extension Schema {
  mutating func declareAccountFacts() {
    declarePackFacts()
    declareCustomerFacts()
    declareOwnSettings()
    declare(
      "misused_pack", of: .subscription, .object("pack"), isOptional: true,
      "The first add-on that it has as base pack, or base pack that it has as add-on."
    ) { (pack: PackID, reader) in
      reader.object(.pack, pack.rawValue)
    } fact: { hosting, index in
      hosting.misusedPack(of: SubscriptionID(index))
    }
    declare(
      "served_customers", of: .reseller, .int, "How many of its customers own a subscription."
    ) { _, hosting, index in
      .int(Int64(hosting.commonPack(of: ResellerID(index)).customers))
    }
    declare(
      "common_pack", of: .reseller, .object("pack"), isOptional: true,
      "The base pack that all subscriptions of its customers have, where they have only one."
    ) { (pack: PackID, reader) in
      reader.object(.pack, pack.rawValue)
    } fact: { hosting, index in
      hosting.commonPack(of: ResellerID(index)).pack
    }
  }

  private mutating func declarePackFacts() {
    declare(
      "is_used", of: .pack, .bool, "Whether a subscription has it as base pack or as add-on."
    ) { (flag: Bool, _) in
      .bool(flag)
    } fact: { hosting, index in
      hosting.isUsed(PackID(index))
    }
    declare(
      "first_equal", of: .pack, .object("pack"), isOptional: true,
      """
      The reseller's first pack with the same limits, overuse policy and permissions, where that is \
      another one.
      """
    ) { (pack: PackID, reader) in
      reader.object(.pack, pack.rawValue)
    } fact: { hosting, index in
      hosting.firstEqualPack(to: PackID(index))
    }
    declare(
      "undeclared_limits", of: .pack, .list(.string),
      "The keys of the resources that it sets no limit of, not even `unlimited`."
    ) { reader, hosting, index in
      let owner = EntityReference(.pack, index)
      let amounts = hosting.packs[Int(index)].limits
      if amounts.isOpen { return .unknown }
      return reader.context.list(
        Resource.allCases.compactMap { resource in
          let limit = hosting.amount(
            resource, of: amounts, in: hosting.limits, owner: owner)
          guard case .absent = limit else { return nil }
          return reader.word(resource)
        })
    }
  }

  /// What is decided on an entity itself: a value that only repeats what holds anyway, as exports
  /// write it, has its cause elsewhere.
  private mutating func declareOwnSettings() {
    let permissions =
      "Its own permissions without those that its packs grant in the same way."
    declareView(
      "own_permissions", of: .pack, as: .permissions, .pack,
      "The same as `permissions`, for rules that go over packs and subscriptions.")
    declareView(
      "own_permissions", of: .subscription, as: .permissions, .ownOfSubscription, permissions)
    declareView(
      "own_php", of: .pack, as: .php, .pack,
      "The same as `php`, for rules that go over several kinds.")
    declareView(
      "own_php", of: .subscription, as: .php, .ownOfSubscription,
      "Its own PHP settings without those that its base pack has in the same way.")
    declareView(
      "own_php", of: .domain, as: .php, .ownOfDomain,
      "Its own PHP settings without those that are in force for its subscription anyway.")
  }

  private mutating func declareCustomerFacts() {
    declare(
      "owns_subscription", of: .customer, .bool, "Whether it owns a subscription."
    ) { (flag: Bool, _) in
      .bool(flag)
    } fact: { hosting, index in
      hosting.ownsSubscription(CustomerID(index))
    }
    declare(
      "email_sharers", of: .customer, .list(.object("customer")),
      "Other customers of the reseller with the same address, \(Self.listBound) at most."
    ) { reader, hosting, index in
      if hosting.customers[Int(index)].email.isUnknown { return .unknown }
      let holders = hosting.addressHolders(like: CustomerID(index))
      return reader.objects(
        .customer,
        holders.lazy.map(\.rawValue).filter { $0 != index }.prefix(Self.listBound))
    }
    declare(
      "is_first_with_email", of: .customer, .bool,
      "Whether no customer of the reseller before it has the same address."
    ) { _, hosting, index in
      if hosting.customers[Int(index)].email.isUnknown { return .unknown }
      let first = hosting.addressHolders(like: CustomerID(index)).first
      return .bool(first.map { $0.rawValue == index } ?? true)
    }
  }
}
