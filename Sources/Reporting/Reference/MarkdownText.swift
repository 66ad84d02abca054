/// Text of files within Markdown.
enum MarkdownText {
  /// One line in which only code spans are Markdown.
  static func line(_ text: String) -> String {
    escaped(text.joinedLines)
  }

  /// The cell of a table.
  static func cell(_ text: String) -> String {
    dividingNoCells(line(text))
  }

  /// The cell of a table for text that anybody may have written: no link, no markup, no HTML; only
  /// code spans stay.
  static func foreignCell(_ text: String) -> String {
    dividingNoCells(escaped(text.joinedLines, "<>*_[]\\~&#$", breakingLinks: true))
  }

  /// The cell of a table that is a code span.
  static func codeCell(_ text: String) -> String { dividingNoCells(code(text)) }

  /// Text that stays in its cell: a bar would end that even in a code span.
  private static func dividingNoCells(_ text: String) -> String {
    let bar = UInt8(ascii: "|")
    guard text.utf8.contains(bar) else { return text }
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte == bar { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A code span, longer fences where the text has backticks itself.
  static func code(_ text: String) -> String {
    let text = TerminalText.sanitised(text.joinedLines)
    let fence = String(repeating: "`", count: longestRunOfBackticks(in: text) + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return text.isEmpty ? "" : fence + space + text + space + fence
  }

  /// A code block that no line of the text can end.
  static func codeBlock(_ text: String, language: String) -> String {
    let fence = String(repeating: "`", count: max(longestRunOfBackticks(in: text) + 1, 3))
    return fence + language + "\n" + document(text) + fence + "\n"
  }

  /// Lines as they are, but for characters that could steer a terminal; a tab stays.
  static func document(_ text: String) -> String {
    text.textLines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { TerminalText.sanitised(String($0)) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  /// The text with what Markdown would read as emphasis, HTML or links written so that it reads as it
  /// is, outside of code spans.
  ///
  /// - Parameter breakingLinks: Whether addresses that GitHub makes links of are kept from it.
  private static func escaped(
    _ text: String, _ syntax: String = "<>*[]\\", breakingLinks: Bool = false
  ) -> String {
    // All that is written otherwise is ASCII, so bytes tell it.
    let text = Array(TerminalText.sanitised(text).utf8)
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    var isCode = false
    // A lone backtick opens nothing.
    var backticks = text.count { $0 == backtick }
    for (index, byte) in text.enumerated() {
      if byte == backtick {
        backticks -= 1
        if isCode || backticks > 0 { isCode.toggle() }
      } else if !isCode {
        if syntax.utf8.contains(byte)
          || breakingLinks && startsLink(text[index...], after: text[..<index])
        {
          result.append(UInt8(ascii: "\\"))
        }
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let backtick = UInt8(ascii: "`")

  /// Whether the `:` of `https://`, the `.` of `www.` or the `@` of an address stands first.
  private static func startsLink(_ text: ArraySlice<UInt8>, after start: ArraySlice<UInt8>) -> Bool
  {
    switch text.first {
    case UInt8(ascii: ":"): text.starts(with: "://".utf8)
    case UInt8(ascii: "."): start.suffix(3).map { $0 | 0x20 }.elementsEqual("www".utf8)
    case UInt8(ascii: "@"): true
    default: false
    }
  }

  private static func longestRunOfBackticks(in text: String) -> Int {
    var longest = 0
    var length = 0
    for byte in text.utf8 {
      length = byte == backtick ? length + 1 : 0
      longest = max(longest, length)
    }
    return longest
  }
}
