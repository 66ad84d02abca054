internal import SourceText

/// Reads JSON (RFC 8259) into a tree of elements: a member becomes an element of its key's name.
struct JSONReader {
  private var tree: ElementTree
  private let bounds: ExportBounds
  private let end: Int
  private var cursor: Int
  private var names = ElementNames()
  private var fault: ExportFault?

  /// Reads the values in `range` of the tree's text, one or several behind each other; returns
  /// what ended the reading early.
  ///
  /// - Parameter root: The element that the values become children of.
  static func read(
    _ range: Range<Int>, into tree: inout ElementTree, root: ElementID, bounds: ExportBounds
  ) -> ExportFault? {
    var reader = JSONReader(tree, range, bounds)
    // The reader holds the only copy, so that it is changed in place.
    tree = ElementTree(text: [])
    if reader.startsWithMark { reader.cursor += SourceFile.byteOrderMark.count }
    reader.skipSpace()
    while reader.cursor < reader.end, reader.fault == nil {
      reader.readValue(.other, at: reader.cursor, depth: 1)
      reader.skipSpace()
    }
    tree = reader.tree
    return reader.fault
  }

  private init(_ tree: ElementTree, _ range: Range<Int>, _ bounds: ExportBounds) {
    self.tree = tree
    self.bounds = bounds
    cursor = range.lowerBound
    end = range.upperBound
  }

  private var startsWithMark: Bool {
    tree.text[cursor..<end].starts(with: SourceFile.byteOrderMark)
  }

  private var byte: UInt8? { cursor < end ? tree.text[cursor] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { cursor += 1 }
  }

  private mutating func fail(_ message: String, at offset: Int) {
    guard fault == nil else { return }
    let isAtEnd = offset >= end
    fault = ExportFault(
      kind: .syntax, message: isAtEnd ? "the file ends within a value" : message,
      remedy: isAtEnd
        ? "The export is not whole: fetch it again."
        : "Export the account again, and save the answer as it comes.",
      range: token(at: offset))
  }

  private func token(at offset: Int) -> SourceRange {
    let start = min(offset, end)
    var stop = min(start + 1, end)
    while stop < end, tree.text[stop] & 0xC0 == 0x80 { stop += 1 }
    return SourceRange(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: stop))
  }

  private mutating func exceed(_ message: String, at offset: Int) {
    fault =
      fault ?? ExportFault(kind: .limit, message: message, remedy: "", range: token(at: offset))
  }

  // MARK: - Values

  /// - Parameter start: Where the element begins: the key of a member, or the value itself.
  private mutating func readValue(_ name: ElementName, at start: Int, depth: Int) {
    guard depth <= bounds.depth else {
      return exceed("values lie more than \(bounds.depth) levels deep", at: cursor)
    }
    guard tree.elements.count < bounds.elements else {
      return exceed("there are more than \(bounds.elements) values", at: cursor)
    }
    let element = tree.open(name, at: UInt32(truncatingIfNeeded: start))
    let valueStart = cursor
    switch byte {
    case UInt8(ascii: "{"): readMembers(of: element, depth: depth)
    case UInt8(ascii: "["): readItems(of: element, depth: depth)
    case UInt8(ascii: "\""):
      if let (range, value) = readString() {
        tree.set(range, of: element)
        if let value { tree.set(decoded: value, of: element) }
      }
    default: readWord(of: element)
    }
    if fault != nil { tree.elements[element].isCut = true }
    if name == .secret {
      tree.secrets.append(
        SourceRange(
          start: UInt32(truncatingIfNeeded: valueStart), end: UInt32(truncatingIfNeeded: cursor)))
    }
    tree.close(element)
  }

  private mutating func readMembers(of element: ElementID, depth: Int) {
    guard enter(element, closedBy: "}") else { return }
    while fault == nil {
      let start = cursor
      guard byte == UInt8(ascii: "\"") else {
        return fail("a key in quotes belongs here", at: cursor)
      }
      guard let (range, value) = readString() else { return }
      let key = value ?? Array(tree.text[Int(range.start)..<Int(range.end)])
      skipSpace()
      guard byte == UInt8(ascii: ":") else { return fail("a colon belongs here", at: cursor) }
      cursor += 1
      skipSpace()
      readValue(key.withUnsafeBufferPointer { names.name($0) }, at: start, depth: depth + 1)
      guard goOn(until: "}") else { return }
    }
  }

  private mutating func readItems(of element: ElementID, depth: Int) {
    guard enter(element, closedBy: "]") else { return }
    while fault == nil {
      readValue(.other, at: cursor, depth: depth + 1)
      guard goOn(until: "]") else { return }
    }
  }

  /// Goes behind an opening bracket; false where nothing stands in the brackets.
  private mutating func enter(_ element: ElementID, closedBy close: Unicode.Scalar) -> Bool {
    tree.elements[element].isEmpty = true
    cursor += 1
    skipSpace()
    return !take(close)
  }

  /// Goes to the next member or item; false behind the last one, and where neither it nor the end
  /// comes, which is a fault.
  private mutating func goOn(until close: Unicode.Scalar) -> Bool {
    if fault != nil { return false }
    skipSpace()
    if take(close) { return false }
    guard take(",") else {
      fail("a comma or `\(close)` belongs here", at: cursor)
      return false
    }
    skipSpace()
    return true
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: sign) else { return false }
    cursor += 1
    return true
  }

  /// A number, `true`, `false` or `null`.
  private mutating func readWord(of element: ElementID) {
    let start = cursor
    while let byte, !" \t\r\n,:]}[{\"".utf8.contains(byte), cursor - start <= 64 { cursor += 1 }
    let word = tree.text[start..<cursor]
    let range = SourceRange(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: cursor))
    if word.elementsEqual("null".utf8) {
      tree.set(range, of: element)
      tree.elements[element].isEmpty = true
    } else if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
      || Self.isNumber(word)
    {
      tree.set(range, of: element)
    } else {
      fail("this is no JSON value", at: cursor == end && Self.mayGoOn(word) ? end : start)
    }
  }

  /// Whether a word at the end of a file may be the beginning of a value.
  private static func mayGoOn(_ word: ArraySlice<UInt8>) -> Bool {
    ["true", "false", "null"].contains { $0.utf8.starts(with: word) }
      || isNumber(word + [UInt8(ascii: "0")])
  }

  /// RFC 8259, chapter 6.
  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func digits() -> Int { rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = digits()
    if whole == 0 || whole > 1 && rest.first == 0x30 { return false }
    rest = rest.dropFirst(whole)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let decimals = digits()
      if decimals == 0 { return false }
      rest = rest.dropFirst(decimals)
    }
    if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      let exponentDigits = digits()
      if exponentDigits == 0 { return false }
      rest = rest.dropFirst(exponentDigits)
    }
    return rest.isEmpty
  }

  // MARK: - Strings

  /// A string's range within its quotes, and its value where that is not what stands there.
  private mutating func readString() -> (range: SourceRange, value: [UInt8]?)? {
    let quote = cursor
    cursor += 1
    let start = cursor
    var value: [UInt8] = []
    var isDecoded = false
    var copied = start
    while let byte {
      if cursor - start > bounds.tokenBytes {
        exceed("a text is longer than \(bounds.tokenBytes >> 20) MiB", at: quote)
        return nil
      }
      switch byte {
      case UInt8(ascii: "\""):
        let range = SourceRange(
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: cursor))
        if let fault = invalidUTF8(in: start..<cursor) {
          fail("the text is not UTF-8 here", at: fault)
          return nil
        }
        if isDecoded { value += tree.text[copied..<cursor] }
        cursor += 1
        return (range, isDecoded ? value : nil)
      case UInt8(ascii: "\\"):
        value += tree.text[copied..<cursor]
        guard let scalar = readEscape() else { return nil }
        value += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        copied = cursor
        isDecoded = true
      case 0..<0x20:
        fail("a control character stands in a text", at: cursor)
        return nil
      default: cursor += 1
      }
    }
    fail("", at: end)
    return nil
  }

  /// The character of an escape; half of a surrogate pair that stands alone is U+FFFD.
  private mutating func readEscape() -> Unicode.Scalar? {
    let start = cursor
    cursor += 1
    guard let byte else {
      fail("", at: end)
      return nil
    }
    cursor += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let unit = readUnit() else {
        fail("four hexadecimal digits belong behind `\\u`", at: start)
        return nil
      }
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
      let behind = cursor
      if self.byte == UInt8(ascii: "\\"), cursor + 1 < end,
        tree.text[cursor + 1] == UInt8(ascii: "u")
      {
        cursor += 2
        if let second = readUnit(), UTF16.isTrailSurrogate(second) {
          return Unicode.Scalar(0x1_0000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF)))
            ?? "\u{FFFD}"
        }
        cursor = behind
      }
      return "\u{FFFD}"
    default:
      fail("`\\` begins no escape here", at: start)
      return nil
    }
  }

  private mutating func readUnit() -> UInt16? {
    guard cursor + 4 <= end else {
      cursor = end
      return nil
    }
    var unit: UInt16 = 0
    for byte in tree.text[cursor..<(cursor + 4)] {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    cursor += 4
    return unit
  }

  /// The first byte that is no part of UTF-8.
  private func invalidUTF8(in range: Range<Int>) -> Int? {
    guard tree.text[range].contains(where: { $0 >= 0x80 }) else { return nil }
    var decoder = UTF8()
    var bytes = tree.text[range].makeIterator()
    var offset = range.lowerBound
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
