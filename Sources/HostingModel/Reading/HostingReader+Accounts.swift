internal import Diagnostics
internal import SourceText
internal import YAML

/// Resellers, packs and customers.
extension HostingReader {
  /// A reseller's full definition.
  mutating func readReseller(_ node: NodeID, entry: Tree.Entry) {
    path.enter("reseller")
    defer { path.leave(1) }
    let subject = EntityReference(.reseller, reseller.rawValue)
    let known = hosting.resellers[reseller.index]
    var entries = tree.cursor(overEntriesOf: node)
    let isCut = tree.isCut(node)
    let documentTopics = topics
    defer { topics = documentTopics }
    addTopics(of: node, Keys.reseller, .unknown)
    let (login, loginNode) = naming(
      .login, in: Keys.reseller, of: node, at: entry.key, "the reseller has no `login`",
      value: "the name that the reseller logs in to Plesk with")
    if let first = known.source {
      report(
        .duplicateEntity, at: firstToken(of: login?.value ?? entry.key),
        "reseller `\(abridged(hosting.name(of: subject)))` is defined twice",
        help: "Keep one definition; other files say `reseller: \(hosting.name(of: subject))`.",
        subject: subject, field: "login",
        related: [Label(hosting.location(of: first.name, in: first.file), "first defined here")])
    }
    let (limits, grants) = (hosting.limits.count, hosting.grants.count)
    var read = Reseller(login: known.login)
    read.source = Source(
      file: tree.fileID, node: node, name: loginNode == nil ? entry.key : login?.value ?? entry.key,
      spelling: loginNode)
    read.name = missing(isCut)
    read.email = missing(isCut, .email)
    read.dns = missingDNS(isCut)
    // What the offer allows to be sold is told with its limits.
    read.oversell = missing(isCut, .limits)
    read.limits = missingAmounts(isCut, .limits)
    read.permissions = missingGrants(isCut)
    read.labels = missing(isCut, .labels)
    var seen = SeenKeys()
    while let entry = tree.next(&entries) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.reseller, mapping: node, seen: &seen, owner: "a reseller",
          subject: subject)
      else { continue }
      let slot = Slot(
        entry: entry, subject: subject, field: key.rawValue, isMisspelt: isMisspelt)
      switch key {
      case .login: break
      case .name: read.name = text(slot)
      case .email: read.email = text(slot)
      case .dns: read.dns.dns = choice(slot, of: DNSHost.self)
      case .nameservers: read.dns.nameservers = readNameservers(slot)
      case .dnsSync: read.dns.sync = boolean(slot)
      case .oversell: read.oversell = boolean(slot)
      case .limits: read.limits = readLimits(slot)
      case .permissions: read.permissions = readPermissions(slot)
      case .unknown: break
      case .labels: read.labels = labels(slot)
      }
    }
    settleNameservers(&read.dns, .nameservers, in: Keys.reseller, mapping: node)
    // The first definition stands, and nothing is judged of another but how it is written.
    if known.source != nil {
      hosting.limits.removeLast(from: limits)
      hosting.grants.removeLast(from: grants)
    } else {
      read.mayMissPacks = known.mayMissPacks
      read.mayMissCustomers = known.mayMissCustomers
      read.mayMissSubscriptions = known.mayMissSubscriptions
      read.customers = known.customers
      read.packs = known.packs
      read.subscriptions = known.subscriptions
      hosting.resellers[reseller.index] = read
    }
  }

  /// `packs:`, a mapping by name.
  mutating func readPacks(_ slot: Slot) {
    guard let mapping = mapping(slot, expected: "a mapping of packs by name") else {
      if !isNull(slot.entry.value) { hosting.resellers[reseller.index].mayMissPacks = true }
      return
    }
    var seen: Set<UInt32> = []
    for entry in tree.mergedEntries(of: mapping) {
      let key = tree.resolve(entry.key)
      guard tree.kind(key) == .scalar else {
        reportWrongType(
          entry.key, what: "each key of `packs`", expected: "a pack's name", subject: nil,
          field: "packs")
        continue
      }
      // A key that stands twice is a finding of the parse, and the first one counts.
      let name = hosting.names.intern(tree.utf8(key))
      if seen.insert(name.rawValue).inserted { readPack(entry, spelling: key, name: name) }
    }
  }

  private mutating func readPack(_ entry: Tree.Entry, spelling: NodeID, name: NameID) {
    let id = PackID(index: hosting.packs.count)
    let subject = EntityReference(.pack, id.rawValue)
    let value = tree.resolve(entry.value)
    let isCut = tree.isCut(value)
    let documentTopics = topics
    defer { topics = documentTopics }
    addTopics(of: value, Keys.pack, .unknown)
    var pack = Pack(
      reseller: reseller,
      source: Source(file: tree.fileID, node: value, name: entry.key, spelling: spelling),
      name: name)
    pack.description = missing(isCut)
    pack.addon = missing(isCut)
    pack.limits = missingAmounts(isCut, .limits)
    pack.overuse = missing(isCut, .overuse)
    pack.permissions = missingGrants(isCut)
    pack.php = missingPHP(isCut)
    pack.labels = missing(isCut, .labels)
    hosting.packs.append(pack)
    hosting.resellers[reseller.index].packs.append(id)
    let slot = Slot(entry: entry, subject: nil, field: "packs.\(abridged(tree.string(spelling)))")
    guard let mapping = mapping(slot, expected: "a mapping with keys such as `limits`") else {
      if !isNull(value), !isCut { forget(pack: id) }
      return
    }
    var seen = SeenKeys()
    for entry in tree.mergedEntries(of: mapping) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.pack, mapping: mapping, seen: &seen, owner: "a pack",
          subject: subject)
      else { continue }
      let slot = Slot(
        entry: entry, subject: subject, field: key.rawValue, isMisspelt: isMisspelt)
      switch key {
      case .description: pack.description = text(slot)
      case .addon: pack.addon = boolean(slot)
      case .limits: pack.limits = readLimits(slot)
      case .overuse: pack.overuse = choice(slot, of: Overuse.self)
      case .permissions: pack.permissions = readPermissions(slot)
      case .php: pack.php = readPHP(slot)
      case .unknown: break
      case .labels: pack.labels = labels(slot)
      }
    }
    hosting.packs[id.index] = pack
  }

  /// Makes everything about a pack unknown: its value could not be read at all.
  private mutating func forget(pack id: PackID) {
    hosting.packs[id.index].description = .unknown
    hosting.packs[id.index].addon = .unknown
    hosting.packs[id.index].limits.isOpen = true
    hosting.packs[id.index].overuse = .unknown
    hosting.packs[id.index].permissions.isOpen = true
    hosting.packs[id.index].php = PHPSettings(version: .unknown, handler: .unknown)
    hosting.packs[id.index].labels = .unknown
  }

  /// An item of `customers:`.
  mutating func readCustomer(_ item: NodeID, of key: NodeID) {
    let slot = Slot(entry: Tree.Entry(key: key, value: item), subject: nil, field: "")
    let what = "each item of `customers`"
    let expected = "a mapping with `login` and more keys"
    if let mapping = mapping(slot, what: what, expected: expected) {
      readCustomer(mapping, item: item)
    } else {
      hosting.resellers[reseller.index].mayMissSubscriptions = true
      if isNull(item) {
        reportWrongType(item, what: what, expected: expected, subject: nil, field: "")
      }
    }
  }

  private mutating func readCustomer(_ node: NodeID, item: NodeID) {
    let id = CustomerID(index: hosting.customers.count)
    let subject = EntityReference(.customer, id.rawValue)
    var entries = tree.cursor(overEntriesOf: node)
    let isCut = tree.isCut(node)
    let (login, loginNode) = naming(
      .login, in: Keys.customer, of: node, at: item, "this customer has no `login`",
      value: "the name that the customer logs in to Plesk with")
    var customer = Customer(
      reseller: reseller, source: source(of: node, item: item, name: login, spelling: loginNode),
      login: loginNode.map { hosting.names.intern($0, of: tree) })
    customer.name = missing(isCut)
    customer.company = missing(isCut)
    customer.email = missing(isCut, .email)
    customer.password = missing(isCut)
    customer.pack = missing(isCut, .packs)
    customer.labels = missing(isCut, .labels)
    hosting.customers.append(customer)
    hosting.resellers[reseller.index].customers.append(id)
    var seen = SeenKeys()
    while let entry = tree.next(&entries) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.customer, mapping: node, seen: &seen, owner: "a customer",
          subject: subject)
      else { continue }
      let slot = Slot(
        entry: entry, subject: subject, field: key.rawValue, isMisspelt: isMisspelt)
      switch key {
      case .login: break
      case .name: customer.name = text(slot)
      case .company: customer.company = text(slot)
      case .email: customer.email = text(slot)
      case .password:
        markSecret(key: entry.key, value: entry.value)
        let value = tree.resolve(entry.value)
        // Whatever it is, a scalar or not, it is a password in a file.
        customer.password =
          isMisspelt || self.isCut(value)
          ? .unknown : isBlank(value) ? .absent : .declared(Text(node: value), value)
      case .pack:
        switch text(slot).state {
        case .absent: customer.pack = .absent
        case .unknown: customer.pack = .unknown
        case .declared(_, let node):
          customer.pack = pack(named: node, by: subject, key: "pack")
        }
      case .subscriptions:
        hosting.customers[id.index] = customer
        readSubscriptions(slot, of: .declared(id, customer.source.name))
      case .labels: customer.labels = labels(slot)
      }
    }
    hosting.customers[id.index] = customer
  }

  /// The entry that names an entity and its scalar.
  ///
  /// Where there is none, that is reported: at the key if it stands there without a value, else at
  /// a place.
  ///
  /// - Parameter value: What belongs there, in words.
  mutating func naming<Key: Equatable & RawRepresentable<String>>(
    _ key: Key, in table: KeyTable<Key>, of mapping: NodeID, at place: NodeID, _ message: String,
    value: String
  ) -> (entry: Tree.Entry?, spelling: NodeID?) {
    let entry = entry(of: key, in: table, mapping: mapping)
    let field = key.rawValue
    let spelling = entry.flatMap { text(Slot(entry: $0, subject: nil, field: field)).node }
    if isMissing(key, entry, in: table, mapping: mapping) {
      let key = tree.kind(place) == .alias ? nil : entry.flatMap { $0.isMerged ? nil : $0.key }
      report(
        .missingKey, at: firstToken(of: key ?? place), message,
        help: entry == nil ? "Add `\(field):` with \(value)." : "Write \(value).", subject: nil,
        field: field)
    }
    return (entry, spelling)
  }

  /// Whether a key that names an entity is not there, as far as can be known.
  private func isMissing<Key: Equatable>(
    _ key: Key, _ entry: Tree.Entry?, in table: KeyTable<Key>, mapping: NodeID
  ) -> Bool {
    if let entry { return isBlank(entry.value) }
    return !tree.isCut(mapping) && !hasMisspelt(key, in: table, mapping: mapping)
  }

  /// Where an entity stands that is an item of a list.
  ///
  /// - Parameters:
  ///   - name: The entry that names it, if it has one.
  ///   - spelling: The scalar of that entry; nil where it could not be read.
  func source(of node: NodeID, item: NodeID, name: Tree.Entry?, spelling: NodeID?) -> Source {
    let token: NodeID
    if tree.kind(item) == .alias {
      token = item
    } else if let name, spelling != nil, !name.isMerged {
      token = name.value
    } else {
      token = tree.entries(of: node).first { _ in true }?.key ?? node
    }
    return Source(file: tree.fileID, node: node, name: token, spelling: spelling)
  }

  /// The way to an entity that has no identity, for findings that are made when all is read.
  func pathOfNameless(_ entity: EntityReference) -> EntryPath? {
    hosting.identity(of: entity) == nil ? path : nil
  }

  /// Name servers that are not there are absent beside a `dns` that is, whatever the document
  /// does not claim to know.
  func settleNameservers<Key: Equatable>(
    _ settings: inout DNSSettings, _ key: Key, in table: KeyTable<Key>, mapping: NodeID
  ) {
    guard topics.contains(.dns), settings.dns.value != nil, settings.nameservers.isUnknown,
      !tree.isCut(mapping),
      entry(of: key, in: table, mapping: mapping) == nil
    else { return }
    settings.nameservers = .absent
  }
}
