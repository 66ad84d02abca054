import Diagnostics
import Foundation
import Reporting
import SourceText
import TestSupport
import Testing

/// What hostlint says about each folder below `Examples`, as a whole.
@Suite("Reports about the examples")
struct ExampleReportTests {
  static let folders = [
    "agence", "clean", "quickstart", "lrob-guide/recommended", "lrob-guide/warned",
  ]

  static let forms: [(name: String, reporter: any Reporter)] = [
    ("txt", TextReporter(style: TextStyle())),
    ("80.color.txt", TextReporter(style: TextStyle(color: true, width: 80))),
    ("json", JSONReporter()),
    ("sarif", SARIFReporter(repositoryRoot: Repository.root.path)),
  ]

  @Test(arguments: folders, forms.map(\.name))
  func matchesGoldenFile(folder: String, form: String) throws {
    let reporter = try #require(Self.forms.first { $0.name == form }?.reporter)
    let report = try Check.paths(["Examples/\(folder)"])
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
    let report = try Check.paths(["Examples/\(folder)"])
    #expect(report.places == [])
    #expect(report.summary.files > 0)
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
    let document = JSONReporter().string(try Check.paths(["Examples/\(folder)"]))
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
    let report = try Check.paths(["Examples/\(folder)"])
    for root in [Repository.root.path, nil] {
      let document = SARIFReporter(repositoryRoot: root).string(report)
      #expect(try PythonSchema.errors(in: document, schema: schema) == "")
    }
  }

  @Test("No report knows where the checkout lies", arguments: folders)
  func noMachinePath(folder: String) throws {
    let report = try Check.paths(["Examples/\(folder)"])
    for (name, reporter) in Self.forms {
      #expect(!reporter.string(report).contains(Repository.root.path), "\(name)")
    }
  }
}
