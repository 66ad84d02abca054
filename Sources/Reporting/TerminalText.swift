/// What may be shown in a terminal, and how wide it is there.
package enum TerminalText {
  /// Text in which no character can steer the terminal, reorder what is read or
  /// stand there unseen.
  ///
  /// Control characters, bidirectional controls and other invisible ones are
  /// written as an escape: `\n`, `\t`, `\u{1b}`. All other text stays as it is, but
  /// for the selector of a symbol's emoji form: terminals do not agree on its width.
  package static func sanitised(_ text: String) -> String {
    if text.isPrintableASCII || !text.unicodeScalars.contains(where: isInvisible) { return text }
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      result += visible(scalar, after: previous)
      previous = scalar
    }
    return result
  }

  /// The number of columns that text takes in a terminal.
  ///
  /// East Asian wide characters and emoji take two columns (UAX #11), combining
  /// marks none. Invisible characters count as none: they are to be escaped first.
  package static func displayWidth(of scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + displayWidth(of: $1) }
  }

  /// The number of columns that text takes in a terminal.
  package static func displayWidth(of text: String) -> Int {
    if text.isPrintableASCII { return text.utf8.count }
    return displayWidth(of: text.unicodeScalars)
  }

  /// The columns that one character takes.
  static func displayWidth(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return isInvisible(scalar) ? 0 : 1 }
    if isDrawing(value) { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator, .paragraphSeparator:
      return 0
    default: break
    }
    // The vowels and final consonants of Hangul join the syllable before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// What is shown of a character: itself, its escape, or nothing.
  static func visible(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> String {
    guard isInvisible(scalar) else { return String(scalar) }
    if scalar.value == 0xFE0E || scalar.value == 0xFE0F, let previous, isSymbol(previous) {
      return ""
    }
    return escape(scalar)
  }

  /// Whether a character has no shape of its own: controls, line separators,
  /// bidirectional controls, zero-width and other ignorable characters.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD { return true }
    if value < 0x300 || isDrawing(value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether a character is one of those that lines and bars are drawn with.
  private static func isDrawing(_ value: UInt32) -> Bool { (0x2500...0x259F).contains(value) }

  /// The visible form of a character that may not be shown as it is; ASCII.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x09: #"\t"#
    case 0x0A: #"\n"#
    case 0x0D: #"\r"#
    default: #"\u{"# + String(scalar.value, radix: 16) + "}"
    }
  }

  private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && scalar.properties.isEmoji
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x1100 { return false }
    // Regional indicators are narrow each, and make a wide flag in pairs.
    if (0x1F1E6...0x1F1FF).contains(value) { return false }
    return wideRanges.contains { $0.contains(value) } || scalar.properties.isEmojiPresentation
  }

  /// East_Asian_Width W and F, emoji left out: those have a property of their own.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
    0x20000...0x3FFFD,
  ]
}
