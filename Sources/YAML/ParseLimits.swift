/// Bounds against hostile input; what exceeds one is an `input-limit` diagnostic.
package struct ParseLimits: Sendable {
  /// How deep collections may lie within each other; a hosting file needs about ten.
  package var nestingDepth: Int
  /// How many nodes aliases may stand for, all together, counted as if each
  /// alias were a copy of its target. A file of more bytes may have one for
  /// each of its bytes.
  package var expandedNodes: Int
  /// The size of a file in bytes; at most 1 GiB, since offsets are 32-bit.
  package var fileBytes: Int

  package static let `default` = ParseLimits()

  package init(
    nestingDepth: Int = 64, expandedNodes: Int = 2_000_000, fileBytes: Int = 256 << 20
  ) {
    self.nestingDepth = nestingDepth
    self.expandedNodes = expandedNodes
    self.fileBytes = min(fileBytes, 1 << 30)
  }
}
