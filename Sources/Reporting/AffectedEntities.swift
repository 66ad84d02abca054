internal import Diagnostics

/// The words for the entities that share one finding.
struct AffectedEntities {
  private let diagnostic: Diagnostic
  /// Those that are named, in order; the others are counted.
  private let shown: [EntityIdentity]

  /// Nil where the finding is that of one entity alone.
  init?(of diagnostic: Diagnostic) {
    guard !diagnostic.entities.isEmpty else { return nil }
    self.diagnostic = diagnostic
    // Four names take no more room than three and a number.
    shown = diagnostic.entities.prefix(diagnostic.entities.count <= 4 ? 4 : 3)
      .map(EntityIdentity.init)
  }

  /// "affects 400 subscriptions of 312 customers: a, b, c and 397 more", without full stop.
  var phrase: String {
    let resource = commonResource
    var name = { (identity: EntityIdentity) in
      resource == nil ? identity.name : String(identity.ownName)
    }
    // Two aliases of one name are told apart by their domains.
    if Set(shown.map(name)).count < shown.count { name = { $0.qualifiedName } }
    var names = shown.map(name)
    let example =
      diagnostic.speaksOfOneEntity
      ? "; the message is about " + name(EntityIdentity(diagnostic.entity)) : ""
    let count = diagnostic.entities.count
    if count > names.count { names.append("\(count - names.count) more") }
    let last = names.count > 1 ? " and " + names.removeLast() : ""
    return "affects " + (resource.map { "the \($0) of " } ?? "")
      + count.counting(resource == nil ? noun : "subscription") + ownership + ": "
      + names.joined(separator: ", ") + last + example
  }

  /// The word for their kind, `entity` where there are several.
  private var noun: String {
    guard let kind = shown.first?.kind, !kind.isEmpty,
      diagnostic.entities.allSatisfy({ $0.hasPrefix(kind + "/") })
    else { return "entity" }
    return String(kind)
  }

  /// The resource where all are quotas of subscriptions and of one resource, which is then easier
  /// said of the subscriptions.
  private var commonResource: String? {
    guard noun == "quota", let resource = shown.first?.resource,
      diagnostic.entities.allSatisfy({
        let identity = EntityIdentity($0)
        return identity.resource == resource && !identity.ownName.contains("/")
      })
    else { return nil }
    return resource
  }

  /// " of 312 customers and the reseller"; empty where all are the reseller's.
  private var ownership: String {
    guard let owners = diagnostic.owners, let first = owners.customers.first else { return "" }
    let customers =
      owners.customers.count == 1
      ? "customer \(first)" : owners.customers.count.counting("customer")
    return " of " + customers + (owners.includesReseller ? " and the reseller" : "")
  }
}
