import Diagnostics
import SourceText
import TestSupport
import Testing

@testable import YAML

/// One finding for a syntax error, at the token, in words that help.
struct SyntaxErrorTests {
  /// Mistakes as people make them, by name.
  static let mistakes: [(name: String, text: String)] = [
    ("tab as indentation", "reseller:\n\tlogin: a\n"),
    ("tab behind spaces", "reseller:\n  login: a\n  \tname: b\n"),
    ("tab behind a dash", "customers:\n-\t- a\n"),
    ("double quote not closed", "reseller:\n  login: \"agence\n  name: b\n"),
    ("single quote not closed", "reseller:\n  name: 'L'atelier'\n  dns: lrob\n"),
    ("quote closed lines later", "reseller:\n  login: \"agence\n  name: \"b\"\n"),
    ("quote open at the document's end", "a: 'b\n---\nc: d\n"),
    ("text behind quotes", "name: \"Agence\" Exemple\n"),
    ("bracket not closed", "aliases: [a.fr, b.fr\npack: starter\n"),
    ("brace not closed", "limits: { disk_space: 5 GB\npack: starter\n"),
    ("bracket not closed at the end", "aliases: [a.fr, b.fr\n"),
    ("comma missing", "limits: {\n  domains: 1\n  aliases: 2\n}\n"),
    ("comma missing on one line", "names: [\"a\" \"b\"]\n"),
    ("bracket too many", "aliases: [a, b]]\n"),
    ("text behind brackets", "name: [x] y\n"),
    ("template braces", "name: {{ name }} x\n"),
    ("key indented more", "reseller:\n  login: a\n    name: b\n"),
    ("key indented less", "reseller:\n    login: a\n  name: b\n"),
    ("key below a list, indented like an item", "customers:\n  - login: a\n  name: b\n"),
    ("key in the list's column", "- a\nb: c\n"),
    ("item indented more", "aliases:\n  - a: 1\n   - b: 1\n"),
    ("item in a mapping", "reseller:\n  login: a\n  - b\n"),
    ("space missing behind a colon", "hosting: 1\nreseller:agence\npacks: x\n"),
    ("space missing behind the first colon", "hosting:1\nreseller: x\n"),
    ("colon missing", "hosting: 1\nreseller\npacks: x\n"),
    ("colon missing at the end", "hosting: 1\nreseller\n"),
    ("colon in a value", "description: note: a site\n"),
    ("list on the key's line", "aliases: - a\n"),
    ("value beginning with @", "name: @agence\n"),
    ("value beginning with a backquote", "name: `x`\n"),
    ("value beginning with %", "name: %x\n"),
    ("value beginning with *", "name: *.example.fr\n"),
    ("value beginning with &", "name: & co\n"),
    ("value beginning with !", "name: !{x}\n"),
    ("unknown tag prefix", "name: !x!y z\n"),
    ("unknown escape", "path: \"C:\\dir\"\n"),
    ("bad hexadecimal escape", "path: \"\\u00zz\"\n"),
    ("surrogate escape", "path: \"\\ud800\"\n"),
    ("text behind a block indicator", "note: > text\n  more\n"),
    ("indentation indicator of zero", "note: |0\n  more\n"),
    ("directive without document", "%YAML 1.2\na: b\n"),
    ("unknown directive", "%FOO\n---\na: b\n"),
    ("version of the future", "%YAML 3.0\n---\na: b\n"),
    ("text behind the document", "a: b\n... c\n"),
    ("merge conflict", "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n"),
    ("multi-byte text before it", "né: 😀\nà: \"é\" è: x\n"),
    ("alias without anchor", "a: &starter x\nb: *startr\nc: *unlike\n"),
    ("alias within its own anchor", "a: &x [1, *x]\n"),
    ("merge of a text", "a:\n  <<: text\n  b: c\n"),
    ("merge of a list with a text", "a:\n  <<: [{x: y}, text]\n"),
    ("password on the line", "password: \"hunter2\" hunter3\n"),
  ]

  @Test func mistakesInWords() {
    var report = ""
    for mistake in Self.mistakes {
      for prefix in [[], SourceFile.byteOrderMark] {
        let result = read(prefix + Array(mistake.text.utf8))
        for diagnostic in result.diagnostics {
          expectValidPlace(diagnostic, in: result.tree.file, mistake.name)
        }
        expectSoundTree(result.tree, mistake.name)
        if prefix.isEmpty { report += "## \(mistake.name)\n\n" + rendered(result) + "\n" }
      }
    }
    expectGolden(report, "Tests/YAMLTests/Golden/syntax-errors.txt")
  }

  /// The text with every finding below its line.
  private func rendered(_ result: ParseResult) -> String {
    let file = result.tree.file
    var out = ""
    for line in 1...file.lineIndex.lineCount {
      let source = file.string(in: file.lineIndex.range(ofLine: line, in: file.text))
      out += "    \(source.replacing("\t", with: "→"))\n"
      func mark(_ range: SourceRange, _ sign: Character, _ text: String) {
        let start = file.position(of: range.start)
        guard start.line == line else { return }
        let width = max(1, file.position(of: range.end).column - start.column)
        out += "    " + String(repeating: " ", count: start.column - 1)
        out += String(repeating: sign, count: width) + " \(text)\n"
      }
      for diagnostic in result.diagnostics {
        mark(diagnostic.location.range, "^", "\(diagnostic.rule): \(diagnostic.message)")
        for label in diagnostic.related { mark(label.location.range, "-", label.text) }
      }
    }
    for diagnostic in result.diagnostics {
      out += "\(diagnostic.field ?? "-"): \(diagnostic.remedy)\n"
    }
    return out
  }

  @Test(arguments: SyntaxErrorTests.mistakes.map(\.text), ["\r\n", "\r"])
  func otherLineBreaksGiveTheSamePlace(_ text: String, _ lineBreak: String) {
    let plain = read(text)
    let other = read(text.replacing("\n", with: lineBreak))
    func places(_ result: ParseResult) -> [String] {
      result.diagnostics.map {
        let position = result.tree.file.position(of: $0.location.range.start)
        return "\(position.line):\(position.column) \($0.message)"
      }
    }
    #expect(places(plain) == places(other))
  }

  @Test func whatStandsBeforeTheErrorIsInTheTree() {
    let result = read("a: 1\nb:\n  c: 2\n  d: \"x\" y\n  e: 3\nf: 4\n")
    let tree = result.tree
    #expect(!tree.isComplete)
    let root = tree.documents[0]
    #expect(tree.isCut(root))
    let keys = tree.entries(of: root).map { tree.string($0.key) }
    #expect(keys == ["a", "b"])
    let inner = tree.value(of: "b", in: root)
    #expect(inner.map { tree.isCut($0) } == true)
    #expect(inner.flatMap { tree.value(of: "c", in: $0) }.map { tree.isCut($0) } == false)
  }

  @Test func aKeyCutOffHasAnEmptyCutValue() {
    let tree = read("a: 1\nb: \"x\n").tree
    let value = tree.value(of: "b", in: tree.documents[0])
    #expect(value.map { tree.isCut($0) } == true)
    #expect(value.map { tree.string($0) } == "")
  }

  @Test(arguments: [
    "password: hunter2\nhunter3\nx: y\n", "password: *hunter2\n", "Password:\n  \"a\" hunter2\n",
    "a: {password: hunter2 hunter3: x}\n", "password: @hunter2\n", "password: \"a\" hunter2: x\n",
  ])
  func aPasswordIsInNoMessage(_ text: String) {
    let result = read(text)
    #expect(!result.diagnostics.isEmpty)
    for diagnostic in result.diagnostics {
      let words =
        [diagnostic.message, diagnostic.remedy, diagnostic.field ?? ""]
        + diagnostic.related.map(\.text)
      #expect(words.allSatisfy { !$0.contains("hunter") }, "\(words)")
    }
  }

  @Test(
    arguments: [
      ([0xFF], "the file is not UTF-8 text: the byte 0xFF does not fit here"),
      ([0xC3, 0x28], "the file is not UTF-8 text: the byte 0xC3 does not fit here"),
      ([0xC3], "the file is not UTF-8 text: the byte 0xC3 does not fit here"),
      ([0xED, 0xA0, 0x80], "the file is not UTF-8 text: the byte 0xED does not fit here"),
      ([0x00], "the control character U+0000 is not allowed in YAML"),
      ([0x07], "the control character U+0007 is not allowed in YAML"),
      ([0x7F], "the control character U+007F is not allowed in YAML"),
      ([0xC2, 0x80], "the control character U+0080 is not allowed in YAML"),
      ([0xEF, 0xBF, 0xBF], "the control character U+FFFF is not allowed in YAML"),
    ] as [([UInt8], String)])
  func charactersThatAreNotAllowed(_ bytes: [UInt8], _ message: String) {
    for head in ["é: 1\nb: 2\nc: x", "", "# x\n" + String(repeating: "k: v\n", count: 9_000)] {
      for prefix in [[], SourceFile.byteOrderMark] {
        let text = prefix + Array(head.utf8) + bytes + Array("\nd: 4\n".utf8)
        let result = read(text)
        let errors = result.diagnostics.filter { $0.rule == "yaml-syntax" }
        #expect(errors.map(\.message) == [message])
        #expect(errors.first?.location.range.start == UInt32(prefix.count + head.utf8.count))
        for error in errors { expectValidPlace(error, in: result.tree.file) }
        let isComplete = result.tree.isComplete
        #expect(!isComplete)
      }
    }
    // What stands before the line is read, and known to be cut.
    let tree = read(Array("a: 1\nb: 2\nc: ".utf8) + bytes).tree
    let root = tree.documents.first
    #expect(root.map { tree.isCut($0) } == true)
    #expect(root.map { tree.entries(of: $0).map { tree.string($0.key) } } == ["a", "b"])
  }
}
