package import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// The rules of a run.
package struct RuleSet: Sendable {
  /// Sorted by id; those that describe reading too.
  package let rules: [Rule]

  package var descriptors: [RuleDescriptor] { rules.map(\.descriptor) }

  /// The id under which faults of rule files are reported; it is no rule.
  package static let errorID = "invalid-rule"

  /// Compiles the rules of files that are in force; with any fault there is no rule set.
  ///
  /// The expressions of a built-in rule are compiled when they are first needed, which is most of
  /// the time that loading took; `isThorough` compiles them here too, as tests do.
  package static func load(
    _ files: [RuleFile], isThorough: Bool = false
  ) -> (rules: RuleSet?, errors: [Diagnostic]) {
    var rules: [Rule] = []
    var (replacements, errors) = resolve(files)
    for file in files where file.isEnabled && !replacements.isReplaced(file) {
      let (rule, faults) = RuleCompiler.compile(
        file, severity: file.severity, isDeferred: file.isBuiltIn && !isThorough)
      errors += faults
      if let rule { rules.append(rule) }
    }
    guard errors.isEmpty else { return (nil, errors) }
    return (RuleSet(rules: rules.sorted { $0.id < $1.id }), [])
  }

  /// What is wrong with the expressions of users' rule files.
  ///
  /// - Parameter faulty: Files that have other faults. Of these the conditions alone are looked at,
  ///   and only where they do not depend on what is at fault.
  package static func expressionFaults(
    in files: [RuleFile], faulty: [RuleFile]
  ) -> [Diagnostic] {
    (files.filter { !$0.isBuiltIn } + faulty.compactMap(\.conditionsAlone)).flatMap {
      RuleCompiler.compile($0, severity: $0.severity, isDeferred: false).errors
    }
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

  /// The rules for one state of accounts, and those about the change from one to another.
  package var byPurpose: (state: RuleSet, change: RuleSet) {
    func part(_ isAboutChange: Bool) -> RuleSet {
      RuleSet(rules: rules.filter { $0.kinds.contains(.change) == isAboutChange })
    }
    return (part(false), part(true))
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

  /// Which rules stand in for others, by the id of the one that is replaced.
  package struct Replacements: Sendable {
    fileprivate(set) var byReplaced: [String: String] = [:]

    /// The id of the rule that stands in for another; nil where none does.
    package func replacement(of file: RuleFile) -> String? {
      file.replaces == nil ? byReplaced[file.id] : nil
    }

    /// Whether another rule stands in for this one.
    package func isReplaced(_ file: RuleFile) -> Bool { replacement(of: file) != nil }
  }

  /// Holds rule files against each other: an id is one rule's alone, whether that is in force or
  /// not, and a rule that stands in for another does so whether it is in force or not. Otherwise a
  /// file that was switched off would change what the others do.
  package static func resolve(
    _ files: [RuleFile]
  ) -> (replacements: Replacements, errors: [Diagnostic]) {
    var replacements = Replacements()
    // The built-in ones are held against each other by a test.
    if files.allSatisfy({ $0.isBuiltIn && $0.replaces == nil }) { return (replacements, []) }
    var errors: [Diagnostic] = []
    var replacing: [String: RuleFile] = [:]
    let replaceable = files.filter { $0.replaces == nil && !$0.hasNoCheck }.map(\.id)
    for file in files {
      guard let node = file.replaces, let id = file.replacedID else { continue }
      if let other = replacing[id] {
        errors.append(
          error(
            "`\(id)` is replaced by two rules", help: "Remove `replaces` from one of them.",
            at: file.tree.location(node), in: file.tree,
            related: other.replaces.map { [Label(other.tree.location($0), "replaced here too")] }))
      } else if replaceable.contains(id) {
        replacing[id] = file
        replacements.byReplaced[id] = file.id
      } else if files.contains(where: { $0.id == id && $0.hasNoCheck }) {
        errors.append(
          error(
            "`\(id)` cannot be replaced: hostlint finds it by itself, without a condition",
            help: "A project may set its severity, or switch it off.",
            at: file.tree.location(node), in: file.tree))
      } else {
        let near = Suggestion.closest(to: id, among: replaceable)
        errors.append(
          error(
            "there is no rule `\(id)` to replace",
            help: near.map { "Did you mean `\($0)`?" } ?? "`hostlint rules` lists the rules.",
            at: file.tree.location(node), in: file.tree))
      }
    }
    // A rule may take the id of the one that it replaces.
    let taken = Set(files.filter { $0.replacedID == $0.id }.map(\.id))
    var byID: [String: Int] = [:]
    for (index, file) in files.enumerated() {
      if file.isBuiltIn, taken.contains(file.id) { continue }
      if let first = byID[file.id] {
        errors.append(duplicateError(file, files[first]))
      } else {
        byID[file.id] = index
      }
    }
    return (replacements, errors)
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
      } else if first.hasNoCheck {
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
    _ message: String, help: String, at location: SourceLocation, in tree: Tree,
    related: [Label]? = nil
  ) -> Diagnostic {
    Diagnostic(
      rule: errorID, severity: .error, message: message, remedy: help, location: location,
      related: related ?? [], entity: "file/\(tree.file.path)")
  }
}
