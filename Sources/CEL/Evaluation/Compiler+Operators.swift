internal import SourceText

/// Operators on known types: closures that look at the values' bits.
extension Compiler {
  mutating func compileOperator(
    _ expression: Expression, _ function: String, _ operands: [Expression]
  ) -> Code? {
    switch (function, operands.count) {
    case ("_==_", 2), ("_!=_", 2):
      return compileEquality(operands[0], operands[1], isEqual: function == "_==_")
    case ("_<_", 2), ("_<=_", 2), ("_>_", 2), ("_>=_", 2):
      return compileOrder(function, operands[0], operands[1])
    case ("!_", 1):
      let operand = compile(operands[0])
      return { context in
        let value = operand(context)
        if value.isTrue { return .bool(false) }
        if value.isFalse { return .bool(true) }
        return value.isAbnormal ? value : context.fail(.noSuchOverload, text: "`!`", value)
      }
    case ("_+_", 2), ("_-_", 2), ("_*_", 2):
      return compileArithmetic(expression, function, operands[0], operands[1])
    case ("size", 1):
      guard case .list = type(operands[0]) else { return nil }
      let list = compile(operands[0])
      return { context in
        let value = list(context)
        return value.isKind(.list) ? .int(value.count) : Self.strict(value, context)
      }
    case ("dyn", 1): return compile(operands[0])
    case ("_[_]", 2): return compileIndexing(expression, operands) { $0.index($1, $2) }
    case ("_[?_]", 2): return compileIndexing(expression, operands) { $0.optionalIndex($1, $2) }
    case ("@in", 2): return compileIndexing(expression, operands) { $0.contains($2, $1) }
    case ("or", 2), ("orValue", 2):
      guard case .optional = type(operands[0]) else { return nil }
      return compileAlternative(operands, wraps: function == "or")
    default: return nil
    }
  }

  /// Indexing looks at the values alone: a double without a fraction finds an
  /// element as an int does.
  private mutating func compileIndexing(
    _ expression: Expression, _ operands: [Expression],
    _ operation: @escaping @Sendable (EvaluationContext, Value, Value) -> Value
  ) -> Code {
    let first = compile(operands[0])
    let second = compile(operands[1])
    let range = expression.range
    return { context in
      let left = first(context)
      let right = second(context)
      if left.isAbnormal || right.isAbnormal { return Self.abnormal(left, right) }
      let result = operation(context, left, right)
      if result.isError { context.locate(result, range) }
      return result
    }
  }

  /// `optional.or(other)` and `optional.orValue(other)`: the other side counts
  /// only where the optional is empty.
  private mutating func compileAlternative(_ operands: [Expression], wraps: Bool) -> Code {
    let first = compile(operands[0])
    let second = compile(operands[1])
    return { context in
      let optional = first(context)
      guard optional.isKind(.optional) else { return Self.strict(optional, context) }
      guard let wrapped = context.wrapped(optional) else { return second(context) }
      return wraps ? optional : wrapped
    }
  }

  /// The value of an operand that is a number in the text.
  private func plainConstant(_ expression: Expression) -> Value? {
    guard case .constant(let constant) = expression.kind else { return nil }
    return Self.plainValue(constant)
  }

  private mutating func compileEquality(
    _ left: Expression, _ right: Expression, isEqual wanted: Bool
  ) -> Code {
    let first = compile(left)
    let (yes, no) = (Value.bool(wanted), Value.bool(!wanted))
    switch (type(left), type(right)) {
    case (.string, .string):
      if case .constant(let constant) = right.kind {
        let place = place(of: constant)
        return { context in
          let left = first(context)
          guard left.isKind(.string) else { return Self.strict(left, context) }
          let constant = context.constants[context.constantBase &+ place]
          return context.sameBytes(left, constant) ? yes : no
        }
      }
      if let (head, tail) = concatenation(right) {
        return { context in
          let left = first(context)
          let start = head(context)
          let end = tail(context)
          guard left.isKind(.string), start.isKind(.string), end.isKind(.string) else {
            let sum = start.isAbnormal || end.isAbnormal ? Self.abnormal(start, end) : start
            return Self.abnormal(left, sum)
          }
          return context.isConcatenation(left, start, end) ? yes : no
        }
      }
      let second = compile(right)
      return { context in
        let left = first(context)
        let right = second(context)
        guard left.isKind(.string), right.isKind(.string) else {
          return left.isAbnormal || right.isAbnormal
            ? Self.abnormal(left, right) : context.isEqual(left, right) ? yes : no
        }
        return context.sameBytes(left, right) ? yes : no
      }
    case (.int, .int), (.bool, .bool), (.uint, .uint):
      if let constant = plainConstant(right) {
        return { context in
          let left = first(context)
          if left.meta == constant.meta { return left.payload == constant.payload ? yes : no }
          return left.isAbnormal ? left : context.isEqual(left, constant) ? yes : no
        }
      }
      let second = compile(right)
      return { context in
        let left = first(context)
        let right = second(context)
        if left.isAbnormal || right.isAbnormal { return Self.abnormal(left, right) }
        return left.payload == right.payload ? yes : no
      }
    default:
      let second = compile(right)
      return { context in
        let left = first(context)
        let right = second(context)
        if left.isAbnormal || right.isAbnormal { return Self.abnormal(left, right) }
        return context.isEqual(left, right) ? yes : no
      }
    }
  }

  /// The two strings that a sum is made of, to be compared without making it.
  private mutating func concatenation(_ expression: Expression) -> (Code, Code)? {
    guard case .call(let name, nil, let operands) = expression.kind, name.text == "_+_",
      operands.count == 2, operands.allSatisfy({ type($0) == .string }), !checked.isLenient
    else { return nil }
    return (compile(operands[0]), compile(operands[1]))
  }

  private mutating func compileOrder(
    _ function: String, _ left: Expression, _ right: Expression
  ) -> Code {
    let first = compile(left)
    if type(left) == .int, let constant = plainConstant(right), constant.isKind(.int) {
      let bound = constant.intBits
      let wantsLess = function.hasPrefix("_<")
      let wantsEqual = function.hasSuffix("=_")
      return { context in
        let value = first(context)
        guard value.isKind(.int) else { return Self.strict(value, context) }
        let number = value.intBits
        return .bool(number == bound ? wantsEqual : (number < bound) == wantsLess)
      }
    }
    let second = compile(right)
    if let opaque = opaqueType(left, right) {
      return Self.ordered(opaque, first, second, function)
    }
    let isStrict = function == "_<_" || function == "_>_"
    let wanted: OpaqueType.Ordering = function.hasPrefix("_<") ? .less : .greater
    let symbol = "`\(function.dropFirst().dropLast())`"
    let isInt = type(left) == .int && type(right) == .int
    return { context in
      let left = first(context)
      let right = second(context)
      if isInt, left.isKind(.int), right.isKind(.int) {
        let (a, b) = (left.intBits, right.intBits)
        if a == b { return .bool(!isStrict) }
        return .bool((a < b) == (wanted == .less))
      }
      if left.isAbnormal || right.isAbnormal { return Self.abnormal(left, right) }
      guard let order = context.order(left, right) else {
        // NaN stands in no order to any number.
        if isNumber(left), isNumber(right) { return .bool(false) }
        return context.fail(.noSuchOverload, text: symbol, left, right)
      }
      return .bool(order == wanted || order == .equal && !isStrict)
    }
  }

  /// The host's opaque type of one of two operands, where both are of known types.
  private func opaqueType(_ left: Expression, _ right: Expression) -> OpaqueType? {
    guard type(left).valueKind != nil, type(right).valueKind != nil else { return nil }
    for operand in [left, right] {
      if case .opaque(let name, _) = type(operand) { return checked.declarations.opaque(name) }
    }
    return nil
  }

  /// A comparison that calls the host's code at once.
  private static func ordered(
    _ opaque: OpaqueType, _ first: @escaping Code, _ second: @escaping Code, _ function: String
  ) -> Code {
    let compare = opaque.compare
    let wanted: OpaqueType.Ordering = function.hasPrefix("_<") ? .less : .greater
    let takesEqual = function.hasSuffix("=_")
    return { context in
      let left = first(context)
      let right = second(context)
      if left.isAbnormal || right.isAbnormal { return abnormal(left, right) }
      guard let order = compare(context, left, right) else {
        return context.fail(.incomparable, left, right)
      }
      return .bool(order == wanted || takesEqual && order == .equal)
    }
  }

  private mutating func compileArithmetic(
    _ expression: Expression, _ function: String, _ left: Expression, _ right: Expression
  ) -> Code? {
    let types = (type(left), type(right))
    guard types == (.int, .int) || types == (.double, .double) else { return nil }
    let first = compile(left)
    let second = compile(right)
    let range = expression.range
    switch types {
    case (.int, .int):
      let operation: @Sendable (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
      switch function {
      case "_+_": operation = { $0.addingReportingOverflow($1) }
      case "_-_": operation = { $0.subtractingReportingOverflow($1) }
      default: operation = { $0.multipliedReportingOverflow(by: $1) }
      }
      return { context in
        let left = first(context)
        let right = second(context)
        guard left.isKind(.int), right.isKind(.int) else {
          return left.isAbnormal || right.isAbnormal
            ? Self.abnormal(left, right) : Self.strict(left, context)
        }
        let (result, overflow) = operation(left.intBits, right.intBits)
        guard !overflow else {
          let error = context.fail(.overflow)
          context.locate(error, range)
          return error
        }
        return .int(result)
      }
    default:
      let operation: @Sendable (Double, Double) -> Double
      switch function {
      case "_+_": operation = { $0 + $1 }
      case "_-_": operation = { $0 - $1 }
      default: operation = { $0 * $1 }
      }
      return { context in
        let left = first(context)
        let right = second(context)
        guard left.isKind(.double), right.isKind(.double) else {
          return left.isAbnormal || right.isAbnormal
            ? Self.abnormal(left, right) : Self.strict(left, context)
        }
        return .double(operation(left.doubleBits, right.doubleBits))
      }
    }
  }
}
