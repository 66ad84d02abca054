internal import Diagnostics
internal import SourceText
internal import YAML

extension HostingReader {
  /// `subscriptions:` of a customer.
  mutating func readSubscriptions(_ slot: Slot, of customer: Field<CustomerID>) {
    guard let list = list(slot, expected: "a list of subscriptions") else {
      if !isNull(slot.entry.value) {
        hosting.resellers[reseller.index].mayMissSubscriptions = true
      }
      return
    }
    var items = tree.cursor(overItemsOf: list)
    var index = 0
    while let item = tree.next(&items) {
      path.enter("subscriptions", item: index)
      index += 1
      readSubscription(item, of: slot.entry.key, customer: customer)
      path.leave(2)
    }
    if tree.isCut(list) { hosting.resellers[reseller.index].mayMissSubscriptions = true }
  }

  /// An item of `subscriptions:`, the reseller's own or a customer's.
  mutating func readSubscription(_ item: NodeID, of key: NodeID, customer: Field<CustomerID>) {
    let slot = Slot(entry: Tree.Entry(key: key, value: item), subject: nil, field: "")
    let what = "each item of `subscriptions`"
    let expected = "a mapping with `domain` and more keys"
    if let mapping = mapping(slot, what: what, expected: expected) {
      readSubscription(mapping, item: item, customer: customer)
    } else {
      hosting.resellers[reseller.index].mayMissSubscriptions = true
      if isNull(item) {
        reportWrongType(item, what: what, expected: expected, subject: nil, field: "")
      }
    }
  }

  /// The entries that say what a subscription is called and which domains it hosts.
  private struct Naming {
    var name: Tree.Entry?
    var domain: Tree.Entry?
    var domains: Tree.Entry?
    var unknown: Tree.Entry?
    /// Whether a key of the domain stands on the subscription.
    var hasDomainKeys = false
  }

  private mutating func readSubscription(
    _ node: NodeID, item: NodeID, customer: Field<CustomerID>
  ) {
    let id = SubscriptionID(index: hosting.subscriptions.count)
    let subject = EntityReference(.subscription, id.rawValue)
    var entries = tree.cursor(overEntriesOf: node)
    let isCut = tree.isCut(node)
    var naming = Naming()
    var ahead = entries
    while let entry = tree.next(&ahead) {
      let key = Keys.subscription.key(entry.key, in: tree)
      if let key, key.isOfDomainOnly { naming.hasDomainKeys = true }
      switch key {
      case .name: naming.name = naming.name ?? entry
      case .domain: naming.domain = naming.domain ?? entry
      case .domains: naming.domains = naming.domains ?? entry
      case .unknown: naming.unknown = naming.unknown ?? entry
      default: break
      }
    }
    let documentTopics = topics
    defer { topics = documentTopics }
    if let entry = naming.unknown { topics.formUnion(unknownTopics(entry)) }
    let (nameEntry, name) = self.name(of: naming)
    var subscription = Subscription(
      reseller: reseller,
      source: source(
        of: node, item: item, name: nameEntry, spelling: nameEntry.map { tree.resolve($0.value) }),
      name: name)
    subscription.hasOwnName = naming.name.map { isText($0.value) } ?? false
    setMissing(of: &subscription, isCut: isCut)
    subscription.customer = customer
    if customer.isAbsent { subscription.customer = missing(isCut, .customers) }
    hosting.subscriptions.append(subscription)
    hosting.resellers[reseller.index].subscriptions.append(id)

    var settings = missingSettings(isCut)
    // The short form: the subscription's mapping is its one domain's too.
    var domain: Domain?
    var domainSettings = settings
    if naming.domain != nil || (naming.domains == nil && naming.hasDomainKeys) {
      domain = shortFormDomain(naming.domain, of: subscription, id: id, item: item)
    }
    let domainID = DomainID(index: hosting.domains.count - 1)
    reportNamingFaults(naming, mapping: node, item: item, subject: subject)

    var seen = SeenKeys()
    while let entry = tree.next(&entries) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.subscription, mapping: node, seen: &seen, owner: "a subscription",
          subject: subject)
      else { continue }
      if let domainKey = key.domainKey, var read = domain {
        let subject = EntityReference(.domain, domainID.rawValue)
        let slot = Slot(
          entry: entry, subject: subject, field: key.rawValue, isMisspelt: isMisspelt)
        self.read(domainKey, slot, into: &read, &domainSettings, id: domainID)
        domain = read
        continue
      }
      let slot = Slot(
        entry: entry, subject: subject, field: key.rawValue, isMisspelt: isMisspelt)
      read(key, slot, into: &subscription, &settings, id: id, customer: customer)
    }
    settleNameservers(&settings.dns, .nameservers, in: Keys.subscription, mapping: node)
    (subscription.dns, subscription.php) = keep(settings)
    if var domain {
      settleNameservers(&domainSettings.dns, .nameservers, in: Keys.subscription, mapping: node)
      (domain.dns, domain.php) = keep(domainSettings)
      hosting.domains[domainID.index] = domain
      subscription.domains = EntityRange(start: domainID.rawValue, count: 1)
      // Which of the two forms is meant is not known, nor is a missing name.
      subscription.domainsAreOpen =
        naming.domains != nil || naming.domain == nil || topics.contains(.domains)
    } else if let entry = naming.domains {
      readDomains(entry, into: &subscription, id: id)
    } else {
      subscription.domainsAreOpen = true
    }
    hosting.subscriptions[id.index] = subscription
  }

  private func setMissing(of subscription: inout Subscription, isCut: Bool) {
    subscription.pack = missing(isCut, .packs)
    subscription.addonsAreOpen = isCut || topics.contains(.packs) || topics.contains(.addons)
    subscription.systemUser = missing(isCut, .systemUser)
    subscription.status = missing(isCut, .status)
    subscription.locked = missing(isCut, .locked)
    subscription.synchronized = missing(isCut, .synchronized)
    subscription.created = missing(isCut, .created)
    subscription.expires = missing(isCut, .expires)
    subscription.contact = missing(isCut, .contact)
    subscription.limits = missingAmounts(isCut, .limits)
    subscription.usage = missingAmounts(isCut, .usage)
    subscription.overuse = missing(isCut, .overuse)
    subscription.permissions = missingGrants(isCut)
    subscription.labels = missing(isCut, .labels)
  }

  // MARK: - Name

  private func isText(_ node: NodeID) -> Bool {
    let resolved = tree.resolve(node)
    return tree.kind(resolved) == .scalar && !isCut(resolved) && !isBlank(node)
  }

  /// The declared name, else the first domain's, with the entry that holds it.
  private mutating func name(of naming: Naming) -> (entry: Tree.Entry?, name: NameID?) {
    var named = naming.name
    if let name = named, !isText(name.value) { named = nil }
    guard let entry = named ?? firstDomainName(naming), isText(entry.value) else {
      return (nil, nil)
    }
    let written = tree.resolve(entry.value)
    if tree.withUTF8(written, DomainName.isPlain) {
      return (entry, hosting.names.intern(written, of: tree))
    }
    return (entry, hosting.names.intern(converted(written).ascii))
  }

  private func firstDomainName(_ naming: Naming) -> Tree.Entry? {
    if let entry = naming.domain { return entry }
    guard let entry = naming.domains,
      let first = tree.items(of: tree.resolve(entry.value)).first(where: { _ in true })
    else { return nil }
    let item = tree.resolve(first)
    if tree.kind(item) == .scalar {
      return Tree.Entry(key: entry.key, value: first, isMerged: entry.isMerged)
    }
    return self.entry(of: .name, in: Keys.domain, mapping: item)
  }

  private mutating func reportNamingFaults(
    _ naming: Naming, mapping: NodeID, item: NodeID, subject: EntityReference
  ) {
    if let domain = naming.domain, let domains = naming.domains {
      let later = max(domain.key, domains.key)
      let earlier = min(domain.key, domains.key)
      report(
        .invalidValue, at: firstToken(of: later), "`domain` and `domains` cannot stand together",
        help: "Keep `domain:` for a subscription of one domain, `domains:` for the long form.",
        subject: subject, field: tree.string(tree.resolve(later)),
        related: [
          Label(
            tree.location(of: firstToken(of: earlier)),
            "`\(tree.string(tree.resolve(earlier)))` stands here")
        ])
    } else if let entry = naming.domain ?? naming.domains {
      guard isNull(entry.value) || naming.domain != nil && isBlank(entry.value) else { return }
      let key = tree.string(tree.resolve(entry.key))
      report(
        .missingKey, at: firstToken(of: entry.key), "`\(key)` of this subscription has no value",
        help: "Write the domain name that the subscription hosts.", subject: subject, field: key)
    } else if !tree.isCut(mapping),
      !hasMisspelt(.domain, in: Keys.subscription, mapping: mapping),
      !hasMisspelt(.domains, in: Keys.subscription, mapping: mapping)
    {
      report(
        .missingKey, at: firstToken(of: item), "this subscription has no `domain`",
        help: "Add `domain:` with the domain name that it hosts.", subject: subject,
        field: "domain")
    }
  }

  // MARK: - Fields

  private mutating func read(
    _ key: SubscriptionKey, _ slot: Slot, into subscription: inout Subscription,
    _ settings: inout OwnSettings, id: SubscriptionID, customer: Field<CustomerID>
  ) {
    let subject = EntityReference(.subscription, id.rawValue)
    switch key {
    case .domain, .domains, .unknown: break
    case .name: _ = text(slot)
    case .customer: readCustomerReference(slot, into: &subscription, id: id, owner: customer)
    case .pack:
      switch text(slot).state {
      case .absent: subscription.pack = .absent
      case .unknown: subscription.pack = .unknown
      case .declared(_, let node):
        subscription.pack = pack(named: node, by: subject, key: "pack")
      }
    case .addons: readAddons(slot, into: &subscription, id: id)
    case .systemUser:
      let user = text(slot)
      subscription.systemUser =
        user.node.map { .declared(hosting.names.intern($0, of: tree), $0) }
        ?? (user.isUnknown ? .unknown : .absent)
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
    case .php: settings.php = readPHP(slot)
    case .labels: subscription.labels = labels(slot)
    case .dns: settings.dns.dns = choice(slot, of: DNSHost.self)
    case .nameservers: settings.dns.nameservers = readNameservers(slot)
    case .dnsSync: settings.dns.sync = boolean(slot)
    case .mail, .ssl, .subdomains, .aliases:
      if slot.isMisspelt { break }
      reportUnknownKey(
        slot.entry, of: "a subscription with `domains:`", known: [], subject: subject,
        advice: "Move `\(key.rawValue)` to the domain of `domains:` that it belongs to.")
    }
  }

  private mutating func readCustomerReference(
    _ slot: Slot, into subscription: inout Subscription, id: SubscriptionID,
    owner: Field<CustomerID>
  ) {
    guard let ownerID = owner.value else {
      switch text(slot).state {
      case .absent: subscription.customer = .absent
      case .unknown: subscription.customer = .unknown
      case .declared(_, let node):
        subscription.customer = .unknown
        let subject = EntityReference(.subscription, id.rawValue)
        references.customers.append((id, node, pathOfNameless(subject)))
      }
      return
    }
    if slot.isMisspelt { return }
    let login = hosting.name(of: EntityReference(.customer, ownerID.rawValue))
    reportUnknownKey(
      slot.entry, of: "a subscription that stands under a customer", known: [],
      subject: slot.subject,
      advice: "Leave it out: the subscription stands under its customer, \(login).")
  }

  private mutating func readAddons(
    _ slot: Slot, into subscription: inout Subscription, id: SubscriptionID
  ) {
    let what = "each item of `addons`"
    guard let list = list(slot, expected: "a list of add-on packs") else {
      subscription.addonsAreOpen = !isNull(slot.entry.value)
      return
    }
    subscription.addonsAreOpen = tree.isCut(list)
    subscription.addons.start = UInt32(truncatingIfNeeded: hosting.addons.count)
    var items = tree.cursor(overItemsOf: list)
    while let item = tree.next(&items) {
      let itemSlot = Slot(
        entry: Tree.Entry(key: slot.entry.key, value: item), subject: slot.subject,
        field: slot.field)
      guard let node = text(itemSlot, what: what).node else {
        subscription.addonsAreOpen = true
        if isBlank(item) {
          reportWrongType(
            item, what: what, expected: "a pack's name", subject: slot.subject, field: slot.field)
        }
        continue
      }
      let subject = EntityReference(.subscription, id.rawValue)
      let pack = pack(named: node, by: subject, key: "addons").value
      hosting.addons.append(AddonReference(pack: pack, node: node))
      subscription.addons.count += 1
    }
  }

  private mutating func readContact(_ slot: Slot) -> Field<ContactID> {
    guard let mapping = mapping(slot, expected: "a mapping with `name`, `email`, `plesk_access`")
    else { return isNull(slot.entry.value) ? .absent : .unknown }
    let isCut = tree.isCut(mapping)
    var contact = Contact(
      name: missing(isCut, .contact), email: missing(isCut, .contact),
      pleskAccess: missing(isCut, .contact))
    var seen = SeenKeys()
    var entries = tree.cursor(overEntriesOf: mapping)
    while let entry = tree.next(&entries) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.contact, mapping: mapping, seen: &seen, owner: "`contact`",
          subject: slot.subject, prefix: "contact.")
      else { continue }
      let inner = Slot(
        entry: entry, subject: slot.subject, in: "contact", field: key.rawValue,
        isMisspelt: isMisspelt)
      switch key {
      case .name: contact.name = text(inner)
      case .email: contact.email = text(inner)
      case .pleskAccess: contact.pleskAccess = boolean(inner)
      }
    }
    hosting.contacts.append(contact)
    return .declared(ContactID(index: hosting.contacts.count - 1), mapping)
  }
}
