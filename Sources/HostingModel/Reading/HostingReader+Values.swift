internal import Diagnostics
internal import SourceText
internal import YAML

extension HostingReader {
  /// What a field is that does not stand in its mapping: unknown where the parse ended inside
  /// the mapping or the document says that it does not know it, else absent.
  func missing<Value>(_ isCut: Bool, _ topic: Topic? = nil) -> Field<Value> {
    if isCut { return .unknown }
    if let topic, topics.contains(topic) { return .unknown }
    return .absent
  }

  /// A scalar of any type as text; `null` is absent.
  ///
  /// An empty one says nothing and is absent too.
  mutating func text(_ slot: Slot, what: String? = nil) -> Field<Text> {
    if isBlank(slot.entry.value) { return .absent }
    let found = scalar(slot, what: what, expected: "text")
    guard case .scalar(let node) = found else { return found.withoutValue() }
    return .declared(Text(node: node), node)
  }

  /// `true` or `false`; the words that YAML 1.1 took for booleans are read with a finding.
  mutating func boolean(_ slot: Slot) -> Field<Bool> {
    let found = scalar(slot, expected: "`true` or `false`")
    guard case .scalar(let node) = found else { return found.withoutValue() }
    if case .bool(let value) = tree.scalar(node) { return .declared(value, node) }
    let word = tree.string(node)
    let meanings = ["yes": true, "y": true, "on": true, "no": false, "n": false, "off": false]
    if let value = meanings[word.lowercased()] {
      report(
        .ambiguousBoolean, at: firstToken(of: node),
        "`\(word)` is read as `\(value)`, but in YAML 1.2 it is text",
        help: "Write `\(value)`.", subject: slot.subject, field: slot.field)
      return .declared(value, node)
    }
    let isQuoted = ["true", "false"].contains(word.lowercased())
    reportWrongType(
      slot.entry.value, expected: "`true` or `false`", subject: slot.subject, field: slot.field,
      help: isQuoted
        ? "Write `\(word.lowercased())` without quotes." : "Write `true` or `false`.")
    return .unknown
  }

  /// One of a closed set of words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable & FieldValue>(
    _ slot: Slot, of: Choice.Type
  ) -> Field<Choice> {
    var words: [String] { Choice.allCases.map(\.rawValue) }
    let found = scalar(slot, expected: "one of \(words.joined(separator: ", "))")
    guard case .scalar(let node) = found else { return found.withoutValue() }
    let word = tree.string(node)
    if let choice = Choice(rawValue: word) { return .declared(choice, node) }
    let near = Suggestion.closest(to: word, among: words)
    report(
      .invalidValue, at: firstToken(of: node),
      "`\(slot.field)` cannot be `\(abridged(word))`",
      help: near.map { "Did you mean `\($0)`?" }
        ?? "Write one of: \(words.joined(separator: ", ")).",
      subject: slot.subject, field: slot.field)
    return .unknown
  }

  /// A day, `YYYY-MM-DD`.
  mutating func date(_ slot: Slot) -> Field<CalendarDate> {
    let found = scalar(slot, expected: "a date such as 2027-06-30")
    guard case .scalar(let node) = found else { return found.withoutValue() }
    if let date = tree.withUTF8(node, { CalendarDate(utf8: $0) }) {
      return .declared(date, node)
    }
    report(
      .invalidValue, at: firstToken(of: node),
      "`\(slot.field)` must be a day of the calendar, not \(shown(node))",
      help: "Write year, month and day, as in 2027-06-30.", subject: slot.subject,
      field: slot.field)
    return .unknown
  }

  /// A size or a count; nil where it is absent or could not be read.
  mutating func quantity(_ slot: Slot, unit: Quantity.Unit) -> Field<Quantity> {
    let expected = unit == .bytes ? "a size such as `5 GB`" : "a whole number"
    let found = scalar(slot, expected: "\(expected), or `unlimited`")
    guard case .scalar(let node) = found else { return found.withoutValue() }
    if let quantity = tree.withUTF8(node, { Quantity(plain: $0, unit: unit) }) {
      return .declared(quantity, node)
    }
    // Hexadecimal and octal integers are in the core schema and not in `Quantity.parse`.
    let text = tree.string(node)
    var number: String?
    if case .int(let value) = tree.scalar(node) { number = String(value) }
    switch Quantity.parse(number ?? text, unit: unit) {
    case .success(let quantity): return .declared(quantity, node)
    case .failure(let error):
      let (message, help) = explanation(of: error, text: text, expected: expected)
      report(
        .invalidValue, at: firstToken(of: node), "`\(slot.field)` \(message)", help: help,
        subject: slot.subject, field: slot.field)
      return .unknown
    }
  }

  private func explanation(
    of error: Quantity.ParseError, text: String, expected: String
  ) -> (message: String, help: String) {
    let shown = abridged(text)
    switch error {
    case .notANumber:
      return ("cannot be `\(shown)`", "Write \(expected), or `unlimited`.")
    case .negative:
      return ("cannot be negative: `\(shown)`", "Write `unlimited` where there is no limit.")
    case .tooLarge:
      return ("is too large: `\(shown)`", "Write `unlimited` where there is no limit.")
    case .unknownUnit(let suffix):
      return (
        "has an unknown unit: `\(abridged(suffix))`",
        "Use KB, MB, GB, TB or PB; each is 1024 of the one before."
      )
    case .unitOnCount:
      return ("is a count and has no unit: `\(shown)`", "Write a whole number.")
    case .fractionalBytes:
      return ("has decimals and no unit: `\(shown)`", "Add the unit, as in `3.1 GB`.")
    case .fractionalCount:
      return ("is a count and has no decimals: `\(shown)`", "Write a whole number.")
    case .decimalComma:
      return (
        "has a comma in its number: `\(shown)`",
        "Write decimals with a point, `3.1 GB`, and thousands without a separator."
      )
    }
  }

  /// A list of texts; items that are none are reported, and the list is then unknown.
  mutating func textList(_ slot: Slot) -> Field<TextList> {
    guard let list = list(slot, expected: "a list of names") else {
      return isNull(slot.entry.value) ? .absent : .unknown
    }
    let what = "each item of `\(slot.field)`"
    var count = 0
    var isReadable = !tree.isCut(list)
    var items = tree.cursor(overItemsOf: list)
    while let item = tree.next(&items) {
      let itemSlot = Slot(
        entry: Tree.Entry(key: slot.entry.key, value: item), subject: slot.subject,
        field: slot.field)
      switch text(itemSlot, what: what).state {
      case .declared: count += 1
      case .unknown: isReadable = false
      case .absent:
        isReadable = false
        reportWrongType(
          item, what: what, expected: "text", subject: slot.subject, field: slot.field)
      }
    }
    return isReadable ? .declared(TextList(node: list, count: count), list) : .unknown
  }

  /// A mapping from text to text, kept as it stands.
  mutating func labels(_ slot: Slot) -> Field<Text> {
    guard let mapping = mapping(slot, expected: "a mapping of labels") else {
      return isNull(slot.entry.value) ? .absent : .unknown
    }
    var entries = tree.cursor(overEntriesOf: mapping)
    while let entry = tree.next(&entries) {
      markSecret(key: entry.key, value: entry.value)
      let key = tree.resolve(entry.key)
      guard tree.kind(key) == .scalar else {
        reportWrongType(
          entry.key, what: "each key of `\(slot.field)`", expected: "text", subject: slot.subject,
          field: slot.field)
        continue
      }
      if tree.kind(tree.resolve(entry.value)) != .scalar {
        let name = abridged(tree.string(key))
        _ = text(Slot(entry: entry, subject: slot.subject, field: "\(slot.field).\(name)"))
      }
    }
    return tree.isCut(mapping) ? .unknown : .declared(Text(node: mapping), mapping)
  }

  /// The mapping that a slot holds; nil for `null` and, with a finding, for anything else.
  mutating func mapping(_ slot: Slot, what: String? = nil, expected: String) -> NodeID? {
    collection(slot, .mapping, what: what, expected: expected)
  }

  /// The list that a slot holds; nil for `null` and, with a finding, for anything else.
  mutating func list(_ slot: Slot, expected: String) -> NodeID? {
    collection(slot, .sequence, what: nil, expected: expected)
  }

  /// Whether the end of the parse may have cut a value: it was the last that was read.
  func isCut(_ node: NodeID) -> Bool {
    tree.isCut(node) || (!tree.isComplete && Int(node.index) == tree.nodeCount - 1)
  }

  func isNull(_ node: NodeID) -> Bool {
    let node = tree.resolve(node)
    return tree.isNull(node) && !isCut(node)
  }

  /// Whether a node names nothing: `null`, or text without anything to read.
  func isBlank(_ node: NodeID) -> Bool {
    let node = tree.resolve(node)
    guard tree.kind(node) == .scalar, !isCut(node) else { return false }
    return tree.isNull(node)
      || tree.withUTF8(node) { text in
        text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      }
  }

  private mutating func collection(
    _ slot: Slot, _ kind: Node.Kind, what: String?, expected: String
  ) -> NodeID? {
    if slot.isMisspelt { return nil }
    let node = tree.resolve(slot.entry.value)
    if tree.kind(node) == kind { return node }
    if isNull(node) || isCut(node) { return nil }
    let help: String
    if kind == .mapping {
      help = "Write keys and their values, one on each line below it."
    } else if tree.kind(node) == .scalar, tree.style(node) != .literal, tree.style(node) != .folded
    {
      help = "Write it as a list: `[\(abridged(tree.source(in: firstToken(of: node))))]`."
    } else {
      help = "Write a list: each item on its own line behind `- `."
    }
    reportWrongType(
      slot.entry.value, what: what, expected: expected, subject: slot.subject, field: slot.field,
      help: help)
    return nil
  }

  /// The scalar of a slot: absent for `null`, unknown with a finding for a collection.
  private mutating func scalar(
    _ slot: Slot, what: String? = nil, expected: @autoclosure () -> String
  ) -> ScalarField {
    let node = tree.resolve(slot.entry.value)
    if slot.isMisspelt || isCut(node) { return .unknown }
    guard tree.kind(node) == .scalar else {
      reportWrongType(
        slot.entry.value, what: what, expected: expected(), subject: slot.subject,
        field: slot.field, help: "Write one value, without brackets, braces or a dash.")
      return .unknown
    }
    return tree.isNull(node) ? .absent : .scalar(node)
  }

  /// A slot's scalar before it is read as a type.
  private enum ScalarField {
    case absent
    case unknown
    case scalar(NodeID)

    /// The field of any type, where there is no scalar.
    func withoutValue<Value>() -> Field<Value> {
      if case .absent = self { .absent } else { .unknown }
    }
  }
}
