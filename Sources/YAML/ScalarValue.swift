/// What a scalar means by the YAML 1.2 core schema (chapter 10.3) and its explicit tag.
package enum ScalarValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  /// An integer beyond 64 bits, as it is written.
  case bigInt(String)
  case float(Double)
  /// Any other text; `Tree.string(_:)` gives it.
  case string

  /// Reads a plain scalar's text by the core schema.
  package init(plain bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else {
      self = .null
      return
    }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      self = Self.isNull(bytes) ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      self = Self.bool(bytes).map(Self.bool) ?? .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      self = Self.int(bytes) ?? Self.float(bytes) ?? .string
    default:
      self = .string
    }
  }

  /// Reads a scalar that has an explicit tag; text that the tag does not allow is a string.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, tag: String) {
    switch tag {
    case "tag:yaml.org,2002:null":
      self = Self.isNull(bytes) ? .null : .string
    case "tag:yaml.org,2002:bool":
      self = Self.bool(bytes).map(Self.bool) ?? .string
    case "tag:yaml.org,2002:int":
      self = Self.int(bytes) ?? .string
    case "tag:yaml.org,2002:float":
      switch Self.int(bytes) ?? Self.float(bytes) ?? .string {
      case .int(let value): self = .float(Double(value))
      case .bigInt(let text): self = Double(text).map(Self.float) ?? .string
      case let other: self = other
      }
    default:
      self = .string
    }
  }

  fileprivate static func isNull(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.count {
    case 0: true
    case 1: matches(bytes, "~")
    case 4: matches(bytes, "null") || matches(bytes, "Null") || matches(bytes, "NULL")
    default: false
    }
  }

  private static func bool(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    if matches(bytes, "true") || matches(bytes, "True") || matches(bytes, "TRUE") { return true }
    if matches(bytes, "false") || matches(bytes, "False") || matches(bytes, "FALSE") {
      return false
    }
    return nil
  }

  /// `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+`.
  private static func int(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarValue? {
    var radix: Int64 = 10
    var index = 0
    var isNegative = false
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0"),
      bytes[1] == UInt8(ascii: "o") || bytes[1] == UInt8(ascii: "x")
    {
      radix = bytes[1] == UInt8(ascii: "o") ? 8 : 16
      index = 2
    } else if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      index = 1
    }
    guard index < bytes.count else { return nil }
    var value: Int64 = 0
    var overflows = false
    for byte in bytes[index...] {
      guard let digit = digit(byte), digit < radix else { return nil }
      // Counted downwards, since the most negative number has no positive one.
      let product = value.multipliedReportingOverflow(by: radix)
      let sum = product.partialValue.subtractingReportingOverflow(digit)
      overflows = overflows || product.overflow || sum.overflow
      value = sum.partialValue
    }
    if !isNegative {
      let negated = Int64(0).subtractingReportingOverflow(value)
      overflows = overflows || negated.overflow
      value = negated.partialValue
    }
    return overflows ? .bigInt(String(decoding: bytes, as: UTF8.self)) : .int(value)
  }

  private static func digit(_ byte: UInt8) -> Int64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int64(byte &- UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int64(byte &- UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): Int64(byte &- UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?\.(inf|Inf|INF)`, `\.(nan|NaN|NAN)`.
  private static func float(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarValue? {
    if matches(bytes, ".nan") || matches(bytes, ".NaN") || matches(bytes, ".NAN") {
      return .float(.nan)
    }
    var index = 0
    func skipSign() {
      if index < bytes.count,
        bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+")
      {
        index += 1
      }
    }
    func skipDigits() -> Int {
      let start = index
      while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
      return index - start
    }
    skipSign()
    let rest = UnsafeBufferPointer(rebasing: bytes[index...])
    if matches(rest, ".inf") || matches(rest, ".Inf") || matches(rest, ".INF") {
      return .float(bytes[0] == UInt8(ascii: "-") ? -.infinity : .infinity)
    }
    var digits = skipDigits()
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      digits += skipDigits()
    }
    guard digits > 0 else { return nil }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      skipSign()
      guard skipDigits() > 0 else { return nil }
    }
    guard index == bytes.count, let value = Double(String(decoding: bytes, as: UTF8.self))
    else { return nil }
    return .float(value)
  }

  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount, let start = bytes.baseAddress else { return false }
    return Bytes.areEqual(start, text.utf8Start, count: bytes.count)
  }
}

extension Tree {
  /// Whether a node is a scalar that means nothing: the same as `scalar(id) == .null`.
  package func isNull(_ id: NodeID) -> Bool {
    let node = node(id)
    guard node.kind == .scalar else { return false }
    if node.has(Node.hasTag) { return scalar(id) == .null }
    // Nearly every value is told by its length.
    guard node.style == .plain, node.end &- node.start <= 4 || node.has(Node.isDecoded) else {
      return false
    }
    return withUTF8(id) { ScalarValue.isNull($0) }
  }

  /// What a scalar means by the core schema; quoted and block scalars are strings unless tagged.
  ///
  /// A collection or an alias, which has no value of its own, is `.string` too.
  package func scalar(_ id: NodeID) -> ScalarValue {
    let node = node(id)
    guard node.kind == .scalar else { return .string }
    if node.has(Node.hasTag), let tag = tags[id.index] {
      return withUTF8(id) { ScalarValue($0, tag: tag) }
    }
    return node.style == .plain ? withUTF8(id) { ScalarValue(plain: $0) } : .string
  }
}
