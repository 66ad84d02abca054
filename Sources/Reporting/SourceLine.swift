internal import SourceText

/// A source line as a terminal shows it: secrets masked, tabs as four spaces,
/// invisible characters as escapes, and cut to a window where it is too long.
struct SourceLine {
  /// A tab is as wide everywhere, so that a window needs no knowledge of what
  /// stands before it.
  private static let tab = "    "
  private static let ellipsis = "…"

  /// One code point and the columns before it.
  private struct Cell {
    let offset: Int
    let scalar: Unicode.Scalar
    /// What is shown in place of the code point; nil where it shows itself.
    let replacement: String?
    var column: Int
    let width: Int

    var endColumn: Int { column + width }
  }

  /// UTF-8, without the line break.
  private(set) var text: [UInt8] = []
  /// The offset of the line's end.
  let end: UInt32
  private let start: Int
  /// The offsets that are shown.
  private var shown: Range<Int>
  /// Nil where every byte takes one column.
  private var cells: [Cell]?
  private var endColumn = 0

  /// Lays a line out.
  ///
  /// - Parameters:
  ///   - line: 1-based.
  ///   - token: What must be seen, by default the line's start.
  ///   - width: The columns there are, at least 20.
  init(_ view: SourceView, line: Int, around token: SourceRange? = nil, width: Int) {
    let range = view.lines.range(ofLine: line, in: view.text)
    start = Int(range.start)
    end = range.end
    shown = Int(range.start)..<Int(range.end)
    let firstSecret = view.secrets.firstIndex(endingAfter: range.start)
    let hasSecret = firstSecret < view.secrets.count && view.secrets[firstSecret].start < range.end
    if range.length <= width, !hasSecret {
      let bytes = view.text[Int(range.start)..<Int(range.end)]
      if bytes.withUnsafeBufferPointer({ PlainText.isPrintableASCII($0) }) {
        text = Array(bytes)
        return
      }
    }
    layOut(view, range, around: token ?? SourceRange(at: range.start), width: width)
  }

  /// Whether the whole of a range that starts in this line is shown, as far as the line goes.
  func shows(_ range: SourceRange) -> Bool {
    shown.lowerBound <= range.start && min(range.end, end) <= shown.upperBound
  }

  /// The 0-based column of an offset; one outside what is shown has the nearest column.
  func column(of offset: UInt32) -> Int {
    let offset = min(Int(offset), Int(end))
    guard let cells else { return max(offset - start, 0) }
    guard let first = cells.first else { return 0 }
    if offset <= first.offset { return first.column }
    // The cell that holds the offset: the last one that starts at or before it.
    guard let next = cells.firstIndex(where: { $0.offset > offset }) else {
      guard let last = cells.last, offset == last.offset else { return endColumn }
      return last.column
    }
    return cells[next - 1].column
  }

  private mutating func layOut(
    _ view: SourceView, _ line: SourceRange, around token: SourceRange, width: Int
  ) {
    let lineStart = Int(line.start)
    let lineEnd = Int(line.end)
    let tokenStart = min(max(Int(token.start), lineStart), lineEnd)
    let tokenEnd = min(max(Int(token.end), tokenStart), lineEnd)

    // No more is looked at than could be shown.
    var from = tokenStart
    var steps = 0
    while from > lineStart, steps < width {
      from -= 1
      // Four bytes at most, as in valid UTF-8, however the text goes on.
      let longest = max(from - 3, lineStart)
      while from > longest, view.text[from] & 0xC0 == 0x80 { from -= 1 }
      steps += 1
    }
    var (cells, to) = Self.cells(view, from: from, to: lineEnd, limit: steps + width + 1)
    var columns = cells.last?.endColumn ?? 0

    if from > lineStart || to < lineEnd || columns > width {
      let window = Self.window(
        cells, columns: columns, token: tokenStart..<tokenEnd, room: width - 2)
      let cutsStart = from > lineStart || window.lowerBound > 0
      if window.upperBound < cells.count { to = cells[window.upperBound].offset }
      let shift = (cutsStart ? 1 : 0) - (window.isEmpty ? 0 : cells[window.lowerBound].column)
      cells = Array(cells[window])
      shown = (cells.first?.offset ?? to)..<to
      for index in cells.indices { cells[index].column += shift }
      columns = cells.last?.endColumn ?? (cutsStart ? 1 : 0)
      if cutsStart { text += Self.ellipsis.utf8 }
    }
    text.reserveCapacity(cells.count + 16)
    for cell in cells {
      if let replacement = cell.replacement {
        text += replacement.utf8
      } else if cell.scalar.isASCII {
        text.append(UInt8(truncatingIfNeeded: cell.scalar.value))
      } else {
        text += UTF8.encode(cell.scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    if to < lineEnd { text += Self.ellipsis.utf8 }
    self.cells = cells
    endColumn = columns
  }

  /// The cells to show, so that the token is seen with what stands around it.
  private static func window(
    _ cells: [Cell], columns: Int, token: Range<Int>, room: Int
  ) -> Range<Int> {
    let first = cells.firstIndex { $0.offset >= token.lowerBound } ?? cells.count
    let behind = cells.firstIndex { $0.offset >= token.upperBound } ?? cells.count
    func column(_ index: Int) -> Int { index < cells.count ? cells[index].column : columns }

    let tokenWidth = min(max(column(behind) - column(first), 1), room)
    let widthBehind = columns - column(first)
    let widthBefore = max((room - tokenWidth) / 2, room - max(widthBehind, tokenWidth))
    var lower = first
    while lower > 0, column(first) - column(lower - 1) <= widthBefore { lower -= 1 }
    var upper = lower
    while upper < cells.count, column(upper + 1) - column(lower) <= room { upper += 1 }
    return lower..<upper
  }

  /// The cells from an offset on, and the offset behind the last.
  private static func cells(
    _ view: SourceView, from start: Int, to end: Int, limit: Int
  ) -> ([Cell], end: Int) {
    var cells: [Cell] = []
    cells.reserveCapacity(min(limit, end - start))
    var secretIndex = view.secrets.firstIndex(endingAfter: UInt32(clamping: start))
    var previous: Unicode.Scalar?
    var column = 0
    var offset = start
    while offset < end, cells.count < limit {
      let (scalar, length) = decode(view.text, at: offset, end: end)
      while secretIndex < view.secrets.count, view.secrets[secretIndex].end <= offset {
        secretIndex += 1
      }
      let isSecret =
        secretIndex < view.secrets.count && view.secrets[secretIndex].start < offset + length
      var replacement: String?
      if isSecret {
        replacement = "*"
      } else if scalar == "\t" {
        replacement = tab
      } else if TerminalText.isInvisible(scalar) {
        replacement = TerminalText.visible(scalar, after: previous)
      }
      let width =
        replacement.map { TerminalText.displayWidth(of: $0) }
        ?? TerminalText.displayWidth(of: scalar)
      previous = isSecret ? nil : scalar
      cells.append(
        Cell(
          offset: offset, scalar: scalar, replacement: replacement, column: column, width: width))
      column += width
      offset += length
    }
    return (cells, offset)
  }

  /// The code point at an offset and its length in bytes; U+FFFD and one byte
  /// where there is none.
  private static func decode(
    _ text: [UInt8], at offset: Int, end: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = text[offset]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    var decoder = UTF8()
    var bytes = text[offset..<min(offset + 4, end)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return ("\u{FFFD}", 1) }
    return (scalar, UTF8.width(scalar))
  }
}
