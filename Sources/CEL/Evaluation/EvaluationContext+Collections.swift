/// A map's key in the form that equal keys share.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  /// Above the range of `int`.
  case uint(UInt64)
  case string([UInt8])
}

extension EvaluationContext {
  /// A list of values, valid until the context is reset.
  package func list(_ elements: [Value]) -> Value {
    append(elements, count: elements.count, kind: .list)
  }

  /// A map of entries, valid until the context is reset; an error where a key
  /// stands twice or cannot be a key.
  package func map(_ entries: [(key: Value, value: Value)]) -> Value {
    guard entries.count > 8 else {
      for (place, entry) in entries.enumerated() {
        guard isKey(entry.key) else { return fail(.unsupportedKey, entry.key) }
        for earlier in entries[..<place] where isEqual(earlier.key, entry.key) {
          return fail(.repeatedKey, entry.key)
        }
      }
      return append(entries.lazy.flatMap { [$0.key, $0.value] }, count: entries.count, kind: .map)
    }
    var index: [MapKey: Int32] = [:]
    index.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() {
      guard let key = mapKey(entry.key), isKey(entry.key) else {
        return fail(.unsupportedKey, entry.key)
      }
      guard index.updateValue(Int32(truncatingIfNeeded: place), forKey: key) == nil else {
        return fail(.repeatedKey, entry.key)
      }
    }
    let map = append(
      entries.lazy.flatMap { [$0.key, $0.value] }, count: entries.count, kind: .map)
    if !map.isError { mapIndexes[indexKey(map)] = index }
    return map
  }

  /// The elements of a list value; nil for any other value.
  package func elements(_ value: Value) -> [Value]? {
    guard value.isKind(.list) else { return nil }
    return (0..<value.count).map { element(value, $0) }
  }

  /// The entries of a map value in their order; nil for any other value.
  package func entries(_ value: Value) -> [(key: Value, value: Value)]? {
    guard value.isKind(.map) else { return nil }
    return (0..<value.count).map { (key(value, $0), self.value(value, $0)) }
  }

  // MARK: Inside

  private func append(_ values: some Sequence<Value>, count: Int, kind: Value.Kind) -> Value {
    guard charge(count / 16) else { return fail(.costLimit) }
    guard transientElements.count + count * 2 <= Limits.elements else { return fail(.sizeLimit) }
    let start = transientElements.count
    transientElements.append(contentsOf: values)
    return Value(kind, payload: UInt64(start) | UInt64(count) &<< 32)
  }

  /// An element of a list, at an index below its count.
  @inline(__always)
  func element(_ list: Value, _ index: Int) -> Value {
    switch list.detail {
    case Value.Storage.transient: transientElements[list.start + index]
    case Value.Storage.persistent: persistentElements[list.start + index]
    default:
      Value(.object, payload: UInt64(UInt32(list.start) &+ UInt32(index)), type: list.typeID)
    }
  }

  func key(_ map: Value, _ index: Int) -> Value { pair(map, index * 2) }

  func value(_ map: Value, _ index: Int) -> Value { pair(map, index * 2 + 1) }

  private func pair(_ map: Value, _ offset: Int) -> Value {
    map.detail == Value.Storage.persistent
      ? persistentElements[map.start + offset] : transientElements[map.start + offset]
  }

  /// A part of a list; nothing is copied.
  func sublist(_ list: Value, _ range: Range<Int>) -> Value {
    let payload = UInt64(list.start + range.lowerBound) | UInt64(range.count) &<< 32
    return Value(.list, payload: payload, detail: list.detail, type: list.typeID)
  }

  /// An optional with a value.
  package func optional(_ value: Value) -> Value {
    guard transientElements.count < Limits.elements else { return fail(.sizeLimit) }
    transientElements.append(value)
    return Value(.optional, payload: UInt64(transientElements.count - 1), detail: 1)
  }

  /// What an optional holds; nil for `none`.
  package func wrapped(_ optional: Value) -> Value? {
    guard optional.isKind(.optional), optional.detail == 1 else { return nil }
    return transientElements[optional.start]
  }

  func isKey(_ value: Value) -> Bool {
    switch value.kind {
    case .bool, .int, .uint, .string: true
    default: false
    }
  }

  /// The form of a value that finds a key; a whole double finds the same integer.
  func mapKey(_ value: Value) -> MapKey? {
    switch value.kind {
    case .bool: return .bool(value.payload == 1)
    case .int: return .int(value.intBits)
    case .uint: return Int64(exactly: value.payload).map { .int($0) } ?? .uint(value.payload)
    case .double:
      if let int = Int64(exactly: value.doubleBits) { return .int(int) }
      return UInt64(exactly: value.doubleBits).map { .uint($0) }
    case .string:
      guard charge(value.count / 16) else { return nil }
      return .string(bytes(value))
    default: return nil
    }
  }

  private func indexKey(_ map: Value) -> UInt64 {
    UInt64(map.start) | UInt64(map.detail) &<< 63
  }

  /// The value under a key; nil where the map has no such key.
  func lookup(_ map: Value, _ wanted: Value) -> Value? {
    if map.count > 8, let index = mapIndexes[indexKey(map)] {
      return mapKey(wanted).flatMap { index[$0] }.map { value(map, Int($0)) }
    }
    guard charge(map.count / 16) else { return nil }
    for place in 0..<map.count where isEqual(key(map, place), wanted) {
      return value(map, place)
    }
    return nil
  }
}
