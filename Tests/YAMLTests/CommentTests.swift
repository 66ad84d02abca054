import SourceText
import TestSupport
import Testing

@testable import YAML

/// Comments are found outside of scalars alone.
@Suite("Comments")
struct CommentTests {
  /// The comments of a text that hold the word `mark`.
  private static func comments(_ text: String) -> [String] {
    let tree = read(text).tree
    return tree.comments(holding: "mark").map { tree.file.string(in: $0) }
  }

  @Test(
    "A comment runs from its sign to the end of its line",
    arguments: [
      ("# mark", ["# mark"]), ("a: 1 # mark\n", ["# mark"]), ("a: 1\t# mark\n", ["# mark"]),
      ("  # one mark # two\na: 1\n", ["# one mark # two"]), ("a: 1 # mark", ["# mark"]),
      ("a: 1 # mark\r\nb: 2 # mark\r\n", ["# mark", "# mark"]), ("a: 1 # mark\rb: 2", ["# mark"]),
      ("\u{FEFF}# mark\na: 1\n", ["# mark"]), ("- # mark\n  a: 1\n", ["# mark"]),
      ("{ a: 1, # mark\n  b: 2 }\n", ["# mark"]), ("[ # mark\n]\n", ["# mark"]),
      ("--- # mark\na: 1\n--- # mark\nb: 2\n... # mark\n", ["# mark", "# mark", "# mark"]),
      ("%YAML 1.2 # mark\n---\na: 1\n", ["# mark"]), ("a: # mark\n  b: 1\n", ["# mark"]),
      ("a: &x 1 # mark\nb: *x # mark\n", ["# mark", "# mark"]), ("# mark\n", ["# mark"]),
      ("a: | # mark\n  text\n", ["# mark"]),
      ("a: >- # mark\n\n  text\n# mark\n", ["# mark", "# mark"]),
      ("a: 'été 🐝' # mark\n", ["# mark"]), ("a: mark # mark\n", ["# mark"]),
      ("a: 'b # mark' # mark\n", ["# mark"]), ("#mark", ["#mark"]), ("## mark", ["## mark"]),
    ])
  func comments(text: String, expected: [String]) {
    #expect(Self.comments(text) == expected)
  }

  @Test(
    "What looks like one inside a scalar is none",
    arguments: [
      "a: 'b # mark'\n", "a: \"b # mark\"\n", "a: \"b\n  # mark\n  c\"\n", "a: 'b\n\n # mark'\n",
      "a: b#mark\n", "a: b#mark c\n", "a: |\n  # mark\n", "a: |\n  text # mark\n\n  # mark\n",
      "a: >\n  # mark\n  b\n", "- |\n # mark\n- b\n", "'a # mark': b\n", "{ 'a # mark': b }\n",
      "a: mark # no\n", "a: mark\n", "", "# nothing\n", "a: '# mark' # no\n",
    ])
  func noComments(text: String) {
    #expect(Self.comments(text) == [])
  }

  @Test("Behind a syntax error, comments are told by their sign alone")
  func incomplete() {
    #expect(Self.comments("a: [ # mark\nb: 'c\nd: 1 # mark\n").first == "# mark")
    #expect(Self.comments("a: b: c\n# mark\nd: 1 # mark\n") == ["# mark", "# mark"])
  }

  @Test("Many signs on one line are looked at once")
  func longLine() {
    #expect(processorSeconds(Self.expectManySigns) < 30)
  }

  private static func expectManySigns() {
    let line = "a: '" + String(repeating: " # mark", count: 100_000) + "'"
    #expect(comments(line + "\n") == [])
    #expect(comments(line + " # mark\n") == ["# mark"])
    let lines = String(repeating: "# mark\n", count: 100_000)
    #expect(comments(lines + "a: 1\n").count == 100_000)
  }
}
