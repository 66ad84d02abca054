internal import SourceText

/// What a name or call in the tree was found to mean.
enum Reference: Sendable {
  /// A variable's slot; of a macro, the first of its variables'.
  case slot(Int)
  /// A type as a value.
  case type(CELType)
  /// A field of a declared object.
  case field(ObjectTypeID, FieldID)
  /// The overloads that may apply; `isNamespaced` where the target is a part of
  /// the function's name.
  case call(String, [Overload], isNamespaced: Bool)
  case fieldFunction(FieldFunction, ObjectTypeID, FieldID)
}

/// Finds the type of every part of an expression, and its faults.
///
/// One pass reports all faults; an expression at fault has the type `error`,
/// which agrees with everything, so that it is reported once.
struct Checker {
  /// What is known of a part of an expression.
  struct Outcome {
    var type: CELType
    /// What is known beyond the current facts if the value is true, or false.
    var whenTrue = PresenceFacts.none
    var whenFalse = PresenceFacts.none
    /// The variable and fields that the expression names, if it does only that.
    var path: PresencePath?
  }

  /// A variable that a macro introduced.
  struct Local {
    let name: String
    let slot: Int
    let type: CELType
    let path: PresencePath
  }

  let declarations: Declarations
  /// Whether faults are left to run time, as where an expression is evaluated unchecked.
  let isLenient: Bool
  /// The expression whose optional field needs no guard, as `at:` does not read it.
  var unreadID: Int?

  private(set) var errors: [ExpressionError] = []
  var types: [CELType]
  var references: [Reference?]
  var substitution = Substitution()
  var locals: [Local] = []
  var facts: PresenceFacts
  /// How many slots the program needs.
  var slotCount: Int

  init(
    _ declarations: Declarations, idCount: Int, assuming facts: PresenceFacts,
    isLenient: Bool = false
  ) {
    self.declarations = declarations
    self.isLenient = isLenient
    self.facts = facts
    types = Array(repeating: .dyn, count: idCount)
    references = Array(repeating: nil, count: idCount)
    slotCount = declarations.slotCount
  }

  mutating func report(_ range: SourceRange, _ message: String, help: String? = nil) {
    guard !isLenient, errors.count < 100 else { return }
    errors.append(ExpressionError(range, message, help: help))
  }

  /// The type of a faulty expression: `dyn` where faults are left to run time.
  var faulty: CELType { isLenient ? .dyn : .error }

  /// Checks a part and files its type.
  @discardableResult
  mutating func check(_ expression: Expression) -> Outcome {
    var outcome = infer(expression)
    outcome.type = substitution.resolve(outcome.type)
    types[expression.id] = outcome.type
    return outcome
  }

  /// Checks a part that must be of a type.
  @discardableResult
  mutating func check(_ expression: Expression, expecting wanted: CELType) -> Outcome {
    var outcome = check(expression)
    if !substitution.assign(outcome.type, to: wanted) {
      report(
        expression.range, "expected \(show(wanted)), found \(show(outcome.type))",
        help: conversionHelp(from: outcome.type, to: wanted))
      outcome.type = faulty
    }
    return outcome
  }

  /// A type for messages.
  func show(_ type: CELType) -> String {
    substitution.resolve(type, variablesToDyn: true).description
  }

  func conversionHelp(from type: CELType, to wanted: CELType) -> String? {
    switch (wanted, type) {
    case (.bool, .string): "compare it, for example with `!= ''`"
    case (.bool, .list), (.bool, .map): "compare its `size()`"
    case (.bool, .int), (.bool, .uint), (.bool, .double): "compare it, for example with `> 0`"
    default: nil
    }
  }

  private mutating func infer(_ expression: Expression) -> Outcome {
    switch expression.kind {
    case .invalid: return Outcome(type: faulty)
    case .constant(let constant): return infer(constant)
    case .identifier(let name, let isAbsolute):
      return inferIdentifier(expression, name, isAbsolute: isAbsolute)
    case .select(let operand, let field): return inferSelect(expression, operand, field)
    case .optionalSelect(let operand, let field):
      return inferOptionalSelect(expression, operand, field)
    case .has(let operand, let field): return inferHas(expression, operand, field)
    case .call(let name, let target, let arguments):
      return inferCall(expression, name, target, arguments)
    case .logical(let isAnd, let terms): return inferLogical(isAnd: isAnd, terms)
    case .conditional(let condition, let first, let second):
      return inferConditional(expression, condition, first, second)
    case .list(let elements): return inferList(elements)
    case .map(let entries): return inferMap(entries)
    case .message(let name):
      report(
        name.range, "`\(name.text){…}` would be a message, and there are none",
        help: "a map is written `{'key': value}`")
      return Outcome(type: faulty)
    case .comprehension(let comprehension): return inferComprehension(expression, comprehension)
    case .bind(let name, let value, let body):
      let value = check(value)
      let slot = enter(name, value.type, path: value.path)
      references[expression.id] = .slot(slot)
      let outcome = check(body)
      leave()
      return Outcome(
        type: outcome.type, whenTrue: outcome.whenTrue.onVariables(below: slot),
        whenFalse: outcome.whenFalse.onVariables(below: slot),
        path: outcome.path.flatMap { $0.slot < slot ? $0 : nil })
    case .optionalMap(let target, let name, let body, let isFlat):
      return inferOptionalMap(expression, target, name, body, isFlat: isFlat)
    }
  }

  private func infer(_ constant: Constant) -> Outcome {
    switch constant {
    case .null: Outcome(type: .null)
    case .bool(let value):
      Outcome(
        type: .bool, whenTrue: value ? .none : .impossible, whenFalse: value ? .impossible : .none)
    case .int: Outcome(type: .int)
    case .uint: Outcome(type: .uint)
    case .double: Outcome(type: .double)
    case .string: Outcome(type: .string)
    case .bytes: Outcome(type: .bytes)
    case .timestamp: Outcome(type: .timestamp)
    case .duration: Outcome(type: .duration)
    case .type, .list: Outcome(type: .dyn)
    }
  }

  // MARK: Variables of macros

  /// Makes a macro's variable known and returns its slot.
  mutating func enter(_ name: Expression.Name, _ type: CELType, path: PresencePath? = nil) -> Int {
    let slot = (locals.last?.slot).map { $0 + 1 } ?? declarations.slotCount
    slotCount = max(slotCount, slot + 1)
    locals.append(
      Local(name: name.text, slot: slot, type: type, path: path ?? PresencePath(slot: slot)))
    return slot
  }

  mutating func leave(_ count: Int = 1) {
    locals.removeLast(count)
  }

  /// Checks a part under further facts.
  mutating func check(_ expression: Expression, assuming more: PresenceFacts) -> Outcome {
    let saved = facts
    facts = facts.union(more)
    defer { facts = saved }
    return check(expression)
  }

  // MARK: Operators with a meaning of their own

  private mutating func inferLogical(isAnd: Bool, _ terms: [Expression]) -> Outcome {
    let saved = facts
    // Facts when every term holds (of `&&`) or fails (of `||`).
    var together = PresenceFacts.none
    // Facts when one term decides: it fails (of `&&`) or holds (of `||`) after
    // those before it did not.
    var alone: PresenceFacts?
    for term in terms {
      let outcome = check(term, expecting: .bool)
      let going = isAnd ? outcome.whenTrue : outcome.whenFalse
      let deciding = together.union(isAnd ? outcome.whenFalse : outcome.whenTrue)
      alone = alone?.intersection(deciding) ?? deciding
      together = together.union(going)
      facts = facts.union(going)
    }
    facts = saved
    return isAnd
      ? Outcome(type: .bool, whenTrue: together, whenFalse: alone ?? .none)
      : Outcome(type: .bool, whenTrue: alone ?? .none, whenFalse: together)
  }

  private mutating func inferConditional(
    _ expression: Expression, _ condition: Expression, _ first: Expression, _ second: Expression
  ) -> Outcome {
    let test = check(condition, expecting: .bool)
    let left = check(first, assuming: test.whenTrue)
    let right = check(second, assuming: test.whenFalse)
    let type = substitution.join(left.type, right.type)
    if type == nil {
      report(
        expression.range,
        "the two results of `? :` have different types, \(show(left.type)) and \(show(right.type))",
        help: "`dyn(…)` around one of them lets both stand")
    }
    return Outcome(
      type: type ?? faulty,
      whenTrue: test.whenTrue.union(left.whenTrue).intersection(
        test.whenFalse.union(right.whenTrue)),
      whenFalse: test.whenTrue.union(left.whenFalse).intersection(
        test.whenFalse.union(right.whenFalse)))
  }

  private mutating func inferList(_ elements: [Expression.Element]) -> Outcome {
    var type: CELType?
    for element in elements {
      var found = check(element.value).type
      if element.isOptional { found = unwrapped(found, element.value.range) }
      type = type.map { substitution.join($0, found) ?? .dyn } ?? found
    }
    return Outcome(type: .list(type ?? substitution.freshVariable()))
  }

  private mutating func inferMap(_ entries: [Expression.Entry]) -> Outcome {
    var key: CELType?
    var value: CELType?
    for entry in entries {
      var foundKey = check(entry.key).type
      if !foundKey.canBeKey {
        report(
          entry.key.range, "\(show(foundKey)) cannot be the key of a map",
          help: "keys are of type int, uint, bool or string")
        // Also keeps types from doubling with each map around a map.
        foundKey = faulty
      }
      var found = check(entry.value).type
      if entry.isOptional { found = unwrapped(found, entry.value.range) }
      key = key.map { substitution.join($0, foundKey) ?? .dyn } ?? foundKey
      value = value.map { substitution.join($0, found) ?? .dyn } ?? found
    }
    return Outcome(
      type: .map(key ?? substitution.freshVariable(), value ?? substitution.freshVariable()))
  }

  /// What an optional holds; a fault where the type is no optional.
  private mutating func unwrapped(_ type: CELType, _ range: SourceRange) -> CELType {
    let inner = substitution.freshVariable()
    guard substitution.assign(type, to: .optional(inner)) else {
      report(range, "expected an optional behind `?`, found \(show(type))")
      return faulty
    }
    return substitution.resolve(inner)
  }

  private mutating func inferOptionalMap(
    _ expression: Expression, _ target: Expression, _ name: Expression.Name,
    _ body: Expression, isFlat: Bool
  ) -> Outcome {
    let target = check(target, expecting: .optional(substitution.freshVariable()))
    var inner = CELType.dyn
    if case .optional(let wrapped) = substitution.resolve(target.type) { inner = wrapped }
    references[expression.id] = .slot(enter(name, inner))
    let result =
      isFlat
      ? check(body, expecting: .optional(substitution.freshVariable())) : check(body)
    leave()
    return Outcome(type: isFlat ? result.type : .optional(result.type))
  }
}
