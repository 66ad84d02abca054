internal import SourceText
internal import YAML

/// Whose DNS a name uses, and whether its aliases follow: inherited from the nearest level
/// that says something.
extension Hosting {
  package func dnsProvider(of entity: EntityReference) -> Fact<DNSProvider> {
    decide(from: entity) { settings in
      switch settings.nameservers.state {
      case .unknown: return .unknown
      case .declared(let servers, let node):
        if let provider = servers.provider { return .declared(provider, node) }
      case .absent: break
      }
      switch settings.dns.state {
      case .unknown: return .unknown
      case .declared(let host, let node):
        return .declared(host == .lrob ? .lrob : .external, node)
      case .absent: return .absent
      }
    } ?? .known(.undeclared, nil)
  }

  package func dnsSync(of entity: EntityReference) -> Fact<Bool> {
    decide(from: entity) { $0.sync } ?? .absent
  }

  /// What the nearest level says that says anything; nil where none does.
  private func decide<Value>(
    from entity: EntityReference, _ read: (DNSSettings) -> Field<Value>
  ) -> Fact<Value>? {
    var next: EntityReference? = entity
    while let current = next {
      let index = Int(current.index)
      let field: Field<Value>
      switch current.kind {
      case .alias:
        field = read(self[aliases[index].dns])
        next = EntityReference(.domain, aliases[index].domain.rawValue)
      case .domain:
        field = read(self[domains[index].dns])
        next = EntityReference(.subscription, domains[index].subscription.rawValue)
      case .subscription:
        field = read(self[subscriptions[index].dns])
        next = EntityReference(.reseller, subscriptions[index].reseller.rawValue)
      case .reseller:
        field = read(resellers[index].dns)
        next = nil
      case .customer, .pack, .quota, .limit, .change: return nil
      }
      if field.isAbsent { continue }
      return fact(field, owner: current)
    }
    return nil
  }
}
