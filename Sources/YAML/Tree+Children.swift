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
    Items(tree: self, cursor: cursor(overItemsOf: sequence))
  }

  /// The entries of a mapping in source order; empty for any other node.
  ///
  /// Merge keys are not applied: the key `<<` is an entry like any other.
  @inlinable
  package func entries(of mapping: NodeID) -> Entries {
    let node = node(mapping)
    return Entries(
      tree: self,
      cursor: EntryCursor(
        next: mapping.index + 1, end: node.kind == .mapping ? node.link : 0, merged: nil))
  }

  /// The index behind a node and its descendants.
  @inlinable
  @inline(__always)
  func sibling(of index: UInt32) -> UInt32 {
    node(NodeID(index)).sibling(at: index)
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
    @usableFromInline let tree: Tree
    @usableFromInline var cursor: ItemCursor

    @inlinable
    init(tree: Tree, cursor: ItemCursor) {
      self.tree = tree
      self.cursor = cursor
    }

    @inlinable
    package mutating func next() -> NodeID? {
      tree.next(&cursor)
    }
  }

  /// The entries of one mapping.
  @frozen
  @usableFromInline
  package struct Entries: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let tree: Tree
    @usableFromInline var cursor: EntryCursor

    @inlinable
    init(tree: Tree, cursor: EntryCursor) {
      self.tree = tree
      self.cursor = cursor
    }

    @inlinable
    package mutating func next() -> Entry? {
      tree.next(&cursor)
    }
  }
}
