internal import Diagnostics
internal import SourceText
internal import YAML

extension HostingReader {
  /// `subscriptions:`, the reseller's own or a customer's.
  mutating func readSubscriptions(
    _ entry: Tree.Entry, of customer: Field<CustomerID>, field: String,
    subject: EntityReference? = nil
  ) {
    let slot = Slot(entry: entry, subject: subject, field: field)
    guard let list = list(slot, expected: "a list of subscriptions") else {
      if !isNull(entry.value) { hosting.resellers[reseller.index].mayMissSubscriptions = true }
      return
    }
    for item in tree.items(of: list) {
      let slot = Slot(
        entry: Tree.Entry(key: entry.key, value: item), subject: subject, field: field)
      let expected = "a list of mappings, one for each subscription"
      if let mapping = mapping(slot, expected: expected) {
        readSubscription(mapping, item: item, customer: customer)
      } else if isNull(item) {
        reportWrongType(item, expected: expected, subject: subject, field: field)
      }
    }
  }

  /// The entries that say what a subscription is called and which domains it hosts.
  private struct Naming {
    var name: Tree.Entry?
    var domain: Tree.Entry?
    var domains: Tree.Entry?
  }

  private mutating func readSubscription(
    _ node: NodeID, item: NodeID, customer: Field<CustomerID>
  ) {
    let id = SubscriptionID(index: hosting.subscriptions.count)
    let subject = EntityReference(.subscription, id.rawValue)
    let entries = tree.mergedEntries(of: node)
    let isCut = tree.isCut(node)
    var naming = Naming()
    for entry in entries {
      switch Keys.subscription.key(entry.key, in: tree) {
      case .name: naming.name = naming.name ?? entry
      case .domain: naming.domain = naming.domain ?? entry
      case .domains: naming.domains = naming.domains ?? entry
      default: break
      }
    }
    let (nameNode, name) = self.name(of: naming)
    var subscription = Subscription(
      reseller: reseller,
      source: Source(file: tree.fileID, node: node, name: nameNode ?? nameOfNameless(node)),
      name: name)
    subscription.hasOwnName = naming.name.map { isText($0.value) } ?? false
    setMissing(of: &subscription, isCut: isCut)
    subscription.customer = customer
    if customer.isAbsent { subscription.customer = missing(isCut, .customers) }
    hosting.subscriptions.append(subscription)
    hosting.resellers[reseller.index].subscriptions.append(id)

    // The short form: the subscription's mapping is its one domain's too.
    var domain: Domain?
    if let entry = naming.domain {
      domain = shortFormDomain(entry, mapping: node, subscription: id, isCut: isCut)
    }
    reportNamingFaults(naming, item: item, subject: subject, isCut: isCut)

    for entry in entries {
      guard let key = Keys.subscription.key(entry.key, in: tree) else {
        reportUnknownKey(entry, of: "a subscription", known: SubscriptionKey.self, subject: subject)
        continue
      }
      if let domainID = domain.map({ _ in DomainID(index: hosting.domains.count - 1) }),
        domain != nil, readShortForm(key, entry, into: &domain, id: domainID)
      {
        continue
      }
      read(key, entry, into: &subscription, id: id, customer: customer, naming: naming)
    }
    if let domain {
      hosting.domains[hosting.domains.count - 1] = domain
      subscription.domains = EntityRange(
        start: UInt32(truncatingIfNeeded: hosting.domains.count - 1), count: 1)
    }
    if let entry = naming.domains, domain == nil {
      readDomains(entry, into: &subscription, id: id)
    } else if domain == nil {
      subscription.domainsAreOpen = true
    }
    hosting.subscriptions[id.index] = subscription
  }

  private func setMissing(of subscription: inout Subscription, isCut: Bool) {
    subscription.pack = missing(isCut, .packs)
    subscription.addonsAreOpen = isCut || topics.contains(.packs)
    subscription.systemUser = missing(isCut, .systemUsers)
    subscription.status = missing(isCut, .status)
    subscription.locked = missing(isCut, .status)
    subscription.synchronized = missing(isCut, .status)
    subscription.created = missing(isCut, .status)
    subscription.expires = missing(isCut, .status)
    subscription.contact = missing(isCut, .contacts)
    subscription.limits = missingAmounts(isCut, .limits)
    subscription.usage = missingAmounts(isCut, .usage)
    subscription.overuse = missing(isCut, .overuse)
    subscription.permissions = missingGrants(isCut)
    subscription.php = missingPHP(isCut)
    subscription.dns = missingDNS(isCut)
    subscription.labels = missing(isCut)
  }

  // MARK: - Name

  private func isText(_ node: NodeID) -> Bool {
    let node = tree.resolve(node)
    return tree.kind(node) == .scalar && tree.scalar(node) != .null && !tree.isCut(node)
  }

  /// The declared name, else the first domain's.
  private mutating func name(of naming: Naming) -> (node: NodeID?, name: NameID?) {
    if let entry = naming.name, isText(entry.value) {
      let node = tree.resolve(entry.value)
      return (node, hosting.names.intern(DomainName(tree.utf8(node)).ascii))
    }
    guard let node = firstDomainName(naming), isText(node) else { return (nil, nil) }
    let name = tree.resolve(node)
    return (name, hosting.names.intern(DomainName(tree.utf8(name)).ascii))
  }

  private func firstDomainName(_ naming: Naming) -> NodeID? {
    if let entry = naming.domain { return entry.value }
    guard let entry = naming.domains,
      let first = tree.items(of: tree.resolve(entry.value)).first(where: { _ in true })
    else { return nil }
    let item = tree.resolve(first)
    if tree.kind(item) == .scalar { return item }
    return tree.mergedEntries(of: item).first {
      Keys.domain.key($0.key, in: tree) == .name
    }?.value
  }

  private mutating func reportNamingFaults(
    _ naming: Naming, item: NodeID, subject: EntityReference, isCut: Bool
  ) {
    if let domain = naming.domain, let domains = naming.domains {
      let later = max(domain.key, domains.key)
      let earlier = min(domain.key, domains.key)
      report(
        .invalidValue, at: tree.range(later), "`domain` and `domains` cannot stand together",
        help: "Keep `domain:` for a subscription of one domain, `domains:` for the long form.",
        subject: subject, field: tree.string(tree.resolve(later)),
        related: [
          Label(
            SourceLocation(file: tree.fileID, range: tree.range(earlier)), "the other one is here")
        ])
    } else if naming.domain == nil, naming.domains == nil, !isCut {
      report(
        .missingKey, at: firstToken(of: item), "this subscription has no `domain`",
        help: "Add `domain:` with the domain name that it hosts.",
        subject: hosting.identity(of: subject) == nil ? nil : subject,
        field: hosting.identity(of: subject) == nil
          ? tree.keyPath(to: item) + ".domain" : "domain")
    } else if let entry = naming.domain ?? naming.domains, isNull(entry.value) {
      let key = tree.string(tree.resolve(entry.key))
      report(
        .missingKey, at: tree.range(entry.key), "`\(key)` of this subscription has no value",
        help: "Write the domain name that the subscription hosts.",
        subject: hosting.identity(of: subject) == nil ? nil : subject,
        field: hosting.identity(of: subject) == nil ? tree.keyPath(to: entry.value) : key)
    }
  }

  // MARK: - Fields

  private mutating func read(
    _ key: SubscriptionKey, _ entry: Tree.Entry, into subscription: inout Subscription,
    id: SubscriptionID, customer: Field<CustomerID>, naming: Naming
  ) {
    let subject = EntityReference(.subscription, id.rawValue)
    let slot = Slot(entry: entry, subject: subject, field: key.rawValue)
    switch key {
    case .domain, .domains: break
    case .name: _ = text(slot)
    case .customer: readCustomerReference(slot, into: &subscription, id: id, owner: customer)
    case .pack:
      switch text(slot) {
      case .absent: subscription.pack = .absent
      case .unknown: subscription.pack = .unknown
      case .declared(_, let node):
        subscription.pack = .unknown
        references.packs.append((id, node))
      }
    case .addons: readAddons(slot, into: &subscription, id: id)
    case .systemUser:
      subscription.systemUser = text(slot).map { hosting.names.intern(tree.utf8($0.node)) }
    case .status: subscription.status = choice(slot, of: SubscriptionStatus.self)
    case .locked: subscription.locked = boolean(slot)
    case .synchronized: subscription.synchronized = boolean(slot)
    case .created: subscription.created = date(slot)
    case .expires: subscription.expires = date(slot)
    case .contact: subscription.contact = readContact(slot)
    case .limits: subscription.limits = readLimits(slot)
    case .usage: subscription.usage = readUsage(slot)
    case .overuse: subscription.overuse = choice(slot, of: Overuse.self)
    case .permissions: subscription.permissions = readPermissions(slot)
    case .php: subscription.php = readPHP(slot)
    case .labels: subscription.labels = labels(slot)
    case .dns: subscription.dns.dns = choice(slot, of: DNSHost.self)
    case .nameservers: subscription.dns.nameservers = readNameservers(slot)
    case .dnsSync: subscription.dns.sync = boolean(slot)
    case .mail, .ssl, .subdomains, .aliases:
      reportUnknownKey(
        entry, of: "a subscription without `domain:`", known: SubscriptionKey.self,
        subject: subject,
        advice: naming.domains == nil
          ? "Add `domain:`, to which `\(key.rawValue)` belongs."
          : "Move `\(key.rawValue)` to the domain of `domains:` that it belongs to.")
    }
  }

  private mutating func readCustomerReference(
    _ slot: Slot, into subscription: inout Subscription, id: SubscriptionID,
    owner: Field<CustomerID>
  ) {
    guard case .declared(let ownerID, _) = owner else {
      switch text(slot) {
      case .absent: subscription.customer = .absent
      case .unknown: subscription.customer = .unknown
      case .declared(_, let node):
        subscription.customer = .unknown
        references.customers.append((id, node))
      }
      return
    }
    let login = hosting.name(of: EntityReference(.customer, ownerID.rawValue))
    reportUnknownKey(
      slot.entry, of: "a subscription that stands under a customer", known: SubscriptionKey.self,
      subject: slot.subject,
      advice: "Leave it out: the subscription is \(login)'s. It belongs to the top-level list.")
  }

  private mutating func readAddons(
    _ slot: Slot, into subscription: inout Subscription, id: SubscriptionID
  ) {
    guard let list = list(slot, expected: "a list of add-on packs") else {
      subscription.addonsAreOpen = !isNull(slot.entry.value)
      return
    }
    subscription.addonsAreOpen = tree.isCut(list)
    subscription.addons.start = UInt32(truncatingIfNeeded: hosting.addons.count)
    for item in tree.items(of: list) {
      let itemSlot = Slot(
        entry: Tree.Entry(key: slot.entry.key, value: item), subject: slot.subject,
        field: slot.field)
      guard case .declared(_, let node) = text(itemSlot) else {
        subscription.addonsAreOpen = true
        if isNull(item) {
          reportWrongType(
            item, expected: "a pack's name", subject: slot.subject, field: slot.field)
        }
        continue
      }
      references.addons.append((hosting.addons.count, id))
      hosting.addons.append(AddonReference(pack: nil, node: node))
      subscription.addons.count += 1
    }
  }

  private mutating func readContact(_ slot: Slot) -> Field<Contact> {
    guard let mapping = mapping(slot, expected: "a mapping with `name`, `email`, `plesk_access`")
    else { return isNull(slot.entry.value) ? .absent : .unknown }
    let isCut = tree.isCut(mapping)
    var contact = Contact(
      name: missing(isCut), email: missing(isCut), pleskAccess: missing(isCut))
    for entry in tree.mergedEntries(of: mapping) {
      guard let key = Keys.contact.key(entry.key, in: tree) else {
        reportUnknownKey(
          entry, of: "`contact`", known: ContactKey.self, subject: slot.subject, prefix: "contact.")
        continue
      }
      let inner = Slot(entry: entry, subject: slot.subject, field: "contact.\(key.rawValue)")
      switch key {
      case .name: contact.name = text(inner)
      case .email: contact.email = text(inner)
      case .pleskAccess: contact.pleskAccess = boolean(inner)
      }
    }
    return .declared(contact, mapping)
  }
}
