/// A value of the expression language: 16 bytes without a reference.
///
/// Strings, lists and maps are ranges of their context's arenas, so a value is
/// meaningful only together with the `EvaluationContext` that made it, and only
/// until that context is reset (interned strings stay).
@frozen
@usableFromInline
package struct Value: Sendable {
  /// The number, the bits of the double, the object's index, or a range as
  /// start (low half) and count (high half).
  @usableFromInline let payload: UInt64
  /// Bits 0–7 the kind, 8–15 the detail, 16–31 the declared type, 32–63 the extra.
  @usableFromInline let meta: UInt64

  /// What a value is. `error`, `unknown` and `absent` are no values of the language.
  @usableFromInline
  package enum Kind: UInt8, Sendable {
    case error, unknown, absent, null, bool, int, uint, double, string, bytes
    case timestamp, duration, list, map, optional, object, opaque, type, address, network
  }

  @inlinable
  init(payload: UInt64, meta: UInt64) {
    self.payload = payload
    self.meta = meta
  }

  @inlinable
  init(
    _ kind: Kind, payload: UInt64 = 0, detail: UInt8 = 0, type: UInt16 = 0, extra: UInt32 = 0
  ) {
    self.payload = payload
    meta =
      UInt64(kind.rawValue) | UInt64(detail) &<< 8 | UInt64(type) &<< 16 | UInt64(extra) &<< 32
  }

  @inlinable package var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: meta)) ?? .error }
  @inlinable var detail: UInt8 { UInt8(truncatingIfNeeded: meta &>> 8) }
  @inlinable var typeID: UInt16 { UInt16(truncatingIfNeeded: meta &>> 16) }
  @inlinable var extra: UInt32 { UInt32(truncatingIfNeeded: meta &>> 32) }
  /// The start of a range of an arena.
  @inlinable var start: Int { Int(UInt32(truncatingIfNeeded: payload)) }
  /// The number of elements (of a map: entries; of a string: bytes) of a range.
  @inlinable var count: Int { Int(UInt32(truncatingIfNeeded: payload &>> 32)) }

  @inlinable
  func isKind(_ kind: Kind) -> Bool {
    UInt8(truncatingIfNeeded: meta) == kind.rawValue
  }

  @inlinable package var isError: Bool { isKind(.error) }
  @inlinable package var isUnknown: Bool { isKind(.unknown) }
  @inlinable package var isAbsent: Bool { isKind(.absent) }
  /// Whether this is an error or unknown: what a strict function hands on.
  @inlinable var isAbnormal: Bool { UInt8(truncatingIfNeeded: meta) <= Kind.unknown.rawValue }
  @inlinable var isTrue: Bool {
    UInt8(truncatingIfNeeded: meta) == Kind.bool.rawValue && payload == 1
  }
  @inlinable var isFalse: Bool {
    UInt8(truncatingIfNeeded: meta) == Kind.bool.rawValue && payload == 0
  }
  @inlinable var intBits: Int64 { Int64(bitPattern: payload) }
  @inlinable var doubleBits: Double { Double(bitPattern: payload) }
}

extension Value {
  /// A value that this run does not know; it propagates, and no rule judges it.
  @inlinable package static var unknown: Value { Value(.unknown) }
  /// What a field's reader returns for an optional field without a value.
  @inlinable package static var absent: Value { Value(.absent) }
  @inlinable package static var null: Value { Value(.null) }
  /// An optional without a value.
  @inlinable package static var none: Value { Value(.optional) }

  @inlinable
  package static func bool(_ value: Bool) -> Value {
    Value(.bool, payload: value ? 1 : 0)
  }

  @inlinable
  package static func int(_ value: Int64) -> Value {
    Value(.int, payload: UInt64(bitPattern: value))
  }

  @inlinable
  package static func int(_ value: Int) -> Value {
    Value(.int, payload: UInt64(bitPattern: Int64(value)))
  }

  @inlinable
  package static func uint(_ value: UInt64) -> Value {
    Value(.uint, payload: value)
  }

  @inlinable
  package static func double(_ value: Double) -> Value {
    Value(.double, payload: value.bitPattern)
  }

  /// A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds from 0
  /// to 999,999,999. The caller keeps it inside the years 1 to 9999.
  @inlinable
  package static func timestamp(seconds: Int64, nanoseconds: Int32 = 0) -> Value {
    Value(
      .timestamp, payload: UInt64(bitPattern: seconds), extra: UInt32(bitPattern: nanoseconds))
  }

  /// A span of time; the nanoseconds have the sign of the seconds.
  @inlinable
  package static func duration(seconds: Int64, nanoseconds: Int32 = 0) -> Value {
    Value(.duration, payload: UInt64(bitPattern: seconds), extra: UInt32(bitPattern: nanoseconds))
  }

  /// The object of a declared type at an index of the host's choosing.
  @inlinable
  package static func object(_ type: ObjectTypeID, _ index: UInt32) -> Value {
    Value(.object, payload: UInt64(index), type: type.rawValue)
  }

  /// A list of the objects `start ..< start + count` of one declared type.
  @inlinable
  package static func objects(_ type: ObjectTypeID, start: UInt32, count: UInt32) -> Value {
    Value(
      .list, payload: UInt64(start) | UInt64(count) &<< 32, detail: Storage.objects,
      type: type.rawValue)
  }

  /// A value of a type that the host declared, with 64 bits and a small tag of its own.
  @inlinable
  package static func opaque(_ type: OpaqueTypeID, payload: UInt64, tag: UInt32 = 0) -> Value {
    Value(.opaque, payload: payload, type: type.rawValue, extra: tag)
  }

  /// Where a list's, map's or string's elements are.
  @usableFromInline
  enum Storage {
    /// In the arena that `EvaluationContext.reset()` empties.
    @usableFromInline static let transient: UInt8 = 0
    /// In the arena that stays.
    @usableFromInline static let persistent: UInt8 = 1
    /// Nowhere: the elements are objects with consecutive indices.
    @usableFromInline static let objects: UInt8 = 2
    /// Strings only, beside `persistent`: equal texts have this same range.
    @usableFromInline static let canonical: UInt8 = 4
    /// Strings only: every byte is below 0x80.
    @usableFromInline static let ascii: UInt8 = 8
  }
}

extension Value {
  @inlinable package var asBool: Bool? { isKind(.bool) ? payload == 1 : nil }
  @inlinable package var asInt: Int64? { isKind(.int) ? intBits : nil }
  @inlinable package var asUInt: UInt64? { isKind(.uint) ? payload : nil }
  @inlinable package var asDouble: Double? { isKind(.double) ? doubleBits : nil }
  /// The index of an object, whatever its type.
  @inlinable package var asObject: UInt32? {
    isKind(.object) ? UInt32(truncatingIfNeeded: payload) : nil
  }
  /// The declared type of an object; nil for any other value.
  @inlinable package var objectType: ObjectTypeID? {
    isKind(.object) ? ObjectTypeID(rawValue: typeID) : nil
  }
  /// The payload and tag of an opaque value; nil for any other value.
  @inlinable package var asOpaque: (payload: UInt64, tag: UInt32)? {
    isKind(.opaque) ? (payload, extra) : nil
  }
  /// Seconds since 1970-01-01T00:00:00Z and nanoseconds; nil for any other value.
  @inlinable package var asTimestamp: (seconds: Int64, nanoseconds: Int32)? {
    isKind(.timestamp) ? (intBits, Int32(bitPattern: extra)) : nil
  }
  /// Seconds and nanoseconds of one sign; nil for any other value.
  @inlinable package var asDuration: (seconds: Int64, nanoseconds: Int32)? {
    isKind(.duration) ? (intBits, Int32(bitPattern: extra)) : nil
  }
}

/// A declared object type, by its place in the declarations.
@frozen
@usableFromInline
package struct ObjectTypeID: Hashable, Sendable {
  @usableFromInline package let rawValue: UInt16

  @inlinable
  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }
}

/// A declared opaque type, by its place in the declarations.
@frozen
@usableFromInline
package struct OpaqueTypeID: Hashable, Sendable {
  @usableFromInline package let rawValue: UInt16

  @inlinable
  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }
}
