internal import SourceText

/// Macros that go over a list or map.
extension Checker {
  mutating func inferComprehension(
    _ expression: Expression, _ comprehension: Expression.Comprehension
  ) -> Outcome {
    let range = check(comprehension.range)
    let isPair = comprehension.variables.count == 2
    var first = faulty
    var second = faulty
    /// The keys of a map that `transformMap` makes.
    var key = faulty
    switch substitution.resolve(range.type) {
    case .list(let element):
      first = isPair ? .int : element
      second = element
      key = .int
    case .map(let foundKey, let value) where comprehension.operation != .sortBy:
      first = foundKey
      second = value
      key = foundKey
    case .dyn, .error:
      first = .dyn
      second = .dyn
      key = .dyn
    case .variable:
      _ = substitution.assign(.dyn, to: range.type)
      first = .dyn
      second = .dyn
      key = .dyn
    case let other:
      report(
        comprehension.range.range,
        "`\(comprehension.name.text)` goes over a list or a map, found \(show(other))")
    }
    for (variable, type) in zip(comprehension.variables, [first, second]) {
      let slot = enter(variable, type)
      if references[expression.id] == nil { references[expression.id] = .slot(slot) }
    }
    defer { leave(comprehension.variables.count) }

    let saved = facts
    defer { facts = saved }
    if let filter = comprehension.filter {
      facts = facts.union(check(filter, expecting: .bool).whenTrue)
    }
    switch comprehension.operation {
    case .all, .exists, .existsOne:
      check(comprehension.body, expecting: .bool)
      return Outcome(type: .bool)
    case .filter:
      check(comprehension.body, expecting: .bool)
      return Outcome(type: .list(first))
    case .list:
      return Outcome(type: .list(check(comprehension.body).type))
    case .map:
      return Outcome(type: .map(key, check(comprehension.body).type))
    case .mapEntry:
      let wanted = CELType.map(substitution.freshVariable(), substitution.freshVariable())
      return Outcome(type: check(comprehension.body, expecting: wanted).type)
    case .sortBy:
      let body = check(comprehension.body)
      if !isOrdered(body.type) {
        report(comprehension.body.range, "values of type \(show(body.type)) have no order")
      }
      return Outcome(type: .list(first))
    }
  }

  private func isOrdered(_ type: CELType) -> Bool {
    switch type {
    case .list, .map, .null, .type, .optional, .object: false
    default: true
    }
  }
}
