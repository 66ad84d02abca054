internal import SourceText

/// Turns an expression's text into tokens.
///
/// The grammar is that of the CEL specification (langdef, "Syntax").
package struct Lexer {
  let text: [UInt8]
  var position: Int
  /// Set when a token is at fault; reading then stops.
  private(set) var error: ExpressionError?

  init(_ text: [UInt8], from position: Int = 0) {
    self.text = text
    self.position = position
  }

  /// Finds the `}` that closes a `{…}` hole of a message.
  ///
  /// `start` is the offset behind the opening brace. Braces inside strings,
  /// comments and nested maps do not count; nil where the hole is never closed.
  package static func endOfInterpolation(in utf8: [UInt8], from start: Int) -> Int? {
    var lexer = Lexer(utf8, from: start)
    var depth = 0
    while true {
      let token = lexer.next()
      if lexer.error != nil {
        // A broken token inside the hole is for the expression's own check to
        // report; the hole still ends at the next brace.
        return utf8[min(start, utf8.count)...].firstIndex(of: UInt8(ascii: "}"))
      }
      switch token.kind {
      case .end: return nil
      case .symbol("{"): depth += 1
      case .symbol("}"):
        if depth == 0 { return Int(token.range.start) }
        depth -= 1
      default: break
      }
    }
  }

  /// The next token; `.end` at the end and after an error.
  mutating func next() -> Token {
    skipBlank()
    let start = position
    guard error == nil, position < text.count else { return token(.end, from: start) }
    let byte = text[position]
    if isLetter(byte) { return word(from: start) }
    if isDigit(byte) || byte == UInt8(ascii: ".") && isDigit(peek(1)) {
      return number(from: start)
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return literal(from: start, isRaw: false, isBytes: false)
    }
    if byte == UInt8(ascii: "`") { return quotedName(from: start) }
    if let symbol = symbol(byte) {
      position += symbol.second == 0 ? 1 : 2
      return token(.symbol(symbol), from: start)
    }
    return fail(unexpected(byte), from: start, help: help(for: byte))
  }

  /// The symbol that starts with a byte; nil where there is none.
  private func symbol(_ byte: UInt8) -> Token.Symbol? {
    let next = peek(1)
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "|"): return next == byte ? Token.Symbol(byte, next) : nil
    case UInt8(ascii: "="): return next == byte ? "==" : nil
    case UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      return next == UInt8(ascii: "=") ? Token.Symbol(byte, next) : Token.Symbol(byte)
    case UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"),
      UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"):
      return Token.Symbol(byte)
    default: return nil
    }
  }

  // MARK: Helpers

  func peek(_ distance: Int = 0) -> UInt8 {
    position + distance < text.count ? text[position + distance] : 0
  }

  func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(
      kind: kind,
      range: SourceRange(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position)))
  }

  mutating func fail(_ message: String, from start: Int, help: String? = nil) -> Token {
    let end = max(position, min(start + 1, text.count))
    error = ExpressionError(
      SourceRange(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end)),
      message, help: help)
    position = text.count
    return token(.end, from: position)
  }

  private mutating func skipBlank() {
    while position < text.count {
      switch text[position] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while position < text.count, text[position] != 0x0A { position += 1 }
      default: return
      }
    }
  }

  private func unexpected(_ byte: UInt8) -> String {
    guard byte >= 0x80 else {
      return byte < 0x20 || byte == 0x7F
        ? "control character in an expression"
        : "unexpected `\(Unicode.Scalar(byte))`"
    }
    let character = String(decoding: text[position...].prefix(8), as: UTF8.self).prefix(1)
    return "unexpected `\(character)`"
  }

  private func help(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "="): "two values are compared with `==`"
    case UInt8(ascii: "&"): "both conditions: `&&`"
    case UInt8(ascii: "|"): "one of two conditions: `||`"
    case UInt8(ascii: "#"): "a comment starts with `//`"
    case 0x80...: "text stands between quotes"
    default: nil
    }
  }

  private mutating func word(from start: Int) -> Token {
    while isLetter(peek()) || isDigit(peek()) { position += 1 }
    let word = String(decoding: text[start..<position], as: UTF8.self)
    let quote = peek()
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      switch word {
      case "r", "R": return literal(from: start, isRaw: true, isBytes: false)
      case "b", "B": return literal(from: start, isRaw: false, isBytes: true)
      case "br", "bR", "Br", "BR": return literal(from: start, isRaw: true, isBytes: true)
      default: break
      }
    }
    switch word {
    case "in", "true", "false", "null": return token(.keyword(word), from: start)
    default: return token(.identifier(word), from: start)
    }
  }

  private mutating func quotedName(from start: Int) -> Token {
    position += 1
    let first = position
    while position < text.count, text[position] != UInt8(ascii: "`") {
      let byte = text[position]
      guard isLetter(byte) || isDigit(byte) || [0x2E, 0x2D, 0x2F, 0x20].contains(byte) else {
        return fail(
          "a quoted name holds letters, digits, `_`, `.`, `-`, `/` and spaces", from: start)
      }
      position += 1
    }
    guard position < text.count, position > first else {
      return fail("a quoted name without its closing backtick", from: start)
    }
    let name = String(decoding: text[first..<position], as: UTF8.self)
    position += 1
    return token(.quotedIdentifier(name), from: start)
  }

  private mutating func number(from start: Int) -> Token {
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") {
      position += 2
      let first = position
      while isHexDigit(peek()) { position += 1 }
      guard position > first else {
        return fail("a hexadecimal number without digits", from: start)
      }
      let digits = String(decoding: text[first..<position], as: UTF8.self)
      return integer(digits, isHex: true, from: start)
    }
    while isDigit(peek()) { position += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), isDigit(peek(1)) {
      isDouble = true
      position += 1
      while isDigit(peek()) { position += 1 }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if isDigit(peek(signed ? 2 : 1)) {
        isDouble = true
        position += signed ? 2 : 1
        while isDigit(peek()) { position += 1 }
      }
    }
    let digits = String(decoding: text[start..<position], as: UTF8.self)
    if isDouble {
      if isLetter(peek()) { return fail("a letter directly behind a number", from: position) }
      return token(.double(digits), from: start)
    }
    return integer(digits, isHex: false, from: start)
  }

  private mutating func integer(_ digits: String, isHex: Bool, from start: Int) -> Token {
    let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
    if isUnsigned { position += 1 }
    if isLetter(peek()) { return fail("a letter directly behind a number", from: position) }
    return token(
      isUnsigned ? .uint(digits: digits, isHex: isHex) : .int(digits: digits, isHex: isHex),
      from: start)
  }
}

func isLetter(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "_") || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
}

func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

func isHexDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f")
}
