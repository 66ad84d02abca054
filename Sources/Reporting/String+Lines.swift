extension String {
  /// Without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }

  /// On one line, with single spaces.
  var joinedLines: String {
    isOneLine ? self : split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether all its white space surely is single spaces between words.
  private var isOneLine: Bool {
    var previous: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      if previous == " " {
        // From here on are marks that join the space before them.
        if scalar == " " || scalar.value >= 0x300 { return false }
      }
      if scalar.value < 0x20 || scalar.value >= 0x7F, scalar.properties.isWhitespace {
        return false
      }
      previous = scalar
    }
    return previous != " " || isEmpty
  }

  /// Its lines, without the empty ones at its end.
  var textLines: [Substring] {
    var lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// With its first letter in upper case.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
