internal import SourceText

/// Calls of library functions with constants, made when the expression is compiled.
extension Compiler {
  /// The constant that an expression always gives; nil where there is none, or
  /// where it would be an error, which is left to the evaluation.
  func folded(_ expression: Expression) -> Constant? {
    if case .constant(let constant) = expression.kind { return constant }
    guard let (overload, constants) = constantCall(expression) else { return nil }
    let context = EvaluationContext(checked.declarations)
    return Self.constant(Self.call(overload, constants, context), context)
  }

  /// Calls that fail whenever they are made, such as `timestamp('soon')`.
  func constantErrors(_ expression: Expression) -> [ExpressionError] {
    let errors = expression.children.flatMap { constantErrors($0) }
    if let error = patternError(expression) { return errors + [error] }
    guard errors.isEmpty, let (overload, constants) = constantCall(expression) else {
      return errors
    }
    let context = EvaluationContext(checked.declarations)
    let result = Self.call(overload, constants, context)
    guard result.isError else { return [] }
    return [
      ExpressionError(expression.range, "this always fails: \(context.errorMessage(result))")
    ]
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
    let values = constants.map { context.value(of: $0) }
    return switch overload.code {
    case .nullary(let body): body(context)
    case .unary(let body): body(context, values[0])
    case .binary(let body): body(context, values[0], values[1])
    case .ternary(let body): body(context, values[0], values[1], values[2])
    case .variadic(let body): body(context, values)
    }
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
