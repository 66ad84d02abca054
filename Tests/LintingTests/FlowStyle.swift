import SourceText
import YAML

/// The documents of a YAML file written anew in flow style, with the place where each node went.
///
/// Comments fall away. Nothing else changes: keys, values, anchors, aliases and quotes stay, so
/// that every value is read as before and node `n` of the one tree is node `n` of the other.
struct FlowStyle {
  enum Layout: CaseIterable {
    /// Each document is one line.
    case oneLine
    /// Each entry has a line of its own.
    case entryPerLine
  }

  private let tree: Tree
  private let layout: Layout
  private(set) var text: [UInt8] = []
  /// By node index.
  private(set) var ranges: [NodeID: SourceRange] = [:]

  /// Nil where the file could not be read to its end, so that its tree is not all of it.
  init?(_ tree: Tree, layout: Layout) {
    guard tree.isComplete else { return nil }
    self.tree = tree
    self.layout = layout
    var end: UInt32 = 0
    for root in tree.documents {
      if tree.documents.count > 1 { write("---\n") }
      write(root, after: end, depth: 0)
      write("\n")
      end = tree.range(root).end
    }
  }

  private mutating func write(_ string: String) { text += Array(string.utf8) }

  private mutating func write(_ node: NodeID, after end: UInt32, depth: Int) {
    for property in properties(between: end, and: tree.range(node).start) { write(property + " ") }
    let start = UInt32(text.count)
    switch tree.kind(node) {
    case .mapping: writeMapping(node, depth: depth)
    case .sequence: writeSequence(node, depth: depth)
    case .scalar: writeScalar(node)
    case .alias: write(source(of: node))
    }
    ranges[node] = SourceRange(start: start, end: UInt32(text.count))
    // `*name:` and `*name,` would be read as longer names.
    if tree.kind(node) == .alias { write(" ") }
  }

  private mutating func writeMapping(_ node: NodeID, depth: Int) {
    write("{")
    var end = tree.range(node).start
    var isFirst = true
    for entry in tree.entries(of: node) {
      separate(isFirst: isFirst, depth: depth + 1)
      isFirst = false
      write(entry.key, after: end, depth: depth + 1)
      write(":")
      end = tree.range(entry.key).end
      if tree.range(entry.value).isEmpty {
        ranges[entry.value] = SourceRange(at: UInt32(text.count))
        write(" ")
      } else {
        write(" ")
        write(entry.value, after: end, depth: depth + 1)
        end = tree.range(entry.value).end
      }
    }
    close("}", isEmpty: isFirst, depth: depth)
  }

  private mutating func writeSequence(_ node: NodeID, depth: Int) {
    write("[")
    var end = tree.range(node).start
    var isFirst = true
    for item in tree.items(of: node) {
      separate(isFirst: isFirst, depth: depth + 1)
      isFirst = false
      write(item, after: end, depth: depth + 1)
      end = tree.range(item).end
    }
    close("]", isEmpty: isFirst, depth: depth)
  }

  private mutating func separate(isFirst: Bool, depth: Int) {
    switch layout {
    case .oneLine: if !isFirst { write(", ") }
    case .entryPerLine:
      write((isFirst ? "\n" : ",\n") + String(repeating: "  ", count: depth))
    }
  }

  private mutating func close(_ bracket: String, isEmpty: Bool, depth: Int) {
    if layout == .entryPerLine, !isEmpty {
      write("\n" + String(repeating: "  ", count: depth))
    }
    write(bracket)
  }

  private mutating func writeScalar(_ node: NodeID) {
    let source = source(of: node)
    let isOneLine = !source.contains(where: \.isNewline)
    switch tree.style(node) {
    case .singleQuoted where isOneLine, .doubleQuoted where isOneLine: write(source)
    case .plain where isOneLine && !source.contains(where: ",[]{}:?".contains): write(source)
    default: write(Self.doubleQuoted(tree.string(node)))
    }
  }

  private static func doubleQuoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private func source(of node: NodeID) -> String { tree.file.string(in: tree.range(node)) }

  /// The anchor and the tag that stand before a node.
  private func properties(between start: UInt32, and end: UInt32) -> [String] {
    tree.file.string(in: SourceRange(start: start, end: end))
      .split(whereSeparator: \.isNewline)
      .flatMap { line in
        line.split(separator: " ").prefix { !$0.hasPrefix("#") }
          .filter { $0.hasPrefix("&") || $0.hasPrefix("!") }
      }.map(String.init)
  }
}
