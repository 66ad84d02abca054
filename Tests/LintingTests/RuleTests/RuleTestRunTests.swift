import Diagnostics
import Foundation
import Reporting
import SourceText
import TestSupport
import Testing

@testable import Linting

/// `hostlint test`: what it finds out about rule files, and how that reads.
@Suite("Tests of rule files")
struct RuleTestRunTests {
  private static let fixtures = "Tests/LintingTests/Fixtures/failing-rules"

  private static func run(
    _ paths: String..., in folder: URL = Repository.root
  ) throws
    -> RuleTestReport
  {
    var options = ProjectOptions()
    options.workingDirectory = folder.path(percentEncoded: false)
    return try RuleTestRun.run(paths, options)
  }

  private static func text(
    _ report: RuleTestReport, _ style: TextStyle = TextStyle(), isStrict: Bool = false
  ) -> String {
    var bytes: [UInt8] = []
    RuleTestTextReporter(style: style, isStrict: isStrict).write(report) { (chunk: [UInt8]) in
      bytes += chunk
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func json(_ report: RuleTestReport) -> String {
    var bytes: [UInt8] = []
    RuleTestJSONReporter().write(report) { (chunk: [UInt8]) in bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Every built-in rule passes, and no part of its conditions is untested")
  func builtIn() throws {
    let report = try Self.run("Rules")
    #expect(report.rules.map(\.rule).sorted() == BuiltinRuleFiles.ids)
    for rule in report.rules {
      #expect(rule.passes, "\(rule.rule)")
      #expect(rule.gaps.map(\.message) == [], "\(rule.rule)")
    }
  }

  @Test("The example of rules of one's own has no gap")
  func customRules() throws {
    let report = try Self.run("Examples/custom-rules/policy")
    #expect(report.passes && report.gapCount == 0 && report.rules.count == 4)
  }

  @Test("What is wrong, in every layout")
  func golden() throws {
    let report = try Self.run(Self.fixtures)
    let golden = "Tests/LintingTests/Golden/rule-tests"
    expectGolden(Self.text(report), "\(golden).txt")
    expectGolden(
      Self.text(report, TextStyle(color: true, width: 80)), "\(golden).80.color.txt")
    expectGolden(
      Self.text(report, TextStyle(showsSummary: false), isStrict: true),
      "\(golden).quiet.strict.txt")
    expectGolden(Self.json(report), "\(golden).json")
    #expect(try JSONSerialization.jsonObject(with: Data(Self.json(report).utf8)) is [String: Any])
  }

  @Test("No line is wider than the terminal, as far as paths allow", arguments: [60, 80, 120])
  func width(columns: Int) throws {
    let text = Self.text(try Self.run(Self.fixtures), TextStyle(width: columns))
    for line in text.split(separator: "\n") where !line.contains("Fixtures/failing-rules") {
      #expect(TerminalText.displayWidth(of: String(line)) <= columns, "\(line)")
    }
  }

  @Test("A password in an example is shown nowhere")
  func secrets() throws {
    let report = try Self.run(Self.fixtures)
    for text in [Self.text(report), Self.json(report)] {
      #expect(!text.contains("baguette-tradition"))
    }
    #expect(Self.text(report).contains("password: ****"))
  }

  @Test("Quiet is nothing where nothing fails")
  func quiet() throws {
    let report = try Self.run("Examples/custom-rules/policy")
    #expect(Self.text(report, TextStyle(showsSummary: false), isStrict: true) == "")
  }

  @Test(
    "What is nearly a mark fails the example, and says which one is meant",
    arguments: [
      ("# <-finding", "finding"), ("#<- finding", "finding"), ("# <- Finding", "finding"),
      ("# <- findng", "finding"), ("# <- nope", "finding"), ("# <- unknown-pak", "unknown-pack"),
      ("# <-", "finding"), ("# <- finding, unknown-pak", "finding, unknown-pack"),
    ])
  func nearMisses(mark: String, meant: String) throws {
    let folder = try TemporaryFolder()
    let text = Self.rule("own").replacing("pack: starter }]", with: "pack: starter }]   \(mark)")
    try folder.write(text, to: "own.yaml")
    let report = try Self.run("own.yaml", in: folder.url)
    #expect(report.failedExampleCount == 1)
    #expect(
      Self.text(report).contains("no mark of an example; did you mean `# <- \(meant)`?"),
      "\(Self.text(report))")
    #expect(Self.json(report).contains("misspelt-mark"))
  }

  @Test("Another comment is no mark", arguments: ["# a <- b", "# finding", "# < - x"])
  func otherComments(comment: String) throws {
    let folder = try TemporaryFolder()
    let text = Self.rule("own").replacing("pack: starter }]", with: "pack: starter }]   \(comment)")
    try folder.write(text, to: "own.yaml")
    #expect(try Self.run("own.yaml", in: folder.url).passes)
  }

  // MARK: - What is tested

  private static func rule(_ id: String, more: String = "") -> String {
    """
    id: \(id)
    title: A pack is there
    applies-to: subscription
    check: has(subscription.pack)
    message: '{subscription.name} has no pack'
    \(more)
    examples:
      - title: none
        hosting: |
          hosting: 1
          reseller: { login: agence-exemple }
          subscriptions: [{ domain: a.fr }]   # <- finding
      - title: one
        hosting: |
          hosting: 1
          reseller: { login: agence-exemple }
          packs: { starter: {} }
          subscriptions: [{ domain: a.fr, pack: starter }]

    """
  }

  @Test("Without a path the project's folders of rules are tested, and without those nothing")
  func defaults() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rule("own-rule"), to: "policy/own-rule.yaml")
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path(percentEncoded: false)
    #expect(try RuleTestRun.run([], options).rules.isEmpty)
    options.ruleFolders = ["policy"]
    let report = try RuleTestRun.run([], options)
    #expect(report.rules.map(\.rule) == ["own-rule"])
    #expect(report.passes && report.gapCount == 0)
  }

  @Test("A rule that is off is tested too")
  func disabled() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rule("own-rule", more: "enabled: false"), to: "a.yaml")
    let report = try Self.run("a.yaml", in: folder.url)
    #expect(report.exampleCount == 2 && report.passes)
  }

  @Test("A rule that replaces another is tested, under its own id and the other's")
  func replacing() throws {
    let folder = try TemporaryFolder()
    let replaces = "replaces: subscription-without-pack"
    try folder.write(Self.rule("own-rule", more: replaces), to: "a/a.yaml")
    try folder.write(Self.rule("subscription-without-pack", more: replaces), to: "b/b.yaml")
    #expect(try Self.run("a", in: folder.url).passes)
    #expect(try Self.run("b", in: folder.url).passes)
  }

  private static func failure(_ paths: String..., in folder: TemporaryFolder) throws -> [String] {
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path(percentEncoded: false)
    do {
      _ = try RuleTestRun.run(paths, options)
      return []
    } catch {
      switch error {
      case .faults(let faults, let files, _):
        return faults.map { "\(files[$0.location.file].path): \($0.message)" }
      case .message(let sentence): return [sentence]
      }
    }
  }

  @Test("Rules that a check would not load fail here too, each at its place")
  func doesNotLoad() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rule("subscription-without-pack"), to: "taken/a.yaml")
    #expect(
      try Self.failure("taken", in: folder)
        == ["taken/a.yaml: `subscription-without-pack` is the id of a built-in rule"])
    try folder.write(Self.rule("own-rule"), to: "twice/a.yaml")
    try folder.write(Self.rule("own-rule"), to: "twice/b.yaml")
    #expect(
      try Self.failure("twice", in: folder) == ["twice/b.yaml: there are two rules `own-rule`"])
    try folder.write(Self.rule("own-rule", more: "replaces: no-such-rule"), to: "gone/a.yaml")
    #expect(
      try Self.failure("gone", in: folder)
        == ["gone/a.yaml: there is no rule `no-such-rule` to replace"])
    try folder.write(Self.rule("own-rule").replacing(".pack)", with: ".pakc)"), to: "typo/a.yaml")
    try folder.write("id: [", to: "typo/b.yaml")
    #expect(try Self.failure("typo", in: folder).count >= 2)
    #expect(
      try Self.failure("nowhere", in: folder)
        == ["cannot read nowhere: No such file or directory"])
  }

  @Test("Marks: at the end of a line, one word or several")
  func marks() throws {
    let folder = try TemporaryFolder()
    let rule = Self.rule("own-rule")
    func passes(_ mark: String) throws -> Bool {
      try folder.write(rule.replacing("# <- finding", with: mark), to: "a.yaml")
      return try Self.run("a.yaml", in: folder.url).passes
    }
    #expect(try passes("# <- finding"))
    #expect(try passes("# <- own-rule"))
    #expect(try passes("# <- finding (none is there)"))
    #expect(try !passes(""))
    #expect(try !passes("# <- findings"))
    #expect(try !passes("# <- unknown-pack"))
    #expect(try !passes("# <- finding, unknown-pack"))
    let misspelt = rule.replacing(
      "{ domain: a.fr }", with: "{ domain: b.fr, pack: stater }, { domain: a.fr }")
    try folder.write(misspelt, to: "a.yaml")
    #expect(try !Self.run("a.yaml", in: folder.url).passes)
    try folder.write(
      misspelt.replacing("<- finding", with: "<- finding, unknown-pack"), to: "a.yaml")
    #expect(try Self.run("a.yaml", in: folder.url).passes)
  }

  @Test("Places are lines of the rule file, also with CR LF, in quotes those of the example")
  func lines() throws {
    let folder = try TemporaryFolder()
    let rule = Self.rule("own-rule").replacing("   # <- finding", with: "")
    let line =
      try #require(
        rule.components(separatedBy: "\n").firstIndex { $0.contains("{ domain: a.fr }") }) + 1
    for text in [rule, rule.replacing("\n", with: "\r\n")] {
      try folder.write(text, to: "a.yaml")
      let example = try #require(try Self.run("a.yaml", in: folder.url).rules.first?.examples.first)
      let difference = try #require(example.differences.first)
      #expect(difference.kind == .unexpected)
      #expect(example.ruleFileLine(of: 3, in: difference.location.file) == line)
    }
    let quoted = try #require(
      try Self.run(Self.fixtures).rules.flatMap(\.examples).first { $0.title == "in quotes" })
    #expect(quoted.firstLines == [nil])
  }
}
