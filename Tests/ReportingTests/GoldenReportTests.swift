import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Reporting

/// Each fixture report in each format, as a whole.
@Suite struct GoldenReportTests {
  static let reports: [(name: String, make: @Sendable () throws -> Report)] = [
    ("agence", { try FixtureReport.agence() }),
    ("international", { try FixtureReport.international() }),
    ("one-line", { try FixtureReport.oneLine() }),
    ("suppressed", { try FixtureReport.suppressed() }),
    ("hostile", { FixtureReport.hostile() }),
    ("clean", { try FixtureReport.clean() }),
    ("incomplete", { try FixtureReport.incomplete() }),
  ]

  static let forms: [(file: String, reporter: any Reporter)] = [
    ("txt", TextReporter(style: TextStyle())),
    ("80.txt", TextReporter(style: TextStyle(width: 80))),
    ("color.txt", TextReporter(style: TextStyle(color: true, width: 120))),
    ("json", JSONReporter()),
    ("sarif", SARIFReporter(repositoryRoot: "/srv/checkout")),
    ("github.txt", GitHubReporter(repositoryRoot: "/srv/checkout")),
    ("gitlab.json", GitLabReporter(repositoryRoot: "/srv/checkout")),
    ("junit.xml", JUnitReporter(repositoryRoot: "/srv/checkout")),
    ("md", MarkdownReporter(repositoryRoot: "/srv/checkout")),
  ]

  @Test(arguments: reports.map(\.name), forms.map(\.file))
  func matchesGoldenFile(report name: String, form file: String) throws {
    let make = try #require(Self.reports.first { $0.name == name }?.make)
    let reporter = try #require(Self.forms.first { $0.file == file }?.reporter)
    expectGolden(reporter.string(try make()), "Tests/ReportingTests/Golden/\(name).\(file)")
  }
}
