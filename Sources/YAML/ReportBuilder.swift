internal import Diagnostics
internal import SourceText

/// Puts the faults of one file into words.
struct ReportBuilder {
  let file: SourceFile
  let id: FileID

  /// A diagnostic of this file.
  func diagnostic(
    _ rule: String, _ message: String, remedy: String = "", at range: SourceRange,
    related: [(SourceRange, String)] = [], path: String = ""
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .error, message: message, remedy: remedy,
      location: SourceLocation(file: id, range: range),
      related: related.map { Label(SourceLocation(file: id, range: $0), $1) },
      entity: "file/\(file.path)", field: path.isEmpty ? nil : path)
  }

  /// The finding about a file that is not read at all.
  func tooLarge(limit: Int) -> Diagnostic {
    diagnostic(
      "input-limit",
      "the file has \(file.text.count) bytes, more than the \(limit) that are read",
      remedy: "Split the account over several files; they are checked as one.",
      at: SourceRange(at: 0))
  }

  /// The finding about a text that defines too many tag prefixes.
  func diagnostic(_ excess: TagDirectives.Excess) -> Diagnostic {
    let (offset, message, remedy) =
      switch excess {
      case .tooMany(let offset):
        (
          offset, "the file has more than \(TagDirectives.limit) %TAG directives",
          "Remove them; a hosting file needs none."
        )
      case .tooLong(let offset):
        (
          offset, "the %TAG directive is longer than \(TagDirectives.length) bytes",
          "Remove it; a hosting file needs none."
        )
      }
    let start = UInt32(truncatingIfNeeded: offset)
    return diagnostic(
      "input-limit", message, remedy: remedy, at: SourceRange(start: start, end: start + 4))
  }

  /// The finding about a fault after which reading went on, or about a limit.
  func diagnostic(
    _ fault: TreeBuilder.Fault, nodes: ContiguousArray<Node>
  ) -> Diagnostic {
    func range(_ index: UInt32) -> SourceRange {
      let node = nodes[Int(index)]
      return SourceRange(start: node.start, end: node.end)
    }
    func text(_ index: UInt32) -> String {
      let range = range(index)
      return nodes[Int(index)].kind == .alias && mayBeSecret(at: Int(range.start))
        ? "`***`" : Excerpt.shortened(file.string(in: range))
    }
    switch fault {
    case .duplicateKey(let later, let first, let path):
      return diagnostic(
        "duplicate-key", "the key \(text(later)) is already defined in this mapping",
        remedy: "Remove one of the two, or join their values under one key.",
        at: range(later), related: [(range(first), "first here")], path: path)
    case .undefinedAlias(let node, let suggestion, let path):
      let hint = suggestion.map { "; did you mean *\($0)?" } ?? ""
      return diagnostic(
        "yaml-syntax", "the alias \(text(node)) has no anchor before it in this document\(hint)",
        remedy: "Define it with `&` before its first use, or put the text in quotes if it is meant "
          + "to begin with `*`.",
        at: range(node), path: path)
    case .recursiveAlias(let node, let anchor, let path):
      return diagnostic(
        "yaml-syntax", "the alias \(text(node)) stands inside the value that it names",
        remedy: "Write the value out; a value cannot contain itself.",
        at: range(node), related: [(SourceRange(at: range(anchor).start), "the value begins here")],
        path: path)
    case .mergeOfNoMapping(let node, let path):
      return diagnostic(
        "yaml-syntax", "a merge key (`<<`) takes a mapping or a list of mappings, not this value",
        remedy: "Name a mapping's anchor, as in `<<: *defaults`.", at: visible(range(node)),
        path: path)
    case .tooDeep(let offset, let limit, let path):
      return diagnostic(
        "input-limit", "collections lie more than \(limit) levels within each other",
        remedy: "A hosting file needs about ten levels; look for a bracket that is never closed.",
        at: character(at: offset), path: path)
    case .tooManyNodes(let offset, let limit, let path):
      return diagnostic(
        "input-limit", "the file has more than \(limit) keys, values and collections",
        remedy: "Split the account over several files; they are checked as one.",
        at: character(at: offset), path: path)
    case .tooManyExpandedNodes(let node, let limit, let path):
      return diagnostic(
        "input-limit", "aliases stand for more than \(limit) values in all",
        remedy: "Use fewer aliases of aliases; what follows this place was not read.",
        at: range(node), path: path)
    }
  }

  /// Whether a line, or the one above it, speaks of a password, so that no
  /// message may quote it.
  ///
  /// Passwords that the tree holds are marked by its reader; one on a line that
  /// could not be read is known only by the word near it. The look around is
  /// bounded, since a line may hold many faults.
  func mayBeSecret(at offset: Int) -> Bool {
    let text = file.text
    let word = "password".utf8
    let offset = min(max(offset, 0), text.count)
    var start = offset
    var breaks = 0
    while start > 0, offset - start < 256 {
      if text[start - 1] == UInt8(ascii: "\n") { breaks += 1 }
      if breaks == 2 { break }
      start -= 1
    }
    var end = offset
    while end < text.count, end - offset < 64, !TreeBuilder.isBreak(text[end]) { end += 1 }
    guard end - start >= word.count else { return false }
    return (start...end - word.count).contains { index in
      text[index] | 0x20 == UInt8(ascii: "p")
        && text[index..<index + word.count].elementsEqual(word) { $0 | 0x20 == $1 }
    }
  }

  /// The start of the line that holds an offset.
  func startOfLine(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var start = min(offset, text.count)
    while start > 0, !TreeBuilder.isBreak(text[start - 1]) { start -= 1 }
    return start
  }

  /// The one character at an offset; at a line break or the text's end, the last one before it.
  ///
  /// - Parameter exactly: Whether a line break counts as a character.
  func character(at offset: UInt32, exactly: Bool = false) -> SourceRange {
    let text = file.text
    let base = text.starts(with: SourceFile.byteOrderMark) ? 3 : 0
    var start = min(max(Int(offset), base), text.count)
    func isVisible(_ index: Int) -> Bool { index < text.count && text[index] > UInt8(ascii: " ") }
    if !exactly, start == text.count || TreeBuilder.isBreak(text[start]) {
      while start > base, !isVisible(start) { start -= 1 }
    }
    while start > base, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
    guard start < text.count, !TreeBuilder.isBreak(text[start]) else {
      return SourceRange(at: UInt32(truncatingIfNeeded: start))
    }
    var end = start + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return SourceRange(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }

  /// A range on one line and within the text; of an empty one the character before it.
  func visible(_ range: SourceRange) -> SourceRange {
    let range = onOneLine(range)
    return range.isEmpty ? character(at: range.start) : range
  }

  /// A range cut at the end of its first line and of the text.
  func onOneLine(_ range: SourceRange) -> SourceRange {
    var end = Int(range.start)
    while end < min(Int(range.end), file.text.count), !TreeBuilder.isBreak(file.text[end]) {
      end += 1
    }
    return SourceRange(start: range.start, end: UInt32(truncatingIfNeeded: end))
  }
}
