extension Tree {
  /// A scalar's value, decoded; empty for a collection, the name with `*` for an alias.
  package func string(_ id: NodeID) -> String {
    withUTF8(id) { String(decoding: $0, as: UTF8.self) }
  }

  /// A scalar's decoded value as a slice of the file's text or of the tree's own buffer.
  @inlinable
  package func utf8(_ id: NodeID) -> ArraySlice<UInt8> {
    let place = place(of: node(id))
    return (place.isDecoded ? decoded : text)[place.start..<place.end]
  }

  /// Calls a function with a scalar's decoded value; the buffer ends with the call.
  @inlinable
  package func withUTF8<Result, Failure: Error>(
    _ id: NodeID, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let place = place(of: node(id))
    let source = place.isDecoded ? borrowedDecoded : borrowedText
    return try body(source[place.start..<place.end])
  }

  /// Whether a scalar's decoded value is this text, byte for byte.
  @inlinable
  package func equals(_ id: NodeID, _ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return withUTF8(id) { bytes in
      guard bytes.count == count else { return false }
      guard let start = bytes.baseAddress else { return true }
      return Bytes.areEqual(start, text.utf8Start, count: count)
    }
  }

  /// Whether a scalar's decoded value is this text, byte for byte.
  @_disfavoredOverload
  package func equals(_ id: NodeID, _ text: String) -> Bool {
    let expected = text.utf8
    return withUTF8(id) { $0.count == expected.count && $0.elementsEqual(expected) }
  }

  /// The value of the first entry with this key, an alias not followed; merge keys are not applied.
  @inlinable
  package func value(of key: StaticString, in mapping: NodeID) -> NodeID? {
    for entry in entries(of: mapping) where isScalar(entry.key, key) { return entry.value }
    return nil
  }

  /// The value of the first entry with this key, an alias not followed; merge keys are not applied.
  @_disfavoredOverload
  package func value(of key: String, in mapping: NodeID) -> NodeID? {
    for entry in entries(of: mapping) {
      let key = (node: resolve(entry.key), text: key)
      if kind(key.node) == .scalar, equals(key.node, key.text) { return entry.value }
    }
    return nil
  }

  /// Length and first eight bytes of a scalar's value: enough to tell short keys apart.
  @inlinable
  package func shortKey(_ id: NodeID) -> ShortKey {
    withUTF8(id) { ShortKey($0) }
  }

  /// Whether a node, or the target of an alias, is a scalar with this value.
  @inlinable
  package func isScalar(_ id: NodeID, _ text: StaticString) -> Bool {
    let id = resolve(id)
    return kind(id) == .scalar && equals(id, text)
  }
}

/// The length and the first eight bytes of a text, for comparing many keys quickly.
///
/// Texts of up to eight bytes are equal exactly if these are.
@frozen
@usableFromInline
package struct ShortKey: Hashable, Sendable {
  @usableFromInline package let length: UInt32
  /// The first eight bytes, the first one lowest, zeros behind a shorter text.
  @usableFromInline package let word: UInt64

  @inlinable
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    length = UInt32(truncatingIfNeeded: bytes.count)
    if bytes.count >= 8 {
      word = UInt64(
        littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(as: UInt64.self))
    } else {
      word = Self.word(ofShort: UnsafeRawBufferPointer(bytes))
    }
  }

  /// The bytes of a text shorter than eight as a word, without a loop.
  @inlinable
  @inline(__always)
  package static func word(ofShort bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    if count >= 4 {
      let low = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
      let high = UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      return UInt64(low) | UInt64(high) << UInt64((count - 4) * 8)
    }
    if count == 0 { return 0 }
    // Of three bytes or fewer: the first, the middle and the last, which may be one.
    return UInt64(bytes[0]) | UInt64(bytes[count / 2]) << UInt64(count / 2 * 8)
      | UInt64(bytes[count - 1]) << UInt64((count - 1) * 8)
  }

  @inlinable
  package init(_ text: StaticString) {
    self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
