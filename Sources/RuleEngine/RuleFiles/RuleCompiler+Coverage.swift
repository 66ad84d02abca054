package import CEL
package import Diagnostics
internal import SourceText
package import YAML

extension RuleFile {
  /// The conditions of `when` and `check` that no example made true, or none made false, at their
  /// places in the rule file.
  ///
  /// - Parameter record: What the examples of this rule have noted, all of them together.
  package func untestedConditions(_ record: ConditionRecord) -> [Diagnostic] {
    let compiler = RuleCompiler(self)
    return compiler.conditions().flatMap { node, checked, base in
      checked.gaps(in: record, from: base).map { compiler.diagnostic($0, in: node) }
    }
  }

  /// Where `check` stands, if its value depends on nothing: it has still to be written.
  package var constantCheck: NodeID? {
    let compiler = RuleCompiler(self)
    guard let check, let (node, checked, _) = compiler.conditions().last, node == check,
      checked.isConstant
    else { return nil }
    return check
  }
}

extension RuleCompiler {
  /// `when` and `check` with the places where their conditions start in a record.
  ///
  /// The text is the same for every kind that the rule applies to, and so are its conditions.
  fileprivate func conditions() -> [(node: NodeID, checked: CheckedExpression, base: Int)] {
    guard let kind = file.kinds.first else { return [] }
    var compiler = self
    let declarations = RuleScope.make(kind, among: file.kinds, file.params).declarations
    var found: [(node: NodeID, checked: CheckedExpression, base: Int)] = []
    var facts = PresenceFacts.none
    var base = 0
    for node in [file.when, file.check].compactMap({ $0 }) {
      guard let checked = compiler.condition(node, declarations, assuming: facts) else {
        return found
      }
      found.append((node, checked, base))
      facts = checked.presenceWhenTrue
      base += checked.conditionCount
    }
    return found
  }

  fileprivate func diagnostic(_ gap: ConditionGap, in node: NodeID) -> Diagnostic {
    let text = Array(file.tree.string(node).utf8)
    let end = min(Int(gap.range.end), text.count)
    let part = String(
      decoding: text[min(Int(gap.range.start), end)..<end], as: UTF8.self)
    // A long condition is better seen at its place.
    let name = part.utf8.count <= 64 && !part.contains("\n") ? "`\(part)`" : "this condition"
    let value =
      switch gap.missing {
      case .isTrue: "true"
      case .isFalse: "false"
      case .both: "true or false"
      }
    return Diagnostic(
      rule: file.id, severity: .info, message: "no example makes \(name) \(value)",
      location: SourceLocation(
        file: file.tree.fileID, range: sourceRange(of: gap.range, in: node)),
      entity: "file/\(file.tree.file.path)", field: node == file.when ? "when" : "check")
  }
}
