internal import Diagnostics
internal import SourceText
internal import YAML

/// One entry of an entity while it is read.
struct Slot {
  let entry: Tree.Entry
  /// The entity it belongs to; nil for the file's own keys.
  let subject: EntityReference?
  /// The path of the field in the entity: `limits.disk_space`.
  let field: String
}

extension HostingReader {
  /// Adds a finding about the file that is being read.
  mutating func report(
    _ rule: ReadingRule, at range: SourceRange, _ message: String, help: String,
    subject: EntityReference?, field: String?, related: [Label] = []
  ) {
    let identity = subject.flatMap { hosting.identity(of: $0) }
    let login =
      hosting.resellers.indices.contains(reseller.index)
      ? hosting.resellers[reseller.index].login.map(hosting.names.string) : nil
    diagnostics.append(
      Diagnostic(
        rule: rule.rawValue, severity: rule.severity, message: message, remedy: help,
        location: SourceLocation(file: tree.fileID, range: range), related: related,
        reseller: login, entity: identity ?? "file/\(tree.file.path)",
        entityLocation: subject.flatMap { hosting.nameLocation(of: $0) }, field: field))
  }

  mutating func reportUnknownKey<Key: RawRepresentable<String> & CaseIterable>(
    _ entry: Tree.Entry, of owner: String, known: Key.Type, subject: EntityReference?,
    prefix: String = "", advice: String? = nil
  ) {
    let key = tree.resolve(entry.key)
    markSecret(key: key, value: entry.value)
    guard tree.kind(key) == .scalar else {
      report(
        .wrongType, at: firstToken(of: key), "a key of \(owner) must be a plain word",
        help: "Write the key as one word, without brackets or braces.", subject: subject,
        field: prefix.isEmpty ? nil : prefix)
      return
    }
    let word = tree.string(key)
    let names = Key.allCases.map(\.rawValue)
    let help: String
    if let advice {
      help = advice
    } else if let near = Suggestion.closest(to: word, among: names) {
      help = "Did you mean `\(near)`?"
    } else {
      help = "Known keys: \(names.joined(separator: ", "))."
    }
    report(
      .unknownKey, at: tree.range(entry.key), "`\(abridged(word))` is not a key of \(owner)",
      help: help, subject: subject,
      field: subject == nil ? tree.keyPath(to: entry.value) : prefix + word)
  }

  mutating func reportWrongType(
    _ node: NodeID, expected: String, subject: EntityReference?, field: String,
    help: String? = nil
  ) {
    let value = tree.resolve(node)
    guard !tree.isCut(value) else { return }
    report(
      .wrongType, at: firstToken(of: node),
      "`\(field)` must be \(expected), not \(typeName(value))",
      help: help ?? "", subject: subject, field: field)
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
      case .string: return "text"
      }
    }
  }

  /// A value as a message shows it.
  func shown(_ node: NodeID) -> String {
    tree.kind(node) == .scalar ? "`\(abridged(tree.string(node)))`" : typeName(node)
  }

  /// A text short enough for a message of one line.
  func abridged(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count == text.count && line.count <= 60 ? text : line.prefix(60) + "…"
  }

  func firstToken(of node: NodeID) -> SourceRange {
    tree.firstToken(of: node)
  }

  /// Hides the value of a key that looks as if it held a secret, misspelt ones included.
  mutating func markSecret(key: NodeID, value: NodeID) {
    let key = tree.resolve(key)
    guard tree.kind(key) == .scalar, Secrets.isSecret(key: tree.utf8(key)) else { return }
    tree.file.markSecrets([tree.range(value), tree.range(tree.resolve(value))])
  }
}
