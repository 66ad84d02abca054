internal import Diagnostics
internal import RuleEngine
internal import SourceText

/// The rules of a run and what is in force of them, by the command line and the configuration.
package struct Project: Sendable {
  /// What of the built-in rule files is read.
  package enum Depth: Sendable {
    /// What a check and its reports to people need.
    case check
    /// The rationale, source and tags too, which SARIF shows.
    case describe
    /// All of it, the examples included.
    case full
  }

  /// Every rule that the run knows, in force or not: the built-in ones first, by area.
  package let rules: [ConfiguredRule]
  /// The rule files' texts.
  let sources: SourceFiles

  /// Reads the configuration and the rule files; a fault of one of them fails.
  package static func load(
    _ options: ProjectOptions, depth: Depth
  ) throws(RunFailure) -> Project {
    let files = RuleFiles(
      builtIn: depth, folders: options.ruleFolders, workingDirectory: try options.folder())
    if let failure = files.failures.first { throw .message(failure) }
    let sources = SourceFiles(files.sources)
    guard files.errors.isEmpty else { throw .faults(files.errors, sources, in: .ruleFiles) }
    return Project(
      rules: files.files.map(ConfiguredRule.init), sources: sources)
  }

  /// The rules in force, compiled.
  func ruleSet() throws(RunFailure) -> RuleSet {
    let (rules, errors) = RuleSet.load(rules.map(\.inForce))
    guard let rules else {
      throw .faults(errors.sorted(by: Linter.precedes), sources, in: .ruleFiles)
    }
    return rules
  }
}
