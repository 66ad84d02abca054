/// Which domains and aliases claim a name; names are unique across the run.
extension Hosting {
  /// Groups every domain and alias by name, in reading order within a name.
  func indexClaims() {
    var places = GroupPlaces(count: domainNames.count) { count in
      for case let name? in domains.lazy.map(\.name) { count(name.rawValue) }
      for case let name? in aliases.lazy.map(\.name) { count(name.rawValue) }
    }
    claims = Table(repeating: EntityReference(.domain, 0), count: places.total)
    claimStarts = Table(places.starts)
    for index in domains.indices {
      // A domain's aliases stand behind it in the text.
      if let name = domains[index].name {
        domains[index].claim = place(EntityReference(.domain, UInt32(index)), name, &places)
      }
      for alias in domains[index].aliases.indices {
        guard let name = aliases[alias].name else { continue }
        aliases[alias].claim = place(EntityReference(.alias, UInt32(alias)), name, &places)
      }
    }
  }

  private func place(
    _ entity: EntityReference, _ name: NameID, _ places: inout GroupPlaces
  ) -> UInt32 {
    let place = places.place(in: name.rawValue)
    claims[place] = entity
    return UInt32(truncatingIfNeeded: place)
  }

  /// Every domain and alias of one name, in reading order.
  package func claims(of name: NameID) -> Slice<Table<EntityReference>> {
    let index = Int(name.rawValue)
    return claims[Int(claimStarts[index])..<Int(claimStarts[index + 1])]
  }

  /// Whether an entity is the first of the run to claim its name.
  package func isFirstClaim(_ name: NameID, position: UInt32) -> Bool {
    position == claimStarts[Int(name.rawValue)]
  }

  /// Whether a domain stands beyond its subscription's first and is no subdomain of another of
  /// its domains.
  package func isExtra(_ id: DomainID) -> Bool { self[id].isExtra }

  /// Finds the domains that are extra, in time proportional to the names' lengths.
  func markExtraDomains() {
    // By name number, the last subscription that was seen to host it, plus one.
    var hosts = Array(repeating: UInt32(0), count: domainNames.count)
    for (index, subscription) in subscriptions.enumerated() where subscription.domains.count > 1 {
      let mark = UInt32(truncatingIfNeeded: index + 1)
      for domain in domains[subscription.domains.indices] {
        if let name = domain.name { hosts[Int(name.rawValue)] = mark }
      }
      for domain in subscription.domains.indices.dropFirst() {
        guard let name = domains[domain].name else { continue }
        domains[domain].isExtra = !hasParent(name) { hosts[Int($0.rawValue)] == mark }
      }
    }
  }

  private func hasParent(_ name: NameID, where matches: (NameID) -> Bool) -> Bool {
    let bytes = domainNames.utf8(name)
    // A longer name is none, and looking up all of its parents would take quadratic time.
    guard bytes.count <= 253 else { return false }
    return DomainName.parents(of: bytes[...]).contains {
      domainNames.find($0).map(matches) ?? false
    }
  }
}
