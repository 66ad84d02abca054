import Diagnostics
import Foundation
import SourceText
import TestSupport
import Testing

@testable import Reporting

/// Rules as they are shown, from documents of every shape.
@Suite("Rules as text, JSON and Markdown")
struct RuleDocumentTests {
  private static func document(
    title: String = "A title", rationale: String = "", remedy: String = "", source: String = "",
    severity: Severity = .warning, defaultSeverity: Severity = .warning, isEnabled: Bool = true,
    isEnabledByDefault: Bool = true, isSuppressible: Bool = true,
    condition: RuleDocument.Condition? = nil, params: [RuleDocument.Parameter] = [],
    examples: [RuleDocument.Example] = [], replaces: String? = nil, replacement: String? = nil
  ) -> RuleDocument {
    RuleDocument(
      descriptor: RuleDescriptor(
        id: "own-rule", area: "policy", title: title, severity: severity, rationale: rationale,
        remedy: remedy, source: source, isSuppressible: isSuppressible, isBuiltIn: false),
      defaultSeverity: defaultSeverity, isEnabled: isEnabled,
      isEnabledByDefault: isEnabledByDefault, path: "policy/own-rule.yaml", kinds: ["domain"],
      condition: condition, params: params, examples: examples, replaces: replaces,
      replacement: replacement)
  }

  private static func parameter(
    _ name: String, _ value: RuleDocument.ParameterText, now: RuleDocument.ParameterText? = nil
  ) -> RuleDocument.Parameter {
    RuleDocument.Parameter(
      name: name, type: "string", defaultValue: value, value: now ?? value, description: "")
  }

  private static func page(_ rule: RuleDocument, width: Int? = 80) -> String {
    RuleExplanation(style: TextStyle(width: width)).string([rule])
  }

  // MARK: - What is in force

  @Test("The severity says what is in force, and what the file says where that differs")
  func level() {
    #expect(Self.document().level == "warning")
    #expect(Self.document(severity: .error).level == "error (default: warning)")
    #expect(Self.document(isEnabled: false).level == "off (default: warning)")
    #expect(Self.document(isEnabledByDefault: false).level == "warning (default: off)")
    #expect(
      Self.document(severity: .info, isEnabled: false, isEnabledByDefault: false).level
        == "off by default; info when it is on")
    #expect(
      Self.document(isEnabled: false, replacement: "other").level
        == "off; `other` stands in for it")
  }

  @Test("The settings offer the other levels, with the parameters in force where there are any")
  func settings() {
    #expect(Self.document().settings == "rules:\n  own-rule: off   # or info, warning, error")
    #expect(
      Self.document(isEnabled: false).settings
        == "rules:\n  own-rule: warning   # or off, info, error")
    let days = (1...6).map { "a longer entry \($0)" }
    let rule = Self.document(
      severity: .error,
      params: [
        Self.parameter("share", .double(0.9), now: .double(0.8)),
        Self.parameter("days", .list(days)), Self.parameter("size", .text("5 GB")),
        Self.parameter("text", .text("a: \"b\"")), Self.parameter("none", .text("")),
        Self.parameter("word", .text("null")), Self.parameter("on", .bool(true)),
        Self.parameter("top", .double(.infinity)),
      ])
    #expect(
      rule.settings == """
        rules:
          own-rule:
            severity: error   # or off, info, warning
            params:
              share: 0.8
              days:
                - a longer entry 1
                - a longer entry 2
                - a longer entry 3
                - a longer entry 4
                - a longer entry 5
                - a longer entry 6
              size: 5 GB
              text: "a: \\"b\\""
              none: ""
              word: "null"
              on: true
              top: .inf
        """)
    #expect(Self.page(rule).contains("(string, default 0.9; here 0.8)"))
    #expect(RuleMarkdown.sections([rule]).contains("| `share` | `string` | `0.9` | `0.8` |"))
  }

  @Test("What cannot be suppressed says so, in every form")
  func suppression() {
    let rule = Self.document(isSuppressible: false)
    #expect(Self.page(rule).contains("no, only switched off for the whole project"))
    #expect(RuleMarkdown.sections([rule]).contains("- Suppressible: no, only"))
    #expect(RuleJSON(toolVersion: "1").string([rule]).contains("\"suppressible\": false"))
  }

  // MARK: - Texts

  @Test("Paragraphs are filled anew; lists, tables and code keep their lines")
  func rationale() {
    let rule = Self.document(
      rationale: """
        One paragraph that is
        on two lines.


        - first
        - second
        1. numbered

            code   stays
        > a quote
        """)
    let page = Self.page(rule, width: 40)
    #expect(
      page.contains(
        """
        Why

          One paragraph that is on two lines.


          - first
          - second
          1. numbered

              code   stays
          > a quote
        """), "\(page)")
  }

  @Test("A text with general words only is told as it is, another as the example's finding says")
  func remedy() throws {
    let file = SourceFile(path: "hosting.yaml", text: Array("a: 1\n".utf8))
    let finding = Diagnostic(
      rule: "own-rule", severity: .warning, message: "m", remedy: "set it to 5",
      location: SourceLocation(file: FileID(0), range: SourceRange(start: 0, end: 1)),
      entity: "file/hosting.yaml")
    var example = RuleDocument.Example(
      title: "", files: [.init(name: "hosting.yaml", text: "a: 1\n", markedLines: [1])], today: nil,
      params: [])
    example.report = FixtureReport.report([file], [finding])
    #expect(Self.document(remedy: "set it to …", examples: [example]).remedy == "Set it to 5")
    #expect(Self.document(remedy: "set it", examples: [example]).remedy == "Set it")
    example.report = nil
    #expect(Self.document(remedy: "set it to …", examples: [example]).remedy == "Set it to …")
  }

  @Test("An example with several files, a day and parameters of its own names them")
  func example() {
    let example = RuleDocument.Example(
      title: "two files",
      files: [
        .init(name: "a.yaml", text: "a: 1   # <- finding\n", markedLines: [1]),
        .init(name: "b.yaml", text: "b: 1\n", markedLines: []),
      ], today: "2026-11-22", params: [(name: "days", value: .int(14))])
    let page = Self.page(Self.document(examples: [example]))
    #expect(
      page.hasSuffix(
        """

        Found: two files

          (on 2026-11-22, with days: 14)

          a.yaml:
          a: 1

          b.yaml:
          b: 1


        """), "\(page)")
    #expect(
      RuleMarkdown.sections([Self.document(examples: [example])]).hasSuffix(
        """
        **Found**: two files (on 2026-11-22, with days: 14)

        `a.yaml`

        ```yaml
        a: 1   # <- finding
        ```

        `b.yaml`

        ```yaml
        b: 1
        ```

        """))
  }

  @Test("Where the settings change what an example gives, the page says what is found now")
  func nothingFound() {
    let file = SourceFile(path: "hosting.yaml", text: Array("a: 1\n".utf8))
    var example = RuleDocument.Example(
      title: "bad", files: [.init(name: "hosting.yaml", text: "a: 1\n", markedLines: [1])],
      today: nil, params: [])
    example.report = FixtureReport.report([file], [])
    #expect(
      Self.page(Self.document(examples: [example])).contains("hostlint finds nothing here."))
    example.report = FixtureReport.report([file], [], failures: ["rule own-rule failed on x"])
    let page = Self.page(Self.document(examples: [example]))
    #expect(page.contains("  hostlint: rule own-rule failed on x"))
    #expect(!page.contains("hostlint finds nothing here."))
  }

  // MARK: - Hostile files

  /// What could steer a terminal, end a block or start a tag, in every text of a rule.
  private static let hostile: RuleDocument = {
    let text = "a\u{1B}[31m \u{202E}b\u{7} | `c` ``` <script> [x](y) *z* \\ 漢字"
    return document(
      title: "one\ntwo " + text, rationale: text + "\n\n```\n" + text, remedy: text, source: text,
      condition: RuleDocument.Condition(
        when: text, check: text, at: text, message: text,
        related: [.init(each: text, name: "n", at: text, label: text)]),
      params: [
        RuleDocument.Parameter(
          name: "p", type: "string", defaultValue: .text(text), value: .list([text]),
          description: text)
      ],
      examples: [
        RuleDocument.Example(
          title: text,
          files: [.init(name: text, text: text + "\n````\n\tx\r\n", markedLines: [])], today: nil,
          params: [(name: "p", value: .text(text))])
      ], replaces: text, replacement: text)
  }()

  @Test("No character of a rule file can steer a terminal, in any form")
  func safety() {
    let style = TextStyle(width: 60)
    for text in [
      Self.page(Self.hostile, width: 60), RuleTable(style: style).string([Self.hostile]),
      RuleTable(style: TextStyle()).string([Self.hostile]), RuleMarkdown.document([Self.hostile]),
      RuleJSON(toolVersion: "1").string([Self.hostile]),
    ] {
      for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" {
        #expect(!TerminalText.isInvisible(scalar), "U+\(String(scalar.value, radix: 16))")
      }
    }
  }

  @Test("A rule file cannot break out of the Markdown around it")
  func markdown() throws {
    let text = RuleMarkdown.document([Self.hostile])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // The block of the example ends where its own, longer fence does.
    let open = try #require(lines.firstIndex { $0.hasPrefix("`````yaml") })
    #expect(lines[open...].contains("`````"))
    #expect(lines[open...].contains("````"))
    // A cell has no bar of its own.
    let row = try #require(lines.first { $0.hasPrefix("| [own-rule]") })
    #expect(row.matches(of: /[^\\]\|/).count == 3, "\(row)")
    #expect(row.contains("one two") && row.contains(#"\<script\>"#) && row.contains(#"\*z\*"#))
  }

  @Test("JSON stays JSON", .enabled(if: PythonSchema.isAvailable))
  func json() throws {
    let schema = Repository.root.appending(path: "docs/rules.schema.json")
    let document = RuleJSON(toolVersion: "0.1.0").string([Self.hostile, Self.document()])
    #expect(try PythonSchema.errors(in: document, schema: schema) == "")
    let object = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
    let rules = object?["rules"] as? [[String: Any]]
    #expect(rules?.first?["title"] as? String == Self.hostile.descriptor.title)
    #expect(rules?.last?["check"] is NSNull)
  }

  @Test(
    "A code span holds any text",
    arguments: [
      ("a", "`a`"), ("a`b", "``a`b``"), ("`a`", "`` `a` ``"), ("", ""), ("``", "``` `` ```"),
    ])
  func code(text: String, expected: String) {
    #expect(MarkdownText.code(text) == expected)
  }

  @Test(
    "Code spans of a line stay, what else is Markdown is escaped",
    arguments: [
      ("Set `a<b` to <c>", "Set `a<b` to \\<c\\>"), ("a ` b < c", "a ` b \\< c"),
      ("`a` ` [b]", "`a` ` \\[b\\]"), ("a\n  b", "a b"), ("plain, text.", "plain, text."),
    ])
  func line(text: String, expected: String) {
    #expect(MarkdownText.line(text) == expected)
  }

  // MARK: - Layout

  @Test("Cells keep their columns under wide characters; the last goes below where room is short")
  func table() {
    var page = TextPage(style: TextStyle(width: 44))
    page.table(
      [["漢字", "one", "words that go on for a line"], ["ab", "three", "short"]].map {
        $0.map { TextPage.Cell($0) }
      }, indent: 2)
    #expect(
      page.text == """
          漢字  one    words that go on for a line
          ab    three  short

        """)
    var narrow = TextPage(style: TextStyle(width: 40))
    narrow.table([
      [
        TextPage.Cell(String(repeating: "x", count: 25)),
        TextPage.Cell("words that go on for a line, and another"),
      ]
    ])
    #expect(
      narrow.text == """
        xxxxxxxxxxxxxxxxxxxxxxxxx
            words that go on for a line, and
            another

        """)
  }
}
