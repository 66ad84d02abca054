package import Diagnostics
internal import SourceText
internal import YAML

/// The rules of a run.
package struct RuleSet: Sendable {
  /// Sorted by id; those that describe reading too.
  package let rules: [Rule]

  package var descriptors: [RuleDescriptor] { rules.map(\.descriptor) }

  /// The id under which faults of rule files are reported; it is no rule.
  package static let errorID = "invalid-rule"

  /// Compiles rule files; with any fault there is no rule set.
  ///
  /// The expressions of a built-in rule are compiled when they are first needed, which is most of
  /// the time that loading took; `isThorough` compiles them here too, as tests do.
  package static func load(
    _ files: [RuleFile], isThorough: Bool = false
  ) -> (rules: RuleSet?, errors: [Diagnostic]) {
    var rules: [Rule] = []
    var (inForce, errors) = resolve(files)
    for file in inForce {
      let (rule, faults) = RuleCompiler.compile(
        file, severity: file.severity, isDeferred: file.isBuiltIn && !isThorough)
      errors += faults
      if let rule { rules.append(rule) }
    }
    guard errors.isEmpty else { return (nil, errors) }
    return (RuleSet(rules: rules.sorted { $0.id < $1.id }), [])
  }

  /// Compiles one rule for its examples: in force, `enabled: false` or not, alone, and noting what
  /// its conditions come out as.
  ///
  /// - Parameter params: Values in place of the parameters' defaults.
  package static func loadForExamples(
    _ file: RuleFile, params: [String: ParameterValue] = [:]
  ) -> (rules: RuleSet?, errors: [Diagnostic]) {
    let (rule, errors) = RuleCompiler.compile(
      file.setting(params), severity: file.severity, isDeferred: false, isRecording: true)
    return (rule.map { RuleSet(rules: [$0]) }, errors)
  }

  /// What some rules say, without what they fill in.
  package func sentences(of ids: Set<String>) -> [String] {
    rules.filter { ids.contains($0.id) }.flatMap { rule in
      rule.variants.map(\.presentation).flatMap { presentation in
        ([presentation.message, presentation.remedy] + presentation.related.map(\.label))
          .flatMap(\.literals)
      } + [rule.descriptor.remedy]
    }
  }

  /// What is wrong between rule files: two of one id, and replacements of rules that are not there.
  package static func conflicts(among files: [RuleFile]) -> [Diagnostic] {
    resolve(files).errors
  }

  /// The files in force, those that others stand in for left out.
  private static func resolve(_ files: [RuleFile]) -> (files: [RuleFile], errors: [Diagnostic]) {
    var inForce: [RuleFile] = []
    var byID: [String: RuleFile] = [:]
    var (replaced, errors) = replacements(in: files)
    for file in files where file.isEnabled {
      if replaced.contains(file.id), file.replaces == nil { continue }
      if let first = byID[file.id] {
        errors.append(duplicateError(file, first))
        continue
      }
      byID[file.id] = file
      inForce.append(file)
    }
    return (inForce, errors)
  }

  /// The ids of the rules that others stand in for.
  private static func replacements(
    in files: [RuleFile]
  ) -> (ids: Set<String>, errors: [Diagnostic]) {
    var ids: Set<String> = []
    var errors: [Diagnostic] = []
    let replaceable = files.filter { $0.replaces == nil && !$0.isReadingRule }.map(\.id)
    for file in files where file.isEnabled {
      guard let node = file.replaces else { continue }
      let id = file.tree.string(node)
      if replaceable.contains(id) {
        ids.insert(id)
        continue
      }
      let near = Suggestion.closest(to: id, among: replaceable)
      errors.append(
        error(
          "there is no rule `\(id)` to replace",
          help: near.map { "Did you mean `\($0)`?" }
            ?? "Name a rule that has a check; findings of reading cannot be replaced.",
          at: file.tree.location(node), in: file.tree))
    }
    return (ids, errors)
  }

  private static func duplicateError(_ file: RuleFile, _ first: RuleFile) -> Diagnostic {
    let range = file.idNode.map { file.tree.range($0) } ?? SourceRange(at: 0)
    let isBuiltIn = first.isBuiltIn
    let related =
      first.idNode.map {
        [Label(first.tree.location($0), isBuiltIn ? "the built-in rule" : "first defined here")]
      } ?? []
    let message =
      isBuiltIn
      ? "`\(file.id)` is the id of a built-in rule" : "there are two rules `\(file.id)`"
    let remedy =
      if !isBuiltIn {
        "Give one of them another id."
      } else if first.isReadingRule {
        "Give this rule another id; findings of reading cannot be replaced."
      } else {
        "Give this rule another id, or add `replaces: \(file.id)` to have it in place of the "
          + "built-in one."
      }
    return Diagnostic(
      rule: errorID, severity: .error, message: message, remedy: remedy,
      location: SourceLocation(file: file.tree.fileID, range: range), related: related,
      entity: "file/\(file.tree.file.path)", field: "id")
  }

  /// A fault of a rule file.
  static func error(
    _ message: String, help: String, at location: SourceLocation, in tree: Tree
  ) -> Diagnostic {
    Diagnostic(
      rule: errorID, severity: .error, message: message, remedy: help, location: location,
      entity: "file/\(tree.file.path)")
  }
}
