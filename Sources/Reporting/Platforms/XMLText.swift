/// Text of files within XML 1.0.
enum XMLText {
  /// The text for an element or a quoted attribute.
  ///
  /// XML has no way to write most control characters, escaped or not; they stand as in a terminal,
  /// `\u{1b}`. What would be a command of a CI runner that a report is printed to, `::error::` or
  /// `##vso[`, is broken by references to characters.
  static func escaped(_ text: String) -> String {
    // All of it stands for itself in UTF-8 but for some ASCII, and two characters that are none of XML.
    var text = TerminalText.sanitised(text)
    var result: [UInt8] = []
    text.withUTF8 { bytes in
      result.reserveCapacity(bytes.count + 32)
      var plain = 0
      for (index, byte) in bytes.enumerated() {
        let previous = index > 0 ? bytes[index - 1] : 0
        guard let escape = escape(byte, after: previous) else { continue }
        // U+FFFE and U+FFFF are three bytes, of which the first two are the same.
        let isLong = byte >= 0x80
        if isLong, index < 2 || previous != 0xBF || bytes[index - 2] != 0xEF { continue }
        result += bytes[plain..<(isLong ? index - 2 : index)]
        result += escape.utf8
        plain = index + 1
      }
      result += bytes[plain...]
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What stands for a byte, or for the character that it ends; nil for most.
  private static func escape(_ byte: UInt8, after previous: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: ":"): previous == byte ? "&#58;" : nil
    case UInt8(ascii: "#"): previous == byte ? "&#35;" : nil
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&apos;"
    case 0xBE: #"\u{fffe}"#
    case 0xBF: #"\u{ffff}"#
    default: nil
    }
  }
}
