internal import Diagnostics
internal import SourceText

/// Lays findings out as text.
struct TextRenderer {
  /// Long source lines are cut to a window even where the width is not known:
  /// a file may be one line of megabytes.
  private static let defaultSourceWidth = 160
  static let narrowestWidth = 40
  /// Of a line of more bytes, a finding says first which entity it is about.
  private static let longLine = 2000

  var buffer = ReportBuffer()
  let width: Int?
  private let color: Bool
  var views: SourceViews

  init(_ files: SourceFiles, style: TextStyle) {
    views = SourceViews(files)
    color = style.color
    width = style.width.map { max($0, Self.narrowestWidth) }
  }

  /// One that writes what follows elsewhere.
  func continued() -> TextRenderer {
    var renderer = self
    renderer.buffer = ReportBuffer()
    return renderer
  }

  /// A diagnostic with its source lines; `word` stands in place of its severity.
  mutating func append(_ diagnostic: Diagnostic, as word: String? = nil) {
    appendHeadline(
      word ?? diagnostic.severity.name, diagnostic.rule, diagnostic.message,
      as: diagnostic.severity.textRole)
    let sections = SnippetSection.sections(of: diagnostic, views: &views)
    var lastLine = 1
    for section in sections { for mark in section.marks { lastLine = max(lastLine, mark.line) } }
    let gutter = String(lastLine).utf8.count
    for (index, section) in sections.enumerated() {
      append(
        section, of: index == 0 ? diagnostic : nil, severity: diagnostic.severity, gutter: gutter)
    }
    if diagnostic.omittedRelated > 0 {
      buffer.append(repeating: UInt8(ascii: " "), count: gutter + 1)
      append("… and " + diagnostic.omittedRelated.counting("more place"), as: .frame)
      buffer.append("\n")
    } else if !diagnostic.remedy.isEmpty || !diagnostic.entities.isEmpty {
      appendRuler(gutter: gutter)
    }
    if let note = AffectedEntities(of: diagnostic)?.phrase {
      appendFootnote("note", note, gutter: gutter)
    }
    if !diagnostic.remedy.isEmpty { appendFootnote("help", diagnostic.remedy, gutter: gutter) }
    buffer.append("\n")
  }

  /// A finding that is not counted: what it says, where it stands and why it is accepted.
  mutating func append(_ suppressed: SuppressedFinding) {
    let diagnostic = suppressed.finding.diagnostic
    appendHeadline(
      diagnostic.severity.name, diagnostic.rule, diagnostic.message,
      as: diagnostic.severity.textRole)
    let view = views[diagnostic.location.file]
    let position = view.position(of: diagnostic.location.range.start)
    buffer.append(" ")
    append("-->", as: .frame)
    buffer.append(
      " \(TerminalText.sanitised(view.file.path)):\(position.line):\(position.column)\n")
    appendFootnote("reason", suppressed.suppression.justification, gutter: 0)
  }

  /// Text as it is, in the colour of its role.
  mutating func append(_ text: String, as role: TextRole) {
    buffer.append(text, as: role, color: color)
  }

  /// `word[rule]: message`.
  mutating func appendHeadline(
    _ word: String, _ rule: String, _ message: String, as role: TextRole
  ) {
    let label = "\(word)[\(TerminalText.sanitised(rule))]"
    append(label, as: role)
    append(":", as: .headline)
    buffer.append(" ")
    let lines = TextWrapping.lines(
      TerminalText.sanitised(message), width: width,
      firstIndent: TerminalText.displayWidth(of: label) + 2, indent: 4)
    for (index, line) in lines.enumerated() {
      if index > 0 { buffer.append("    ") }
      append(line, as: .headline)
      buffer.append("\n")
    }
  }

  mutating func appendFootnote(_ keyword: String, _ text: String, gutter: Int) {
    buffer.append(repeating: UInt8(ascii: " "), count: gutter + 1)
    append("=", as: .frame)
    buffer.append(" ")
    append(keyword, as: .keyword)
    buffer.append(": ")
    let indent = gutter + 3 + keyword.utf8.count + 2
    let lines = TextWrapping.lines(
      TerminalText.sanitised(text), width: width, firstIndent: indent, indent: indent)
    for (index, line) in lines.enumerated() {
      if index > 0 { buffer.append(repeating: UInt8(ascii: " "), count: indent) }
      buffer.append(line)
      buffer.append("\n")
    }
  }
}

// MARK: - Snippets

extension TextRenderer {
  /// The columns that a source line may take.
  func sourceWidth(gutter: Int) -> Int {
    guard let width else { return Self.defaultSourceWidth }
    return max(width - gutter - 3, 20)
  }

  private mutating func append(
    _ section: SnippetSection, of diagnostic: Diagnostic?, severity: Severity, gutter: Int
  ) {
    let isFirst = diagnostic != nil
    if !isFirst { appendRuler(gutter: gutter) }
    buffer.append(repeating: UInt8(ascii: " "), count: isFirst ? gutter : gutter + 1)
    append(isFirst ? "-->" : ":::", as: .frame)
    let position = section.view.position(of: section.place, inLine: section.line)
    buffer.append(" ")
    // A line number tells nothing in a file of one line.
    if let diagnostic, !diagnostic.entity.hasPrefix("file/"),
      section.view.lines.range(ofLine: position.line, in: section.view.text).length
        > Self.longLine
    {
      buffer.append(TerminalText.sanitised(EntityIdentity.shown(diagnostic.entity)))
      buffer.append(" in ")
    }
    buffer.append(TerminalText.sanitised(section.view.file.path))
    buffer.append(":")
    buffer.append(position.line)
    buffer.append(":")
    buffer.append(position.column)
    buffer.append("\n")
    appendRuler(gutter: gutter)

    var previous: Int?
    var index = 0
    while index < section.marks.count {
      let line = section.marks[index].line
      var end = index + 1
      while end < section.marks.count, section.marks[end].line == line { end += 1 }
      if let previous, line - previous == 2 {
        append(
          SourceLine(section.view, line: previous + 1, width: sourceWidth(gutter: gutter)),
          number: previous + 1, gutter: gutter)
      } else if let previous, line - previous > 2 {
        append("...", as: .frame)
        buffer.append("\n")
      }
      append(section.marks[index..<end], of: section.view, severity: severity, gutter: gutter)
      previous = line
      index = end
    }
  }

  /// One source line and the marks below it; a line that is cut to a window is
  /// repeated for a mark that the window does not show.
  private mutating func append(
    _ marks: ArraySlice<SnippetMark>, of view: SourceView, severity: Severity, gutter: Int
  ) {
    guard let first = marks.first else { return }
    let width = sourceWidth(gutter: gutter)
    var source = SourceLine(view, line: first.line, around: first.range, width: width)
    append(source, number: first.line, gutter: gutter)
    for (index, mark) in marks.enumerated() {
      if index > 0, !source.shows(mark.range) {
        source = SourceLine(view, line: mark.line, around: mark.range, width: width)
        append(source, number: mark.line, gutter: gutter)
      }
      append(mark, below: source, of: view, severity: severity, gutter: gutter)
    }
  }

  private mutating func append(_ source: SourceLine, number: Int, gutter: Int) {
    let digits = String(number)
    buffer.append(repeating: UInt8(ascii: " "), count: gutter - digits.utf8.count)
    append(digits + " |", as: .frame)
    if !source.text.isEmpty {
      buffer.append(" ")
      buffer.append(source.text)
    }
    buffer.append("\n")
  }

  private mutating func append(
    _ mark: SnippetMark, below source: SourceLine, of view: SourceView, severity: Severity,
    gutter: Int
  ) {
    append(
      underline: mark.isPrimary ? UInt8(ascii: "^") : UInt8(ascii: "-"), mark.range,
      words(of: mark, view: view),
      below: source, as: mark.isPrimary ? severity.textRole : .frame, gutter: gutter)
  }

  /// The underline of a range, its words behind it or, where the room is too
  /// small, below it.
  mutating func append(
    underline: UInt8, _ range: SourceRange, _ words: String, below source: SourceLine,
    as role: TextRole, gutter: Int
  ) {
    let start = source.column(of: range.start)
    let length = max(source.column(of: min(range.end, source.end)) - start, 1)
    appendBar(gutter: gutter)
    buffer.append(repeating: UInt8(ascii: " "), count: start + 1)
    let line = repeatElement(underline, count: length)
    if color {
      append(String(decoding: line, as: UTF8.self), as: role)
    } else {
      buffer.append(line)
    }

    let words = TerminalText.sanitised(words)
    let room = width.map { $0 - gutter - 3 }
    let inlineStart = start + length + 1
    if words.isEmpty {
      buffer.append("\n")
    } else if room.map({ inlineStart + TerminalText.displayWidth(of: words) <= $0 }) ?? true {
      buffer.append(" ")
      append(words, as: role)
      buffer.append("\n")
    } else {
      buffer.append("\n")
      // Under the mark where the words have room there, else as far right as they do.
      let needed = min(TerminalText.displayWidth(of: words), 32)
      let indent = min(start, max((room ?? 0) - needed, 0))
      for line in TextWrapping.lines(words, width: room, firstIndent: indent, indent: indent) {
        appendBar(gutter: gutter)
        buffer.append(repeating: UInt8(ascii: " "), count: indent + 1)
        append(line, as: role)
        buffer.append("\n")
      }
    }
  }

  private func words(of mark: SnippetMark, view: SourceView) -> String {
    let lastLine = view.lines.line(
      of: mark.range.isEmpty ? mark.range.end : mark.range.end - 1, near: mark.line)
    guard lastLine > mark.line else { return mark.label }
    let extent = "to line \(lastLine)"
    return mark.label.isEmpty ? extent : "\(mark.label) (\(extent))"
  }

  mutating func appendBar(gutter: Int) {
    buffer.append(repeating: UInt8(ascii: " "), count: gutter + 1)
    append("|", as: .frame)
  }

  mutating func appendRuler(gutter: Int) {
    appendBar(gutter: gutter)
    buffer.append("\n")
  }
}

extension Severity {
  var textRole: TextRole {
    switch self {
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
