/// Base64 (RFC 4648), as in cel-go's `Encoders` extension.
extension Library {
  static let encoders: Library = {
    var library = Library("encoders")
    library.add(
      "base64.encode",
      .function(.bytes, .string) { $0.make(.string, Base64.encode($0.bytes($1))) })
    library.add(
      "base64.decode",
      .function(.string, .bytes) { context, text in
        Base64.decode(context.bytes(text)).map { context.make(.bytes, $0) }
          ?? context.conversion(text, "base64")
      })
    return library
  }()
}

/// The standard alphabet.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 3 * 4 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for place in 0..<3 {
        bits = bits << 8 | (place < group.count ? Int(group[start + place]) : 0)
      }
      for place in 0..<4 {
        result.append(
          place <= group.count ? alphabet[bits >> (18 - place * 6) & 63] : UInt8(ascii: "="))
      }
    }
    return result
  }

  /// With padding or without; nil for any other text.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    var digits = text[...]
    if digits.count % 4 == 0 {
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(digits.count / 4 * 3 + 3)
    var bits = 0
    var count = 0
    for digit in digits {
      guard let value = value(digit) else { return nil }
      bits = (bits << 6 | value) & 0xFFFFFF
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return result
  }

  private static func value(_ digit: UInt8) -> Int? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
