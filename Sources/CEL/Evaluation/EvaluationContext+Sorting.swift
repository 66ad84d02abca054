extension EvaluationContext {
  /// A list in the order of keys, one for each element; equal ones keep their
  /// order. An error where two keys have no order.
  func sorted(_ list: Value, by keys: [Value]) -> Value {
    guard let first = keys.first else { return list }
    for key in keys where order(first, key) == nil || key.kind != first.kind {
      return fail(.incomparable, first, key)
    }
    let cost = keys.count * max(1, Int.bitWidth - keys.count.leadingZeroBitCount)
    guard charge(cost / 4) else { return fail(.costLimit) }
    // The standard sort is stable.
    let order = keys.indices.sorted { self.order(keys[$0], keys[$1]) == .less }
    return self.list(order.map { element(list, $0) })
  }
}
