/// Lays out a page to read in a terminal: headings, paragraphs, lists of terms, tables.
///
/// Every text is made safe for a terminal here, so callers give it as files have it.
struct TextPage {
  /// A piece of text and what it is.
  struct Cell {
    let text: String
    let role: TextRole?

    init(_ text: String, as role: TextRole? = nil) {
      self.text = TerminalText.sanitised(text)
      self.role = role
    }

    var width: Int { TerminalText.displayWidth(of: text) }
  }

  /// The columns that a last cell has at least; where there are fewer, it goes to lines of its own.
  private static let narrowestCell = 20

  private(set) var text = ""
  let style: TextStyle
  private var width: Int? { style.width.map { max($0, 40) } }

  init(style: TextStyle) {
    self.style = style
  }

  mutating func blankLine() {
    text += "\n"
  }

  /// A title with a blank line before and behind it.
  mutating func heading(_ title: String) {
    blankLine()
    row([Cell(title, as: .keyword)], widths: [], indent: 0, hang: 2)
    blankLine()
  }

  /// One line that is never broken.
  mutating func line(_ cells: [Cell], indent: Int = 0) {
    text += String(repeating: " ", count: indent)
    for cell in cells { append(cell.text, as: cell.role) }
    text += "\n"
  }

  /// A text on as many lines as it needs.
  mutating func paragraph(_ paragraph: String, indent: Int = 2, hang: Int = 0) {
    row([Cell(paragraph)], widths: [], indent: indent, hang: hang)
  }

  /// Markdown: paragraphs are filled anew; lists, tables, quotes and code keep their lines.
  mutating func markdown(_ markdown: String, indent: Int = 2) {
    var paragraph: [Substring] = []
    func isLineOfItsOwn(_ line: Substring) -> Bool {
      let first = line.drop { $0 == " " }
      return line.hasPrefix("    ")
        || ["- ", "* ", "+ ", "|", ">", "#", "```"].contains {
          first.hasPrefix($0)
        } || first.drop(while: \.isNumber).hasPrefix(". ")
    }
    func flush(_ page: inout TextPage) {
      let joined = paragraph.joined(separator: " ")
      if !joined.isEmpty { page.paragraph(joined, indent: indent) }
      paragraph = []
    }
    for line in markdown.textLines {
      if line.allSatisfy(\.isWhitespace) {
        flush(&self)
        blankLine()
      } else if isLineOfItsOwn(line) {
        flush(&self)
        self.paragraph(String(line), indent: indent, hang: 2)
      } else {
        paragraph.append(line)
      }
    }
    flush(&self)
  }

  /// Lines as they are, such as code.
  mutating func verbatim(_ lines: String, indent: Int = 2) {
    for line in lines.textLines {
      text += line.isEmpty ? "\n" : String(repeating: " ", count: indent)
      if !line.isEmpty { self.line([Cell(String(line))]) }
    }
  }

  /// Text that was laid out elsewhere, escape sequences for colours included, moved to the right.
  mutating func inset(_ rendered: String, indent: Int = 2) {
    for line in rendered.textLines {
      text += line.isEmpty ? "\n" : String(repeating: " ", count: indent) + line + "\n"
    }
  }

  /// Terms in one column, what they are in the other.
  mutating func terms(_ rows: [(term: String, text: Cell)], indent: Int = 2) {
    table(rows.map { [Cell($0.term, as: .headline), $0.text] }, indent: indent)
  }

  /// Rows of as many cells each; the last one is wrapped where it has no room.
  mutating func table(_ rows: [[Cell]], indent: Int = 0) {
    let widths = Self.widths(of: rows)
    for row in rows { self.row(row, widths: widths, indent: indent) }
  }

  /// The width of each column but the last.
  static func widths(of rows: [[Cell]]) -> [Int] {
    let count = (rows.first?.count ?? 1) - 1
    return (0..<max(count, 0)).map { column in rows.map { $0[column].width }.max() ?? 0 }
  }

  /// One row of a table; `widths` has those of all cells but the last.
  mutating func row(_ cells: [Cell], widths: [Int], indent: Int, hang: Int = 0) {
    guard let last = cells.last else { return }
    var line = String(repeating: " ", count: indent)
    var column = indent
    text += line
    for (index, cell) in cells.dropLast().enumerated() {
      append(cell.text, as: cell.role)
      // Spaces wait until something follows them.
      line = String(repeating: " ", count: max(widths[index] - cell.width, 0) + 2)
      column += widths[index] + 2
      if index < cells.count - 2 { text += line }
    }
    if last.text.isEmpty {
      text += "\n"
      return
    }
    var further = column + hang
    if cells.count > 1 {
      if let width, width - column < Self.narrowestCell, column + last.width > width {
        column = indent + 4
        further = column
        text += "\n" + String(repeating: " ", count: column)
      } else {
        text += line
      }
    }
    let lines = TextWrapping.lines(
      last.text, width: width, firstIndent: column, indent: further)
    for (index, part) in lines.enumerated() {
      if index > 0 { text += String(repeating: " ", count: further) }
      append(part, as: last.role)
      text += "\n"
    }
  }

  private mutating func append(_ piece: String, as role: TextRole?) {
    guard style.color, let role, !piece.isEmpty else {
      text += piece
      return
    }
    text += "\u{1B}[\(role.graphicRendition)m\(piece)\u{1B}[0m"
  }
}
