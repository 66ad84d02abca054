internal import SourceText

/// Macros that go over a list or map.
extension Compiler {
  /// One turn: sets the variables, and gives what the body is to see.
  private struct Turns: Sendable {
    let slot: Int
    let isPair: Bool

    /// Sets the variables for a turn.
    @inline(__always)
    func enter(_ range: Value, _ index: Int, _ context: EvaluationContext) {
      if range.isKind(.list) {
        let element = context.element(range, index)
        if isPair {
          context.slots[slot] = .int(index)
          context.slots[slot &+ 1] = element
        } else {
          context.slots[slot] = element
        }
      } else {
        context.slots[slot] = context.key(range, index)
        if isPair { context.slots[slot &+ 1] = context.value(range, index) }
      }
    }
  }

  mutating func compileComprehension(
    _ expression: Expression, _ comprehension: Expression.Comprehension
  ) -> Code {
    guard let slot = localSlot(of: expression) else { return { $0.fail(.undeclaredName) } }
    let turns = Turns(slot: slot, isPair: comprehension.variables.count == 2)
    let range = compile(comprehension.range)
    let filter = comprehension.filter.map { Node(run: compile($0)) }
    let body = compile(comprehension.body)
    let place = comprehension.name.range
    let run: @Sendable (EvaluationContext, Value) -> Value
    switch comprehension.operation {
    case .all: run = Self.quantifier(turns, body, decisive: .bool(false))
    case .exists: run = Self.quantifier(turns, body, decisive: .bool(true))
    case .existsOne: run = Self.existsOne(turns, body)
    case .filter: run = Self.filter(turns, body)
    case .list: run = Self.list(turns, filter, body)
    case .map: run = Self.map(turns, filter, body)
    case .mapEntry: run = Self.mapEntries(turns, filter, body)
    case .sortBy: run = Self.sortBy(turns, body)
    }
    return { context in
      let value = range(context)
      guard value.isKind(.list) || value.isKind(.map) else {
        if value.isAbnormal { return value }
        let error = context.fail(.noSuchOverload, text: "a comprehension", value)
        context.locate(error, place)
        return error
      }
      let result = run(context, value)
      if result.isError { context.locate(result, place) }
      return result
    }
  }

  /// `all` and `exists`: one turn may decide, whatever the others give.
  private static func quantifier(
    _ turns: Turns, _ body: @escaping Code, decisive: Value
  ) -> @Sendable (EvaluationContext, Value) -> Value {
    let going = Value.bool(!decisive.isTrue)
    return { context, range in
      var pending: Value?
      for index in 0..<range.count {
        guard context.charge() else { return context.fail(.costLimit) }
        turns.enter(range, index, context)
        let value = body(context)
        if same(value, decisive) { return decisive }
        if !same(value, going) {
          let abnormal =
            value.isAbnormal
            ? value : context.fail(.noSuchOverload, text: "a condition", value)
          pending = worse(pending, abnormal)
        }
      }
      return pending ?? going
    }
  }

  private static func existsOne(
    _ turns: Turns, _ body: @escaping Code
  ) -> @Sendable (EvaluationContext, Value) -> Value {
    { context, range in
      var found = 0
      for index in 0..<range.count {
        guard context.charge() else { return context.fail(.costLimit) }
        turns.enter(range, index, context)
        let value = body(context)
        if value.isTrue {
          found += 1
        } else if !value.isFalse {
          return value.isAbnormal
            ? value : context.fail(.noSuchOverload, text: "a condition", value)
        }
      }
      return .bool(found == 1)
    }
  }

  private static func filter(
    _ turns: Turns, _ body: @escaping Code
  ) -> @Sendable (EvaluationContext, Value) -> Value {
    { context, range in
      var kept: [Value] = []
      for index in 0..<range.count {
        guard context.charge() else { return context.fail(.costLimit) }
        turns.enter(range, index, context)
        let value = body(context)
        if value.isTrue {
          kept.append(
            range.isKind(.list) ? context.element(range, index) : context.key(range, index))
        } else if !value.isFalse {
          return value.isAbnormal
            ? value : context.fail(.noSuchOverload, text: "a condition", value)
        }
      }
      return kept.count == range.count && range.isKind(.list) ? range : context.list(kept)
    }
  }

  /// Runs the body for each turn that the filter lets through; the value that
  /// stops it, or nil.
  @inline(__always)
  private static func forEach(
    _ turns: Turns, _ filter: Node?, _ body: Code, _ range: Value, _ context: EvaluationContext,
    _ take: (Int, Value) -> Value?
  ) -> Value? {
    for index in 0..<range.count {
      guard context.charge() else { return context.fail(.costLimit) }
      turns.enter(range, index, context)
      if let filter {
        let test = filter.run(context)
        if test.isFalse { continue }
        guard test.isTrue else {
          return test.isAbnormal
            ? test : context.fail(.noSuchOverload, text: "a condition", test)
        }
      }
      let value = body(context)
      if value.isAbnormal { return value }
      if let stop = take(index, value) { return stop }
    }
    return nil
  }

  private static func list(
    _ turns: Turns, _ filter: Node?, _ body: @escaping Code
  ) -> @Sendable (EvaluationContext, Value) -> Value {
    { context, range in
      var values: [Value] = []
      let stop = forEach(turns, filter, body, range, context) { _, value in
        values.append(value)
        return nil
      }
      return stop ?? context.list(values)
    }
  }

  private static func map(
    _ turns: Turns, _ filter: Node?, _ body: @escaping Code
  ) -> @Sendable (EvaluationContext, Value) -> Value {
    { context, range in
      var entries: [(key: Value, value: Value)] = []
      let stop = forEach(turns, filter, body, range, context) { index, value in
        let key = range.isKind(.list) ? .int(index) : context.key(range, index)
        entries.append((key, value))
        return nil
      }
      return stop ?? context.map(entries)
    }
  }

  private static func mapEntries(
    _ turns: Turns, _ filter: Node?, _ body: @escaping Code
  ) -> @Sendable (EvaluationContext, Value) -> Value {
    { context, range in
      var entries: [(key: Value, value: Value)] = []
      let stop = forEach(turns, filter, body, range, context) { _, value in
        guard let found = context.entries(value) else {
          return context.fail(.noSuchOverload, text: "transformMapEntry", value)
        }
        guard context.charge(found.count) else { return context.fail(.costLimit) }
        entries.append(contentsOf: found)
        return nil
      }
      return stop ?? context.map(entries)
    }
  }

  private static func sortBy(
    _ turns: Turns, _ body: @escaping Code
  ) -> @Sendable (EvaluationContext, Value) -> Value {
    { context, range in
      guard range.isKind(.list) else {
        return context.fail(.noSuchOverload, text: "sortBy", range)
      }
      var keys: [Value] = []
      let stop = forEach(turns, nil, body, range, context) { _, value in
        keys.append(value)
        return nil
      }
      if let stop { return stop }
      return context.sorted(range, by: keys)
    }
  }
}
