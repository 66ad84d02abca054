import SourceText
import Testing

@Suite("LineIndex")
struct LineIndexTests {
  @Test(
    "Lines end at LF, CR LF or CR",
    arguments: [
      ("a\nb\nc", 3),
      ("a\r\nb\r\nc", 3),
      ("a\rb\rc", 3),
      ("a\n\rb", 3),
      ("a\r\r\nb", 3),
      ("a\r\n\nb", 3),
      ("a\nb\n", 3),
      ("a", 1),
      ("", 1),
      ("\u{FEFF}", 1),
      ("\n", 2),
      // Other line separators of Unicode do not end a line in YAML 1.2.
      ("a\u{2028}b\u{85}c\u{B}d\u{C}e", 1),
    ])
  func lineCount(text: String, expected: Int) {
    #expect(LineIndex(text: Array(text.utf8)).lineCount == expected)
  }

  @Test(
    "An offset has its line and its column in code points",
    arguments: [
      // The offset, then line and column.
      ("ab\ncd", 0, 1, 1),
      ("ab\ncd", 1, 1, 2),
      ("ab\ncd", 2, 1, 3),  // the line break itself
      ("ab\ncd", 3, 2, 1),
      ("ab\ncd", 5, 2, 3),  // the end
      ("ab\ncd", 99, 2, 3),  // behind the end
      ("ab\r\ncd", 2, 1, 3),
      ("ab\r\ncd", 4, 2, 1),
      ("ab\rcd", 3, 2, 1),
      ("ab\n", 3, 2, 1),  // the empty last line
      ("", 0, 1, 1),
      ("", 7, 1, 1),
      ("été: x", 7, 1, 6),  // two bytes each
      ("日本: x", 8, 1, 5),  // three bytes each
      ("🏠🏠: x", 10, 1, 5),  // four bytes each, one code point each
      ("e\u{301}: x", 3, 1, 3),  // a combining accent is a code point
      ("👩‍💻x", 11, 1, 4),  // three code points in one sign
      ("a\tb", 2, 1, 3),  // a tab is one column
      ("\u{FEFF}ab", 3, 1, 1),  // a byte-order mark is not counted
      ("\u{FEFF}ab", 4, 1, 2),
      ("\u{FEFF}ab", 0, 1, 1),
      ("\u{FEFF}ab\ncd", 6, 2, 1),
      ("\u{FEFF}", 3, 1, 1),
      ("ab\n\u{FEFF}cd", 6, 2, 2),  // at another place it is a character
    ])
  func position(text: String, offset: Int, line: Int, column: Int) {
    let bytes = Array(text.utf8)
    let position = LineIndex(text: bytes).position(of: UInt32(offset), in: bytes)
    #expect(position == SourcePosition(line: line, column: column))
  }

  @Test(
    "A line's range leaves out its line break and a byte-order mark",
    arguments: [
      ("ab\ncd", 1, "ab"),
      ("ab\ncd", 2, "cd"),
      ("ab\r\ncd", 1, "ab"),
      ("ab\rcd", 1, "ab"),
      ("ab\ncd\n", 2, "cd"),
      ("ab\ncd\n", 3, ""),
      ("ab\n\ncd", 2, ""),
      ("\u{FEFF}ab\ncd", 1, "ab"),
      ("ab \t\ncd", 1, "ab \t"),
      ("", 1, ""),
      ("ab\ncd", 0, ""),
      ("ab\ncd", 3, ""),
      ("ab\ncd", -1, ""),
    ])
  func range(text: String, line: Int, expected: String) {
    let bytes = Array(text.utf8)
    let range = LineIndex(text: bytes).range(ofLine: line, in: bytes)
    #expect(SourceFile(path: "a.yaml", text: bytes).string(in: range) == expected)
  }

  @Test("In any mix of line breaks, lines follow each other and hold all offsets")
  func linesCoverTheText() {
    // Every text of up to five of these pieces.
    let pieces = ["a", "é", "\n", "\r", "\u{FEFF}"].map { Array($0.utf8) }
    var texts: [[UInt8]] = [[]]
    for _ in 1...5 { texts += texts.flatMap { text in pieces.map { text + $0 } } }
    for text in Set(texts) {
      let index = LineIndex(text: text)
      var previous = SourcePosition(line: 1, column: 1)
      for offset in 0...text.count {
        let position = index.position(of: UInt32(offset), in: text)
        let stepsInLine = position.line == previous.line && position.column >= previous.column
        let stepsToNextLine = position.line == previous.line + 1 && position.column == 1
        #expect(stepsInLine || stepsToNextLine, "\(text) at \(offset)")
        previous = position
      }
      #expect(previous.line == index.lineCount, "\(text)")
    }
  }
}
