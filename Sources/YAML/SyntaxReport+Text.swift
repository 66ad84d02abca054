internal import SourceText

/// Looking around in the text.
extension SyntaxReport {
  func byte(_ index: Int) -> UInt8? {
    index >= 0 && index < text.count ? text[index] : nil
  }

  /// What stands at the fault, for a message.
  var found: String {
    guard let byte = byte(place) else { return "the end of the file" }
    if byte <= UInt8(ascii: " ") { return "the end of the line" }
    return quoted(place, endOfWord(place))
  }

  /// Text for a message; masked where the line may hold a password.
  func quoted(_ start: Int, _ end: Int) -> String {
    reports.mayBeSecret(at: start) && !isKeyOfOwnLine(start, end)
      ? "`***`" : Excerpt.quoted(text, start, end)
  }

  /// Whether a word is plainly a key that follows a line with a key and its value, so that the
  /// secret above it has ended.
  private func isKeyOfOwnLine(_ start: Int, _ end: Int) -> Bool {
    guard isFirstInLine(start), let line = lineWithContent(before: startOfLine(start)),
      start < end,
      text[start..<end].allSatisfy({ 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "_") }),
      byte(end) == UInt8(ascii: ":"), isBlankOrEnd(end + 1)
    else { return false }
    let colon = line.first { text[$0] == UInt8(ascii: ":") && isBlankOrEnd($0 + 1) }
    let value = colon.flatMap { colon in (colon + 1..<line.upperBound).first { text[$0] > 0x20 } }
    // Text that may go on below begins with these, or stands below altogether.
    return value.map { !"|>'\"[{&!#".utf8.contains(text[$0]) } ?? false
  }

  /// The end of a run of visible characters.
  func endOfRun(_ start: Int) -> Int {
    var end = start
    while end < text.count, text[end] > UInt8(ascii: " ") { end += 1 }
    return end
  }

  func range(_ node: Node) -> SourceRange {
    reports.onOneLine(SourceRange(start: node.start, end: node.end))
  }

  /// The token at an offset, on its line: a run of text, or one special character.
  func word(at index: Int) -> SourceRange {
    guard let byte = byte(index), byte > UInt8(ascii: " ") else {
      return reports.character(at: UInt32(truncatingIfNeeded: index))
    }
    return SourceRange(
      start: UInt32(truncatingIfNeeded: index), end: UInt32(truncatingIfNeeded: endOfWord(index)))
  }

  func endOfCharacter(_ index: Int) -> Int {
    var end = min(index + 1, text.count)
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  func endOfWord(_ index: Int) -> Int {
    guard let first = byte(index) else { return text.count }
    guard isWordByte(first) else { return endOfCharacter(index) }
    var end = index
    while end < text.count, isWordByte(text[end]) { end += 1 }
    return end
  }

  /// Letters, digits, what else names are made of, and everything beyond ASCII.
  func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// The end of a line's text, trailing blanks and a comment left out.
  func endOfPlainText(_ start: Int) -> Int {
    var end = start
    while end < text.count, !TreeBuilder.isBreak(text[end]), !isComment(end) { end += 1 }
    while end > start, text[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    return end
  }

  func isComment(_ index: Int) -> Bool {
    byte(index) == UInt8(ascii: "#") && (index == base || isBlankOrEnd(index - 1))
  }

  func isBlankOrEnd(_ index: Int) -> Bool {
    byte(index).map { $0 <= UInt8(ascii: " ") } ?? true
  }

  func startOfLine(_ index: Int) -> Int {
    max(reports.startOfLine(at: index, in: text), min(base, index))
  }

  /// Bytes from the line's start: enough to compare indentation.
  func column(_ index: Int) -> Int {
    index - startOfLine(index)
  }

  func indentation(_ lineStart: Int) -> Int {
    var index = lineStart
    while byte(index) == UInt8(ascii: " ") { index += 1 }
    return index - lineStart
  }

  func isFirstInLine(_ index: Int) -> Bool {
    (startOfLine(index)..<index).allSatisfy { text[$0] <= UInt8(ascii: " ") }
  }

  func lastVisible(before index: Int) -> UInt8? {
    var index = index
    while index > base, text[index - 1] <= UInt8(ascii: " ") { index -= 1 }
    return byte(index - 1)
  }

  /// The nearest line above that is not blank.
  func lineWithContent(before start: Int) -> Range<Int>? {
    var end = start
    while end > base, text[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    return end > base ? startOfLine(end)..<end : nil
  }

  /// A `:` that text follows at once, as in `login:name`; not that of an address, `https://`.
  func colonWithoutSpace(in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if byte == UInt8(ascii: ":") {
        guard let next = self.byte(index + 1), next > UInt8(ascii: " "), index > range.lowerBound
        else { return nil }
        return next == UInt8(ascii: "/") || next == UInt8(ascii: ":") ? nil : index
      }
      // A key is one word; what holds quotes, brackets or blanks is something else.
      guard isWordByte(byte) || byte == UInt8(ascii: " ") else { return nil }
      index += 1
    }
    return nil
  }

  func startsWith(_ prefix: StaticString, at index: Int) -> Bool {
    index + prefix.utf8CodeUnitCount <= text.count
      && UnsafeBufferPointer(rebasing: text[index..<index + prefix.utf8CodeUnitCount])
        .elementsEqual(
          UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
  }
}
