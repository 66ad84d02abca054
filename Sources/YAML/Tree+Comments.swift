package import SourceText

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension Tree {
  /// The comments that hold a word, in order, each from its `#` to the end of its line.
  ///
  /// What looks like a comment inside a scalar is none. Behind the place where the reading of an
  /// incomplete file ended nobody knows what is a scalar, and `#` at the start of a line or behind a
  /// space counts as a comment. A file without comments costs no more than the search for `#`.
  package func comments(holding word: StaticString) -> [SourceRange] {
    var comments: [SourceRange] = []
    var start = 0
    while let sign = nextSign(from: start) {
      let line = line(holding: sign)
      if holds(word, sign..<line.upperBound), let comment = comment(in: line),
        holds(word, comment..<line.upperBound)
      {
        comments.append(
          SourceRange(
            start: UInt32(truncatingIfNeeded: comment),
            end: UInt32(truncatingIfNeeded: line.upperBound)))
      }
      // One comment a line, and no line is looked at twice.
      start = line.upperBound
    }
    return comments
  }

  /// The first `#` at or behind an offset.
  private func nextSign(from start: Int) -> Int? {
    text.withUnsafeBytes { bytes -> Int? in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, CInt(UInt8(ascii: "#")), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private func holds(_ word: StaticString, _ range: Range<Int>) -> Bool {
    word.withUTF8Buffer { word in
      range.count >= word.count
        && (range.lowerBound...(range.upperBound - word.count)).contains { offset in
          text[offset] == word.first && text[offset..<(offset + word.count)].elementsEqual(word)
        }
    }
  }

  /// The bytes of a line without its break and without a byte-order mark.
  private func line(holding offset: Int) -> Range<Int> {
    var start = offset
    while start > 0, !isLineBreak(text[start - 1]) { start -= 1 }
    if start == 0, text.starts(with: SourceFile.byteOrderMark) {
      start = min(SourceFile.byteOrderMark.count, offset)
    }
    var end = offset
    while end < text.count, !isLineBreak(text[end]) { end += 1 }
    return start..<end
  }

  /// Where the comment of a line begins.
  private func comment(in line: Range<Int>) -> Int? {
    line.first { offset in
      text[offset] == UInt8(ascii: "#")
        && (offset == line.lowerBound || isBlank(text[offset - 1])) && !isInScalar(offset)
    }
  }

  /// Whether a `#` is part of a scalar; behind the `|` or `>` of a block scalar it is a comment.
  private func isInScalar(_ offset: Int) -> Bool {
    // Scalars hold no other nodes, so only the last node that starts at or before the offset can
    // be a scalar that holds it.
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(nodes[middle].start) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, case let node = nodes[low - 1], node.kind == .scalar, offset < Int(node.end)
    else { return false }
    switch node.style {
    case .literal, .folded: return text[Int(node.start)..<offset].contains(where: isLineBreak)
    case .plain, .singleQuoted, .doubleQuoted, .flow, .block: return true
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
