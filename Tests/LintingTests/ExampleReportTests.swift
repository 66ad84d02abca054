import Diagnostics
import Foundation
import Reporting
import RuleEngine
import SourceText
import TestSupport
import Testing

@testable import Linting

/// What hostlint says about each folder below `Examples`, as a whole.
@Suite("Reports about the examples")
struct ExampleReportTests {
  static let folders = [
    "agence", "clean", "custom-rules", "exports/imported", "quickstart", "lrob-guide/recommended",
    "lrob-guide/warned",
  ]

  /// The report about one of the folders, with the rules of its own where it has any.
  static func report(_ folder: String) throws -> Report {
    let policy = "Examples/\(folder)/policy"
    let hasPolicy = FileManager.default.fileExists(
      atPath: Repository.root.appending(path: policy).path)
    return try Check.paths(["Examples/\(folder)"]) { options in
      if hasPolicy { options.project.ruleFolders = [policy] }
    }
  }

  static let forms: [(name: String, reporter: any Reporter)] = [
    ("txt", TextReporter(style: TextStyle())),
    ("80.color.txt", TextReporter(style: TextStyle(color: true, width: 80))),
    ("json", JSONReporter()),
    ("sarif", SARIFReporter(repositoryRoot: Repository.root.path)),
    ("github.txt", GitHubReporter(repositoryRoot: Repository.root.path)),
    ("gitlab.json", GitLabReporter(repositoryRoot: Repository.root.path)),
    ("junit.xml", JUnitReporter(repositoryRoot: Repository.root.path)),
    ("md", MarkdownReporter(repositoryRoot: Repository.root.path)),
  ]

  /// The forms for platforms have golden files of their own reports.
  @Test(arguments: folders, forms.prefix(4).map(\.name))
  func matchesGoldenFile(folder: String, form: String) throws {
    let reporter = try #require(Self.forms.first { $0.name == form }?.reporter)
    let report = try Self.report(folder)
    let name = folder.replacing("/", with: "-")
    expectGolden(reporter.string(report), "Tests/LintingTests/Golden/\(name).\(form)")
  }

  @Test("The folders are all there are")
  func complete() {
    for path in Check.exampleFiles {
      #expect(Self.folders.contains { path.hasPrefix("Examples/\($0)/") }, "\(path)")
    }
    #expect(Check.exampleFiles.count >= Self.folders.count)
  }

  @Test("What is good practice has no finding", arguments: ["clean", "lrob-guide/recommended"])
  func clean(folder: String) throws {
    let report = try Self.report(folder)
    #expect(report.places == [])
    #expect(report.summary.files > 0)
  }

  @Test("The example of rules of one's own breaks each once, and nothing else")
  func customRules() throws {
    let report = try Self.report("custom-rules")
    let files = RuleFiles(
      builtIn: .full, folders: ["Examples/custom-rules/policy"],
      workingDirectory: Repository.root.path(percentEncoded: false))
    let own = files.files.filter { !$0.isBuiltIn }
    #expect(own.count >= 4)
    #expect(report.findings.map(\.diagnostic.rule).sorted() == own.map(\.id).sorted())
    for file in own {
      let (runner, errors) = ExampleRunner.make(file)
      #expect(errors.isEmpty)
      let outcomes = runner?.run() ?? []
      #expect(outcomes.count >= 2)
      for outcome in outcomes {
        #expect(outcome.passes, "\(file.id), \(outcome.title): \(outcome.actual)")
      }
    }
  }

  @Test("The faulty examples show many rules, and no fault of reading they do not mean")
  func faulty() throws {
    let agence = try Check.paths(["Examples/agence"])
    #expect(Set(agence.findings.map(\.diagnostic.rule)).count >= 8)
    let warned = try Check.paths(["Examples/lrob-guide/warned"])
    #expect(Set(warned.findings.map(\.diagnostic.rule)).count >= 4)
    for report in [agence, warned] {
      #expect(!report.findings.contains { $0.diagnostic.rule == "yaml-syntax" })
      #expect(report.failures == [])
    }
  }

  @Test(
    "JSON is what its schema says", .enabled(if: PythonSchema.isAvailable),
    arguments: folders)
  func json(folder: String) throws {
    let document = JSONReporter().string(try Self.report(folder))
    let schema = Repository.root.appending(path: "docs/report.schema.json")
    #expect(try PythonSchema.errors(in: document, schema: schema) == "")
  }

  @Test(
    "SARIF is what its schema says",
    .enabled(
      if: PythonSchema.isAvailable && SharedData.url("sarif-schema-2.1.0.json") != nil,
      "Python's jsonschema or shared/data is not there"),
    arguments: folders)
  func sarif(folder: String) throws {
    let schema = try #require(SharedData.url("sarif-schema-2.1.0.json"))
    let report = try Self.report(folder)
    for root in [Repository.root.path, nil] {
      let document = SARIFReporter(repositoryRoot: root).string(report)
      #expect(try PythonSchema.errors(in: document, schema: schema) == "")
    }
  }

  @Test("SARIF is what code scanning asks for", arguments: folders)
  func codeScanning(folder: String) throws {
    let document = SARIFReporter(repositoryRoot: Repository.root.path).string(
      try Self.report(folder))
    #expect(try CodeScanning.faults(in: document) == [])
  }

  @Test(
    "SARIF reads back as it was written",
    .enabled(if: PythonSARIF.isAvailable, "Python's sarif-tools is not installed"),
    arguments: folders)
  func sarifTools(folder: String) throws {
    let report = try Self.report(folder)
    let document = SARIFReporter(repositoryRoot: Repository.root.path).string(report)
    let records = try PythonSARIF.records(of: document)
    #expect(records.count == report.findings.count)
    let levels = [Severity.error: "error", .warning: "warning", .info: "note"]
    let expected = report.findings.map(\.diagnostic).map { finding in
      let file = report.files[finding.location.file]
      let line = file.position(of: finding.location.range.start).line
      return "\(levels[finding.severity] ?? "") \(finding.rule) \(file.path):\(line)"
    }
    let read = records.map { "\($0.severity) \($0.rule) \($0.path):\($0.line)" }
    #expect(read.sorted() == expected.sorted())
    #expect(records.allSatisfy { !$0.text.isEmpty })
  }

  @Test("No report knows where the checkout lies", arguments: folders)
  func noMachinePath(folder: String) throws {
    let report = try Self.report(folder)
    for (name, reporter) in Self.forms {
      #expect(!reporter.string(report).contains(Repository.root.path), "\(name)")
    }
  }
}
