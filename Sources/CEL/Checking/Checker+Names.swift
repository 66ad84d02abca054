internal import Diagnostics
internal import SourceText

/// Names, selections and the guards of optional fields.
extension Checker {
  /// The names to try for a name, in the order of the specification's "Name Resolution".
  func candidates(_ name: String, isAbsolute: Bool) -> [String] {
    guard !isAbsolute, !declarations.container.isEmpty else { return [name] }
    var result: [String] = []
    var parts = declarations.container.split(separator: ".")[...]
    while !parts.isEmpty {
      result.append(parts.joined(separator: ".") + "." + name)
      parts.removeLast()
    }
    return result + [name]
  }

  /// Resolves a name, with dots or without, to a variable or type.
  private mutating func resolve(
    _ name: String, isAbsolute: Bool, for expression: Expression
  ) -> Outcome? {
    for candidate in candidates(name, isAbsolute: isAbsolute) {
      if let variable = declarations.variables[candidate] {
        references[expression.id] = .slot(variable.slot.rawValue)
        return Outcome(
          type: variable.type, path: PresencePath(slot: variable.slot.rawValue))
      }
      if let type = declarations.typeNames[candidate] {
        references[expression.id] = .type(type)
        return Outcome(type: .type(type))
      }
    }
    return nil
  }

  mutating func inferIdentifier(
    _ expression: Expression, _ name: Expression.Name, isAbsolute: Bool
  ) -> Outcome {
    if !isAbsolute, let local = locals.last(where: { $0.name == name.text }) {
      references[expression.id] = .slot(local.slot)
      return Outcome(type: local.type, path: local.path)
    }
    if let outcome = resolve(name.text, isAbsolute: isAbsolute, for: expression) {
      return outcome
    }
    reportUnknown(name)
    return Outcome(type: faulty)
  }

  private mutating func reportUnknown(_ name: Expression.Name) {
    if declarations.functions[name.text] != nil || declarations.fieldFunctions[name.text] != nil {
      report(name.range, "`\(name.text)` is a function", help: "call it: `\(name.text)(…)`")
      return
    }
    let known =
      locals.map(\.name) + declarations.variables.keys.sorted()
      + declarations.typeNames.keys.sorted()
    if let meant = Suggestion.closest(to: name.text, among: known) {
      report(name.range, "unknown name `\(name.text)`; did you mean `\(meant)`?")
    } else {
      let names = declarations.variables.keys.sorted()
      let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
      report(
        name.range, "unknown name `\(name.text)`",
        help: names.isEmpty ? nil : "known here: \(shown)\(names.count > 12 ? " …" : "")")
    }
  }

  /// `a.b.c` as one name, unless it starts at a macro's variable.
  func qualifiedName(_ expression: Expression) -> (name: String, isAbsolute: Bool)? {
    switch expression.kind {
    case .identifier(let name, let isAbsolute):
      if !isAbsolute, locals.contains(where: { $0.name == name.text }) { return nil }
      return (name.text, isAbsolute)
    case .select(let operand, let field):
      guard let (name, isAbsolute) = qualifiedName(operand) else { return nil }
      return ("\(name).\(field.text)", isAbsolute)
    default: return nil
    }
  }

  /// Whether a chain of names may be one name with dots, such as `net.IP`: most are fields.
  private func isNamespaced(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .identifier(let name, _):
      !declarations.container.isEmpty || declarations.namespaces.contains(name.text)
    case .select(let operand, _): isNamespaced(operand)
    default: false
    }
  }

  mutating func inferSelect(
    _ expression: Expression, _ operand: Expression, _ field: Expression.Name
  ) -> Outcome {
    if isNamespaced(operand), let (name, isAbsolute) = qualifiedName(expression),
      let outcome = resolve(name, isAbsolute: isAbsolute, for: expression)
    {
      return outcome
    }
    let base = check(operand)
    let path = base.path?.appending(field.text)
    if case .optional(let wrapped) = base.type {
      return Outcome(
        type: .optional(fieldType(expression, of: wrapped, field)?.type ?? faulty))
    }
    guard let found = fieldType(expression, of: base.type, field) else {
      return Outcome(type: faulty)
    }
    if found.isOptional, expression.id != unreadID, path.map({ !facts.contains($0) }) ?? true {
      reportUnguarded(operand, field, found.owner, hasPath: path != nil)
    }
    return Outcome(type: found.type, path: path)
  }

  private mutating func reportUnguarded(
    _ operand: Expression, _ field: Expression.Name, _ owner: String, hasPath: Bool
  ) {
    let help: String
    if let text = spelling(operand), hasPath {
      help =
        "guard it with `has(\(text).\(field.text)) && …` or in `when`, "
        + "or give another value with `\(text).?\(field.text).orValue(…)`"
    } else {
      help = "give another value with `.?\(field.text).orValue(…)`"
    }
    report(
      field.range, "optional field `\(field.text)` of `\(owner)` may be absent here", help: help)
  }

  /// A chain of names as it was written.
  private func spelling(_ expression: Expression) -> String? {
    switch expression.kind {
    case .identifier(let name, let isAbsolute): (isAbsolute ? "." : "") + name.text
    case .select(let operand, let field): spelling(operand).map { "\($0).\(field.text)" }
    default: nil
    }
  }

  /// The type of a field of a type; nil, and reported, where it has no such field.
  private mutating func fieldType(
    _ expression: Expression, of type: CELType, _ field: Expression.Name
  ) -> (type: CELType, isOptional: Bool, owner: String)? {
    switch substitution.resolve(type) {
    case .dyn, .error: return (type, false, "")
    case .variable:
      _ = substitution.assign(.dyn, to: type)
      return (.dyn, false, "")
    case .map(let key, let value):
      guard substitution.assign(.string, to: key) else {
        report(
          field.range,
          "a map with keys of type \(show(key)) has no field `\(field.text)`",
          help: "look a key up with `map[key]`")
        return nil
      }
      return (value, false, "")
    case .object(let name):
      guard let object = declarations.object(named: name) else { return (faulty, false, name) }
      guard let id = object.fieldID(named: field.text), let found = object.field(id) else {
        reportUnknownField(field, of: object)
        return nil
      }
      references[expression.id] = .field(object.id, id)
      return (found.type, found.isOptional, name)
    case let other:
      let isMethod = declarations.functions[field.text]?.contains(where: \.isMember) ?? false
      report(
        field.range, "\(show(other)) has no fields, so no `\(field.text)`",
        help: isMethod ? "`\(field.text)` is a method: `\(field.text)(…)`" : nil)
      return nil
    }
  }

  private mutating func reportUnknownField(
    _ field: Expression.Name, of object: ObjectDeclaration
  ) {
    let names = object.fields.map(\.name)
    if let meant = Suggestion.closest(to: field.text, among: names) {
      report(
        field.range, "`\(object.name)` has no field `\(field.text)`; did you mean `\(meant)`?")
    } else {
      let shown = names.prefix(16).map { "`\($0)`" }.joined(separator: ", ")
      report(
        field.range, "`\(object.name)` has no field `\(field.text)`",
        help: names.isEmpty ? nil : "its fields: \(shown)\(names.count > 16 ? " …" : "")")
    }
  }

  mutating func inferOptionalSelect(
    _ expression: Expression, _ operand: Expression, _ field: Expression.Name
  ) -> Outcome {
    var base = check(operand).type
    if case .optional(let wrapped) = base { base = wrapped }
    guard let found = fieldType(expression, of: base, field) else { return Outcome(type: faulty) }
    return Outcome(type: .optional(found.type))
  }

  mutating func inferHas(
    _ expression: Expression, _ operand: Expression, _ field: Expression.Name
  ) -> Outcome {
    let base = check(operand)
    var type = base.type
    if case .optional(let wrapped) = type { type = wrapped }
    guard let found = fieldType(expression, of: type, field) else { return Outcome(type: .bool) }
    guard found.isOptional, let path = base.path?.appending(field.text) else {
      return Outcome(type: .bool)
    }
    return Outcome(type: .bool, whenTrue: PresenceFacts(path))
  }
}
