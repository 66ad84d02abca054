internal import SourceText

/// Which lines of a file comments are about; they are asked for in the order of the file.
struct SuppressedLines {
  private let file: SourceFile
  private let index: LineIndex
  /// The last comment line that was asked for, the first line below it that is no comment, and
  /// what it came to: a long column of comments is gone down once.
  private var last: (start: Int, end: Int, lines: [Int]) = (0, 0, [])

  /// How many lines of `-` alone are followed.
  private static let bound = 8

  init(_ file: SourceFile) {
    self.file = file
    index = file.lineIndex
  }

  /// The lines, 1-based: of a comment behind something its own, of one that stands alone the first
  /// line below it that is no comment. Empty where nothing stands directly below.
  ///
  /// What begins on a line of nothing but `-` or `?` stands on the next one, so both count.
  mutating func lines(of comment: SourceRange) -> [Int] {
    let start = index.line(of: comment.start)
    if start > last.start, start < last.end { return last.lines }
    var line = start
    while line <= index.lineCount, content(of: line) == .comment { line += 1 }
    let end = line
    var lines: [Int] = []
    loop: while line <= index.lineCount, lines.count < Self.bound {
      switch content(of: line) {
      case .nothing: break loop
      case .comment: break
      case .indicators: lines.append(line)
      case .value:
        lines.append(line)
        break loop
      }
      line += 1
    }
    last = (start, end, lines)
    return lines
  }

  private enum Content {
    case nothing
    case comment
    /// `-` or `?` alone, a comment behind it or not.
    case indicators
    case value
  }

  private func content(of line: Int) -> Content {
    let range = index.range(ofLine: line, in: file.text)
    var hasIndicator = false
    var previous = UInt8(ascii: " ")
    for byte in file.text[Int(range.start)..<Int(range.end)] {
      let isSpaced = previous == 0x20 || previous == 0x09
      switch byte {
      case 0x20, 0x09: break
      case UInt8(ascii: "-"), UInt8(ascii: "?"): hasIndicator = true
      case UInt8(ascii: "#") where isSpaced: return hasIndicator ? .indicators : .comment
      default: return .value
      }
      previous = byte
    }
    return hasIndicator ? .indicators : .nothing
  }
}
