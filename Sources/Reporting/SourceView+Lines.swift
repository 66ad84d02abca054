internal import SourceText

extension SourceView {
  /// A range cut to its first line: platforms show a place in a change only where the whole of it
  /// is part of the change.
  func firstLine(of range: SourceRange) -> SourceRange {
    let line = lines.range(ofLine: lines.line(of: range.start), in: text)
    guard range.end > line.end else { return range }
    return SourceRange(start: min(range.start, line.end), end: line.end)
  }
}
