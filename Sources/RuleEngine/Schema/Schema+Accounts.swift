internal import CEL
internal import HostingModel
internal import SourceText
internal import YAML

/// The fields that several kinds share, and those of resellers, customers and packs.
extension Schema {
  /// A field as it is declared on an entity of a kind.
  mutating func declareText(
    _ name: String, of object: ObjectKind, _ documentation: String,
    _ field: @escaping @Sendable (Hosting, Int) -> HostingModel.Field<Text>
  ) {
    declare(name, of: object, .string, isOptional: true, documentation) {
      (text: (node: Text, file: FileID), reader) in
      reader.text(text.node, in: text.file)
    } fact: { hosting, index in
      let owner = object.entity(index, in: hosting)
      guard let file = hosting.source(of: owner)?.file else { return .unknown }
      return hosting.fact(field(hosting, Int(index)), owner: owner).map { ($0, file) }
    }
  }

  mutating func declareFlag(
    _ name: String, of object: ObjectKind, _ documentation: String,
    _ field: @escaping @Sendable (Hosting, Int) -> HostingModel.Field<Bool>
  ) {
    declare(name, of: object, .bool, isOptional: true, documentation) { (flag: Bool, _) in
      .bool(flag)
    } fact: { hosting, index in
      hosting.fact(field(hosting, Int(index)), owner: object.entity(index, in: hosting))
    }
  }

  mutating func declareWord<Word: SchemaWord>(
    _ name: String, of object: ObjectKind, _ documentation: String,
    _ field: @escaping @Sendable (Hosting, Int) -> HostingModel.Field<Word>
  ) {
    declare(name, of: object, .string, isOptional: true, documentation) { (word: Word, reader) in
      reader.word(word)
    } fact: { hosting, index in
      hosting.fact(field(hosting, Int(index)), owner: object.entity(index, in: hosting))
    }
  }

  /// The name that people call an entity; unknown where it is missing.
  mutating func declareName(_ name: String, of object: ObjectKind, _ documentation: String) {
    declare(name, of: object, .string, documentation) { (text: String, reader) in
      reader.text(text)
    } fact: { hosting, index in
      let entity = object.entity(index, in: hosting)
      guard hosting.identity(of: entity) != nil else { return .unknown }
      return .known(
        hosting.name(of: entity),
        hosting.source(of: entity).map { Origin(file: $0.file, node: $0.name, owner: entity) })
    }
  }

  /// The fields of every entity.
  mutating func declareCommon(
    of object: ObjectKind, labels: (@Sendable (Hosting, Int) -> HostingModel.Field<Text>)?
  ) {
    declare("kind", of: object, .string, "The name of its kind: `\(object.rawValue)`.") {
      reader, _, _ in reader.context.intern(object.rawValue)
    }
    declare(
      "identity", of: object, .string,
      object == .limit
        ? "What reports call its owner: `\(object.sampleIdentity)`."
        : "What reports call it: `\(object.sampleIdentity)`."
    ) {
      (text: String, reader) in
      reader.text(text)
    } fact: { hosting, index in
      hosting.identity(of: object.entity(index, in: hosting)).map { .known($0, nil) } ?? .unknown
    }
    guard let labels else { return }
    declare(
      "labels", of: object, .map(.string, .string),
      "The declared labels, text by name; empty where there are none."
    ) { (nodes: (mapping: NodeID?, file: FileID), reader) in
      nodes.mapping.map { reader.map($0, in: nodes.file) } ?? reader.context.map([])
    } fact: { hosting, index in
      let owner = object.entity(index, in: hosting)
      let field = labels(hosting, Int(index))
      guard let file = hosting.source(of: owner)?.file, !field.isUnknown else { return .unknown }
      return .known(
        (field.node, file), field.node.map { Origin(file: file, node: $0, owner: owner) })
    }
  }

  /// What one level says about DNS, and what holds for it.
  mutating func declareDNS(
    of object: ObjectKind, _ settings: @escaping @Sendable (Hosting, Int) -> DNSSettings
  ) {
    declareWord("dns", of: object, "What it says itself: `lrob` or `external`.") {
      settings($0, $1).dns
    }
    declare(
      "nameservers", of: object, .list(.string), isOptional: true,
      "The name servers that it declares itself."
    ) { (list: (nodes: [NodeID], file: FileID), reader) in
      reader.texts(list.nodes, in: list.file)
    } fact: { hosting, index in
      let owner = object.entity(index, in: hosting)
      guard let file = hosting.source(of: owner)?.file else { return .unknown }
      return hosting.fact(settings(hosting, Int(index)).nameservers, owner: owner).map { servers in
        let tree = hosting.tree(file)
        return (tree.map { tree in tree.items(of: servers.node).map(tree.resolve) } ?? [], file)
      }
    }
    declare(
      "dns_provider", of: object, .string,
      """
      Whose DNS it uses, by the nearest level that says so: `lrob`, `external`, `mixed` or \
      `undeclared`.
      """
    ) { (provider: DNSProvider, reader) in
      reader.word(provider)
    } fact: { hosting, index in
      hosting.dnsProvider(of: object.entity(index, in: hosting))
    }
    declare(
      "dns_sync", of: object, .bool, isOptional: true,
      object == .alias
        ? "Whether its DNS zone follows its domain's, by the nearest level that says so."
        : "Whether the DNS zones of its aliases follow their domain's, by the nearest level that says so."
    ) { (flag: Bool, _) in
      .bool(flag)
    } fact: { hosting, index in
      hosting.dnsSync(of: object.entity(index, in: hosting))
    }
  }

  /// A field that is an object which shows one side of an entity.
  mutating func declareView(
    _ name: String, of object: ObjectKind, as view: ObjectKind, _ side: View.Side,
    _ documentation: String
  ) {
    declare(name, of: object, .object(view.rawValue), documentation) { reader, _, index in
      reader.object(view, View(side, index).packed)
    }
  }

  /// The reseller above an entity.
  mutating func declareReseller(of object: ObjectKind) {
    declare("reseller", of: object, .object("reseller"), "The reseller above it.") {
      reader, hosting, index in
      let entity = object.entity(index, in: hosting)
      return reader.object(.reseller, hosting.reseller(of: entity).rawValue)
    }
  }

  /// A list of entities that may go on beyond what could be read.
  mutating func declareList<Entity>(
    _ name: String, of object: ObjectKind, _ element: ObjectKind, _ documentation: String,
    isOpen: @escaping @Sendable (Hosting, Int) -> Bool = { _, _ in false },
    _ ids: @escaping @Sendable (Hosting, Int) -> [EntityID<Entity>]
  ) {
    declare(name, of: object, .list(.object(element.rawValue)), documentation) {
      reader, hosting, index in
      isOpen(hosting, Int(index))
        ? .unknown : reader.objects(element, ids(hosting, Int(index)).lazy.map(\.rawValue))
    }
  }

  mutating func declareAccounts() {
    declareResellers()
    declareCustomers()
    declarePacks()
  }

  private mutating func declareResellers() {
    declareName("login", of: .reseller, "The login in Plesk.")
    declareCommon(of: .reseller) { $0.resellers[$1].labels }
    declareText("name", of: .reseller, "The declared name.") { $0.resellers[$1].name }
    declareText("email", of: .reseller, "The address to reach it.") { $0.resellers[$1].email }
    declareDNS(of: .reseller) { $0.resellers[$1].dns }
    declareFlag("oversell", of: .reseller, "Whether more may be promised than the offer has.") {
      $0.resellers[$1].oversell
    }
    declareView("limits", of: .reseller, as: .limits, .reseller, "What the offer holds.")
    declareView(
      "permissions", of: .reseller, as: .permissions, .reseller, "What the offer allows.")
    declareList(
      "customers", of: .reseller, .customer, "Its customers.",
      isOpen: { $0.resellers[$1].mayMissCustomers }, { $0.resellers[$1].customers })
    declareList(
      "packs", of: .reseller, .pack, "Its packs.",
      isOpen: { $0.resellers[$1].mayMissPacks }, { $0.resellers[$1].packs })
    declareList(
      "subscriptions", of: .reseller, .subscription, "Its subscriptions, its customers' included.",
      isOpen: { $0.resellers[$1].mayMissSubscriptions }, { $0.resellers[$1].subscriptions })
    declare(
      "domains", of: .reseller, .list(.object("domain")), "The domains of all its subscriptions."
    ) {
      reader, hosting, index in
      let reseller = hosting.resellers[Int(index)]
      if reseller.mayMissSubscriptions { return .unknown }
      return reader.objects(
        .domain,
        reseller.subscriptions.flatMap { id in
          hosting[id].domains.indices.map { UInt32(truncatingIfNeeded: $0) }
        })
    }
  }

  private mutating func declareCustomers() {
    declareName("login", of: .customer, "The login in Plesk.")
    declareCommon(of: .customer) { $0.customers[$1].labels }
    declareText("name", of: .customer, "The declared name.") { $0.customers[$1].name }
    declareText("company", of: .customer, "The declared company.") { $0.customers[$1].company }
    declareText("email", of: .customer, "The address to reach it.") { $0.customers[$1].email }
    declare(
      "password", of: .customer, .string, isOptional: true,
      "Present where a password stands in the file; its text is never read."
    ) { (_: Text, reader) in
      reader.text("********")
    } fact: { hosting, index in
      hosting.fact(
        hosting.customers[Int(index)].password, owner: EntityReference(.customer, index))
    }
    declare(
      "pack", of: .customer, .object("pack"), isOptional: true,
      "The base pack of its subscriptions that name none."
    ) { (pack: PackID, reader) in
      reader.object(.pack, pack.rawValue)
    } fact: { hosting, index in
      hosting.fact(hosting.customers[Int(index)].pack, owner: EntityReference(.customer, index))
    }
    declareList(
      "subscriptions", of: .customer, .subscription, "Its subscriptions.",
      isOpen: { $0[$0.customers[$1].reseller].mayMissSubscriptions },
      { Array($0.subscriptions(of: CustomerID(index: $1))) })
    declareReseller(of: .customer)
  }

  private mutating func declarePacks() {
    declareName("name", of: .pack, "Its name.")
    declareCommon(of: .pack) { $0.packs[$1].labels }
    declareText("description", of: .pack, "The declared description.") { $0.packs[$1].description }
    declare("is_addon", of: .pack, .bool, "Whether it adds to a base pack.") {
      (flag: Bool, _) in
      .bool(flag)
    } fact: { hosting, index in
      let fact = hosting.fact(hosting.packs[Int(index)].addon, owner: EntityReference(.pack, index))
      if case .absent = fact { return .known(false, nil) }
      return fact
    }
    declareView("limits", of: .pack, as: .limits, .pack, "Its limits.")
    declareView("permissions", of: .pack, as: .permissions, .pack, "Its permissions.")
    declareView("php", of: .pack, as: .php, .pack, "Its PHP settings.")
    declareWord("overuse", of: .pack, "What happens past a limit: `block`, `notify` or `allow`.") {
      $0.packs[$1].overuse
    }
    declareList(
      "subscriptions", of: .pack, .subscription, "The subscriptions that have it as base pack.",
      isOpen: { $0[$0.packs[$1].reseller].mayMissSubscriptions }, { $0.packs[$1].subscriptions })
    declareList(
      "addon_subscriptions", of: .pack, .subscription,
      "The subscriptions that have it as an add-on.",
      isOpen: { $0[$0.packs[$1].reseller].mayMissSubscriptions },
      { $0.packs[$1].addonSubscriptions })
    declareReseller(of: .pack)
  }
}

extension Hosting {
  /// A declared text as a fact that holds the text itself.
  func textFact(_ field: HostingModel.Field<Text>, owner: EntityReference) -> Fact<String> {
    guard let file = source(of: owner)?.file else { return .unknown }
    return fact(field, owner: owner).map { string(of: $0, in: file) }
  }
}
