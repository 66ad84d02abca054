/// Strings and byte strings with their escapes (langdef, "String and Bytes Values").
extension Lexer {
  /// Reads from the opening quote, any prefix being behind the position.
  mutating func literal(from start: Int, isRaw: Bool, isBytes: Bool) -> Token {
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var contents: [UInt8] = []
    while true {
      guard position < text.count else {
        return fail("a string without its closing quote", from: start)
      }
      let byte = text[position]
      if byte == quote {
        if !isTriple {
          position += 1
          break
        }
        if peek(1) == quote, peek(2) == quote {
          position += 3
          break
        }
      }
      if !isTriple, byte == 0x0A || byte == 0x0D {
        return fail(
          "a line break in a string", from: start,
          help: "text of several lines stands between three quotes")
      }
      if byte == UInt8(ascii: "\\"), !isRaw {
        let escape = position
        guard appendEscape(to: &contents, isBytes: isBytes) else {
          let length = min(2, text.count - escape)
          position = escape + length
          let shown = String(decoding: text[escape..<escape + length], as: UTF8.self)
          return fail(
            "`\(shown)` is no escape sequence here", from: escape,
            help: "a backslash itself is written `\\\\`, or the string with `r` before it")
        }
      } else {
        contents.append(byte)
        position += 1
      }
    }
    if isBytes { return token(.bytes(contents), from: start) }
    return token(.string(String(decoding: contents, as: UTF8.self)), from: start)
  }

  /// Reads an escape sequence at the position; false where it is none.
  private mutating func appendEscape(to contents: inout [UInt8], isBytes: Bool) -> Bool {
    let letter = peek(1)
    position += 2
    switch letter {
    case UInt8(ascii: "a"): contents.append(7)
    case UInt8(ascii: "b"): contents.append(8)
    case UInt8(ascii: "f"): contents.append(12)
    case UInt8(ascii: "n"): contents.append(10)
    case UInt8(ascii: "r"): contents.append(13)
    case UInt8(ascii: "t"): contents.append(9)
    case UInt8(ascii: "v"): contents.append(11)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"):
      contents.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      return append(digits: 2, radix: 16, to: &contents, isBytes: isBytes)
    case UInt8(ascii: "u"):
      return !isBytes && append(digits: 4, radix: 16, to: &contents, isBytes: false)
    case UInt8(ascii: "U"):
      return !isBytes && append(digits: 8, radix: 16, to: &contents, isBytes: false)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      return append(digits: 3, radix: 8, to: &contents, isBytes: isBytes)
    default: return false
    }
    return true
  }

  private mutating func append(
    digits count: Int, radix: Int, to contents: inout [UInt8], isBytes: Bool
  ) -> Bool {
    guard position + count <= text.count else { return false }
    let digits = text[position..<position + count]
    guard digits.allSatisfy(isHexDigit),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
    else { return false }
    position += count
    if isBytes {
      contents.append(UInt8(truncatingIfNeeded: number))
      return number <= 0xFF
    }
    guard let scalar = Unicode.Scalar(number) else { return false }
    contents.append(contentsOf: String(Character(scalar)).utf8)
    return true
  }
}
