extension Tree {
  /// The entries of a mapping with its merge keys applied.
  ///
  /// Own entries come first, in source order and without `<<`, then those of
  /// the merged mappings that have no equal key yet: an own key wins over a
  /// merged one, an earlier source over a later one, a source over those it
  /// merges itself (the merge key type of YAML 1.1). Without a merge key these
  /// are the entries as `entries(of:)` gives them.
  package func mergedEntries(of mapping: NodeID) -> Entries {
    Entries(tree: self, cursor: cursor(overEntriesOf: mapping))
  }

  /// A place among the entries of a mapping with its merge keys applied: `mergedEntries(of:)` for
  /// code that many entities go through, since it counts no reference to the tree.
  @frozen
  @usableFromInline
  package struct EntryCursor: Sendable {
    @usableFromInline var next: UInt32
    @usableFromInline let end: UInt32
    @usableFromInline let merged: [Entry]?
    @usableFromInline var position = 0

    @inlinable
    init(next: UInt32, end: UInt32, merged: [Entry]?) {
      self.next = next
      self.end = end
      self.merged = merged
    }
  }

  /// The place before the first entry; before none for a node that is no mapping.
  @inlinable
  package func cursor(overEntriesOf mapping: NodeID) -> EntryCursor {
    let node = node(mapping)
    return EntryCursor(
      next: mapping.index + 1, end: node.kind == .mapping ? node.link : 0,
      merged: node.hasMergeKey ? merge(mapping) : nil)
  }

  /// The entry behind a place, which moves on; nil behind the last one.
  @inlinable
  package func next(_ cursor: inout EntryCursor) -> Entry? {
    if let merged = cursor.merged {
      guard cursor.position < merged.count else { return nil }
      cursor.position += 1
      return merged[cursor.position - 1]
    }
    guard cursor.next < cursor.end else { return nil }
    let value = sibling(of: cursor.next)
    guard value < cursor.end else { return nil }
    let entry = Entry(key: NodeID(cursor.next), value: NodeID(value))
    cursor.next = sibling(of: value)
    return entry
  }

  @usableFromInline
  func merge(_ mapping: NodeID) -> [Entry] {
    var result: [Entry] = []
    var seenKeys = SeenMergeKeys()
    // A source that was taken once has nothing to add a second time; without
    // this a chain of doubled merges would take exponential time.
    var seenSources: Set<UInt32> = []
    var pending = [mapping]
    while let source = pending.popLast() {
      guard seenSources.insert(source.index).inserted else { continue }
      let isOwn = source == mapping
      var nested: [NodeID] = []
      for entry in entries(of: source) {
        if node(entry.key).isMergeKey {
          if nested.isEmpty { nested = mergeSources(entry.value) }
        } else if seenKeys.insert(mergeKey(entry.key)) || isOwn {
          result.append(Entry(key: entry.key, value: entry.value, isMerged: !isOwn))
        }
      }
      pending.append(contentsOf: nested.reversed())
    }
    return result
  }

  /// The mappings that a merge key's value names.
  private func mergeSources(_ value: NodeID) -> [NodeID] {
    let value = resolve(value)
    switch kind(value) {
    case .mapping: return [value]
    case .sequence: return items(of: value).map { resolve($0) }.filter { kind($0) == .mapping }
    default: return []
    }
  }

  /// What two keys share if they are equal.
  private enum MergeKey: Hashable {
    case text(ArraySlice<UInt8>)
    case other(ScalarValue)
    /// A key that is a collection equals only itself.
    case node(NodeID)
  }

  /// Keys that stand in what is merged: most mappings have few, and to hash these takes longer than
  /// to compare them.
  private struct SeenMergeKeys {
    private var few: [MergeKey] = []
    private var others: Set<MergeKey> = []

    /// Adds a key; false where it is there already.
    mutating func insert(_ key: MergeKey) -> Bool {
      if few.contains(key) { return false }
      if few.count >= 24 { return others.insert(key).inserted }
      few.append(key)
      return true
    }
  }

  private func mergeKey(_ key: NodeID) -> MergeKey {
    let key = resolve(key)
    guard kind(key) == .scalar else { return .node(key) }
    let value = scalar(key)
    return value == .string ? .text(utf8(key)) : .other(value)
  }
}
