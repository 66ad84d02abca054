/// An entity in the two states that are compared; it is in one of them at least.
package struct EntityPair: Hashable, Sendable {
  /// In the earlier state; nil where it is not there.
  package let before: EntityReference?
  /// In the later state; nil where it is not there.
  package let after: EntityReference?

  /// The later state, else the earlier one.
  package var entity: EntityReference { after ?? before ?? EntityReference(.reseller, 0) }
}

/// Which entities of two states of accounts are the same one, and which are only in one of them.
///
/// The two states lie in one hierarchy, told apart by `Reseller.isEarlier`. Entities are the same
/// by their identity below one reseller. A domain or an alias whose name stands at another place in
/// the later state has moved there. Entities without an identity are left out.
package struct HostingComparison: Sendable {
  private struct Key: Hashable {
    /// The number of the pair of resellers.
    let account: Int
    let identity: String
  }

  private let hosting: Hosting
  /// Resellers first, then packs, customers, subscriptions, domains, aliases; of one kind by the
  /// later state, then those that are only in the earlier one.
  package private(set) var pairs: [EntityPair] = []
  private var partners: [EntityReference: EntityReference] = [:]
  /// By reseller: the number of its pair.
  private var accounts: [Int?] = []

  package init(_ hosting: Hosting) {
    self.hosting = hosting
    pairResellers()
    for kind in [EntityKind.pack, .customer, .subscription, .domain, .alias] { pair(kind) }
  }

  /// The same entity in the other state; nil where it is only in one.
  package func partner(of entity: EntityReference) -> EntityReference? { partners[entity] }

  /// Whether an entity stands in the earlier state.
  package func isEarlier(_ entity: EntityReference) -> Bool {
    hosting[hosting.reseller(of: entity)].isEarlier
  }

  /// Whether an entity that is only in one state may be in the other too, which does not claim to
  /// know, or could not be read whole.
  package func mayBeInOther(_ entity: EntityReference) -> Bool {
    let reseller = EntityReference(.reseller, hosting.reseller(of: entity).rawValue)
    guard let account = partners[reseller].map({ hosting.resellers[Int($0.index)] }) else {
      return false
    }
    switch entity.kind {
    case .reseller, .quota, .limit, .change: return false
    case .pack: return account.mayMissPacks
    case .customer: return account.mayMissCustomers
    case .subscription: return account.mayMissSubscriptions
    case .domain:
      guard let other = hosting.parent(of: entity).flatMap({ partners[$0] }) else {
        return account.mayMissSubscriptions
      }
      return hosting.subscriptions[Int(other.index)].domainsAreOpen
    case .alias:
      guard let other = hosting.parent(of: entity).flatMap({ partners[$0] }) else {
        return account.mayMissSubscriptions
      }
      return hosting.domains[Int(other.index)].aliasesAreOpen
    }
  }

  /// What became of each entity, as far as both states claim to know, then of the quotas of those
  /// that are in both.
  var knownChanges: [EntityPair] {
    let known = pairs.filter { pair in
      pair.before != nil && pair.after != nil || !mayBeInOther(pair.entity)
    }
    let quotas = known.flatMap { pair -> [EntityPair] in
      guard let before = pair.before, let after = pair.after,
        after.kind == .subscription || after.kind == .reseller
      else { return [] }
      return Resource.allCases.compactMap { resource in
        func quota(_ owner: EntityReference) -> EntityReference {
          EntityReference(.quota, hosting.quotaIndex(resource, of: owner))
        }
        let wasThere = hosting.exists(Quota(owner: before, resource: resource))
        let isThere = hosting.exists(Quota(owner: after, resource: resource))
        guard wasThere || isThere else { return nil }
        return EntityPair(
          before: wasThere ? quota(before) : nil, after: isThere ? quota(after) : nil)
      }
    }
    return known + quotas
  }

  // MARK: - Pairs

  /// By login; where each state has one account, the two are one.
  private mutating func pairResellers() {
    let accounts = hosting.resellers.indices.filter { index in
      let reseller = hosting.resellers[index]
      return reseller.source != nil || !reseller.customers.isEmpty || !reseller.packs.isEmpty
        || !reseller.subscriptions.isEmpty
    }
    let earlier = accounts.filter { hosting.resellers[$0].isEarlier }
    let later = accounts.filter { !hosting.resellers[$0].isEarlier }
    var found: [(before: Int?, after: Int?)] = []
    if earlier.count == 1, later.count == 1 {
      found = [(earlier[0], later[0])]
    } else {
      var rest = earlier
      for index in later {
        let login = hosting.resellers[index].login
        let match = rest.firstIndex { hosting.resellers[$0].login == login }
        found.append((match.map { rest.remove(at: $0) }, index))
      }
      found += rest.map { ($0, nil) }
    }
    self.accounts = Array(repeating: nil, count: hosting.resellers.count)
    func reference(_ index: Int) -> EntityReference {
      EntityReference(.reseller, UInt32(truncatingIfNeeded: index))
    }
    for (number, pair) in found.enumerated() {
      for case let index? in [pair.before, pair.after] { self.accounts[index] = number }
      add(pair.before.map(reference), pair.after.map(reference))
    }
  }

  private mutating func pair(_ kind: EntityKind) {
    var before: [Key: [EntityReference]] = [:]
    var after: [EntityReference] = []
    var earlier: [EntityReference] = []
    for index in 0..<UInt32(truncatingIfNeeded: hosting.count(of: kind)) {
      let entity = EntityReference(kind, index)
      guard let key = key(of: entity) else { continue }
      if isEarlier(entity) {
        earlier.append(entity)
        before[key, default: []].append(entity)
      } else {
        after.append(entity)
      }
    }
    // Of several with one identity the first is the first.
    for key in before.keys { before[key]?.reverse() }
    var added: [EntityReference] = []
    for entity in after {
      if let key = key(of: entity), let other = before[key]?.popLast() {
        add(other, entity)
      } else {
        added.append(entity)
      }
    }
    let removed = earlier.filter { partners[$0] == nil }
    pairMoved(removed, added)
    for entity in added where partners[entity] == nil { add(nil, entity) }
    for entity in removed where partners[entity] == nil { add(entity, nil) }
  }

  /// Domains and aliases whose name is at one place each.
  private mutating func pairMoved(_ removed: [EntityReference], _ added: [EntityReference]) {
    guard let kind = removed.first?.kind, kind == .domain || kind == .alias else { return }
    let before = Dictionary(grouping: removed, by: name)
    let after = Dictionary(grouping: added, by: name)
    for entity in added {
      guard let name = name(of: entity), after[name]?.count == 1,
        let others = before[name], others.count == 1
      else { continue }
      add(others[0], entity)
    }
  }

  private func name(of entity: EntityReference) -> NameID? {
    switch entity.kind {
    case .domain: hosting.domains[Int(entity.index)].name
    case .alias: hosting.aliases[Int(entity.index)].name
    default: nil
    }
  }

  private func key(of entity: EntityReference) -> Key? {
    guard let account = accounts[hosting.reseller(of: entity).index],
      let identity = hosting.identity(of: entity)
    else { return nil }
    return Key(account: account, identity: identity)
  }

  private mutating func add(_ before: EntityReference?, _ after: EntityReference?) {
    pairs.append(EntityPair(before: before, after: after))
    if let before, let after {
      partners[before] = after
      partners[after] = before
    }
  }
}
