import Diagnostics
import Foundation
import HostingModel
import Reporting
import SourceText
import TestSupport
import Testing

@testable import Linting
@testable import RuleEngine

/// Checks texts and files with the built-in rules, on a fixed day.
enum Check {
  static let today = "2026-11-22"

  /// The built-in rules, compiled once for all tests.
  static let rules: RuleSet? = try? Linter(Linter.Options()).project().ruleSet()

  /// Checks one text as a file that was named.
  static func text(
    _ text: String, path: String = "hosting.yaml", redacts: Bool = false
  ) throws -> Report {
    try bytes(Array(text.utf8), path: path, redacts: redacts)
  }

  static func bytes(
    _ bytes: [UInt8], path: String = "hosting.yaml", redacts: Bool = false
  ) throws -> Report {
    let input = InputSearch.Input(
      path: path, realPath: nil, isNamed: true, content: .bytes(bytes))
    var settings = CheckSettings(
      rules: try #require(rules), today: try #require(CalendarDate(today)))
    settings.redacts = redacts
    return Linter.check(InputSearch.Outcome(inputs: [input]), settings)
  }

  /// Checks files and folders, as the command line does.
  static func paths(
    _ paths: [String], in folder: URL = Repository.root,
    changing change: (inout Linter.Options) -> Void = { _ in }
  ) throws -> Report {
    var options = Linter.Options()
    options.paths = paths
    options.today = today
    options.project.workingDirectory = folder.path(percentEncoded: false)
    change(&options)
    return try Linter(options).run()
  }

  /// Shows files and folders as a tree, as the command line does.
  static func tree(
    _ paths: [String], in folder: URL = Repository.root, depth: TreeDepth = .alias,
    entity: String? = nil
  ) throws -> AccountTree {
    var options = Linter.Options()
    options.paths = paths
    options.today = today
    options.project.workingDirectory = folder.path(percentEncoded: false)
    options.describesRules = false
    return try Linter(options).tree(depth: depth, entity: entity)
  }

  /// The hosting files below `Examples`, as paths from the repository's root.
  static let exampleFiles: [String] = {
    let folder = Repository.root.appending(path: "Examples")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter {
      $0.hasSuffix(".yaml") && !$0.contains("/policy/") && !$0.hasPrefix("ci/")
    }
    .sorted().map { "Examples/\($0)" }
  }()

  /// A report in every format, text in several layouts.
  static func allFormats(_ report: Report) -> [String] {
    let layouts = [TextStyle(), TextStyle(color: true, width: 60)].map { TextReporter(style: $0) }
    let formats = ReportFormat.allCases.map {
      $0.reporter(style: TextStyle(), repositoryRoot: nil)
    }
    return (layouts + formats).map { (reporter: any Reporter) in reporter.string(report) }
  }

  /// A report in the formats that list what is accepted.
  static func listingFormats(_ report: Report) -> [String] {
    [ReportFormat.text, .json, .sarif].map {
      $0.reporter(style: TextStyle(), repositoryRoot: nil).string(report)
    }
  }
}

extension Report {
  /// `line:column rule` of each finding, in order.
  var places: [String] {
    findings.map(\.diagnostic).map { finding in
      let place = files[finding.location.file].position(of: finding.location.range.start)
      return "\(place.line):\(place.column) \(finding.rule)"
    }
  }
}
