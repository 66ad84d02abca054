import Diagnostics
import Foundation
import Reporting
import SourceText
import Testing

@Suite struct JSONReporterTests {
  private func parse(_ report: Report) throws -> [String: Any] {
    let text = JSONReporter().string(report)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func placesAreCodePointsWithExclusiveEnds() throws {
    let report = try parse(try FixtureReport.international())
    let findings = try #require(report["findings"] as? [[String: Any]])
    let places = findings.map { finding in
      ["line", "column", "end_line", "end_column"].map { finding[$0] as? Int }
    }
    #expect(
      places == [
        [1, 1, 1, 1], [1, 16, 1, 21], [3, 31, 3, 39], [4, 13, 4, 18], [3, 11, 5, 17],
        [5, 9, 5, 17],
        [6, 1, 6, 1],
      ])
  }

  @Test func keysStandInTheOrderOfTheFormat() throws {
    let text = JSONReporter().string(try FixtureReport.agence())
    let line = try #require(text.split(separator: "\n").first { $0.contains("pack-without-disk") })
    let keys = [
      "rule", "severity", "message", "remedy", "reseller", "entity", "entities", "entity_count",
      "field", "file", "line", "column", "end_line", "end_column", "related", "omitted_related",
      "fingerprint",
    ]
    let places = keys.map { line.range(of: "\"\($0)\": ")?.lowerBound }
    #expect(!places.contains(nil))
    let found = places.compactMap { $0 }
    #expect(found == found.sorted())
  }

  @Test func leavesOutWhatIsNotThere() throws {
    let report = try parse(try FixtureReport.agence())
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(report["failures"] == nil)
    #expect(findings[0]["entities"] == nil)
    #expect(findings[0]["entity_count"] == nil)
    #expect(findings[0]["omitted_related"] == nil)
    #expect((findings[0]["related"] as? [Any])?.isEmpty == true)
    #expect(findings[4]["entity_count"] as? Int == 14)
    #expect(findings[4]["omitted_related"] as? Int == 12)
    #expect(findings[5]["reseller"] is NSNull)
    let incomplete = try parse(try FixtureReport.incomplete())
    #expect(
      incomplete["failures"] as? [String] == ["hosting/[b].yaml cannot be read: permission denied"])
  }

  @Test func textComesBackAsItWas() throws {
    let message = "\"quoted\" \\ \n\r\t\0\u{1B}\u{7F}\u{85}\u{2028}\u{202E} é漢🙂\u{E0041}❤\u{FE0F}"
    let file = SourceFile(path: "a\u{1B}.yaml", text: [0xFF, 0xC3, 0x0A])
    let text = JSONReporter().string(
      FixtureReport.report(
        [file],
        [
          Diagnostic(
            rule: "invalid-value", severity: .info, message: message,
            location: SourceLocation(file: FileID(0), range: SourceRange(start: 0, end: 2)),
            entity: "file/a")
        ]))
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
      #expect(scalar.properties.generalCategory != .format, "\(scalar.value)")
    }
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let finding = try #require((object?["findings"] as? [[String: Any]])?.first)
    #expect(
      (finding["message"] as? String)?.unicodeScalars.elementsEqual(message.unicodeScalars) == true)
    #expect(finding["file"] as? String == "a\u{1B}.yaml")
  }
}
