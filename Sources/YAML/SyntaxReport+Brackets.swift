internal import Diagnostics
internal import SourceText

/// Mistakes within brackets and braces.
extension SyntaxReport {
  var flowReport: Diagnostic {
    let isList = fault.context == "while parsing a flow sequence"
    let opening = SourceRange(from: context, to: context + 1)
    let bracket = isList ? "[" : "{"
    let closing = isList ? "]" : "}"
    if !isClosed(context) {
      return syntax(
        "the bracket `\(bracket)` is never closed", "Close it with `\(closing)`.", at: opening,
        related: place < text.count ? [(word(at: place), "reading failed here")] : [])
    }
    return syntax(
      "expected `,` or `\(closing)` in the \(isList ? "list" : "mapping"), found \(found)",
      "Separate \(isList ? "items" : "entries") with commas; a text that holds `,`, `: `, a bracket "
        + "or a quote goes in quotes.",
      at: word(at: place), related: [(opening, "the \(isList ? "list" : "mapping") begins here")])
  }

  /// Whether a bracket has its counterpart before a line that is indented no
  /// more than the bracket's own and so belongs to what surrounds it.
  private func isClosed(_ bracket: Int) -> Bool {
    let lineStart = startOfLine(bracket)
    // A document that is one value in brackets has nothing around them.
    let indentation = bracket == lineStart ? -1 : indentation(lineStart)
    var depth = 0
    var index = bracket
    var quote: UInt8?
    while index < text.count {
      let byte = text[index]
      if TreeBuilder.isBreak(byte) {
        var first = index + 1
        while first < text.count, text[first] <= UInt8(ascii: " ") { first += 1 }
        guard first < text.count else { return false }
        let isCloser = text[first] == UInt8(ascii: "]") || text[first] == UInt8(ascii: "}")
        if column(first) <= indentation, !isCloser { return false }
        index = first
        continue
      }
      if let open = quote {
        if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          // An apostrophe within a word opens nothing.
          if index > 0, !isWordByte(text[index - 1]) { quote = byte }
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          if depth == 0 { return true }
        case UInt8(ascii: "#"):
          if isComment(index) {
            while index < text.count, !TreeBuilder.isBreak(text[index]) { index += 1 }
            continue
          }
        default: break
        }
      }
      index += 1
    }
    return false
  }
}
