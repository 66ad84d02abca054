extension EvaluationContext {
  /// Whether two values are equal; values of different types are not, numbers
  /// compare on one number line.
  func isEqual(_ left: Value, _ right: Value) -> Bool {
    let kind = left.kind
    guard kind == right.kind else {
      if kind == .opaque || right.isKind(.opaque) { return orderOpaques(left, right) == .equal }
      return Self.orderNumbers(left, right) == .equal
    }
    switch kind {
    case .error, .unknown, .absent: return false
    case .null: return true
    case .bool, .int, .uint: return left.payload == right.payload
    case .double: return left.doubleBits == right.doubleBits
    case .string, .bytes: return sameBytes(left, right)
    case .type: return sameBytes(left, right)
    case .timestamp, .duration: return left.payload == right.payload && left.extra == right.extra
    case .object: return left.payload == right.payload && left.typeID == right.typeID
    case .opaque: return orderOpaques(left, right) == .equal
    case .address: return sameAddress(left, right)
    case .network: return left.extra == right.extra && sameBytes(left, right)
    case .optional:
      switch (wrapped(left), wrapped(right)) {
      case (nil, nil): return true
      case (let first?, let second?): return isEqual(first, second)
      default: return false
      }
    case .list: return equalLists(left, right)
    case .map: return equalMaps(left, right)
    }
  }

  private func equalLists(_ left: Value, _ right: Value) -> Bool {
    guard left.count == right.count else { return false }
    guard charge(left.count) else { return false }
    for index in 0..<left.count where !isEqual(element(left, index), element(right, index)) {
      return false
    }
    return true
  }

  private func equalMaps(_ left: Value, _ right: Value) -> Bool {
    guard left.count == right.count else { return false }
    guard charge(left.count) else { return false }
    for index in 0..<left.count {
      guard let other = lookup(right, key(left, index)), isEqual(value(left, index), other) else {
        return false
      }
    }
    return true
  }

  /// The order of two numbers of whatever types; nil where one is no number or NaN.
  static func orderNumbers(_ left: Value, _ right: Value) -> OpaqueType.Ordering? {
    switch (left.kind, right.kind) {
    case (.int, .int): return order(left.intBits, right.intBits)
    case (.uint, .uint): return order(left.payload, right.payload)
    case (.double, .double): return orderDoubles(left.doubleBits, right.doubleBits)
    case (.int, .uint): return left.intBits < 0 ? .less : order(left.payload, right.payload)
    case (.uint, .int): return right.intBits < 0 ? .greater : order(left.payload, right.payload)
    case (.int, .double): return orderMixed(Double(left.intBits), bounds: intRange, right)
    case (.uint, .double): return orderMixed(Double(left.payload), bounds: uintRange, right)
    case (.double, .int): return orderMixed(left, Double(right.intBits), bounds: intRange)
    case (.double, .uint): return orderMixed(left, Double(right.payload), bounds: uintRange)
    default: return nil
    }
  }

  private static let intRange = -0x1p63...0x1p63
  private static let uintRange = 0...0x1p64

  private static func order<T: Comparable>(_ left: T, _ right: T) -> OpaqueType.Ordering {
    left < right ? .less : left == right ? .equal : .greater
  }

  private static func orderDoubles(_ left: Double, _ right: Double) -> OpaqueType.Ordering? {
    left < right ? .less : left == right ? .equal : left > right ? .greater : nil
  }

  /// A whole number against a double: beyond the whole type's range the double
  /// decides, inside it both compare as doubles, as the specification has it.
  private static func orderMixed(
    _ left: Double, bounds: ClosedRange<Double>, _ right: Value
  ) -> OpaqueType.Ordering? {
    let double = right.doubleBits
    if double < bounds.lowerBound { return .greater }
    if double > bounds.upperBound { return .less }
    return orderDoubles(left, double)
  }

  private static func orderMixed(
    _ left: Value, _ right: Double, bounds: ClosedRange<Double>
  ) -> OpaqueType.Ordering? {
    let double = left.doubleBits
    if double < bounds.lowerBound { return .less }
    if double > bounds.upperBound { return .greater }
    return orderDoubles(double, right)
  }

  private func orderOpaques(_ left: Value, _ right: Value) -> OpaqueType.Ordering? {
    let id = left.isKind(.opaque) ? left.typeID : right.typeID
    guard opaques.indices.contains(Int(id)) else { return nil }
    if left.isKind(.opaque), right.isKind(.opaque), left.typeID != right.typeID { return nil }
    return opaques[Int(id)].compare(self, left, right)
  }

  /// The order of two values of one ordered type, or of two numbers; nil where
  /// they have none.
  func order(_ left: Value, _ right: Value) -> OpaqueType.Ordering? {
    let kind = left.kind
    guard kind == right.kind else {
      if kind == .opaque || right.isKind(.opaque) { return orderOpaques(left, right) }
      return Self.orderNumbers(left, right)
    }
    switch kind {
    case .bool: return Self.order(left.payload, right.payload)
    case .int, .uint, .double: return Self.orderNumbers(left, right)
    case .string, .bytes: return Self.order(compareBytes(left, right), 0)
    case .timestamp, .duration:
      if left.intBits != right.intBits { return Self.order(left.intBits, right.intBits) }
      return Self.order(Int32(bitPattern: left.extra), Int32(bitPattern: right.extra))
    case .opaque: return orderOpaques(left, right)
    default: return nil
    }
  }
}
