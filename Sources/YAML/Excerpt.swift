/// Source text as it is quoted in a message.
enum Excerpt {
  /// One line in backquotes (in quotes, where it holds one), of at most 40 characters.
  static func shortened(_ text: String) -> String {
    var scalars = text.unicodeScalars.prefix(41).map { isControl($0) ? " " : $0 }
    if scalars.count > 40 { scalars[39] = "…" }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars.prefix(40))
    return result.contains("`") ? "\"\(String(result))\"" : "`\(String(result))`"
  }

  /// The text between two offsets, shortened.
  static func quoted(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
    let start = min(max(start, 0), text.count)
    // Four bytes for each of the characters that are shown.
    let end = min(max(end, start), text.count, start + 41 * 4)
    return shortened(String(decoding: text[start..<end], as: UTF8.self))
  }

  /// `U+0007`.
  static func codePoint(_ value: UInt32) -> String {
    "U+" + padded(String(value, radix: 16, uppercase: true), to: 4)
  }

  /// `0xFF`.
  static func hexadecimal(_ byte: UInt8, digits: Int) -> String {
    "0x" + padded(String(byte, radix: 16, uppercase: true), to: digits)
  }

  private static func padded(_ digits: String, to count: Int) -> String {
    String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
