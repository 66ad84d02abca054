/// Which optional fields are known to be present.
package struct PresenceFacts: Hashable, Sendable {
  /// Whether the facts cannot hold at all, as after `false`: then everything follows.
  private(set) var isImpossible = false
  private(set) var paths: Set<PresencePath> = []

  /// Nothing is known.
  package static let none = PresenceFacts()
  static let impossible = PresenceFacts(isImpossible: true)

  package init() {}

  private init(isImpossible: Bool) {
    self.isImpossible = isImpossible
  }

  init(_ path: PresencePath) {
    paths = [path]
  }

  func contains(_ path: PresencePath) -> Bool { isImpossible || paths.contains(path) }

  /// What is known when both hold.
  package func union(_ other: PresenceFacts) -> PresenceFacts {
    if isImpossible || other.isImpossible { return .impossible }
    var result = self
    result.paths.formUnion(other.paths)
    return result
  }

  /// What is known when one of the two holds.
  package func intersection(_ other: PresenceFacts) -> PresenceFacts {
    if isImpossible { return other }
    if other.isImpossible { return self }
    var result = self
    result.paths.formIntersection(other.paths)
    return result
  }

  /// The facts about declared variables, as opposed to a comprehension's.
  func onVariables(below slotCount: Int) -> PresenceFacts {
    var result = self
    result.paths = paths.filter { $0.slot < slotCount }
    return result
  }
}

/// A field reached from a variable: `alias.dns_sync`, `subscription.customer.name`.
struct PresencePath: Hashable, Sendable {
  /// The variable's slot, so that two names of one variable mean the same.
  let slot: Int
  var fields: [String] = []

  func appending(_ field: String) -> PresencePath {
    var path = self
    path.fields.append(field)
    return path
  }
}
