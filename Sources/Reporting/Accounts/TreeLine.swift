/// One line of a tree: pieces that stay together where there is room.
struct TreeLine {
  /// A text in one colour.
  struct Span {
    let text: String
    let role: TextRole?

    /// - Parameter text: What a file says in it is shown so that it cannot steer a terminal.
    init(_ text: String, _ role: TextRole? = nil) {
      self.text = TerminalText.sanitised(text)
      self.role = role
    }
  }

  /// Spans that follow each other without a gap.
  typealias Piece = [Span]

  enum Separator: String {
    case dot = " · "
    case gap = "  "
    case space = " "
  }

  var pieces: [Piece] = []
  var separator = Separator.dot
  /// Whether a word that is wider than the terminal is cut; a path is not.
  var cutsWords = true

  init(_ pieces: [Piece] = [], separator: Separator = .dot) {
    self.pieces = pieces
    self.separator = separator
  }

  mutating func add(_ text: String, _ role: TextRole? = nil) {
    pieces.append([Span(text, role)])
  }

  /// The line as it stands in a terminal: the lines it takes, each as spans.
  ///
  /// - Parameters:
  ///   - width: The columns there are; nil breaks nothing.
  ///   - firstIndent: The columns that are taken before the first line.
  ///   - indent: The columns that are taken before each further line.
  func wrapped(width: Int?, firstIndent: Int, indent: Int) -> [[Span]] {
    var lines: [[Span]] = [[]]
    var column = firstIndent
    func breakLine() {
      lines.append([])
      column = indent
    }
    func place(_ spans: Piece, _ width: Int) {
      lines[lines.count - 1] += spans
      column += width
    }
    for (index, piece) in pieces.enumerated() {
      let pieceWidth = piece.displayWidth
      // A dot that has to end the line needs its room there too.
      let needed = pieceWidth + (separator == .dot && index < pieces.count - 1 ? 2 : 0)
      if index > 0 {
        let gap = separator.rawValue
        if let width, column + gap.unicodeScalars.count + needed > width {
          if separator == .dot { place([Span(" ·", .structure)], 2) }
          breakLine()
        } else {
          place([Span(gap, .structure)], gap.unicodeScalars.count)
        }
      } else if let width, column > indent, column + needed > width, indent + needed <= width {
        breakLine()
      }
      guard let width, column + needed > width else {
        place(piece, pieceWidth)
        continue
      }
      let words = piece.words
      for (index, word) in words.enumerated() {
        let reserve = index == words.count - 1 ? needed - pieceWidth : 0
        let wordWidth = word.displayWidth + reserve
        // On a line of its own a word is cut no less, if it is wider than a whole line.
        let hasOwnLine = indent + wordWidth <= width || !cutsWords || column + 16 > width
        if index > 0, column + 1 + wordWidth > width, hasOwnLine {
          breakLine()
        } else if index > 0 {
          place([Span(" ")], 1)
        }
        let shown = cutsWords ? word.cut(to: max(width - column - reserve, 8)) : word
        place(shown, shown.displayWidth)
      }
    }
    return lines
  }
}

extension TreeLine.Piece {
  var displayWidth: Int { reduce(0) { $0 + TerminalText.displayWidth(of: $1.text) } }

  /// The piece in parts between which there is a space.
  fileprivate var words: [TreeLine.Piece] {
    var words: [TreeLine.Piece] = [[]]
    for span in self {
      // Bytes rather than characters: no other character holds the byte of a space.
      let parts = span.text.utf8.split(
        separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { words.append([]) }
        words[words.count - 1].append(TreeLine.Span(String(Substring(part)), span.role))
      }
    }
    return words
  }

  /// The piece with an ellipsis in place of what has no room.
  fileprivate func cut(to width: Int) -> TreeLine.Piece {
    if displayWidth <= width { return self }
    var result: TreeLine.Piece = []
    var column = 0
    for span in self {
      var text = String.UnicodeScalarView()
      for scalar in span.text.unicodeScalars {
        let scalarWidth = TerminalText.displayWidth(of: scalar)
        if column + scalarWidth > width - 1 {
          text.append("…")
          result.append(TreeLine.Span(String(text), span.role))
          return result
        }
        text.append(scalar)
        column += scalarWidth
      }
      result.append(TreeLine.Span(String(text), span.role))
    }
    return result
  }
}
