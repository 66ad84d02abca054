/// Character data of XML as it reads.
enum XMLText {
  private static let entities: [(name: [UInt8], value: UInt8)] = [
    ("lt", UInt8(ascii: "<")), ("gt", UInt8(ascii: ">")), ("amp", UInt8(ascii: "&")),
    ("quot", UInt8(ascii: "\"")), ("apos", UInt8(ascii: "'")),
  ].map { (Array($0.0.utf8), $0.1) }

  /// Decodes text that expat has found well formed: references, CDATA sections, comments,
  /// processing instructions and line breaks.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "&"):
        let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
        append(reference: rest[(rest.startIndex + 1)..<end], to: &result)
        rest = rest[end...].dropFirst()
      case UInt8(ascii: "<"):
        if rest.starts(with: "<![CDATA[".utf8) {
          let (section, behind) = split(rest.dropFirst(9), at: "]]>")
          result += lines(section)
          rest = behind
        } else if rest.starts(with: "<!--".utf8) {
          rest = split(rest.dropFirst(4), at: "-->").behind
        } else {
          rest = split(rest, at: ">").behind
        }
      default:
        let end =
          rest.firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") } ?? rest.endIndex
        result += lines(rest[..<end])
        rest = rest[end...]
      }
    }
    return result
  }

  /// Text with `\n` for each line break.
  private static func lines(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(0x0D) else { return Array(text) }
    var result: [UInt8] = []
    for (index, byte) in zip(text.indices, text) {
      if byte != 0x0D {
        result.append(byte)
      } else if index + 1 == text.endIndex || text[index + 1] != 0x0A {
        result.append(0x0A)
      }
    }
    return result
  }

  private static func append(reference: ArraySlice<UInt8>, to result: inout [UInt8]) {
    if let entity = entities.first(where: { $0.name.elementsEqual(reference) }) {
      result.append(entity.value)
      return
    }
    guard reference.first == UInt8(ascii: "#") else { return }
    let isHexadecimal = reference.dropFirst().first == UInt8(ascii: "x")
    let digits = String(decoding: reference.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
    guard let code = UInt32(digits, radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar)
    else { return }
    result += encoded
  }

  private static func split(
    _ text: ArraySlice<UInt8>, at mark: String
  ) -> (before: ArraySlice<UInt8>, behind: ArraySlice<UInt8>) {
    let mark = Array(mark.utf8)
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == mark[0], text[index...].starts(with: mark) {
        return (text[..<index], text[(index + mark.count)...])
      }
      index += 1
    }
    return (text, text[text.endIndex...])
  }
}
