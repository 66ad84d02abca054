internal import Synchronization

/// A compiled expression: evaluated any number of times, on any thread, with a
/// context for each.
package struct Program: Sendable {
  typealias Code = @Sendable (EvaluationContext) -> Value

  private let code: Code
  private let slotCount: Int
  private let constants: [Constant]
  private let number: Int

  init(code: @escaping Code, slotCount: Int, constants: [Constant]) {
    self.code = code
    self.slotCount = slotCount
    self.constants = constants
    number =
      constants.isEmpty
      ? -1 : programCount.wrappingAdd(1, ordering: .relaxed).oldValue
  }

  /// Evaluates the expression; errors and unknown are values.
  ///
  /// The strings, lists and errors of the value last until the context is reset.
  package func evaluate(_ context: EvaluationContext) -> Value {
    if context.slots.count < slotCount { context.reserveSlots(slotCount) }
    context.budget = context.costLimit
    guard number >= 0 else { return context.withinBudget(code(context)) }
    let saved = context.constantBase
    context.constantBase = context.base(ofConstants: constants, number: number)
    let value = code(context)
    context.constantBase = saved
    return context.withinBudget(value)
  }
}

private let programCount = Atomic<Int>(0)

extension EvaluationContext {
  /// Where a program's constants start, made at its first evaluation here.
  fileprivate func base(ofConstants wanted: [Constant], number: Int) -> Int {
    if number < constantBases.count {
      let base = constantBases[number]
      if base >= 0 { return Int(base) }
    } else if let base = distantConstantBases[number] {
      return base
    }
    let base = constants.count
    for constant in wanted { constants.append(value(of: constant)) }
    if number < 1 << 14 {
      while constantBases.count <= number { constantBases.append(-1) }
      constantBases[number] = Int32(truncatingIfNeeded: base)
    } else {
      distantConstantBases[number] = base
    }
    return base
  }

  /// The value of a constant, which stays when the context is reset.
  func value(of constant: Constant) -> Value {
    switch constant {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .uint(let value): return .uint(value)
    case .double(let bits): return .double(Double(bitPattern: bits))
    case .string(let bytes): return intern(utf8: bytes)
    case .bytes(let bytes): return retyped(intern(utf8: bytes), .bytes)
    case .type(let name): return retyped(intern(name), .type)
    case .timestamp(let seconds, let nanoseconds):
      return .timestamp(seconds: seconds, nanoseconds: nanoseconds)
    case .duration(let seconds, let nanoseconds):
      return .duration(seconds: seconds, nanoseconds: nanoseconds)
    case .list(let elements):
      let values = elements.map { value(of: $0) }
      let payload = UInt64(persistentElements.count) | UInt64(values.count) &<< 32
      persistentElements.append(contentsOf: values)
      return Value(.list, payload: payload, detail: Value.Storage.persistent)
    }
  }
}
