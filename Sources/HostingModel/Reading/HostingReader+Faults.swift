internal import Diagnostics
internal import SourceText
internal import YAML

/// One entry of an entity while it is read.
struct Slot {
  let entry: Tree.Entry
  /// The entity it belongs to; nil for the file's own keys.
  let subject: EntityReference?
  /// The key of the mapping in the entity that holds it, `limits`; empty for the entity's own keys.
  let parent: String
  /// Its own key.
  let key: String
  /// Whether the key is misspelt, which is reported: the value is then not read, and unknown.
  let isMisspelt: Bool

  init(
    entry: Tree.Entry, subject: EntityReference?, in parent: String = "", field: String,
    isMisspelt: Bool = false
  ) {
    self.entry = entry
    self.subject = subject
    self.parent = parent
    key = field
    self.isMisspelt = isMisspelt
  }

  /// The path of the field in the entity, `limits.disk_space`: made for findings alone.
  var field: String { parent.isEmpty ? key : "\(parent).\(key)" }
}

extension HostingReader {
  /// Adds a finding about the file that is being read.
  mutating func report(
    _ rule: ReadingRule, at range: SourceRange, _ message: String, help: String,
    subject: EntityReference?, field: String?, related: [Label] = []
  ) {
    let identity = subject.flatMap { hosting.identity(of: $0) }
    // An entity without an identity is spoken of by its way through the file.
    var field = identity == nil ? field.map { path.path(of: $0) } : field
    if field?.isEmpty == true { field = nil }
    let location = tree.location(of: range)
    let login =
      hosting.resellers.indices.contains(reseller.index)
      ? hosting.resellers[reseller.index].login.map(hosting.names.string) : nil
    subjects.append(subject)
    diagnostics.append(
      Diagnostic(
        rule: rule.rawValue, severity: rule.severity, message: message, remedy: help,
        location: location, related: related,
        reseller: login, entity: identity ?? "file/\(tree.file(in: location.file).path)",
        entityLocation: subject.flatMap { hosting.nameLocation(of: $0) }, field: field))
  }

  /// The key of an entry, where the entry is to be read; nil where the key is unknown, stands a
  /// second time or says nothing.
  ///
  /// An unknown key is reported. Where it is near to a key that the mapping does not have, it is
  /// most likely that key: what it says is unknown then, not absent.
  mutating func key<Key: RawRepresentable<String> & CaseIterable & Sendable & Equatable>(
    of entry: Tree.Entry, in table: KeyTable<Key>, mapping: NodeID, seen: inout SeenKeys,
    owner: @autoclosure () -> String, subject: EntityReference?,
    prefix: @autoclosure () -> String = "", others: @autoclosure () -> [String] = [],
    advice: (Tree.Entry) -> String? = { _ in nil }
  ) -> (key: Key, isMisspelt: Bool)? {
    switch table.match(entry.key, in: tree, seen: &seen) {
    case .first(let key):
      // What the document does not claim to know is unknown, `null` or not there.
      return !topics.isEmpty && isNull(entry.value) ? nil : (key, false)
    case .repeated:
      markSecret(key: entry.key, value: entry.value)
      return nil
    case .unknown:
      reportUnknownKey(
        entry, of: owner(), known: Key.allCases.map(\.rawValue) + others(), subject: subject,
        prefix: prefix(), advice: advice(entry))
      guard let key = misspelt(entry.key, in: table), seen.insertMisspelt(table.row(of: key)),
        !has(key, in: table, mapping: mapping)
      else { return nil }
      return (key, true)
    }
  }

  private func has<Key: Equatable>(
    _ key: Key, in table: KeyTable<Key>, mapping: NodeID
  ) -> Bool {
    entry(of: key, in: table, mapping: mapping) != nil
  }

  /// The entry of a mapping that has a key.
  func entry<Key: Equatable>(
    of key: Key, in table: KeyTable<Key>, mapping: NodeID
  ) -> Tree.Entry? {
    var entries = tree.cursor(overEntriesOf: mapping)
    while let entry = tree.next(&entries) {
      if table.key(entry.key, in: tree) == key { return entry }
    }
    return nil
  }

  /// The key that an unknown one was most likely meant to be.
  private func misspelt<Key>(_ node: NodeID, in table: KeyTable<Key>) -> Key? {
    let node = tree.resolve(node)
    guard tree.kind(node) == .scalar,
      let near = Suggestion.closest(to: tree.string(node), among: Key.allCases.map(\.rawValue))
    else { return nil }
    return Key(rawValue: near)
  }

  /// Whether a mapping has an unknown key that was most likely meant to be this one.
  func hasMisspelt<Key: Equatable>(
    _ key: Key, in table: KeyTable<Key>, mapping: NodeID
  ) -> Bool {
    tree.mergedEntries(of: mapping).contains {
      table.key($0.key, in: tree) == nil && misspelt($0.key, in: table) == key
    }
  }

  mutating func reportUnknownKey(
    _ entry: Tree.Entry, of owner: String, known names: [String], subject: EntityReference?,
    prefix: String = "", advice: String? = nil
  ) {
    let key = tree.resolve(entry.key)
    markSecret(key: key, value: entry.value)
    guard tree.kind(key) == .scalar else {
      // An alias without a target is a finding of the parse.
      if tree.kind(key) == .alias { return }
      report(
        .wrongType, at: firstToken(of: entry.key), "a key of \(owner) must be a plain word",
        help: "Write the key as one word, without brackets or braces.", subject: subject,
        field: String(prefix.prefix { $0 != "." }))
      return
    }
    let word = tree.string(key)
    let help: String
    if let advice {
      help = advice
    } else if Secrets.isSecret(key: tree.utf8(key)), !names.contains("password") {
      help = "Remove it, and change the secret it held: hosting files are no place for secrets."
    } else if let near = Suggestion.closest(to: word, among: names) {
      help = "Did you mean `\(near)`?"
    } else {
      help = "Known keys: \(names.joined(separator: ", "))."
    }
    report(
      .unknownKey, at: firstToken(of: entry.key), "`\(abridged(word))` is not a key of \(owner)",
      help: help, subject: subject, field: prefix + abridged(word))
  }

  /// Reports a value of the wrong type at the place where it is used.
  ///
  /// - Parameter what: What has the wrong type, where it is not the field itself.
  mutating func reportWrongType(
    _ node: NodeID, what: String? = nil, expected: String, subject: EntityReference?,
    field: String, help: String = ""
  ) {
    let value = tree.resolve(node)
    // An alias without a target is a finding of the parse.
    guard !isCut(value), tree.kind(value) != .alias else { return }
    report(
      .wrongType, at: firstToken(of: node),
      "\(what ?? "`\(field)`") must be \(expected), not \(typeName(value))",
      help: help, subject: subject, field: field)
  }

  /// What a value is, in words: `a list`, `a number`.
  func typeName(_ node: NodeID) -> String {
    switch tree.kind(node) {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias without a target"
    case .scalar:
      switch tree.scalar(node) {
      case .null: return "null"
      case .bool: return "a boolean"
      case .int, .bigInt, .float: return "a number"
      case .string: return isBlank(node) ? "empty text" : "text"
      }
    }
  }

  /// A value as a message shows it.
  func shown(_ node: NodeID) -> String {
    tree.kind(node) == .scalar ? "`\(abridged(tree.string(node)))`" : typeName(node)
  }

  /// A text short enough for a message of one line.
  func abridged(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == 60 || Character(scalar).isNewline { return String(result) + "…" }
      result.append(scalar)
    }
    return text
  }

  func firstToken(of node: NodeID) -> SourceRange {
    tree.firstToken(of: node)
  }

  /// Hides the value of a key that looks as if it held a secret, misspelt ones included.
  mutating func markSecret(key: NodeID, value: NodeID) {
    let key = tree.resolve(key)
    guard tree.kind(key) == .scalar, Secrets.isSecret(key: tree.utf8(key)), !isNull(value)
    else { return }
    secrets.append(tree.range(value))
    secrets.append(tree.range(tree.resolve(value)))
  }
}
