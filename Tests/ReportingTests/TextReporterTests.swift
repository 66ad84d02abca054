import Diagnostics
import Foundation
import Reporting
import SourceText
import Testing

@Suite struct TextReporterTests {
  private func render(_ report: Report, width: Int? = nil, color: Bool = false) -> String {
    TextReporter(style: TextStyle(color: color, width: width)).string(report)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func report(
    _ text: String, _ range: (SourceFile) -> SourceRange, message: String = "wrong",
    severity: Severity = .warning
  ) -> Report {
    let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
    return FixtureReport.report(
      [file],
      [
        Diagnostic(
          rule: "some-rule", severity: severity, message: message,
          location: SourceLocation(file: FileID(0), range: range(file)), entity: "file/a.yaml")
      ])
  }

  /// The text above the marks of the first finding, by display columns.
  private func marked(_ text: String) throws -> String {
    let lines = lines(text)
    let row = try #require(lines.firstIndex { $0.contains("^") })
    let prefix = try #require(lines[row].firstIndex(of: "^"))
    let start = lines[row].distance(from: lines[row].startIndex, to: prefix)
    let length = lines[row].filter { $0 == "^" }.count
    var column = 0
    var result = ""
    for scalar in lines[row - 1].unicodeScalars {
      let width = TerminalText.displayWidth(of: [scalar])
      // A combining mark at the first column belongs to the character before it.
      if column >= start, column < start + length, width > 0 || !result.isEmpty {
        result.unicodeScalars.append(scalar)
      }
      column += width
    }
    return result
  }

  @Test(arguments: [
    ("key: token # x", "token", "token"),
    ("株式会社: token", "token", "token"),
    ("🙂 e\u{301}: token", "token", "token"),
    ("\t\tkey:\ttoken", "token", "token"),
    ("\u{FEFF}token: 1", "token", "token"),
    ("a\u{1B}[2Kb: token", "token", "token"),
    ("é: 漢字 x", "漢字", "漢字"),
    ("a: b\u{200B}c", "b\u{200B}c", #"b\u{200b}c"#),
    ("❤\u{FE0F} token", "token", "token"),
    ("one\r\ntwo: token\r\n", "token", "token"),
  ])
  func marksTheTokenExactly(text: String, token: String, expected: String) throws {
    for width in [nil, 40, 80] {
      let output = render(report(text) { $0.range(token) }, width: width)
      #expect(try marked(output) == expected)
    }
  }

  @Test(arguments: ["x", "漢", "\t", "e\u{301}", "\u{7}"])
  func marksTheTokenInAWindow(filler: String) throws {
    let side = String(repeating: filler, count: 300)
    for (before, after) in [(side, side), ("", side), (side, "")] {
      for width in [nil, 40, 80, 120] {
        let output = render(report(before + "token" + after) { $0.range("token") }, width: width)
        #expect(try marked(output) == "token")
        for line in lines(output) where line.contains("|") {
          #expect(TerminalText.displayWidth(of: line) <= width ?? 164)
        }
        #expect(output.contains("…"))
      }
    }
  }

  @Test(arguments: [("near", 1), ("far", 2)])
  func repeatsALineOnlyForAMarkOutsideItsWindow(token: String, copies: Int) {
    let filler = String(repeating: "x", count: 200)
    let file = SourceFile(
      path: "a.yaml", text: Array("far \(filler) near token \(filler)".utf8))
    let output = render(
      FixtureReport.report(
        [file],
        [
          Diagnostic(
            rule: "r", severity: .error, message: "m",
            location: SourceLocation(file: FileID(0), range: file.range("token")),
            related: [Label(SourceLocation(file: FileID(0), range: file.range(token)), "here")],
            entity: "e")
        ]), width: 80)
    #expect(lines(output).filter { $0.hasPrefix("1 | ") }.count == copies)
    #expect(output.contains(String(repeating: "-", count: token.utf8.count) + " here"))
  }

  @Test func marksOneColumnWhereARangeIsEmpty() throws {
    let text = "ab: cd\nef"
    for (offset, line, column) in [
      (0, "1", 5), (4, "1", 9), (6, "1", 11), (7, "2", 5), (9, "2", 7),
    ] {
      let output = lines(render(report(text) { _ in SourceRange(at: UInt32(offset)) }))
      #expect(output[3].hasPrefix(line + " |"))
      #expect(output[4] == "  |" + String(repeating: " ", count: column - 4) + "^")
    }
  }

  @Test func standsAnyPlaceInAnyText() {
    for text in ["", "\n", "\u{FEFF}", "\r\n\r\n", "a", "é"] {
      let count = UInt32(text.utf8.count)
      for start in 0...count + 2 {
        for end in start...count + 3 {
          let output = render(report(text) { _ in SourceRange(start: start, end: end) })
          #expect(output.contains("^"), "\(text.debugDescription) \(start) \(end)")
          for format in [ReportFormat.json, .sarif] {
            let document = format.reporter(style: TextStyle(), repositoryRoot: nil)
              .string(report(text) { _ in SourceRange(start: start, end: end) })
            let object = try? JSONSerialization.jsonObject(with: Data(document.utf8))
            #expect(object != nil, "\(text.debugDescription) \(start) \(end)")
          }
        }
      }
    }
  }

  @Test func bytesThatAreNotTextAreReplaced() {
    let file = SourceFile(path: "a", text: [0x61, 0xFF, 0xC3, 0x80, 0x80, 0xF0, 0x9F, 0x62, 0xE2])
    for start in 0..<UInt32(9) {
      let output = render(
        FixtureReport.report(
          [file],
          [
            Diagnostic(
              rule: "r", severity: .error, message: "m",
              location: SourceLocation(
                file: FileID(0), range: SourceRange(start: start, end: start + 1)), entity: "file/a"
            )
          ]))
      #expect(output.contains("1 | a\u{FFFD}À\u{FFFD}"))
    }
  }

  @Test func wrapsProseToTheWidth() {
    let message = Array(repeating: "some words of prose", count: 20).joined(separator: " ")
    let report = report("key: token", { $0.range("token") }, message: message)
    for width in [40, 80, 120] {
      let output = lines(render(report, width: width))
      #expect(output.allSatisfy { TerminalText.displayWidth(of: $0) <= width })
      #expect(output[1].hasPrefix("    ") && !output[1].hasPrefix("     "))
    }
    #expect(lines(render(report))[0] == "warning[some-rule]: " + message)
  }

  @Test func everyLineFitsTheWidth() throws {
    for width in [80, 120] {
      for report in [
        try FixtureReport.agence(), try FixtureReport.international(), try FixtureReport.oneLine(),
      ] {
        for line in lines(render(report, width: width)) {
          #expect(TerminalText.displayWidth(of: line) <= width, "\(line)")
        }
      }
    }
  }

  @Test func colourAddsNothingButColour() throws {
    for report in [
      try FixtureReport.agence(), try FixtureReport.oneLine(), try FixtureReport.clean(),
    ] {
      let colored = render(report, width: 80, color: true)
      #expect(colored.contains("\u{1B}["))
      let plain = colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
      #expect(plain == render(report, width: 80))
    }
  }

  @Test func countsInExactEnglish() {
    func last(_ severities: [Severity], change: (inout Summary) -> Void = { _ in }) -> String {
      let file = SourceFile(path: "a", text: [])
      let findings = severities.map {
        Diagnostic(
          rule: "r", severity: $0, message: "m",
          location: SourceLocation(file: FileID(0), range: SourceRange(at: 0)), entity: "e")
      }
      return lines(render(FixtureReport.report([file], findings, changing: change))).dropLast().last
        ?? ""
    }
    #expect(last([]) == "no findings; 1 file, 6 entities checked")
    #expect(last([.error]) == "1 finding (1 error); 1 file, 6 entities checked")
    #expect(
      last([.error, .warning, .warning]) {
        $0.files = 3
        $0.suppressed.inline = 1
        $0.entities = [.init(kind: "reseller", count: 1)]
      } == "3 findings (1 error, 2 warnings); 1 suppressed; 3 files, 1 entity checked")
    #expect(
      last([.info, .info]) {
        $0.skippedFiles = 1
        $0.notApplicable = 2
      }
        == "2 findings (2 infos); 1 file, 6 entities checked; 1 other file skipped; 2 checks left out for unknown values"
    )
  }

  @Test(arguments: [
    (["subscription/a"], "affects 1 subscription: a"),
    (["alias/d/a", "alias/d/b"], "affects 2 aliases: a and b"),
    (["pack/a", "pack/b", "pack/c", "pack/d"], "affects 4 packs: a, b, c and d"),
    (["pack/a", "pack/b", "pack/c", "pack/d", "pack/e"], "affects 5 packs: a, b, c and 2 more"),
    (["customer/a", "pack/b"], "affects 2 entities: a and b"),
    (
      ["quota/a.fr/disk_space", "quota/b.fr/traffic"],
      "affects 2 quotas: disk space of a.fr and traffic of b.fr"
    ),
    (
      ["quota/a.fr/disk_space", "quota/b.fr/disk_space"],
      "affects the disk space of 2 subscriptions: a.fr and b.fr"
    ),
    (
      ["quota/a.fr/traffic", "quota/reseller/agence-exemple/traffic"],
      "affects 2 quotas: traffic of a.fr and traffic of reseller/agence-exemple"
    ),
    (["alias/a.fr/z.fr", "alias/b.fr/z.fr"], "affects 2 aliases: z.fr of a.fr and z.fr of b.fr"),
    (["alias/a.fr/y.fr", "alias/b.fr/z.fr"], "affects 2 aliases: y.fr and z.fr"),
  ])
  func namesMergedEntities(entities: [String], note: String) {
    #expect(footnotes(entities: entities).contains("= note: \(note)\n"))
  }

  @Test(arguments: [
    (Owners(customers: ["garage", "boulangerie"]), " of 2 customers"),
    (
      Owners(customers: ["garage", "boulangerie"], includesReseller: true),
      " of 2 customers and the reseller"
    ),
    (Owners(customers: ["garage", "garage"]), " of customer garage"),
    (Owners(customers: ["garage"], includesReseller: true), " of customer garage and the reseller"),
    (Owners(includesReseller: true), ""),
    (nil, ""),
  ])
  func namesOwnersOfMergedEntities(owners: Owners?, words: String) {
    let output = footnotes(
      entities: ["subscription/a.fr", "subscription/b.fr"], owners: owners)
    #expect(output.contains("= note: affects 2 subscriptions\(words): a.fr and b.fr\n"))
  }

  @Test func saysWhoseMessageIsShown() {
    let entities = ["alias/a.fr/z.fr", "alias/b.fr/z.fr"]
    let output = footnotes(entities: entities, speaksOfOneEntity: true)
    #expect(
      output.contains("z.fr of a.fr and z.fr of b.fr; the message is about z.fr of a.fr\n"),
      "\(output)")
    #expect(!footnotes(entities: entities).contains("the message"))
  }

  private func footnotes(
    entities: [String], owners: Owners? = nil, speaksOfOneEntity: Bool = false
  ) -> String {
    render(
      FixtureReport.report(
        [SourceFile(path: "a", text: [])],
        [
          Diagnostic(
            rule: "r", severity: .error, message: "m",
            location: SourceLocation(file: FileID(0), range: SourceRange(at: 0)),
            entity: entities[0], entities: entities, speaksOfOneEntity: speaksOfOneEntity,
            owners: owners)
        ]))
  }
}
