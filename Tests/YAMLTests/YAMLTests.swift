import Diagnostics
import SourceText
import Testing

@testable import YAML

/// One line for every node: kind, style, place, value.
func dump(_ tree: Tree) -> String {
  var out = ""
  for index in 0..<UInt32(tree.nodeCount) {
    let id = NodeID(index)
    let r = tree.range(id)
    out += "\(index) \(tree.kind(id)) \(tree.style(id)) \(r.start)..<\(r.end) \(tree.file.string(in: r).debugDescription) = \(tree.string(id).debugDescription) \(tree.scalar(id)) \(tree.keyPath(to: id)) \(tree.tag(id) ?? "")\n"
  }
  return out
}

@Test func smoke() {
  let text = """
    hosting: 1
    # note
    a: &x [1, 'it''s', "q\\n", {b: c, d}, e: f]   # trailing
    b: *x
    empty:
    list:
    - a
    - - b
      -
    # end
    text: |
      one
      two

    é: !!str 12
    <<: {k: v}
    a: dup
    """
  let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
  let result = parse(file, id: FileID(0))
  print(dump(result.tree))
  for d in result.diagnostics { print(d.message, d.location.range, d.field ?? "-") }
}
