internal import Diagnostics
internal import HostingModel

/// Finds the entity that a person asks for.
struct EntitySearch {
  /// The entities that were asked for, and those above them.
  struct Branch {
    fileprivate(set) var roots: Set<EntityReference> = []
    fileprivate(set) var above: Set<EntityReference> = []
  }

  private let hosting: Hosting

  init(_ hosting: Hosting) {
    self.hosting = hosting
  }

  /// The branch of an identity, or of a login or name that only one entity has.
  ///
  /// An identity that several resellers have, or that is defined twice, is the branch of each.
  func branch(_ name: String) throws(RunFailure) -> Branch {
    let identity = EntityFindings.owner(ofQuota: name) ?? name
    var found = withIdentity([identity, Self.asciiIdentity(identity)])
    if found.isEmpty {
      found = try outermost(named: name)
    }
    guard !found.isEmpty else { throw .message(notFound(name)) }
    return branch(found)
  }

  /// The branch of several entities.
  func branch(_ found: [EntityReference]) -> Branch {
    var branch = Branch()
    branch.roots = Set(found)
    for entity in found {
      var next = hosting.parent(of: entity)
      while let parent = next, branch.above.insert(parent).inserted {
        next = hosting.parent(of: parent)
      }
    }
    return branch
  }

  /// Every entity that people count as a part of an account.
  var entities: some Sequence<EntityReference> {
    EntityKind.counted.lazy.flatMap { kind in
      (0..<UInt32(truncatingIfNeeded: hosting.count(of: kind))).lazy.map {
        EntityReference(kind, $0)
      }
    }
  }

  private func withIdentity(_ identities: Set<String>) -> [EntityReference] {
    // Most of an account is of other kinds, whose identities need not be made.
    let kinds = Set(identities.map { String($0.prefix { $0 != "/" }) })
    return entities.filter { entity in
      kinds.contains(entity.kind.rawValue)
        && hosting.identity(of: entity).map(identities.contains) ?? false
    }
  }

  /// The entities of a login or name. A subscription and its main domain have the same one: the
  /// domain is not counted beside it.
  private func outermost(named name: String) throws(RunFailure) -> [EntityReference] {
    let ascii = String(decoding: DomainName(Array(name.utf8)).ascii, as: UTF8.self)
    let named = entities.filter { entity in
      let names: [String] = [hosting.name(of: entity), asciiName(of: entity) ?? ""]
      return hosting.identity(of: entity) != nil && (names.contains(name) || names.contains(ascii))
    }
    let all = Set(named)
    let outer = named.filter { entity in
      entity.kind != .domain || hosting.parent(of: entity).map(all.contains) != true
    }
    let identities = Set(outer.compactMap(hosting.identity)).sorted()
    guard identities.count > 1 else { return outer }
    let more = identities.count > 5 ? " and \(identities.count - 5) more" : ""
    throw .message(
      "--entity \(name) is ambiguous: \(identities.prefix(5).joined(separator: ", "))\(more)")
  }

  private func asciiName(of entity: EntityReference) -> String? {
    let index = Int(entity.index)
    switch entity.kind {
    case .subscription: return hosting.subscriptions[index].name.map(hosting.names.string)
    case .domain: return hosting.domains[index].name.map(hosting.domainNames.string)
    case .alias: return hosting.aliases[index].name.map(hosting.domainNames.string)
    default: return nil
    }
  }

  /// An identity with the domain names in it in ASCII form.
  private static func asciiIdentity(_ identity: String) -> String {
    let parts = identity.split(separator: "/", omittingEmptySubsequences: false)
    guard let kind = parts.first, ["subscription", "domain", "alias"].contains(kind) else {
      return identity
    }
    let names = parts.dropFirst().map {
      String(decoding: DomainName(Array($0.utf8)).ascii, as: UTF8.self)
    }
    return ([String(kind)] + names).joined(separator: "/")
  }

  private func notFound(_ name: String) -> String {
    let candidates: [String] =
      name.contains("/")
      ? entities.compactMap(hosting.identity)
      : entities.filter { hosting.identity(of: $0) != nil }.map(hosting.name)
    let near = Suggestion.closest(to: name, among: candidates)
    return "--entity \(name) is not in these accounts"
      + (near.map { "; did you mean \($0)?" } ?? "")
  }
}
