package import SourceText
package import YAML

/// A value that follows from what is declared, with where it comes from.
@frozen
package enum Fact<Value: Sendable>: Sendable {
  case absent
  case unknown
  /// A value; the origin is nil where no one place decides it.
  case known(Value, Origin?)

  @inlinable
  package var value: Value? {
    if case .known(let value, _) = self { return value }
    return nil
  }

  @inlinable
  package var origin: Origin? {
    if case .known(_, let origin) = self { return origin }
    return nil
  }

  @inlinable
  package func map<Other>(_ transform: (Value) -> Other) -> Fact<Other> {
    switch self {
    case .absent: .absent
    case .unknown: .unknown
    case .known(let value, let origin): .known(transform(value), origin)
    }
  }
}

/// Where a derived value is decided: a node, and the entity that it belongs to.
package struct Origin: Hashable, Sendable {
  package let file: FileID
  package let node: NodeID
  package let owner: EntityReference

  package init(file: FileID, node: NodeID, owner: EntityReference) {
    self.file = file
    self.node = node
    self.owner = owner
  }
}
