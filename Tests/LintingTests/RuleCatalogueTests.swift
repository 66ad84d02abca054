import Diagnostics
import Foundation
import HostingModel
import Reporting
import RuleEngine
import SourceText
import TestSupport
import Testing

@testable import Linting

/// The rules of a project as they are shown: what their files say, and what is in force.
@Suite("The catalogue of rules")
struct RuleCatalogueTests {
  /// A project with further rules, and what a command line says of all.
  private static func project(
    _ rules: [String: String] = [:], _ change: (inout ProjectOptions) -> Void = { _ in }
  ) throws -> Linting.Project {
    let folder = try TemporaryFolder()
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path
    for (name, text) in rules { try folder.write(text, to: "policy/\(name).yaml") }
    if !rules.isEmpty { options.ruleFolders = ["policy"] }
    change(&options)
    return try Linting.Project.load(options, depth: .full)
  }

  private static func rule(_ id: String, _ more: String = "", check: String = "'true'") -> String {
    """
    id: \(id)
    title: A rule of one's own
    applies-to: subscription
    check: \(check)
    message: m
    \(more)

    """
  }

  private static func document(
    _ id: String, in project: Linting.Project
  ) throws -> RuleDocument {
    let catalogue = try RuleCatalogue(project)
    return try #require(catalogue.rules.first { $0.id == id })
  }

  @Test("Rules stand by area, own areas behind the built-in ones, and by id within them")
  func order() throws {
    let project = try Self.project(["b": Self.rule("a-rule"), "a": Self.rule("b-rule")])
    let rules = try RuleCatalogue(project).rules
    #expect(rules.count == BuiltinRuleFiles.all.count + 2)
    #expect(rules.suffix(2).map(\.id) == ["a-rule", "b-rule"])
    #expect(rules.last?.descriptor.area == "policy")
    #expect(rules.last?.path == "policy/a.yaml")
    let builtIn = rules.dropLast(2).map { "\($0.descriptor.area)/\($0.id)" }
    #expect(builtIn == builtIn.sorted())
    #expect(Set(rules.dropLast(2).map(\.descriptor.area)) == Set(RuleFile.builtInAreas))
  }

  @Test("No two built-in rules have one id, and none stands in for another")
  func builtInIDs() {
    let files = RuleFiles(builtIn: .check).files
    #expect(files.count == BuiltinRuleFiles.all.count)
    #expect(Set(files.map(\.id)).count == files.count)
    #expect(files.allSatisfy { $0.replaces == nil })
  }

  @Test("A password in an example is not shown")
  func passwords() throws {
    let examples = """
      examples:
        - title: a customer
          hosting: |
            hosting: 1
            reseller: { login: a }
            customers:
              - login: b
                password: hunter2-secret   # <- finding
        - title: a broken file
          hosting: |
            hosting: 1
            password: 'hunter2-secret
      """
    let project = try Self.project(["r": Self.rule("r", examples)])
    let rules = try RuleCatalogue(project).explainingAll().filter { $0.id == "r" }
    let shown = [
      RuleExplanation(style: TextStyle()).string(rules), RuleMarkdown.sections(rules),
      RuleJSON(toolVersion: "1").string(rules),
    ]
    for text in shown { #expect(!text.contains("hunter2") && text.contains("password: ***")) }
    #expect(rules.first?.examples.first?.files.first?.markedLines == [5])
    #expect(shown.last?.contains("password: **************   # <- finding") == true)
  }

  @Test("A document has all that the file says")
  func content() throws {
    let document = try Self.document("dns-sync-without-lrob-dns", in: Self.project())
    #expect(document.kinds == ["alias"])
    #expect(document.path == "Rules/dns/dns-sync-without-lrob-dns.yaml")
    #expect(document.condition?.at == "alias.dns_sync")
    #expect(document.condition?.check.hasPrefix("domain.dns_provider == \"lrob\"") == true)
    #expect(document.condition?.related.map(\.at) == ["domain.dns_provider"])
    #expect(document.descriptor.source.contains("DNS zone synchronization"))
    #expect(document.examples.count == 7)
    #expect(document.badExample == 0 && document.goodExample == 6)
    #expect(document.examples[0].files.map(\.markedLines) == [[13]])
    #expect(document.isEnabled && document.isEnabledByDefault)
  }

  @Test("What describes reading has no condition and applies to nothing")
  func reading() throws {
    let document = try Self.document("wrong-type", in: Self.project())
    #expect(document.condition == nil && document.kinds == [] && document.isEnabled)
  }

  @Test("The severity, the switch and the parameters in force stand beside the file's own")
  func inForce() throws {
    let project = try Self.project { options in
      options.severities = [
        "usage-near-limit=error", "unused-pack=off", "domain-outside-lrob-dns=info",
      ]
      options.params = ["usage-near-limit.threshold=0.8"]
    }
    let near = try Self.document("usage-near-limit", in: project)
    #expect(near.descriptor.severity == .error && near.defaultSeverity == .warning)
    #expect(near.params.map(\.defaultValue) == [.double(0.9), .list(["disk_space", "traffic"])])
    #expect(near.params.map(\.value) == [.double(0.8), .list(["disk_space", "traffic"])])
    let unused = try Self.document("unused-pack", in: project)
    #expect(!unused.isEnabled && unused.isEnabledByDefault)
    let outside = try Self.document("domain-outside-lrob-dns", in: project)
    #expect(outside.isEnabled && !outside.isEnabledByDefault)
  }

  @Test(
    "An amount is told so that it means the same when it is read again",
    arguments: [
      ("10 MB", "10 MB"), ("12", "12"), ("unlimited", "unlimited"), ("1.5 GB", "1.5 GB"),
      ("1500000", "1500000"), ("0", "0"), ("1024", "1024"),
      ("512 B", "512 B"), ("1 KB", "1 KB"), ("1500000 B", "1500000 B"),
    ])
  func amounts(written: String, shown: String) throws {
    let more = "params: { size: { type: quantity, default: \(written) } }"
    let project = try Self.project(["a": Self.rule("a-rule", more)])
    #expect(try Self.document("a-rule", in: project).params.map(\.value) == [.text(shown)])
  }

  // MARK: - Replaced rules

  @Test("A rule that another stands in for is off and says so")
  func replaced() throws {
    let project = try Self.project(["a": Self.rule("mine", "replaces: usage-over-limit")])
    let old = try Self.document("usage-over-limit", in: project)
    #expect(!old.isEnabled && old.isEnabledByDefault && old.replacement == "mine")
    let own = try Self.document("mine", in: project)
    #expect(own.isEnabled && own.replaces == "usage-over-limit" && own.replacement == nil)
  }

  @Test("A rule that takes the id it replaces is the only one of that id")
  func replacedUnderItsId() throws {
    let project = try Self.project([
      "a": Self.rule("usage-over-limit", "replaces: usage-over-limit")
    ])
    let rules = try RuleCatalogue(project).rules.filter { $0.id == "usage-over-limit" }
    #expect(rules.map(\.descriptor.isBuiltIn) == [false])
    #expect(rules.first?.isEnabled == true && rules.first?.replacement == nil)
  }

  @Test("A rule stands in for another while it is off too")
  func replacedByWhatIsOff() throws {
    let project = try Self.project([
      "a": Self.rule("mine", "replaces: usage-over-limit\nenabled: false")
    ])
    #expect(!(try Self.document("usage-over-limit", in: project).isEnabled))
    #expect(!(try Self.document("mine", in: project).isEnabled))
  }

  // MARK: - Examples

  @Test("The bad example is explained with this rule's findings, the good one with none")
  func examples() throws {
    for document in try RuleCatalogue(Self.project()).explainingAll() {
      let bad = try #require(document.badExample.map { document.examples[$0] })
      let good = try #require(document.goodExample.map { document.examples[$0] })
      let report = try #require(bad.report)
      let lines = report.findings.map { finding in
        report.files[finding.diagnostic.location.file]
          .position(of: finding.diagnostic.location.range.start).line
      }
      #expect(Set(lines) == Set(bad.files.flatMap(\.markedLines)), "\(document.id)")
      #expect(report.findings.allSatisfy { $0.diagnostic.rule == document.id })
      #expect(good.report?.findings == [], "\(document.id)")
      #expect(document.examples.count { $0.report != nil } == 2)
    }
  }

  @Test("Examples are run with what is in force, and as files without marks")
  func examplesInForce() throws {
    let project = try Self.project { options in
      options.severities = ["usage-near-limit=info", "unused-pack=error"]
      options.params = ["usage-near-limit.threshold=0.99"]
      options.ignore = ["unused-pack"]
    }
    let catalogue = try RuleCatalogue(project)
    let documents = try catalogue.explaining(["usage-near-limit", "unused-pack"])
    #expect(documents.map(\.id) == ["usage-near-limit", "unused-pack"])
    let near = try #require(documents[0].badExample.flatMap { documents[0].examples[$0].report })
    #expect(near.findings == [])
    let unused = try #require(documents[1].badExample.flatMap { documents[1].examples[$0].report })
    #expect(Set(unused.findings.map(\.diagnostic.severity)) == [.error])
    let text = String(decoding: unused.files[unused.files.ids[0]].text, as: UTF8.self)
    #expect(!text.contains("finding") && !text.contains(" \n"))
  }

  @Test("A mark is taken off with the spaces before it, and nothing else is")
  func marks() {
    let file = RuleDocument.Example.File(
      name: "a", text: "a: 1   # <- finding\nb: 2  \n# <- finding\nc: 3\n", markedLines: [1, 3])
    #expect(file.unmarkedText == "a: 1\nb: 2  \n\nc: 3\n")
  }

  // MARK: - Failures

  private static func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch RunFailure.message(let sentence) {
      return sentence
    } catch {
      return nil
    }
  }

  @Test(
    "An id that no rule has is told with the one that was meant",
    arguments: [
      (
        "usage-over-limits",
        "there is no rule 'usage-over-limits'; did you mean 'usage-over-limit'?"
      ),
      ("", "there is no rule ''; `hostlint rules` lists them"),
      ("zzz", "there is no rule 'zzz'; `hostlint rules` lists them"),
    ])
  func unknownId(id: String, expected: String) throws {
    let catalogue = try RuleCatalogue(Self.project())
    #expect(Self.message { _ = try catalogue.explaining(["unused-pack", id]) } == expected)
  }

  @Test("An object that there is not is told with the one that was meant")
  func unknownObject() {
    #expect(
      Self.message { _ = try RuleCatalogue.conditions(about: ["domain", "pakc"]) }
        == "rules know nothing called 'pakc'; did you mean 'pack'?")
    let other = Self.message { _ = try RuleCatalogue.conditions(about: ["zzzz"]) }
    #expect(other?.hasPrefix("rules know nothing called 'zzzz'; there is reseller, ") == true)
  }

  @Test("A rule that does not compile is a failure with its place, off or not")
  func faulty() throws {
    let broken = Self.rule("mine", check: "subscription.craeted")
    #expect(throws: RunFailure.self) { try RuleCatalogue(Self.project(["a": broken])) }
    let off = try RuleCatalogue(Self.project(["a": broken + "enabled: false\n"]))
    #expect(off.rules.contains { $0.id == "mine" && !$0.isEnabled })
    #expect(throws: RunFailure.self) { try off.explaining(["mine"]) }
  }

  // MARK: - As it is read

  @Test(
    "A rule's page at 80 columns",
    arguments: [
      "usage-near-limit", "domain-outside-lrob-dns", "wrong-type", "domain-hosted-twice",
      "php-end-of-life",
    ])
  func page(id: String) throws {
    let rules = try RuleCatalogue(Self.project()).explaining([id])
    let page = RuleExplanation(style: TextStyle(width: 80)).string(rules)
    expectGolden(page, "Tests/LintingTests/Golden/explain-\(id).80.txt")
    for line in page.split(separator: "\n") {
      #expect(TerminalText.displayWidth(of: String(line)) <= 80, "\(line)")
    }
  }

  @Test("No page of a built-in rule is wider than 80 columns, but for code that is")
  func widths() throws {
    for rule in try RuleCatalogue(Self.project()).explainingAll() {
      let code = Set(
        rule.examples.flatMap(\.files).flatMap { $0.unmarkedText.split(separator: "\n") })
      let page = RuleExplanation(style: TextStyle(width: 80)).string([rule])
      for line in page.split(separator: "\n")
      where TerminalText.displayWidth(of: String(line)) > 80
        && line.drop(while: { $0 == " " }).contains(" ")
      {
        #expect(code.contains(line.dropFirst(2)), "\(rule.id): \(line)")
      }
    }
  }

  @Test("The table of rules in a terminal and elsewhere")
  func table() throws {
    let project = try Self.project(["a": Self.rule("own-rule")]) {
      $0.severities = ["usage-near-limit=error"]
    }
    let rules = try RuleCatalogue(project).rules
    for (name, style) in [
      ("80.color", TextStyle(color: true, width: 80)), ("40", TextStyle(width: 40)),
      ("pipe", TextStyle()),
    ] {
      expectGolden(
        RuleTable(style: style).string(rules), "Tests/LintingTests/Golden/rules.\(name).txt")
    }
  }

  @Test("The reference of conditions at 80 columns")
  func reference() throws {
    let reference = try RuleCatalogue.conditions(about: ["subscription", "quota", "quantity"])
    expectGolden(
      ReferenceFormat.text.string(reference, style: TextStyle(width: 80)),
      "Tests/LintingTests/Golden/fields.80.txt")
  }

  @Test(
    "JSON is what its schema says", .enabled(if: PythonSchema.isAvailable))
  func json() throws {
    let more = """
      replaces: unused-pack
      related: [{ each: subscription.domains, as: d, at: d.name, label: 'a "{d.name}"' }]
      params:
        size: { type: quantity, default: 5 GB }
        share: { type: double, default: 0.5 }
        from: { type: date, default: 2026-01-01 }
        names: { type: list(string), default: [a, "b"] }
        on: { type: bool, default: true }
        count: { type: int, default: 3 }
      examples:
        - title: one
          today: 2026-02-03
          params: { count: 4, from: 2026-01-02 }
          files: { a.yaml: "hosting: 1", b.yaml: "hosting: 1" }
      """
    let project = try Self.project(["a": Self.rule("mine", more)])
    let document = RuleJSON(toolVersion: "0.1.0").string(try RuleCatalogue(project).rules)
    let schema = Repository.root.appending(path: "docs/rules.schema.json")
    #expect(try PythonSchema.errors(in: document, schema: schema) == "")
    for (text, replacement) in [
      (#""enabled": true"#, #""enabled": "yes""#),
      (#""applies_to": ["alias"]"#, #""applies_to": ["host"]"#),
      (#""format": "hostlint-rules/1""#, #""format": "hostlint-rules/2""#),
      (#""default": 3"#, #""default": {}"#), (#""replaces": "unused-pack""#, #""replace": "x""#),
      (#""findings": ["#, #""findings": [0, "#),
    ] {
      let broken = document.replacing(text, with: replacement)
      #expect(broken != document, "\(text)")
      #expect(try PythonSchema.errors(in: broken, schema: schema) != "", "\(replacement)")
    }
  }
}
