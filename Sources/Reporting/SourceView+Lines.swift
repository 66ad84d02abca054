internal import SourceText

extension SourceView {
  /// A range cut to its first line: platforms show a place in a change only where the whole of it
  /// is part of the change.
  ///
  /// - Parameter line: The line that it starts in, where that is known.
  func firstLine(of range: SourceRange, inLine line: Int? = nil) -> SourceRange {
    let line = lines.range(ofLine: line ?? lines.line(of: range.start), in: text)
    guard range.end > line.end else { return range }
    return SourceRange(start: min(range.start, line.end), end: line.end)
  }
}
