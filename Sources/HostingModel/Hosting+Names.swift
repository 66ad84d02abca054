package import SourceText
package import YAML

extension Hosting {
  /// The entity right above; nil for a reseller.
  package func parent(of entity: EntityReference) -> EntityReference? {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller, .quota, .limit, .change: return nil
    case .pack, .customer:
      return EntityReference(.reseller, reseller(of: entity).rawValue)
    case .subscription:
      let subscription = subscriptions[index]
      return subscription.customer.value.map { EntityReference(.customer, $0.rawValue) }
        ?? EntityReference(.reseller, subscription.reseller.rawValue)
    case .domain:
      return EntityReference(.subscription, domains[index].subscription.rawValue)
    case .alias: return EntityReference(.domain, aliases[index].domain.rawValue)
    }
  }

  /// The tree of a hosting file of this run.
  package func tree(_ file: FileID) -> Tree? {
    trees.indices.contains(Int(file.rawValue)) ? trees[Int(file.rawValue)] : nil
  }

  /// The place of a node.
  package func location(of node: NodeID, in file: FileID) -> SourceLocation {
    tree(file)?.location(node) ?? SourceLocation(file: file, range: SourceRange(at: 0))
  }

  /// The place of an origin, a token on one line.
  package func location(of origin: Origin) -> SourceLocation {
    guard let tree = tree(origin.file) else {
      return SourceLocation(file: origin.file, range: SourceRange(at: 0))
    }
    return tree.location(of: tree.firstToken(of: origin.node))
  }

  /// The place of an entity's name, a token on one line; nil for one that no file defines.
  package func nameLocation(of entity: EntityReference) -> SourceLocation? {
    guard let source = source(of: entity), let tree = tree(source.file) else { return nil }
    return tree.location(of: tree.firstToken(of: source.name))
  }

  /// The place of a key of an entity, `limits.disk_space`, that has nothing behind it; nil where
  /// the key is not there or has a value, `null` and an empty text among them.
  package func blankKeyLocation(of path: String, in entity: EntityReference) -> SourceLocation? {
    guard let source = source(of: entity), let tree = tree(source.file) else { return nil }
    var node = source.node
    var key: NodeID?
    for name in path.split(separator: ".") {
      guard tree.kind(node) == .mapping,
        let entry = tree.mergedEntries(of: node).first(where: { tree.string($0.key) == name })
      else { return nil }
      key = entry.key
      node = tree.resolve(entry.value)
    }
    guard let key, tree.kind(node) == .scalar, tree.range(node).isEmpty else { return nil }
    return tree.location(of: tree.firstToken(of: key))
  }

  /// A text as it reads, decoded.
  package func string(of text: Text, in file: FileID) -> String {
    tree(file)?.string(text.node) ?? ""
  }

  /// Where an entity stands; nil for one that no file defines.
  package func source(of entity: EntityReference) -> Source? {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller: return resellers[index].source
    case .customer: return customers[index].source
    case .pack: return packs[index].source
    case .subscription: return subscriptions[index].source
    case .domain: return domains[index].source
    case .alias: return aliases[index].source
    case .quota: return source(of: quota(entity.index).owner)
    case .limit: return source(of: limits[index].owner)
    case .change: return source(of: changes[index].entity)
    }
  }

  /// The file that an entity stands in; nil for one that no file defines.
  ///
  /// `Source.file` is that of the tree, which may be made of several files.
  package func file(of entity: EntityReference) -> FileID? {
    source(of: entity).map { location(of: $0.name, in: $0.file).file }
  }

  /// The reseller above an entity.
  package func reseller(of entity: EntityReference) -> ResellerID {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller: return ResellerID(entity.index)
    case .customer: return customers[index].reseller
    case .pack: return packs[index].reseller
    case .subscription: return subscriptions[index].reseller
    case .domain: return self[domains[index].subscription].reseller
    case .alias: return self[self[aliases[index].domain].subscription].reseller
    case .quota: return reseller(of: quota(entity.index).owner)
    case .limit: return reseller(of: limits[index].owner)
    case .change: return reseller(of: changes[index].entity)
    }
  }

  /// What people call an entity: its login or name as it is written.
  package func name(of entity: EntityReference) -> String {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller: return resellers[index].login.map(names.string) ?? "(no login)"
    case .customer: return customers[index].login.map(names.string) ?? "(no login)"
    case .pack: return names.string(packs[index].name)
    case .subscription:
      let subscription = subscriptions[index]
      return subscription.name == nil ? "(no name)" : written(subscription.source)
    case .domain: return domains[index].name == nil ? "(no name)" : written(domains[index].source)
    case .alias: return aliases[index].name == nil ? "(no name)" : written(aliases[index].source)
    case .quota: return name(of: quota(entity.index).owner)
    case .limit: return name(of: limits[index].owner)
    case .change: return name(of: changes[index].entity)
    }
  }

  private func written(_ source: Source) -> String {
    string(of: Text(node: source.spelling), in: source.file).trimmingSpaces()
  }

  /// The identity of an entity, in ASCII form: `alias/example.fr/example.com`.
  ///
  /// Nil for an entity whose name is missing: it has none.
  package func identity(of entity: EntityReference) -> String? {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller: return resellers[index].login.map { "reseller/" + names.string($0) }
    case .customer: return customers[index].login.map { "customer/" + names.string($0) }
    case .pack: return "pack/" + names.string(packs[index].name)
    case .subscription:
      return subscriptions[index].name.map { "subscription/" + names.string($0) }
    case .domain:
      guard let name = domains[index].name else { return nil }
      let subscription = self[domains[index].subscription].name.map(names.string) ?? ""
      return "domain/\(subscription)/\(domainNames.string(name))"
    case .alias:
      guard let name = aliases[index].name else { return nil }
      let domain = self[aliases[index].domain].name.map(domainNames.string) ?? ""
      return "alias/\(domain)/\(domainNames.string(name))"
    case .quota:
      let quota = quota(entity.index)
      // A subscription's quota carries its name alone, a reseller's the whole identity.
      let owner =
        quota.owner.kind == .subscription
        ? subscriptions[Int(quota.owner.index)].name.map(names.string) : identity(of: quota.owner)
      return owner.map { "quota/\($0)/\(quota.resource.rawValue)" }
    case .limit: return identity(of: limits[index].owner)
    case .change: return identity(of: changes[index].entity)
    }
  }

  /// How many entities of a kind are defined by files that fulfil a condition.
  ///
  /// - Parameter isCounted: The condition; nil for all files.
  package func definedCount(of kind: EntityKind, in isCounted: ((FileID) -> Bool)?) -> Int {
    (0..<UInt32(truncatingIfNeeded: count(of: kind))).count { index in
      let entity = EntityReference(kind, index)
      guard let isCounted else { return source(of: entity) != nil }
      return file(of: entity).map(isCounted) ?? false
    }
  }

  /// How many entities of a kind there are; every possible quota counts.
  package func count(of kind: EntityKind) -> Int {
    switch kind {
    case .reseller: resellers.count
    case .customer: customers.count
    case .pack: packs.count
    case .subscription: subscriptions.count
    case .domain: domains.count
    case .alias: aliases.count
    case .quota: quotaCount
    case .limit: limits.count
    case .change: changes.count
    }
  }
}
