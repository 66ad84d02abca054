/// Text of files within XML 1.0.
enum XMLText {
  /// The text for an element or a quoted attribute.
  ///
  /// XML has no way to write most control characters, escaped or not; they stand as in a terminal,
  /// `\u{1b}`. What would be a command of a CI runner that a report is printed to, `::error::` or
  /// `##vso[`, is broken by references to characters.
  static func escaped(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    for scalar in TerminalText.sanitised(text).unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case ":" where previous == ":": result += "&#58;"
      case "#" where previous == "#": result += "&#35;"
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\u{FFFE}", "\u{FFFF}":
        result += #"\u{"# + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
