internal import SourceText
internal import YAML

/// Facts about the name servers that one level declares.
extension Hosting {
  /// What one level of the hierarchy says about DNS; nil for kinds that say nothing.
  package func dnsSettings(of entity: EntityReference) -> DNSSettings? {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller: return resellers[index].dns
    case .subscription: return self[subscriptions[index].dns]
    case .domain: return self[domains[index].dns]
    case .alias: return self[aliases[index].dns]
    case .customer, .pack, .quota, .limit, .change: return nil
    }
  }

  /// Whose the name servers are that one level declares; absent where it declares none.
  package func nameserversProvider(of entity: EntityReference) -> Fact<DNSProvider> {
    guard let settings = dnsSettings(of: entity) else { return .absent }
    switch fact(settings.nameservers, owner: entity) {
    case .unknown: return .unknown
    case .absent: return .absent
    case .known(let servers, let origin):
      return servers.provider.map { .known($0, origin) } ?? .absent
    }
  }

  /// How many different name servers one level declares, by their ASCII form; absent where it
  /// declares none.
  package func nameserverCount(of entity: EntityReference) -> Fact<Int> {
    guard let settings = dnsSettings(of: entity) else { return .absent }
    switch fact(settings.nameservers, owner: entity) {
    case .unknown: return .unknown
    case .absent: return .absent
    case .known(let servers, let origin):
      guard servers.count > 0, let origin, let tree = tree(origin.file) else { return .absent }
      var names = tree.items(of: servers.node).map {
        DomainName(tree.utf8(tree.resolve($0))).ascii
      }
      names.sort { $0.lexicographicallyPrecedes($1) }
      let repeated = zip(names, names.dropFirst()).count { $0 == $1 }
      return .known(names.count - repeated, origin)
    }
  }
}
