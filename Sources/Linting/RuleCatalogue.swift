package import Diagnostics
internal import RuleEngine

/// The rules of a project as their documentation shows them.
package struct RuleCatalogue: Sendable {
  /// Every rule that the project knows, in force or not: by area, built-in areas first, then by id.
  package let rules: [RuleDocument]
  private let project: Project
  /// The place of each document's rule in the project.
  private let positions: [Int]

  /// Reads the rules of a project with all that their files say; a fault of one of them fails.
  package init(_ options: ProjectOptions) throws(RunFailure) {
    try self.init(try Project.load(options, depth: .full))
  }

  /// The rules of a project that was read in full depth.
  init(_ project: Project) throws(RunFailure) {
    // A rule that cannot be put in force is not shown as if it could.
    _ = try project.ruleSet()
    // One that takes the id that it replaces is the only rule of that id.
    let shown = project.rules.indices.filter { index in
      let rule = project.rules[index]
      return rule.replacement != rule.id
    }
    var areas: [String: Int] = [:]
    for index in shown where areas[project.rules[index].file.area] == nil {
      areas[project.rules[index].file.area] = areas.count
    }
    positions = shown.sorted { left, right in
      let (left, right) = (project.rules[left], project.rules[right])
      let (leftArea, rightArea) = (areas[left.file.area] ?? 0, areas[right.file.area] ?? 0)
      return (leftArea, left.id) < (rightArea, right.id)
    }
    rules = positions.map { RuleDocument(project.rules[$0]) }
    self.project = project
  }

  /// What rules can name: of some objects and types, or all of it with the functions.
  ///
  /// A name that nothing has fails, and suggests the one that was meant.
  package static func conditions(
    about names: [String] = []
  ) throws(RunFailure) -> ConditionReference {
    let all = ConditionReference.ofRules()
    let known = all.objects.map(\.name) + all.types.map(\.name)
    for name in names where !known.contains(name) { throw .message(all.meaning(of: name)) }
    return names.isEmpty ? all : all.keeping(names)
  }

  /// The documents of some rules in the order of their ids, with the examples run that explain them.
  ///
  /// An id that no rule has fails, and suggests the one that was meant.
  package func explaining(_ ids: [String]) throws(RunFailure) -> [RuleDocument] {
    var documents: [RuleDocument] = []
    for id in ids {
      guard let index = rules.firstIndex(where: { $0.id == id }) else {
        if let meaning = Self.meanings[id] { throw .message("\(id) is no rule: \(meaning)") }
        let near = Suggestion.closest(to: id, among: rules.lazy.map(\.id))
        throw .message(
          "there is no rule '\(id)'"
            + (near.map { "; did you mean '\($0)'?" } ?? "; `hostlint rules` lists them"))
      }
      documents.append(try explain(index))
    }
    return documents
  }

  /// What ids stand for that faults are reported under and no rule has.
  private static let meanings = [
    RuleSet.errorID: "it stands for a fault of a rule file, which says itself what to do",
    Configuration.errorID:
      "it stands for a fault of \(Configuration.fileName), which says itself what to do",
    ExpressionTrial.errorID:
      "it stands for a fault of the expression that `hostlint eval` was given",
  ]

  /// The documents of all rules, with the examples run that explain them.
  package func explainingAll() throws(RunFailure) -> [RuleDocument] {
    var documents: [RuleDocument] = []
    for index in rules.indices { documents.append(try explain(index)) }
    return documents
  }

  private func explain(_ index: Int) throws(RunFailure) -> RuleDocument {
    let rule = project.rules[positions[index]]
    let (runner, errors) = ExampleRunner.make(rule.inForce)
    guard let runner else { throw .faults(errors, project.sources, in: .ruleFiles) }
    var document = rules[index]
    let shown = [document.badExample, document.goodExample]
    for (position, example) in zip(document.examples.indices, rule.file.examples)
    where shown.contains(position) {
      // As a user's file would be: the marks are for the rule's tests.
      let unmarked = example.replacingTexts {
        RuleDocument.Example.File(name: $0.name, text: $0.text, markedLines: $0.markedLines)
          .unmarkedText
      }
      document.examples[position].report = runner.run(unmarked)?.report
        .keepingFindings(of: rule.id)
    }
    return document
  }
}

extension Report {
  /// The report with the findings of one rule alone.
  fileprivate func keepingFindings(of rule: String) -> Report {
    Report(
      toolVersion: toolVersion, files: files, rules: rules.filter { $0.id == rule },
      findings: findings.filter { $0.diagnostic.rule == rule }, summary: summary,
      failures: failures)
  }
}
