import Diagnostics
import Foundation
import HostingModel
import TestSupport
import Testing

@testable import Linting

/// Checking an imported file finds what checking the export finds.
@Suite("Imported files agree with exports")
struct ImportAgreementTests {
  /// Findings about the exports themselves.
  private static let ofExports = Set(
    ReadingRule.allCases.map(\.rawValue).filter { $0.hasPrefix("export-") })

  private func keys(_ report: Report) -> [String] {
    report.findings.map(\.diagnostic).filter { !Self.ofExports.contains($0.rule) }.map {
      "\($0.rule) \($0.reseller ?? "-") \($0.entity) \($0.field ?? "-")"
    }.sorted()
  }

  private func check(_ path: String, in folder: TemporaryFolder) throws -> [String] {
    keys(try Check.paths([path], in: folder.url) { $0.expands = true })
  }

  private func imported(_ path: String, in folder: TemporaryFolder) throws -> Importer.Result {
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path
    return try Importer.run([path], standardInputName: "stdin.xml", options)
  }

  /// Expects the import of a file or folder to give the same findings, and no difference.
  private func expectAgreement(
    _ path: String, in folder: TemporaryFolder,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let result = try imported(path, in: folder)
    guard !result.text.isEmpty else {
      #expect(!result.failures.isEmpty && !result.faults.isEmpty, sourceLocation: sourceLocation)
      return
    }
    try folder.write(Data(result.text), to: "imported.yaml")
    let expected = try check(path, in: folder)
    let actual = try check("imported.yaml", in: folder)
    #expect(
      expected.filter { !actual.contains($0) } == [], "lost", sourceLocation: sourceLocation)
    #expect(actual.filter { !expected.contains($0) } == [], "new", sourceLocation: sourceLocation)
    #expect(actual.count == expected.count, sourceLocation: sourceLocation)
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path
    let comparison = try AccountComparer.compare(
      [path], with: ["imported.yaml"], standardInputName: "stdin.xml", options)
    #expect(comparison.changes.map(\.identity) == [], sourceLocation: sourceLocation)
  }

  @Test("A generated account, whichever way its parts come")
  func generated() throws {
    let folder = try TemporaryFolder()
    let packet = ExportGenerator.packet(subscriptions: 120)
    try folder.write(packet, to: "export.xml")
    try expectAgreement("export.xml", in: folder)
    // Operators in the other order.
    let body = packet.components(separatedBy: "1.6.9.1\">")[1].components(separatedBy: "</packet>")[
      0]
    let operators = body.matches(of: /<([a-z-]+)><get>.*?<\/get><\/\1>/).map { String($0.output.0) }
    #expect(operators.joined() == body)
    let reversed = "<packet version=\"1.6.9.1\">" + operators.reversed().joined() + "</packet>"
    try folder.write(reversed, to: "reversed.xml")
    func text(_ path: String) throws -> String {
      // Without the name of the file.
      String(decoding: try imported(path, in: folder).text, as: UTF8.self)
        .components(separatedBy: "hosting: 1").dropFirst().joined()
    }
    #expect(try text("export.xml") == text("reversed.xml"))
    for (index, part) in operators.enumerated() {
      try folder.write("<packet version=\"1.6.9.1\">\(part)</packet>", to: "parts/\(index).xml")
    }
    #expect(try text("export.xml") == text("parts"))
    try expectAgreement("parts", in: folder)
  }

  @Test("The example account: as one packet, in parts, as REST answers")
  func example() throws {
    for path in ["account.xml", "parts", "rest"] {
      let folder = try TemporaryFolder()
      try folder.copy("Examples/exports/\(path)")
      try expectAgreement("Examples/exports/\(path)", in: folder)
    }
    var options = ProjectOptions()
    options.workingDirectory = Repository.root.path
    let result = try Importer.run(
      ["Examples/exports/account.xml"], standardInputName: "stdin.xml", options)
    #expect(result.failures.isEmpty && result.faults.isEmpty)
    expectGolden(
      String(decoding: result.text, as: UTF8.self), "Examples/exports/imported/hosting.yaml")
  }

  @Test(
    "Every recorded answer of Plesk",
    .enabled(
      if: SharedData.url("plesk-exports") != nil, "../shared/data/plesk-exports is not there"))
  func samples() throws {
    let samples = try #require(SharedData.url("plesk-exports"))
    let names = try FileManager.default.contentsOfDirectory(atPath: samples.path).sorted()
      .filter { $0.hasSuffix(".xml") }
    #expect(names.count >= 8)
    for name in names {
      let folder = try TemporaryFolder()
      try folder.write(Data(contentsOf: samples.appending(path: name)), to: name)
      try expectAgreement(name, in: folder)
    }
  }
}
