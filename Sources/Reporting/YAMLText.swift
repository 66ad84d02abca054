internal import Diagnostics

/// Values as YAML that reads back as the same values.
enum YAMLText {
  /// A value on one line.
  static func inline(_ value: SettingsReport.Value) -> String {
    switch value {
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): value.description
    case .string(let text): scalar(text)
    case .strings(let texts): "[" + texts.map(scalar).joined(separator: ", ") + "]"
    }
  }

  /// A text as a plain scalar where that is safe, else in double quotes.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map(isLetter) == true
      && text.utf8.allSatisfy { isLetter($0) || isDigit($0) || " ._-/".utf8.contains($0) }
      && text.utf8.last != UInt8(ascii: " ")
      && !["true", "false", "null", "yes", "no", "on", "y", "n"].contains(text.lowercased())
    if isPlain { return text }
    // An amount such as `5 GB` is text by its letters.
    if text.utf8.first.map(isDigit) == true, text.utf8.contains(UInt8(ascii: " ")),
      text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || " .".utf8.contains($0) })
    {
      return text
    }
    return quoted(text)
  }

  /// A text in double quotes, as JSON has it, which is YAML too.
  static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.buffer.bytes, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
