import SourceText
import Testing
import YAML

/// Scalars as they are written.
@Suite("Spelling of scalars")
struct SpellingTests {
  @Test(
    "A text stands without quotes wherever every reader finds a text",
    arguments: [
      "Boulangerie Martin", "boulangerie-martin.fr", "été.fr", "a:b", "a#b", "192.0.2.1", "1.2.3",
      "5 GB", "2026-03", "yesterday", "nullable", "12 EUR a month", "don't", "a \"b\" c", "0x",
      "C:\\", "-", "👩‍🚀", "1e", "12:ab",
    ])
  func plain(text: String) {
    let expected = text == "-" ? "\"-\"" : text
    #expect(Spelling.text(text).inBlock == expected)
  }

  @Test(
    "What YAML 1.2 or 1.1 would take for something else is in quotes",
    arguments: [
      ("0123", "\"0123\""), ("yes", "\"yes\""), ("No", "\"No\""), ("null", "\"null\""),
      ("~", "\"~\""), ("true", "\"true\""), ("8.4", "\"8.4\""), ("1_000", "\"1_000\""),
      ("0b01", "\"0b01\""), ("12:30:45", "\"12:30:45\""), ("2026-11-02", "\"2026-11-02\""),
      (".inf", "\".inf\""), ("1e3", "\"1e3\""), ("", "\"\""), ("=", "\"=\""), ("<<", "\"<<\""),
      ("a: b", "\"a: b\""), ("a #b", "\"a #b\""), ("#a", "\"#a\""), ("a:", "\"a:\""),
      (" a", "\" a\""), ("a ", "\"a \""), ("[a", "\"[a\""), ("*a", "\"*a\""), ("@a", "\"@a\""),
      ("--- a", "\"--- a\""), ("...", "\"...\""), ("? a", "\"? a\""), ("\"a\"", "'\"a\"'"),
      ("'a'", "\"'a'\""), ("'a\"", "\"'a\\\"\""), ("a\nb", "\"a\\nb\""), ("a\u{0}", "\"a\\x00\""),
      ("a\u{202E}b", "\"a\\u202Eb\""), ("\u{E0041}", "\"\\U000E0041\""), ("a\u{85}", "\"a\\x85\""),
    ])
  func quoted(text: String, expected: String) {
    #expect(Spelling.text(text).inBlock == expected)
    #expect(Spelling.text(text).inFlow == expected)
  }

  @Test("In brackets, what has a meaning there is in quotes too", arguments: ["a,b", "a:b", "a]"])
  func flow(text: String) {
    #expect(Spelling.text(text).inBlock == text)
    #expect(Spelling.text(text).inFlow == "\"\(text)\"")
  }

  @Test("A word stays plain where its key decides the type", arguments: ["yes", "2026-11-02"])
  func words(text: String) {
    #expect(Spelling.word(text).inBlock == text)
    #expect(Spelling.word("true").inBlock == "\"true\"")
  }

  @Test("Every text is read back as it was, in a block and in brackets")
  func readBack() {
    let pieces = [
      "a", " ", ":", "#", "-", "?", ",", "[", "]", "{", "}", "'", "\"", "\\", "\n", "\t", "\u{1}",
      "é", "👩‍🚀", "\u{2028}", "\u{FEFF}", "0", "9", ".", "_", "!", "&", "*", "|", ">", "%", "@",
      "`", "~", "=", "<", "/", "\r",
    ]
    var texts = pieces
    for first in pieces {
      for second in pieces {
        texts.append(first + second)
        for third in [" ", ":", "#", "a", "0", "."] { texts.append(first + second + third) }
      }
    }
    for make in [Spelling.text, Spelling.word] {
      for text in texts {
        let spelling = make(text)
        let file =
          "key1: \(spelling.inBlock)\nkey2: [\(spelling.inFlow), x]\n\(spelling.inBlock): 1\n"
        let parsed = parse(SourceFile(path: "a.yaml", text: Array(file.utf8)), id: FileID(0))
        let tree = parsed.tree
        let scalars = (0..<UInt32(tree.nodeCount)).map(NodeID.init)
          .filter { tree.kind($0) == .scalar && tree.string($0) == text }
        #expect(parsed.diagnostics.isEmpty, "\(file)")
        #expect(scalars.count >= 3, "\(file)")
        #expect(scalars.allSatisfy { tree.scalar($0) == .string }, "\(file)")
      }
    }
  }
}
