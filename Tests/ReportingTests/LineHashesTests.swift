import SourceText
import Testing

@testable import Reporting

/// GitHub's own vectors for `primaryLocationLineHash`, and what they imply.
@Suite struct LineHashesTests {
  private func hashes(_ text: String, lines: Int) -> [String?] {
    let hashes = LineHashes(text: Array(text.utf8), lines: 1...lines)
    return (1...lines).map { hashes.hash(ofLine: $0) }
  }

  private static let vector = [
    "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1",
  ]

  @Test(arguments: [
    " a\nb\n  \t\tc\n d", " a\r\nb\r\n  \t\tc\r\n d", " a\rb\r  \t\tc\r d", "a\nb\nc\nd",
  ])
  func hashesAsGitHubDoes(text: String) {
    #expect(hashes(text, lines: 5) == Self.vector + [nil])
  }

  @Test func hashesTheEmptyText() {
    #expect(hashes("", lines: 2) == ["c129715d7a2bc9a3:1", nil])
  }

  @Test func numbersEqualHashes() {
    let block = String(repeating: "x", count: 120) + "\n"
    let found = hashes(block + block + "y\n", lines: 4).compactMap { $0 }
    #expect(found.count == 4)
    #expect(found[0].hasSuffix(":1"))
    #expect(found[1] == found[0].dropLast(2) + ":2")
    #expect(found[2] != found[0])
    #expect(found[3].hasSuffix(":1"))
  }

  @Test func countsLinesAsTheLineIndexDoes() {
    for text in ["\n", "a\r \nb", "\r\r\n\n", "\u{FEFF}a\nb", "a\n\n\n"] {
      let bytes = Array(text.utf8)
      let count = LineIndex(text: bytes).lineCount
      #expect(
        hashes(text, lines: count + 1).filter { $0 != nil }.count == count,
        "\(text.debugDescription)")
    }
  }

  @Test("A large text is hashed in pieces as it is whole, and asked for in any part")
  func hashesInPieces() {
    var text: [UInt8] = []
    var line = 0
    while text.count < 3 << 20 {
      line += 1
      let lines = [
        "  - { domain: site-\(line).example }\n", "\n", "\t  é\r\n", "a\r", "\r\n",
        String(repeating: "x", count: line % 300) + "\n",
      ]
      text += lines[line % lines.count].utf8
    }
    let count = LineIndex(text: text).lineCount
    let whole = LineHashes(text: text, lines: 1...count)
    let pieces = LineHashes(text: text, lines: 1...count, threads: 3)
    #expect((1...count).allSatisfy { whole.hash(ofLine: $0) != nil })
    #expect((1...count).allSatisfy { whole.hash(ofLine: $0) == pieces.hash(ofLine: $0) })
    // Equal lines before it count, asked for or not.
    let last = LineHashes(text: text, lines: [count - 1, count, count + 1], threads: 2)
    #expect(last.hash(ofLine: count) == whole.hash(ofLine: count))
    #expect(last.hash(ofLine: count - 1) == whole.hash(ofLine: count - 1))
    #expect(last.hash(ofLine: count + 1) == nil)
    #expect(last.hash(ofLine: 1) == nil)
  }
}
