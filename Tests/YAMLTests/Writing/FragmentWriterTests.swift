import SourceText
import Testing
import YAML

/// Layout of files that are written.
@Suite("Writing YAML")
struct FragmentWriterTests {
  private typealias Member = Fragment.Member

  private func text(_ root: Fragment) -> String {
    var writer = FragmentWriter()
    writer.document(root)
    return String(decoding: writer.text, as: UTF8.self)
  }

  private func map(_ count: Int, _ layout: Fragment.Layout = .automatic) -> Fragment {
    .mapping((0..<count).map { Member("key\($0)", .text("value")) }, layout)
  }

  @Test("A collection stands in braces up to 100 columns, and as a block beyond")
  func width() {
    // "limits: { key0: value, … }": 7 entries of 11 columns and their commas.
    let short = text(.mapping([Member("limits", map(6))]))
    #expect(
      short == "limits: { key0: value, key1: value, key2: value, key3: value, "
        + "key4: value, key5: value }\n")
    for padding in 1...30 {
      let key = String(repeating: "k", count: padding)
      let line = text(.mapping([Member(key, map(6))]))
      let isOneLine = line.split(separator: "\n").count == 1
      #expect(isOneLine == (padding + 82 <= 100))
      if isOneLine { #expect(line.count - 1 == padding + 82) }
    }
  }

  @Test("Lists of mappings, nested blocks, empty lines, comments and remarks")
  func block() {
    var second = Fragment.Item(.mapping([Member("b", .list([])), Member("c", map(0))], .block))
    second.isApart = true
    var member = Member("list", .list([Fragment.Item(map(2, .block)), second], .block))
    member.comment = ["one", "", "two"]
    member.isApart = true
    var remarked = Fragment.Item(.text("x"))
    remarked.remark = "why\nnot"
    let nested = Fragment.list(
      [Fragment.Item(.list([Fragment.Item(map(1, .block))], .block))], .block)
    let root = Fragment.mapping(
      [
        Member("a", .scalar(.null)), member, Member("words", .list([remarked])),
        Member("nested", nested),
      ], .block)
    #expect(
      text(root) == """
        a:

        # one
        #
        # two
        list:
          - key0: value
            key1: value

          - b: []
            c: {}
        words:
          - x  # why\u{FFFD}not
        nested:
          - - key0: value

        """)
  }

  @Test("A key of any length and kind is read back")
  func keys() {
    let long = String(repeating: "k", count: 3_000)
    let root = Fragment.mapping(
      [
        Member(.text(long), map(1)), Member(.text(""), .text("a")),
        Member(.list([Fragment.Item(.text("x"))]), map(1, .block)),
        Member("flow", .mapping([Member(.text(long), .text("b"))])),
        Member("braces", .mapping([Member(.text("a: b"), .text("b"))])),
      ], .block)
    let file = SourceFile(path: "a.yaml", text: Array(text(root).utf8))
    let parsed = parse(file, id: FileID(0))
    #expect(parsed.diagnostics.isEmpty && parsed.tree.isComplete)
    let entries = Array(parsed.tree.entries(of: parsed.tree.documents[0]))
    #expect(entries.map { parsed.tree.string($0.key) } == [long, "", "", "flow", "braces"])
    #expect(parsed.tree.kind(entries[2].key) == .sequence)
    let flow = Array(parsed.tree.entries(of: entries[3].value))
    #expect(flow.map { parsed.tree.string($0.key) } == [long])
  }
}
