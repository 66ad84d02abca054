import Diagnostics
import SourceText
import Testing

@testable import YAML

/// Reads a text as a file of its own.
func read(_ text: String, limits: ParseLimits = .default) -> ParseResult {
  read(Array(text.utf8), limits: limits)
}

func read(_ text: [UInt8], limits: ParseLimits = .default) -> ParseResult {
  parse(SourceFile(path: "hosting.yaml", text: text), id: FileID(0), limits: limits)
}

/// Checks that a finding's place is a token on one line of the text.
func expectValidPlace(
  _ diagnostic: Diagnostic, in file: SourceFile, _ comment: @autoclosure () -> String = "",
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let comment = comment()
  let labels = [Label(diagnostic.location, diagnostic.message)] + diagnostic.related
  for label in labels {
    let range = label.location.range
    #expect(
      Int(range.end) <= file.text.count, "\(comment): behind the end",
      sourceLocation: sourceLocation)
    guard Int(range.end) <= file.text.count else { continue }
    let bytes = file.text[Int(range.start)..<Int(range.end)]
    #expect(
      !bytes.dropLast().contains { $0 == 10 || $0 == 13 }, "\(comment): \(label) on two lines",
      sourceLocation: sourceLocation)
    for edge in [range.start, range.end] where Int(edge) < file.text.count {
      #expect(
        file.text[Int(edge)] & 0xC0 != 0x80 || String(validating: file.text, as: UTF8.self) == nil,
        "\(comment): \(label) within a character", sourceLocation: sourceLocation)
    }
  }
}

/// Checks what holds for every tree: ranges lie in the text and in each other,
/// in order, and each scalar's places lead back to its value.
func expectSoundTree(
  _ tree: Tree, _ comment: @autoclosure () -> String = "",
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let comment = comment()
  var faults: [String] = []
  for index in 0..<UInt32(tree.nodeCount) {
    let id = NodeID(index)
    let range = tree.range(id)
    if Int(range.end) > tree.file.text.count { faults.append("\(index) ends behind the text") }
    switch tree.kind(id) {
    case .sequence, .mapping:
      var last = range.start
      var children = Array(tree.items(of: id))
      for entry in tree.entries(of: id) { children += [entry.key, entry.value] }
      for child in children {
        if !range.contains(tree.range(child)) { faults.append("\(child.index) is not in \(index)") }
        if tree.range(child).start < last { faults.append("\(child.index) is not in order") }
        last = tree.range(child).end
      }
    case .scalar:
      let value = Array(tree.utf8(id))
      if tree.node(id).has(Node.isDecoded) {
        let map = tree.decodingMap(id)
        let rest = value.dropFirst(map.value.count)
        let isBlock = tree.style(id) == .literal || tree.style(id) == .folded
        if !value.starts(with: map.value) || !rest.isEmpty && !isBlock
          || !rest.allSatisfy({ $0 == 10 || $0 == 32 })
        {
          faults.append("\(index): \(map.value) is decoded, not \(value)")
        }
      }
      for offset in 0...min(value.count, 200) {
        let place = tree.sourceOffset(of: offset, in: id)
        if place < range.start || place > range.end { faults.append("\(index): \(place)") }
      }
    case .alias:
      if tree.file.text[Int(range.start)] != UInt8(ascii: "*") { faults.append("\(index): no *") }
      if tree.kind(tree.resolve(id)) == .alias, tree.resolve(id) != id { faults.append("\(index)") }
    }
  }
  #expect(faults.isEmpty, "\(comment): \(faults)", sourceLocation: sourceLocation)
}
