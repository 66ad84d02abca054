/// A scalar as a file spells it: plain where every reader of YAML then finds the value, else in
/// quotes.
package struct Spelling: Hashable, Sendable {
  /// As it stands in a block collection.
  package let inBlock: String
  /// As it stands in brackets or braces, where more characters have a meaning.
  package let inFlow: String

  private init(_ inBlock: String, inFlow: String) {
    self.inBlock = inBlock
    self.inFlow = inFlow
  }

  /// A value that is no text, as it is written: `true`, `12`, `null`.
  package static func value(_ source: String) -> Spelling {
    Spelling(source, inFlow: source)
  }

  /// A word whose type its key decides: plain as long as YAML 1.2 reads a text, be it a date or a
  /// `yes` for readers of YAML 1.1.
  package static func word(_ text: String) -> Spelling {
    spell(text) { bytes in
      bytes.withUnsafeBufferPointer { ScalarValue(plain: $0) } == .string
    }
  }

  /// A text that is a text for readers of YAML 1.2 and 1.1: `"0123"`, `"yes"`, `"8.4"`.
  package static func text(_ text: String) -> Spelling {
    spell(text) { bytes in
      bytes.withUnsafeBufferPointer { ScalarValue(plain: $0) } == .string
        && !YAML11.isTyped(bytes)
    }
  }

  /// What stands for the absence of a value: nothing in a block, `null` in brackets.
  package static let null = Spelling("", inFlow: "null")

  /// Whether a character cannot be seen, or changes how its neighbours are seen.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool { PlainScalar.needsEscape(scalar) }

  private static func spell(_ text: String, isText: ([UInt8]) -> Bool) -> Spelling {
    let bytes = Array(text.utf8)
    guard isText(bytes), let room = PlainScalar.room(for: text) else {
      let quoted = quoted(text)
      return Spelling(quoted, inFlow: quoted)
    }
    return Spelling(text, inFlow: room == .everywhere ? text : quoted(text))
  }

  // MARK: - Quotes

  private static func quoted(_ text: String) -> String {
    var hasDoubleQuote = false
    var hasSingleQuote = false
    for scalar in text.unicodeScalars {
      if PlainScalar.needsEscape(scalar) { return doubleQuoted(text) }
      if scalar == "\"" || scalar == "\\" { hasDoubleQuote = true }
      if scalar == "'" { hasSingleQuote = true }
    }
    return hasDoubleQuote && !hasSingleQuote ? "'\(text)'" : doubleQuoted(text)
  }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where PlainScalar.needsEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (letter, count) =
          scalar.value > 0xFFFF ? ("U", 8) : scalar.value > 0xFF ? ("u", 4) : ("x", 2)
        result += "\\" + letter + String(repeating: "0", count: count - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Where a text may stand without quotes.
private enum PlainScalar {
  enum Room {
    case inBlock
    case everywhere
  }

  /// Where a text reads as itself without quotes; nil where it nowhere does.
  static func room(for text: String) -> Room? {
    var room = Room.everywhere
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if needsEscape(scalar) { return nil }
      switch scalar {
      // Also before the end of the text.
      case " " where previous == nil || previous == ":": return nil
      case "#" where previous == nil || previous == " ": return nil
      case ",", "[", "]", "{", "}", ":": room = .inBlock
      default: break
      }
      previous = scalar
    }
    guard let first = text.unicodeScalars.first, previous != " ", previous != ":" else {
      return nil
    }
    // Some of them may begin a plain scalar before certain characters, which is hard to read.
    if "-?:,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) { return nil }
    return text == "<<" || text == "=" || text.hasPrefix("...") ? nil : room
  }

  /// Whether a character cannot be seen or changes how its neighbours are seen.
  static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
      0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE007F:
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}

/// The types that YAML 1.1 gives plain texts which are texts in YAML 1.2: such files are read by
/// programs of both.
private enum YAML11 {
  private static let words: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ".inf", ".nan",
  ]

  static func isTyped(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, bytes.count <= 64 else { return false }
    let isSigned = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
    let rest = bytes[(isSigned ? 1 : 0)...]
    guard let start = rest.first else { return false }
    if !isDigit(start), start != UInt8(ascii: ".") {
      return bytes.count <= 5 && words.contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }
    return isNumber(rest) || isDate(bytes)
      || words.contains(String(decoding: rest, as: UTF8.self).lowercased())
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Digits with `_`, one point or an exponent, `0x1F`, `0b01`, and numbers to the base of 60.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.filter { $0 != UInt8(ascii: "_") }
    guard let first = digits.first else { return false }
    if digits.count > 2, first == UInt8(ascii: "0"), "xXbBoO".utf8.contains(digits[1]) {
      return digits[2...].allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
    }
    if digits.contains(UInt8(ascii: ":")) {
      return digits.allSatisfy {
        isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
      }
    }
    return Double(String(decoding: digits, as: UTF8.self)) != nil
  }

  /// `2026-3-1`, alone or before a time.
  private static func isDate(_ text: [UInt8]) -> Bool {
    let parts = text.prefix { isDigit($0) || $0 == UInt8(ascii: "-") }
      .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].count == 4
      && parts[1...].allSatisfy { (1...2).contains($0.count) }
  }
}
