internal import Diagnostics
internal import SourceText

/// Functions, methods and operators.
extension Checker {
  mutating func inferCall(
    _ expression: Expression, _ name: Expression.Name, _ target: Expression?,
    _ arguments: [Expression]
  ) -> Outcome {
    if target == nil, let function = declarations.fieldFunctions[name.text] {
      return inferFieldFunction(expression, name, function, arguments)
    }
    if name.text == "!_", let operand = arguments.first {
      let outcome = check(operand, expecting: .bool)
      resolveOverloads(expression, name, nil, arguments, [outcome.type])
      return Outcome(type: .bool, whenTrue: outcome.whenFalse, whenFalse: outcome.whenTrue)
    }
    if let target, let function = namespacedFunction(target, name) {
      let types = arguments.map { check($0).type }
      return Outcome(
        type: resolveOverloads(
          expression, Expression.Name(text: function, range: name.range), nil, arguments, types))
    }
    if let target {
      let base = check(target)
      let types = [base.type] + arguments.map { check($0).type }
      var outcome = Outcome(
        type: resolveOverloads(expression, name, target, [target] + arguments, types))
      // `x.?f.hasValue()` says as much as `has(x.f)`.
      if name.text == "hasValue", case .optionalSelect(let operand, let field) = target.kind,
        let path = pathOf(operand)?.appending(field.text)
      {
        outcome.whenTrue = PresenceFacts(path)
      }
      return outcome
    }
    let types = arguments.map { check($0).type }
    let result = resolveOverloads(expression, name, nil, arguments, types)
    if name.text.hasPrefix("math.@"), arguments.count == 1 { checkNumbers(arguments[0], name) }
    return Outcome(type: result)
  }

  /// Reports the elements of a list that `math.greatest` and `math.least` do not take:
  /// a list of several types does not show them in its own.
  private mutating func checkNumbers(_ argument: Expression, _ name: Expression.Name) {
    let shown = Self.shownName(name.text)
    guard case .list(let elements) = argument.kind else {
      let type = substitution.resolve(types[argument.id])
      if case .list(let element) = type, !mayBeNumber(element) {
        report(argument.range, "`\(shown)` takes numbers, found \(show(type))")
      }
      return
    }
    for element in elements where !element.isOptional {
      let type = substitution.resolve(types[element.value.id])
      guard !mayBeNumber(type) else { continue }
      report(element.value.range, "`\(shown)` takes numbers, found \(show(type))")
    }
  }

  private func mayBeNumber(_ type: CELType) -> Bool {
    switch type {
    case .int, .uint, .double, .dyn, .error, .variable, .parameter: true
    default: false
    }
  }

  /// The path of an expression that was checked before and names only fields.
  private func pathOf(_ expression: Expression) -> PresencePath? {
    if case .slot(let slot)? = references[expression.id] {
      return locals.last { $0.slot == slot }?.path ?? PresencePath(slot: slot)
    }
    guard case .select(let operand, let field) = expression.kind,
      case .field? = references[expression.id]
    else { return nil }
    return pathOf(operand)?.appending(field.text)
  }

  /// The function that `a.b(…)` names where `a` is a part of its name.
  private func namespacedFunction(_ target: Expression, _ name: Expression.Name) -> String? {
    guard let (namespace, isAbsolute) = qualifiedName(target) else { return nil }
    return candidates("\(namespace).\(name.text)", isAbsolute: isAbsolute)
      .first { declarations.functions[$0] != nil }
  }

  private mutating func inferFieldFunction(
    _ expression: Expression, _ name: Expression.Name, _ function: FieldFunction,
    _ arguments: [Expression]
  ) -> Outcome {
    guard arguments.count == 1, case .select(let operand, let field) = arguments[0].kind else {
      for argument in arguments { check(argument) }
      report(
        arguments.first?.range ?? expression.range,
        "`\(name.text)` needs a field of an object, `\(name.text)(object.field)`")
      return Outcome(type: function.result)
    }
    let saved = unreadID
    unreadID = arguments[0].id
    let outcome = check(arguments[0])
    unreadID = saved
    if case .field(let object, let id)? = references[arguments[0].id] {
      references[expression.id] = .fieldFunction(function, object, id)
    } else if outcome.type != .error {
      report(
        field.range, "`\(name.text)` needs a field of an object, found \(show(types[operand.id]))")
    }
    return Outcome(type: function.result)
  }

  /// Finds the overloads that take the arguments, and the type of the result.
  @discardableResult
  mutating func resolveOverloads(
    _ expression: Expression, _ name: Expression.Name, _ target: Expression?,
    _ arguments: [Expression], _ types: [CELType]
  ) -> CELType {
    let isNamespaced: Bool
    if case .call(_, .some, _) = expression.kind {
      isNamespaced = target == nil
    } else {
      isNamespaced = false
    }
    let isAbsolute = name.text.hasPrefix(".")
    let text = isAbsolute ? String(name.text.dropFirst()) : name.text
    let function =
      target == nil
      ? candidates(text, isAbsolute: isAbsolute).first { declarations.functions[$0] != nil }
      : text
    guard let function, let overloads = declarations.functions[function] else {
      references[expression.id] = .call(text, [], isNamespaced: isNamespaced)
      reportUnknownFunction(name, isMember: target != nil)
      return faulty
    }
    var matches: [Overload] = []
    var result: CELType?
    for overload in overloads where overload.isMember == (target != nil) {
      guard overload.parameters.count == types.count,
        !zip(overload.parameters, types).contains(where: Substitution.cannotAgree)
      else { continue }
      let type: CELType
      if overload.isGeneric {
        let instance = substitution.instantiate(overload.parameters + [overload.result])
        guard substitution.assign(types, to: Array(instance.dropLast())) else { continue }
        type = substitution.resolve(instance[instance.count - 1])
      } else {
        guard types == overload.parameters || substitution.assign(types, to: overload.parameters)
        else { continue }
        type = overload.result
      }
      matches.append(overload)
      if let known = result {
        if known != type { result = .dyn }
      } else {
        result = type
      }
    }
    references[expression.id] = .call(
      function, matches.isEmpty ? overloads : matches, isNamespaced: isNamespaced)
    if let result { return result }
    if !types.contains(.error) {
      reportMismatch(expression, name, function, overloads, target, arguments, types)
    }
    return faulty
  }

  private mutating func reportUnknownFunction(_ name: Expression.Name, isMember: Bool) {
    let kind = isMember ? "method" : "function"
    let known = declarations.functions.filter { entry in
      entry.value.contains { $0.isMember == isMember } && !entry.key.contains("@")
        && !entry.key.contains("_")
    }
    let macros = ["has"]
    let methods = [
      "all", "exists", "exists_one", "map", "filter", "transformList", "transformMap",
      "transformMapEntry", "sortBy", "optMap", "optFlatMap",
    ]
    let names = known.keys.sorted() + (isMember ? methods : macros)
    if (isMember ? methods : macros).contains(name.text) {
      report(name.range, "`\(name.text)` has the wrong number of arguments")
    } else if let meant = Suggestion.closest(to: name.text, among: names) {
      report(name.range, "unknown \(kind) `\(name.text)`; did you mean `\(meant)`?")
    } else {
      report(name.range, "unknown \(kind) `\(name.text)`")
    }
  }

  private mutating func reportMismatch(
    _ expression: Expression, _ name: Expression.Name, _ function: String,
    _ overloads: [Overload], _ target: Expression?, _ arguments: [Expression], _ types: [CELType]
  ) {
    if let symbol = Self.operators[function] {
      reportOperator(expression, name, symbol, types)
      return
    }
    let shownName = Self.shownName(function)
    let fitting = overloads.filter {
      $0.isMember == (target != nil) && $0.parameters.count == types.count
    }
    let other = overloads.filter { $0.isMember != (target != nil) }
    let signatures = Self.signatures(of: shownName, fitting.isEmpty ? overloads : fitting)
    if fitting.isEmpty, !other.isEmpty, overloads.count == other.count {
      report(
        name.range,
        target == nil
          ? "`\(shownName)` is a method: `value.\(shownName)(…)`"
          : "`\(shownName)` is a function: `\(shownName)(…)`", help: signatures)
    } else if fitting.isEmpty {
      let given = types.count - (target == nil ? 0 : 1)
      report(
        name.range,
        "`\(shownName)` does not take \(given) argument\(given == 1 ? "" : "s")", help: signatures)
    } else if fitting.count == 1 {
      for (argument, (type, wanted)) in zip(arguments, zip(types, fitting[0].parameters)) {
        var trial = substitution
        let instance = trial.instantiate([wanted])
        if !trial.assign(type, to: instance[0]) {
          report(
            argument.range,
            "`\(shownName)` expects \(wanted), found \(show(type))", help: signatures)
          return
        }
      }
      report(
        name.range, "the arguments of `\(shownName)` do not go together: \(list(types))",
        help: signatures)
    } else if target != nil {
      let shown = types.dropFirst()
      report(
        name.range,
        shown.isEmpty
          ? "\(show(types[0])) has no method `\(shownName)`"
          : "\(show(types[0])) has no method `\(shownName)` with (\(list(Array(shown))))",
        help: signatures)
    } else {
      report(name.range, "`\(shownName)` does not take (\(list(types)))", help: signatures)
    }
  }

  private func list(_ types: [CELType]) -> String {
    types.map { show($0) }.joined(separator: ", ")
  }

  private static func signatures(of name: String, _ overloads: [Overload]) -> String {
    let shown = overloads.prefix(4).map { "`\($0.signature(of: name))`" }
    return shown.joined(separator: ", ") + (overloads.count > 4 ? " …" : "")
  }

  /// A function's name as it is written; a macro's function has another inside.
  static func shownName(_ function: String) -> String {
    switch function {
    case "math.@max": "math.greatest"
    case "math.@min": "math.least"
    default: function
    }
  }

  static let operators: [String: String] = [
    "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/", "_%_": "%", "-_": "-", "!_": "!",
    "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=",
    "@in": "in", "_[_]": "[ ]", "_[?_]": "[? ]",
  ]

  private mutating func reportOperator(
    _ expression: Expression, _ name: Expression.Name, _ symbol: String, _ types: [CELType]
  ) {
    let first = types.first.map { show($0) } ?? ""
    guard types.count == 2 else {
      report(expression.range, "`\(symbol)` cannot be applied to \(first)")
      return
    }
    let second = show(types[1])
    var help: String?
    switch (substitution.resolve(types[0]), substitution.resolve(types[1])) {
    case (.int, .double), (.double, .int), (.uint, .double), (.double, .uint):
      help = "convert one side with `double(…)`"
    case (.int, .uint), (.uint, .int): help = "convert one side with `int(…)`"
    case (.string, .int), (.string, .uint), (.string, .double), (.int, .string),
      (.uint, .string), (.double, .string):
      help = "convert the number with `string(…)`"
    case (.timestamp, .string), (.string, .timestamp):
      help = "a point in time is written `timestamp('2026-01-31T00:00:00Z')`"
    case (.duration, .string), (.string, .duration), (.duration, .int), (.timestamp, .int):
      help = "a span of time is written `duration('24h')`"
    case (.opaque(let name, _), _), (_, .opaque(let name, _)):
      help = declarations.opaque(name)?.help
    case (.null, _), (_, .null):
      help = "whether an optional field is there says `has(object.field)`"
    default: break
    }
    switch symbol {
    case "==", "!=":
      report(
        expression.range, "`\(symbol)` compares values of one type, found \(first) and \(second)",
        help: help)
    case "<", "<=", ">", ">=":
      report(expression.range, "`\(symbol)` cannot compare \(first) with \(second)", help: help)
    case "in":
      report(
        expression.range, "`in` cannot look for \(first) in \(second)",
        help: "the right side is a list or a map")
    case "[ ]", "[? ]":
      report(expression.range, "\(first) cannot be indexed with \(second)")
    default:
      report(
        expression.range, "`\(symbol)` cannot be applied to \(first) and \(second)", help: help)
    }
  }
}
