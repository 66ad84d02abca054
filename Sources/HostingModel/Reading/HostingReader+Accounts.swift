internal import Diagnostics
internal import SourceText
internal import YAML

/// Resellers, packs and customers.
extension HostingReader {
  /// A reseller's full definition.
  mutating func readReseller(_ node: NodeID, entry: Tree.Entry) {
    let subject = EntityReference(.reseller, reseller.rawValue)
    let known = hosting.resellers[reseller.index]
    let entries = tree.mergedEntries(of: node)
    let login = entries.first { Keys.reseller.key($0.key, in: tree) == .login }
    let isCut = tree.isCut(node)
    var loginNode: NodeID?
    if let login {
      loginNode = text(Slot(entry: login, subject: nil, field: "reseller.login")).node
    }
    if loginNode == nil, !isCut, login.map({ isNull($0.value) }) ?? true {
      report(
        .missingKey, at: tree.range(entry.key), "the reseller has no `login`",
        help: "Add `login:` with the name the reseller logs in to Plesk with.", subject: nil,
        field: "reseller.login")
    }
    if let first = known.source {
      report(
        .duplicateEntity, at: tree.range(loginNode ?? entry.key),
        "reseller \(hosting.name(of: subject)) is defined twice",
        help: "Keep one definition; other files say `reseller: \(hosting.name(of: subject))`.",
        subject: subject, field: "login",
        related: [Label(hosting.location(of: first.name, in: first.file), "first defined here")])
    }
    var read = Reseller(login: known.login)
    read.source = Source(file: tree.fileID, node: node, name: loginNode ?? entry.key)
    read.name = missing(isCut)
    read.email = missing(isCut, .contacts)
    read.dns = missingDNS(isCut)
    read.oversell = missing(isCut)
    read.limits = missingAmounts(isCut, .limits)
    read.permissions = missingGrants(isCut)
    read.labels = missing(isCut)
    for entry in entries {
      guard let key = Keys.reseller.key(entry.key, in: tree) else {
        reportUnknownKey(entry, of: "a reseller", known: ResellerKey.self, subject: subject)
        continue
      }
      let slot = Slot(entry: entry, subject: subject, field: key.rawValue)
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
      case .labels: read.labels = labels(slot)
      }
    }
    // The first definition stands.
    if known.source == nil {
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
  mutating func readPacks(_ entry: Tree.Entry) {
    let slot = Slot(entry: entry, subject: nil, field: "packs")
    guard let mapping = mapping(slot, expected: "a mapping of packs by name") else {
      if !isNull(entry.value) { hosting.resellers[reseller.index].mayMissPacks = true }
      return
    }
    for entry in tree.mergedEntries(of: mapping) {
      let key = tree.resolve(entry.key)
      guard tree.kind(key) == .scalar else {
        reportWrongType(entry.key, expected: "a pack's name", subject: nil, field: "packs")
        continue
      }
      readPack(entry, name: key)
    }
  }

  private mutating func readPack(_ entry: Tree.Entry, name: NodeID) {
    let id = PackID(index: hosting.packs.count)
    let subject = EntityReference(.pack, id.rawValue)
    let value = tree.resolve(entry.value)
    let isCut = tree.isCut(value)
    var pack = Pack(
      reseller: reseller, source: Source(file: tree.fileID, node: value, name: name),
      name: hosting.names.intern(tree.utf8(name)))
    pack.description = missing(isCut)
    pack.addon = missing(isCut)
    pack.limits = missingAmounts(isCut, .limits)
    pack.overuse = missing(isCut, .overuse)
    pack.permissions = missingGrants(isCut)
    pack.php = missingPHP(isCut)
    pack.labels = missing(isCut)
    hosting.packs.append(pack)
    hosting.resellers[reseller.index].packs.append(id)
    let slot = Slot(entry: entry, subject: nil, field: "packs.\(tree.string(name))")
    guard let mapping = mapping(slot, expected: "a mapping with the pack's limits and more") else {
      if !isNull(value), !isCut { forget(pack: id) }
      return
    }
    for entry in tree.mergedEntries(of: mapping) {
      guard let key = Keys.pack.key(entry.key, in: tree) else {
        reportUnknownKey(entry, of: "a pack", known: PackKey.self, subject: subject)
        continue
      }
      let slot = Slot(entry: entry, subject: subject, field: key.rawValue)
      switch key {
      case .description: pack.description = text(slot)
      case .addon: pack.addon = boolean(slot)
      case .limits: pack.limits = readLimits(slot)
      case .overuse: pack.overuse = choice(slot, of: Overuse.self)
      case .permissions: pack.permissions = readPermissions(slot)
      case .php: pack.php = readPHP(slot)
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

  /// `customers:`, a list.
  mutating func readCustomers(_ entry: Tree.Entry) {
    let slot = Slot(entry: entry, subject: nil, field: "customers")
    guard let list = list(slot, expected: "a list of customers") else {
      if !isNull(entry.value) {
        hosting.resellers[reseller.index].mayMissCustomers = true
        hosting.resellers[reseller.index].mayMissSubscriptions = true
      }
      return
    }
    for item in tree.items(of: list) {
      let slot = Slot(
        entry: Tree.Entry(key: entry.key, value: item), subject: nil, field: "customers")
      if let mapping = mapping(slot, expected: "a list of mappings, one for each customer") {
        readCustomer(mapping, item: item)
      } else if isNull(item) {
        reportWrongType(
          item, expected: "a list of mappings, one for each customer", subject: nil,
          field: "customers")
      }
    }
  }

  private mutating func readCustomer(_ node: NodeID, item: NodeID) {
    let id = CustomerID(index: hosting.customers.count)
    let subject = EntityReference(.customer, id.rawValue)
    let entries = tree.mergedEntries(of: node)
    let isCut = tree.isCut(node)
    let login = entries.first { Keys.customer.key($0.key, in: tree) == .login }
    var loginNode: NodeID?
    if let login {
      let field = tree.keyPath(to: login.value)
      loginNode = text(Slot(entry: login, subject: nil, field: field)).node
    }
    if loginNode == nil, !isCut, login.map({ isNull($0.value) }) ?? true {
      report(
        .missingKey, at: firstToken(of: item), "this customer has no `login`",
        help: "Add `login:` with the name the customer logs in to Plesk with.", subject: nil,
        field: tree.keyPath(to: item) + ".login")
    }
    var customer = Customer(
      reseller: reseller,
      source: Source(file: tree.fileID, node: node, name: loginNode ?? nameOfNameless(node)),
      login: loginNode.map { hosting.names.intern(tree.utf8($0)) })
    customer.name = missing(isCut)
    customer.company = missing(isCut)
    customer.email = missing(isCut, .contacts)
    customer.password = missing(isCut)
    customer.pack = missing(isCut, .packs)
    customer.labels = missing(isCut)
    hosting.customers.append(customer)
    hosting.resellers[reseller.index].customers.append(id)
    for entry in entries {
      guard let key = Keys.customer.key(entry.key, in: tree) else {
        reportUnknownKey(entry, of: "a customer", known: CustomerKey.self, subject: subject)
        continue
      }
      let slot = Slot(entry: entry, subject: subject, field: key.rawValue)
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
          isNull(value) ? .absent : .declared(Text(node: value), value)
      case .pack:
        switch text(slot) {
        case .absent: customer.pack = .absent
        case .unknown: customer.pack = .unknown
        case .declared(_, let node):
          customer.pack = .unknown
          references.defaultPacks.append((id, node))
        }
      case .subscriptions:
        hosting.customers[id.index] = customer
        readSubscriptions(
          entry, of: .declared(id, customer.source.name), field: "subscriptions", subject: subject)
      case .labels: customer.labels = labels(slot)
      }
    }
    hosting.customers[id.index] = customer
  }

  /// What stands for the name of an entity without one: its first key, or the empty mapping.
  func nameOfNameless(_ node: NodeID) -> NodeID {
    tree.entries(of: node).first { _ in true }?.key ?? node
  }
}
