/// List functions, as in cel-go's `Lists` extension, and those that policy
/// authors know from Kubernetes.
extension Library {
  static let lists: Library = {
    var library = Library("lists")
    library.addParts()
    library.addOrder()
    library.addSums()
    return library
  }()

  private mutating func addParts() {
    add(
      "slice",
      .member(.listOfA, .int, .int, .listOfA) { context, list, start, end in
        guard start.intBits >= 0, start.intBits <= end.intBits else {
          return context.fail(.indexOutOfBounds, start)
        }
        guard end.intBits <= Int64(list.count) else {
          return context.fail(.indexOutOfBounds, end)
        }
        return context.sublist(list, Int(start.intBits)..<Int(end.intBits))
      })
    add(
      "flatten",
      .member(.list(.listOfA), .listOfA) { $0.flatten($1, depth: 1) },
      .member(.list(.dyn), .int, .list(.dyn)) { context, list, depth in
        depth.intBits < 0
          ? context.fail("flatten: the depth is negative")
          : context.flatten(list, depth: depth.intBits)
      })
    add("distinct", .member(.listOfA, .listOfA) { $0.distinct($1) })
    add(
      "reverse",
      .member(.listOfA, .listOfA) { $0.list(($0.elements($1) ?? []).reversed()) })
    add(
      "first",
      .member(.listOfA, .optionalOfA) {
        $1.count == 0 ? .none : $0.optional($0.element($1, 0))
      })
    add(
      "last",
      .member(.listOfA, .optionalOfA) {
        $1.count == 0 ? .none : $0.optional($0.element($1, $1.count - 1))
      })
    add(
      "lists.range",
      .function(.int, .list(.int)) { context, count in
        guard count.intBits >= 0 else { return context.fail("lists.range: a negative length") }
        // More elements than the bound are one failure; the budget must not wrap.
        guard context.charge(Int(min(count.intBits, Int64(Limits.elements) + 1))) else {
          return context.fail(.costLimit)
        }
        guard count.intBits <= Limits.elements else { return context.fail(.sizeLimit) }
        return context.list((0..<count.intBits).map { .int($0) })
      })
    add(
      "indexOf",
      .member(.listOfA, .a, .int) { context, list, wanted in
        guard context.charge(list.count) else { return context.fail(.costLimit) }
        for index in 0..<list.count where context.isEqual(context.element(list, index), wanted) {
          return .int(index)
        }
        return .int(-1)
      })
    add(
      "lastIndexOf",
      .member(.listOfA, .a, .int) { context, list, wanted in
        guard context.charge(list.count) else { return context.fail(.costLimit) }
        for index in (0..<list.count).reversed()
        where context.isEqual(context.element(list, index), wanted) {
          return .int(index)
        }
        return .int(-1)
      })
  }

  private mutating func addOrder() {
    for type: CELType in [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration] {
      addOrder(of: type)
    }
  }

  private mutating func addOrder(of type: CELType) {
    for (name, overload) in Overload.ordering(of: type) { add(name, overload) }
  }

  private mutating func addSums() {
    let zeros: [(CELType, Value)] = [
      (.int, .int(0)), (.uint, .uint(0)), (.double, .double(0)), (.duration, .duration(seconds: 0)),
    ]
    for (type, zero) in zeros {
      add("sum", .member(.list(type), type) { $0.sum($1, zero: zero) })
    }
  }
}

extension Overload {
  /// The list functions for elements of an ordered type.
  static func ordering(of type: CELType) -> [(String, Overload)] {
    [
      ("sort", .member(.list(type), .list(type)) { $0.sorted($1, by: $0.elements($1) ?? []) }),
      (
        "isSorted",
        .member(.list(type), .bool) { context, list in
          guard context.charge(list.count) else { return context.fail(.costLimit) }
          for index in 0..<max(0, list.count - 1) {
            let (left, right) = (context.element(list, index), context.element(list, index + 1))
            guard let order = context.order(left, right) else {
              return context.fail(.incomparable, left, right)
            }
            if order == .greater { return .bool(false) }
          }
          return .bool(true)
        }
      ),
      ("min", .member(.list(type), type) { $0.extreme($1, .less, "min") }),
      ("max", .member(.list(type), type) { $0.extreme($1, .greater, "max") }),
    ]
  }
}

extension EvaluationContext {
  func flatten(_ list: Value, depth: Int64) -> Value {
    var result: [Value] = []
    guard flatten(list, depth, into: &result) else { return fail(.costLimit) }
    return self.list(result)
  }

  private func flatten(_ list: Value, _ depth: Int64, into result: inout [Value]) -> Bool {
    for index in 0..<list.count {
      guard charge() else { return false }
      let element = element(list, index)
      if depth > 0, element.isKind(.list) {
        guard flatten(element, depth - 1, into: &result) else { return false }
      } else {
        result.append(element)
      }
    }
    return true
  }

  /// The elements without those equal to an earlier one.
  func distinct(_ list: Value) -> Value {
    var keys: Set<MapKey> = []
    var others: [Value] = []
    var result: [Value] = []
    for index in 0..<list.count {
      guard charge() else { return fail(.costLimit) }
      let element = element(list, index)
      if let key = mapKey(element) {
        if keys.insert(key).inserted { result.append(element) }
      } else {
        guard charge(others.count) else { return fail(.costLimit) }
        if !others.contains(where: { isEqual($0, element) }) {
          others.append(element)
          result.append(element)
        }
      }
    }
    return result.count == list.count ? list : self.list(result)
  }

  /// The least or greatest element, the first of equal ones.
  func extreme(_ list: Value, _ wanted: OpaqueType.Ordering, _ name: String) -> Value {
    guard list.count > 0 else { return fail("\(name) of an empty list") }
    guard charge(list.count) else { return fail(.costLimit) }
    var best = element(list, 0)
    for index in 0..<list.count {
      let element = element(list, index)
      guard let order = order(element, best) ?? nanOrder(element, best) else {
        return fail(.incomparable, element, best)
      }
      if order == wanted { best = element }
    }
    return best
  }

  /// NaN is neither less nor greater than a number.
  func nanOrder(_ left: Value, _ right: Value) -> OpaqueType.Ordering? {
    isNumber(left) && isNumber(right) ? .equal : nil
  }

  func sum(_ list: Value, zero: Value) -> Value {
    guard charge(list.count) else { return fail(.costLimit) }
    guard list.count > 0 else { return zero }
    var total = element(list, 0)
    switch total.kind {
    case .int, .uint, .double, .duration, .opaque: break
    default: return fail(.noSuchOverload, text: "sum", total)
    }
    for index in 1..<max(list.count, 1) {
      total = plus(total, element(list, index))
      if total.isError { return total }
    }
    return total
  }

  /// The sum of two numbers or durations of one type.
  private func plus(_ left: Value, _ right: Value) -> Value {
    guard left.kind == right.kind else { return fail(.noSuchOverload, text: "sum", left, right) }
    switch left.kind {
    case .int:
      let (sum, overflow) = left.intBits.addingReportingOverflow(right.intBits)
      return overflow ? fail(.overflow) : .int(sum)
    case .uint:
      let (sum, overflow) = left.payload.addingReportingOverflow(right.payload)
      return overflow ? fail(.overflow) : .uint(sum)
    case .double: return .double(left.doubleBits + right.doubleBits)
    case .duration: return sum(left, right, isTimestamp: false)
    case .opaque:
      guard opaques.indices.contains(Int(left.typeID)), let add = opaques[Int(left.typeID)].add
      else { return fail(.noSuchOverload, text: "sum", left, right) }
      return add(self, left, right)
    default: return fail(.noSuchOverload, text: "sum", left, right)
    }
  }
}
