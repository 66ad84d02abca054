package import Diagnostics
internal import HostingModel
package import SourceText
package import YAML

/// Reads the keys of a rule file; every fault becomes a diagnostic with its place.
package struct RuleFileReader {
  private let tree: Tree
  private var file: RuleFile
  private var errors: [Diagnostic] = []

  /// Reads one rule file. The file is complete only where no errors are returned.
  package static func read(
    _ source: SourceFile, id: FileID, area: String, isBuiltIn: Bool = false
  ) -> (file: RuleFile, errors: [Diagnostic]) {
    let parsed = parse(source, id: id)
    var reader = RuleFileReader(tree: parsed.tree, area: area, isBuiltIn: isBuiltIn)
    reader.errors = parsed.diagnostics
    if parsed.diagnostics.isEmpty { reader.readAll() }
    return (reader.file, reader.errors)
  }

  private init(tree: Tree, area: String, isBuiltIn: Bool) {
    self.tree = tree
    file = RuleFile(tree: tree, area: area, isBuiltIn: isBuiltIn)
  }

  private enum Key: String, CaseIterable {
    case id, title, severity
    case appliesTo = "applies-to"
    case when, check, at, related, message, rationale, remedy, source, params, examples, enabled
    case suppressible, replaces, tags
  }

  private mutating func readAll() {
    guard tree.documents.count == 1, let root = tree.documents.first,
      tree.kind(tree.resolve(root)) == .mapping
    else {
      let range =
        tree.documents.dropFirst().first.map { tree.firstToken(of: $0) }
        ?? tree.documents.first.map { tree.firstToken(of: $0) } ?? SourceRange(at: 0)
      report(range, "a rule file is one mapping that starts with `id:`", help: "")
      return
    }
    var seen: Set<String> = []
    for entry in tree.mergedEntries(of: tree.resolve(root)) {
      guard let key = key(entry, Key.self, of: "a rule") else { continue }
      seen.insert(key.rawValue)
      read(key, entry)
    }
    for key in ["id", "title"] where !seen.contains(key) {
      report(tree.firstToken(of: root), "the rule has no `\(key)`", help: "Add `\(key):`.")
    }
    checkCompleteness(seen, root: root)
  }

  /// A rule that checks needs all of it; one that describes reading has none of it.
  private mutating func checkCompleteness(_ seen: Set<String>, root: NodeID) {
    let parts = ["applies-to", "check", "message"]
    if file.area == "reading", parts.allSatisfy({ !seen.contains($0) }) { return }
    for key in parts where !seen.contains(key) {
      report(
        file.idNode.map { tree.range($0) } ?? tree.firstToken(of: root),
        "the rule has no `\(key)`", help: "Add `\(key):`.")
    }
  }

  private mutating func read(_ key: Key, _ entry: Tree.Entry) {
    switch key {
    case .id:
      if let node = scalar(entry) {
        file.id = tree.string(node)
        file.idNode = node
        if !RuleFile.isID(file.id) {
          report(
            tree.range(node), "`\(file.id)` is no rule id",
            help: "Use lower-case words joined by hyphens, such as `mail-without-dns`.")
        }
      }
    case .title: file.title = text(entry)
    case .severity:
      if let node = scalar(entry) {
        if let severity = Severity(name: tree.string(node)) {
          file.severity = severity
        } else {
          reportChoice(node, among: Severity.allCases.map(\.name), of: "severity")
        }
      }
    case .appliesTo: readKinds(entry)
    case .when: file.when = scalar(entry)
    case .check: file.check = scalar(entry)
    case .at: file.at = scalar(entry)
    case .related: readRelated(entry)
    case .message: file.message = scalar(entry)
    case .rationale: file.rationale = text(entry)
    case .remedy: file.remedy = scalar(entry)
    case .source: file.source = text(entry)
    case .params: readParameters(entry)
    case .examples: readExamples(entry)
    case .enabled: file.isEnabled = flag(entry) ?? true
    case .suppressible: file.isSuppressible = flag(entry) ?? true
    case .replaces: file.replaces = scalar(entry)
    case .tags: file.tags = texts(entry)
    }
  }

  private mutating func readKinds(_ entry: Tree.Entry) {
    let value = tree.resolve(entry.value)
    let nodes = tree.kind(value) == .sequence ? tree.items(of: value).map(tree.resolve) : [value]
    if nodes.isEmpty {
      report(
        tree.firstToken(of: entry.value), "`applies-to` names no kind",
        help: "Write one of: \(EntityKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    for node in nodes {
      guard tree.kind(node) == .scalar else {
        report(tree.firstToken(of: node), "`applies-to` is a kind or a list of kinds", help: "")
        continue
      }
      if let kind = EntityKind(rawValue: tree.string(node)) {
        if file.kinds.contains(kind) {
          report(tree.range(node), "`\(kind.rawValue)` stands twice in `applies-to`", help: "")
        } else {
          file.kinds.append(kind)
        }
      } else {
        reportChoice(node, among: EntityKind.allCases.map(\.rawValue), of: "applies-to")
      }
    }
  }

  // MARK: - Related places, parameters

  private enum RelatedKey: String, CaseIterable {
    case at, label, each
    case name = "as"
  }

  private mutating func readRelated(_ entry: Tree.Entry) {
    for item in list(entry) {
      guard tree.kind(item) == .mapping else {
        report(
          tree.firstToken(of: item), "a related place is a mapping with `at:` and `label:`",
          help: "")
        continue
      }
      var related = RuleFile.RelatedPlace()
      for entry in tree.mergedEntries(of: item) {
        switch key(entry, RelatedKey.self, of: "a related place") {
        case .at: related.at = scalar(entry)
        case .label: related.label = scalar(entry)
        case .each: related.each = scalar(entry)
        case .name: related.name = text(entry)
        case nil: break
        }
      }
      if related.at == nil {
        report(tree.firstToken(of: item), "this related place has no `at`", help: "Add `at:`.")
      }
      if (related.each == nil) != (related.name == nil) {
        report(
          tree.firstToken(of: item), "`each` and `as` go together",
          help: "`each:` gives the list, `as:` the name of one of its elements.")
      }
      file.related.append(related)
    }
  }

  private enum ParameterKey: String, CaseIterable {
    case type, description
    case value = "default"
  }

  private mutating func readParameters(_ entry: Tree.Entry) {
    let mapping = tree.resolve(entry.value)
    guard tree.kind(mapping) == .mapping else {
      report(tree.firstToken(of: entry.value), "`params` is a mapping by name", help: "")
      return
    }
    for entry in tree.mergedEntries(of: mapping) {
      let name = tree.string(tree.resolve(entry.key))
      var type: ParameterType?
      var value: NodeID?
      var description = ""
      var isTypeKnown = true
      for entry in tree.mergedEntries(of: tree.resolve(entry.value)) {
        switch key(entry, ParameterKey.self, of: "a parameter") {
        case .type:
          guard let node = scalar(entry) else { continue }
          type = ParameterType(rawValue: tree.string(node))
          if type == nil {
            isTypeKnown = false
            reportChoice(node, among: ParameterType.allCases.map(\.rawValue), of: "type")
          }
        case .description: description = text(entry)
        case .value: value = tree.resolve(entry.value)
        case nil: break
        }
      }
      guard isTypeKnown else { continue }
      guard let type, let value else {
        report(
          tree.range(entry.key), "the parameter `\(name)` needs a `type` and a `default`",
          help: "Types: \(ParameterType.allCases.map(\.rawValue).joined(separator: ", ")).")
        continue
      }
      guard let read = ParameterValue(value, type: type, in: tree) else {
        report(
          tree.firstToken(of: value), "the default of `\(name)` is no \(type.rawValue)", help: "")
        continue
      }
      file.params.append(
        RuleFile.Parameter(name: name, type: type, value: read, description: description))
    }
  }

  // MARK: - Examples

  private enum ExampleKey: String, CaseIterable {
    case title, hosting, files, today, params
  }

  private mutating func readExamples(_ entry: Tree.Entry) {
    file.examplesKey = tree.resolve(entry.key)
    for item in list(entry) {
      guard tree.kind(item) == .mapping else {
        report(
          tree.firstToken(of: item), "an example is a mapping with `title:` and `hosting:`",
          help: "")
        continue
      }
      var title = ""
      var place = tree.firstToken(of: item)
      var files: [RuleFile.Example.File] = []
      var today: CalendarDate?
      var params: [String: ParameterValue] = [:]
      for entry in tree.mergedEntries(of: item) {
        switch key(entry, ExampleKey.self, of: "an example") {
        case .title:
          title = text(entry)
          place = tree.firstToken(of: entry.value)
        case .hosting:
          files.append(
            RuleFile.Example.File(
              name: "hosting.yaml", text: text(entry), node: tree.resolve(entry.value)))
        case .files:
          for file in tree.mergedEntries(of: tree.resolve(entry.value)) {
            files.append(
              RuleFile.Example.File(
                name: tree.string(tree.resolve(file.key)), text: text(file),
                node: tree.resolve(file.value)))
          }
        case .today:
          guard let node = scalar(entry) else { continue }
          today = CalendarDate(tree.string(node))
          if today == nil {
            report(tree.range(node), "`today` is no date", help: "Write it as 2027-06-30.")
          }
        case .params: params = exampleParameters(entry)
        case nil: break
        }
      }
      if files.isEmpty {
        report(
          tree.firstToken(of: item), "this example has no hosting file",
          help: "Add `hosting:` with a hosting file, or `files:` with several by name.")
      }
      file.examples.append(
        RuleFile.Example(
          title: title, files: files, today: today, params: params, place: place))
    }
  }

  private mutating func exampleParameters(_ entry: Tree.Entry) -> [String: ParameterValue] {
    var values: [String: ParameterValue] = [:]
    for entry in tree.mergedEntries(of: tree.resolve(entry.value)) {
      let name = tree.string(tree.resolve(entry.key))
      guard let parameter = file.params.first(where: { $0.name == name }) else {
        let near = Suggestion.closest(to: name, among: file.params.map(\.name))
        report(
          tree.range(entry.key), "the rule has no parameter `\(name)`",
          help: near.map { "Did you mean `\($0)`?" } ?? "Declare it under `params:` first.")
        continue
      }
      if let value = ParameterValue(tree.resolve(entry.value), type: parameter.type, in: tree) {
        values[name] = value
      } else {
        report(
          tree.firstToken(of: entry.value), "`\(name)` must be a \(parameter.type.rawValue)",
          help: "")
      }
    }
    return values
  }

  // MARK: - Values

  private mutating func key<Key: RawRepresentable<String> & CaseIterable>(
    _ entry: Tree.Entry, _: Key.Type, of owner: String
  ) -> Key? {
    let node = tree.resolve(entry.key)
    let word = tree.kind(node) == .scalar ? tree.string(node) : ""
    if let key = Key(rawValue: word) { return key }
    let names = Key.allCases.map(\.rawValue)
    let near = Suggestion.closest(to: word, among: names)
    report(
      tree.firstToken(of: entry.key), "`\(word)` is not a key of \(owner)",
      help: near.map { "Did you mean `\($0)`?" } ?? "Known keys: \(names.joined(separator: ", ")).")
    return nil
  }

  private mutating func scalar(_ entry: Tree.Entry) -> NodeID? {
    let node = tree.resolve(entry.value)
    if tree.kind(node) == .scalar, tree.scalar(node) != .null { return node }
    let key = tree.string(tree.resolve(entry.key))
    let range = tree.firstToken(of: entry.value)
    report(
      range.isEmpty ? tree.range(entry.key) : range,
      tree.kind(node) == .scalar ? "`\(key)` has no value" : "`\(key)` must be text", help: "")
    return nil
  }

  private mutating func text(_ entry: Tree.Entry) -> String {
    scalar(entry).map(tree.string) ?? ""
  }

  private mutating func flag(_ entry: Tree.Entry) -> Bool? {
    guard let node = scalar(entry) else { return nil }
    if case .bool(let flag) = tree.scalar(node) { return flag }
    report(tree.range(node), "expected `true` or `false`", help: "")
    return nil
  }

  private mutating func list(_ entry: Tree.Entry) -> [NodeID] {
    let node = tree.resolve(entry.value)
    if tree.kind(node) == .sequence { return tree.items(of: node).map(tree.resolve) }
    if tree.kind(node) == .scalar, tree.scalar(node) == .null { return [] }
    let key = tree.string(tree.resolve(entry.key))
    report(tree.firstToken(of: entry.value), "`\(key)` must be a list", help: "")
    return []
  }

  private mutating func texts(_ entry: Tree.Entry) -> [String] {
    list(entry).compactMap { node in
      if tree.kind(node) == .scalar { return tree.string(node) }
      report(tree.firstToken(of: node), "expected text", help: "")
      return nil
    }
  }

  private mutating func reportChoice(_ node: NodeID, among words: [String], of key: String) {
    let word = tree.string(node)
    let near = Suggestion.closest(to: word, among: words)
    report(
      tree.range(node), "`\(key)` cannot be `\(word)`",
      help: near.map { "Did you mean `\($0)`?" }
        ?? "Write one of: \(words.joined(separator: ", ")).")
  }

  private mutating func report(_ range: SourceRange, _ message: String, help: String) {
    errors.append(
      RuleSet.error(
        message, help: help, at: SourceLocation(file: tree.fileID, range: range), in: tree))
  }
}

extension ParameterValue {
  /// Reads a parameter's value from a node; nil where it is not of the type.
  package init?(_ node: NodeID, type: ParameterType, in tree: Tree) {
    if type == .strings {
      guard tree.kind(node) == .sequence else { return nil }
      let items = tree.items(of: node).map(tree.resolve)
      guard items.allSatisfy({ tree.kind($0) == .scalar }) else { return nil }
      self = .strings(items.map(tree.string))
      return
    }
    guard tree.kind(node) == .scalar else { return nil }
    switch (type, tree.scalar(node)) {
    case (.bool, .bool(let value)): self = .bool(value)
    case (.int, .int(let value)): self = .int(value)
    case (.double, .float(let value)): self = .double(value)
    case (.double, .int(let value)): self = .double(Double(value))
    case (.string, let value) where value != .null: self = .string(tree.string(node))
    case (.quantity, _):
      // A number alone is a count as good as a number of bytes.
      let text = tree.string(node)
      guard case .success(let quantity) = Quantity.parse(text, unit: .bytes) else { return nil }
      self = .quantity(quantity)
    case (.date, _):
      guard let date = CalendarDate(tree.string(node)) else { return nil }
      self = .date(date)
    default: return nil
    }
  }
}
