extension SourceFile {
  /// The text of a range with `*` in place of each character of a secret.
  ///
  /// Line breaks inside a secret stay, so that lines and columns are the file's own.
  package func maskedText(in range: SourceRange) -> String {
    let bytes = text.maskedBytes(in: range, secrets: secrets.mergedRanges())
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// The bytes of a range with one `*` in place of each character of a secret.
  ///
  /// - Parameter secrets: Sorted, none overlapping another.
  package func maskedBytes(in range: SourceRange, secrets: [SourceRange]) -> [UInt8] {
    let end = Swift.min(Int(range.end), count)
    var position = Swift.min(Int(range.start), end)
    var result: [UInt8] = []
    result.reserveCapacity(end - position)
    for secret in secrets[secrets.firstIndex(endingAfter: range.start)...] {
      let secretStart = Swift.min(Swift.max(Int(secret.start), position), end)
      let secretEnd = Swift.min(Swift.max(Int(secret.end), position), end)
      result += self[position..<secretStart]
      for byte in self[secretStart..<secretEnd] where byte & 0xC0 != 0x80 {
        let isLineBreak = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        result.append(isLineBreak ? byte : UInt8(ascii: "*"))
      }
      position = secretEnd
      if position == end { break }
    }
    result += self[position..<end]
    return result
  }
}

extension [SourceRange] {
  /// The same offsets in ranges that are sorted and do not overlap; empty ones are left out.
  package func mergedRanges() -> [SourceRange] {
    var result: [SourceRange] = []
    for range in sorted() where !range.isEmpty {
      if let last = result.last, range.start <= last.end {
        result[result.count - 1] = SourceRange(
          start: last.start, end: Swift.max(last.end, range.end))
      } else {
        result.append(range)
      }
    }
    return result
  }

  /// The index of the first range that ends behind an offset, in ranges that
  /// are sorted and do not overlap.
  package func firstIndex(endingAfter offset: UInt32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
