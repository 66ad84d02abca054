/// Lists as sets, as in cel-go's `Sets` extension.
extension Library {
  static let sets: Library = {
    var library = Library("sets")
    library.add(
      "sets.contains", .function(.listOfA, .listOfA, .bool) { $0.contains($1, all: $2) })
    library.add(
      "sets.equivalent",
      .function(.listOfA, .listOfA, .bool) { context, left, right in
        let first = context.contains(left, all: right)
        return first.isTrue ? context.contains(right, all: left) : first
      })
    library.add(
      "sets.intersects",
      .function(.listOfA, .listOfA, .bool) { context, left, right in
        for index in 0..<right.count {
          let found = context.contains(left, context.element(right, index))
          guard context.charge() else { return context.fail(.costLimit) }
          if !found.isFalse { return found }
        }
        return .bool(false)
      })
    return library
  }()
}

extension EvaluationContext {
  /// Whether every element of the second list is in the first.
  func contains(_ list: Value, all wanted: Value) -> Value {
    for index in 0..<wanted.count {
      guard charge() else { return fail(.costLimit) }
      let found = contains(list, element(wanted, index))
      if !found.isTrue { return found }
    }
    return .bool(true)
  }
}
