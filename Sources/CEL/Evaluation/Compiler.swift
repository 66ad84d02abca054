internal import SourceText

/// Turns a checked tree into closures that the checker's types choose.
///
/// A closure for each node, of the fewest indirections: operators on known types
/// look at bits, selections of a variable's field read it directly, constants
/// are captured. Nothing is thrown and nothing allocated, except where a string,
/// list or map is made.
struct Compiler {
  typealias Code = Program.Code

  /// A closure as an element: arrays of bare closures would call each through a
  /// thunk that passes its arguments in memory.
  struct Node: Sendable {
    let run: Code
  }

  let checked: CheckedExpression
  /// Constants that need a context's arenas, in the order of their places there.
  private(set) var constants: [Constant] = []
  let scratch: ScratchContext
  /// Of all but the first few.
  private var constantPlaces: [Constant: Int] = [:]
  private static let fewConstants = 16
  /// The expressions whose values are noted, by id; none in a normal program.
  private let recorded: Set<Int>
  /// Where they start in the context's record.
  private let recordBase: Int

  init(_ checked: CheckedExpression, recording: Set<Int> = [], from recordBase: Int = 0) {
    self.checked = checked
    scratch = ScratchContext(checked.declarations)
    recorded = recording
    self.recordBase = recordBase
  }

  func type(_ expression: Expression) -> CELType { checked.types[expression.id] }

  mutating func compile(_ expression: Expression) -> Code {
    let code = compileUnrecorded(expression)
    guard recorded.contains(expression.id) else { return code }
    let place = recordBase + expression.id
    return { context in
      let value = code(context)
      context.conditions.note(value, at: place)
      return value
    }
  }

  private mutating func compileUnrecorded(_ expression: Expression) -> Code {
    switch expression.kind {
    case .invalid, .message:
      return { $0.fail(.undeclaredName) }
    case .constant(let constant): return compile(constant)
    case .identifier(let name, _): return compileName(expression, name.text)
    case .select(let operand, let field): return compileSelect(expression, operand, field)
    case .optionalSelect(let operand, let field):
      return compileOptionalSelect(expression, operand, field)
    case .has(let operand, let field): return compileHas(expression, operand, field)
    case .call(let name, let target, let arguments):
      return compileCall(expression, name, target, arguments)
    case .logical(let isAnd, let terms):
      return Self.logical(isAnd: isAnd, terms.map { Node(run: compile($0)) })
    case .conditional(let condition, let first, let second):
      return Self.conditional(compile(condition), compile(first), compile(second))
    case .list(let elements): return compileList(elements)
    case .map(let entries): return compileMap(expression, entries)
    case .comprehension(let comprehension): return compileComprehension(expression, comprehension)
    case .bind(_, let value, let body): return compileBind(expression, value, body)
    case .optionalMap(let target, _, let body, let isFlat):
      return compileOptionalMap(expression, target, body, isFlat: isFlat)
    }
  }

  // MARK: Constants and names

  /// The value of a constant that needs no arena.
  static func plainValue(_ constant: Constant) -> Value? {
    switch constant {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .uint(let value): .uint(value)
    case .double(let bits): .double(Double(bitPattern: bits))
    case .timestamp(let seconds, let nanoseconds):
      .timestamp(seconds: seconds, nanoseconds: nanoseconds)
    case .duration(let seconds, let nanoseconds):
      .duration(seconds: seconds, nanoseconds: nanoseconds)
    case .string, .bytes, .type, .list: nil
    }
  }

  /// The place of a constant among the program's.
  mutating func place(of constant: Constant) -> Int {
    // Most programs have a few, and looking through those takes less than hashing one.
    if let place = constants.prefix(Self.fewConstants).firstIndex(of: constant) { return place }
    if let place = constantPlaces[constant] { return place }
    let place = constants.count
    constants.append(constant)
    if place >= Self.fewConstants { constantPlaces[constant] = place }
    return place
  }

  mutating func compile(_ constant: Constant) -> Code {
    if let value = Self.plainValue(constant) { return { _ in value } }
    let place = place(of: constant)
    return { $0.constants[$0.constantBase &+ place] }
  }

  private mutating func compileName(_ expression: Expression, _ name: String) -> Code {
    switch checked.references[expression.id] {
    case .slot(let slot)?: return { $0.slots[slot] }
    case .type(let type)?: return compile(.type(type.runtimeName))
    default:
      return { $0.fail(.undeclaredName, text: name) }
    }
  }

  /// The slot of an expression that is a variable.
  func slot(_ expression: Expression) -> Int? {
    if case .slot(let slot)? = checked.references[expression.id] { return slot }
    return nil
  }

  // MARK: Fields

  private mutating func compileSelect(
    _ expression: Expression, _ operand: Expression, _ field: Expression.Name
  ) -> Code {
    switch checked.references[expression.id] {
    case .slot(let slot)?: return { $0.slots[slot] }
    case .type(let type)?: return compile(.type(type.runtimeName))
    case .field(let object, let id)?:
      if case .object = type(operand), let found = checked.declarations.object(object)?.field(id) {
        if let constant = found.constant { return compile(constant) }
        if let value = found.value { return { _ in value } }
        return compileField(operand, found, field.range)
      }
    default: break
    }
    let base = compile(operand)
    let selector = Selector(
      checked.declarations, field.text, place(of: .string(Array(field.text.utf8))))
    let range = field.range
    return { context in
      let result = selector.select(base(context), context)
      if result.isError { context.locate(result, range) }
      return result
    }
  }

  private mutating func compileField(
    _ operand: Expression, _ field: Field, _ range: SourceRange
  ) -> Code {
    let read = field.read
    // A value of another kind than declared would break the code for its type.
    let kind = field.type.valueKind?.rawValue
    if let kind, let slot = slot(operand) {
      return { context in
        let object = context.slots[slot]
        guard object.isKind(.object) else { return Self.strict(object, context) }
        let value = read(context, UInt32(truncatingIfNeeded: object.payload))
        if UInt8(truncatingIfNeeded: value.meta) == kind { return value }
        return Self.unfit(value, field, range, context)
      }
    }
    let base = compile(operand)
    return { context in
      let object = base(context)
      guard object.isKind(.object) else { return Self.strict(object, context) }
      let value = read(context, UInt32(truncatingIfNeeded: object.payload))
      if kind ?? UInt8(truncatingIfNeeded: value.meta) == UInt8(truncatingIfNeeded: value.meta),
        !value.isAbsent
      {
        return value
      }
      return Self.unfit(value, field, range, context)
    }
  }

  /// What a selection gives where the host gave no value of the declared kind.
  private static func unfit(
    _ value: Value, _ field: Field, _ range: SourceRange, _ context: EvaluationContext
  ) -> Value {
    if value.isAbnormal { return value }
    let error =
      value.isAbsent
      ? context.fail(.fieldNotPresent, text: field.name)
      : context.fail(
        "field `\(field.name)` should hold \(field.type), and holds \(context.typeName(value))")
    context.locate(error, range)
    return error
  }

  private mutating func compileOptionalSelect(
    _ expression: Expression, _ operand: Expression, _ field: Expression.Name
  ) -> Code {
    let base = compile(operand)
    let selector = Selector(
      checked.declarations, field.text, place(of: .string(Array(field.text.utf8))))
    let range = field.range
    return { context in
      let result = selector.optionalSelect(base(context), context)
      if result.isError { context.locate(result, range) }
      return result
    }
  }

  private mutating func compileHas(
    _ expression: Expression, _ operand: Expression, _ field: Expression.Name
  ) -> Code {
    let base = compile(operand)
    if case .field(let object, let id)? = checked.references[expression.id],
      case .object = type(operand), let found = checked.declarations.object(object)?.field(id)
    {
      // No `??`: it would wrap each of the closures in another one.
      let read: @Sendable (EvaluationContext, UInt32) -> Value
      if let presence = found.presence { read = presence } else { read = found.read }
      return { context in
        let object = base(context)
        guard object.isKind(.object) else { return Self.strict(object, context) }
        let value = read(context, UInt32(truncatingIfNeeded: object.payload))
        return value.isAbnormal ? value : .bool(!value.isAbsent)
      }
    }
    let selector = Selector(
      checked.declarations, field.text, place(of: .string(Array(field.text.utf8))))
    let range = field.range
    return { context in
      let result = selector.has(base(context), context)
      if result.isError { context.locate(result, range) }
      return result
    }
  }

  /// An error or unknown as it is; an error for any other value that does not fit.
  static func strict(_ value: Value, _ context: EvaluationContext) -> Value {
    value.isAbnormal ? value : context.fail(.noSuchOverload, text: "a selection", value)
  }

  // MARK: Logic

  /// What `&&` and `||` give where no term decides: true of `&&`, false of
  /// `||`, else the unknown or error that stands in the way.
  private static func undecided(
    _ pending: Value, _ value: Value, _ context: EvaluationContext
  ) -> Value {
    if pending.isUnknown || value.isUnknown { return .unknown }
    for candidate in [pending, value] where candidate.isError { return candidate }
    for candidate in [pending, value] where !candidate.isKind(.bool) {
      return context.fail(.noSuchOverload, text: "a condition", candidate)
    }
    return value
  }

  private static func logical(isAnd: Bool, _ terms: [Node]) -> Code {
    let decisive = Value.bool(!isAnd)
    let going = Value.bool(isAnd)
    if terms.count == 2 {
      let left = terms[0].run
      let right = terms[1].run
      return { context in
        let first = left(context)
        if same(first, decisive) { return decisive }
        let second = right(context)
        if same(second, decisive) { return decisive }
        if same(first, going), same(second, going) { return going }
        return undecided(first, second, context)
      }
    }
    return { context in
      var pending = going
      for term in terms {
        let value = term.run(context)
        if same(value, decisive) { return decisive }
        if !same(value, going) { pending = undecided(pending, value, context) }
      }
      return pending
    }
  }

  @inline(__always)
  static func same(_ left: Value, _ right: Value) -> Bool {
    left.payload == right.payload && left.meta == right.meta
  }

  private static func conditional(
    _ condition: @escaping Code, _ first: @escaping Code, _ second: @escaping Code
  ) -> Code {
    { context in
      let test = condition(context)
      if test.isTrue { return first(context) }
      if test.isFalse { return second(context) }
      return test.isAbnormal ? test : context.fail(.noSuchOverload, text: "a condition", test)
    }
  }

  // MARK: Lists, maps, bindings

  /// The constant that an expression is, if it is one.
  private func constant(_ expression: Expression) -> Constant? {
    switch expression.kind {
    case .constant(let constant): return constant
    case .list(let elements):
      var constants: [Constant] = []
      for element in elements {
        guard !element.isOptional, let constant = constant(element.value) else { return nil }
        constants.append(constant)
      }
      return .list(constants)
    default: return nil
    }
  }

  private mutating func compileList(_ elements: [Expression.Element]) -> Code {
    let constants = elements.compactMap { $0.isOptional ? nil : constant($0.value) }
    if constants.count == elements.count { return compile(.list(constants)) }
    let codes = elements.map { (node: Node(run: compile($0.value)), isOptional: $0.isOptional) }
    return { context in
      var values: [Value] = []
      values.reserveCapacity(codes.count)
      var abnormal: Value?
      for (node, isOptional) in codes {
        let value = node.run(context)
        if value.isAbnormal {
          abnormal = worse(abnormal, value)
        } else if isOptional {
          guard value.isKind(.optional) else { return context.fail(.notAnOptional, value) }
          if let wrapped = context.wrapped(value) { values.append(wrapped) }
        } else {
          values.append(value)
        }
      }
      return abnormal ?? context.list(values)
    }
  }

  private mutating func compileMap(
    _ expression: Expression, _ entries: [Expression.Entry]
  ) -> Code {
    let codes = entries.map {
      (
        key: Node(run: compile($0.key)), value: Node(run: compile($0.value)),
        isOptional: $0.isOptional
      )
    }
    let range = expression.range
    return { context in
      var pairs: [(key: Value, value: Value)] = []
      pairs.reserveCapacity(codes.count)
      var abnormal: Value?
      for (keyCode, valueCode, isOptional) in codes {
        let key = keyCode.run(context)
        let value = valueCode.run(context)
        if key.isAbnormal || value.isAbnormal {
          if key.isAbnormal { abnormal = worse(abnormal, key) }
          if value.isAbnormal { abnormal = worse(abnormal, value) }
        } else if isOptional {
          guard value.isKind(.optional) else { return context.fail(.notAnOptional, value) }
          if let wrapped = context.wrapped(value) { pairs.append((key, wrapped)) }
        } else {
          pairs.append((key, value))
        }
      }
      let result = abnormal ?? context.map(pairs)
      if result.isError { context.locate(result, range) }
      return result
    }
  }

  /// A binding is evaluated when it is first needed, so that one that is not
  /// needed cannot fail.
  private mutating func compileBind(
    _ expression: Expression, _ value: Expression, _ body: Expression
  ) -> Code {
    guard let slot = localSlot(of: expression) else { return { $0.fail(.undeclaredName) } }
    let value = compile(value)
    let body = compile(body)
    return { context in
      // An error or unknown in the slot counts only where the body reads it.
      context.slots[slot] = value(context)
      return body(context)
    }
  }

  private mutating func compileOptionalMap(
    _ expression: Expression, _ target: Expression, _ body: Expression, isFlat: Bool
  ) -> Code {
    guard let slot = localSlot(of: expression) else { return { $0.fail(.undeclaredName) } }
    let target = compile(target)
    let body = compile(body)
    return { context in
      let optional = target(context)
      guard optional.isKind(.optional) else {
        return optional.isAbnormal ? optional : context.fail(.notAnOptional, optional)
      }
      guard let wrapped = context.wrapped(optional) else { return .none }
      context.slots[slot] = wrapped
      let result = body(context)
      if result.isAbnormal || isFlat { return result }
      return context.optional(result)
    }
  }

  /// The first slot that a macro's variables have.
  func localSlot(of expression: Expression) -> Int? {
    if case .slot(let slot)? = checked.references[expression.id] { return slot }
    return nil
  }
}

/// Of two errors or unknowns, the one to hand on: unknown, else the first.
func worse(_ known: Value?, _ value: Value) -> Value {
  guard let known, !value.isUnknown else { return value }
  return known
}
