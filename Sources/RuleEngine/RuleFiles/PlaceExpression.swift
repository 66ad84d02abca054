internal import CEL
internal import HostingModel
internal import SourceText

/// What `at:` names: a field, whose origin is the place, or an object, whose name is.
enum PlaceExpression: Sendable {
  case field(operand: Program, type: ObjectTypeID, field: FieldID)
  case object(Program)

  /// A place and whether it is the one that was asked for.
  struct Found {
    let location: SourceLocation
    /// False where the field is absent, so that its entity's name stands for it.
    let isExact: Bool
  }

  /// Nil where the expression names neither a field nor an object.
  init?(_ checked: CheckedExpression, _ schema: Schema) {
    switch checked.selection {
    case .field(let operand, let type, let field):
      self = .field(operand: operand.compile(), type: type, field: field)
    case .variable, .other:
      guard case .object = checked.type else { return nil }
      self = .object(checked.compile())
    }
  }

  /// The place in a hierarchy; nil where nothing that the file defines is named.
  func find(
    _ context: EvaluationContext, _ schema: Schema, in hosting: Hosting, _ meter: RuleMeter
  ) -> Found? {
    switch self {
    case .object(let program):
      return name(of: program.evaluate(context, counting: meter), in: hosting, isExact: true)
    case .field(let operand, let type, let field):
      let object = operand.evaluate(context, counting: meter)
      guard let index = object.asObject else { return nil }
      if let origin = schema.origin(of: field, type: type, index: index, in: hosting) {
        return Found(location: hosting.location(of: origin), isExact: true)
      }
      return name(of: object, in: hosting, isExact: false)
    }
  }

  private func name(of object: Value, in hosting: Hosting, isExact: Bool) -> Found? {
    guard let index = object.asObject, let type = object.objectType,
      ObjectKind.allCases.indices.contains(Int(type.rawValue)),
      case let kind = ObjectKind.allCases[Int(type.rawValue)],
      let location = hosting.nameLocation(of: kind.entity(index, in: hosting))
    else { return nil }
    return Found(location: location, isExact: isExact)
  }
}
