/// Breaks text between words.
enum TextWrapping {
  /// The lines of a text, none wider than there is room, but for words that
  /// are wider alone: a path is never broken.
  ///
  /// - Parameters:
  ///   - width: The columns there are; nil breaks nothing.
  ///   - firstIndent: The columns that are taken before the first line.
  ///   - indent: The columns that are taken before each further line.
  static func lines(
    _ text: String, width: Int?, firstIndent: Int = 0, indent: Int = 0
  ) -> [String] {
    // No character is wider than its UTF-8 form is long.
    guard let width, text.utf8.count > width - firstIndent else { return [text] }
    var lines: [String] = []
    var line = ""
    var column = firstIndent
    // Bytes rather than characters: no other character holds the byte of a space.
    for part in text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
      let word = String(Substring(part))
      let wordWidth = TerminalText.displayWidth(of: word)
      if line.isEmpty, lines.isEmpty, column > indent, column + wordWidth > width,
        indent + wordWidth <= width
      {
        lines.append("")
        line = word
        column = indent + wordWidth
      } else if line.isEmpty {
        line = word
        column += wordWidth
      } else if column + 1 + wordWidth <= width {
        line += " " + word
        column += 1 + wordWidth
      } else {
        lines.append(line)
        line = word
        column = indent + wordWidth
      }
    }
    lines.append(line)
    return lines
  }
}
