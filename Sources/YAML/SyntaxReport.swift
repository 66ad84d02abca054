internal import Diagnostics
internal import SourceText

/// Puts the fault that ended the reading into words: what was being read, what
/// was expected, and what probably caused it.
///
/// libyaml says where it noticed the fault and where the thing it was reading
/// began; the usual mistakes are told apart by the text around these two places.
struct SyntaxReport {
  let reports: ReportBuilder
  let fault: ParserFault
  let text: UnsafeBufferPointer<UInt8>
  /// The length of the byte-order mark.
  let base: Int
  /// Where the fault was noticed.
  let place: Int
  /// Where the thing that was being read began.
  let context: Int
  /// The last node that was read before the fault.
  let lastNode: Node?

  init(
    _ reports: ReportBuilder, _ fault: ParserFault, text: UnsafeBufferPointer<UInt8>, base: Int,
    lastNode: Node?
  ) {
    self.reports = reports
    self.fault = fault
    self.text = text
    self.base = base
    self.lastNode = lastNode
    var cursor = MarkCursor(text, base: base)
    context = Int(cursor.offset(of: fault.contextMark))
    place =
      fault.isReaderFault
      ? min(base + fault.problemOffset, text.count) : Int(cursor.offset(of: fault.problemMark))
  }

  /// The one finding about the fault.
  var diagnostic: Diagnostic {
    if fault.isMemoryFault {
      return reports.diagnostic(
        "input-limit", "there is not enough memory to read the file", at: SourceRange(at: 0))
    }
    if fault.isReaderFault { return readerFault }
    if let report = tabReport ?? quoteReport { return report }
    switch fault.context {
    case "while scanning a simple key": return keyReport
    case "while scanning a quoted scalar", "while parsing a quoted scalar": return escapeReport
    case "while scanning a block scalar": return blockScalarReport
    case "while scanning an anchor", "while scanning an alias": return anchorReport
    case "while scanning a tag", "while parsing a tag": return tagReport
    case "while scanning a directive", "while scanning a %YAML directive",
      "while scanning a %TAG directive":
      return directiveReport
    case "while parsing a flow sequence", "while parsing a flow mapping": return flowReport
    case "while parsing a block mapping": return mappingReport
    case "while parsing a block collection": return listReport
    default: return otherReport
    }
  }

  // MARK: Characters

  private var readerFault: Diagnostic {
    let place = firstByteAtFault
    let range = reports.character(at: UInt32(truncatingIfNeeded: place), exactly: true)
    if fault.problem == "control characters are not allowed" {
      let value = UInt32(truncatingIfNeeded: max(fault.problemValue, 0))
      let remedy =
        value == 0
        ? "Remove it; if the file has many of them it may be UTF-16 without a byte-order mark: "
          + "save it as UTF-8."
        : "Remove it, or write it as an escape in double quotes."
      return syntax(
        "the control character \(Excerpt.codePoint(value)) is not allowed in YAML",
        remedy, at: range)
    }
    return syntax(
      "the file is not UTF-8 text: the byte \(Excerpt.hexadecimal(byte(place) ?? 0, digits: 2)) "
        + "does not fit here",
      "Save the file as UTF-8.", at: range)
  }

  /// The first byte of what is no character; libyaml points at the byte that does not follow it.
  private var firstByteAtFault: Int {
    guard fault.problem == "invalid trailing UTF-8 octet" else { return place }
    return (1...3).map { place - $0 }.first { byte($0).map { $0 >= 0xC0 } ?? true } ?? place
  }

  /// Reports a tab where indentation belongs.
  private var tabReport: Diagnostic? {
    let isAtTab = byte(place) == UInt8(ascii: "\t")
    let isTabFault =
      isAtTab && fault.context == "while scanning for the next token"
      || fault.problem == "found a tab character that violates indentation"
      || fault.problem == "found a tab character where an indentation space is expected"
    let start = startOfLine(place)
    let indentationTab = (start..<min(max(place + 1, start), text.count)).first {
      text[$0] == UInt8(ascii: "\t")
    }
    let isInIndentation = indentationTab.map { tab in
      (start..<tab).allSatisfy { text[$0] == UInt8(ascii: " ") }
    }
    guard isTabFault || isInIndentation == true && fault.context != "while scanning a quoted scalar"
    else { return nil }
    guard let tab = isInIndentation == true ? indentationTab : (isAtTab ? place : indentationTab)
    else { return nil }
    return syntax(
      isInIndentation == true
        ? "a tab stands in the indentation" : "a tab stands where only spaces may",
      "Use spaces: YAML does not allow tabs there.", at: SourceRange(from: tab, to: tab + 1))
  }

  // MARK: Quotes

  /// Reports a quote that is not closed, or is closed by the next one by mistake.
  private var quoteReport: Diagnostic? {
    if fault.context == "while scanning a quoted scalar",
      fault.problem == "found unexpected end of stream"
        || fault.problem == "found unexpected document indicator"
    {
      let isEnd = fault.problem == "found unexpected end of stream"
      return syntax(
        "the quote that opens here is never closed",
        "Close it with the same character, \(Excerpt.quoted(text, context, context + 1)).",
        at: SourceRange(from: context, to: context + 1),
        related: isEnd ? [] : [(word(at: place), "the document ends here")])
    }
    guard let node = lastNode, node.kind == .scalar,
      node.style == .doubleQuoted || node.style == .singleQuoted,
      Int(node.end) <= place, startOfLine(Int(node.start)) != startOfLine(Int(node.end)),
      startOfLine(place) == startOfLine(Int(node.end))
    else { return nil }
    if byte(place) == UInt8(ascii: ":") { return multilineKey }
    return syntax(
      "text stands behind the closing quote of a value that began lines above",
      "Look for a closing quote that is missing in between.", at: word(at: place),
      related: [
        (SourceRange(from: Int(node.start), to: Int(node.start) + 1), "the quote opened here")
      ])
  }

  private var escapeReport: Diagnostic {
    // libyaml's mark is the backslash, or the first digit behind it.
    var start = place
    while start > context, byte(start) != UInt8(ascii: "\\") { start -= 1 }
    var end = min(start + 2, text.count)
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    let escape = quoted(start, end)
    let range = reports.onOneLine(SourceRange(from: start, to: end))
    let opening: [(SourceRange, String)] = [
      (SourceRange(from: context, to: context + 1), "in the quotes that open here")
    ]
    if fault.problem == "found unknown escape character" {
      return syntax(
        "\(escape) is no escape sequence",
        "Write `\\\\` for a backslash, or use single quotes, in which it means itself.", at: range,
        related: opening)
    }
    return syntax(
      "the escape sequence \(escape) has no valid hexadecimal number behind it",
      "`\\x` takes two hexadecimal digits, `\\u` four and `\\U` eight, and they must name a "
        + "Unicode character.", at: range, related: opening)
  }

  // MARK: The rest

  private var blockScalarReport: Diagnostic {
    let indicator = Excerpt.quoted(text, context, context + 1)
    let related = [(SourceRange(from: context, to: context + 1), "the block text begins here")]
    if fault.problem == "did not find expected comment or line break" {
      return syntax(
        "text stands behind \(indicator) on its line",
        "Begin the text on the next line, or put it in quotes if \(indicator) is part of it.",
        at: word(at: place), related: related)
    }
    return syntax(
      "the indentation of a block text must be a number from 1 to 9",
      "Leave the number out: the first line of the text says it.",
      at: word(at: place), related: related)
  }

  private var anchorReport: Diagnostic {
    let isAlias = fault.context == "while scanning an alias"
    return syntax(
      isAlias
        ? "`*` begins an alias, and what follows is no name"
        : "`&` begins an anchor, and what follows is no name",
      "Put the value in quotes if it is a text; names of anchors are made of ASCII letters, digits, "
        + "`-` and `_`.", at: SourceRange(from: context, to: context + 1))
  }

  private var tagReport: Diagnostic {
    let shown = quoted(context, endOfRun(context))
    return syntax(
      fault.problem == "found undefined tag handle"
        ? "the tag \(shown) uses a prefix that no %TAG directive defines"
        : "`!` begins a tag, and \(shown) is none",
      "Put the value in quotes if it is a text.", at: word(at: context))
  }

  /// Reports text where only another document can follow.
  private var documentReport: Diagnostic {
    let remedy = "Write `---` on a line between the directives and the document."
    if place >= text.count {
      return syntax(
        "the directives at the start are followed by no document", remedy, at: word(at: place))
    }
    let start = startOfLine(place)
    if let line = lineWithContent(before: start), byte(line.lowerBound) == UInt8(ascii: "%") {
      return syntax(
        "expected `---` behind the directives, found \(found)", remedy, at: word(at: place))
    }
    if startsWith("...", at: start) {
      return syntax(
        "text stands behind `...`, which ends the document", "Remove one of the two.",
        at: word(at: place))
    }
    if let report = closingBracketReport { return report }
    return syntax(
      "the document has ended before \(found)",
      "A document holds one value; put a text in quotes, indent what belongs to the value above, "
        + "or begin another document with `---`.", at: word(at: place))
  }

  /// Reports a bracket that closes nothing.
  var closingBracketReport: Diagnostic? {
    guard byte(place) == UInt8(ascii: "]") || byte(place) == UInt8(ascii: "}") else { return nil }
    return syntax(
      "the bracket \(Excerpt.quoted(text, place, place + 1)) closes nothing",
      "Remove it, or put the value in quotes if it is part of a text.", at: word(at: place))
  }

  private var directiveReport: Diagnostic {
    let start = startOfLine(min(place, max(context, base)))
    return syntax(
      "a line that begins with `%` is a directive, and this one is not valid",
      "Put the text in quotes, or indent it; the directives are `%YAML 1.2` and `%TAG`.",
      at: SourceRange(from: context, to: min(max(endOfWord(context), start + 1), text.count)))
  }

  private var otherReport: Diagnostic {
    switch fault.problem {
    case "found character that cannot start any token":
      return syntax(
        "a value cannot begin with \(quoted(place, endOfCharacter(place)))",
        "Put the value in quotes.",
        at: SourceRange(from: place, to: endOfCharacter(place)))
    case "mapping values are not allowed in this context":
      return colonReport
    case "block sequence entries are not allowed in this context":
      return syntax(
        "a list item cannot begin here",
        "Put each `- ` on a line of its own, below the key that the list belongs to.",
        at: SourceRange(from: place, to: min(place + 1, text.count)))
    case "mapping keys are not allowed in this context":
      return syntax(
        "a `?` key cannot begin here", "Put it on a line of its own, or the text in quotes.",
        at: SourceRange(from: place, to: min(place + 1, text.count)))
    case "did not find expected <document start>":
      return documentReport
    case "found duplicate %YAML directive", "found duplicate %TAG directive":
      return syntax(
        "a directive stands twice before one document", "Remove one of the two.",
        at: word(at: place))
    case "found incompatible YAML document":
      return syntax(
        "the %YAML directive asks for a version other than 1.1 and 1.2", "Remove the directive.",
        at: word(at: place))
    case "found undefined tag handle":
      return tagReport
    case "did not find expected node content":
      return syntax(
        "expected a value, found \(found)",
        "Write the value, or put it in quotes if it begins with a special character.",
        at: word(at: place))
    case "found unexpected ':'":
      return syntax(
        "a `:` stands where a comma or bracket is expected", "Put the text in quotes.",
        at: SourceRange(from: place, to: min(place + 1, text.count)))
    default:
      return syntax("\(found) cannot stand here", "Put the text in quotes.", at: word(at: place))
    }
  }

  /// A `yaml-syntax` finding, its place cut to a visible token.
  func syntax(
    _ message: String, _ remedy: String, at range: SourceRange,
    related: [(SourceRange, String)] = []
  ) -> Diagnostic {
    reports.diagnostic(
      "yaml-syntax", message, remedy: remedy, at: reports.visible(range), related: related)
  }
}

extension SourceRange {
  init(from start: Int, to end: Int) {
    self.init(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }
}
