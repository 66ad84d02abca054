internal import CEL
package import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText
internal import YAML

/// Checks hosting files: the whole of hostlint without its command line.
package struct Linter: Sendable {
  /// What to check, and how.
  package struct Options: Sendable {
    /// Files and folders; `-` is standard input. Empty means the working directory.
    package var paths: [String] = []
    /// How standard input is called in reports.
    package var standardInputName = "stdin.yaml"
    /// The day that rules see, `YYYY-MM-DD`; nil for today in UTC.
    package var today: String?
    /// Where the rules are, and what is in force of them.
    package var project = ProjectOptions()
    /// Whether a report will show why rules are there, as SARIF does.
    package var describesRules = true

    package init() {}
  }

  /// The version of this program.
  package static let version = "0.1.0"

  private let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Reads and checks everything that the options name.
  package func run() throws(RunFailure) -> Report {
    let today = try self.today()
    let rules = try loadRules()
    let paths = options.paths.isEmpty ? ["."] : options.paths
    let (inputs, readFailures) = InputSearch.read(
      paths, standardInputName: options.standardInputName,
      workingDirectory: try options.project.folder())
    return Self.check(inputs, rules: rules, today: today, failures: readFailures)
  }

  /// Checks files whose bytes are read already.
  ///
  /// - Parameter failures: Why other inputs could not be read, one sentence each.
  static func check(
    _ inputs: [InputSearch.Input], rules: RuleSet, today: CalendarDate, failures: [String] = []
  ) -> Report {
    examine(inputs, rules: rules, today: today, failures: failures).report
  }

  /// The same with what the conditions of rules that are loaded for their examples came out as.
  static func examine(
    _ inputs: [InputSearch.Input], rules: RuleSet, today: CalendarDate, failures: [String] = []
  ) -> (report: Report, conditions: ConditionRecord) {
    let hostingFiles = HostingFiles(inputs)
    let (hosting, faults) = HostingReader.read(hostingFiles.trees)
    let outcome = RuleRunner.run(rules, over: hosting, today: today)
    let diagnostics = withRemedies(
      (hostingFiles.diagnostics + faults + outcome.diagnostics).sorted(by: precedes), rules)
    for id in Set(diagnostics.flatMap { [$0.location.file] + $0.related.map(\.location.file) }) {
      let index = Int(id.rawValue)
      Secrets.markUnreadable(
        in: hostingFiles.files[index], isComplete: hostingFiles.trees[index]?.isComplete == true)
    }
    let report = Report(
      toolVersion: version, files: SourceFiles(hostingFiles.files),
      rules: rules.descriptors,
      findings: Fingerprint.add(
        to: Merging.merge(SecretMasking.mask(diagnostics, in: hostingFiles.files))),
      summary: summary(hostingFiles, hosting, rules, outcome),
      failures: failures + outcome.failures)
    return (report, outcome.conditions)
  }

  private func today() throws(RunFailure) -> CalendarDate {
    guard let text = options.today else {
      guard let date = CalendarDate(secondsSince1970: FileSystem.now) else {
        throw .message("the system clock shows no date; use --today")
      }
      return date
    }
    guard let date = CalendarDate(text) else {
      throw .message("--today needs a date such as 2027-06-30, not '\(text)'")
    }
    return date
  }

  /// The rules of the run, compiled.
  func loadRules() throws(RunFailure) -> RuleSet {
    try Project.load(options.project, depth: options.describesRules ? .describe : .check).ruleSet()
  }

  /// Gives faults of reading that have no remedy of their own the one of their rule's file.
  private static func withRemedies(_ diagnostics: [Diagnostic], _ rules: RuleSet) -> [Diagnostic] {
    guard diagnostics.contains(where: \.remedy.isEmpty) else { return diagnostics }
    let remedies = Dictionary(
      rules.rules.map { ($0.id, $0.descriptor.remedy) }, uniquingKeysWith: { first, _ in first })
    return diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if diagnostic.remedy.isEmpty { diagnostic.remedy = remedies[diagnostic.rule] ?? "" }
      return diagnostic
    }
  }

  private static func summary(
    _ files: HostingFiles, _ hosting: Hosting, _ rules: RuleSet, _ outcome: RuleRunner.Outcome
  ) -> Summary {
    var summary = Summary()
    summary.files = files.files.count
    summary.skippedFiles = files.skipped
    summary.rules = rules.rules.count
    summary.rulesWithoutEntities = outcome.rulesWithoutEntities
    summary.notApplicable = outcome.notApplicable
    summary.entities = EntityKind.counted.map {
      Summary.EntityCount(kind: $0.rawValue, count: hosting.definedCount(of: $0))
    }
    return summary
  }

  /// The order of reports: by file and place, then by rule; what is left makes it the same on
  /// every run.
  static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    if left.location != right.location { return left.location < right.location }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.entity != right.entity { return left.entity < right.entity }
    return left.message < right.message
  }
}
