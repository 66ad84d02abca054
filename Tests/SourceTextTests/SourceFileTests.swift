import SourceText
import Testing

@Suite("SourceFile")
struct SourceFileTests {
  @Test(
    "A range's text is cut at the file's end",
    arguments: [
      (0, 5, "a: é"),
      (3, 5, "é"),
      (3, 99, "é"),
      (5, 5, ""),
      (50, 99, ""),
      // A range that cuts a character is repaired, not trusted.
      (3, 4, "\u{FFFD}"),
    ])
  func string(start: UInt32, end: UInt32, expected: String) {
    let file = SourceFile(path: "a.yaml", text: Array("a: é".utf8))
    let range = SourceRange(start: start, end: end)
    #expect(file.string(in: range) == expected)
  }

  @Test("Invalid UTF-8 has places too: a byte that continues nothing has no column of its own")
  func invalidUTF8() {
    let file = SourceFile(path: "a.yaml", text: [0x61, 0xFF, 0x80, 0x62, 0x0A, 0x63])
    #expect(file.position(of: 3) == SourcePosition(line: 1, column: 3))
    #expect(file.position(of: 5) == SourcePosition(line: 2, column: 1))
  }

  @Test("Secrets are kept sorted and once each, whoever marks them")
  func secrets() {
    let file = SourceFile(path: "a.yaml", text: Array("password: one two".utf8))
    let one = SourceRange(start: 10, end: 13)
    let two = SourceRange(start: 14, end: 17)
    #expect(file.secrets.isEmpty)
    file.markSecrets([two])
    file.markSecrets([])
    file.markSecrets([one, two])
    #expect(file.secrets == [one, two])
  }

  @Test("The same positions come from many tasks at once")
  func concurrentPositions() async {
    let file = SourceFile(path: "a.yaml", text: Array("ab\ncd\nef".utf8))
    await withTaskGroup(of: SourcePosition.self) { group in
      for _ in 0..<100 { group.addTask { file.position(of: 7) } }
      for await position in group { #expect(position == SourcePosition(line: 3, column: 2)) }
    }
  }

  @Test("Files are found by their ids, in order")
  func files() {
    let files = SourceFiles(["a.yaml", "b.yaml"].map { SourceFile(path: $0, text: []) })
    #expect(files.count == 2)
    #expect(files.ids.map { files[$0].path } == ["a.yaml", "b.yaml"])
    #expect(SourceFiles().ids.isEmpty)
  }
}
