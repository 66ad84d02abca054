import Diagnostics
import Testing

@testable import Reporting

/// What `hostlint baseline` says.
@Suite struct BaselineReporterTests {
  private static func reporter(
    gone: Int = 0, width: Int? = nil, color: Bool = false, isConfigured: Bool = true,
    isClean: Bool = false
  ) throws -> BaselineReporter {
    let report = try isClean ? FixtureReport.clean() : FixtureReport.suppressed()
    let entries = try FixtureReport.suppressed().goneFromBaseline
    return BaselineReporter(
      BaselineReport(
        path: ".hostlint-baseline.json", entries: entries, report: report,
        gone: Array(entries.prefix(gone)), isWritten: true, isConfigured: isConfigured),
      style: TextStyle(color: color, width: width))
  }

  @Test func written() throws {
    #expect(
      try Self.reporter().written() == """
        wrote .hostlint-baseline.json: 2 entries for 3 findings
        left out what cannot be accepted: password-in-file

        """)
    #expect(
      try Self.reporter(width: 60, isConfigured: false, isClean: true).written() == """
        wrote .hostlint-baseline.json: 2 entries for 3 findings
        to use it, name it as `baseline` in .hostlint.yaml, or check
        with --baseline .hostlint-baseline.json

        """)
  }

  @Test func compared() throws {
    #expect(
      try Self.reporter(gone: 2).compared() == """
        new   error[unknown-key]: a contact has no key `phone` (hosting/agence.yaml:23:88)
        new   info[overuse-allowed]: pack starter allows overuse (hosting/packs.yaml:5:14)
        gone  unused-pack on pack/old (agence-exemple)
        gone  unknown-key on file/hosting/packs.yaml, fax, 2 times
        2 new findings, 2 entries gone; 1 finding accepted by .hostlint-baseline.json

        """)
    #expect(
      try Self.reporter(isClean: true).compared() == """
        nothing new, nothing gone; 0 findings accepted by .hostlint-baseline.json

        """)
    let narrow = try Self.reporter(gone: 2, width: 60).compared()
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 60 })
    let colored = try Self.reporter(gone: 1, color: true).compared()
    #expect(colored.contains("\u{1B}[1;31mnew\u{1B}[0m   error"))
  }

  @Test func pruned() throws {
    #expect(
      try Self.reporter(gone: 1).pruned() == """
        gone  unused-pack on pack/old (agence-exemple)
        took 1 entry out of .hostlint-baseline.json; 2 left

        """)
    #expect(
      try Self.reporter().pruned() == """
        nothing to take out of .hostlint-baseline.json: 2 entries, all needed

        """)
  }
}
