/// Calls of library functions with constants, made when the expression is compiled.
extension Compiler {
  /// The constant that an expression always gives; nil where there is none, or
  /// where it would be an error, which is left to the evaluation.
  func folded(_ expression: Expression) -> Constant? {
    switch expression.kind {
    case .constant(let constant): return constant
    case .call(_, let target, let arguments):
      guard !checked.isLenient,
        case .call(_, let overloads, let isNamespaced)? = checked.references[expression.id],
        overloads.count == 1, overloads[0].isPure
      else { return nil }
      let operands = (isNamespaced ? [] : [target].compactMap { $0 }) + arguments
      var constants: [Constant] = []
      for operand in operands {
        guard !type(operand).containsDynamic, let constant = folded(operand) else { return nil }
        constants.append(constant)
      }
      guard !constants.isEmpty, overloads[0].parameters.count == constants.count else {
        return nil
      }
      return call(overloads[0], constants)
    default: return nil
    }
  }

  private func call(_ overload: Overload, _ constants: [Constant]) -> Constant? {
    let context = EvaluationContext(checked.declarations)
    let values = constants.map { context.value(of: $0) }
    let result: Value
    switch overload.code {
    case .nullary(let body): result = body(context)
    case .unary(let body): result = body(context, values[0])
    case .binary(let body): result = body(context, values[0], values[1])
    case .ternary(let body): result = body(context, values[0], values[1], values[2])
    case .variadic(let body): result = body(context, values)
    }
    switch result.kind {
    case .bool: return .bool(result.isTrue)
    case .int: return .int(result.intBits)
    case .uint: return .uint(result.payload)
    case .double: return .double(result.payload)
    case .string: return .string(context.bytes(result))
    case .bytes: return .bytes(context.bytes(result))
    case .timestamp: return .timestamp(result.intBits, Int32(bitPattern: result.extra))
    case .duration: return .duration(result.intBits, Int32(bitPattern: result.extra))
    default: return nil
    }
  }
}
