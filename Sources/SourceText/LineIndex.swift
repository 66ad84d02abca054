#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A line and a column as people count them.
package struct SourcePosition: Hashable, Sendable {
  /// 1-based. A line ends at LF, CR LF or CR.
  package let line: Int
  /// 1-based, in Unicode code points; a byte-order mark is not counted.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the lines of a text start: turns byte offsets into lines and columns.
package struct LineIndex: Sendable {
  private let starts: [UInt32]

  /// Indexes a text (UTF-8, a byte-order mark included where it has one).
  package init(text: [UInt8]) {
    var starts: [UInt32] = [text.starts(with: SourceFile.byteOrderMark) ? 3 : 0]
    text.withUnsafeBytes { text in
      guard let base = text.baseAddress else { return }
      // The C library looks for a byte some ten times faster than a loop does.
      guard memchr(base, Int32(UInt8(ascii: "\r")), text.count) == nil else {
        return Self.append(startsIn: text, to: &starts)
      }
      var offset = 0
      while let found = memchr(base + offset, Int32(UInt8(ascii: "\n")), text.count - offset) {
        offset = UnsafeRawPointer(found) - base + 1
        starts.append(UInt32(truncatingIfNeeded: offset))
        if offset == text.count { break }
      }
    }
    self.starts = starts
  }

  /// Finds the lines of a text that has carriage returns.
  private static func append(startsIn text: UnsafeRawBufferPointer, to starts: inout [UInt32]) {
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(UInt32(truncatingIfNeeded: offset))
      } else if byte == UInt8(ascii: "\r") {
        if offset < text.count, text[offset] == UInt8(ascii: "\n") { offset += 1 }
        starts.append(UInt32(truncatingIfNeeded: offset))
      }
    }
  }

  /// The number of lines; a text that ends in a line break has an empty last one.
  package var lineCount: Int { starts.count }

  /// The 1-based line that holds an offset.
  package func line(of offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The 1-based line that holds an offset, found at once where it is the one that it is said to be
  /// near.
  package func line(of offset: UInt32, near line: Int) -> Int {
    guard line >= 1, line <= starts.count, starts[line - 1] <= offset,
      line == starts.count || offset < starts[line]
    else { return self.line(of: offset) }
    return line
  }

  /// Where a 1-based line starts; zero outside the text.
  package func start(ofLine line: Int) -> UInt32 {
    line >= 1 && line <= starts.count ? starts[line - 1] : 0
  }

  /// The bytes of a 1-based line, its line break left out; empty outside the text.
  package func range(ofLine line: Int, in text: [UInt8]) -> SourceRange {
    guard line >= 1, line <= starts.count else { return SourceRange(at: 0) }
    let start = Int(starts[line - 1])
    var end = line < starts.count ? Int(starts[line]) : text.count
    while end > start, text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return SourceRange(start: UInt32(start), end: UInt32(end))
  }

  /// The line and column of an offset; one past the end counts as the end.
  package func position(of offset: UInt32, in text: [UInt8]) -> SourcePosition {
    let line = line(of: offset)
    let start = Int(starts[line - 1])
    let end = min(max(Int(offset), start), text.count)
    var column = 1
    for byte in text[min(start, end)..<end] where byte & 0xC0 != 0x80 { column += 1 }
    return SourcePosition(line: line, column: column)
  }
}
