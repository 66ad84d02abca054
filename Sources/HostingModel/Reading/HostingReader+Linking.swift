internal import Diagnostics
internal import Parallel
internal import SourceText
internal import YAML

/// Ties the entities together once every file is read.
extension HostingReader {
  /// A name among those of one reseller.
  private func key(_ reseller: ResellerID, _ name: NameID) -> UInt64 {
    Hosting.key(reseller, name)
  }

  mutating func link() {
    let hosting = hosting
    let threads = hosting.subscriptions.count < Self.linkedPerThread ? 1 : threads
    // Names of domains and subscriptions are apart from what owners, packs and users are tied by.
    let duplicates = concurrently(threads: threads) {
      hosting.indexClaims()
      hosting.markExtraDomains()
      hosting.indexSystemUsers()
      return hosting.duplicateSubscriptions()
    } and: {
      reportDuplicatePacks()
      reportUnknownPacks()
      resolveCustomers(indexCustomers())
      linkSubscriptions()
    }
    for (duplicate, first) in duplicates {
      reportDuplicate(
        EntityReference(.subscription, duplicate.rawValue),
        of: EntityReference(.subscription, first.rawValue), field: "name")
    }
    hosting.indexPackLimits()
    concurrently(threads: threads) {
      hosting.addTotals()
    } and: {
      hosting.indexAccounts()
    }
  }

  /// From how many subscriptions on a second thread is worth its start.
  private static let linkedPerThread = 2048

  /// Reports about an entity in another file than the last one read.
  private mutating func turn(to entity: EntityReference) {
    guard let file = hosting.source(of: entity)?.file else { return }
    if file != tree.fileID {
      guard let tree = hosting.tree(file) else { return }
      self.tree = tree
    }
    reseller = hosting.reseller(of: entity)
  }

  // MARK: - Identities

  /// The packs by reseller and name; of two with one name the first.
  func packIndex() -> NumberIndex {
    var index = NumberIndex(minimumCapacity: hosting.packs.count)
    for (number, pack) in hosting.packs.enumerated() {
      _ = index.insert(UInt32(truncatingIfNeeded: number), for: key(pack.reseller, pack.name))
    }
    return index
  }

  private mutating func reportDuplicatePacks() {
    for (number, pack) in hosting.packs.enumerated() {
      let id = UInt32(truncatingIfNeeded: number)
      guard let first = packs[key(pack.reseller, pack.name)], first != id else { continue }
      reportDuplicate(
        EntityReference(.pack, id), of: EntityReference(.pack, first), field: "name")
    }
  }

  private mutating func indexCustomers() -> NumberIndex {
    var index = NumberIndex(minimumCapacity: hosting.customers.count)
    for id in hosting.customers.indices.map(CustomerID.init(index:)) {
      let customer = hosting[id]
      guard let login = customer.login else { continue }
      if let first = index.insert(id.rawValue, for: key(customer.reseller, login)) {
        reportDuplicate(
          EntityReference(.customer, id.rawValue), of: EntityReference(.customer, first),
          field: "login")
      }
    }
    return index
  }

  private mutating func reportDuplicate(
    _ entity: EntityReference, of first: EntityReference, field: String
  ) {
    turn(to: entity)
    guard let source = hosting.source(of: entity), let place = hosting.nameLocation(of: first)
    else { return }
    let kind = entity.kind.rawValue
    report(
      .duplicateEntity, at: firstToken(of: source.name),
      "\(kind) `\(abridged(hosting.name(of: entity)))` is defined twice",
      help: "Give one of them another \(field), or merge the two.", subject: entity, field: field,
      related: [
        Label(place, "first defined here")
      ])
  }

  // MARK: - References

  /// The pack that an entity names; unknown where there is none, which is judged when all is read.
  mutating func pack(
    named node: NodeID, by entity: EntityReference, key: String
  ) -> Field<PackID> {
    if let name = hosting.names.find(node, of: tree), let pack = packs[self.key(reseller, name)] {
      return .declared(PackID(pack), node)
    }
    references.packs.append((entity, key, node, pathOfNameless(entity)))
    return .unknown
  }

  private mutating func reportUnknownPacks() {
    for (entity, key, node, path) in references.packs {
      self.path = path ?? EntryPath()
      turn(to: entity)
      guard !hosting.resellers[reseller.index].mayMissPacks else { continue }
      let candidates = hosting.resellers[reseller.index].packs.map {
        EntityReference(.pack, $0.rawValue)
      }
      reportUnresolved(
        .unknownPack, node, word: "pack", candidates: candidates, subject: entity, field: key,
        none: "Define it under `packs:`; there are no packs yet.")
    }
  }

  private mutating func resolveCustomers(_ index: NumberIndex) {
    for (id, node, path) in references.customers {
      self.path = path ?? EntryPath()
      let subject = EntityReference(.subscription, id.rawValue)
      turn(to: subject)
      let login = hosting.names.find(node, of: tree)
      if let login, let customer = index[key(reseller, login)] {
        hosting.subscriptions[id.index].customer = .declared(CustomerID(customer), node)
        continue
      }
      let owner = hosting[reseller]
      guard !owner.mayMissCustomers else { continue }
      let candidates = owner.customers.map { EntityReference(.customer, $0.rawValue) }
      reportUnresolved(
        .unknownCustomer, node, word: "customer", candidates: candidates, subject: subject,
        field: "customer", none: "Define it under `customers:`; there are no customers yet.")
    }
  }

  private mutating func reportUnresolved(
    _ rule: ReadingRule, _ node: NodeID, word: String, candidates: [EntityReference],
    subject: EntityReference, field: String, none: String
  ) {
    let name = tree.string(node)
    var help = none
    var related: [Label] = []
    if let match = closest(to: name, among: candidates) {
      help = "Did you mean `\(hosting.name(of: match))`?"
      related =
        hosting.nameLocation(of: match).map {
          [Label($0, "\(word) `\(abridged(hosting.name(of: match)))` is defined here")]
        } ?? []
    } else if !candidates.isEmpty {
      let listed = candidates.prefix(10).map { abridged(hosting.name(of: $0)) }
      let more = candidates.count - listed.count
      help =
        "Known \(word)s: \(listed.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")."
    }
    report(
      rule, at: firstToken(of: node), "there is no \(word) `\(abridged(name))`", help: help,
      subject: subject, field: field, related: related)
  }

  /// The entity whose name a wrong one was most likely meant to be.
  ///
  /// All comparisons of a run are bounded together: a hostile file has as many wrong names as
  /// candidates.
  private mutating func closest(
    to name: String, among candidates: [EntityReference]
  ) -> EntityReference? {
    guard candidates.count <= comparisonsLeft else { return nil }
    comparisonsLeft -= candidates.count
    let names = candidates.map { hosting.name(of: $0) }
    guard let near = Suggestion.closest(to: name, among: names) else { return nil }
    return zip(candidates, names).first { $0.1 == near }?.0
  }

  // MARK: - Back references

  private func linkAddons(_ addons: EntityRange<AddonReference>, of id: SubscriptionID) {
    guard !addons.isEmpty else { return }
    var seen: Set<UInt32> = []
    for index in addons.indices {
      guard let pack = hosting.addons[index].pack else { continue }
      hosting.packs[pack.index].addonSubscriptions.append(id)
      if !seen.insert(pack.rawValue).inserted { hosting.addons[index].isRepeated = true }
    }
  }

  /// Groups the subscriptions by their customers.
  private func linkCustomers() {
    let owners = hosting.subscriptions.lazy.map(\.customer.value)
    var places = GroupPlaces(count: hosting.customers.count) { count in
      for case let owner? in owners { count(owner.rawValue) }
    }
    for index in hosting.customers.indices {
      hosting.customers[index].subscriptions = EntityRange(
        start: places.starts[index], count: places.count(of: index))
    }
    hosting.customerSubscriptions = Table(repeating: SubscriptionID(0), count: places.total)
    for (index, owner) in owners.enumerated() {
      guard let owner else { continue }
      hosting.customerSubscriptions[places.place(in: owner.rawValue)] = SubscriptionID(index: index)
    }
  }

  private mutating func linkSubscriptions() {
    linkCustomers()
    for id in hosting.subscriptions.indices.map(SubscriptionID.init(index:)) {
      if case .known(let pack, _) = hosting.basePack(of: id) {
        hosting.packs[pack.index].subscriptions.append(id)
      }
      linkAddons(hosting.subscriptions[id.index].addons, of: id)
    }
  }
}
