/// The functions and operators of the specification's "List of Standard Definitions".
extension Library {
  static let standard: Library = {
    var library = Library("standard")
    library.addTypes()
    library.addComparisons()
    library.addArithmetic()
    library.addCollections()
    library.addStringTests()
    library.addConversions()
    return library
  }()

  private mutating func addTypes() {
    let plain: [CELType] = [.bool, .int, .uint, .double, .string, .bytes, .null]
    for type in plain { addType(type.runtimeName, type) }
    addType("list", .list(.dyn))
    addType("map", .map(.dyn, .dyn))
    addType("type", .type(.dyn))
    addType("google.protobuf.Timestamp", .timestamp)
    addType("google.protobuf.Duration", .duration)
    add(
      "type",
      .function(.a, .type(.a)) { context, value in
        context.type(named: context.typeName(value))
      })
    add("dyn", .function(.a, .dyn) { _, value in value })
  }

  // MARK: Operators

  private mutating func addComparisons() {
    add("_==_", .function(.a, .a, .bool) { .bool($0.isEqual($1, $2)) })
    add("_!=_", .function(.a, .a, .bool) { .bool(!$0.isEqual($1, $2)) })
    add("!_", .function(.bool, .bool) { .bool(!$1.isTrue) })
    let ordered: [CELType] = [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration]
    let numbers: [CELType] = [.int, .uint, .double]
    var pairs = ordered.map { ($0, $0) }
    for left in numbers {
      for right in numbers where left != right { pairs.append((left, right)) }
    }
    for (left, right) in pairs {
      add("_<_", .function(left, right, .bool) { .bool($0.order($1, $2) == .less) })
      add("_>_", .function(left, right, .bool) { .bool($0.order($1, $2) == .greater) })
      add(
        "_<=_",
        .function(left, right, .bool) {
          let order = $0.order($1, $2)
          return .bool(order == .less || order == .equal)
        })
      add(
        "_>=_",
        .function(left, right, .bool) {
          let order = $0.order($1, $2)
          return .bool(order == .greater || order == .equal)
        })
    }
  }

  private mutating func addArithmetic() {
    addIntArithmetic()
    addUIntArithmetic()
    add("_+_", .function(.double, .double, .double) { .double($1.doubleBits + $2.doubleBits) })
    add("_-_", .function(.double, .double, .double) { .double($1.doubleBits - $2.doubleBits) })
    add("_*_", .function(.double, .double, .double) { .double($1.doubleBits * $2.doubleBits) })
    add("_/_", .function(.double, .double, .double) { .double($1.doubleBits / $2.doubleBits) })
    add("-_", .function(.double, .double) { .double(-$1.doubleBits) })
    add("_+_", .function(.string, .string, .string) { $0.concatenate($1, $2) })
    add("_+_", .function(.bytes, .bytes, .bytes) { $0.concatenate($1, $2) })
    add("_+_", .function(.listOfA, .listOfA, .listOfA) { $0.joined([$1, $2]) })
  }

  private mutating func addIntArithmetic() {
    add(
      "_+_",
      .function(.int, .int, .int) { checked($0, $1.intBits.addingReportingOverflow($2.intBits)) })
    add(
      "_-_",
      .function(.int, .int, .int) {
        checked($0, $1.intBits.subtractingReportingOverflow($2.intBits))
      })
    add(
      "_*_",
      .function(.int, .int, .int) {
        checked($0, $1.intBits.multipliedReportingOverflow(by: $2.intBits))
      })
    add(
      "_/_",
      .function(.int, .int, .int) {
        $2.intBits == 0
          ? $0.fail(.divisionByZero)
          : checked($0, $1.intBits.dividedReportingOverflow(by: $2.intBits))
      })
    add(
      "_%_",
      .function(.int, .int, .int) {
        $2.intBits == 0
          ? $0.fail(.modulusByZero)
          : checked($0, $1.intBits.remainderReportingOverflow(dividingBy: $2.intBits))
      })
    add(
      "-_",
      .function(.int, .int) {
        checked($0, Int64(0).subtractingReportingOverflow($1.intBits))
      })
  }

  private mutating func addUIntArithmetic() {
    add(
      "_+_",
      .function(.uint, .uint, .uint) {
        checked($0, $1.payload.addingReportingOverflow($2.payload))
      })
    add(
      "_-_",
      .function(.uint, .uint, .uint) {
        checked($0, $1.payload.subtractingReportingOverflow($2.payload))
      })
    add(
      "_*_",
      .function(.uint, .uint, .uint) {
        checked($0, $1.payload.multipliedReportingOverflow(by: $2.payload))
      })
    add(
      "_/_",
      .function(.uint, .uint, .uint) {
        $2.payload == 0 ? $0.fail(.divisionByZero) : .uint($1.payload / $2.payload)
      })
    add(
      "_%_",
      .function(.uint, .uint, .uint) {
        $2.payload == 0 ? $0.fail(.modulusByZero) : .uint($1.payload % $2.payload)
      })
  }

  private mutating func addCollections() {
    add(
      "@in",
      .function(.a, .listOfA, .bool) { $0.contains($2, $1) },
      .function(.a, .mapOfAB, .bool) { $0.contains($2, $1) })
    add(
      "_[_]",
      .function(.listOfA, .int, .a) { $0.index($1, $2) },
      .function(.mapOfAB, .a, .b) { $0.index($1, $2) },
      .function(.optional(.listOfA), .int, .optionalOfA) { $0.index($1, $2) },
      .function(.optional(.mapOfAB), .a, .optional(.b)) { $0.index($1, $2) })
    add(
      "_[?_]",
      .function(.listOfA, .int, .optionalOfA) { $0.optionalIndex($1, $2) },
      .function(.mapOfAB, .a, .optional(.b)) { $0.optionalIndex($1, $2) },
      .function(.optional(.listOfA), .int, .optionalOfA) { $0.optionalIndex($1, $2) },
      .function(.optional(.mapOfAB), .a, .optional(.b)) { $0.optionalIndex($1, $2) })
    let size: @Sendable (EvaluationContext, Value) -> Value = { context, value in
      .int(value.isKind(.string) ? context.scalarCount(value) : value.count)
    }
    for type in [CELType.string, .bytes, .listOfA, .mapOfAB] {
      add("size", .function(type, .int, size), .member(type, .int, size))
    }
  }

  // MARK: Strings

  private mutating func addStringTests() {
    add("contains", .member(.string, .string, .bool) { .bool($0.find($2, in: $1, from: 0) != nil) })
    add("startsWith", .member(.string, .string, .bool) { .bool($0.hasBytes($2, in: $1, at: 0)) })
    add(
      "endsWith",
      .member(.string, .string, .bool) { .bool($0.hasBytes($2, in: $1, at: $1.count - $2.count)) })
    add(
      "matches",
      .member(.string, .string, .bool) { $0.matches($1, $2) },
      .function(.string, .string, .bool) { $0.matches($1, $2) })
  }
}

private func checked(
  _ context: EvaluationContext, _ result: (partialValue: Int64, overflow: Bool)
) -> Value {
  result.overflow ? context.fail(.overflow) : .int(result.partialValue)
}

private func checked(
  _ context: EvaluationContext, _ result: (partialValue: UInt64, overflow: Bool)
) -> Value {
  result.overflow ? context.fail(.overflow) : .uint(result.partialValue)
}

extension EvaluationContext {
  /// Lists one behind the other.
  func joined(_ lists: [Value]) -> Value {
    let filled = lists.filter { $0.count > 0 }
    if filled.count == 1 { return filled[0] }
    var total = 0
    for list in filled { total += list.count }
    guard charge(total / 16) else { return fail(.costLimit) }
    guard total <= Limits.elements else { return fail(.sizeLimit) }
    var elements: [Value] = []
    elements.reserveCapacity(total)
    for list in filled {
      for index in 0..<list.count { elements.append(element(list, index)) }
    }
    return list(elements)
  }

  /// `value in collection`.
  func contains(_ collection: Value, _ value: Value) -> Value {
    switch collection.kind {
    case .list:
      guard charge(collection.count / 4) else { return fail(.costLimit) }
      for index in 0..<collection.count where isEqual(element(collection, index), value) {
        return .bool(true)
      }
      return .bool(false)
    case .map: return .bool(lookup(collection, value) != nil)
    default: return fail(.noSuchOverload, text: "`in`", value, collection)
    }
  }

  /// `collection[index]`; of an optional, an optional.
  func index(_ collection: Value, _ index: Value) -> Value {
    switch collection.kind {
    case .list:
      guard let place = wholeNumber(index) else {
        return fail(.noSuchOverload, text: "`[ ]`", collection, index)
      }
      guard place >= 0, place < collection.count else { return fail(.indexOutOfBounds, index) }
      return element(collection, Int(place))
    case .map: return lookup(collection, index) ?? fail(.noSuchKey, index)
    case .optional: return optionalIndex(collection, index)
    default: return fail(.noSuchOverload, text: "`[ ]`", collection, index)
    }
  }

  /// `collection[?index]`.
  func optionalIndex(_ collection: Value, _ index: Value) -> Value {
    switch collection.kind {
    case .list:
      guard let place = wholeNumber(index) else {
        return fail(.noSuchOverload, text: "`[? ]`", collection, index)
      }
      guard place >= 0, place < collection.count else { return .none }
      return optional(element(collection, Int(place)))
    case .map: return lookup(collection, index).map { optional($0) } ?? .none
    case .optional: return wrapped(collection).map { optionalIndex($0, index) } ?? .none
    default: return fail(.noSuchOverload, text: "`[? ]`", collection, index)
    }
  }

  /// A number of any type that has no fraction; nil for any other value.
  func wholeNumber(_ value: Value) -> Int64? {
    switch value.kind {
    case .int: value.intBits
    case .uint: Int64(exactly: value.payload)
    case .double: Int64(exactly: value.doubleBits)
    default: nil
    }
  }

  /// Whether a text stands in another at a byte offset.
  func hasBytes(_ wanted: Value, in text: Value, at start: Int) -> Bool {
    guard start >= 0, start + wanted.count <= text.count else { return false }
    return withBytes(text) { text in
      withBytes(wanted) { wanted in
        for index in wanted.indices where text[start + index] != wanted[index] { return false }
        return true
      }
    }
  }
}
