internal import SourceText

/// Macros: calls that are rewritten while reading (langdef, "Macros", and the
/// bindings, optional, two-variable and math extensions).
extension Parser {
  /// A call, or what a macro makes of it.
  mutating func call(
    _ name: Expression.Name, target: Expression?, _ arguments: [Expression], _ range: SourceRange
  ) -> Expression {
    if let macro = expand(name, target: target, arguments, range) { return macro }
    return node(
      range, [target].compactMap { $0 } + arguments, .call(name, target: target, arguments))
  }

  private mutating func expand(
    _ name: Expression.Name, target: Expression?, _ arguments: [Expression], _ range: SourceRange
  ) -> Expression? {
    guard let target else {
      guard name.text == "has", arguments.count == 1 else { return nil }
      return has(arguments[0], range)
    }
    if let namespaced = namespaceMacro(name, target: target, arguments, range) {
      return namespaced
    }
    switch (name.text, arguments.count) {
    case ("all", 2), ("all", 3):
      return comprehension(.all, name, target, arguments, range)
    case ("exists", 2), ("exists", 3):
      return comprehension(.exists, name, target, arguments, range)
    case ("exists_one", 2), ("exists_one", 3), ("existsOne", 2), ("existsOne", 3):
      return comprehension(.existsOne, name, target, arguments, range)
    case ("filter", 2):
      return comprehension(.filter, name, target, arguments, range)
    case ("map", 2):
      return comprehension(.list, name, target, arguments, range)
    case ("map", 3):
      return comprehension(.list, name, target, arguments, range, variables: 1)
    case ("transformList", 3), ("transformList", 4):
      return comprehension(.list, name, target, arguments, range, variables: 2)
    case ("transformMap", 3), ("transformMap", 4):
      return comprehension(.map, name, target, arguments, range, variables: 2)
    case ("transformMapEntry", 3), ("transformMapEntry", 4):
      return comprehension(.mapEntry, name, target, arguments, range, variables: 2)
    case ("sortBy", 2):
      return comprehension(.sortBy, name, target, arguments, range)
    case ("optMap", 2), ("optFlatMap", 2):
      guard let variable = variable(arguments[0], of: name) else { return invalid(range) }
      return node(
        range, [target, arguments[1]],
        .optionalMap(target, variable, arguments[1], isFlat: name.text == "optFlatMap"))
    default: return nil
    }
  }

  private mutating func namespaceMacro(
    _ name: Expression.Name, target: Expression, _ arguments: [Expression], _ range: SourceRange
  ) -> Expression? {
    guard case .identifier(let namespace, _) = target.kind else { return nil }
    switch (namespace.text, name.text) {
    case ("cel", "bind") where arguments.count == 3:
      guard let variable = variable(arguments[0], of: name) else { return invalid(range) }
      return node(
        range, [arguments[1], arguments[2]], .bind(variable, arguments[1], arguments[2]))
    case ("math", "greatest"), ("math", "least"):
      let function = name.text == "greatest" ? "math.@max" : "math.@min"
      guard !arguments.isEmpty else {
        report(range, "`math.\(name.text)` needs at least one argument")
        return invalid(range)
      }
      let renamed = Expression.Name(text: function, range: name.range)
      if arguments.count <= 2 {
        return node(range, arguments, .call(renamed, target: nil, arguments))
      }
      let list = node(
        range, arguments,
        .list(arguments.map { Expression.Element(value: $0, isOptional: false) }))
      return node(range, [list], .call(renamed, target: nil, [list]))
    default: return nil
    }
  }

  private mutating func has(_ argument: Expression, _ range: SourceRange) -> Expression {
    guard case .select(let operand, let field) = argument.kind else {
      if case .invalid = argument.kind { return argument }
      report(
        argument.range, "`has()` needs a selection of a field",
        help: "write it as `has(object.field)`")
      return invalid(range)
    }
    return node(range, [operand], .has(operand, field))
  }

  private mutating func comprehension(
    _ operation: Expression.Comprehension.Operation, _ name: Expression.Name,
    _ target: Expression, _ arguments: [Expression], _ range: SourceRange, variables: Int? = nil
  ) -> Expression {
    let count = variables ?? arguments.count - 1
    var names: [Expression.Name] = []
    for argument in arguments.prefix(count) {
      guard let variable = variable(argument, of: name) else { return invalid(range) }
      if names.contains(where: { $0.text == variable.text }) {
        report(variable.range, "`\(variable.text)` names both variables of `\(name.text)`")
        return invalid(range)
      }
      names.append(variable)
    }
    let rest = arguments.dropFirst(count)
    guard let body = rest.last else { return invalid(range) }
    let filter = rest.count == 2 ? rest.first : nil
    return node(
      range, [target, body] + [filter].compactMap { $0 },
      .comprehension(
        Expression.Comprehension(
          operation: operation, name: name, range: target, variables: names, filter: filter,
          body: body)))
  }

  /// The name of a variable that a macro introduces.
  private mutating func variable(
    _ argument: Expression, of macro: Expression.Name
  ) -> Expression.Name? {
    if case .identifier(let name, isAbsolute: false) = argument.kind { return name }
    if case .invalid = argument.kind { return nil }
    report(
      argument.range, "expected a variable's name as an argument of `\(macro.text)`",
      help: "for example `list.\(macro.text)(item, …)`")
    return nil
  }

  private mutating func invalid(_ range: SourceRange) -> Expression {
    node(range, [], .invalid)
  }
}
