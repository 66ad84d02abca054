public import YAML

/// What a hosting file says about one value.
///
/// A row has up to a dozen of them, and an account hundreds of thousands of rows: an enumeration of
/// the three states took a third more, since the values leave no bit over to tell them apart.
@frozen
@usableFromInline
package struct Field<Value: FieldValue>: Sendable {
  @usableFromInline
  package enum State: Sendable {
    /// Missing or `null`: a fact that a rule may judge.
    case absent
    /// Not to be known: unreadable, unresolved, cut off by a syntax error, or listed under
    /// `unknown:`. A rule that needs it does not apply.
    case unknown
    /// A value and the node that holds it, in the file of the entity.
    case declared(Value, NodeID)
  }

  /// The index of the declared value's node, or one of two that no node has.
  @usableFromInline let place: UInt32
  /// The placeholder where nothing is declared.
  @usableFromInline let stored: Value

  @inlinable static var absentPlace: UInt32 { .max }
  @inlinable static var unknownPlace: UInt32 { .max - 1 }

  @inlinable
  init(place: UInt32, stored: Value) {
    self.place = place
    self.stored = stored
  }

  @inlinable package static var absent: Field {
    Field(place: absentPlace, stored: .placeholder)
  }

  @inlinable package static var unknown: Field {
    Field(place: unknownPlace, stored: .placeholder)
  }

  @inlinable
  package static func declared(_ value: Value, _ node: NodeID) -> Field {
    Field(place: node.index, stored: value)
  }

  @inlinable package var state: State {
    switch place {
    case Self.absentPlace: .absent
    case Self.unknownPlace: .unknown
    default: .declared(stored, NodeID(place))
    }
  }

  /// The declared value; nil where it is absent or unknown.
  @inlinable package var value: Value? { isDeclared ? stored : nil }

  /// The declared value's node.
  @inlinable package var node: NodeID? { isDeclared ? NodeID(place) : nil }

  @inlinable package var isAbsent: Bool { place == Self.absentPlace }

  @inlinable package var isUnknown: Bool { place == Self.unknownPlace }

  @inlinable var isDeclared: Bool { place < Self.unknownPlace }

  /// The field with another type of value at the same node.
  func map<Other>(_ transform: (Value) -> Other) -> Field<Other> {
    switch state {
    case .absent: .absent
    case .unknown: .unknown
    case .declared(let value, let node): .declared(transform(value), node)
    }
  }
}

/// A value that a field may have.
@usableFromInline
package protocol FieldValue: Sendable {
  /// What stands where a field has no value; nothing reads it.
  static var placeholder: Self { get }
}

/// A text that stays where it stands; `Hosting.string(of:in:)` reads it.
package struct Text: FieldValue {
  @usableFromInline package let node: NodeID

  package init(node: NodeID) {
    self.node = node
  }

  package static var placeholder: Text { Text(node: NodeID(0)) }
}

extension Bool: FieldValue {
  @inlinable package static var placeholder: Bool { false }
}
