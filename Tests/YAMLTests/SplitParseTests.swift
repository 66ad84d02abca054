import Diagnostics
import Foundation
import Randomness
import SourceText
import TestSupport
import Testing

@testable import YAML

/// A text that is cut and read in pieces gives the tree of the whole, or is not read in pieces.
@Suite("Reading in pieces")
struct SplitParseTests {
  private static let account = """
    hosting: 1
    reseller: { login: agence-exemple }
    packs:
      starter: &starter
        limits: { disk_space: 5 GB } # of all sites
    customers:
      - login: boulangerie
        subscriptions:
          - domain: boulangerie.fr
            note: "été \\u00e9\\
              et la suite"
      # A comment between two items.
      - login: garage
        note: |
          - no item

          - neither

      - login: "fleuriste"
        tags: !local [a, b, &x c, *x]
        empty:
      -
      - { login: notaire, 'a''b': 1 }
    """

  /// Every way to cut a text once or twice where a line starts with a dash, that was accepted.
  private func accepted(_ text: String) throws -> Int {
    let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
    let whole = parse(file, id: FileID(0))
    var count = 0
    let places = dashes(in: file.text)
    for first in places {
      for cuts in [[first.offset]]
        + places.filter({ $0.offset > first.offset }).map({ [first.offset, $0.offset] })
      {
        let contents = file.text.withUnsafeBufferPointer {
          SplitParse(text: $0, base: 0, limits: .default).contents(
            cutAt: cuts, column: first.column)
        }
        guard let contents else { continue }
        count += 1
        #expect(whole.diagnostics.isEmpty, "\(text)\ncut at \(cuts)")
        let tree = Tree(file: file, fileID: FileID(0), contents)
        try #require(dump(tree) == dump(whole.tree), "\(text)\ncut at \(cuts)")
      }
    }
    return count
  }

  private func dashes(in text: [UInt8]) -> [(offset: Int, column: Int)] {
    var places: [(offset: Int, column: Int)] = []
    for start in text.indices where start == 0 || text[start - 1] == 0x0A {
      let column = text[start...].prefix { $0 == 0x20 }.count
      if start + column < text.count, text[start + column] == UInt8(ascii: "-") {
        places.append((start, column))
      }
    }
    return places
  }

  @Test func itemsOfTheLastList() throws {
    // Four items behind the first, once and twice cut: 4 + 6.
    #expect(try accepted(Self.account) == 10)
    #expect(try accepted("a:\n- 1\n- b:\n  - 2\n  - 3\n- 4\n") == 3)
  }

  @Test(arguments: [
    "a: [1,\n- 2]", "- 1\n- 2\n", "a:\n  - 1\n  - 2\nb: 3\n", "a:\n  - 1\n...\n  - 2\n",
    "a: &l\n  - 1\n  - 2\nb: *l\n", "a: &l\n  - 1\n  - 2\n", "a: !t\n  - 1\n  - 2\n",
    "a: \"\n  - 1\n  - 2\"\n", "a: |\n  - 1\n  - 2\n", "a:\n  - 1\n  - *b\n",
    "a:\n  - 1\n  - \"\n", "a:\n  - x: 1\n  - {y: 1, y: 2}\n",
    "%TAG ! tag:a,2000:\n---\na:\n  - 1\n  - !x 2\n", "a:\n  - 1\n---\n  - 2\n",
    "? a\n: - 1\n  - 2\n",
  ])
  func nothingElse(_ text: String) throws {
    #expect(try accepted(text) == 0)
  }

  /// Keys behind the sequence are a piece of their own.
  @Test func keysBehindTheSequence() throws {
    func accepted(_ text: String, cut: String, tail: String) throws -> Bool {
      let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
      let place = { (part: String) throws -> Int in
        text.utf8.distance(
          from: text.startIndex, to: try #require(text.range(of: part)).lowerBound)
      }
      let (cut, tail) = (try place(cut), try place(tail))
      let contents = file.text.withUnsafeBufferPointer {
        SplitParse(text: $0, base: 0, limits: .default)
          .contents(cutAt: [cut], column: 2, tail: tail)
      }
      guard let contents else { return false }
      let tree = Tree(file: file, fileID: FileID(0), contents)
      #expect(dump(tree) == dump(parse(file, id: FileID(0)).tree), "\(text)")
      return true
    }
    let head = "a: &x 1\nb:\n  - 1\n  - 2\n"
    for tail in ["c: 3\n", "c:\n  - *x\n  - {d: 4}\ne: 5", "c:\n\n# end\n", "c: |\n  x\n\n"] {
      #expect(try accepted(head + "\n# c\n" + tail, cut: "  - 2", tail: "c:"), "\(tail)")
    }
    for tail in [
      "c: 3\na: 4\n", "c: 3\nc: 4\n", "c: 3\n'a': 4\n", "c: 3\n? a\n: 4\n", "c: 3\n*x : 4\n",
      "c: 3\n<<: {d: 1}\n", "c: 3\n---\nd: 4\n", "c: 3\n...\n", "c: [\n", "c: *y\n", "c: 3\n1: 4\n",
    ] {
      let isAccepted = try accepted(head + tail, cut: "  - 2", tail: "c:")
      // The end of a document may follow the last piece.
      #expect(isAccepted == (tail == "c: 3\n...\n"), "\(tail)")
    }
  }

  /// An indented mapping ends before a key that is not, which stands in no document then.
  @Test(arguments: [
    " a: &x 1\n b:\n  - 1\n  - 2\nc: 3\n", " b:\n  - ~a:\n  - c#t \nd: e\n",
    "--- \n b:\n  - 1\n  - 2\nc: 3\n",
  ])
  func keysLessIndentedThanTheRoot(_ text: String) throws {
    let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
    #expect(parse(file, id: FileID(0)).diagnostics.map(\.rule) == ["yaml-syntax"])
    for pieces in 2...5 {
      let contents = file.text.withUnsafeBufferPointer {
        SplitParse.contents(of: $0, base: 0, limits: .default, pieces: pieces)
      }
      #expect(contents == nil, "\(pieces)")
    }
    let tail = try #require(file.text.lastIndex(of: UInt8(ascii: ":"))) - 1
    let cut = try #require(text.range(of: "\n  - ", options: .backwards))
    let contents = file.text.withUnsafeBufferPointer {
      SplitParse(text: $0, base: 0, limits: .default).contents(
        cutAt: [text.utf8.distance(from: text.startIndex, to: cut.lowerBound) + 1], column: 2,
        tail: tail)
    }
    #expect(contents == nil)
  }

  /// Aliases of anchors that stand before the cut, in the head or in another piece.
  @Test func aliasesOfOtherPieces() throws {
    #expect(try accepted("a: &b 1\nc:\n  - 1\n  - *b\n") == 1)
    // Behind a cut the name stands for the last anchor before it.
    #expect(try accepted("a: &b 1\nc:\n  - &b 2\n  - *b\n  - {<<: {x: *b}}\n  - *b\n") == 6)
    #expect(try accepted("a: &b {x: 1}\nc:\n  - 1\n  - {<<: *b}\n  - <<: [*b]\n") == 3)
    #expect(try accepted("a: &b 1\nc:\n  - 1\n  - {<<: *b}\n") == 0)
    #expect(try accepted("a: &b 1\nc:\n  - 1\n  - {*b : 2}\n") == 0)
    #expect(try accepted("a: &b 1\nc:\n  - 1\n  - &d [*b]\n  - *d\n") == 1)
    #expect(try accepted("&r\na:\n  - 1\n  - *r\n") == 0)
    #expect(try accepted("c:\n  - 1\n  - *b\n  - &b 1\n") == 0)
  }

  @Test func mutatedTexts() throws {
    var random = SeededGenerator(seed: 20)
    let bytes = Array(Self.account.utf8)
    var count = 0
    for _ in 0..<400 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = mutated.indices.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<3, using: &random) {
        case 0: mutated.remove(at: place)
        case 1:
          mutated.insert(
            Array(" \n-:#&*!'\"[]{}|%.".utf8).randomElement(using: &random) ?? 0x20, at: place)
        default: mutated[place] = bytes.randomElement(using: &random) ?? 0x20
        }
      }
      count += try accepted(String(decoding: mutated, as: UTF8.self))
    }
    #expect(count > 500, "hardly any cut was accepted")
  }

  /// The cuts that a large text gets by itself.
  @Test func largeAccounts() throws {
    var text = "hosting: 1\nreseller: { login: a }\ncustomers:\n"
    for number in 0..<40_000 {
      text += "  - login: c\(number)\n    subscriptions:\n      - domain: d\(number).fr\n"
    }
    let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
    let contents = file.text.withUnsafeBufferPointer {
      SplitParse.contents(of: $0, base: 0, limits: .default, pieces: 3)
    }
    let split = Tree(file: file, fileID: FileID(0), try #require(contents))
    let whole = parse(file, id: FileID(0)).tree
    #expect(
      split.nodes.elementsEqual(whole.nodes) {
        ($0.start, $0.end, $0.link, $0.bits) == ($1.start, $1.end, $1.link, $1.bits)
      })
    #expect(parse(file, id: FileID(0), threads: 2).tree.nodeCount == whole.nodeCount)
    let longer = SourceFile(
      path: "a.yaml", text: Array((text + "\n# own\nsubscriptions: []\n").utf8))
    let pieces = longer.text.withUnsafeBufferPointer {
      SplitParse.contents(of: $0, base: 0, limits: .default, pieces: 2)
    }
    #expect(pieces?.nodes.count == whole.nodeCount + 2)
  }
}
