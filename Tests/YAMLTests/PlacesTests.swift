import Foundation
import SourceText
import TestSupport
import Testing

@testable import YAML

/// Every key and value stands where the tree says.
struct PlacesTests {
  static let rich: String = {
    let url = Repository.root.appending(path: "Tests/YAMLTests/Fixtures/rich.yaml")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }()

  @Test func richFile() {
    let result = read(Self.rich)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
    expectSoundTree(result.tree)
    expectGolden(dump(result.tree), "Tests/YAMLTests/Golden/rich.txt")
  }

  /// The source text of every node, in preorder.
  private func sources(_ tree: Tree) -> [String] {
    (0..<UInt32(tree.nodeCount)).map { tree.file.string(in: tree.range(NodeID($0))) }
  }

  private func values(_ tree: Tree) -> [String] {
    (0..<UInt32(tree.nodeCount)).map { tree.string(NodeID($0)) }
  }

  @Test func aByteOrderMarkMovesEveryPlaceByThreeBytes() {
    let plain = read(Self.rich).tree
    let marked = read(SourceFile.byteOrderMark + Array(Self.rich.utf8))
    #expect(marked.diagnostics.isEmpty)
    #expect(sources(marked.tree) == sources(plain))
    #expect(values(marked.tree) == values(plain))
    let moved = (0..<UInt32(plain.nodeCount)).allSatisfy {
      marked.tree.range(NodeID($0)).start == plain.range(NodeID($0)).start + 3
    }
    #expect(moved)
  }

  @Test(arguments: ["\r\n", "\r"])
  func otherLineBreaksKeepLinesAndColumns(_ lineBreak: String) {
    let plain = read(Self.rich).tree
    let other = read(Self.rich.replacing("\n", with: lineBreak))
    #expect(other.diagnostics.isEmpty)
    #expect(values(other.tree) == values(plain))
    for index in 0..<UInt32(plain.nodeCount) {
      let (left, right) = (plain.range(NodeID(index)), other.tree.range(NodeID(index)))
      #expect(
        plain.file.position(of: left.start) == other.tree.file.position(of: right.start)
          && plain.file.position(of: left.end) == other.tree.file.position(of: right.end),
        "\(index) \(sources(plain)[Int(index)])")
    }
    expectSoundTree(other.tree)
  }

  @Test(arguments: [false, true])
  func utf16KeepsEveryPlace(_ isBigEndian: Bool) throws {
    var bytes: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
    for unit in Self.rich.utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += isBigEndian ? [high, low] : [low, high]
    }
    let text = try TextDecoding.utf8(from: bytes).get()
    #expect(text == SourceFile.byteOrderMark + Array(Self.rich.utf8))
    let result = read(text)
    #expect(result.diagnostics.isEmpty)
    #expect(sources(result.tree) == sources(read(Self.rich).tree))
  }

  @Test(
    arguments: [
      ("a: b", ["a: b", "a", "b"]),
      ("é: 😀 # x", ["é: 😀", "é", "😀"]),
      ("a:\tb\t# x\n", ["a:\tb", "a", "b"]),
      ("a: &x !!str b\n", ["a: &x !!str b", "a", "b"]),
      ("a: !<tag:x> &x 'b'\n", ["a: !<tag:x> &x 'b'", "a", "'b'"]),
      ("a: &x\n  b\n", ["a: &x\n  b", "a", "b"]),
      ("a: &x # note\n  [b]\n", ["a: &x # note\n  [b]", "a", "[b]", "b"]),
      ("a: &x\n  b: c\n", ["a: &x\n  b: c", "a", "b: c", "b", "c"]),
      ("&x a: b\n", ["&x a: b", "a", "b"]),
      ("a: !!str\nb: &x\n", ["a: !!str\nb: &x", "a", "", "b", ""]),
      ("a:\n\n# note: x\nb:   \n", ["a:\n\n# note: x\nb:", "a", "", "b", ""]),
      ("{a: , b, c: }", ["{a: , b, c: }", "a", "", "b", "", "c", ""]),
      ("{a: # x: y\n}", ["{a: # x: y\n}", "a", ""]),
      ("- a\n-\n- b\n\n\n# end\n", ["- a\n-\n- b", "a", "", "b"]),
      ("a:\n- b\n- c\nd: e\n", ["a:\n- b\n- c\nd: e", "a", "- b\n- c", "b", "c", "d", "e"]),
      ("- - a\n  - b\n- c", ["- - a\n  - b\n- c", "- a\n  - b", "a", "b", "c"]),
      (
        "a: |\n  x\n  y  \n\n# end\nb: c\n",
        ["a: |\n  x\n  y  \n\n# end\nb: c", "a", "|\n  x\n  y  ", "b", "c"]
      ),
      ("a: >-  # note\n  x\n", ["a: >-  # note\n  x", "a", ">-  # note\n  x"]),
      ("a: |+ # note\nb: c\n", ["a: |+ # note\nb: c", "a", "|+", "b", "c"]),
      ("a: |2\n    x", ["a: |2\n    x", "a", "|2\n    x"]),
      ("[a: b, ? c, d]", ["[a: b, ? c, d]", "a: b", "a", "b", "? c", "c", "", "d"]),
      ("? a\n? b\n: c\n", ["? a\n? b\n: c", "a", "", "b", "c"]),
      ("a: &x b\nc: *x\n*x : d", ["a: &x b\nc: *x\n*x : d", "a", "b", "c", "*x", "*x", "d"]),
      ("\"a\\nb\": 'c''d'", ["\"a\\nb\": 'c''d'", "\"a\\nb\"", "'c''d'"]),
      ("a: \"\\N\"", ["a: \"\\N\"", "a", "\"\\N\""]),
      ("a: x y\n  z\nb: 1", ["a: x y\n  z\nb: 1", "a", "x y\n  z", "b", "1"]),
      ("", [""].dropLast()), ("# only\n", [""].dropLast()), ("---\n", [""]),
      ("--- # x\n---\nb\n", ["", "b"]),
      ("---\n...\n---\na\n...\n", ["", "a"]),
    ] as [(String, [String])])
  func sourceOfEveryNode(_ text: String, _ expected: [String]) {
    let result = read(text)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
    let found = sources(result.tree)
    #expect(found == expected)
    expectSoundTree(result.tree)
  }

  @Test func anAbsentValueStandsBehindItsIndicator() {
    let tree = read("a:   \nb: c\nd: [ {e: } ]\n- ".replacing("\n- ", with: "\n")).tree
    let places = (0..<UInt32(tree.nodeCount)).map { tree.range(NodeID($0)) }.filter(\.isEmpty)
    #expect(places.map(\.start) == [2, 19])
  }

  @Test func keyPaths() {
    let tree = read("a:\n  - b: 1\n    c.d: [x, {e: y}]\n  - z\n'': q\n").tree
    let paths = (0..<UInt32(tree.nodeCount)).map { tree.keyPath(to: NodeID($0)) }
    #expect(
      paths == [
        "", "a", "a", "a[0]", "a[0].b", "a[0].b", "a[0][\"c.d\"]", "a[0][\"c.d\"]",
        "a[0][\"c.d\"][0]", "a[0][\"c.d\"][1]", "a[0][\"c.d\"][1].e", "a[0][\"c.d\"][1].e",
        "a[1]", "[\"\"]", "[\"\"]",
      ])
  }
}
