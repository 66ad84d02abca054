/// A node of a `Tree`: its index in preorder.
///
/// Ids of one tree mean nothing in another.
@frozen
@usableFromInline
package struct NodeID: Hashable, Comparable, Sendable {
  @usableFromInline package let index: UInt32

  @inlinable
  package init(_ index: UInt32) {
    self.index = index
  }

  /// In the order of the text.
  @inlinable
  package static func < (left: NodeID, right: NodeID) -> Bool {
    left.index < right.index
  }
}

/// One node as a tree stores it: 16 bytes, without references.
///
/// Nodes stand in preorder, so the first child of a collection is the next
/// node, and a scalar's sibling too.
@frozen
@usableFromInline
package struct Node: Sendable {
  /// What a node is.
  @frozen
  @usableFromInline
  package enum Kind: UInt8, Sendable {
    case scalar = 0
    case sequence = 1
    case mapping = 2
    case alias = 3
  }

  /// How a node is written.
  @frozen
  @usableFromInline
  package enum Style: UInt8, Sendable {
    /// A scalar without quotes, or an alias.
    case plain = 0
    case singleQuoted = 1
    case doubleQuoted = 2
    /// A block scalar that keeps its line breaks: `|`.
    case literal = 3
    /// A block scalar whose lines are joined: `>`.
    case folded = 4
    /// A collection in brackets or braces.
    case flow = 5
    /// A collection by indentation.
    case block = 6
  }

  /// The first byte's offset.
  @usableFromInline package var start: UInt32
  /// The offset behind the last byte.
  @usableFromInline package var end: UInt32
  /// Of a collection the index behind its last descendant; of an alias its
  /// target's index, or its own where there is none; of a scalar whose value is
  /// not its source text the number of its entry in the tree's list of values.
  @usableFromInline package var link: UInt32
  /// Kind (bits 0–1), style (bits 2–4), and the flags below.
  @usableFromInline package var bits: UInt32

  /// The value stands in the tree's buffer of decoded text.
  @inlinable package static var isDecoded: UInt32 { 1 << 5 }
  /// The node has an explicit tag.
  @inlinable package static var hasTag: UInt32 { 1 << 6 }
  /// The mapping has a merge key.
  @inlinable package static var hasMergeKey: UInt32 { 1 << 7 }
  /// The parse ended inside the node.
  @inlinable package static var isCut: UInt32 { 1 << 8 }
  /// The scalar is a merge key.
  @inlinable package static var isMergeKey: UInt32 { 1 << 9 }

  @inlinable
  package init(start: UInt32, end: UInt32, link: UInt32, kind: Kind, style: Style) {
    self.start = start
    self.end = end
    self.link = link
    self.bits = UInt32(kind.rawValue) | UInt32(style.rawValue) << 2
  }

  init(start: UInt32, end: UInt32, link: UInt32, bits: UInt32) {
    self.start = start
    self.end = end
    self.link = link
    self.bits = bits
  }

  @inlinable package var kind: Kind {
    @inline(__always) get {
      // Each of the four numbers is a kind.
      unsafeBitCast(UInt8(truncatingIfNeeded: bits & 3), to: Kind.self)
    }
  }

  @inlinable package var style: Style {
    Style(rawValue: UInt8(truncatingIfNeeded: bits >> 2 & 7)) ?? .plain
  }

  @inlinable
  @inline(__always)
  package func has(_ flag: UInt32) -> Bool {
    bits & flag != 0
  }

  /// The index behind a node and its descendants.
  ///
  /// - Parameter index: The node's own.
  @inlinable
  @inline(__always)
  package func sibling(at index: UInt32) -> UInt32 {
    kind == .sequence || kind == .mapping ? link : index + 1
  }
}
