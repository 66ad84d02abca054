public import SourceText
public import YAML

/// A value that follows from what is declared, with where it comes from.
@frozen
@usableFromInline
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
@frozen
@usableFromInline
package struct Origin: Hashable, Sendable {
  @usableFromInline package let file: FileID
  @usableFromInline package let node: NodeID
  @usableFromInline package let owner: EntityReference

  @inlinable
  package init(file: FileID, node: NodeID, owner: EntityReference) {
    self.file = file
    self.node = node
    self.owner = owner
  }
}
