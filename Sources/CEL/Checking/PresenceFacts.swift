/// Which optional fields are known to be present.
package struct PresenceFacts: Sendable {
  /// Whether the facts cannot hold at all, as after `false`: then everything follows.
  private(set) var isImpossible = false
  /// Each once. They are few, and a set of them took longer than all else that is checked.
  private(set) var paths: [PresencePath] = []

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
    for path in other.paths where !result.paths.contains(path) { result.paths.append(path) }
    return result
  }

  /// What is known when one of the two holds.
  package func intersection(_ other: PresenceFacts) -> PresenceFacts {
    if isImpossible { return other }
    if other.isImpossible { return self }
    var result = self
    result.paths.removeAll { !other.paths.contains($0) }
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
struct PresencePath: Equatable, Sendable {
  /// The variable's slot, so that two names of one variable mean the same.
  let slot: Int
  var fields: [String] = []

  func appending(_ field: String) -> PresencePath {
    var path = self
    path.fields.append(field)
    return path
  }
}
