/// Text of files within XML 1.0.
enum XMLText {
  /// The text for an element or a quoted attribute.
  ///
  /// XML has no way to write most control characters, escaped or not; they stand as in a terminal,
  /// `\u{1b}`. What would be a command of a CI runner that a report is printed to, `::error::` or
  /// `##vso[`, is broken by references to characters.
  static func escaped(_ text: String) -> String {
    // All of it stands for itself in UTF-8 but for ASCII, and two characters.
    var result: [UInt8] = []
    var previous: UInt8 = 0
    for byte in TerminalText.sanitised(text).utf8 {
      defer { previous = byte }
      switch byte {
      case UInt8(ascii: ":") where previous == byte: result += "&#58;".utf8
      case UInt8(ascii: "#") where previous == byte: result += "&#35;".utf8
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&apos;".utf8
      // U+FFFE and U+FFFF are no characters of XML.
      case 0xBE where result.suffix(2) == [0xEF, 0xBF]:
        result.replaceSubrange((result.count - 2)..., with: #"\u{fffe}"#.utf8)
      case 0xBF where result.suffix(2) == [0xEF, 0xBF]:
        result.replaceSubrange((result.count - 2)..., with: #"\u{ffff}"#.utf8)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
