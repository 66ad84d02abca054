internal import Diagnostics
internal import HostingModel
internal import SourceText

/// Which findings stand at which entity.
struct EntityFindings {
  /// Positions in the report's findings, ascending.
  private(set) var positions: [EntityReference: [Int]] = [:]
  /// The findings that belong to no entity, ascending.
  private(set) var others: [Int] = []

  private struct Key: Hashable {
    let reseller: String
    let identity: String
  }

  private struct Start: Hashable {
    let file: FileID
    let offset: UInt32

    init(_ location: SourceLocation) {
      file = location.file
      offset = location.range.start
    }
  }

  private let hosting: Hosting
  private var byIdentity: [Key: [EntityReference]] = [:]
  /// Entities without an identity, by where the token that stands for them starts.
  private var nameless: [Start: EntityReference] = [:]

  /// - Parameter masking: What the findings were masked by.
  init(_ findings: [Finding], in hosting: Hosting, _ masking: SecretMasking) {
    self.hosting = hosting
    guard !findings.isEmpty else { return }
    for kind in EntityKind.counted {
      for index in 0..<UInt32(truncatingIfNeeded: hosting.count(of: kind)) {
        let entity = EntityReference(kind, index)
        if let identity = hosting.identity(of: entity) {
          let login = hosting[hosting.reseller(of: entity)].login.map(hosting.names.string)
          let key = Key(
            reseller: masking.mask(login ?? ""),
            identity: masking.mask(identity))
          byIdentity[key, default: []].append(entity)
        } else if let place = hosting.nameLocation(of: entity).map(Start.init),
          nameless[place] == nil
        {
          // Of a subscription and its domain, which share a place, the subscription.
          nameless[place] = entity
        }
      }
    }
    for (position, finding) in findings.enumerated() { place(finding.diagnostic, position) }
  }

  private mutating func place(_ diagnostic: Diagnostic, _ position: Int) {
    let isJoined = !diagnostic.entities.isEmpty
    var isPlaced = false
    for identity in isJoined ? diagnostic.entities : [diagnostic.entity] {
      let key = Key(
        reseller: diagnostic.reseller ?? "", identity: Self.owner(ofQuota: identity) ?? identity)
      let candidates = byIdentity[key] ?? []
      let entities =
        candidates.count > 1 && !isJoined ? [choice(among: candidates, diagnostic)] : candidates
      for entity in entities {
        isPlaced = true
        // Several quotas of one subscription may be parts of one finding.
        if positions[entity]?.last != position { positions[entity, default: []].append(position) }
      }
    }
    if isPlaced { return }
    let places = [diagnostic.entityLocation, diagnostic.location].compactMap { $0 }
    if let entity = places.compactMap({ nameless[Start($0)] }).first {
      positions[entity, default: []].append(position)
    } else {
      others.append(position)
    }
  }

  /// The one of several entities of one name that a finding speaks of: the one whose name it
  /// gives, else the one in whose text it points, else the first.
  private func choice(
    among candidates: [EntityReference], _ diagnostic: Diagnostic
  ) -> EntityReference {
    if let place = diagnostic.entityLocation,
      let named = candidates.first(where: { hosting.nameLocation(of: $0) == place })
    {
      return named
    }
    let around = candidates.first { entity in
      guard let source = hosting.source(of: entity) else { return false }
      let extent = hosting.location(of: source.node, in: source.file)
      return extent.file == diagnostic.location.file
        && extent.range.contains(diagnostic.location.range)
    }
    return around ?? candidates[0]
  }

  /// The identity of the entity that a quota belongs to; nil for any other identity.
  static func owner(ofQuota identity: String) -> String? {
    guard identity.hasPrefix("quota/"), let slash = identity.lastIndex(of: "/") else { return nil }
    let owner = identity[..<slash].dropFirst("quota/".count)
    return owner.hasPrefix("reseller/") ? String(owner) : "subscription/\(owner)"
  }
}
