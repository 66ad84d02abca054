internal import SourceText

/// The conditions that an expression is made of: the operands of `&&`, `||` and `!`, the tests of
/// `?:`, the bodies of macros that test elements, and the whole.
struct ConditionTree {
  indirect enum Shape {
    /// It depends on nothing; its value where it is written as `true` or `false`.
    case constant(Bool?)
    /// A comparison, a call, a field; with the conditions inside it, as in a macro's body.
    case leaf(inside: [ConditionTree])
    case chain(isAnd: Bool, [ConditionTree])
    case negation(ConditionTree)
    /// `test ? first : second` of conditions.
    case choice(ConditionTree, ConditionTree, ConditionTree)
    /// `cel.bind(name, value, body)` with a condition as its body.
    case binding(inside: [ConditionTree], ConditionTree)
  }

  /// Of its expression.
  let id: Int
  let range: SourceRange
  let shape: Shape

  init(_ checked: CheckedExpression) {
    self.init(checked.root, checked)
  }

  private init(_ expression: Expression, _ checked: CheckedExpression) {
    id = expression.id
    range = expression.range
    guard !Self.freeSlots(expression, checked).isEmpty else {
      if case .constant(.bool(let value)) = expression.kind {
        shape = .constant(value)
      } else {
        shape = .constant(nil)
      }
      return
    }
    func tree(_ part: Expression) -> ConditionTree { ConditionTree(part, checked) }
    switch expression.kind {
    case .logical(let isAnd, let terms): shape = .chain(isAnd: isAnd, terms.map(tree))
    case .call(let name, nil, let operands) where name.text == "!_" && operands.count == 1:
      shape = .negation(tree(operands[0]))
    case .conditional(let test, let first, let second)
    where checked.types[expression.id] == .bool:
      shape = .choice(tree(test), tree(first), tree(second))
    case .bind(_, let value, let body):
      shape = .binding(inside: Self.inside(value, checked), tree(body))
    default: shape = .leaf(inside: Self.below(expression, checked))
    }
  }

  /// The conditions in a part that is no condition itself, unless it is one by its operator.
  private static func inside(
    _ expression: Expression, _ checked: CheckedExpression
  ) -> [ConditionTree] {
    switch expression.kind {
    case .logical: return [ConditionTree(expression, checked)]
    case .call(let name, nil, _) where name.text == "!_":
      return [ConditionTree(expression, checked)]
    case .conditional where checked.types[expression.id] == .bool:
      return [ConditionTree(expression, checked)]
    default: return below(expression, checked)
    }
  }

  private static func below(
    _ expression: Expression, _ checked: CheckedExpression
  ) -> [ConditionTree] {
    switch expression.kind {
    case .conditional(let test, let first, let second):
      return [ConditionTree(test, checked)] + inside(first, checked) + inside(second, checked)
    case .comprehension(let comprehension):
      let filter = comprehension.filter.map { [ConditionTree($0, checked)] } ?? []
      let body =
        switch comprehension.operation {
        case .all, .exists, .existsOne, .filter: [ConditionTree(comprehension.body, checked)]
        case .list, .map, .mapEntry, .sortBy: inside(comprehension.body, checked)
        }
      return inside(comprehension.range, checked) + filter + body
    default: return expression.children.flatMap { inside($0, checked) }
    }
  }

  /// The variables that an expression depends on, those of its own macros left out.
  private static func freeSlots(
    _ expression: Expression, _ checked: CheckedExpression
  ) -> Set<Int> {
    var slots = expression.children.reduce(into: Set<Int>()) {
      $0.formUnion(freeSlots($1, checked))
    }
    guard case .slot(let slot)? = checked.references[expression.id] else { return slots }
    switch expression.kind {
    case .comprehension(let comprehension):
      for index in comprehension.variables.indices { slots.remove(slot + index) }
    case .bind, .optionalMap: slots.remove(slot)
    default: slots.insert(slot)
    }
    return slots
  }

  /// The ids of the expressions whose values tell what is covered.
  var recordedIDs: Set<Int> {
    switch shape {
    case .constant: []
    case .leaf(let inside): Self.union(inside).union([id])
    case .chain(_, let terms): Self.union(terms).union([id])
    case .negation(let operand): operand.recordedIDs
    case .choice(let test, let first, let second): Self.union([test, first, second])
    case .binding(let inside, let body): Self.union(inside + [body])
    }
  }

  private static func union(_ trees: [ConditionTree]) -> Set<Int> {
    trees.reduce(into: Set<Int>()) { $0.formUnion($1.recordedIDs) }
  }
}
