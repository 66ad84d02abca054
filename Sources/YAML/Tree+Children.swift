extension Tree {
  /// One key with its value.
  @frozen
  @usableFromInline
  package struct Entry: Hashable, Sendable {
    @usableFromInline package let key: NodeID
    /// May be an alias: `Tree.resolve(_:)` gives what it stands for.
    @usableFromInline package let value: NodeID
    /// Whether a merge key (`<<`) brought the entry into the mapping.
    @usableFromInline package let isMerged: Bool

    @inlinable
    package init(key: NodeID, value: NodeID, isMerged: Bool = false) {
      self.key = key
      self.value = value
      self.isMerged = isMerged
    }
  }

  /// The children of a sequence in source order; empty for any other node.
  ///
  /// An alias is not followed: resolve it first.
  @inlinable
  package func items(of sequence: NodeID) -> Items {
    let node = node(sequence)
    guard node.kind == .sequence else { return Items(nodes: nodes, next: 0, end: 0) }
    return Items(nodes: nodes, next: sequence.index + 1, end: node.link)
  }

  /// The entries of a mapping in source order; empty for any other node.
  ///
  /// Merge keys are not applied: the key `<<` is an entry like any other.
  @inlinable
  package func entries(of mapping: NodeID) -> Entries {
    let node = node(mapping)
    guard node.kind == .mapping else { return Entries(nodes: nodes, next: 0, end: 0) }
    return Entries(nodes: nodes, next: mapping.index + 1, end: node.link)
  }

  /// The index behind a node and its descendants.
  @inlinable
  @inline(__always)
  func sibling(of index: UInt32) -> UInt32 {
    let node = node(NodeID(index))
    return node.kind == .sequence || node.kind == .mapping ? node.link : index + 1
  }

  /// A place among the children of a sequence: `items(of:)` for code that many entities go through,
  /// since it counts no reference to the tree.
  @frozen
  @usableFromInline
  package struct ItemCursor: Sendable {
    @usableFromInline var next: UInt32
    @usableFromInline let end: UInt32
    @inlinable
    init(next: UInt32, end: UInt32) {
      self.next = next
      self.end = end
    }
  }

  /// The place before the first item; before none for any other node.
  @inlinable
  package func cursor(overItemsOf sequence: NodeID) -> ItemCursor {
    let node = node(sequence)
    return ItemCursor(next: sequence.index + 1, end: node.kind == .sequence ? node.link : 0)
  }

  /// The item behind a place, which moves on; nil behind the last one.
  @inlinable
  package func next(_ cursor: inout ItemCursor) -> NodeID? {
    guard cursor.next < cursor.end else { return nil }
    let id = NodeID(cursor.next)
    cursor.next = sibling(of: cursor.next)
    return id
  }

  /// The children of one sequence.
  @frozen
  @usableFromInline
  package struct Items: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let nodes: ContiguousArray<Node>
    @usableFromInline var cursor: UInt32
    @usableFromInline let end: UInt32

    @inlinable
    init(nodes: ContiguousArray<Node>, next: UInt32, end: UInt32) {
      self.nodes = nodes
      self.cursor = next
      self.end = end
    }

    @inlinable
    package mutating func next() -> NodeID? {
      guard cursor < end else { return nil }
      let id = NodeID(cursor)
      cursor = Node.sibling(of: cursor, in: nodes)
      return id
    }
  }

  /// The entries of one mapping.
  @frozen
  @usableFromInline
  package struct Entries: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let nodes: ContiguousArray<Node>
    @usableFromInline var cursor: UInt32
    @usableFromInline let end: UInt32

    @inlinable
    init(nodes: ContiguousArray<Node>, next: UInt32, end: UInt32) {
      self.nodes = nodes
      self.cursor = next
      self.end = end
    }

    @inlinable
    package mutating func next() -> Entry? {
      guard cursor < end else { return nil }
      let key = cursor
      let value = Node.sibling(of: key, in: nodes)
      guard value < end else { return nil }
      cursor = Node.sibling(of: value, in: nodes)
      return Entry(key: NodeID(key), value: NodeID(value))
    }
  }
}
