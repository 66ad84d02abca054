import Foundation
import TestSupport
import Testing

@testable import Reporting

/// Reports against the schemas that describe them.
@Suite(.enabled(if: PythonSchema.isAvailable, "Python's jsonschema is not installed"))
struct SchemaTests {
  private static let reportSchema = Repository.root.appending(path: "docs/report.schema.json")

  @Test(arguments: GoldenReportTests.reports.map(\.name))
  func jsonIsValid(report name: String) throws {
    let make = try #require(GoldenReportTests.reports.first { $0.name == name }?.make)
    let document = JSONReporter().string(try make())
    #expect(try PythonSchema.errors(in: document, schema: Self.reportSchema) == "")
  }

  @Test(arguments: [
    (#""severity": "error""#, #""severity": "fatal""#), (#""column": "#, #""columns": "#),
    (#""fingerprint": "#, #""finger_print": "#), (#""entity_count": 14"#, #""entity_count": 0"#),
    (#""label": "#, #""labels": "#), (#""format": "hostlint/1""#, #""format": "hostlint/2""#),
    (#""files": 2"#, #""files": -1"#), (#""customer_count": 9"#, #""customer_count": -1"#),
    (#""owners": "#, #""owner": "#),
  ])
  func jsonSchemaRefuses(text: String, replacement: String) throws {
    let document = JSONReporter().string(try FixtureReport.agence())
    let broken = document.replacingOccurrences(of: text, with: replacement)
    #expect(broken != document)
    #expect(try PythonSchema.errors(in: broken, schema: Self.reportSchema) != "")
  }

  @Test(arguments: [
    (#""kind": "inline""#, #""kind": "comment""#), (#""suppression": {"#, #""suppressed_by": {"#),
    (#""inline": 1"#, #""inline": -1"#), (#""count": 2"#, #""count": 0"#),
    (#""gone_from_baseline""#, #""gone""#), (#", "line": 17}"#, #", "line": 0}"#),
  ])
  func suppressionsRefused(text: String, replacement: String) throws {
    let document = JSONReporter().string(try FixtureReport.suppressed())
    let broken = document.replacingOccurrences(of: text, with: replacement)
    #expect(broken != document)
    #expect(try PythonSchema.errors(in: broken, schema: Self.reportSchema) != "")
  }

  @Test(
    .enabled(
      if: SharedData.url("sarif-schema-2.1.0.json") != nil, "shared/data is not there"),
    arguments: GoldenReportTests.reports.map(\.name))
  func sarifIsValid(report name: String) throws {
    let schema = try #require(SharedData.url("sarif-schema-2.1.0.json"))
    let make = try #require(GoldenReportTests.reports.first { $0.name == name }?.make)
    for root in ["/srv/checkout", "/elsewhere", nil] {
      let document = SARIFReporter(repositoryRoot: root).string(try make())
      #expect(try PythonSchema.errors(in: document, schema: schema) == "")
    }
  }
}
