internal import SourceText

/// Functions, methods and operators.
extension Compiler {
  mutating func compileCall(
    _ expression: Expression, _ name: Expression.Name, _ target: Expression?,
    _ arguments: [Expression]
  ) -> Code {
    if case .fieldFunction(let function, let object, let field)? =
      checked.references[expression.id]
    {
      return compileFieldFunction(arguments, function, object, field)
    }
    guard
      case .call(let function, let overloads, let isNamespaced)? =
        checked.references[expression.id]
    else { return { $0.fail(.undeclaredName) } }
    let operands = (isNamespaced ? [] : [target].compactMap { $0 }) + arguments
    if let constant = folded(expression) { return compile(constant) }
    if overloads.allSatisfy(\.isStandard),
      let special = compileOperator(expression, function, operands)
    {
      return special
    }
    let codes = operands.map { Node(run: compile($0)) }
    let range = name.range
    guard !overloads.isEmpty else {
      return { context in
        let error = context.fail(.noSuchOverload, text: "`\(Checker.shownName(function))`")
        context.locate(error, range)
        return error
      }
    }
    let isStatic =
      !checked.isLenient && overloads.count == 1 && !operands.contains { type($0).containsDynamic }
      && overloads[0].parameters.count == operands.count
      && !operands.contains { mayBeNull($0) }
    if isStatic {
      if let special = compileConstantPattern(function, operands, codes) { return special }
      return Self.direct(overloads[0], codes, range)
    }
    let isMember = !isNamespaced && target != nil
    let dispatch = Dispatch(
      checked.declarations, function,
      overloads.filter { $0.isMember == isMember && $0.parameters.count == operands.count })
    return { context in
      var values: [Value] = []
      values.reserveCapacity(codes.count)
      var abnormal: Value?
      for code in codes {
        let value = code.run(context)
        if value.isAbnormal { abnormal = worse(abnormal, value) }
        values.append(value)
      }
      if let abnormal { return abnormal }
      let result = dispatch.call(context, values)
      if result.isError { context.locate(result, range) }
      return result
    }
  }

  /// Whether a value may be null though its type is another, as null agrees with
  /// timestamps, durations and optionals in a list or a choice.
  private func mayBeNull(_ expression: Expression) -> Bool {
    switch type(expression) {
    case .timestamp, .duration, .optional: break
    default: return false
    }
    switch (expression.kind, checked.references[expression.id]) {
    case (.constant, _), (_, .field), (.optionalSelect, _), (.optionalMap, _): return false
    case (.identifier, .slot(let slot)?): return slot >= checked.declarations.slotCount
    case (.call, .call(let name, _, _)?):
      return ["_[_]", "value", "orValue", "or", "min", "max"].contains(name)
    default: return true
    }
  }

  private mutating func compileFieldFunction(
    _ arguments: [Expression], _ function: FieldFunction, _ object: ObjectTypeID,
    _ field: FieldID
  ) -> Code {
    guard case .select(let operand, _)? = arguments.first?.kind else {
      return { $0.fail(.undeclaredName) }
    }
    let base = compile(operand)
    let evaluate = function.evaluate
    return { context in
      let value = base(context)
      guard value.isKind(.object) else { return Self.strict(value, context) }
      return evaluate(context, object, UInt32(truncatingIfNeeded: value.payload), field)
    }
  }

  /// A call of an overload that the types have chosen.
  private static func direct(_ overload: Overload, _ codes: [Node], _ range: SourceRange) -> Code {
    let readsText = overload.readsText
    switch overload.code {
    case .nullary(let body):
      return { context in
        let result = body(context)
        if result.isError { context.locate(result, range) }
        return result
      }
    case .unary(let body):
      let first = codes[0].run
      return { context in
        let value = first(context)
        if value.isAbnormal { return value }
        if readsText, !context.chargeText(value) { return context.fail(.costLimit) }
        let result = body(context, value)
        if result.isError { context.locate(result, range) }
        return result
      }
    case .binary(let body):
      let first = codes[0].run
      let second = codes[1].run
      return { context in
        let left = first(context)
        let right = second(context)
        if left.isAbnormal || right.isAbnormal { return abnormal(left, right) }
        if readsText, !(context.chargeText(left) && context.chargeText(right)) {
          return context.fail(.costLimit)
        }
        let result = body(context, left, right)
        if result.isError { context.locate(result, range) }
        return result
      }
    case .ternary(let body):
      let first = codes[0].run
      let second = codes[1].run
      let third = codes[2].run
      return { context in
        let left = first(context)
        let middle = second(context)
        let right = third(context)
        if left.isAbnormal || middle.isAbnormal || right.isAbnormal {
          let both = left.isAbnormal || middle.isAbnormal ? abnormal(left, middle) : right
          return right.isAbnormal ? worse(both, right) : both
        }
        if readsText,
          !(context.chargeText(left) && context.chargeText(middle) && context.chargeText(right))
        {
          return context.fail(.costLimit)
        }
        let result = body(context, left, middle, right)
        if result.isError { context.locate(result, range) }
        return result
      }
    case .variadic(let body):
      return { context in
        var values: [Value] = []
        values.reserveCapacity(codes.count)
        var stop: Value?
        for code in codes {
          let value = code.run(context)
          if value.isAbnormal { stop = worse(stop, value) }
          values.append(value)
        }
        if let stop { return stop }
        if readsText, !values.allSatisfy(context.chargeText) { return context.fail(.costLimit) }
        let result = body(context, values)
        if result.isError { context.locate(result, range) }
        return result
      }
    }
  }

  /// What a strict call with an error or unknown argument gives.
  static func abnormal(_ left: Value, _ right: Value) -> Value {
    if left.isUnknown || right.isUnknown { return .unknown }
    return left.isError ? left : right
  }

  /// `matches` with a pattern that stands in the text: compiled once.
  private func compileConstantPattern(
    _ function: String, _ operands: [Expression], _ codes: [Node]
  ) -> Code? {
    guard function == "matches", operands.count == 2,
      case .constant(.string(let bytes)) = operands[1].kind,
      case .success(let pattern) = Pattern.compile(bytes, isConstant: true)
    else { return nil }
    let subject = codes[0].run
    return { context in
      let value = subject(context)
      guard value.isKind(.string) else { return Self.strict(value, context) }
      return pattern.search(value, context)
    }
  }
}

func isNumber(_ value: Value) -> Bool {
  switch value.kind {
  case .int, .uint, .double: true
  default: false
  }
}
