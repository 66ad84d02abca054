internal import SourceText
internal import YAML

/// Whose DNS a name uses, and whether its aliases follow: inherited from the nearest level
/// that says something.
extension Hosting {
  /// One level of the hierarchy and what it says about DNS.
  private struct Level {
    let settings: DNSSettings
    let owner: EntityReference
    let file: FileID?
  }

  package func dnsProvider(of entity: EntityReference) -> Fact<DNSProvider> {
    for level in levels(from: entity) {
      switch level.settings.nameservers {
      case .unknown: return .unknown
      case .declared(let servers, let node):
        if let provider = servers.provider { return .known(provider, origin(of: node, in: level)) }
      case .absent: break
      }
      switch level.settings.dns {
      case .unknown: return .unknown
      case .declared(let host, let node):
        return .known(host == .lrob ? .lrob : .external, origin(of: node, in: level))
      case .absent: break
      }
    }
    return .known(.undeclared, nil)
  }

  package func dnsSync(of entity: EntityReference) -> Fact<Bool> {
    for level in levels(from: entity) {
      switch level.settings.sync {
      case .unknown: return .unknown
      case .declared(let value, let node): return .known(value, origin(of: node, in: level))
      case .absent: break
      }
    }
    return .absent
  }

  private func origin(of node: NodeID, in level: Level) -> Origin? {
    level.file.map { Origin(file: $0, node: node, owner: level.owner) }
  }

  private func levels(from entity: EntityReference) -> [Level] {
    func level(_ settings: DNSSettings, _ owner: EntityReference) -> Level {
      Level(settings: settings, owner: owner, file: source(of: owner)?.file)
    }
    var levels: [Level] = []
    var next: EntityReference? = entity
    while let current = next {
      let index = Int(current.index)
      switch current.kind {
      case .alias:
        levels.append(level(aliases[index].dns, current))
        next = EntityReference(.domain, aliases[index].domain.rawValue)
      case .domain:
        levels.append(level(domains[index].dns, current))
        next = EntityReference(.subscription, domains[index].subscription.rawValue)
      case .subscription:
        levels.append(level(subscriptions[index].dns, current))
        next = EntityReference(.reseller, subscriptions[index].reseller.rawValue)
      case .reseller:
        levels.append(level(resellers[index].dns, current))
        next = nil
      case .customer, .pack, .quota, .limit, .change:
        next = nil
      }
    }
    return levels
  }
}
