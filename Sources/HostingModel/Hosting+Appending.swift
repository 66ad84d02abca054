internal import Parallel

/// Hierarchies that are read apart and made one, before anything in them is linked.
extension Hosting {
  /// How far the numbers of entities move that are added to another hierarchy.
  struct Shift: Sendable {
    var customers: UInt32 = 0
    var subscriptions: UInt32 = 0
    var domains: UInt32 = 0
    var aliases: UInt32 = 0
    var addons = 0
    var contacts: UInt32 = 0
    var dnsSettings: UInt32 = 0
    var phpSettings: UInt32 = 0

    func moved(_ id: CustomerID) -> CustomerID { CustomerID(id.rawValue + customers) }
    func moved(_ id: SubscriptionID) -> SubscriptionID {
      SubscriptionID(id.rawValue + subscriptions)
    }
    func moved(_ id: DomainID) -> DomainID { DomainID(id.rawValue + domains) }
    func moved(_ id: ContactID) -> ContactID { ContactID(id.rawValue + contacts) }
    func moved(_ id: DNSSettingsID) -> DNSSettingsID { id.moved(by: dnsSettings) }
    func moved(_ id: PHPSettingsID) -> PHPSettingsID { id.moved(by: phpSettings) }

    /// Resellers and packs are read before, and stay where they are.
    func moved(_ entity: EntityReference) -> EntityReference {
      switch entity.kind {
      case .customer: EntityReference(.customer, entity.index + customers)
      case .subscription: EntityReference(.subscription, entity.index + subscriptions)
      case .domain: EntityReference(.domain, entity.index + domains)
      case .alias: EntityReference(.alias, entity.index + aliases)
      case .reseller, .pack, .quota, .limit, .change: entity
      }
    }
  }

  /// Makes room for what so many nodes of customers and subscriptions usually hold.
  ///
  /// Growth does the rest, but takes time: each table is moved, and threads wait while the system
  /// tells them where.
  func reserve(nodes: Int) {
    subscriptions.reserve(subscriptions.count + nodes / 24)
    domains.reserve(domains.count + nodes / 24)
    aliases.reserve(aliases.count + nodes / 24)
    customers.reserve(customers.count + nodes / 64)
    usage.reserve(usage.count + nodes / 12)
    names.reserve(names.count + nodes / 12)
    domainNames.reserve(domainNames.count + nodes / 12)
  }

  /// A hierarchy with the same resellers, which have nothing yet, and the same numbers of names.
  func fork() -> Hosting {
    let fork = Hosting(trees: trees, names: names.copy(), domainNames: domainNames.copy())
    for reseller in resellers { fork.resellers.append(Reseller(login: reseller.login)) }
    return fork
  }

  /// Moves the entities of a hierarchy that was forked from this one behind those that are here.
  ///
  /// Its names take the numbers that they would have, had its entities been read into this one.
  func append(_ other: Hosting) -> Shift {
    let shift = Shift(
      customers: UInt32(truncatingIfNeeded: customers.count),
      subscriptions: UInt32(truncatingIfNeeded: subscriptions.count),
      domains: UInt32(truncatingIfNeeded: domains.count),
      aliases: UInt32(truncatingIfNeeded: aliases.count), addons: addons.count,
      contacts: UInt32(truncatingIfNeeded: contacts.count),
      dnsSettings: dnsSettings.take(settings: &other.dnsSettings),
      phpSettings: phpSettings.take(settings: &other.phpSettings))
    contacts.take(&other.contacts) { _ in }
    // Either thread changes tables that the other leaves alone.
    concurrently(threads: 2) {
      let numbers = domainNames.add(namesOf: other.domainNames)
      other.domainNames.removeAll()
      appendDomains(of: other, shift, numbers)
      for (name, fault) in other.nameFaults { nameFaults[numbers[Int(name.rawValue)]] = fault }
    } and: {
      let numbers = names.add(namesOf: other.names)
      other.names.removeAll()
      appendSubscriptions(of: other, shift, numbers)
      appendCustomers(of: other, shift, numbers)
    }
    return shift
  }

  private func appendCustomers(of other: Hosting, _ shift: Shift, _ names: [NameID]) {
    for (index, reseller) in other.resellers.enumerated() {
      resellers[index].customers += reseller.customers.map(shift.moved)
      resellers[index].subscriptions += reseller.subscriptions.map(shift.moved)
      if reseller.mayMissCustomers { resellers[index].mayMissCustomers = true }
      if reseller.mayMissSubscriptions { resellers[index].mayMissSubscriptions = true }
    }
    customers.take(&other.customers) { customer in
      customer.login = customer.login.map { names[Int($0.rawValue)] }
    }
  }

  private func appendSubscriptions(of other: Hosting, _ shift: Shift, _ names: [NameID]) {
    let limitShift = UInt32(truncatingIfNeeded: limits.count)
    let usageShift = UInt32(truncatingIfNeeded: usage.count)
    let grantShift = UInt32(truncatingIfNeeded: grants.count)
    subscriptions.take(&other.subscriptions) { subscription in
      subscription.name = subscription.name.map { names[Int($0.rawValue)] }
      subscription.systemUser = subscription.systemUser.map { names[Int($0.rawValue)] }
      subscription.customer = subscription.customer.map(shift.moved)
      subscription.contact = subscription.contact.map(shift.moved)
      subscription.dns = shift.moved(subscription.dns)
      subscription.php = shift.moved(subscription.php)
      subscription.addons.start += UInt32(truncatingIfNeeded: shift.addons)
      subscription.domains.start += shift.domains
      subscription.limits.move(by: limitShift)
      subscription.usage.move(by: usageShift)
      subscription.permissions.entries.start += grantShift
    }
    addons.take(&other.addons) { _ in }
    limits.take(&other.limits) { $0.owner = shift.moved($0.owner) }
    usage.take(&other.usage) { $0.owner = shift.moved($0.owner) }
    grants.take(&other.grants) { _ in }
  }

  private func appendDomains(of other: Hosting, _ shift: Shift, _ names: [NameID]) {
    domains.take(&other.domains) { domain in
      domain.subscription = shift.moved(domain.subscription)
      domain.name = domain.name.map { names[Int($0.rawValue)] }
      domain.aliases.start += shift.aliases
      domain.dns = shift.moved(domain.dns)
      domain.php = shift.moved(domain.php)
    }
    aliases.take(&other.aliases) { alias in
      alias.domain = shift.moved(alias.domain)
      alias.name = alias.name.map { names[Int($0.rawValue)] }
      alias.dns = shift.moved(alias.dns)
    }
  }
}
