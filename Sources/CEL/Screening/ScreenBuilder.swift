/// Gathers the tests of rules that judge one kind of object into a `Screen`.
package struct ScreenBuilder {
  package private(set) var screen = Screen()

  private struct FieldKey: Hashable {
    let object: Int
    let type: ObjectTypeID
    let field: FieldID
    /// Whether only its presence is read.
    let isPresence: Bool
  }

  private typealias Operand = Screen.Operand

  private var variables: [Int: Operand] = [:]
  private var fields: [FieldKey: Operand] = [:]
  private var constants: [Constant: Operand] = [:]

  /// The tests of rules whose variable in the first slot is the object that they judge.
  package init() {}

  /// Adds the tests of a rule: it finds something where `when` is true and `check` is false.
  ///
  /// - Parameters:
  ///   - when: Nil for a rule that applies to every object.
  ///   - check: Nil for a rule that finds nothing by itself.
  package mutating func add(
    when: CheckedExpression?, check: CheckedExpression?
  ) -> Screen.Entry {
    var start = check.map { emit($0, onTrue: Screen.Goal.pass, onFalse: Screen.Goal.ask) }
    start =
      when.map { emit($0, onTrue: start ?? Screen.Goal.pass, onFalse: Screen.Goal.pass) }
      ?? start
    return Screen.Entry(start: start ?? Screen.Goal.pass)
  }

  /// Adds the tests of an expression and gives where they start.
  private mutating func emit(
    _ expression: CheckedExpression, onTrue: Int32, onFalse: Int32
  ) -> Int32 {
    guard !expression.isLenient else { return Screen.Goal.ask }
    return emit(expression.root, expression, onTrue, onFalse)
  }

  private mutating func emit(
    _ expression: Expression, _ checked: CheckedExpression, _ onTrue: Int32, _ onFalse: Int32
  ) -> Int32 {
    switch expression.kind {
    case .constant(.bool(let value)): return value ? onTrue : onFalse
    case .logical(let isAnd, let terms):
      // The last term first, since each has to know where the next one starts.
      var next = isAnd ? onTrue : onFalse
      for term in terms.reversed() {
        next = isAnd ? emit(term, checked, next, onFalse) : emit(term, checked, onTrue, next)
      }
      return next
    case .conditional(let condition, let first, let second):
      let first = emit(first, checked, onTrue, onFalse)
      let second = emit(second, checked, onTrue, onFalse)
      return emit(condition, checked, first, second)
    case .has(let operand, _):
      if let reading = field(expression, of: operand, checked, presenceAlone: true) {
        return add(.init(test: .has, left: reading), onTrue, onFalse)
      }
    case .select, .identifier:
      if checked.types[expression.id] == .bool, let operand = operand(expression, checked) {
        return add(.init(test: .isTrue, left: operand), onTrue, onFalse)
      }
    case .call(let name, let target, let arguments):
      let operands = [target].compactMap { $0 } + arguments
      if name.text == "!_", operands.count == 1 {
        return emit(operands[0], checked, onFalse, onTrue)
      }
      if let start = emitOperator(name.text, expression, operands, checked, onTrue, onFalse) {
        return start
      }
    case .comprehension(let comprehension):
      if let start = emitEndings(comprehension, checked, onTrue, onFalse) { return start }
    default: break
    }
    return emitProgram(expression, checked, onTrue, onFalse)
  }

  // MARK: Operators

  private mutating func emitOperator(
    _ function: String, _ expression: Expression, _ operands: [Expression],
    _ checked: CheckedExpression, _ onTrue: Int32, _ onFalse: Int32
  ) -> Int32? {
    guard operands.count == 2,
      case .call(_, let overloads, _)? = checked.references[expression.id],
      overloads.allSatisfy(\.isStandard)
    else { return nil }
    let (left, right) = (operands[0], operands[1])
    switch function {
    case "_==_": return emitEquality(left, right, checked, onTrue, onFalse)
    case "_!=_": return emitEquality(left, right, checked, onFalse, onTrue)
    case "_<_": return emitOrder(.isLess, left, right, checked, onTrue, onFalse)
    case "_<=_": return emitOrder(.isLessOrEqual, left, right, checked, onTrue, onFalse)
    case "_>_": return emitOrder(.isLess, right, left, checked, onTrue, onFalse)
    case "_>=_": return emitOrder(.isLessOrEqual, right, left, checked, onTrue, onFalse)
    case "@in":
      guard checked.types[left.id] == .string, let text = operand(left, checked),
        let list = constantList(right, checked)
      else { return nil }
      return add(.init(test: .isAnyOf, left: text, right: list), onTrue, onFalse)
    default: return nil
    }
  }

  private mutating func emitEquality(
    _ left: Expression, _ right: Expression, _ checked: CheckedExpression,
    _ onTrue: Int32, _ onFalse: Int32
  ) -> Int32? {
    let type = checked.types[left.id]
    guard type == checked.types[right.id] else { return nil }
    switch type {
    case .string, .int, .bool, .uint, .opaque: break
    default: return nil
    }
    guard let first = operand(left, checked) else { return nil }
    if let second = operand(right, checked) {
      return add(.init(test: .equals, left: first, right: second), onTrue, onFalse)
    }
    guard case .call(let name, nil, let parts) = right.kind, name.text == "_+_", type == .string,
      parts.count == 2, let head = operand(parts[0], checked), let tail = operand(parts[1], checked)
    else { return nil }
    return add(
      .init(test: .equalsConcatenation, left: first, right: head, detail: tail.rawValue),
      onTrue, onFalse)
  }

  private mutating func emitOrder(
    _ test: Screen.Test, _ left: Expression, _ right: Expression, _ checked: CheckedExpression,
    _ onTrue: Int32, _ onFalse: Int32
  ) -> Int32? {
    let type = checked.types[left.id]
    guard type == checked.types[right.id], let first = operand(left, checked),
      let second = operand(right, checked)
    else { return nil }
    var instruction = Screen.Instruction(test: test, left: first, right: second)
    switch type {
    case .int, .double: break
    case .opaque(let name, _):
      guard let opaque = checked.declarations.opaque(name),
        let place = UInt16(exactly: screen.opaques.count)
      else { return nil }
      screen.opaques.append(opaque)
      instruction.detail = place
    default: return nil
    }
    return add(instruction, onTrue, onFalse)
  }

  /// `endings.exists(ending, text.endsWith(ending))` over a list of constants.
  private mutating func emitEndings(
    _ comprehension: Expression.Comprehension, _ checked: CheckedExpression,
    _ onTrue: Int32, _ onFalse: Int32
  ) -> Int32? {
    guard case .exists = comprehension.operation, comprehension.variables.count == 1,
      let list = constantList(comprehension.range, checked),
      case .call(let name, let subject?, let arguments) = comprehension.body.kind,
      name.text == "endsWith", arguments.count == 1,
      case .identifier(let ending, isAbsolute: false) = arguments[0].kind,
      ending.text == comprehension.variables[0].text,
      checked.types[subject.id] == .string, let text = operand(subject, checked)
    else { return nil }
    return add(.init(test: .endsWithAny, left: text, right: list), onTrue, onFalse)
  }

  /// A test that runs a part of a condition as a program.
  ///
  /// Only where it takes a few steps whatever the account holds: the steps of what goes over lists
  /// are counted for each rule, which a screen does not do.
  private mutating func emitProgram(
    _ expression: Expression, _ checked: CheckedExpression, _ onTrue: Int32, _ onFalse: Int32
  ) -> Int32 {
    guard Self.isBounded(expression, checked), let place = UInt16(exactly: screen.programs.count)
    else { return Screen.Goal.ask }
    screen.programs.append(checked.part(expression).compile())
    return add(.init(test: .program, detail: place), onTrue, onFalse)
  }

  private static func isBounded(_ expression: Expression, _ checked: CheckedExpression) -> Bool {
    switch checked.types[expression.id] {
    case .bool, .int, .uint, .double, .string, .timestamp, .duration, .object, .opaque: break
    default: return false
    }
    switch expression.kind {
    case .constant, .identifier: return true
    case .select, .has, .logical, .conditional, .call:
      return expression.children.allSatisfy { isBounded($0, checked) }
    default: return false
    }
  }

  private mutating func add(
    _ instruction: Screen.Instruction, _ onTrue: Int32, _ onFalse: Int32
  ) -> Int32 {
    guard let place = Int32(exactly: screen.instructions.count) else { return Screen.Goal.ask }
    var instruction = instruction
    instruction.onTrue = onTrue
    instruction.onFalse = onFalse
    screen.instructions.append(instruction)
    return place
  }

  // MARK: Operands

  /// A variable, a field of one, or a constant; nil for any other expression.
  private mutating func operand(
    _ expression: Expression, _ checked: CheckedExpression
  ) -> Operand? {
    switch expression.kind {
    case .constant(let constant): return fixed(constant)
    case .identifier:
      // The variables of macros have slots behind those that are declared.
      guard case .slot(let slot)? = checked.references[expression.id],
        slot < checked.declarations.slotCount
      else { return nil }
      if let known = variables[slot] { return known }
      variables[slot] = add(.variable(slot))
      return variables[slot]
    case .select(let operand, _): return field(expression, of: operand, checked)
    default: return nil
    }
  }

  private mutating func field(
    _ expression: Expression, of object: Expression, _ checked: CheckedExpression,
    presenceAlone: Bool = false
  ) -> Operand? {
    guard let (type, id, field) = declaredField(expression, of: object, checked) else {
      return nil
    }
    if let constant = field.constant { return fixed(constant) }
    if let value = field.value { return fixed(.plain(value)) }
    guard let object = operand(object, checked), !object.isFixed else { return nil }
    // No `??`: it would wrap each of the closures in another one.
    var read = field.read
    if presenceAlone, let presence = field.presence { read = presence }
    let key = FieldKey(
      object: object.place, type: type, field: id,
      isPresence: presenceAlone && field.presence != nil)
    if let known = fields[key] { return known }
    // Of the object itself alone: what it refers to may be in another group.
    let isShared = field.isSharedByGroup && variables[0] == object
    fields[key] = add(.field(of: object.place, read: read, isShared: isShared))
    return fields[key]
  }

  private func declaredField(
    _ expression: Expression, of object: Expression, _ checked: CheckedExpression
  ) -> (ObjectTypeID, FieldID, Field)? {
    guard case .field(let type, let id)? = checked.references[expression.id],
      case .object = checked.types[object.id],
      let field = checked.declarations.object(type)?.field(id)
    else { return nil }
    return (type, id, field)
  }

  private mutating func add(_ reading: Screen.Reading) -> Operand? {
    guard screen.readings.count < Operand.bound else { return nil }
    screen.readings.append(reading)
    return Operand(place: UInt16(truncatingIfNeeded: screen.readings.count - 1))
  }

  private mutating func fixed(_ constant: Constant) -> Operand? {
    if let known = constants[constant] { return known }
    constants[constant] = fixed(.constant(constant))
    return constants[constant]
  }

  private mutating func fixed(_ value: Screen.Fixed) -> Operand? {
    guard screen.fixed.count < Operand.bound else { return nil }
    screen.fixed.append(value)
    return Operand(place: UInt16(truncatingIfNeeded: screen.fixed.count - 1), isFixed: true)
  }

  /// A list of strings that stands in the text, or is the same in every object.
  private mutating func constantList(
    _ expression: Expression, _ checked: CheckedExpression
  ) -> Operand? {
    var list: Constant?
    switch expression.kind {
    case .select(let object, _):
      list = declaredField(expression, of: object, checked)?.2.constant
    case .list(let elements):
      let constants = elements.compactMap { element -> Constant? in
        guard case .constant(let constant) = element.value.kind, !element.isOptional else {
          return nil
        }
        return constant
      }
      if constants.count == elements.count { list = .list(constants) }
    default: break
    }
    guard case .list(let constants)? = list,
      constants.allSatisfy({ if case .string = $0 { true } else { false } })
    else { return nil }
    return fixed(.list(constants))
  }
}
