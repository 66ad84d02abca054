import Diagnostics
import Foundation
import Reporting
import SourceText
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct JUnitReporterTests {
  /// What an XML parser reads of a report.
  private final class Document: NSObject, XMLParserDelegate {
    struct Case: Hashable {
      var group = ""
      var name = ""
      var file: String?
      var line: String?
      /// `failure`, `error`, `skipped` or empty.
      var outcome = ""
      var message = ""
      var type: String?
      var text = ""
    }
    var suites: [(name: String, counts: [String])] = []
    var cases: [Case] = []
    private let counts = ["tests", "failures", "errors", "skipped"]

    init(_ text: String) throws {
      super.init()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = self
      let isRead = parser.parse()
      try #require(isRead, "\(String(describing: parser.parserError))")
    }

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      switch element {
      case "testsuites", "testsuite":
        suites.append((attributes["name"] ?? "", counts.map { attributes[$0] ?? "" }))
      case "testcase":
        cases.append(
          Case(
            group: attributes["classname"] ?? "", name: attributes["name"] ?? "",
            file: attributes["file"], line: attributes["line"]))
      default:
        cases[cases.count - 1].outcome = element
        cases[cases.count - 1].message = attributes["message"] ?? ""
        cases[cases.count - 1].type = attributes["type"]
      }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if cases.last?.outcome.isEmpty == false { cases[cases.count - 1].text += text }
    }
  }

  private func document(_ report: Report) throws -> Document {
    try Document(JUnitReporter(repositoryRoot: "/srv/checkout").string(report))
  }

  @Test func aSuiteForEachFileAndACaseForEachFinding() throws {
    let document = try document(try FixtureReport.agence())
    #expect(
      document.suites.map(\.name) == ["hostlint", "hosting/agence.yaml", "hosting/packs.yaml"])
    #expect(
      document.suites.map(\.counts) == [
        ["6", "5", "0", "1"], ["4", "4", "0", "0"], ["2", "1", "0", "1"],
      ])
    let first = try #require(document.cases.first)
    #expect(first.group == "password-in-file" && first.outcome == "failure")
    #expect(first.name == "hosting/agence.yaml:8:5 customer/boulangerie password")
    #expect(first.file == "hosting/agence.yaml" && first.line == "8" && first.type == "error")
    // What people see is the text of the element.
    #expect(first.text.contains("customer boulangerie has a password in the file"))
    #expect(first.text.contains("Delete the line and set a new password in Plesk."))
  }

  @Test(arguments: [
    (FailureThreshold.never, 0), (.severity(.error), 3), (.severity(.warning), 5),
    (.severity(.info), 6),
  ])
  func whatDoesNotFailTheRunIsNoFailure(threshold: FailureThreshold, failures: Int) throws {
    let agence = try FixtureReport.agence()
    let report = Report(
      toolVersion: "", files: agence.files, rules: [], findings: agence.findings,
      summary: agence.summary, failOn: threshold)
    let document = try document(report)
    #expect(document.cases.count { $0.outcome == "failure" } == failures)
    #expect(document.cases.count { $0.outcome == "skipped" } == 6 - failures)
    #expect(document.cases.allSatisfy { !$0.text.isEmpty })
  }

  @Test func aCleanRunHasACaseThatPasses() throws {
    let clean = try document(try FixtureReport.clean())
    #expect(clean.cases.map(\.outcome) == [""])
    let nothing = FixtureReport.report([], [])
    #expect(try document(nothing).cases.map(\.outcome) == ["skipped"])
    let incomplete = try document(try FixtureReport.incomplete())
    #expect(incomplete.cases.map(\.outcome) == ["error"])
    #expect(incomplete.cases.first?.text.contains("permission denied") == true)
  }

  @Test func equalCasesHaveNamesOfTheirOwn() throws {
    let file = SourceFile(path: "a", text: Array("abc".utf8))
    let finding = Diagnostic(
      rule: "r", severity: .error, message: "m",
      location: SourceLocation(file: FileID(0), range: SourceRange(at: 0)), entity: "e")
    let document = try document(FixtureReport.report([file], [finding, finding, finding]))
    #expect(document.cases.map(\.name) == ["a:1:1 e", "a:1:1 e (2)", "a:1:1 e (3)"])
  }

  @Test func hostileTextStaysText() throws {
    let document = try document(FixtureReport.hostile())
    #expect(document.cases.map(\.outcome) == ["skipped", "failure", "failure", "error"])
    for item in document.cases.prefix(3) {
      #expect(item.text.contains("<b onclick='y'>&amp; ]]>") && item.text.contains(#"\u{1b}"#))
      #expect(item.text.contains(#"\u{fffe}"#) && item.group == "rule,a=b:c|<d>\"&")
    }
  }

  @Test(arguments: [0x00, 0x01, 0x08, 0x0B, 0x1F, 0x7F, 0x85, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
  func anyCharacterGivesXMLThatParses(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let file = SourceFile(path: "a\(scalar)", text: Array("abc".utf8))
    let finding = Diagnostic(
      rule: "r\(scalar)", severity: .error, message: "m\(scalar)",
      location: SourceLocation(file: FileID(0), range: SourceRange(at: 0)), entity: "e\(scalar)")
    #expect(try document(FixtureReport.report([file], [finding])).cases.count == 1)
  }

  @Test func ofManyFindingsTheWorstAreKeptInTheirOrder() throws {
    let all = try document(FixtureReport.many(6_000))
    #expect(all.cases.count == 6_000)
    #expect(Set(all.cases.map { $0.group + " " + $0.name }).count == 6_000)
    let cut = try document(FixtureReport.many(12_000))
    #expect(cut.cases.count == 10_001)
    #expect(cut.cases.count { $0.type == "error" } == 3_960)
    let lines = cut.cases.dropLast().compactMap { $0.line.flatMap(Int.init) }
    #expect(lines == lines.sorted() && lines.count == 10_000)
    #expect(cut.cases.last?.text.contains("2000 of 12000 findings are left out") == true)
    #expect(cut.suites.first?.counts == ["10001", "10000", "0", "1"])
  }

  @Test func theLongestReportIsOneThatGitLabReads() throws {
    let long = String(repeating: "é<", count: 4_000)
    let file = SourceFile(path: "a.yaml", text: Array("abc".utf8))
    let findings = (0..<20).map { index in
      Diagnostic(
        rule: "r", severity: .error, message: long, remedy: long,
        location: SourceLocation(file: FileID(0), range: SourceRange(at: 0)), entity: "e\(index)")
    }
    let size = JUnitReporter(repositoryRoot: nil)
      .string(FixtureReport.report([file], findings)).utf8.count
    #expect(size / findings.count < 20_000)
  }
}
