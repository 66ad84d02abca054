/// Text of files within Markdown.
enum MarkdownText {
  /// One line in which only code spans are Markdown.
  static func line(_ text: String) -> String {
    escaped(text.joinedLines)
  }

  /// The cell of a table.
  static func cell(_ text: String) -> String {
    line(text).replacing("|", with: "\\|")
  }

  /// The cell of a table for text that anybody may have written: no link, no markup, no HTML; only
  /// code spans stay.
  static func foreignCell(_ text: String) -> String {
    escaped(text.joinedLines, "<>*_[]\\~&#$", breakingLinks: true).replacing("|", with: "\\|")
  }

  /// A code span, longer fences where the text has backticks itself.
  static func code(_ text: String) -> String {
    let text = TerminalText.sanitised(text.joinedLines)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return text.isEmpty ? "" : fence + space + text + space + fence
  }

  /// A code block that no line of the text can end.
  static func codeBlock(_ text: String, language: String) -> String {
    let fence = String(repeating: "`", count: max(longestRun(of: "`", in: text) + 1, 3))
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
    var result = ""
    var isCode = false
    // A lone backtick opens nothing.
    var backticks = text.count { $0 == "`" }
    let text = TerminalText.sanitised(text)
    for index in text.indices {
      let character = text[index]
      if character == "`" {
        backticks -= 1
        if isCode || backticks > 0 { isCode.toggle() }
      } else if !isCode {
        if syntax.contains(character)
          || breakingLinks && startsLink(text[index...], after: text[..<index])
        {
          result += "\\"
        }
      }
      result.append(character)
    }
    return result
  }

  /// Whether the `:` of `https://`, the `.` of `www.` or the `@` of an address stands first.
  private static func startsLink(_ text: Substring, after start: Substring) -> Bool {
    switch text.first {
    case ":": text.hasPrefix("://")
    case ".": start.suffix(3).lowercased() == "www"
    case "@": true
    default: false
    }
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var longest = 0
    var length = 0
    for other in text {
      length = other == character ? length + 1 : 0
      longest = max(longest, length)
    }
    return longest
  }
}
