package import CEL
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
    package let example: RuleFile.Example
    /// The lines where marks say that the rule finds a fault, sorted.
    package let expected: [Place]
    /// The lines of the rule's findings, sorted; a line with several stands there once.
    package let actual: [Place]
    /// Every finding of the rule, and those of reading.
    package let report: Report
    /// Where findings and marks are not the same, by place.
    package let differences: [ExampleTest.Difference]
    /// What the rule's conditions came out as.
    package let conditions: ConditionRecord

    package var title: String { example.title }

    /// Whether findings stand exactly on the marked lines, and nothing failed.
    package var passes: Bool { differences.isEmpty && report.failures.isEmpty }
  }

  /// The day that an example sees which does not set its own.
  package static let defaultToday = CalendarDate("2026-01-01")

  package let file: RuleFile
  private let rules: RuleSet

  /// Compiles the rule, `enabled: false` or not; nil where it does not compile.
  package static func make(_ file: RuleFile) -> (runner: ExampleRunner?, errors: [Diagnostic]) {
    let (rules, errors) = RuleSet.loadForExamples(file)
    // What is said of suppressions depends on the findings of the other rules.
    if errors.isEmpty, file.hasNoCheck, file.area == "suppressions" {
      let others = RuleFiles(builtIn: .check).files.filter { $0.id != file.id }
      let (all, errors) = RuleSet.load(others + [file])
      return (all.map { ExampleRunner(file: file, rules: $0) }, errors)
    }
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
      guard let adjusted = RuleSet.loadForExamples(file, params: example.params).rules else {
        return nil
      }
      rules = adjusted
    }
    guard let today = example.today ?? Self.defaultToday else { return nil }
    func inputs(_ files: [RuleFile.Example.File]) -> [InputSearch.Input] {
      files.map {
        InputSearch.Input(
          path: $0.name, realPath: nil, isNamed: true, content: .bytes(Array($0.text.utf8)))
      }.sorted { Paths.precedes($0.path, $1.path) }
    }
    let examination = Linter.examine(
      InputSearch.Outcome(inputs: inputs(example.files.filter { !$0.isEarlier })),
      earlier: inputs(example.files.filter(\.isEarlier)),
      CheckSettings(rules: rules, today: today))
    let report = examination.report
    let comparison = Comparison(report, rule: file.id)
    return Outcome(
      example: example, expected: comparison.marks.places(of: file.id),
      actual: comparison.findings.places(of: file.id), report: report,
      differences: comparison.differences, conditions: examination.conditions)
  }
}

/// The findings and the marks of an example, each with its line.
private struct Comparison {
  struct Key: Hashable {
    let place: ExampleRunner.Place
    let rule: String
  }

  /// What is marked, with the first place of each.
  private(set) var marks: [Key: ExampleTest.Difference] = [:]
  /// What was found and counts, likewise: findings of the rule, and errors of reading, by which an
  /// example is not what its author believes, unless a mark says so.
  private(set) var findings: [Key: [ExampleTest.Difference]] = [:]

  /// Comments that are nearly marks.
  private var misspelt: [ExampleTest.Difference] = []

  init(_ report: Report, rule: String) {
    let known = [ExampleMark.finding, rule] + ReadingRule.allCases.map(\.rawValue)
    for id in report.files.ids {
      for (mark, meant) in ExampleMark.nearMisses(in: report.files[id], known: known) {
        misspelt.append(
          ExampleTest.Difference(
            .misspelt, at: SourceLocation(file: id, range: mark.range), rule: rule, message: meant))
      }
      for mark in ExampleMark.all(in: report.files[id]) where known.contains(mark.word) {
        let key = Key(
          place: ExampleRunner.Place(file: report.files[id].path, line: mark.line),
          rule: mark.word == ExampleMark.finding ? rule : mark.word)
        marks[key] = ExampleTest.Difference(
          .missing, at: SourceLocation(file: id, range: mark.range), rule: key.rule)
      }
    }
    for finding in report.findings.map(\.diagnostic) {
      let source = report.files[finding.location.file]
      let line = source.position(of: finding.location.range.start).line
      let key = Key(
        place: ExampleRunner.Place(file: source.path, line: line), rule: finding.rule)
      guard finding.rule == rule || finding.severity == .error || marks[key] != nil else {
        continue
      }
      findings[key, default: []].append(
        ExampleTest.Difference(
          .unexpected, at: finding.location, rule: finding.rule, message: finding.message))
    }
  }

  var differences: [ExampleTest.Difference] {
    let missing = marks.filter { findings[$0.key] == nil }.map(\.value)
    let unexpected = findings.filter { marks[$0.key] == nil }.flatMap(\.value)
    return (missing + unexpected + misspelt).sorted { left, right in
      (left.location, left.rule) < (right.location, right.rule)
    }
  }
}

extension Dictionary where Key == Comparison.Key {
  /// The places of a rule's findings or marks, sorted.
  fileprivate func places(of rule: String) -> [ExampleRunner.Place] {
    keys.filter { $0.rule == rule }.map(\.place).sorted()
  }
}
