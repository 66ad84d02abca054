/// Optional values, as in cel-go's `OptionalTypes` extension.
extension Library {
  static let optionals: Library = {
    var library = Library("optionals")
    library.addType("optional_type", .optional(.dyn))
    library.add("optional.of", .function(.a, .optionalOfA) { $0.optional($1) })
    library.add("optional.none", .function(.optionalOfA) { _ in .none })
    library.add(
      "optional.ofNonZeroValue",
      .function(.a, .optionalOfA) { $0.isZero($1) ? .none : $0.optional($1) })
    library.add("hasValue", .member(.optionalOfA, .bool) { .bool($0.wrapped($1) != nil) })
    library.add(
      "value",
      .member(.optionalOfA, .a) { $0.wrapped($1) ?? $0.fail(.emptyOptional) })
    library.add(
      "or",
      .member(.optionalOfA, .optionalOfA, .optionalOfA) { $0.wrapped($1) == nil ? $2 : $1 })
    library.add("orValue", .member(.optionalOfA, .a, .a) { $0.wrapped($1) ?? $2 })
    let unwrap: @Sendable (EvaluationContext, Value) -> Value = { context, list in
      guard context.charge(list.count / 4) else { return context.fail(.costLimit) }
      var values: [Value] = []
      for index in 0..<list.count {
        let element = context.element(list, index)
        guard element.isKind(.optional) else { return context.fail(.notAnOptional, element) }
        if let wrapped = context.wrapped(element) { values.append(wrapped) }
      }
      return context.list(values)
    }
    library.add("optional.unwrap", .function(.list(.optionalOfA), .listOfA, unwrap))
    library.add("unwrapOpt", .member(.list(.optionalOfA), .listOfA, unwrap))
    return library
  }()
}

extension EvaluationContext {
  /// Whether a value is its type's zero or empty.
  func isZero(_ value: Value) -> Bool {
    switch value.kind {
    case .null: true
    case .bool, .int, .uint: value.payload == 0
    case .double: value.doubleBits == 0
    case .string, .bytes, .list, .map: value.count == 0
    case .duration: value.payload == 0 && value.extra == 0
    case .optional: wrapped(value) == nil
    default: false
    }
  }
}
