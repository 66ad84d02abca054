/// Chooses an overload by the values of the arguments.
struct Dispatch: Sendable {
  private let function: String
  private let overloads: [Overload]
  private let opaqueNames: [String]
  private let objectNames: [String]

  init(_ declarations: Declarations, _ function: String, _ overloads: [Overload]) {
    self.function = function
    self.overloads = overloads
    opaqueNames = declarations.opaques.map(\.name)
    objectNames = declarations.objects.map(\.name)
  }

  func call(_ context: EvaluationContext, _ values: [Value]) -> Value {
    for overload in overloads where zip(overload.parameters, values).allSatisfy(matches) {
      if overload.readsText, !values.allSatisfy(context.chargeText) {
        return context.fail(.costLimit)
      }
      switch overload.code {
      case .nullary(let body): return body(context)
      case .unary(let body): return body(context, values[0])
      case .binary(let body): return body(context, values[0], values[1])
      case .ternary(let body): return body(context, values[0], values[1], values[2])
      case .variadic(let body): return body(context, values)
      }
    }
    let name = Checker.operators[function] ?? Checker.shownName(function)
    return context.fail(
      .noSuchOverload, text: "`\(name)`", values.first ?? .null,
      values.count > 1 ? values[1] : Value(.absent))
  }

  private func matches(_ type: CELType, _ value: Value) -> Bool {
    switch type {
    case .dyn, .error, .parameter, .variable: true
    case .null: value.isKind(.null)
    case .bool: value.isKind(.bool)
    case .int: value.isKind(.int)
    case .uint: value.isKind(.uint)
    case .double: value.isKind(.double)
    case .string: value.isKind(.string)
    case .bytes: value.isKind(.bytes)
    case .timestamp: value.isKind(.timestamp)
    case .duration: value.isKind(.duration)
    case .list: value.isKind(.list)
    case .map: value.isKind(.map)
    case .optional: value.isKind(.optional)
    case .type: value.isKind(.type)
    case .object(let name): value.isKind(.object) && self.name(objectNames, value) == name
    case .opaque("net.IP", _): value.isKind(.address)
    case .opaque("net.CIDR", _): value.isKind(.network)
    case .opaque(let name, _): value.isKind(.opaque) && self.name(opaqueNames, value) == name
    }
  }

  private func name(_ names: [String], _ value: Value) -> String? {
    names.indices.contains(Int(value.typeID)) ? names[Int(value.typeID)] : nil
  }
}
