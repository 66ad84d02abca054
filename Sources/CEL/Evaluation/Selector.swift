/// Selects a field by name from a value whose type is known only at run time.
struct Selector: Sendable {
  private let field: String
  /// The place of the name among the program's constants.
  private let place: Int
  /// The field's reader in each declared object that has it.
  private let readers: [UInt16: Field]
  private let typeNames: [String]

  init(_ declarations: Declarations, _ field: String, _ place: Int) {
    self.field = field
    self.place = place
    var readers: [UInt16: Field] = [:]
    for object in declarations.objects {
      if let id = object.fieldID(named: field) { readers[object.id.rawValue] = object.field(id) }
    }
    self.readers = readers
    typeNames = declarations.objects.map(\.name)
  }

  private func key(_ context: EvaluationContext) -> Value {
    context.constants[context.constantBase &+ place]
  }

  /// The field's value; `.absent` where there is none.
  private func find(_ value: Value, _ context: EvaluationContext) -> Value {
    switch value.kind {
    case .error, .unknown: return value
    case .map: return context.lookup(value, key(context)) ?? .absent
    case .object:
      guard let field = readers[value.typeID] else {
        let name = typeNames.indices.contains(Int(value.typeID)) ? typeNames[Int(value.typeID)] : ""
        return context.fail(.noSuchField, text: "`\(name)` has no field `\(self.field)`")
      }
      return field.read(context, UInt32(truncatingIfNeeded: value.payload))
    default:
      return context.fail(
        .noSuchField,
        text: "type '\(context.typeName(value))' does not support field selection")
    }
  }

  /// `value.field`; of an optional, an optional.
  func select(_ value: Value, _ context: EvaluationContext) -> Value {
    if value.isKind(.optional) { return optionalSelect(value, context) }
    let found = find(value, context)
    guard found.isAbsent else { return found }
    return value.isKind(.map)
      ? context.fail(.noSuchKey, key(context)) : context.fail(.fieldNotPresent, text: field)
  }

  /// `value.?field`.
  func optionalSelect(_ value: Value, _ context: EvaluationContext) -> Value {
    var value = value
    if value.isKind(.optional) {
      guard let wrapped = context.wrapped(value) else { return .none }
      value = wrapped
    }
    let found = find(value, context)
    if found.isAbsent { return .none }
    return found.isAbnormal ? found : context.optional(found)
  }

  /// `has(value.field)`.
  func has(_ value: Value, _ context: EvaluationContext) -> Value {
    var value = value
    if value.isKind(.optional) {
      guard let wrapped = context.wrapped(value) else { return .bool(false) }
      value = wrapped
    }
    let found = find(value, context)
    return found.isAbnormal && (!value.isKind(.map) || value.isAbnormal)
      ? found : .bool(!found.isAbsent)
  }
}
