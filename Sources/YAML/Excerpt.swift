/// Source text as it is quoted in a message.
enum Excerpt {
  /// One line in backquotes, of at most 40 characters.
  static func shortened(_ text: String) -> String {
    var scalars = text.unicodeScalars.prefix(41).map { $0.value < 0x20 ? " " : $0 }
    if scalars.count > 40 { scalars[39] = "…" }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars.prefix(40))
    return "`\(String(result))`"
  }
}
