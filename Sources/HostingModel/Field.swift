public import YAML

/// What a hosting file says about one value.
@frozen
@usableFromInline
package enum Field<Value: Sendable>: Sendable {
  /// Missing or `null`: a fact that a rule may judge.
  case absent
  /// Not to be known: unreadable, unresolved, cut off by a syntax error, or listed under
  /// `unknown:`. A rule that needs it does not apply.
  case unknown
  /// A value and the node that holds it, in the file of the entity.
  case declared(Value, NodeID)

  /// The declared value; nil where it is absent or unknown.
  @inlinable
  package var value: Value? {
    if case .declared(let value, _) = self { return value }
    return nil
  }

  /// The declared value's node.
  @inlinable
  package var node: NodeID? {
    if case .declared(_, let node) = self { return node }
    return nil
  }

  @inlinable
  package var isAbsent: Bool {
    if case .absent = self { return true }
    return false
  }

  @inlinable
  package var isUnknown: Bool {
    if case .unknown = self { return true }
    return false
  }
}

/// A text that stays where it stands; `Hosting.string(of:in:)` reads it.
package struct Text: Sendable {
  @usableFromInline package let node: NodeID

  package init(node: NodeID) {
    self.node = node
  }
}
