internal import CEL
package import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText
internal import YAML

/// Runs rule files as tests: `hostlint test`.
package enum RuleTestRun {
  /// Runs the examples of the rule files that paths name, or those of the project's rule folders.
  ///
  /// A report without any rule means that there is nothing to test. Rule files that do not load
  /// fail, as they do in a check.
  package static func run(
    _ paths: [String], _ options: ProjectOptions
  ) throws(RunFailure) -> RuleTestReport {
    let folder = try options.folder()
    let ruleFolders = try Project.ruleFolders(options)
    let paths = paths.isEmpty ? ruleFolders : paths
    guard !paths.isEmpty else {
      return RuleTestReport(toolVersion: Linter.version, files: SourceFiles(), rules: [])
    }
    let named = RuleFiles(builtIn: .check, folders: paths, workingDirectory: folder)
    if let failure = named.failures.first { throw .message(failure) }
    // The project's other rules are not tested, but may be what a rule replaces.
    let all = RuleFiles(
      builtIn: .check, folders: paths + ruleFolders, workingDirectory: folder)
    let sources = SourceFiles(all.sources)
    let tested = named.files.filter { !$0.isBuiltIn }

    var errors = named.errors
    errors += conflicts(of: named, among: all.files, folder: folder)
    var runners: [ExampleRunner] = []
    for file in tested {
      let (runner, faults) = ExampleRunner.make(file)
      errors += faults
      if let runner { runners.append(runner) }
    }
    guard errors.isEmpty else {
      throw .faults(Diagnostic.inReportOrder(errors), sources, in: .ruleFiles)
    }
    return RuleTestReport(
      toolVersion: Linter.version, files: sources, rules: runners.map(test))
  }

  /// What is wrong between the files that are tested and all rules.
  private static func conflicts(
    of named: RuleFiles, among files: [RuleFile], folder: String
  ) -> [Diagnostic] {
    let tested = named.files.filter { !$0.isBuiltIn }
    // The sources of the built-in rules may be tested too, and take nobody's place.
    let ownSources = Set(
      tested.filter { file in
        Paths.absolute(file.tree.file.path, from: folder)
          .hasSuffix("/Rules/\(file.area)/\(file.id).yaml")
      }.map(\.id))
    let ids = Set(tested.map(\.tree.fileID))
    return RuleSet.resolve(files.filter { !$0.isBuiltIn || !ownSources.contains($0.id) })
      .errors.filter { ids.contains($0.location.file) }
  }

  private static func test(_ runner: ExampleRunner) -> RuleTest {
    let file = runner.file
    let outcomes = runner.run()
    let examples = outcomes.map { ExampleTest($0, of: file) }
    let passes = examples.allSatisfy(\.passes)
    return RuleTest(
      rule: file.id, file: file.tree.fileID, examples: examples,
      faults: faults(of: file, passes: passes),
      gaps: passes && !examples.isEmpty ? gaps(of: file, outcomes) : [])
  }

  private static func faults(of file: RuleFile, passes: Bool) -> [Diagnostic] {
    if file.examples.isEmpty {
      return [
        diagnostic(
          .error, "the rule has no examples, so nothing tests it",
          "Add `examples:` with hosting files, and end each line that the rule reports with "
            + "`# <- finding`.", in: file, at: file.examplesKey ?? file.idNode)
      ]
    }
    guard !passes, let check = file.constantCheck else { return [] }
    return [
      diagnostic(
        .error, "`check` does not look at what is checked",
        "Write what must hold in a good account; where it is false, there is a finding.", in: file,
        at: check)
    ]
  }

  private static func gaps(
    of file: RuleFile, _ outcomes: [ExampleRunner.Outcome]
  ) -> [Diagnostic] {
    var gaps: [Diagnostic] = []
    if outcomes.allSatisfy(\.expected.isEmpty) {
      gaps.append(
        diagnostic(
          .info, "no example shows what the rule reports",
          "Add an example that breaks the rule, and end the line at fault with `# <- finding`.",
          in: file, at: file.examplesKey))
    }
    if !outcomes.contains(where: \.expected.isEmpty) {
      gaps.append(
        diagnostic(
          .info, "no example shows an account that the rule is content with",
          "Add an example without a mark, best one that nearly breaks the rule.", in: file,
          at: file.examplesKey))
    }
    var conditions = ConditionRecord()
    for outcome in outcomes { conditions.formUnion(outcome.conditions) }
    return gaps + file.untestedConditions(conditions)
  }

  private static func diagnostic(
    _ severity: Severity, _ message: String, _ remedy: String, in file: RuleFile,
    at node: NodeID?
  ) -> Diagnostic {
    Diagnostic(
      rule: file.id, severity: severity, message: message, remedy: remedy,
      location: SourceLocation(
        file: file.tree.fileID,
        range: node.map { file.tree.firstToken(of: $0) } ?? SourceRange(at: 0)),
      entity: "file/\(file.tree.file.path)")
  }
}

extension ExampleTest {
  /// What the check of an example gave, as it is reported.
  fileprivate init(_ outcome: ExampleRunner.Outcome, of rule: RuleFile) {
    let report = outcome.report
    let files = report.files
    if !outcome.passes {
      for id in files.ids {
        let isComplete = parse(files[id], id: id).tree.isComplete
        Secrets.markUnreadable(in: files[id], isComplete: isComplete)
      }
    }
    let byName = Dictionary(
      outcome.example.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.init(
      title: outcome.title,
      location: SourceLocation(
        file: rule.tree.fileID, range: outcome.example.place ?? SourceRange(at: 0)),
      files: files,
      firstLines: files.ids.map { id in
        byName[files[id].path].flatMap { Self.firstLine(of: $0, in: rule) }
      },
      differences: outcome.differences, failures: report.failures)
  }

  /// The line of the rule file that an example's text starts on, where each of its lines is one of
  /// the rule file: behind `|`.
  private static func firstLine(of file: RuleFile.Example.File, in rule: RuleFile) -> Int? {
    guard let node = file.node, rule.tree.style(node) == .literal else { return nil }
    return rule.tree.file.position(of: rule.tree.sourceOffset(of: 0, in: node)).line
  }
}
