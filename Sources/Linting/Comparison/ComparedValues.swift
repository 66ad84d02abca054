internal import Diagnostics
internal import HostingModel
internal import YAML

/// The values of an entity that a comparison speaks of, by the keys of the hosting file.
struct ComparedValues {
  struct Entry {
    /// The key path of the hosting file, or a word of its own for what several keys decide.
    let name: String
    let label: String
    let value: AccountValue
  }

  private(set) var entries: [Entry] = []
  private let builder: AccountTreeBuilder
  private let entity: EntityReference

  private var hosting: Hosting { builder.hosting }

  init(of entity: EntityReference, _ builder: AccountTreeBuilder) {
    self.builder = builder
    self.entity = entity
    var described = AccountEntity(
      kind: entity.kind.inTree, name: "", identity: nil, location: nil)
    builder.describe(entity, into: &described)
    for value in described.values {
      guard let (name, label) = Self.name(of: value.name, in: entity.kind) else { continue }
      add(name, label, value.value)
    }
    for resource in described.resources {
      add("limits.\(resource.name)", "\(resource.label) limit", resource.limit)
    }
    addUsage()
    for permission in described.permissions {
      add("permissions.\(permission.name)", "permission \(permission.name)", permission.value)
    }
    addNameservers()
    addContact()
    addLabels()
  }

  /// The key and the words for a property; nil for what follows from other values.
  private static func name(
    of property: AccountProperty, in kind: EntityKind
  ) -> (name: String, label: String)? {
    switch property {
    case .usedBy, .expired, .customer: nil
    case .pack: ("pack", kind == .customer ? "default pack" : "pack")
    case .addon: ("addon", "add-on")
    case .addons: ("addons", "add-ons")
    case .phpVersion: ("php.version", "PHP version")
    case .phpHandler: ("php.handler", "PHP handler")
    case .dnsProvider: ("dns_provider", "DNS provider")
    case .dnsSync: ("dns_sync", "DNS sync")
    case .systemUser: ("system_user", "system user")
    case .ssl: ("ssl", "SSL")
    default: (property.rawValue, property.rawValue)
    }
  }

  private mutating func add(_ name: String, _ label: String, _ value: AccountValue) {
    entries.append(Entry(name: name, label: label, value: value))
  }

  // MARK: - What a tree does not show

  /// What was measured; what the files themselves tell is in their entities.
  private mutating func addUsage() {
    guard entity.kind == .subscription else { return }
    let usage = hosting.subscriptions[Int(entity.index)].usage
    for resource in Resource.allCases {
      let used = hosting.amount(resource, of: usage, in: hosting.usage, owner: entity)
      let value = builder.value(used) { .amount(AccountValue.Amount($0)) }
      if value != .absent {
        add("usage.\(resource.rawValue)", "\(resource.label) used", value)
      }
    }
    addField("usage.as_of", "day of the usage", usage.asOf) { $0.description }
  }

  private mutating func addNameservers() {
    guard let settings = hosting.dnsSettings(of: entity) else { return }
    let value: AccountValue = builder.value(
      hosting.fact(settings.nameservers, owner: entity)
    ) { servers in
      guard let file = hosting.source(of: entity)?.file, let tree = hosting.tree(file) else {
        return .list([])
      }
      return .list(
        tree.items(of: servers.node).map { item in
          String(decoding: DomainName(tree.utf8(tree.resolve(item))).ascii, as: UTF8.self)
        })
    }
    add("nameservers", "name servers", value)
  }

  private mutating func addContact() {
    guard entity.kind == .subscription else { return }
    addText("contact.name", "contact", contactField(\.name))
    addText("contact.email", "e-mail of the contact", contactField(\.email))
    let access = hosting.fact(contactField(\.pleskAccess), owner: entity)
    add("contact.plesk_access", "Plesk access of the contact", builder.value(access) { .flag($0) })
  }

  /// A part of the subscription's contact; absent or unknown as the whole is.
  private func contactField<Part>(_ path: (Contact) -> Field<Part>) -> Field<Part> {
    switch hosting.subscriptions[Int(entity.index)].contact.state {
    case .absent: .absent
    case .unknown: .unknown
    case .declared(let contact, _): path(hosting[contact])
    }
  }

  private mutating func addLabels() {
    let index = Int(entity.index)
    let labels: Field<Text>
    switch entity.kind {
    case .reseller: labels = hosting.resellers[index].labels
    case .customer: labels = hosting.customers[index].labels
    case .pack: labels = hosting.packs[index].labels
    case .subscription: labels = hosting.subscriptions[index].labels
    case .domain: labels = hosting.domains[index].labels
    case .alias: labels = hosting.aliases[index].labels
    case .quota, .limit, .change: return
    }
    guard let source = hosting.source(of: entity), let tree = hosting.tree(source.file),
      let mapping = labels.node
    else {
      if labels.isUnknown { add("labels", "labels", .unknown) }
      return
    }
    for entry in tree.mergedEntries(of: mapping) {
      let key = tree.resolve(entry.key)
      let value = tree.resolve(entry.value)
      guard tree.kind(key) == .scalar, tree.kind(value) == .scalar else { continue }
      let name = builder.masked(tree.string(key))
      addText("labels.\(name)", "label \(name)", .declared(Text(node: value), value))
    }
  }

  private mutating func addText(_ name: String, _ label: String, _ field: Field<Text>) {
    let hosting = hosting
    let file = hosting.source(of: entity)?.file
    addField(name, label, field) { text in
      file.map { hosting.string(of: text, in: $0) } ?? ""
    }
  }

  private mutating func addField<Value>(
    _ name: String, _ label: String, _ field: Field<Value>, _ text: (Value) -> String
  ) {
    let builder = builder
    let fact = hosting.fact(field, owner: entity)
    add(name, label, builder.value(fact) { .text(builder.masked(text($0))) })
  }
}
