import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing

/// SARIF within the limits of GitHub's code scanning.
@Suite struct CodeScanningTests {
  private func document(_ report: Report) -> String {
    SARIFReporter(repositoryRoot: "/srv/checkout").string(report)
  }

  private func run(_ document: String) throws -> [String: Any] {
    let log = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
    return try #require((log?["runs"] as? [[String: Any]])?.first)
  }

  private func notifications(_ document: String) throws -> [String] {
    let invocation = try #require((try run(document)["invocations"] as? [[String: Any]])?.first)
    let notifications = invocation["toolExecutionNotifications"] as? [[String: Any]] ?? []
    return notifications.compactMap { ($0["message"] as? [String: Any])?["text"] as? String }
  }

  @Test(arguments: ["agence", "clean", "incomplete"])
  func fixtures(name: String) throws {
    let make = try #require(GoldenReportTests.reports.first { $0.name == name }?.make)
    #expect(try CodeScanning.faults(in: document(try make())) == [])
  }

  @Test(arguments: [
    (#""level": "error""#, #""level": "fatal""#), (#""ruleIndex": 4"#, #""ruleIndex": 3"#),
    (#""uri": "hosting/"#, #""uri": "./hosting/"#), (#""uri": "hosting/"#, #""uri": "hosting\\\\"#),
    (#""startLine": 8"#, #""startLine": 0"#), (#""endLine": 8"#, #""endLine": 7"#),
    (#""id": "hostlint/""#, #""ids": "hostlint/""#), (#"](1)"#, #"](9)"#),
    (#""primaryLocationLineHash": ""#, #""primaryLocationLineHash": "x"#),
    (#""security-severity": "8.0""#, #""security-severity": 8.0"#),
    (#""tags": ["dns"]"#, #""tags": ["1","2","3","4","5","6","7","8","9","10","11"]"#),
    (#""text": "A name is hosted once""#, #""text": """#),
    (#""results": "#, #""result": "#),
  ])
  func aFaultIsSeen(text: String, replacement: String) throws {
    let document = document(try FixtureReport.agence())
    let broken = document.replacingOccurrences(of: text, with: replacement)
    #expect(broken != document)
    #expect(try CodeScanning.faults(in: broken) != [])
  }

  @Test func upToFiveThousandResultsStandInTheOrderOfTheFiles() throws {
    let document = document(FixtureReport.many(5_000))
    let results = try #require(try run(document)["results"] as? [[String: Any]])
    #expect(results.count == 5_000 && results.first?["level"] as? String == "note")
    #expect(try notifications(document) == [])
  }

  @Test func moreThanAreShownComeWorstFirst() throws {
    let document = document(FixtureReport.many(5_001))
    #expect(try (run(document)["results"] as? [Any])?.count == 5_001)
    #expect(
      try notifications(document) == ["code scanning shows the worst 5000 of these 5001 findings"])
    #expect(try rulesAreKnown(document))
  }

  @Test func moreThanAreTakenAreLeftOutAndCounted() throws {
    let document = document(FixtureReport.many(25_020))
    let results = try #require(try run(document)["results"] as? [[String: Any]])
    #expect(results.count == CodeScanning.resultLimit)
    // Of 251 that matter least 20 are left out.
    #expect(results.count { $0["level"] as? String == "note" } == 231)
    #expect(
      try notifications(document).first?.hasPrefix("20 of 25020 findings are left out here") == true
    )
    #expect(try rulesAreKnown(document))
    let folder = try TemporaryFolder()
    let file = try folder.write(document, to: "report.sarif")
    _ = try Program.run(
      URL(filePath: "/usr/bin/env"), ["gzip", file.path], environment: ["PATH": "/usr/bin:/bin"])
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path + ".gz")
    #expect(try #require(attributes[.size] as? Int) < 10_000_000)
  }

  /// Whether nothing but the rule, which the fixture does not list, is at fault.
  private func rulesAreKnown(_ document: String) throws -> Bool {
    try CodeScanning.faults(in: document).allSatisfy { $0.hasSuffix(": no rule") }
  }
}
