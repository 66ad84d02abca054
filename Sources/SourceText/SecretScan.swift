/// One pass over the bare text of a file, in search of what stands behind words for secrets.
struct SecretScan {
  private let text: [UInt8]
  /// Where values start that the reader has marked exactly.
  private let known: Set<UInt32>
  private var ranges: [SourceRange] = []
  /// The names of anchors that stand for secrets.
  private var anchors: Set<ArraySlice<UInt8>> = []
  private var line: Line

  init(text: [UInt8], known: Set<UInt32>) {
    self.text = text
    self.known = known
    line = Line(holding: 0, in: text)
  }

  /// The ranges to mark, no byte looked at more than a few times.
  mutating func run() -> [SourceRange] {
    var index = 0
    while let start = nextCandidate(from: index) {
      guard let length = Secrets.word(at: start, in: text[...]) else {
        index = start + 1
        continue
      }
      index = markValue(behind: start + length)
    }
    if !anchors.isEmpty { markAnchors() }
    return ranges
  }

  /// The first offset from one on where a word may start; the only look at nearly all of the text.
  private func nextCandidate(from offset: Int) -> Int? {
    text.withUnsafeBufferPointer { text in
      Secrets.beginnings.withUnsafeBufferPointer { beginnings in
        guard offset < text.count else { return nil }
        var before = beginnings[Int(text[offset])]
        for index in offset + 1..<text.count {
          let next = beginnings[Int(text[index])]
          if before & next >> 8 != 0 { return index - 1 }
          before = next
        }
        return nil
      }
    }
  }

  /// Marks the value of a key that ends behind an offset; returns where to go on.
  private mutating func markValue(behind offset: Int) -> Int {
    var cursor = offset
    while cursor < text.count, Secrets.isKeyByte(text[cursor]) { cursor += 1 }
    let line = line(holding: offset)
    if cursor < text.count, text[cursor] == UInt8(ascii: ":") || text[cursor] == UInt8(ascii: "=") {
      cursor += 1
    } else if !line.isExplicitKey || cursor < text.count && !isLineBreak(text[cursor]) {
      return max(cursor, offset)
    }
    while cursor < text.count, isBlank(text[cursor]) { cursor += 1 }
    return mark(from: cursor, line)
  }

  /// Marks from an offset to the end of its line and of the lines below that belong to it.
  private mutating func mark(from offset: Int, _ line: Line) -> Int {
    var start = offset
    while start < text.count, isBlank(text[start]) || isLineBreak(text[start]) { start += 1 }
    if known.contains(UInt32(truncatingIfNeeded: start)) { return offset }
    let value = behindProperties(start)
    if value > start, known.contains(UInt32(truncatingIfNeeded: value)) {
      // What YAML takes for an anchor or a tag may be meant as the secret's beginning.
      ranges.append(
        SourceRange(
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: value)))
      return value
    }
    let isInComment = line.comment.map { $0 < offset } ?? false
    let end = isInComment ? endOfLine(offset) : endOfEntry(offset, line)
    guard end > start, !isNull(start..<end) else { return max(end, offset) }
    ranges.append(
      SourceRange(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end)))
    if text[start] == UInt8(ascii: "*") { anchors.insert(name(behind: start)) }
    return end
  }

  /// Whether a value is written out as none.
  private func isNull(_ value: Range<Int>) -> Bool {
    ["null", "~"].contains { word in
      text[value].starts(with: word.utf8)
        && text[value].dropFirst(word.utf8.count).first { !isBlank($0) && !isLineBreak($0) }
          .map { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "}") } ?? true
    }
  }

  /// Where the value begins that may have an anchor and a tag before it.
  private func behindProperties(_ offset: Int) -> Int {
    var cursor = offset
    // It has one of each at most.
    for _ in 0..<2 {
      guard cursor < text.count,
        text[cursor] == UInt8(ascii: "&") || text[cursor] == UInt8(ascii: "!")
      else { break }
      while cursor < text.count, text[cursor] > 0x20 { cursor += 1 }
      while cursor < text.count, isBlank(text[cursor]) || isLineBreak(text[cursor]) { cursor += 1 }
    }
    return cursor
  }

  /// The end of the last line that is indented like the value of an entry.
  private func endOfEntry(_ offset: Int, _ line: Line) -> Int {
    var end = endOfLine(offset)
    var next = end
    while next < text.count {
      if isLineBreak(text[next]) {
        next += 1
        continue
      }
      let start = next
      while next < text.count, isBlank(text[next]) { next += 1 }
      guard next < text.count, !isLineBreak(text[next]) else { continue }
      let column = next - start
      let opensValue =
        text[next] == UInt8(ascii: "-")
        || line.isExplicitKey && text[next] == UInt8(ascii: ":")
      guard column > line.column || column == line.column && opensValue else { break }
      next = endOfLine(next)
      end = next
    }
    return end
  }

  private mutating func markAnchors() {
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "&"), case let name = name(behind: index),
        anchors.contains(name)
      {
        index = mark(from: index + 1 + name.count, line(holding: index))
      } else {
        index += 1
      }
    }
  }

  /// The name behind `*` or `&`, no more than its beginning where it is very long.
  private func name(behind offset: Int) -> ArraySlice<UInt8> {
    text[(offset + 1)...].prefix(256).prefix { byte in
      byte > 0x20 && !",[]{}".utf8.contains(byte)
    }
  }

  /// The line that holds an offset, looked at once however much stands on it.
  private mutating func line(holding offset: Int) -> Line {
    if offset < line.start || offset > line.end { line = Line(holding: offset, in: text) }
    return line
  }

  private func endOfLine(_ offset: Int) -> Int {
    var end = offset
    while end < text.count, !isLineBreak(text[end]) { end += 1 }
    return end
  }

  /// A line, and the column (0-based, in bytes) from which the values of its key must be indented.
  private struct Line {
    let start: Int
    let end: Int
    let column: Int
    /// Where a comment begins.
    let comment: Int?
    /// Whether the line starts with `? `, so that the value stands on the next one.
    let isExplicitKey: Bool

    init(holding offset: Int, in text: [UInt8]) {
      var start = offset
      while start > 0, !isLineBreak(text[start - 1]) { start -= 1 }
      var cursor = start
      var isExplicitKey = false
      var end = offset
      while end < text.count, !isLineBreak(text[end]) { end += 1 }
      while cursor < end {
        if isBlank(text[cursor]) {
          cursor += 1
        } else if cursor + 1 < text.count, isBlank(text[cursor + 1]),
          text[cursor] == UInt8(ascii: "-") || text[cursor] == UInt8(ascii: "?")
        {
          isExplicitKey = text[cursor] == UInt8(ascii: "?")
          if isExplicitKey { break }
          cursor += 2
        } else {
          break
        }
      }
      self.start = start
      self.end = end
      comment = (start..<end).first { index in
        text[index] == UInt8(ascii: "#") && (index == start || isBlank(text[index - 1]))
      }
      self.isExplicitKey = isExplicitKey
      column = cursor - start
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
