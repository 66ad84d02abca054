extension EvaluationContext {
  /// The string of a text that stays valid when the context is reset; equal
  /// texts give the same value.
  package func intern(_ text: String) -> Value {
    var text = text
    return text.withUTF8 { intern(bytes: $0.span) }
  }

  /// The same for UTF-8; the bytes must be well formed.
  package func intern(utf8: some Collection<UInt8>) -> Value {
    intern(bytes: Array(utf8).span)
  }

  /// The string of a text, valid until the context is reset.
  package func string(_ text: String) -> Value {
    var text = text
    return text.withUTF8 { make(.string, $0) }
  }

  /// The string of well-formed UTF-8, valid until the context is reset.
  package func string(utf8: UnsafeBufferPointer<UInt8>) -> Value { make(.string, utf8) }

  /// The contents of a string value; nil for any other value.
  package func text(_ value: Value) -> String? {
    value.isKind(.string) ? decoded(value) : nil
  }

  /// A byte string, valid until the context is reset.
  package func byteString(_ bytes: [UInt8]) -> Value { make(.bytes, bytes) }

  /// The bytes of a string, a byte string or a type's name; nil for any other value.
  package func contents(_ value: Value) -> [UInt8]? {
    value.isKind(.string) || value.isKind(.bytes) || value.isKind(.type) ? bytes(value) : nil
  }

  /// The type of a name as a value.
  package func type(named name: String) -> Value { retyped(intern(name), .type) }

  // MARK: Inside

  /// Interns bytes: looks for their canonical range, else appends them.
  private func intern(bytes: Span<UInt8>) -> Value {
    if (internedTexts.count + 1) * 2 > internTable.count { growInternTable() }
    let mask = internTable.count - 1
    var place = Int(truncatingIfNeeded: hash(bytes)) & mask
    while internTable[place] != 0 {
      let range = internedTexts[Int(internTable[place]) - 1]
      let known = Value(payload: range, meta: 0)
      if known.count == bytes.count {
        let arena = persistentBytes
        let candidate = arena.span.extracting(known.start..<known.start + known.count)
        if equalBytes(candidate, bytes) { return canonical(range) }
      }
      place = (place + 1) & mask
    }
    let range = UInt64(persistentBytes.count) | UInt64(bytes.count) &<< 32
    persistentBytes.reserveCapacity(persistentBytes.count + bytes.count)
    for index in bytes.indices { persistentBytes.append(bytes[index]) }
    internedTexts.append(range)
    internTable[place] = UInt32(internedTexts.count)
    return canonical(range)
  }

  private func canonical(_ range: UInt64) -> Value {
    let shape = Value(payload: range, meta: 0)
    let arena = persistentBytes
    let bytes = arena.span.extracting(shape.start..<shape.start + shape.count)
    let ascii = isASCII(bytes) ? Value.Storage.ascii : 0
    return Value(
      .string, payload: range,
      detail: Value.Storage.persistent | Value.Storage.canonical | ascii)
  }

  private func growInternTable() {
    internTable = Array(repeating: 0, count: internTable.count * 2)
    let mask = internTable.count - 1
    let arena = persistentBytes
    for (number, range) in internedTexts.enumerated() {
      let shape = Value(payload: range, meta: 0)
      let bytes = arena.span.extracting(shape.start..<shape.start + shape.count)
      var place = Int(truncatingIfNeeded: hash(bytes)) & mask
      while internTable[place] != 0 { place = (place + 1) & mask }
      internTable[place] = UInt32(number + 1)
    }
  }

  /// A new string or byte string.
  func make(_ kind: Value.Kind, _ bytes: some Collection<UInt8>, extra: UInt32 = 0) -> Value {
    guard charge(bytes.count / 16) else { return fail(.costLimit) }
    guard transientBytes.count + bytes.count <= Limits.stringBytes else { return fail(.sizeLimit) }
    let start = transientBytes.count
    transientBytes.append(contentsOf: bytes)
    return finish(kind, from: start, extra: extra)
  }

  /// The value of the bytes appended to the arena since `start`.
  private func finish(_ kind: Value.Kind, from start: Int, extra: UInt32 = 0) -> Value {
    let count = transientBytes.count - start
    let arena = transientBytes
    let ascii = isASCII(arena.span.extracting(start..<start + count)) ? Value.Storage.ascii : 0
    return Value(
      kind, payload: UInt64(start) | UInt64(count) &<< 32, detail: ascii, extra: extra)
  }

  /// The concatenation of two strings or two byte strings.
  func concatenate(_ left: Value, _ right: Value) -> Value {
    if left.count == 0 { return right }
    if right.count == 0 { return left }
    let count = left.count + right.count
    guard charge(count / 16) else { return fail(.costLimit) }
    guard transientBytes.count + count <= Limits.stringBytes else { return fail(.sizeLimit) }
    let start = transientBytes.count
    appendBytes(of: left)
    appendBytes(of: right)
    return finish(left.kind, from: start)
  }

  private func appendBytes(of value: Value) {
    if value.detail & Value.Storage.persistent != 0 {
      transientBytes.append(contentsOf: persistentBytes[value.start..<value.start + value.count])
    } else {
      transientBytes.append(
        contentsOf: Array(transientBytes[value.start..<value.start + value.count]))
    }
  }

  /// A part of a string by byte offsets inside it; nothing is copied.
  func substring(_ value: Value, _ range: Range<Int>) -> Value {
    if range.lowerBound == 0, range.upperBound == value.count { return value }
    let payload = UInt64(value.start + range.lowerBound) | UInt64(range.count) &<< 32
    return Value(
      value.kind, payload: payload, detail: value.detail & ~Value.Storage.canonical)
  }

  /// A string's bytes under another kind.
  func retyped(_ value: Value, _ kind: Value.Kind) -> Value {
    Value(kind, payload: value.payload, detail: value.detail)
  }

  /// Gives the bytes to a closure, which must not touch the context.
  @inline(__always)
  func withBytes<Result>(_ value: Value, _ body: (Span<UInt8>) -> Result) -> Result {
    let range = value.start..<value.start + value.count
    let arena = value.detail & Value.Storage.persistent != 0 ? persistentBytes : transientBytes
    return body(arena.span.extracting(range))
  }

  func bytes(_ value: Value) -> [UInt8] {
    let range = value.start..<value.start + value.count
    return value.detail & Value.Storage.persistent != 0
      ? Array(persistentBytes[range]) : Array(transientBytes[range])
  }

  func decoded(_ value: Value) -> String { String(decoding: bytes(value), as: UTF8.self) }

  /// The code points of a string.
  func scalars(_ value: Value) -> [Unicode.Scalar] {
    _ = charge(value.count / 4)
    return Array(decoded(value).unicodeScalars)
  }

  func string(scalars: some Sequence<Unicode.Scalar>) -> Value {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return string(text)
  }

  /// The number of code points of a string.
  func scalarCount(_ value: Value) -> Int {
    if value.detail & Value.Storage.ascii != 0 { return value.count }
    _ = charge(value.count / 16)
    return withBytes(value) { bytes in
      var count = 0
      for index in bytes.indices where bytes[index] & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  /// Whether two strings, or two byte strings, have the same bytes.
  @inline(__always)
  func sameBytes(_ left: Value, _ right: Value) -> Bool {
    if left.payload == right.payload, left.detail == right.detail { return true }
    if left.detail & right.detail & Value.Storage.canonical != 0 { return false }
    return sameBytesSlowly(left, right)
  }

  private func sameBytesSlowly(_ left: Value, _ right: Value) -> Bool {
    guard left.count == right.count else { return false }
    // Once the budget is used up, the evaluation is an error whatever this gives.
    guard charge(left.count / 16) else { return false }
    return withBytes(left) { first in withBytes(right) { equalBytes(first, $0) } }
  }

  /// Whether a string has the bytes of two others, one behind the other.
  func isConcatenation(_ text: Value, _ head: Value, _ tail: Value) -> Bool {
    guard text.count == head.count + tail.count else { return false }
    _ = charge(text.count / 16)
    return sameBytesSlowly(substring(text, 0..<head.count), head)
      && sameBytesSlowly(substring(text, head.count..<text.count), tail)
  }

  /// Negative, zero or positive as the first string's bytes sort before, with
  /// or after the second's; for UTF-8 this is the order of code points.
  func compareBytes(_ left: Value, _ right: Value) -> Int {
    guard charge(min(left.count, right.count) / 16) else { return 0 }
    return withBytes(left) { first in
      withBytes(right) { second in
        for index in 0..<min(first.count, second.count) where first[index] != second[index] {
          return first[index] < second[index] ? -1 : 1
        }
        return first.count - second.count
      }
    }
  }
}

private func equalBytes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  for index in left.indices where left[index] != right[index] { return false }
  return true
}

private func isASCII(_ bytes: Span<UInt8>) -> Bool {
  var bits: UInt8 = 0
  for index in bytes.indices { bits |= bytes[index] }
  return bits < 0x80
}

/// A hash of bytes, the same within one run only: FNV-1a from a random start, so
/// that nobody can prepare texts that all fall together.
private func hash(_ bytes: Span<UInt8>) -> UInt64 {
  var state = hashSeed
  for index in bytes.indices { state = (state ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
  return state ^ (state &>> 29)
}

private let hashSeed = UInt64.random(in: .min ... .max)
