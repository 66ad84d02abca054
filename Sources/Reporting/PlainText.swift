/// Tests of text that look at eight bytes at once: nearly all that reports write goes through them,
/// and nearly all of it can be written as it is.
///
/// Of each byte of a word, the highest bit tells that it is one of those looked for. A borrow or carry
/// may set one more, but only above one that is set rightly.
enum PlainText {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highest: UInt64 = 0x8080_8080_8080_8080

  /// Whether a text has nothing but ASCII that a terminal shows as it is.
  @inline(__always)
  static func isPrintableASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    hasNone(text) { unprintable($0) }
  }

  /// Whether it is that, and no JSON string writes any of it otherwise.
  @inline(__always)
  static func isPlainJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    hasNone(text) { word in
      unprintable(word) | equal(word, UInt8(ascii: "\"")) | equal(word, UInt8(ascii: "\\"))
        | equal(word, UInt8(ascii: "#"))
    }
  }

  /// Whether none of three bytes is in a text.
  @inline(__always)
  static func hasNone(
    of first: UInt8, _ second: UInt8, _ third: UInt8, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    hasNone(text) { equal($0, first) | equal($0, second) | equal($0, third) }
  }

  @inline(__always)
  private static func hasNone(
    _ text: UnsafeBufferPointer<UInt8>, _ marks: (UInt64) -> UInt64
  ) -> Bool {
    let text = UnsafeRawBufferPointer(text)
    var offset = 0
    while text.count - offset >= 8 {
      let word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if marks(word) & highest != 0 { return false }
      offset += 8
    }
    guard offset < text.count else { return true }
    var word = ones &* UInt64(UInt8(ascii: "a"))
    for byte in text[offset...] { word = word << 8 | UInt64(byte) }
    return marks(word) & highest == 0
  }

  private static func unprintable(_ word: UInt64) -> UInt64 {
    (word &- ones &* 0x20) & ~word | word | (word &+ ones)
  }

  private static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference
  }
}

extension String {
  /// Whether it has nothing but ASCII that a terminal shows as it is.
  var isPrintableASCII: Bool {
    var text = self
    return text.withUTF8 { PlainText.isPrintableASCII($0) }
  }
}

extension [String] {
  /// All of them as one text, a separator between each two; `joined` takes several times as long.
  func joined(by separator: String) -> String {
    var text = first ?? ""
    for part in dropFirst() {
      text += separator
      text += part
    }
    return text
  }
}
