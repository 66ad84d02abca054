/// Bounds on `%TAG` directives, which have to be found ahead: libyaml compares each with all those
/// before it within one step of its parser, and writes what one stands for into every tag that names
/// it.
enum TagDirectives {
  /// How many lines of a file may begin with `%TAG`.
  static let limit = 1_000
  /// How many bytes such a line may have.
  static let length = 1_000

  /// A directive beyond a bound.
  enum Excess {
    case tooMany(offset: Int)
    case tooLong(offset: Int)
  }

  /// The first directive beyond a bound; nil where there is none.
  static func excess(in text: UnsafeBufferPointer<UInt8>) -> Excess? {
    let bytes = UnsafeRawBufferPointer(text)
    let whole = bytes.count & ~7
    var count = 0
    var index = 0
    while index < bytes.count {
      if index < whole, index & 7 == 0 {
        // A word without `%` (0x25) is passed over: the usual test for a zero byte.
        let word =
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x2525_2525_2525_2525
        if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
      }
      if isDirective(at: index, in: text) {
        count += 1
        if count > limit { return .tooMany(offset: index) }
        let line = text[index...].prefix(length + 1)
        if !line.contains(where: { $0 == 0x0A || $0 == 0x0D }), line.count > length {
          return .tooLong(offset: index)
        }
      }
      index += 1
    }
    return nil
  }

  private static func isDirective(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    text[index] == UInt8(ascii: "%") && index + 3 < text.count
      // Behind any line break of libyaml's, of which some end in a byte above 127.
      && (index == 0 || text[index - 1] < UInt8(ascii: " ") || text[index - 1] >= 0x80)
      && text[index + 1] == UInt8(ascii: "T") && text[index + 2] == UInt8(ascii: "A")
      && text[index + 3] == UInt8(ascii: "G")
  }
}
