internal import CEL
package import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// Compiles the expressions of a rule file against the model's types.
struct RuleCompiler: Sendable {
  let file: RuleFile
  private var errors: [Diagnostic] = []
  /// Whether calls that fail whenever they are made are looked for.
  private let findsConstantErrors: Bool

  /// The rule, or every fault of its expressions.
  ///
  /// - Parameters:
  ///   - isDeferred: Whether the parts of the rule are compiled when they are first needed, where
  ///     their faults are lost.
  ///   - isRecording: Whether evaluations note what conditions come out as.
  static func compile(
    _ file: RuleFile, severity: Severity, isDeferred: Bool, isRecording: Bool = false
  ) -> (rule: Rule?, errors: [Diagnostic]) {
    // To look for them takes a tenth of the time, and tests do so for the built-in rules.
    var compiler = RuleCompiler(file, findsConstantErrors: !isDeferred)
    var variants: [Rule.Variant] = []
    for kind in file.kinds {
      var variant = VariantCompiler(kind, compiler, isRecording: isRecording)
      if !isDeferred {
        variant.compileAll()
        compiler = variant.compiler
      }
      variants.append(Rule.Variant(variant))
    }
    guard compiler.errors.isEmpty else { return (nil, compiler.errors) }
    return (Rule(descriptor: file.descriptor(severity: severity), variants: variants), [])
  }

  init(_ file: RuleFile, findsConstantErrors: Bool = true) {
    self.file = file
    self.findsConstantErrors = findsConstantErrors
  }

  // MARK: - Parts

  mutating func presentation(
    for kind: EntityKind, scope: RuleScope, assuming shown: PresenceFacts
  ) -> Rule.Presentation {
    Rule.Presentation(
      at: file.at.flatMap { place($0, scope.declarations, assuming: shown) },
      field: file.at.flatMap { field($0, kind: kind) },
      related: file.related.compactMap { related($0, scope: scope, assuming: shown) },
      message: file.message.map { template($0, scope.declarations, assuming: shown) } ?? .empty,
      remedy: file.remedy.map { template($0, scope.declarations, assuming: shown) } ?? .empty)
  }

  mutating func condition(
    _ node: NodeID, _ declarations: Declarations, assuming facts: PresenceFacts
  ) -> CheckedExpression? {
    switch CheckedExpression.check(
      file.tree.string(node), declarations, expecting: .bool, assuming: facts,
      rejectsConstantErrors: findsConstantErrors)
    {
    case .success(let checked): return checked
    case .failure(let failure):
      report(failure, in: node)
      return nil
    }
  }

  private mutating func place(
    _ node: NodeID, _ declarations: Declarations, assuming facts: PresenceFacts
  ) -> PlaceExpression? {
    switch CheckedExpression.check(
      file.tree.string(node), declarations, assuming: facts, use: .place)
    {
    case .success(let checked):
      if let place = PlaceExpression(checked, Schema.shared) { return place }
      report(
        file.tree.range(node), "`at` must name a field or an entity",
        help: "For example `alias.dns_sync`, or `alias` for its name.")
      return nil
    case .failure(let failure):
      report(failure, in: node)
      return nil
    }
  }

  private mutating func related(
    _ related: RuleFile.RelatedPlace, scope: RuleScope, assuming facts: PresenceFacts
  ) -> Rule.Related? {
    var declarations = scope.declarations
    var each: Program?
    if let node = related.each, let name = related.name {
      switch CheckedExpression.check(file.tree.string(node), declarations, assuming: facts) {
      case .failure(let failure):
        report(failure, in: node)
        return nil
      case .success(let checked):
        guard case .list(let element) = checked.type else {
          report(
            file.tree.range(node), "`each` must be a list, found \(checked.type)",
            help: "For example `domain.other_claims`.")
          return nil
        }
        declarations = scope.adding(name, type: element)
        each = checked.compile()
      }
    }
    guard let node = related.at, let at = place(node, declarations, assuming: facts) else {
      return nil
    }
    let label = related.label.map { template($0, declarations, assuming: facts) } ?? .empty
    return Rule.Related(each: each, at: at, label: label)
  }

  private mutating func template(
    _ node: NodeID, _ declarations: Declarations, assuming facts: PresenceFacts
  ) -> Template {
    switch Template.compile(file.tree.string(node), declarations, assuming: facts) {
    case .success(let template): return template
    case .failure(let failure):
      for fault in failure.faults { report(fault, in: node) }
      return .empty
    }
  }

  /// The text of `at` without the name of the entity that is judged.
  private func field(_ node: NodeID, kind: EntityKind) -> String? {
    let path = file.tree.string(node).trimmingSpaces()
    if kind == .change {
      // `limit` of `change.after.quota.limit`.
      let names = path.split(separator: ".").dropFirst(3)
      return names.isEmpty ? nil : names.joined(separator: ".")
    }
    for name in ["self", kind.rawValue] {
      if path == name { return nil }
      if path.hasPrefix(name + ".") { return String(path.dropFirst(name.count + 1)) }
    }
    return path
  }

  // MARK: - Errors

  private mutating func report(_ failure: ExpressionErrors, in node: NodeID) {
    for error in failure.errors { report((error.range, error.message, error.help), in: node) }
  }

  /// Places a fault of an expression in the rule file, on one line of it.
  private mutating func report(
    _ fault: (range: SourceRange, message: String, help: String?), in node: NodeID
  ) {
    report(sourceRange(of: fault.range, in: node), fault.message, help: fault.help ?? "")
  }

  /// Where a part of an expression stands in the rule file, as far as the first line goes.
  func sourceRange(of range: SourceRange, in node: NodeID) -> SourceRange {
    let text = file.tree.file.text
    let start = file.tree.sourceOffset(of: Int(range.start), in: node)
    var end = Int(file.tree.sourceOffset(of: Int(range.end), in: node))
    let line = text[min(Int(start), text.count)..<min(max(end, Int(start)), text.count)]
    if let newline = line.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) { end = newline }
    return SourceRange(start: start, end: UInt32(truncatingIfNeeded: end))
  }

  private mutating func report(_ range: SourceRange, _ message: String, help: String) {
    let error = RuleSet.error(
      message, help: help, at: SourceLocation(file: file.tree.fileID, range: range), in: file.tree)
    // One fault of a rule for several kinds is one fault, though its words name the kind.
    if !errors.contains(where: { $0.location == error.location }) { errors.append(error) }
  }
}

extension RuleFile {
  /// What reports say about the rule.
  package func descriptor(severity: Severity) -> RuleDescriptor {
    let (tree, remedy) = (tree, remedy)
    return RuleDescriptor(
      id: id, area: area, title: title, severity: severity, rationale: rationale,
      remedy: remedy.map { Template.general(tree.string($0)) } ?? "", source: source, tags: tags,
      isSuppressible: isSuppressible, isBuiltIn: isBuiltIn)
  }
}
