internal import Diagnostics
internal import SourceText
internal import YAML

/// Domains and aliases.
extension HostingReader {
  /// `domains:` of a subscription in the long form.
  mutating func readDomains(
    _ entry: Tree.Entry, into subscription: inout Subscription, id: SubscriptionID
  ) {
    let subject = EntityReference(.subscription, id.rawValue)
    let slot = Slot(entry: entry, subject: subject, field: "domains")
    subscription.domains.start = UInt32(truncatingIfNeeded: hosting.domains.count)
    guard let list = list(slot, expected: "a list of domains") else {
      subscription.domainsAreOpen = true
      return
    }
    subscription.domainsAreOpen = tree.isCut(list)
    for item in tree.items(of: list) {
      let node = tree.resolve(item)
      if tree.isCut(node), tree.kind(node) == .scalar {
        subscription.domainsAreOpen = true
        continue
      }
      switch tree.kind(node) {
      case .scalar where tree.scalar(node) != .null:
        append(domain(named: node, node: node, subscription: id, isCut: false))
      case .mapping:
        readDomain(node, item: item, subscription: id)
      default:
        subscription.domainsAreOpen = true
        reportWrongType(
          item, expected: "a list of names or mappings", subject: subject, field: "domains")
        continue
      }
      subscription.domains.count += 1
    }
    if subscription.domains.isEmpty, !subscription.domainsAreOpen {
      report(
        .missingKey, at: tree.range(entry.key), "this subscription has no domain",
        help: "List the domain name that the subscription hosts.",
        subject: hosting.identity(of: subject) == nil ? nil : subject,
        field: hosting.identity(of: subject) == nil ? tree.keyPath(to: entry.value) : "domains")
    }
  }

  private mutating func readDomain(_ node: NodeID, item: NodeID, subscription: SubscriptionID) {
    let entries = tree.mergedEntries(of: node)
    let isCut = tree.isCut(node)
    let entry = entries.first { Keys.domain.key($0.key, in: tree) == .name }
    var nameNode: NodeID?
    if let entry {
      nameNode = text(Slot(entry: entry, subject: nil, field: tree.keyPath(to: entry.value))).node
    }
    if nameNode == nil, !isCut, entry.map({ isNull($0.value) }) ?? true {
      report(
        .missingKey, at: firstToken(of: item), "this domain has no `name`",
        help: "Add `name:` with the domain name.", subject: nil,
        field: tree.keyPath(to: item) + ".name")
    }
    append(domain(named: nameNode, node: node, subscription: subscription, isCut: isCut))
    let id = DomainID(index: hosting.domains.count - 1)
    var domain = hosting.domains[id.index]
    let subject = EntityReference(.domain, id.rawValue)
    for entry in entries {
      guard let key = Keys.domain.key(entry.key, in: tree) else {
        reportUnknownKey(entry, of: "a domain", known: DomainKey.self, subject: subject)
        continue
      }
      read(key, entry, into: &domain, id: id)
    }
    hosting.domains[id.index] = domain
  }

  private mutating func append(_ domain: Domain) {
    hosting.domains.append(domain)
  }

  /// A domain nothing but whose name is read; `name` is nil where it could not be read.
  private mutating func domain(
    named name: NodeID?, node: NodeID, subscription: SubscriptionID, isCut: Bool
  ) -> Domain {
    let read = name.map { DomainName(tree.utf8($0)) }
    var domain = Domain(
      subscription: subscription,
      source: Source(
        file: tree.fileID, node: node, name: name ?? nameOfNameless(node)),
      name: read.map { hosting.domainNames.intern($0.ascii) }, nameFault: read?.fault)
    domain.dns = missingDNS(isCut)
    domain.mail = missing(isCut, .mail)
    domain.ssl = missing(isCut, .ssl)
    domain.php = missingPHP(isCut)
    domain.subdomains = missing(isCut, .subdomains)
    domain.aliasesAreOpen = isCut || topics.contains(.aliases)
    domain.labels = missing(isCut)
    domain.aliases.start = UInt32(truncatingIfNeeded: hosting.aliases.count)
    return domain
  }

  // MARK: - Short form

  /// The one domain of a subscription in the short form, appended; nil where `domain:` has no value.
  mutating func shortFormDomain(
    _ entry: Tree.Entry, mapping: NodeID, subscription: SubscriptionID, isCut: Bool
  ) -> Domain? {
    if isNull(entry.value) { return nil }
    let subject = EntityReference(.subscription, subscription.rawValue)
    let slot = Slot(entry: entry, subject: subject, field: "domain")
    let value = tree.resolve(entry.value)
    var name: NodeID?
    if tree.kind(value) == .sequence {
      reportWrongType(
        entry.value, expected: "one domain name", subject: nil,
        field: tree.keyPath(to: entry.value),
        help: "For several domains write `domains:`; better, one subscription for each.")
    } else {
      name = text(slot).node
    }
    append(domain(named: name, node: mapping, subscription: subscription, isCut: isCut))
    return hosting.domains[hosting.domains.count - 1]
  }

  /// Reads a key that belongs to the short form's domain; false for the subscription's own keys.
  mutating func readShortForm(
    _ key: SubscriptionKey, _ entry: Tree.Entry, into domain: inout Domain?, id: DomainID
  ) -> Bool {
    let domainKey: DomainKey
    switch key {
    case .dns: domainKey = .dns
    case .nameservers: domainKey = .nameservers
    case .dnsSync: domainKey = .dnsSync
    case .mail: domainKey = .mail
    case .ssl: domainKey = .ssl
    case .subdomains: domainKey = .subdomains
    case .aliases: domainKey = .aliases
    default: return false
    }
    guard var read = domain else { return false }
    self.read(domainKey, entry, into: &read, id: id)
    domain = read
    return true
  }

  private mutating func read(
    _ key: DomainKey, _ entry: Tree.Entry, into domain: inout Domain, id: DomainID
  ) {
    let subject = EntityReference(.domain, id.rawValue)
    let slot = Slot(entry: entry, subject: subject, field: key.rawValue)
    switch key {
    case .name: break
    case .dns: domain.dns.dns = choice(slot, of: DNSHost.self)
    case .nameservers: domain.dns.nameservers = readNameservers(slot)
    case .dnsSync: domain.dns.sync = boolean(slot)
    case .mail: domain.mail = boolean(slot)
    case .ssl: domain.ssl = boolean(slot)
    case .php: domain.php = readPHP(slot)
    case .subdomains: domain.subdomains = textList(slot)
    case .aliases: readAliases(slot, into: &domain, id: id)
    case .labels: domain.labels = labels(slot)
    }
  }

  // MARK: - Aliases

  private mutating func readAliases(_ slot: Slot, into domain: inout Domain, id: DomainID) {
    domain.aliases.start = UInt32(truncatingIfNeeded: hosting.aliases.count)
    guard let list = list(slot, expected: "a list of aliases") else {
      domain.aliasesAreOpen = !isNull(slot.entry.value)
      return
    }
    domain.aliasesAreOpen = tree.isCut(list) || topics.contains(.aliases)
    for item in tree.items(of: list) {
      let node = tree.resolve(item)
      if tree.isCut(node), tree.kind(node) == .scalar {
        domain.aliasesAreOpen = true
        continue
      }
      switch tree.kind(node) {
      case .scalar where tree.scalar(node) != .null:
        hosting.aliases.append(alias(named: node, node: node, domain: id, isCut: false))
      case .mapping:
        readAlias(node, item: item, domain: id)
      default:
        domain.aliasesAreOpen = true
        reportWrongType(
          item, expected: "a list of names or mappings", subject: slot.subject, field: slot.field)
        continue
      }
      domain.aliases.count += 1
    }
  }

  private mutating func readAlias(_ node: NodeID, item: NodeID, domain: DomainID) {
    let entries = tree.mergedEntries(of: node)
    let isCut = tree.isCut(node)
    let entry = entries.first { Keys.alias.key($0.key, in: tree) == .name }
    var nameNode: NodeID?
    if let entry {
      nameNode = text(Slot(entry: entry, subject: nil, field: tree.keyPath(to: entry.value))).node
    }
    if nameNode == nil, !isCut, entry.map({ isNull($0.value) }) ?? true {
      report(
        .missingKey, at: firstToken(of: item), "this alias has no `name`",
        help: "Add `name:` with the alias's domain name.", subject: nil,
        field: tree.keyPath(to: item) + ".name")
    }
    var alias = alias(named: nameNode, node: node, domain: domain, isCut: isCut)
    let subject = EntityReference(.alias, UInt32(truncatingIfNeeded: hosting.aliases.count))
    hosting.aliases.append(alias)
    for entry in entries {
      guard let key = Keys.alias.key(entry.key, in: tree) else {
        reportUnknownKey(entry, of: "an alias", known: AliasKey.self, subject: subject)
        continue
      }
      let slot = Slot(entry: entry, subject: subject, field: key.rawValue)
      switch key {
      case .name: break
      case .dnsSync: alias.dns.sync = boolean(slot)
      case .dns: alias.dns.dns = choice(slot, of: DNSHost.self)
      case .nameservers: alias.dns.nameservers = readNameservers(slot)
      case .mode: alias.mode = choice(slot, of: AliasMode.self)
      case .mail: alias.mail = boolean(slot)
      case .web: alias.web = boolean(slot)
      case .labels: alias.labels = labels(slot)
      }
    }
    hosting.aliases[hosting.aliases.count - 1] = alias
  }

  /// An alias nothing but whose name is read; `name` is nil where it could not be read.
  private mutating func alias(
    named name: NodeID?, node: NodeID, domain: DomainID, isCut: Bool
  ) -> Alias {
    let read = name.map { DomainName(tree.utf8($0)) }
    var alias = Alias(
      domain: domain,
      source: Source(file: tree.fileID, node: node, name: name ?? nameOfNameless(node)),
      name: read.map { hosting.domainNames.intern($0.ascii) }, nameFault: read?.fault)
    alias.dns = missingDNS(isCut)
    alias.mode = missing(isCut)
    alias.mail = missing(isCut, .mail)
    alias.web = missing(isCut)
    alias.labels = missing(isCut)
    return alias
  }
}
