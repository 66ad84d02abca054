/// Copies a tree with children of its collections in another order.
///
/// What is opened is closed in the reverse order. For trees that `TreeComposer` made, whose nodes
/// need not stand in the order of their places; they have no aliases.
package struct TreeArranger {
  private let tree: Tree
  private var contents = Tree.Contents()
  private var open: [Int] = []

  package init(_ tree: Tree) {
    self.tree = tree
    contents.nodes.reserveCapacity(tree.nodeCount)
    contents.decoded = tree.decoded
    contents.decodedRanges = tree.decodedRanges
    contents.isComplete = tree.isComplete
  }

  /// The tree of everything that was added.
  package consuming func finish() -> Tree {
    Tree(parts: tree.parts, text: tree.text, contents) ?? tree
  }

  /// Begins a copy of a collection; what is added belongs to it until it is closed.
  package mutating func open(_ collection: NodeID) {
    noteDocument()
    open.append(contents.nodes.count)
    contents.nodes.append(tree.node(collection))
  }

  package mutating func close() {
    guard let index = open.popLast() else { return }
    contents.nodes[index].link = UInt32(truncatingIfNeeded: contents.nodes.count)
  }

  /// Adds a node with everything below it, as it stands.
  package mutating func add(_ node: NodeID) {
    noteDocument()
    let end = tree.sibling(of: node.index)
    let shift = UInt32(truncatingIfNeeded: contents.nodes.count) &- node.index
    for index in node.index..<end {
      var copy = tree.nodes[Int(index)]
      if copy.kind == .sequence || copy.kind == .mapping { copy.link = copy.link &+ shift }
      contents.nodes.append(copy)
    }
  }

  private mutating func noteDocument() {
    guard open.isEmpty else { return }
    contents.documents.append(NodeID(UInt32(truncatingIfNeeded: contents.nodes.count)))
  }
}
