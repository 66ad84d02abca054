import SourceText
import Testing

@testable import YAML

/// Offsets in a decoded value lead back to the file.
struct SourceOffsetTests {
  /// The `@` of a value is looked up in the text; what follows it there is expected.
  @Test(arguments: [
    ("a: x @y", "@y"), ("a: 'x @y'", "@y'"), ("a: \"x @y\"", "@y\""),
    ("a: 'it''s @y'", "@y'"), ("a: \"\\t\\u00e9\\x41\\U0001F600 @y\"", "@y\""),
    ("a: \"é\\n@y\"", "@y\""), ("a: \"x \\\n   z @y\"", "@y\""), ("a: \"x\n\n   z @y\"", "@y\""),
    ("a: 'x\n   z @y'", "@y'"), ("a: x\n  z\n\n\n  @y", "@y"), ("a: x  \n z\t @y", "@y"),
    ("a: |\n  x\n    z\n  @y", "@y"), ("a: |\n\n\n    x\n    @y\n", "@y\n"),
    ("a: |2-\n    x\n   @y", "@y"), ("a: >\n  x\n  z @y", "@y"),
    ("a: >\n\n  x\n\n  z\n   more\n\n  less @y\n", "@y\n"),
    ("a: >+ # c\n  x\n\n  @y\n\n", "@y\n\n"),
    ("a: >1\n   \n x\n  @y", "@y"), ("a: |\n  x\n  \t@y", "@y"),
    ("a: \"x\r\n  \r\n z @y\"", "@y\""), ("a: |\r\n  x\r\n  @y\r\n", "@y\r\n"),
    ("- a: >-\n    x &&\n    has(@y)\n", "@y)\n"),
  ])
  func aCharacterLeadsToItsSource(_ text: String, _ rest: String) throws {
    for head in ["", "é: 😀\n"] {
      let text = text.hasPrefix("-") ? text : head + text
      let tree = read(text).tree
      let scalar = try #require(
        (0..<UInt32(tree.nodeCount)).map(NodeID.init).first { tree.utf8($0).contains(0x40) })
      let value = tree.utf8(scalar)
      let offset = try #require(value.firstIndex(of: 0x40)) - value.startIndex
      let place = Int(tree.sourceOffset(of: offset, in: scalar))
      #expect(String(decoding: tree.file.text[place...], as: UTF8.self) == rest)
    }
  }

  @Test func anEscapeLeadsToItsBackslash() throws {
    let tree = read("\"a\\u20acb\"").tree
    let scalar = tree.documents[0]
    #expect((0...6).map { tree.sourceOffset(of: $0, in: scalar) } == [1, 2, 2, 2, 8, 9, 9])
  }

  @Test func offsetsOutsideTheValueLeadToItsEdges() {
    let tree = read("a: 'bc'").tree
    #expect(tree.sourceOffset(of: -5, in: NodeID(2)) == 4)
    #expect(tree.sourceOffset(of: 99, in: NodeID(2)) == 6)
  }
}
