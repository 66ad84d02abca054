internal import Diagnostics
internal import SourceText

/// Mistakes of indentation, and around the `:` and `-` of block style.
extension SyntaxReport {
  /// Reports a line that should be a key and has no `:`.
  var keyReport: Diagnostic {
    let end = endOfPlainText(context)
    let range = SourceRange(from: context, to: end)
    if let colon = colonWithoutSpace(in: context..<end) { return missingSpace(at: colon) }
    let shown = quoted(context, end)
    if startsWith("<<<<<<<", at: context) || startsWith("=======", at: context)
      || startsWith(">>>>>>>", at: context)
    {
      return syntax(
        "the file holds a merge conflict", "Keep one of the two versions and remove the markers.",
        at: range)
    }
    if byte(context) == UInt8(ascii: "&") || byte(context) == UInt8(ascii: "!") {
      return syntax(
        "\(shown) belongs to no value",
        "Write it on the line of the key, or indent it with the value that it belongs to.",
        at: range)
    }
    return syntax(
      "expected a key: \(shown) has no `:` behind it",
      "Write `key: value`; if the line goes on with the value above it, indent it more.", at: range)
  }

  /// Reports what stands in a block mapping where a key should begin.
  var mappingReport: Diagnostic {
    let start = (word(at: context), "the mapping begins here")
    if let node = lastNode, startOfLine(Int(node.end)) == startOfLine(place),
      Int(node.end) <= place,
      !isFirstInLine(place)
    {
      if node.style == .doubleQuoted || node.style == .singleQuoted {
        return syntax(
          "text stands behind the closing quote",
          "Put the whole value in quotes; a quote within single quotes is written twice.",
          at: word(at: place), related: [(range(node), "the value")])
      }
      if node.kind == .scalar || node.kind == .sequence || node.kind == .mapping,
        let closing = lastVisible(before: place),
        closing == UInt8(ascii: "]") || closing == UInt8(ascii: "}")
      {
        if let report = closingBracketReport { return report }
        return syntax(
          "text stands behind the closing bracket",
          "Put the whole value in quotes if the brackets are part of a text.", at: word(at: place))
      }
    }
    if byte(place) == UInt8(ascii: "-"), isBlankOrEnd(place + 1) {
      return syntax(
        "a list item stands where a key is expected",
        "Indent the list with the key that it belongs to, or remove the `-`.",
        at: SourceRange(from: place, to: place + 1), related: [start])
    }
    if isFirstInLine(place), column(place) != column(context) {
      return syntax(
        "the indentation of \(quoted(place, endOfWord(place))) fits no mapping above it",
        "Indent it exactly like the keys that it belongs with.", at: word(at: place),
        related: [start])
    }
    return syntax(
      "expected a key of the mapping, found \(found)",
      "Write `key: value`; a text with special characters goes in quotes.", at: word(at: place),
      related: column(place) == column(context) && place == context ? [] : [start])
  }

  /// Reports what stands in a block sequence where an item should begin.
  var listReport: Diagnostic {
    let isIndented = column(place) > column(context)
    return syntax(
      "expected the next `- ` of the list, found \(found)",
      isIndented
        ? "Indent it exactly like the list's other items, or like the keys of the item above."
        : "Begin the line with `- `, or indent it less than the list to end the list.",
      at: word(at: place),
      related: [(word(at: context), "the list begins here")])
  }

  /// Reports a `:` where no key can be.
  var colonReport: Diagnostic {
    let start = startOfLine(place)
    var first = start
    while first < place, text[first] <= UInt8(ascii: " ") { first += 1 }
    // A key that opens the line has a second `:` in its value.
    if byte(first) == UInt8(ascii: "]") || byte(first) == UInt8(ascii: "}") {
      return multilineKey
    }
    let firstColon = (first..<place).first {
      text[$0] == UInt8(ascii: ":") && isBlankOrEnd($0 + 1)
    }
    if firstColon != nil {
      return syntax(
        "a value that holds `: ` must stand in quotes",
        "Put the value in quotes; if it is a mapping, begin it on the next line.",
        at: SourceRange(from: place, to: place + 1))
    }
    if let line = lineWithContent(before: start) {
      var end = line.lowerBound
      while end < line.upperBound, !isComment(end) { end += 1 }
      if let colon = colonWithoutSpace(in: line.lowerBound..<end),
        !(line.lowerBound..<end).contains(where: {
          text[$0] == UInt8(ascii: ":") && isBlankOrEnd($0 + 1)
        })
      {
        return missingSpace(at: colon)
      }
    }
    if startsWith("---", at: start) {
      return syntax(
        "a mapping cannot begin on the line of `---`", "Begin it on the next line.",
        at: SourceRange(from: place, to: place + 1))
    }
    return syntax(
      "the key \(quoted(first, place)) stands inside the value of a line above",
      "Indent it like the keys that it belongs with; a value that holds a mapping has nothing "
        + "else behind its `:`.", at: reports.onOneLine(SourceRange(from: first, to: place)))
  }

  var multilineKey: Diagnostic {
    syntax(
      "a key must stand on one line", "Write the key and its `:` on one line.",
      at: SourceRange(from: place, to: min(place + 1, text.count)))
  }

  private func missingSpace(at colon: Int) -> Diagnostic {
    syntax(
      "a space is missing behind `:`", "Write `key: value`, with a space behind the colon.",
      at: SourceRange(from: colon, to: colon + 1))
  }
}
