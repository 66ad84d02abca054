package import Diagnostics
package import HostingModel
package import RuleEngine
internal import SourceText

/// Runs the examples of a rule file, which are its tests.
package struct ExampleRunner: Sendable {
  /// A line of an example's file.
  package struct Place: Hashable, Comparable, Sendable {
    /// The name of the file within the example.
    package let file: String
    /// 1-based.
    package let line: Int

    package init(file: String, line: Int) {
      self.file = file
      self.line = line
    }

    /// By file, then by line.
    package static func < (left: Place, right: Place) -> Bool {
      (left.file, left.line) < (right.file, right.line)
    }
  }

  /// What the check of one example gave.
  package struct Outcome: Sendable {
    package let title: String
    /// The lines that are marked with `# <- finding`, sorted.
    package let expected: [Place]
    /// The lines of the rule's findings, sorted; a line with several stands there once.
    package let actual: [Place]
    /// Every finding of the rule, and those of reading.
    package let report: Report

    /// Whether the rule's findings stand exactly on the marked lines, and nothing failed.
    package var passes: Bool { expected == actual && report.failures.isEmpty }
  }

  /// The day that an example sees which does not set its own.
  package static let defaultToday = CalendarDate("2026-01-01")

  private let file: RuleFile
  private let rules: RuleSet

  /// Compiles the rule, `enabled: false` or not; nil where it does not compile.
  package static func make(_ file: RuleFile) -> (runner: ExampleRunner?, errors: [Diagnostic]) {
    let (rules, errors) = RuleSet.load([file.forExamples()], isThorough: true)
    return (rules.map { ExampleRunner(file: file, rules: $0) }, errors)
  }

  /// Checks every example of the rule file.
  package func run() -> [Outcome] {
    file.examples.compactMap(run)
  }

  /// Checks one example with this rule alone; its `params` hold in place of the defaults.
  package func run(_ example: RuleFile.Example) -> Outcome? {
    var rules = rules
    if !example.params.isEmpty {
      guard let adjusted = RuleSet.load([file.forExamples(example.params)]).rules else {
        return nil
      }
      rules = adjusted
    }
    guard let today = example.today ?? Self.defaultToday else { return nil }
    let inputs = example.files.map {
      InputSearch.Input(
        path: $0.name, realPath: nil, isNamed: true, content: .bytes(Array($0.text.utf8)))
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let report = Linter.check(inputs, rules: rules, today: today)
    let findings = report.findings.map(\.diagnostic).filter { $0.rule == file.id }
    let actual = findings.map { finding in
      let source = report.files[finding.location.file]
      return Place(
        file: source.path, line: source.position(of: finding.location.range.start).line)
    }
    return Outcome(
      title: example.title, expected: Self.markedPlaces(of: example), actual: Set(actual).sorted(),
      report: report)
  }

  private static func markedPlaces(of example: RuleFile.Example) -> [Place] {
    example.files.flatMap { file in
      file.markedLines.map { Place(file: file.name, line: $0) }
    }.sorted()
  }
}
