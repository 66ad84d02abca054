/// A type whose values only the host understands, such as an amount.
package struct OpaqueType: Sendable {
  /// How two values stand to each other.
  package enum Ordering: Sendable {
    case less, equal, greater
  }

  package let name: String
  package let documentation: String
  /// The text of a value in messages and of `string(x)`.
  package let display: @Sendable (EvaluationContext, Value) -> String
  /// Orders two values of which at least one is of this type; nil where they
  /// do not compare, which is an error.
  package let compare: @Sendable (EvaluationContext, Value, Value) -> Ordering?
  /// The types beside itself that it compares with.
  package let comparesWith: [CELType]
  /// Adds two values of which at least one is of this type; nil without addition.
  package let add: (@Sendable (EvaluationContext, Value, Value) -> Value)?
  /// The types beside itself that it adds with.
  package let addsWith: [CELType]
  /// What to write where an operator does not fit, as the end of an error.
  package let help: String?

  package init(
    name: String, documentation: String = "",
    display: @escaping @Sendable (EvaluationContext, Value) -> String,
    compare: @escaping @Sendable (EvaluationContext, Value, Value) -> Ordering?,
    comparesWith: [CELType] = [],
    add: (@Sendable (EvaluationContext, Value, Value) -> Value)? = nil,
    addsWith: [CELType] = [], help: String? = nil
  ) {
    self.name = name
    self.documentation = documentation
    self.display = display
    self.compare = compare
    self.comparesWith = comparesWith
    self.add = add
    self.addsWith = addsWith
    self.help = help
  }

  /// The overloads of operators that declaring the type adds.
  var overloads: [(name: String, overloads: [Overload])] {
    let own = CELType.opaque(name)
    let compare = self.compare
    let display = self.display
    let pairs = [(own, own)] + comparesWith.flatMap { [(own, $0), ($0, own)] }
    var result: [(name: String, overloads: [Overload])] = []
    let tests: [(String, @Sendable (Ordering) -> Bool)] = [
      ("_<_", { $0 == .less }), ("_<=_", { $0 != .greater }),
      ("_>_", { $0 == .greater }), ("_>=_", { $0 != .less }),
    ]
    for (operation, test) in tests {
      result.append(
        (
          operation,
          pairs.map { left, right in
            .function(left, right, .bool) { context, a, b in
              guard let order = compare(context, a, b) else {
                return context.fail(.incomparable, a, b)
              }
              return .bool(test(order))
            }
          }
        ))
    }
    let mixed = pairs.dropFirst()
    result.append(
      ("_==_", mixed.map { .function($0, $1, .bool) { .bool(compare($0, $1, $2) == .equal) } }))
    result.append(
      ("_!=_", mixed.map { .function($0, $1, .bool) { .bool(compare($0, $1, $2) != .equal) } }))
    result.append(
      ("string", [.function(own, .string) { $0.string(display($0, $1)) }]))
    result += Overload.ordering(of: own).map { ($0.0, [$0.1]) }
    if let add {
      let sums = [(own, own)] + addsWith.flatMap { [(own, $0), ($0, own)] }
      result.append(("_+_", sums.map { .function($0, $1, own) { add($0, $1, $2) } }))
      result.append(
        (
          "sum",
          [
            .member(.list(own), own) { context, list in
              list.count > 0
                ? context.sum(list, zero: .null) : context.fail("sum of an empty list of \(own)")
            }
          ]
        ))
    }
    return result.map { name, overloads in
      (
        name,
        overloads.map { overload in
          var overload = overload
          overload.isStandard = true
          return overload
        }
      )
    }
  }
}
