internal import SourceText
internal import YAML

/// The bytes of an export as UTF-8 text.
package enum ExportText {
  /// Converts what the first bytes or the XML declaration say to UTF-8: UTF-16 with or without a
  /// byte-order mark, UTF-32, and ISO-8859-1. Other text is returned as it is.
  ///
  /// What cannot be read is U+FFFD there, and the fault says where the first such place is.
  package static func utf8(
    from bytes: [UInt8]
  ) -> (text: [UInt8], fault: (message: String, offset: UInt32)?) {
    var bytes = bytes
    if let scalars = utf32(bytes) { return (scalars, nil) }
    if bytes.count >= 2 {
      // XML in UTF-16 starts with `<`, and a byte-order mark is optional.
      if bytes[0] == UInt8(ascii: "<"), bytes[1] == 0 {
        bytes.insert(contentsOf: [0xFF, 0xFE], at: 0)
      }
      if bytes[0] == 0, bytes[1] == UInt8(ascii: "<") {
        bytes.insert(contentsOf: [0xFE, 0xFF], at: 0)
      }
    }
    let text: [UInt8]
    switch TextDecoding.utf8(from: bytes) {
    case .success(let decoded): text = decoded
    case .failure(let failure):
      return (failure.repaired, (failure.message, failure.repairedOffset))
    }
    guard isLatin1(declaredEncoding(in: text)) else { return (text, nil) }
    var converted: [UInt8] = []
    converted.reserveCapacity(text.count + text.count / 8)
    for byte in text {
      if byte < 0x80 {
        converted.append(byte)
      } else {
        converted.append(0xC0 | byte >> 6)
        converted.append(0x80 | byte & 0x3F)
      }
    }
    return (converted, nil)
  }

  /// UTF-32, told by its byte-order mark or its first character; nil for anything else. What is no
  /// character is U+FFFD.
  private static func utf32(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 4 else { return nil }
    let isBig: Bool
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0xFF, 0xFE, 0, 0), (UInt8(ascii: "<"), 0, 0, 0): isBig = false
    case (0, 0, 0xFE, 0xFF), (0, 0, 0, UInt8(ascii: "<")): isBig = true
    default: return nil
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 4)
    for start in stride(from: 0, to: bytes.count, by: 4) {
      let unit = bytes[start..<min(start + 4, bytes.count)]
      var code: UInt32 = 0
      for byte in isBig ? Array(unit) : unit.reversed() { code = code << 8 | UInt32(byte) }
      let scalar = unit.count == 4 ? Unicode.Scalar(code) : nil
      text += scalar.flatMap { UTF8.encode($0) } ?? UTF8.encodedReplacementCharacter
    }
    return text
  }

  /// The encoding that an XML declaration names, in lower case.
  static func declaredEncoding(in text: [UInt8]) -> String? {
    let head = skipMark(text).prefix(200)
    guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    let declaration = String(decoding: head[..<end], as: UTF8.self)
    let parts = declaration.split(whereSeparator: { " \t\r\n=\"'".contains($0) })
    guard let key = parts.firstIndex(of: "encoding"), parts.indices.contains(key + 1) else {
      return nil
    }
    return parts[key + 1].lowercased()
  }

  private static func isLatin1(_ name: String?) -> Bool {
    ["iso-8859-1", "iso8859-1", "latin1", "latin-1"].contains(name)
  }

  /// Why the encoding that is declared cannot be read; nil where it is.
  static func encodingFault(in text: [UInt8]) -> String? {
    guard let name = declaredEncoding(in: text),
      !["utf-8", "utf8", "us-ascii", "ascii"].contains(name), !isLatin1(name),
      !name.hasPrefix("utf-16"), !name.hasPrefix("utf-32"), text.contains(where: { $0 >= 0x80 })
    else { return nil }
    return name
  }

  static func skipMark(_ text: [UInt8]) -> ArraySlice<UInt8> {
    text.starts(with: SourceFile.byteOrderMark)
      ? text.dropFirst(SourceFile.byteOrderMark.count) : text[...]
  }
}
