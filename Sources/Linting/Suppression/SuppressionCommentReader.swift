internal import Diagnostics
internal import HostingModel
internal import SourceText

/// Reads the form of suppression comments; what is almost one is a fault, other words are nothing.
struct SuppressionCommentReader {
  /// The word that files are searched for: the program's name without its first letter, which may
  /// be written as a capital.
  static let mark: StaticString = "ostlint"

  private static let form = "Write `# hostlint: ignore[rule-id] reason`."

  private let text: [UInt8]
  private var cursor: Int
  /// The end of what belongs to one comment.
  private var end: Int

  /// Reads every suppression that a comment holds: behind ` # ` another one may begin.
  static func read(
    _ comment: SourceRange, in text: [UInt8]
  ) -> [Result<SuppressionComment, SuppressionFault>] {
    let end = min(Int(comment.end), text.count)
    let starts = (Int(comment.start)..<end).filter { offset in
      offset == Int(comment.start)
        || text[offset] == UInt8(ascii: "#") && isBlank(text[offset - 1])
          && offset + 1 < end
          && (isBlank(text[offset + 1]) || startsWithName(text[(offset + 1)..<end]))
    }
    return zip(starts, starts.dropFirst() + [end]).compactMap { start, end in
      var reader = SuppressionCommentReader(text: text, cursor: start, end: end)
      do throws(SuppressionFault) {
        return try reader.read().map { .success($0) }
      } catch {
        return .failure(error)
      }
    }
  }

  private init(text: [UInt8], cursor: Int, end: Int) {
    self.text = text
    self.cursor = cursor
    self.end = end
    while self.end > cursor, Self.isBlank(text[self.end - 1]) { self.end -= 1 }
  }

  /// The suppression; nil where the comment is about something else.
  private mutating func read() throws(SuppressionFault) -> SuppressionComment? {
    skip { $0 == UInt8(ascii: "#") || Self.isBlank($0) }
    let name = cursor
    let hasSpace = Self.isBlank(text[name - 1])
    guard Self.startsWithName(text[cursor..<end]) else { return nil }
    cursor += Self.name.count
    let isLowerCase = text[name..<cursor].elementsEqual(Self.name)
    let colon = cursor
    let gap = skip(Self.isBlank)
    guard take(UInt8(ascii: ":")) else {
      // Words about hostlint; but `hostlint ignore[…]` and its like are meant as a suppression.
      let isJoined = take(UInt8(ascii: "-"))
      let verb = word()
      guard gap != isJoined, Self.verbs.contains(string(verb).lowercased()) else { return nil }
      throw fault(name..<verb.upperBound, "there is no colon behind `hostlint`", Self.form)
    }
    if gap {
      throw fault(name..<cursor, "there is a space between `hostlint` and its colon", Self.form)
    }
    guard isLowerCase else {
      throw fault(name..<colon, "`hostlint` is written in lower case here", Self.form)
    }
    guard hasSpace else {
      throw fault(name..<cursor, "there is no space behind `#`", Self.form)
    }
    skip(Self.isBlank)
    let verb = word()
    let scope = try scope(of: verb, name: name)
    let rules = try rules(behind: verb)
    let bracket = cursor
    skip(Self.isBlank)
    let until = try until()
    return SuppressionComment(
      scope: scope, verb: range(verb), rules: rules, until: until,
      reason: try reason(behind: verb.lowerBound..<(until == nil ? bracket : cursor)))
  }

  // MARK: - Parts

  private func scope(
    of verb: Range<Int>, name: Int
  ) throws(SuppressionFault) -> SuppressionComment.Scope {
    switch string(verb) {
    case "ignore": return .line
    case "ignore-file": return .file
    case "":
      let colon = name + Self.name.count + 1
      throw fault(name..<colon, "`hostlint:` says nothing here", Self.form)
    case let word:
      let near = Suggestion.closest(to: word, among: ["ignore", "ignore-file"])
      throw fault(
        verb, "`hostlint:` is followed by `ignore` or `ignore-file`, not `\(shown(verb))`",
        near.map { "Did you mean `\($0)`?" } ?? Self.form)
    }
  }

  /// The ids in brackets.
  private mutating func rules(
    behind verb: Range<Int>
  ) throws(SuppressionFault) -> [SuppressionComment.Word] {
    let opening = cursor
    guard take(UInt8(ascii: "[")) else {
      let isSpaced = skip(Self.isBlank) && cursor < end && text[cursor] == UInt8(ascii: "[")
      throw fault(
        verb,
        isSpaced
          ? "there is a space between `\(shown(verb))` and its bracket"
          : "`\(string(verb))` names no rule in square brackets",
        "Write `# hostlint: \(string(verb))[rule-id] reason`.")
    }
    guard let closing = text[cursor..<end].firstIndex(of: UInt8(ascii: "]")) else {
      throw fault(
        opening..<end, "the bracket is never closed", "Put `]` behind the last rule id.")
    }
    defer { cursor = closing + 1 }
    let items = text[cursor..<closing].split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    var words: [SuppressionComment.Word] = []
    for item in items {
      let word = Self.trimmed(item)
      if word.isEmpty {
        throw fault(
          opening..<(closing + 1),
          items.count == 1 ? "the brackets are empty" : "a rule id is missing in the brackets",
          items.count == 1
            ? "Name the rules whose findings are accepted, such as `ignore[unused-pack]`."
            : "Take the comma away, or write the id.")
      }
      words.append(
        SuppressionComment.Word(text: string(word.indices), range: range(word.indices)))
    }
    return words
  }

  /// `until 2027-06-30:`, where it is there.
  private mutating func until() throws(SuppressionFault) -> (
    date: CalendarDate, range: SourceRange
  )? {
    let start = cursor
    let keyword = word()
    let isKeyword =
      string(keyword) == "until"
      && (cursor == end || Self.isBlank(text[cursor]) || text[cursor] == UInt8(ascii: ":"))
    guard isKeyword else {
      cursor = start
      try rejectMisplacedDate()
      return nil
    }
    let help = "Write `until 2027-06-30: reason`, with the last day on which it holds."
    skip(Self.isBlank)
    let dateStart = cursor
    skip { !Self.isBlank($0) && $0 != UInt8(ascii: ":") }
    let written = dateStart..<cursor
    guard let date = CalendarDate(string(written)) else {
      throw fault(
        written.isEmpty ? keyword : written,
        written.isEmpty ? "`until` names no date" : "`\(shown(written))` is no date", help)
    }
    guard take(UInt8(ascii: ":")) else {
      throw fault(written, "there is no colon behind the date", help)
    }
    return (date, range(written))
  }

  /// A date where a reason begins or ends is meant as the last day, which it would not be.
  private func rejectMisplacedDate() throws(SuppressionFault) {
    let words = text[cursor..<end].split { Self.isBlank($0) }.map { word in
      let isSign = { (byte: UInt8) in !Self.isWordByte(byte) }
      var word = word.drop(while: isSign)
      while let last = word.last, isSign(last) { word.removeLast() }
      return word.indices
    }
    func isDate(_ index: Int) -> Bool {
      words.indices.contains(index) && CalendarDate(string(words[index])) != nil
    }
    func isUntil(_ index: Int) -> Bool {
      guard words.indices.contains(index) else { return false }
      let word = string(words[index]).lowercased()
      return word == "until" || Suggestion.closest(to: word, among: ["until"]) != nil
    }
    let last = words.count - 1
    let date: Int
    if isDate(0) {
      date = 0
    } else if isDate(1), isUntil(0) {
      date = 1
    } else if isDate(last), isUntil(last - 1) {
      date = last
    } else {
      return
    }
    let isMisspelt = date == 1 && string(words[0]) != "until"
    throw fault(
      isMisspelt ? words[0] : words[date],
      isMisspelt
        ? "`\(shown(words[0]))` is not `until`, so that the date would be no last day"
        : "the date is not where a last day stands",
      "Write `until \(string(words[date])): reason` behind the bracket.")
  }

  /// The rest; signs that only set it off are no part of it.
  private func reason(behind suppression: Range<Int>) throws(SuppressionFault) -> String {
    let rest = String(decoding: text[cursor..<end], as: UTF8.self)
    let reason = rest.drop { $0.isWhitespace || "-–—:".contains($0) }
    guard reason.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw fault(
        suppression, "the suppression gives no reason",
        "Say behind it why the finding is accepted.")
    }
    return String(reason)
  }

  // MARK: - Text

  private static let name = Array("hostlint".utf8)

  /// What other linters call it, and what people make of that.
  private static let verbs: Set = [
    "ignore", "ignore-file", "ignore-line", "ignore-next-line", "disable", "disable-file",
    "disable-line", "disable-next-line", "suppress", "noqa", "nolint",
  ]

  /// Whether a text begins with the program's name, in any case, as a word.
  private static func startsWithName(_ text: ArraySlice<UInt8>) -> Bool {
    text.count >= name.count && zip(text, name).allSatisfy { $0 | 0x20 == $1 }
      && text.dropFirst(name.count).first.map { !isWordByte($0) || $0 == UInt8(ascii: "-") } ?? true
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x80...0xFF: true
    default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  /// Goes over bytes of a sort; whether there was one.
  @discardableResult
  private mutating func skip(_ isSkipped: (UInt8) -> Bool) -> Bool {
    let start = cursor
    while cursor < end, isSkipped(text[cursor]) { cursor += 1 }
    return cursor > start
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard cursor < end, text[cursor] == byte else { return false }
    cursor += 1
    return true
  }

  private mutating func word() -> Range<Int> {
    let start = cursor
    skip(Self.isWordByte)
    return start..<cursor
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  /// A text short enough for a message.
  private func shown(_ range: Range<Int>) -> String {
    let text = string(range)
    return text.count > 60 ? text.prefix(60) + "…" : text
  }

  private func range(_ range: Range<Int>) -> SourceRange {
    SourceRange(
      start: UInt32(truncatingIfNeeded: range.lowerBound),
      end: UInt32(truncatingIfNeeded: range.upperBound))
  }

  private func fault(_ range: Range<Int>, _ message: String, _ help: String) -> SuppressionFault {
    SuppressionFault(range: self.range(range), message: message, help: help)
  }
}
