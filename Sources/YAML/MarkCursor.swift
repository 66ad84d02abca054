/// Turns libyaml's marks, which count code points, into byte offsets.
///
/// Marks come nearly in order, so the cursor steps from one to the next; in a
/// wholly ASCII text a mark is an offset already.
struct MarkCursor {
  private let text: UnsafeBufferPointer<UInt8>
  /// The offset of the first mark: behind a byte-order mark.
  private let base: Int
  private let isASCII: Bool
  private var mark = 0
  private var offset: Int

  /// - Parameter base: The length of the byte-order mark, which libyaml does not see.
  init(_ text: UnsafeBufferPointer<UInt8>, base: Int) {
    self.text = text
    self.base = base
    offset = base
    isASCII = Self.isASCII(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[base...]))
  }

  /// The byte offset of a mark; the text's length for one beyond its end.
  @inline(__always)
  mutating func offset(of target: Int) -> UInt32 {
    isASCII
      ? UInt32(truncatingIfNeeded: min(base + target, text.count)) : step(to: target)
  }

  private mutating func step(to target: Int) -> UInt32 {
    while mark < target, offset < text.count {
      stepOverASCII(to: target)
      guard mark < target, offset < text.count else { break }
      offset += 1
      while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
      mark += 1
    }
    while mark > target, offset > base {
      offset -= 1
      while offset > base, text[offset] & 0xC0 == 0x80 { offset -= 1 }
      mark -= 1
    }
    return UInt32(truncatingIfNeeded: offset)
  }

  /// Steps towards a target as long as code points are bytes, up to eight at a time.
  @inline(__always)
  private mutating func stepOverASCII(to target: Int) {
    let bytes = UnsafeRawBufferPointer(text)
    while mark < target, offset + 8 <= bytes.count {
      let count = min(8, target - mark)
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      guard word & 0x8080_8080_8080_8080 & (.max >> (64 - 8 * count)) == 0 else { return }
      offset += count
      mark += count
    }
  }

  /// Whether every byte is below 128, tested 32 bytes at a time.
  private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let whole = bytes.count & ~31
    var index = 0
    while index < whole {
      let bits =
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        | bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
        | bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
        | bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
      if bits & 0x8080_8080_8080_8080 != 0 { return false }
      index += 32
    }
    return bytes[whole...].allSatisfy { $0 < 0x80 }
  }
}
