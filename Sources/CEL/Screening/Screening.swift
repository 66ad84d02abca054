/// A screen at work in one context: the values that were read of the current object, and the tests.
///
/// Memory of its own instead of arrays, since each test would check their bounds and each reading
/// count references.
package struct Screening: ~Copyable {
  private let context: EvaluationContext
  private let instructions: UnsafeMutableBufferPointer<Screen.Instruction>
  private let readings: UnsafeMutableBufferPointer<Reading>
  /// By reading; `unread` until it is asked for.
  private let values: UnsafeMutableBufferPointer<Value>
  /// The readings that were asked for.
  private let asked: UnsafeMutableBufferPointer<UInt16>
  private let askedCount: UnsafeMutablePointer<Int>
  private let fixed: UnsafeMutableBufferPointer<Value>
  /// By fixed list: the last bytes of its texts, a bit each, so that most texts need no comparison.
  private let lastBytes: UnsafeMutableBufferPointer<LastBytes>
  private let programs: [Program]
  private let opaques: [OpaqueType]

  /// A set of bytes below 128.
  private struct LastBytes {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// Whether an empty text, or one that ends in another byte, is among them.
    var hasOthers = false

    mutating func insert(_ byte: UInt8?) {
      switch byte {
      case .some(let byte) where byte < 64: low |= 1 << UInt64(byte)
      case .some(let byte) where byte < 128: high |= 1 << UInt64(byte - 64)
      default: hasOthers = true
      }
    }

    func mayContain(_ byte: UInt8) -> Bool {
      hasOthers || byte < 64 && low >> UInt64(byte) & 1 == 1
        || byte >= 64 && byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }
  }

  /// A reading whose closure is called without counting references to it.
  private struct Reading {
    /// The reading of the object; -1 for a variable.
    let parent: Int32
    let slot: Int32
    let isShared: Bool
    let reader: Unmanaged<Reader>

    init(_ reading: Screen.Reading) {
      switch reading {
      case .variable(let slot):
        self.slot = Int32(truncatingIfNeeded: slot)
        parent = -1
        isShared = false
        reader = .passRetained(Reader { _, _ in Value(.error) })
      case .field(of: let parent, let read, let isShared):
        self.isShared = isShared
        self.parent = Int32(truncatingIfNeeded: parent)
        slot = -1
        reader = .passRetained(Reader(read))
      }
    }
  }

  private final class Reader {
    let read: @Sendable (EvaluationContext, UInt32) -> Value

    init(_ read: @escaping @Sendable (EvaluationContext, UInt32) -> Value) {
      self.read = read
    }
  }

  private static var unread: Value { Value(payload: 0, meta: .max) }

  /// - Parameter context: Keeps the texts of the screen's constants.
  package init(_ screen: Screen, _ context: EvaluationContext) {
    self.context = context
    instructions = .allocate(capacity: screen.instructions.count)
    _ = instructions.initialize(fromContentsOf: screen.instructions)
    readings = .allocate(capacity: screen.readings.count)
    _ = readings.initialize(fromContentsOf: screen.readings.map(Reading.init))
    values = .allocate(capacity: screen.readings.count)
    values.initialize(repeating: Self.unread)
    asked = .allocate(capacity: screen.readings.count)
    askedCount = .allocate(capacity: 1)
    askedCount.initialize(to: 0)
    fixed = .allocate(capacity: screen.fixed.count)
    lastBytes = .allocate(capacity: screen.fixed.count)
    lastBytes.initialize(repeating: LastBytes())
    for (place, value) in screen.fixed.enumerated() {
      switch value {
      case .plain(let value): fixed.initializeElement(at: place, to: value)
      case .constant(let constant):
        fixed.initializeElement(at: place, to: context.value(of: constant))
        guard case .list(let elements) = constant else { continue }
        for case .string(let bytes) in elements { lastBytes[place].insert(bytes.last) }
      }
    }
    programs = screen.programs
    opaques = screen.opaques
  }

  deinit {
    instructions.deallocate()
    for reading in readings { reading.reader.release() }
    readings.deallocate()
    values.deallocate()
    asked.deallocate()
    askedCount.deallocate()
    fixed.deallocate()
    lastBytes.deallocate()
  }

  /// Forgets what was read; to be called when the context's variables are set anew, and when it is
  /// reset.
  package func enter() {
    for index in 0..<askedCount.pointee { values[Int(asked[index])] = Self.unread }
    askedCount.pointee = 0
    context.budget = context.costLimit
  }

  /// Where the tests of a rule start for the group of the current object: behind those that ask only
  /// for what all of the group have in common.
  package func settled(_ entry: Screen.Entry) -> Screen.Entry {
    var next = entry.start
    while next >= 0 {
      let instruction = instructions[Int(next)]
      guard instruction.test.looksAtOperandsAlone, isShared(instruction.left),
        instruction.test.hasOneOperand || isShared(instruction.right),
        let isTrue = isTrue(instruction)
      else { break }
      next = isTrue ? instruction.onTrue : instruction.onFalse
    }
    return Screen.Entry(start: next)
  }

  private func isShared(_ operand: Screen.Operand) -> Bool {
    operand.isFixed || readings[operand.place].isShared
  }

  /// Whether a rule finds nothing wrong with the current object, or cannot be judged here (false).
  @inline(__always)
  package func passes(_ entry: Screen.Entry) -> Bool {
    entry.start < 0 ? entry.start == Screen.Goal.pass : passes(from: entry.start)
  }

  private func passes(from start: Int32) -> Bool {
    var next = start
    while next >= 0 {
      let instruction = instructions[Int(next)]
      guard let isTrue = isTrue(instruction) else { return false }
      next = isTrue ? instruction.onTrue : instruction.onFalse
    }
    // Once the budget is used up, comparing texts means nothing.
    return next == Screen.Goal.pass && context.budget >= 0
  }

  /// What a test gives; nil where it cannot be told here.
  @inline(__always)
  private func isTrue(_ instruction: Screen.Instruction) -> Bool? {
    switch instruction.test {
    case .has:
      let value = value(instruction.left)
      return value.isAbnormal ? nil : !value.isAbsent
    case .isTrue:
      let value = value(instruction.left)
      return value.isKind(.bool) ? value.payload == 1 : nil
    case .equals:
      return areEqual(value(instruction.left), value(instruction.right))
    case .isLess, .isLessOrEqual:
      return isLess(
        value(instruction.left), value(instruction.right), instruction,
        orEqual: instruction.test == .isLessOrEqual)
    case .isAnyOf: return isAny(instruction) { context.sameBytes($0, $1) }
    case .endsWithAny:
      return isAny(instruction) { context.hasBytes($1, in: $0, at: $0.count - $1.count) }
    case .equalsConcatenation:
      let text = value(instruction.left)
      let head = value(instruction.right)
      let tail = value(Screen.Operand(bits: instruction.detail))
      guard text.isKind(.string), head.isKind(.string), tail.isKind(.string) else { return nil }
      return context.isConcatenation(text, head, tail)
    case .program:
      return programs[Int(instruction.detail)].evaluate(context).asBool
    }
  }

  @inline(__always)
  private func areEqual(_ left: Value, _ right: Value) -> Bool? {
    guard left.kind == right.kind else { return nil }
    switch left.kind {
    case .bool, .int, .uint: return left.payload == right.payload
    case .string: return context.sameBytes(left, right)
    case .opaque: return context.isEqual(left, right)
    default: return nil
    }
  }

  private func isLess(
    _ left: Value, _ right: Value, _ instruction: Screen.Instruction, orEqual: Bool
  ) -> Bool? {
    guard left.kind == right.kind else { return nil }
    switch left.kind {
    case .int: return left.intBits < right.intBits || orEqual && left.intBits == right.intBits
    case .double:
      return left.doubleBits < right.doubleBits || orEqual && left.doubleBits == right.doubleBits
    case .opaque:
      guard let order = opaques[Int(instruction.detail)].compare(context, left, right) else {
        return nil
      }
      return order == .less || orEqual && order == .equal
    default: return nil
    }
  }

  /// Whether a test holds for a text and one of a list of constants.
  @inline(__always)
  private func isAny(
    _ instruction: Screen.Instruction, _ test: (Value, Value) -> Bool
  ) -> Bool? {
    let text = value(instruction.left)
    guard text.isKind(.string) else { return nil }
    let place = instruction.right.place
    let last = text.count == 0 ? nil : context.withBytes(text) { $0[$0.count - 1] }
    if let last, !lastBytes[place].mayContain(last) { return false }
    let list = fixed[place]
    for index in 0..<list.count where test(text, context.element(list, index)) { return true }
    return false
  }

  // MARK: Values

  @inline(__always)
  private func value(_ operand: Screen.Operand) -> Value {
    operand.isFixed ? fixed[operand.place] : value(at: operand.place)
  }

  @inline(__always)
  private func value(at place: Int) -> Value {
    let known = values[place]
    return known.meta == .max ? read(place) : known
  }

  private func read(_ place: Int) -> Value {
    let reading = readings[place]
    let value: Value
    if reading.parent < 0 {
      value = context.slots[Int(reading.slot)]
    } else {
      let object = self.value(at: Int(reading.parent))
      // What the field of no object is, the condition's own program says.
      value =
        object.isKind(.object)
        ? reading.reader._withUnsafeGuaranteedRef {
          $0.read(context, UInt32(truncatingIfNeeded: object.payload))
        } : Value(.error)
    }
    values[place] = value
    asked[askedCount.pointee] = UInt16(truncatingIfNeeded: place)
    askedCount.pointee += 1
    return value
  }
}
