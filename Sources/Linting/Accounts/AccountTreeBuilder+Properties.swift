internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// What is said about each kind of entity.
extension AccountTreeBuilder {
  func describe(_ reference: EntityReference, into entity: inout AccountEntity) {
    let index = Int(reference.index)
    switch reference.kind {
    case .reseller: describe(hosting.resellers[index], reference, into: &entity)
    case .customer: describe(hosting.customers[index], reference, into: &entity)
    case .pack: describe(hosting.packs[index], reference, into: &entity)
    case .subscription: describe(hosting.subscriptions[index], reference, into: &entity)
    case .domain: describe(hosting.domains[index], reference, into: &entity)
    case .alias: describe(hosting.aliases[index], reference, into: &entity)
    case .quota, .limit, .change: break
    }
  }

  private func describe(
    _ reseller: Reseller, _ reference: EntityReference, into entity: inout AccountEntity
  ) {
    entity.add(.name, text(reseller.name, reference))
    entity.add(.email, text(reseller.email, reference))
    entity.add(.dnsProvider, dnsProvider(reference))
    entity.add(.dnsSync, value(hosting.dnsSync(of: reference)) { .flag($0) })
    entity.add(.oversell, flag(reseller.oversell, reference))
    entity.resources = offerResources(of: reference)
    entity.permissions = permissions {
      hosting.grant($0, of: reseller.permissions, owner: reference)
    }
  }

  private func describe(
    _ customer: Customer, _ reference: EntityReference, into entity: inout AccountEntity
  ) {
    entity.add(.name, text(customer.name, reference))
    entity.add(.company, text(customer.company, reference))
    entity.add(.email, text(customer.email, reference))
    entity.add(.pack, value(hosting.fact(customer.pack, owner: reference), packName))
  }

  private func describe(
    _ pack: Pack, _ reference: EntityReference, into entity: inout AccountEntity
  ) {
    let id = PackID(reference.index)
    entity.add(.description, text(pack.description, reference))
    entity.add(.addon, flag(pack.addon, reference, default: false))
    let users = Set(pack.subscriptions).union(pack.addonSubscriptions).count
    let isKnown = hosting.isUsed(id).value != nil
    entity.add(.usedBy, isKnown ? .known(.amount(.count(users)), nil) : .unknown)
    entity.add(.phpVersion, text(pack.php.version, reference))
    entity.add(.phpHandler, text(pack.php.handler, reference))
    entity.add(.overuse, word(hosting.fact(pack.overuse, owner: reference)))
    entity.resources = packResources(of: reference)
    entity.permissions = permissions { hosting.grant($0, of: pack.permissions, owner: reference) }
  }

  private func describe(
    _ subscription: Subscription, _ reference: EntityReference, into entity: inout AccountEntity
  ) {
    let id = SubscriptionID(reference.index)
    entity.add(.pack, value(hosting.basePack(of: id), packName))
    entity.add(.addons, addons(of: subscription, reference))
    entity.add(
      .systemUser,
      value(hosting.fact(subscription.systemUser, owner: reference)) {
        .text(masked(hosting.names.string($0)))
      })
    entity.add(
      .status,
      word(hosting.fact(subscription.status, owner: reference), default: SubscriptionStatus.active))
    entity.add(.locked, flag(subscription.locked, reference))
    entity.add(.synchronized, flag(subscription.synchronized, reference))
    entity.add(.created, day(subscription.created, reference))
    entity.add(.expires, day(subscription.expires, reference))
    entity.add(
      .expired, value(hosting.fact(subscription.expires, owner: reference)) { .flag($0 < today) })
    entity.add(.phpVersion, value(hosting.effectivePHP(of: id, \.version)))
    entity.add(.phpHandler, value(hosting.effectivePHP(of: id, \.handler)))
    entity.add(.overuse, word(hosting.effectiveOveruse(of: id)))
    // The owner, where it is not the entity above.
    if subscription.customer.isUnknown { entity.add(.customer, .unknown) }
    entity.resources = subscriptionResources(of: reference)
    entity.isUseUnknown = subscription.usage.isOpen
    entity.permissions = permissions { hosting.effectivePermission($0, of: id) }
  }

  private func describe(
    _ domain: Domain, _ reference: EntityReference, into entity: inout AccountEntity
  ) {
    let isMain = hosting[domain.subscription].domains.start == reference.index
    let role = isMain ? "main" : domain.isExtra ? "addon" : "subdomain"
    entity.add(.role, .known(.text(role), nil))
    entity.add(.dnsProvider, dnsProvider(reference))
    entity.add(.dnsSync, value(hosting.dnsSync(of: reference)) { .flag($0) })
    entity.add(.mail, flag(domain.mail, reference))
    entity.add(.ssl, flag(domain.ssl, reference))
    let php = hosting[domain.php]
    entity.add(.phpVersion, text(php.version, reference))
    entity.add(.phpHandler, text(php.handler, reference))
    entity.add(.subdomains, list(domain.subdomains, reference))
  }

  private func describe(
    _ alias: Alias, _ reference: EntityReference, into entity: inout AccountEntity
  ) {
    entity.add(
      .mode, word(hosting.fact(alias.mode, owner: reference), default: AliasMode.redirect))
    entity.add(.dnsProvider, dnsProvider(reference))
    entity.add(.dnsSync, value(hosting.dnsSync(of: reference)) { .flag($0) })
    entity.add(.mail, flag(alias.mail, reference))
    entity.add(.web, flag(alias.web, reference))
  }

  // MARK: - Values

  private func packName(_ id: PackID) -> AccountValue.Known {
    .text(masked(hosting.names.string(hosting[id].name)))
  }

  private func text(_ field: Field<Text>, _ owner: EntityReference) -> AccountValue {
    value(hosting.fact(field, owner: owner))
  }

  private func value(_ fact: Fact<Text>) -> AccountValue {
    // The text stands where the value comes from.
    guard case .known(let text, let origin?) = fact else { return value(fact) { _ in .text("") } }
    return .known(
      .text(masked(hosting.string(of: text, in: origin.file))), self.origin(origin))
  }

  private func flag(
    _ field: Field<Bool>, _ owner: EntityReference, default missing: Bool? = nil
  ) -> AccountValue {
    let flag = value(hosting.fact(field, owner: owner)) { .flag($0) }
    guard case .absent = flag, let missing else { return flag }
    return .known(.flag(missing), nil)
  }

  private func word<Word: RawRepresentable<String>>(
    _ fact: Fact<Word>, default missing: Word? = nil
  ) -> AccountValue {
    if case .absent = fact, let missing { return .known(.text(missing.rawValue), nil) }
    return value(fact) { .text($0.rawValue) }
  }

  private func day(_ field: Field<CalendarDate>, _ owner: EntityReference) -> AccountValue {
    value(hosting.fact(field, owner: owner)) { .text($0.description) }
  }

  private func dnsProvider(_ entity: EntityReference) -> AccountValue {
    let provider = hosting.dnsProvider(of: entity)
    return provider.value == .undeclared ? .absent : word(provider)
  }

  private func addons(
    of subscription: Subscription, _ owner: EntityReference
  ) -> AccountValue {
    let references = hosting.addons[subscription.addons.indices]
    var names: [String?] = references.map { addon in
      addon.pack.map { masked(hosting.names.string(hosting[$0].name)) }
    }
    guard let first = references.first else {
      return subscription.addonsAreOpen ? .unknown : .absent
    }
    if subscription.addonsAreOpen { names.append(nil) }
    let origin = Origin(file: subscription.source.file, node: first.node, owner: owner)
    return .known(.list(names), self.origin(origin))
  }

  private func list(_ field: Field<TextList>, _ owner: EntityReference) -> AccountValue {
    let fact = hosting.fact(field, owner: owner)
    guard case .known(let list, let origin?) = fact, let tree = hosting.tree(origin.file) else {
      return value(fact) { _ in .list([]) }
    }
    if list.count == 0 { return .absent }
    let names = tree.items(of: list.node).map { item -> String? in
      let node = tree.resolve(item)
      return tree.kind(node) == .scalar ? masked(tree.string(node)) : nil
    }
    return .known(.list(names), self.origin(origin))
  }

  private func permissions(
    _ fact: (Permission) -> Fact<PermissionValue>
  ) -> [AccountValue.Named<String>] {
    Permission.allCases.compactMap { permission in
      let value = value(fact(permission)) { granted in
        switch granted {
        case .flag(let flag): .flag(flag)
        case .shell(let access): .text(access.rawValue)
        }
      }
      return value == .absent ? nil : AccountValue.Named(permission.rawValue, value)
    }
  }
}

extension AccountEntity {
  fileprivate mutating func add(_ property: AccountProperty, _ value: AccountValue) {
    values.append(AccountValue.Named(property, value))
  }
}
