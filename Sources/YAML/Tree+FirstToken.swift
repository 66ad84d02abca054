package import SourceText

extension Tree {
  /// A place on one line that stands for a node: the node itself where it lies on one line, else
  /// its first key or item, else its first line.
  package func firstToken(of node: NodeID) -> SourceRange {
    var node = node
    while true {
      let range = range(node)
      if isOneLine(range) { return range }
      guard style(node) == .block else { return firstLine(of: range) }
      switch kind(node) {
      case .mapping:
        guard let entry = entries(of: node).first(where: { _ in true }) else {
          return firstLine(of: range)
        }
        node = entry.key
      case .sequence:
        guard let item = items(of: node).first(where: { _ in true }) else {
          return firstLine(of: range)
        }
        node = item
      case .scalar, .alias:
        return firstLine(of: range)
      }
    }
  }

  private func isOneLine(_ range: SourceRange) -> Bool {
    firstLine(of: range) == range
  }

  private func firstLine(of range: SourceRange) -> SourceRange {
    var end = Int(range.start)
    while end < min(Int(range.end), text.count), text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    return SourceRange(start: range.start, end: UInt32(truncatingIfNeeded: end))
  }
}
