import Diagnostics
import Foundation
import Reporting
import SourceText
import TestSupport
import Testing

/// What a file must not bring about: steer the terminal, show a password, or
/// make a report take forever.
@Suite struct HostileInputTests {
  private static let hostile =
    "\u{1B}]0;title\u{7}\u{1B}[2J\u{9B}31m\u{202E}abc\u{2066}\u{200B}\r\u{8}\0\u{7F}\u{85}\u{2028}\u{FEFF}"

  private func report(width: Int = 0) -> Report {
    let text = "key\(Self.hostile): value\(Self.hostile)\nother: \(Self.hostile)"
    let file = SourceFile(path: "dir\(Self.hostile)\n/a.yaml", text: Array(text.utf8))
    let place = SourceLocation(file: FileID(0), range: file.range("value"))
    let other = SourceLocation(file: FileID(0), range: file.range("other"))
    return FixtureReport.report(
      [file],
      [
        Diagnostic(
          rule: "rule\(Self.hostile)\n", severity: .error,
          message: "message\(Self.hostile)\n::error::",
          remedy: "remedy\(Self.hostile)\n", location: place,
          related: [Label(other, "label\(Self.hostile)\n"), Label(place, Self.hostile)],
          reseller: Self.hostile, entity: "subscription/\(Self.hostile)", field: Self.hostile,
          entities: ["subscription/\(Self.hostile)", "subscription/b\n"])
      ], failures: ["failure\(Self.hostile)\n"])
  }

  @Test(arguments: [nil, 40, 80, 200])
  func textCannotSteerTheTerminal(width: Int?) {
    let output = TextReporter(style: TextStyle(width: width)).string(report())
    for scalar in output.unicodeScalars where scalar != "\n" {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        Issue.record("U+\(String(scalar.value, radix: 16)) stands in the output")
      default: break
      }
    }
    #expect(!output.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
    #expect(!output.contains("\n::error"))
    #expect(output.contains(#"\u{1b}"#))
  }

  @Test(arguments: ReportFormat.allCases.filter { $0 != .text })
  func formatsForProgramsCannotEither(format: ReportFormat) {
    let output = format.reporter(style: TextStyle(), repositoryRoot: nil).string(report())
    for scalar in output.unicodeScalars where scalar != "\n" {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        Issue.record("U+\(String(scalar.value, radix: 16)) stands in the output")
      default: break
      }
    }
  }

  @Test(arguments: ReportFormat.allCases)
  func aPasswordIsNeverShown(format: ReportFormat) {
    let password = "correct-horse-battery"
    let filler = String(repeating: "x", count: 60)
    for line in [
      "{password: \(password), pack: none}",
      "{a: \(filler), password: \(password), b: \(filler), pack: none}",
      "{pack: none, b: \(filler), password: \(password), c: \(filler)}",
    ] {
      let file = SourceFile(path: "a.yaml", text: Array(line.utf8))
      let secret = file.range(password)
      file.markSecrets([secret])
      // Places at, in and beside the secret, so that windows cut through it.
      let ranges =
        [file.range("pack"), file.range("password"), secret]
        + (secret.start...secret.end).map { SourceRange(start: $0, end: $0 + 1) }
      let findings = ranges.map {
        Diagnostic(
          rule: "r", severity: .error, message: "m",
          location: SourceLocation(file: FileID(0), range: $0),
          related: [Label(SourceLocation(file: FileID(0), range: secret), "here")], entity: "e")
      }
      for width in [nil, 40, 50, 80] {
        let output = format.reporter(style: TextStyle(width: width), repositoryRoot: nil)
          .string(FixtureReport.report([file], findings))
        for start in password.indices.dropLast(4) {
          #expect(!output.contains(password[start...].prefix(5)))
        }
      }
    }
  }

  @Test func aPasswordDoesNotGoIntoTheHash() {
    func sarif(_ password: String) -> String {
      let file = SourceFile(path: "a", text: Array("password: \(password)\n".utf8))
      file.markSecrets([file.range(password)])
      let location = SourceLocation(file: FileID(0), range: file.range("password"))
      return SARIFReporter(repositoryRoot: nil).string(
        FixtureReport.report(
          [file],
          [Diagnostic(rule: "r", severity: .error, message: "m", location: location, entity: "e")]))
    }
    #expect(sarif("swordfish") == sarif("s3cr3t-pw"))
  }

  /// GitHub's has 30 findings however many there are.
  private static let longFormats = ReportFormat.allCases.filter { $0 != .github }

  @Test(arguments: longFormats)
  func manyFindingsOnOneLongLineTakeNoQuadraticTime(format: ReportFormat) {
    let item = "{domain: site.example, pack: é}, "
    let count = 10_000
    let file = SourceFile(
      path: "a.yaml", text: Array(String(repeating: item, count: count).utf8))
    let length = UInt32(item.utf8.count)
    let findings = (0..<UInt32(count)).map { index in
      let start = index * length + 9
      return Diagnostic(
        rule: "r", severity: .error, message: "m",
        location: SourceLocation(
          file: FileID(0), range: SourceRange(start: start, end: start + 12)),
        entity: "e")
    }
    let reporter = format.reporter(style: TextStyle(), repositoryRoot: nil)
    func seconds(_ count: Int) -> Double {
      processorSeconds {
        let output = reporter.string(FixtureReport.report([file], Array(findings.prefix(count))))
        #expect(output.utf8.count > count * 30)
      }
    }
    // Twice the findings take about twice the time; a quadratic reporter takes four times.
    #expect(seconds(count) < 3 * seconds(count / 2) + 0.1)
  }

  @Test func aReportComesInChunksAndStopsWhereTheSinkFails() {
    struct Full: Error {}
    let file = SourceFile(path: "a.yaml", text: Array("key: value".utf8))
    let finding = Diagnostic(
      rule: "r", severity: .error, message: "m",
      location: SourceLocation(file: FileID(0), range: SourceRange(start: 0, end: 3)), entity: "e")
    let report = FixtureReport.report([file], Array(repeating: finding, count: 5000))
    for format in Self.longFormats {
      let reporter = format.reporter(style: TextStyle(), repositoryRoot: nil)
      var sizes: [Int] = []
      reporter.write(report) { (chunk: [UInt8]) in sizes.append(chunk.count) }
      #expect(sizes.count > 2)
      #expect(sizes.allSatisfy { $0 > 0 && $0 < 80_000 })
      var calls = 0
      #expect(throws: Full.self) {
        try reporter.write(report) { (_: [UInt8]) throws(Full) in
          calls += 1
          throw Full()
        }
      }
      #expect(calls == 1)
    }
  }
}
