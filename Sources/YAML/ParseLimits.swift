/// Bounds against hostile input; what exceeds one is an `input-limit` diagnostic.
package struct ParseLimits: Sendable {
  /// How deep collections may lie within each other; a hosting file needs about ten.
  package var nestingDepth: Int
  /// How many nodes aliases may stand for, all together, counted as if each
  /// alias were a copy of its target. A larger file may have one for each two
  /// of its bytes.
  package var expandedNodes: Int
  /// The size of a file in bytes; at most `Node.largestNumber`.
  package let fileBytes: Int
  /// How many nodes a file may have; at most half of `Node.largestNumber`, since each mapping that is
  /// open where reading ends may need one more. A text has about one for a byte where it has most.
  package let nodes: Int

  package static let `default` = ParseLimits()

  package init(
    nestingDepth: Int = 64, expandedNodes: Int = 100_000, fileBytes: Int = 256 << 20,
    nodes: Int = .max
  ) {
    self.nestingDepth = nestingDepth
    self.expandedNodes = expandedNodes
    self.fileBytes = min(fileBytes, Int(Node.largestNumber))
    self.nodes = min(nodes, Int(Node.largestNumber / 2))
  }

  /// How many nodes aliases may stand for in a text of so many bytes.
  func expandedNodes(inBytes count: Int) -> Int { max(expandedNodes, count / 2) }
}
