internal import YAML

/// Documents and entities.
extension HostingFileWriter {
  /// The keys of each kind of entity in the order of docs/format.md; those that hold further
  /// entities come last.
  enum Order {
    static let document = DocumentKey.allCases
    static let reseller = ResellerKey.allCases
    static let pack = PackKey.allCases
    /// Without `password`, which is read only to be reported.
    static let customer: [CustomerKey] = [
      .login, .name, .company, .email, .pack, .labels, .subscriptions,
    ]
    static let subscription: [SubscriptionKey] = [
      .domain, .name, .customer, .pack, .addons, .systemUser, .status, .locked, .synchronized,
      .created, .expires, .contact, .limits, .overuse, .permissions, .php, .usage, .unknown,
      .dns, .nameservers, .dnsSync, .mail, .ssl, .subdomains, .labels, .aliases, .domains,
    ]
    static let domain: [DomainKey] = [
      .name, .dns, .nameservers, .dnsSync, .mail, .ssl, .php, .subdomains, .unknown, .labels,
      .aliases,
    ]
    static let alias: [AliasKey] = [
      .name, .mode, .dnsSync, .dns, .nameservers, .mail, .web, .labels,
    ]
  }

  func document(_ root: NodeID) -> Fragment {
    // Not a hosting document: kept, and reported, as it stands.
    guard tree.kind(root) == .mapping else { return plain(root) }
    var members = members(of: root, Keys.document, Order.document) { key, value in
      switch key {
      case .hosting: .scalar(isFormat1(value) ? .value("1") : spelling(word(value)))
      case .unknown: unknown(value)
      case .reseller: reseller(value)
      case .packs: packs(value)
      case .customers: customers(value)
      case .subscriptions: subscriptions(value, areApart: true)
      }
    }
    for index in members.indices.dropFirst() {
      members[index].isApart = true
      if case .scalar(let key) = members[index].key {
        members[index].comment = Self.comments[key.inBlock] ?? []
        if key.inBlock == DocumentKey.subscriptions.rawValue, hasUnknownOwners(root) {
          members[index].comment = [
            "Subscriptions that the reseller owns, and those whose owner is not known."
          ]
        }
      }
    }
    return .mapping(members, .block)
  }

  private static let comments = [
    DocumentKey.unknown.rawValue: [
      "What this file does not know. A rule that needs it does not apply; take a word out once the",
      "file says it.",
    ],
    DocumentKey.customers.rawValue: ["The customers, each with their subscriptions."],
    DocumentKey.subscriptions.rawValue: ["Subscriptions that the reseller owns."],
  ]

  /// Whether it is not known of a subscription in the top-level list who owns it.
  private func hasUnknownOwners(_ root: NodeID) -> Bool {
    func saysUnknown(_ entry: Tree.Entry) -> Bool {
      tree.items(of: tree.resolve(entry.value)).contains {
        tree.equals(tree.resolve($0), Topic.customers.rawValue)
      }
    }
    var lists: [NodeID] = []
    for entry in tree.mergedEntries(of: root) {
      switch Keys.document.key(entry.key, in: tree) {
      case .unknown: if saysUnknown(entry) { return true }
      case .subscriptions: lists.append(tree.resolve(entry.value))
      default: break
      }
    }
    return lists.contains { list in
      tree.items(of: list).contains { item in
        tree.mergedEntries(of: tree.resolve(item)).contains {
          Keys.subscription.key($0.key, in: tree) == .unknown && saysUnknown($0)
        }
      }
    }
  }

  private func isFormat1(_ value: NodeID) -> Bool {
    let value = tree.resolve(value)
    return tree.kind(value) == .scalar && tree.equals(value, "1")
  }

  private func spelling(_ fragment: Fragment) -> Spelling {
    if case .scalar(let spelling) = fragment { return spelling }
    return .null
  }

  private func unknown(_ node: NodeID) -> Fragment {
    let node = tree.resolve(node)
    guard tree.kind(node) == .sequence else { return plain(node) }
    let words = tree.items(of: node).map { item in
      let topic = Topic(rawValue: tree.string(tree.resolve(item)))
      let rank = topic.flatMap(Topic.allCases.firstIndex) ?? Topic.allCases.count
      var item = Fragment.Item(word(item))
      item.remark = topic.flatMap { reasons[$0] } ?? ""
      return (rank: rank, item: item)
    }
    return .list(
      words.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        .map(\.element.item))
  }

  // MARK: - Entities

  private func reseller(_ node: NodeID) -> Fragment {
    guard tree.kind(tree.resolve(node)) == .mapping else { return text(node) }
    return mapping(node, layout: .block) { mapping in
      members(of: mapping, Keys.reseller, Order.reseller) { key, value in
        switch key {
        case .login, .name, .email: text(value)
        case .dns, .dnsSync, .oversell: word(value)
        case .nameservers: texts(value)
        case .limits: limits(value)
        case .permissions: permissions(value)
        case .unknown: unknown(value)
        case .labels: labels(value)
        }
      }
    }
  }

  private func packs(_ node: NodeID) -> Fragment {
    mapping(node, layout: .block) { mapping in
      order.packs(Array(tree.mergedEntries(of: mapping))).map { entry in
        Fragment.Member(name(entry.key), pack(entry.value))
      }
    }
  }

  private func pack(_ node: NodeID) -> Fragment {
    mapping(node, layout: .block) { mapping in
      members(of: mapping, Keys.pack, Order.pack) { key, value in
        switch key {
        case .description: text(value)
        case .addon, .overuse: word(value)
        case .limits: limits(value)
        case .permissions: permissions(value)
        case .php: php(value)
        case .unknown: unknown(value)
        case .labels: labels(value)
        }
      }
    }
  }

  private func customers(_ node: NodeID) -> Fragment {
    apart(
      list(node, layout: .block, sorted: order.customers) { item in
        mapping(item, layout: .block) { mapping in
          members(of: mapping, Keys.customer, Order.customer) { key, value in
            switch key {
            case .login, .name, .company, .email, .pack: text(value)
            case .password: nil
            case .labels: labels(value)
            case .subscriptions: subscriptions(value, areApart: false)
            }
          }
        }
      })
  }

  /// - Parameter areApart: Whether empty lines stand between those of several lines.
  private func subscriptions(_ node: NodeID, areApart: Bool) -> Fragment {
    let fragment = list(node, layout: .block, sorted: order.subscriptions) { item in
      mapping(item, layout: .block, members: subscription)
    }
    return areApart ? apart(fragment) : fragment
  }

  /// A list with empty lines between items of several lines.
  private func apart(_ fragment: Fragment) -> Fragment {
    guard case .list(var items, let layout) = fragment else { return fragment }
    for index in items.indices.dropFirst() {
      if case .mapping(let members, _) = items[index].value {
        items[index].isApart = members.count > 2
      }
      if case .mapping(let members, _) = items[index - 1].value, members.count > 2 {
        items[index].isApart = true
      }
    }
    return .list(items, layout)
  }

  // MARK: - Domains

  private func subscription(_ mapping: NodeID) -> [Fragment.Member] {
    let only = onlyDomain(of: mapping)
    var result = members(of: mapping, Keys.subscription, Order.subscription) { key, value in
      switch key {
      case .domain, .name, .customer, .pack, .systemUser: text(value)
      case .addons: sortedTexts(value)
      case .status, .locked, .synchronized, .created, .expires, .overuse, .mail, .ssl, .dns,
        .dnsSync:
        word(value)
      case .contact: contact(value)
      case .limits: limits(value)
      case .permissions: permissions(value)
      case .php: php(value)
      case .usage: usage(value)
      case .unknown: unknown(value)
      case .nameservers: texts(value)
      case .subdomains: sortedTexts(value)
      case .labels: labels(value)
      case .aliases: aliases(value)
      case .domains: only == nil ? domains(value) : nil
      }
    }
    guard let only else { return result }
    var members = domainMembers(only)
    let names = members.removeFirst()
    result.insert(Fragment.Member(SubscriptionKey.domain.rawValue, names.value), at: 0)
    // In the short form labels stand before aliases.
    let isAliases = { (member: Fragment.Member) in
      if case .scalar(let key) = member.key { return key.inBlock == DomainKey.aliases.rawValue }
      return false
    }
    let isLabels = { (member: Fragment.Member) in
      if case .scalar(let key) = member.key { return key.inBlock == DomainKey.labels.rawValue }
      return false
    }
    return result.filter { !isLabels($0) } + members.filter { !isAliases($0) }
      + result.filter(isLabels) + members.filter(isAliases)
  }

  /// The one domain of a subscription in the long form whose keys may all stand on the
  /// subscription: its mapping or its name; nil where the short form would say something else.
  private func onlyDomain(of subscription: NodeID) -> NodeID? {
    var domains: NodeID?
    for entry in tree.mergedEntries(of: subscription) {
      switch Keys.subscription.key(entry.key, in: tree) {
      case .domains:
        if domains != nil { return nil }
        domains = tree.resolve(entry.value)
      case .domain, .dns, .nameservers, .dnsSync, .mail, .ssl, .subdomains, .aliases, nil:
        return nil
      default: break
      }
    }
    guard let domains else { return nil }
    let items = Array(tree.items(of: domains))
    guard items.count == 1, case let only = tree.resolve(items[0]) else { return nil }
    if isName(only) { return only }
    var seen: Set<String> = []
    for entry in tree.mergedEntries(of: only) {
      guard let key = Keys.domain.key(entry.key, in: tree), key != .php, key != .unknown,
        key != .labels,
        seen.insert(key.rawValue).inserted, key != .name || isName(entry.value)
      else { return nil }
    }
    return seen.contains(DomainKey.name.rawValue) ? only : nil
  }

  private func isName(_ node: NodeID) -> Bool {
    let node = tree.resolve(node)
    return tree.kind(node) == .scalar && tree.scalar(node) != .null
      && tree.utf8(node).contains { $0 > 0x20 }
  }

  private func domains(_ node: NodeID) -> Fragment {
    list(node, layout: .block, sorted: order.domains) { shortest($0, domainMembers) }
  }

  /// The members of a domain's mapping, its name first; of a name alone, only that.
  private func domainMembers(_ node: NodeID) -> [Fragment.Member] {
    if tree.kind(node) == .scalar {
      return [Fragment.Member(DomainKey.name.rawValue, text(node))]
    }
    return members(of: node, Keys.domain, Order.domain) { key, value in
      switch key {
      case .name: text(value)
      case .dns, .dnsSync, .mail, .ssl: word(value)
      case .nameservers: texts(value)
      case .subdomains: sortedTexts(value)
      case .php: php(value)
      case .unknown: unknown(value)
      case .aliases: aliases(value)
      case .labels: labels(value)
      }
    }
  }

  private func aliases(_ node: NodeID) -> Fragment {
    list(node, sorted: order.aliases) { item in
      shortest(item) { mapping in
        members(of: mapping, Keys.alias, Order.alias) { key, value in
          switch key {
          case .name: text(value)
          case .dnsSync, .dns, .mode, .mail, .web: word(value)
          case .nameservers: texts(value)
          case .labels: labels(value)
          }
        }
      }
    }
  }

  /// A domain or alias: its name where nothing else is said of it, else its mapping.
  private func shortest(
    _ item: NodeID, _ members: (NodeID) -> [Fragment.Member]
  ) -> Fragment {
    let node = tree.resolve(item)
    guard tree.kind(node) == .mapping else { return text(item) }
    let entries = Array(tree.mergedEntries(of: node))
    if entries.count == 1, Keys.alias.key(entries[0].key, in: tree) == .name,
      isName(entries[0].value)
    {
      return text(entries[0].value)
    }
    return .mapping(members(node), .block)
  }
}
