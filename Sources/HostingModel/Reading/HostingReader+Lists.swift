internal import Diagnostics
internal import Parallel
internal import SourceText
internal import YAML

/// Customers and subscriptions, which an account is made of: read when the documents' other keys
/// are, on several threads.
///
/// Each thread reads a run of the items, the first one into the hierarchy itself, the others into
/// hierarchies of their own, which are then added to it in order. What is read is the same to the
/// last number, however many threads there are.
extension HostingReader {
  /// A list at the top of a document, whose items are still to be read.
  struct EntityList: Sendable {
    enum Kind: String {
      case customers, subscriptions
    }

    let kind: Kind
    let tree: Tree
    let reseller: ResellerID
    /// What its document says it does not know.
    let topics: Set<Topic>
    let key: NodeID
    let list: NodeID

    /// How many nodes it has, those of its items among them.
    var nodeCount: Int { Int(tree.node(list).link - list.index) }
  }

  /// From how many nodes on a thread of its own is worth its start, and the adding up behind it:
  /// some thousand subscriptions.
  package static let usualNodesPerThread = 1 << 16

  /// Keeps a list of a document for `readLists`.
  mutating func note(_ kind: EntityList.Kind, _ slot: Slot) {
    let list = list(slot, expected: "a list of \(kind.rawValue)")
    if let list {
      lists.append(
        EntityList(
          kind: kind, tree: tree, reseller: reseller, topics: topics, key: slot.entry.key,
          list: list))
    }
    guard list.map(tree.isCut) ?? !isNull(slot.entry.value) else { return }
    if kind == .customers { hosting.resellers[reseller.index].mayMissCustomers = true }
    hosting.resellers[reseller.index].mayMissSubscriptions = true
  }

  /// Reads the items of all lists that were noted.
  mutating func readLists() {
    let lists = lists
    self.lists = []
    packs = packIndex()
    let nodeCount = lists.reduce(0) { $0 + $1.nodeCount }
    let pieces = max(1, min(threads, nodeCount / nodesPerThread))
    let size = (nodeCount + pieces - 1) / pieces
    // Forked before anything is read into the first.
    let readers = [reader(into: hosting)] + (1..<pieces).map { _ in reader(into: hosting.fork()) }
    let read = parallelMap(pieces, threads: threads) { piece in
      var reader = readers[piece]
      reader.hosting.reserve(nodes: piece == 0 ? nodeCount : size)
      reader.readItems(of: lists, in: piece * size..<(piece + 1) * size)
      return reader
    }
    for reader in read { add(reader) }
  }

  /// A reader like this one that has not read anything yet.
  private func reader(into hosting: Hosting) -> HostingReader {
    var reader = self
    reader.hosting = hosting
    reader.diagnostics = []
    reader.subjects = []
    reader.references = References()
    return reader
  }

  /// Reads the items that start in a range of the nodes of all lists, one behind the other.
  private mutating func readItems(of lists: [EntityList], in range: Range<Int>) {
    var start = 0
    for list in lists {
      let nodes = start..<start + list.nodeCount
      start = nodes.upperBound
      guard nodes.overlaps(range) else { continue }
      tree = list.tree
      reseller = list.reseller
      topics = list.topics
      secrets = []
      var items = tree.cursor(overItemsOf: list.list)
      var index = -1
      while let item = tree.next(&items) {
        index += 1
        let place = nodes.lowerBound + Int(item.index - list.list.index)
        guard range.contains(place) else { continue }
        switch list.kind {
        case .customers:
          path.enter("customers", item: index)
          readCustomer(item, of: list.key)
        case .subscriptions:
          path.enter("subscriptions", item: index)
          readSubscription(item, of: list.key, customer: .absent)
        }
        path.leave(2)
      }
      tree.markSecrets(secrets)
    }
  }

  /// Adds what another reader has read, its entities behind those that are here.
  private mutating func add(_ reader: HostingReader) {
    let shift = reader.hosting === hosting ? Hosting.Shift() : hosting.append(reader.hosting)
    diagnostics += reader.diagnostics
    subjects += reader.subjects.map { $0.map(shift.moved) }
    references.packs += reader.references.packs.map {
      (shift.moved($0.entity), $0.key, $0.node, $0.path)
    }
    references.customers += reader.references.customers.map {
      (shift.moved($0.subscription), $0.node, $0.path)
    }
  }
}
