internal import SourceText

/// Calls of library functions with constants, made when the expression is compiled.
extension Compiler {
  /// The constant that an expression always gives; nil where there is none, or
  /// where it would be an error, which is left to the evaluation.
  func folded(_ expression: Expression) -> Constant? {
    if case .constant(let constant) = expression.kind { return constant }
    guard let (overload, constants) = constantCall(expression) else { return nil }
    let context = scratch.context
    return Self.constant(Self.call(overload, constants, context), context)
  }

  /// Calls that fail whenever the expression is evaluated, such as `timestamp('soon')`,
  /// and constant patterns that are none.
  ///
  /// A call that another part may leave out, or whose error another part may make
  /// good, is left to the evaluation: `false ? 1 / 0 : 1` does not fail.
  func constantErrors(_ expression: Expression) -> [ExpressionError] {
    var errors: [ExpressionError] = []
    _ = constant(expression, &errors, isCertain: true)
    return errors
  }

  /// The parts below, each with whether its error is always the whole's.
  private func parts(_ expression: Expression) -> [(part: Expression, isCertain: Bool)] {
    switch expression.kind {
    case .logical(_, let terms): return terms.map { ($0, false) }
    case .conditional(let condition, let first, let second):
      return [(condition, true), (first, false), (second, false)]
    case .comprehension(let comprehension):
      let inner = [comprehension.filter].compactMap { $0 } + [comprehension.body]
      return [(comprehension.range, true)] + inner.map { ($0, false) }
    case .bind(_, let value, let body): return [(value, false), (body, true)]
    case .optionalMap(let target, _, let body, _): return [(target, true), (body, false)]
    default: return expression.children.map { ($0, true) }
    }
  }

  /// The constant that an expression always gives, and the faults on the way;
  /// failing calls are faults only where they are certain to be made.
  private func constant(
    _ expression: Expression, _ errors: inout [ExpressionError], isCertain: Bool
  ) -> Constant? {
    if case .constant(let constant) = expression.kind { return constant }
    guard case .call(_, let target, let arguments) = expression.kind,
      case .call(let function, let overloads, let isNamespaced)? =
        checked.references[expression.id]
    else {
      for (part, isAlways) in parts(expression) {
        _ = constant(part, &errors, isCertain: isCertain && isAlways)
      }
      return nil
    }
    let patternError = patternError(expression)
    if let patternError { errors.append(patternError) }
    var constants: [Constant] = []
    let operands = (isNamespaced ? [] : [target].compactMap { $0 }) + arguments
    // The other value of `or` and `orValue` counts only where the optional is empty.
    let isAlternative = function == "or" || function == "orValue"
    for (place, operand) in operands.enumerated() {
      let isAlways = isCertain && !(isAlternative && place > 0)
      guard let constant = constant(operand, &errors, isCertain: isAlways),
        !type(operand).containsDynamic
      else {
        continue
      }
      constants.append(constant)
    }
    guard overloads.count == 1, overloads[0].isPure, !operands.isEmpty,
      constants.count == operands.count, overloads[0].parameters.count == constants.count
    else { return nil }
    let context = scratch.context
    let result = Self.call(overloads[0], constants, context)
    if result.isError, isCertain, patternError == nil {
      errors.append(
        ExpressionError(
          expression.range, "this always fails: \(context.errorMessage(result))"))
    }
    return Self.constant(result, context)
  }

  /// The fault of a constant pattern that is none.
  private func patternError(_ expression: Expression) -> ExpressionError? {
    guard case .call(_, let target, let arguments) = expression.kind,
      case .call("matches", _, _)? = checked.references[expression.id],
      let pattern = arguments.last, arguments.count == (target == nil ? 2 : 1),
      case .string(let text)? = folded(pattern),
      case .failure(let failure) = Pattern.compile(text, isConstant: false)
    else { return nil }
    return ExpressionError(pattern.range, "no regular expression: \(failure.message)")
  }

  /// The overload and arguments of a call that depends on nothing else.
  private func constantCall(_ expression: Expression) -> (Overload, [Constant])? {
    guard case .call(_, let target, let arguments) = expression.kind, !checked.isLenient,
      case .call(_, let overloads, let isNamespaced)? = checked.references[expression.id],
      overloads.count == 1, overloads[0].isPure
    else { return nil }
    let operands = (isNamespaced ? [] : [target].compactMap { $0 }) + arguments
    var constants: [Constant] = []
    for operand in operands {
      guard !type(operand).containsDynamic, let constant = folded(operand) else { return nil }
      constants.append(constant)
    }
    guard !constants.isEmpty, overloads[0].parameters.count == constants.count else { return nil }
    return (overloads[0], constants)
  }

  private static func call(
    _ overload: Overload, _ constants: [Constant], _ context: EvaluationContext
  ) -> Value {
    context.budget = context.costLimit
    let values = constants.map { context.value(of: $0) }
    let value =
      switch overload.code {
      case .nullary(let body): body(context)
      case .unary(let body): body(context, values[0])
      case .binary(let body): body(context, values[0], values[1])
      case .ternary(let body): body(context, values[0], values[1], values[2])
      case .variadic(let body): body(context, values)
      }
    return context.withinBudget(value)
  }

  /// A value as a constant; nil for errors and for what is made anew each time.
  private static func constant(_ value: Value, _ context: EvaluationContext) -> Constant? {
    switch value.kind {
    case .bool: .bool(value.isTrue)
    case .int: .int(value.intBits)
    case .uint: .uint(value.payload)
    case .double: .double(value.payload)
    case .string: .string(context.bytes(value))
    case .bytes: .bytes(context.bytes(value))
    case .timestamp: .timestamp(value.intBits, Int32(bitPattern: value.extra))
    case .duration: .duration(value.intBits, Int32(bitPattern: value.extra))
    default: nil
    }
  }
}

/// A context for calls with constants, made when it is first needed.
final class ScratchContext {
  private let declarations: Declarations
  private(set) lazy var context = EvaluationContext(declarations)

  init(_ declarations: Declarations) {
    self.declarations = declarations
  }
}
