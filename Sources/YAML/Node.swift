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

/// One node as a tree stores it: 12 bytes, without references.
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
  @inlinable package var start: UInt32 {
    @inline(__always) get { startField.number }
    @inline(__always) set { startField.number = newValue }
  }

  /// The offset behind the last byte.
  @inlinable package var end: UInt32 {
    @inline(__always) get { endField.number }
    @inline(__always) set { endField.number = newValue }
  }

  /// Of a collection the index behind its last descendant; of an alias its
  /// target's index, or its own where there is none; of a scalar whose value is
  /// not its source text the number of its entry in the tree's list of values.
  @inlinable package var link: UInt32 {
    @inline(__always) get { linkField.number }
    @inline(__always) set { linkField.number = newValue }
  }

  /// Kind (bits 1–2), style (bits 3–5), and the flags below: those above each of the three numbers.
  @inlinable package var bits: UInt32 {
    @inline(__always) get { startField.bits | endField.bits << 3 | linkField.bits << 6 }
    @inline(__always) set {
      startField.bits = newValue & 7
      endField.bits = newValue >> 3 & 7
      linkField.bits = newValue >> 6 & 7
    }
  }

  @usableFromInline var startField: Field
  @usableFromInline var endField: Field
  @usableFromInline var linkField: Field

  /// A number of 29 bits and, above it, three bits that say something else: the nodes of a large
  /// file are a quarter of what a run needs for it.
  @frozen
  @usableFromInline
  struct Field: Sendable {
    @usableFromInline var word: UInt32

    @inlinable
    init(_ number: UInt32, bits: UInt32) {
      assert(number <= Node.largestNumber)
      word = number | bits << 29
    }

    @inlinable var number: UInt32 {
      @inline(__always) get { word & Node.largestNumber }
      @inline(__always) set { self = Field(newValue, bits: bits) }
    }

    @inlinable var bits: UInt32 {
      @inline(__always) get { word >> 29 }
      @inline(__always) set { self = Field(number, bits: newValue) }
    }
  }

  /// The largest offset, index or number that a node can hold.
  ///
  /// Nothing is checked when a node is made: who reads a text sees that it is not longer, and that
  /// its tree does not have more nodes.
  @inlinable package static var largestNumber: UInt32 { 1 << 29 - 1 }

  /// The value stands in the tree's buffer of decoded text.
  @inlinable package static var isDecoded: UInt32 { 1 }
  /// The node has an explicit tag.
  @inlinable package static var hasTag: UInt32 { 1 << 6 }
  /// The mapping has a merge key, or the scalar is one.
  @inlinable package static var merges: UInt32 { 1 << 7 }
  /// The parse ended inside the node.
  @inlinable package static var isCut: UInt32 { 1 << 8 }

  @inlinable
  @inline(__always)
  package init(start: UInt32, end: UInt32, link: UInt32, kind: Kind, style: Style) {
    self.init(
      start: start, end: end, link: link,
      bits: UInt32(kind.rawValue) << 1 | UInt32(style.rawValue) << 3)
  }

  @inlinable
  @inline(__always)
  init(start: UInt32, end: UInt32, link: UInt32, bits: UInt32) {
    startField = Field(start, bits: bits & 7)
    endField = Field(end, bits: bits >> 3 & 7)
    linkField = Field(link, bits: bits >> 6 & 7)
  }

  @inlinable package var kind: Kind {
    @inline(__always) get {
      // Each of the four numbers is a kind.
      unsafeBitCast(UInt8(truncatingIfNeeded: bits >> 1 & 3), to: Kind.self)
    }
  }

  @inlinable package var style: Style {
    Style(rawValue: UInt8(truncatingIfNeeded: bits >> 3 & 7)) ?? .plain
  }

  @inlinable
  @inline(__always)
  package func has(_ flag: UInt32) -> Bool {
    bits & flag != 0
  }

  /// Whether the node is a scalar without quotes.
  @inlinable package var isPlainScalar: Bool {
    @inline(__always) get { bits & 0b111110 == 0 }
  }

  /// Whether the node is a mapping with a merge key.
  @inlinable package var hasMergeKey: Bool {
    @inline(__always) get { kind == .mapping && has(Self.merges) }
  }

  /// Whether the node is a merge key.
  @inlinable package var isMergeKey: Bool {
    @inline(__always) get { kind == .scalar && has(Self.merges) }
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
