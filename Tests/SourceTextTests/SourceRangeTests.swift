import SourceText
import Testing

@Suite("SourceRange and SourceLocation")
struct SourceRangeTests {
  @Test("An end before the start is the start")
  func endBeforeStart() {
    let range = SourceRange(start: 5, end: 3)
    #expect(range == SourceRange(at: 5))
    #expect(range.isEmpty)
    #expect(range.length == 0)
  }

  @Test("The length counts bytes, up to the largest offsets")
  func length() {
    #expect(SourceRange(start: 2, end: 5).length == 3)
    #expect(SourceRange(start: 0, end: .max).length == Int(UInt32.max))
  }

  @Test(
    "A range contains what lies wholly inside it",
    arguments: [
      (SourceRange(start: 2, end: 5), true),
      (SourceRange(start: 3, end: 4), true),
      (SourceRange(at: 2), true),
      (SourceRange(at: 5), true),
      (SourceRange(start: 1, end: 5), false),
      (SourceRange(start: 2, end: 6), false),
      (SourceRange(start: 5, end: 6), false),
      (SourceRange(at: 6), false),
    ])
  func contains(inner: SourceRange, expected: Bool) {
    #expect(SourceRange(start: 2, end: 5).contains(inner) == expected)
  }

  @Test("Places sort by file, then by start, then by end")
  func order() {
    let sorted = [(0, 2, 3), (0, 2, 4), (0, 3, 3), (1, 0, 9), (1, 1, 1)].map {
      SourceLocation(
        file: FileID(UInt32($0.0)),
        range: SourceRange(start: UInt32($0.1), end: UInt32($0.2)))
    }
    #expect(sorted.reversed().sorted() == sorted)
  }
}
