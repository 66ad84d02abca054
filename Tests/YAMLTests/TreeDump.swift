import SourceText

@testable import YAML

/// One line for each node, indented by depth: kind and style, place, source, value.
func dump(_ tree: Tree) -> String {
  var lines: [String] = []
  func add(_ id: NodeID, depth: Int) {
    let range = tree.range(id)
    let start = tree.file.position(of: range.start)
    let end = tree.file.position(of: range.end)
    var line = String(repeating: "  ", count: depth)
    line +=
      "\(tree.kind(id)) \(tree.style(id)) \(start.line):\(start.column)-\(end.line):\(end.column)"
    line += " \(range.start)..<\(range.end)"
    if let tag = tree.tag(id) { line += " <\(tag)>" }
    switch tree.kind(id) {
    case .scalar:
      let source = tree.file.string(in: range)
      let value = tree.string(id)
      line += " \(source.debugDescription)"
      if value != source { line += " = \(value.debugDescription)" }
      if tree.scalar(id) != .string { line += " \(tree.scalar(id))" }
    case .alias:
      line += " \(tree.file.string(in: range)) -> \(tree.location(tree.resolve(id)).range.start)"
    case .sequence, .mapping:
      let source = tree.file.text[Int(range.start)..<Int(range.end)]
      let first = String(decoding: source.prefix(1), as: UTF8.self)
      line +=
        " \(first.debugDescription)…\(String(decoding: source.suffix(1), as: UTF8.self).debugDescription)"
    }
    if tree.isCut(id) { line += " cut" }
    lines.append(line)
    for item in tree.items(of: id) { add(item, depth: depth + 1) }
    for entry in tree.entries(of: id) {
      add(entry.key, depth: depth + 1)
      add(entry.value, depth: depth + 2)
    }
  }
  for document in tree.documents {
    lines.append("---")
    add(document, depth: 0)
  }
  return lines.joined(separator: "\n") + "\n"
}
