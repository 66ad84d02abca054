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
    subscription.domainsAreOpen = tree.isCut(list) || topics.contains(.domains)
    var items = tree.cursor(overItemsOf: list)
    var index = 0
    while let item = tree.next(&items) {
      path.enter("domains", item: index)
      index += 1
      defer { path.leave(2) }
      let node = tree.resolve(item)
      switch tree.kind(node) {
      case .scalar where !isBlank(node) && !isCut(node):
        let source = Source(file: tree.fileID, node: node, name: item, spelling: node)
        var domain = domain(at: source, hasName: true, subscription: id, isCut: false)
        (domain.dns, domain.php) = keep(missingSettings(false))
        append(domain)
      case .mapping:
        readDomain(node, item: item, subscription: id)
      default:
        subscription.domainsAreOpen = true
        reportWrongType(
          item, what: "each item of `domains`", expected: "a name or a mapping with `name`",
          subject: nil, field: "")
        continue
      }
      subscription.domains.count += 1
    }
    if subscription.domains.isEmpty, !subscription.domainsAreOpen {
      report(
        .missingKey, at: firstToken(of: entry.key), "`domains` of this subscription is empty",
        help: "List the domain name that the subscription hosts.", subject: subject,
        field: "domains")
    }
  }

  private mutating func readDomain(_ node: NodeID, item: NodeID, subscription: SubscriptionID) {
    var entries = tree.cursor(overEntriesOf: node)
    let isCut = tree.isCut(node)
    let outerTopics = topics
    defer { topics = outerTopics }
    addTopics(of: node, Keys.domain, .unknown)
    let (entry, nameNode) = naming(
      .name, in: Keys.domain, of: node, at: item, "this domain has no `name`",
      value: "the domain name")
    let source = source(of: node, item: item, name: entry, spelling: nameNode)
    append(
      domain(at: source, hasName: nameNode != nil, subscription: subscription, isCut: isCut))
    let id = DomainID(index: hosting.domains.count - 1)
    var domain = hosting.domains[id.index]
    var settings = missingSettings(isCut)
    let subject = EntityReference(.domain, id.rawValue)
    var seen = SeenKeys()
    while let entry = tree.next(&entries) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.domain, mapping: node, seen: &seen, owner: "a domain",
          subject: subject)
      else { continue }
      let slot = Slot(
        entry: entry, subject: subject, field: key.rawValue, isMisspelt: isMisspelt)
      read(key, slot, into: &domain, &settings, id: id)
    }
    settleNameservers(&settings.dns, .nameservers, in: Keys.domain, mapping: node)
    (domain.dns, domain.php) = keep(settings)
    hosting.domains[id.index] = domain
  }

  private mutating func append(_ domain: Domain) {
    hosting.domains.append(domain)
  }

  /// A domain nothing but whose name is read.
  ///
  /// - Parameter hasName: Whether the source's spelling is a name that could be read.
  private mutating func domain(
    at source: Source, hasName: Bool, subscription: SubscriptionID, isCut: Bool
  ) -> Domain {
    let (name, isPlain) = hasName ? domainName(source.spelling) : (nil, false)
    var domain = Domain(
      subscription: subscription, source: source, name: name,
      hasNameFault: !isPlain && name.map { hosting.nameFaults[$0] != nil } ?? false,
      isPlainlyWritten: isPlain)
    domain.mail = missing(isCut, .mail)
    domain.ssl = missing(isCut, .ssl)
    domain.subdomains = missing(isCut, .subdomains)
    domain.aliasesAreOpen = isCut || topics.contains(.aliases)
    domain.labels = missing(isCut, .labels)
    domain.aliases.start = UInt32(truncatingIfNeeded: hosting.aliases.count)
    return domain
  }

  /// A domain name as it is written, by its number, and whether it is its own ASCII form and a host
  /// name.
  private mutating func domainName(_ node: NodeID) -> (name: NameID?, isPlain: Bool) {
    if tree.withUTF8(node, DomainName.isPlain) {
      return (hosting.domainNames.intern(node, of: tree), true)
    }
    let read = converted(node)
    let name = hosting.domainNames.intern(read.ascii)
    if let fault = read.fault { hosting.nameFaults[name] = fault }
    return (name, false)
  }

  /// What a name that is not plain means.
  mutating func converted(_ node: NodeID) -> DomainName {
    let written = Array(tree.utf8(node))
    if let lastConverted, lastConverted.written == written { return lastConverted.name }
    let name = DomainName(written)
    lastConverted = (written, name)
    return name
  }

  // MARK: - Short form

  /// The one domain of a subscription in the short form, appended.
  ///
  /// - Parameter entry: `domain:` itself; nil where only other keys of the domain are there.
  mutating func shortFormDomain(
    _ entry: Tree.Entry?, of subscription: Subscription, id: SubscriptionID, item: NodeID
  ) -> Domain {
    let mapping = subscription.source.node
    var nameNode: NodeID?
    if let entry {
      let subject = EntityReference(.subscription, id.rawValue)
      if tree.kind(tree.resolve(entry.value)) == .sequence {
        reportWrongType(
          entry.value, expected: "one domain name", subject: subject, field: "domain",
          help: "For several domains write `domains:`; better, one subscription for each.")
      } else {
        nameNode = text(Slot(entry: entry, subject: subject, field: "domain")).node
      }
    }
    let source = source(of: mapping, item: item, name: entry, spelling: nameNode)
    let domain = domain(
      at: source, hasName: nameNode != nil, subscription: id, isCut: tree.isCut(mapping))
    append(domain)
    return domain
  }

  mutating func read(
    _ key: DomainKey, _ slot: Slot, into domain: inout Domain, _ settings: inout OwnSettings,
    id: DomainID
  ) {
    switch key {
    case .name: break
    case .dns: settings.dns.dns = choice(slot, of: DNSHost.self)
    case .nameservers: settings.dns.nameservers = readNameservers(slot)
    case .dnsSync: settings.dns.sync = boolean(slot)
    case .mail: domain.mail = boolean(slot)
    case .ssl: domain.ssl = boolean(slot)
    case .php: settings.php = readPHP(slot)
    case .subdomains: domain.subdomains = textList(slot)
    case .aliases: readAliases(slot, into: &domain, id: id)
    case .unknown: break
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
    var items = tree.cursor(overItemsOf: list)
    var index = 0
    while let item = tree.next(&items) {
      path.enter("aliases", item: index)
      index += 1
      defer { path.leave(2) }
      let node = tree.resolve(item)
      switch tree.kind(node) {
      case .scalar where !isBlank(node) && !isCut(node):
        let source = Source(file: tree.fileID, node: node, name: item, spelling: node)
        var alias = alias(at: source, hasName: true, domain: id, isCut: false)
        alias.dns = hosting.dnsSettings.keep(missingDNS(false))
        hosting.aliases.append(alias)
      case .mapping:
        readAlias(node, item: item, domain: id)
      default:
        domain.aliasesAreOpen = true
        reportWrongType(
          item, what: "each item of `aliases`", expected: "a name or a mapping with `name`",
          subject: nil, field: "")
        continue
      }
      domain.aliases.count += 1
    }
  }

  private mutating func readAlias(_ node: NodeID, item: NodeID, domain: DomainID) {
    var entries = tree.cursor(overEntriesOf: node)
    let isCut = tree.isCut(node)
    let (entry, nameNode) = naming(
      .name, in: Keys.alias, of: node, at: item, "this alias has no `name`",
      value: "the alias's domain name")
    let source = source(of: node, item: item, name: entry, spelling: nameNode)
    var alias = alias(at: source, hasName: nameNode != nil, domain: domain, isCut: isCut)
    var dns = missingDNS(isCut)
    let subject = EntityReference(.alias, UInt32(truncatingIfNeeded: hosting.aliases.count))
    hosting.aliases.append(alias)
    var seen = SeenKeys()
    while let entry = tree.next(&entries) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.alias, mapping: node, seen: &seen, owner: "an alias",
          subject: subject)
      else { continue }
      let slot = Slot(
        entry: entry, subject: subject, field: key.rawValue, isMisspelt: isMisspelt)
      switch key {
      case .name: break
      case .dnsSync: dns.sync = boolean(slot)
      case .dns: dns.dns = choice(slot, of: DNSHost.self)
      case .nameservers: dns.nameservers = readNameservers(slot)
      case .mode: alias.mode = choice(slot, of: AliasMode.self)
      case .mail: alias.mail = boolean(slot)
      case .web: alias.web = boolean(slot)
      case .labels: alias.labels = labels(slot)
      }
    }
    settleNameservers(&dns, .nameservers, in: Keys.alias, mapping: node)
    alias.dns = hosting.dnsSettings.keep(dns)
    hosting.aliases[hosting.aliases.count - 1] = alias
  }

  /// An alias nothing but whose name is read.
  ///
  /// - Parameter hasName: Whether the source's spelling is a name that could be read.
  private mutating func alias(
    at source: Source, hasName: Bool, domain: DomainID, isCut: Bool
  ) -> Alias {
    let (name, isPlain) = hasName ? domainName(source.spelling) : (nil, false)
    var alias = Alias(
      domain: domain, source: source, name: name,
      hasNameFault: !isPlain && name.map { hosting.nameFaults[$0] != nil } ?? false,
      isPlainlyWritten: isPlain)
    alias.mode = missing(isCut)
    alias.mail = missing(isCut, .mail)
    alias.web = missing(isCut)
    alias.labels = missing(isCut, .labels)
    return alias
  }
}
