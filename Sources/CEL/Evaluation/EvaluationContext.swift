package import SourceText

/// What evaluations need beside the program: the host's state, the variables'
/// values, and the arenas that hold strings, lists and maps.
///
/// One per thread, used for any number of programs and evaluations.
@usableFromInline
package final class EvaluationContext {
  /// The host's own state, for its field readers and functions.
  @usableFromInline package let host: AnyObject?
  // The same as an address and its class, for `unmanagedHost(as:)`: to take these from `host`
  // would retain it for every field that is read.
  @usableFromInline let hostType: ObjectIdentifier?
  @usableFromInline let hostAddress: UnsafeRawPointer?
  /// The host's declared opaque types, for display and comparison.
  let opaques: [OpaqueType]

  // The dynamic exclusivity check of each access would take longer than most
  // evaluations. None of these is passed on as inout while other code runs: the
  // arenas are read through copies of their references.
  @exclusivity(unchecked) var slots: [Value]
  @exclusivity(unchecked) var constants: [Value] = []
  @exclusivity(unchecked) var constantBase = 0
  /// Where each program's constants start in `constants`, by program number; -1
  /// where the program was never evaluated here.
  @exclusivity(unchecked) var constantBases: [Int32] = []
  @exclusivity(unchecked) var distantConstantBases: [Int: Int] = [:]

  @exclusivity(unchecked) var persistentBytes: [UInt8] = []
  @exclusivity(unchecked) var transientBytes: [UInt8] = []
  @exclusivity(unchecked) var internTable: [UInt32] = Array(repeating: 0, count: 64)
  @exclusivity(unchecked) var internedTexts: [UInt64] = []

  @exclusivity(unchecked) var persistentElements: [Value] = []
  @exclusivity(unchecked) var transientElements: [Value] = []
  /// The places of the keys of large maps, by the map's range and storage.
  @exclusivity(unchecked) var mapIndexes: [UInt64: [MapKey: Int32]] = [:]

  /// Values that the host keeps, by places of its choosing; absent where there is none.
  @exclusivity(unchecked) var kept: [Value] = []

  /// Patterns that are no constants, by their text.
  @exclusivity(unchecked) var patterns: [[UInt8]: Result<Pattern, Pattern.Failure>] = [:]

  @exclusivity(unchecked) var errors: [ErrorRecord] = [ErrorRecord(code: .variableNotSet)]
  /// What is left of `Limits.cost` in this evaluation.
  @exclusivity(unchecked) var budget = Limits.cost
  /// The cost of one evaluation; a test may lower it.
  @exclusivity(unchecked) package var costLimit = Limits.cost

  /// What the conditions of recording programs came out as; empty without such programs.
  @exclusivity(unchecked) package internal(set) var conditions = ConditionRecord()

  /// The steps that the last evaluation took.
  package var steps: Int { costLimit - budget }

  /// Whether a value is the error of an evaluation that would take too much: a bound was crossed.
  package func isBoundError(_ value: Value) -> Bool {
    let place = Int(truncatingIfNeeded: value.payload)
    guard value.isError, errors.indices.contains(place) else { return false }
    return errors[place].code == .costLimit || errors[place].code == .sizeLimit
  }

  /// The host's state where it is exactly of a class; cheaper than a cast.
  @inlinable
  @inline(__always)
  package func host<State: AnyObject>(as type: State.Type) -> State? {
    guard let host, Swift.type(of: host) == type else { return nil }
    return unsafeDowncast(host, to: type)
  }

  /// The host's state where it is exactly of a class, not retained: it lives as long as the context.
  @inlinable
  @inline(__always)
  package func unmanagedHost<State: AnyObject>(as type: State.Type) -> Unmanaged<State>? {
    hostType == ObjectIdentifier(type) ? hostAddress.map(Unmanaged.fromOpaque) : nil
  }

  /// A context for expressions that were checked with these declarations, or
  /// with others that declare the same opaque types.
  package init(_ declarations: Declarations, host: AnyObject? = nil) {
    self.host = host
    hostType = host.map { ObjectIdentifier(Swift.type(of: $0)) }
    hostAddress = host.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) }
    opaques = declarations.opaques
    slots = Array(repeating: Value(.error), count: max(declarations.slotCount, 8))
  }

  /// A value that stays valid when the context is reset, made once for each place.
  package func keptValue(at place: Int, _ make: () -> Value) -> Value {
    if place < kept.count, !kept[place].isAbsent { return kept[place] }
    let value = make()
    while kept.count <= place { kept.append(.absent) }
    kept[place] = value
    return value
  }

  /// Sets a variable for the evaluations that follow.
  package func set(_ slot: VariableSlot, _ value: Value) {
    if slot.rawValue >= slots.count { reserveSlots(slot.rawValue &+ 1) }
    slots[slot.rawValue] = value
  }

  /// Forgets every string, list, map and error that evaluations made; interned
  /// strings and the variables' slots stay (a variable that held one of the
  /// forgotten must be set anew).
  package func reset() {
    if !transientBytes.isEmpty {
      transientBytes.removeAll(keepingCapacity: transientBytes.count < 1 << 20)
    }
    if !transientElements.isEmpty {
      transientElements.removeAll(keepingCapacity: transientElements.count < 1 << 16)
    }
    if !mapIndexes.isEmpty { mapIndexes.removeAll() }
    if errors.count > 1 { errors.removeSubrange(1...) }
  }

  func reserveSlots(_ count: Int) {
    while slots.count < count { slots.append(Value(.error)) }
  }

  /// Takes steps off the budget; false once it is used up.
  @inline(__always)
  func charge(_ steps: Int = 1) -> Bool {
    budget &-= steps
    return budget >= 0
  }

  /// A result, or the cost error once the budget is used up: functions stop early
  /// then, and what they gave means nothing.
  @inline(__always)
  func withinBudget(_ value: Value) -> Value {
    budget >= 0 ? value : costError(value)
  }

  @inline(never)
  private func costError(_ value: Value) -> Value {
    let place = Int(truncatingIfNeeded: value.payload)
    if value.isError, errors.indices.contains(place), errors[place].code == .costLimit {
      return value
    }
    return fail(.costLimit)
  }

  /// Takes off what it costs to read the text of a string or byte string, one step
  /// for each 64 bytes; false once the budget is used up.
  @inline(__always)
  func chargeText(_ value: Value) -> Bool {
    guard value.isKind(.string) || value.isKind(.bytes) else { return true }
    return charge(value.count &>> 6)
  }

  // MARK: Errors

  /// An error with a message of the caller's, one sentence without a full stop.
  package func fail(_ message: String) -> Value {
    record(ErrorRecord(code: .message, text: message))
  }

  func fail(_ code: ErrorCode, _ first: Value = .null, _ second: Value = .null) -> Value {
    record(ErrorRecord(code: code, first: first, second: second))
  }

  func fail(
    _ code: ErrorCode, text: String, _ first: Value = .absent, _ second: Value = .absent
  ) -> Value {
    record(ErrorRecord(code: code, text: text, first: first, second: second))
  }

  private func record(_ record: ErrorRecord) -> Value {
    if errors.count >= Limits.errorRecords {
      if errors.count == Limits.errorRecords {
        errors.append(ErrorRecord(code: .message, text: "too many errors"))
      }
      errors[Limits.errorRecords] = record
      return Value(.error, payload: UInt64(Limits.errorRecords))
    }
    errors.append(record)
    return Value(.error, payload: UInt64(errors.count - 1))
  }

  /// Remembers where an error arose, unless a part of that place is known.
  func locate(_ value: Value, _ range: SourceRange) {
    let place = Int(truncatingIfNeeded: value.payload)
    guard value.isError, errors.indices.contains(place), place > 0 else { return }
    if errors[place].range == nil { errors[place].range = range }
  }

  /// Whether an error is of the kind that checking rules out: a function or
  /// operator on values it does not take.
  package func isTypeError(_ value: Value) -> Bool {
    let place = Int(truncatingIfNeeded: value.payload)
    guard value.isError, errors.indices.contains(place) else { return false }
    switch errors[place].code {
    case .noSuchOverload, .noSuchField, .undeclaredName, .unsupportedKey, .incomparable,
      .notAnOptional:
      return true
    default: return false
    }
  }

  /// Where in the expression's text an error arose; nil where that is not known.
  package func errorRange(_ value: Value) -> SourceRange? {
    let place = Int(truncatingIfNeeded: value.payload)
    return value.isError && errors.indices.contains(place) ? errors[place].range : nil
  }
}
