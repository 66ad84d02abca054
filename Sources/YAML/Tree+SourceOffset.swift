extension Tree {
  /// The offset in the file of a byte of a scalar's decoded value.
  ///
  /// Right for every style: escapes and folded lines of quoted scalars, removed
  /// indentation of block scalars. An offset at the value's end, or beyond it,
  /// gives the place behind its last character; of a node that is no scalar its
  /// start. The scalar is decoded again on every call: made for messages.
  package func sourceOffset(of decodedOffset: Int, in id: NodeID) -> UInt32 {
    let node = node(id)
    let place = place(of: node)
    let count = place.end - place.start
    let offset = min(max(decodedOffset, 0), count)
    guard place.isDecoded else { return UInt32(truncatingIfNeeded: place.start + offset) }
    let map = decodingMap(id)
    return offset < map.offsets.count ? map.offsets[offset] : map.end
  }

  /// A scalar decoded from its source text, each byte of the value with its place.
  func decodingMap(_ id: NodeID) -> DecodingMap {
    let node = node(id)
    let quote = node.style == .singleQuoted || node.style == .doubleQuoted ? 1 : 0
    let range = Int(node.start) + quote..<max(Int(node.end) - quote, Int(node.start) + quote)
    return text.withUnsafeBufferPointer { text in
      var map = DecodingMap(text: text, position: range.lowerBound, limit: range.upperBound)
      switch node.style {
      case .literal, .folded:
        map.decodeBlock(isLiteral: node.style == .literal, value: utf8(id))
      default:
        map.decodeFlow(node.style)
      }
      return map
    }
  }
}

/// The value of a scalar as it is decoded from the source, with the place of every byte.
///
/// It follows libyaml's scanner, which gives no such places.
struct DecodingMap {
  private(set) var value: [UInt8] = []
  /// The offset in the file that each byte of `value` stems from: of an escape
  /// its backslash, of a folded line break the break.
  private(set) var offsets: [UInt32] = []
  /// The offset behind the last character.
  let end: UInt32

  private var position: Int
  private let limit: Int
  private let text: UnsafeBufferPointer<UInt8>

  /// - Parameters:
  ///   - position: The first byte of the content, of a block scalar its header.
  ///   - limit: The offset behind the content.
  fileprivate init(text: UnsafeBufferPointer<UInt8>, position: Int, limit: Int) {
    self.text = text
    self.position = position
    self.limit = limit
    end = UInt32(truncatingIfNeeded: limit)
  }

  // MARK: Plain and quoted scalars

  fileprivate mutating func decodeFlow(_ style: Node.Style) {
    while position < limit {
      var isAfterBreak = false
      while position < limit, !isBlank(position), breakLength(position) == 0 {
        if style == .singleQuoted, text[position] == UInt8(ascii: "'") {
          emit(UInt8(ascii: "'"), at: position)
          position += 2
        } else if style == .doubleQuoted, text[position] == UInt8(ascii: "\\") {
          let length = breakLength(position + 1)
          if length > 0 {
            position += 1 + length
            isAfterBreak = true
            break
          }
          decodeEscape()
        } else {
          emit(text[position], at: position)
          position += 1
        }
      }
      decodeSpace(isAfterBreak: isAfterBreak)
    }
  }

  /// Blanks and breaks between two words: blanks stay within a line, one break
  /// becomes a space, of several all but the first stay.
  private mutating func decodeSpace(isAfterBreak: Bool) {
    var isAfterBreak = isAfterBreak
    var blanks: [Int] = []
    var first: Int?
    var others: [Int] = []
    while position < limit {
      let length = breakLength(position)
      if length > 0 {
        if isAfterBreak {
          others.append(position)
        } else {
          blanks = []
          first = position
          isAfterBreak = true
        }
        position += length
      } else if isBlank(position) {
        if !isAfterBreak { blanks.append(position) }
        position += 1
      } else {
        break
      }
    }
    for place in blanks { emit(text[place], at: place) }
    if let first {
      if !isUnicodeSeparator(first), others.isEmpty {
        emit(UInt8(ascii: " "), at: first)
      } else if isUnicodeSeparator(first) {
        emitBreak(first)
      }
    }
    for place in others { emitBreak(place) }
  }

  private mutating func decodeEscape() {
    let start = position
    guard start + 1 < limit else {
      position = limit
      return
    }
    position += 2
    let scalar: UInt32
    switch text[start + 1] {
    case UInt8(ascii: "0"): scalar = 0
    case UInt8(ascii: "a"): scalar = 7
    case UInt8(ascii: "b"): scalar = 8
    case UInt8(ascii: "t"), UInt8(ascii: "\t"): scalar = 9
    case UInt8(ascii: "n"): scalar = 10
    case UInt8(ascii: "v"): scalar = 11
    case UInt8(ascii: "f"): scalar = 12
    case UInt8(ascii: "r"): scalar = 13
    case UInt8(ascii: "e"): scalar = 27
    case UInt8(ascii: "N"): scalar = 0x85
    case UInt8(ascii: "_"): scalar = 0xA0
    case UInt8(ascii: "L"): scalar = 0x2028
    case UInt8(ascii: "P"): scalar = 0x2029
    case UInt8(ascii: "x"): scalar = hexadecimal(digits: 2)
    case UInt8(ascii: "u"): scalar = hexadecimal(digits: 4)
    case UInt8(ascii: "U"): scalar = hexadecimal(digits: 8)
    case let other: scalar = UInt32(other)
    }
    for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")
      ?? UTF8.encodedReplacementCharacter
    {
      emit(byte, at: start)
    }
  }

  private mutating func hexadecimal(digits: Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits where position < limit {
      let digit = Character(Unicode.Scalar(text[position])).hexDigitValue ?? 0
      value = value << 4 | UInt32(truncatingIfNeeded: digit)
      position += 1
    }
    return value
  }

  // MARK: Block scalars

  /// - Parameter value: The value as libyaml decoded it, which tells the indentation.
  fileprivate mutating func decodeBlock(isLiteral: Bool, value: ArraySlice<UInt8>) {
    while position < limit, breakLength(position) == 0 { position += 1 }
    position += position < limit ? breakLength(position) : 0
    let indentation = indentation(value)
    var leadingBreak: Int?
    var otherBreaks = skipBreaks(indentation: indentation)
    var wasBlank = false
    while position < limit {
      let startsBlank = isBlank(position)
      if let place = leadingBreak {
        if !isLiteral, !isUnicodeSeparator(place), !wasBlank, !startsBlank {
          if otherBreaks.isEmpty { emit(UInt8(ascii: " "), at: place) }
        } else {
          emitBreak(place)
        }
      }
      for place in otherBreaks { emitBreak(place) }
      wasBlank = startsBlank
      while position < limit, breakLength(position) == 0 {
        emit(text[position], at: position)
        position += 1
      }
      guard position < limit else { break }
      leadingBreak = position
      position += breakLength(position)
      otherBreaks = skipBreaks(indentation: indentation)
    }
  }

  /// The indentation that was removed from the lines: that of the first line
  /// with visible content, less what the value still has of it.
  private func indentation(_ value: ArraySlice<UInt8>) -> Int {
    let kept = Self.spacesBeforeContent(value)
    let written = Self.spacesBeforeContent(text[min(position, limit)..<limit])
    return max(written - kept, 0)
  }

  private static func spacesBeforeContent(_ bytes: some Sequence<UInt8>) -> Int {
    var spaces = 0
    for byte in bytes {
      if byte == UInt8(ascii: " ") {
        spaces += 1
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        spaces = 0
      } else {
        break
      }
    }
    return spaces
  }

  /// Skips indentation and empty lines; returns the places of their breaks.
  private mutating func skipBreaks(indentation: Int) -> [Int] {
    var breaks: [Int] = []
    while true {
      var column = 0
      while position < limit, column < indentation, text[position] == UInt8(ascii: " ") {
        position += 1
        column += 1
      }
      guard position < limit, breakLength(position) > 0 else { return breaks }
      breaks.append(position)
      position += breakLength(position)
    }
  }

  // MARK: Bytes

  private mutating func emit(_ byte: UInt8, at offset: Int) {
    value.append(byte)
    offsets.append(UInt32(truncatingIfNeeded: offset))
  }

  /// A line break of the value: LF, or the separators U+2028 and U+2029 as they are.
  private mutating func emitBreak(_ place: Int) {
    guard isUnicodeSeparator(place) else { return emit(UInt8(ascii: "\n"), at: place) }
    for index in place..<place + 3 { emit(text[index], at: place) }
  }

  private func isBlank(_ index: Int) -> Bool {
    text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "\t")
  }

  private func isUnicodeSeparator(_ index: Int) -> Bool {
    index + 2 < text.count && text[index] == 0xE2 && text[index + 1] == 0x80
      && (text[index + 2] == 0xA8 || text[index + 2] == 0xA9)
  }

  /// The length of the line break at an offset (LF, CR, CR LF, U+0085, U+2028, U+2029), or 0.
  private func breakLength(_ index: Int) -> Int {
    guard index < limit else { return 0 }
    switch text[index] {
    case UInt8(ascii: "\n"): return 1
    case UInt8(ascii: "\r"):
      return index + 1 < text.count && text[index + 1] == UInt8(ascii: "\n") ? 2 : 1
    case 0xC2: return index + 1 < text.count && text[index + 1] == 0x85 ? 2 : 0
    case 0xE2: return isUnicodeSeparator(index) ? 3 : 0
    default: return 0
    }
  }
}
