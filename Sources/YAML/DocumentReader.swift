package import Diagnostics
package import SourceText

/// Reads a file of hostlint's own, such as a rule or a configuration: typed values out of nodes,
/// where every fault becomes a diagnostic at its place.
package struct DocumentReader: Sendable {
  package let tree: Tree
  /// The id that faults are reported under.
  private let rule: String
  package private(set) var errors: [Diagnostic]

  /// Parses a file; what is wrong with its syntax is among the errors.
  package init(_ source: SourceFile, id: FileID, rule: String) {
    let parsed = parse(source, id: id)
    self.init(parsed.tree, errors: parsed.diagnostics, rule: rule)
  }

  /// Reads a file that is parsed already.
  package init(_ tree: Tree, errors: [Diagnostic] = [], rule: String) {
    self.tree = tree
    self.errors = errors
    self.rule = rule
  }

  /// The mapping that the file consists of; nil where it is something else, which is reported.
  ///
  /// - Parameter description: What the file has to be, "a rule file is one mapping".
  package mutating func root(_ description: String) -> NodeID? {
    if tree.documents.count == 1, let root = tree.documents.first.map(tree.resolve),
      tree.kind(root) == .mapping
    {
      return root
    }
    if let second = tree.documents.dropFirst().first {
      report(
        tree.firstToken(of: second), "\(description), and this is a second document",
        help: "Keep each in a file of its own.")
    } else {
      report(tree.documents.first.map(tree.firstToken) ?? SourceRange(at: 0), description)
    }
    return nil
  }

  /// The entries of a mapping, merge keys applied; nil where the node is something else.
  package func mapping(_ node: NodeID) -> [Tree.Entry]? {
    let node = tree.resolve(node)
    return tree.kind(node) == .mapping ? Array(tree.mergedEntries(of: node)) : nil
  }

  /// The key of an entry as text; empty for a key that is no scalar.
  package func name(of entry: Tree.Entry) -> String {
    let node = tree.resolve(entry.key)
    return tree.kind(node) == .scalar ? tree.string(node) : ""
  }

  /// The key of an entry among those that there are.
  ///
  /// - Parameter owner: Whose key it is, "a rule".
  package mutating func key<Key: DocumentedKey>(
    _ entry: Tree.Entry, _: Key.Type = Key.self, of owner: String
  ) -> Key? {
    let word = name(of: entry)
    if let key = Key(rawValue: word) { return key }
    let names = Key.allCases.map(\.rawValue)
    report(
      tree.firstToken(of: entry.key), "`\(word)` is not a key of \(owner)",
      help: Self.suggestion(for: word, among: names) ?? "Known keys: \(Self.list(names)).")
    return nil
  }

  // MARK: - Values

  /// The scalar that is an entry's value; null is none.
  package mutating func scalar(_ entry: Tree.Entry) -> NodeID? {
    let node = tree.resolve(entry.value)
    if tree.kind(node) == .scalar, tree.scalar(node) != .null { return node }
    let range = tree.firstToken(of: entry.value)
    report(
      range.isEmpty ? tree.range(entry.key) : range,
      tree.kind(node) == .scalar
        ? "`\(name(of: entry))` has no value" : "`\(name(of: entry))` must be text")
    return nil
  }

  package mutating func text(_ entry: Tree.Entry) -> String {
    scalar(entry).map(tree.string) ?? ""
  }

  package mutating func flag(_ entry: Tree.Entry) -> Bool? {
    guard let node = scalar(entry) else { return nil }
    if case .bool(let flag) = tree.scalar(node) { return flag }
    report(tree.range(node), "expected `true` or `false`")
    return nil
  }

  /// One of the words that a value may be, turned into what it means.
  package mutating func choice<Value>(
    _ node: NodeID, of key: String, among words: @autoclosure () -> [String],
    _ value: (String) -> Value?
  ) -> Value? {
    let word = tree.string(node)
    if let value = value(word) { return value }
    report(
      tree.range(node), "`\(key)` cannot be `\(word)`",
      help: Self.suggestion(for: word, among: words()) ?? "Write one of: \(Self.list(words())).")
    return nil
  }

  /// The items of a list; null is an empty one.
  package mutating func list(_ entry: Tree.Entry) -> [NodeID] {
    let node = tree.resolve(entry.value)
    if tree.kind(node) == .sequence { return tree.items(of: node).map(tree.resolve) }
    if tree.kind(node) == .scalar, tree.scalar(node) == .null { return [] }
    report(tree.firstToken(of: entry.value), "`\(name(of: entry))` must be a list")
    return []
  }

  /// The items of a list of texts.
  package mutating func texts(_ entry: Tree.Entry) -> [NodeID] {
    list(entry).filter { node in
      if tree.kind(node) == .scalar, tree.scalar(node) != .null { return true }
      report(tree.firstToken(of: node), "expected text")
      return false
    }
  }

  // MARK: - Faults

  package mutating func report(
    _ range: SourceRange, _ message: String, help: String = "", field: String? = nil
  ) {
    errors.append(
      Diagnostic(
        rule: rule, severity: .error, message: message, remedy: help,
        location: SourceLocation(file: tree.fileID, range: range),
        entity: "file/\(tree.file.path)", field: field))
  }

  /// Reports that a name is none of those that there are.
  ///
  /// - Parameter fallback: What helps where none of them is near.
  package mutating func reportUnknown(
    _ node: NodeID, _ message: String, among names: some Sequence<String>, fallback: String
  ) {
    report(
      tree.firstToken(of: node), message,
      help: Self.suggestion(for: tree.string(node), among: names) ?? fallback)
  }

  private static func suggestion(
    for word: String, among names: some Sequence<String>
  ) -> String? {
    Suggestion.closest(to: word, among: names).map { "Did you mean `\($0)`?" }
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
