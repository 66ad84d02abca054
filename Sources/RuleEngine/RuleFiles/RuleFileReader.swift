package import Diagnostics
internal import HostingModel
package import SourceText
package import YAML

/// Reads the keys of a rule file; every fault becomes a diagnostic with its place.
package struct RuleFileReader {
  var document: DocumentReader
  var file: RuleFile

  /// Reads one rule file. The file is complete only where no errors are returned.
  package static func read(
    _ source: SourceFile, id: FileID, area: String, isBuiltIn: Bool = false
  ) -> (file: RuleFile, errors: [Diagnostic]) {
    read(DocumentReader(source, id: id, rule: RuleSet.errorID), area: area, isBuiltIn: isBuiltIn)
  }

  /// Reads a built-in rule file from its tree.
  package static func read(
    _ tree: Tree, area: String
  ) -> (file: RuleFile, errors: [Diagnostic]) {
    read(DocumentReader(tree, rule: RuleSet.errorID), area: area, isBuiltIn: true)
  }

  private static func read(
    _ document: DocumentReader, area: String, isBuiltIn: Bool
  ) -> (file: RuleFile, errors: [Diagnostic]) {
    var reader = RuleFileReader(document, area: area, isBuiltIn: isBuiltIn)
    if document.errors.isEmpty { reader.readAll() }
    return (reader.file, reader.document.errors)
  }

  private init(_ document: DocumentReader, area: String, isBuiltIn: Bool) {
    self.document = document
    file = RuleFile(tree: document.tree, area: area, isBuiltIn: isBuiltIn)
  }

  var tree: Tree { document.tree }

  private mutating func readAll() {
    guard let root = document.root("a rule file is one mapping that starts with `id:`") else {
      return
    }
    if tree.value(of: "hosting", in: root) != nil, tree.value(of: "id", in: root) == nil {
      document.report(
        tree.firstToken(of: root), "this is a hosting file, and no rule",
        help: "Keep rule files in a folder of their own, and name that one.")
      return
    }
    var seen: [Key] = []
    var examples: Tree.Entry?
    for entry in tree.mergedEntries(of: root) {
      guard let key = key(entry, Key.self, of: "a rule") else { continue }
      seen.append(key)
      if key == .examples { examples = entry } else { read(key, entry) }
    }
    // They set parameters, which may stand behind them.
    if let examples { readExamples(examples) }
    for key in [Key.id, .title] where !seen.contains(key) {
      reportMissing(key, at: tree.firstToken(of: root))
    }
    checkCompleteness(seen, root: root)
  }

  /// The key of an entry.
  ///
  /// The built-in rules have some seven hundred, which every run reads: to compare the few words of a
  /// known type takes a tenth of what looking one up by `DocumentReader` does.
  mutating func key<Key: DocumentedKey>(
    _ entry: Tree.Entry, _: Key.Type = Key.self, of owner: String
  ) -> Key? {
    let word = document.name(of: entry)
    for key in Key.allCases where key.rawValue == word { return key }
    return document.key(entry, Key.self, of: owner)
  }

  /// A rule that checks needs all of it; one that has no check has none of it.
  private mutating func checkCompleteness(_ seen: [Key], root: NodeID) {
    let parts: [Key] = [.appliesTo, .check, .message]
    if RuleFile.areasWithoutCheck.contains(file.area), !parts.contains(where: seen.contains) {
      return
    }
    for key in parts where !seen.contains(key) {
      reportMissing(key, at: file.idNode.map { tree.range($0) } ?? tree.firstToken(of: root))
    }
  }

  private mutating func reportMissing(_ key: Key, at range: SourceRange) {
    document.report(
      range, "the rule has no `\(key.rawValue)`", help: "Add `\(key.rawValue):`.")
  }

  private mutating func read(_ key: Key, _ entry: Tree.Entry) {
    switch key {
    case .id:
      if let node = document.scalar(entry) {
        file.id = tree.string(node)
        file.idNode = node
        if !RuleFile.isID(file.id) {
          document.report(
            tree.range(node), "`\(file.id)` is no rule id",
            help: "Use lower-case words joined by hyphens, such as `mail-without-dns`.")
        } else if let reason = RuleFile.reason(against: file.id) {
          document.report(
            tree.range(node), "`\(file.id)` cannot be the id of a rule: \(reason)",
            help: "Name the fault, such as `mail-without-dns`.")
        }
      }
    case .title: file.title = filledText(entry).map(tree.string) ?? ""
    case .severity:
      if let node = document.scalar(entry) {
        file.severity =
          document.choice(
            node, of: "severity", among: Severity.allCases.map(\.name), Severity.init(name:))
          ?? .warning
      }
    case .appliesTo:
      readKinds(entry)
      checkKinds(entry)
    case .when: file.when = document.scalar(entry)
    case .check: file.check = document.scalar(entry)
    case .at: file.at = document.scalar(entry)
    case .related: readRelated(entry)
    case .message: file.message = filledText(entry)
    case .rationale: file.rationale = document.text(entry)
    case .remedy: file.remedy = document.scalar(entry)
    case .source: file.source = document.text(entry)
    case .params: readParameters(entry)
    case .examples: break
    case .enabled: file.isEnabled = document.flag(entry) ?? true
    case .suppressible: file.isSuppressible = document.flag(entry) ?? true
    case .replaces: file.replaces = document.scalar(entry)
    case .tags: file.tags = document.texts(entry).map(tree.string)
    }
  }

  /// A text that says something; nil for any other, which is reported.
  private mutating func filledText(_ entry: Tree.Entry) -> NodeID? {
    guard let node = document.scalar(entry) else { return nil }
    let isPlain = tree.withUTF8(node) { $0.first.map { (0x21...0x7E).contains($0) } ?? false }
    if isPlain || tree.string(node).contains(where: { !$0.isWhitespace }) { return node }
    document.report(tree.range(node), "`\(document.name(of: entry))` is empty")
    return nil
  }

  private mutating func readKinds(_ entry: Tree.Entry) {
    let value = tree.resolve(entry.value)
    let nodes = tree.kind(value) == .sequence ? tree.items(of: value).map(tree.resolve) : [value]
    if nodes.isEmpty {
      document.report(
        tree.firstToken(of: entry.value), "`applies-to` names no kind",
        help: "Write one of: \(EntityKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    for node in nodes {
      guard tree.kind(node) == .scalar else {
        document.report(tree.firstToken(of: node), "`applies-to` is a kind or a list of kinds")
        continue
      }
      guard
        let kind = document.choice(
          node, of: "applies-to", among: EntityKind.allCases.map(\.rawValue),
          EntityKind.init(rawValue:))
      else { continue }
      if file.kinds.contains(kind) {
        document.report(tree.range(node), "`\(kind.rawValue)` stands twice in `applies-to`")
      } else {
        file.kinds.append(kind)
      }
    }
  }

  /// A change is of no account that could be judged by itself.
  private mutating func checkKinds(_ entry: Tree.Entry) {
    if file.kinds.count > 1, file.kinds.contains(.change) {
      document.report(
        tree.firstToken(of: entry.value), "`change` stands alone in `applies-to`",
        help: "Write a rule of its own for each.")
    }
  }

  // MARK: - Related places

  private mutating func readRelated(_ entry: Tree.Entry) {
    for item in document.list(entry) {
      guard tree.kind(item) == .mapping else {
        document.report(
          tree.firstToken(of: item), "a related place is a mapping with `at:` and `label:`")
        continue
      }
      var related = RuleFile.RelatedPlace()
      for entry in tree.mergedEntries(of: item) {
        switch key(entry, RelatedKey.self, of: "a related place") {
        case .at: related.at = document.scalar(entry)
        case .label: related.label = document.scalar(entry)
        case .each: related.each = document.scalar(entry)
        case .name: related.name = document.text(entry)
        case nil: break
        }
      }
      if related.at == nil {
        document.report(
          tree.firstToken(of: item), "this related place has no `at`", help: "Add `at:`.")
      }
      if (related.each == nil) != (related.name == nil) {
        document.report(
          tree.firstToken(of: item), "`each` and `as` go together",
          help: "`each:` gives the list, `as:` the name of one of its elements.")
      }
      file.related.append(related)
    }
  }

  // MARK: - Examples

  private mutating func readExamples(_ entry: Tree.Entry) {
    file.examplesKey = tree.resolve(entry.key)
    for item in document.list(entry) {
      guard tree.kind(item) == .mapping else {
        document.report(
          tree.firstToken(of: item), "an example is a mapping with `title:` and `hosting:`")
        continue
      }
      var title: String?
      var single: NodeID?
      var several: NodeID?
      var place = tree.firstToken(of: item)
      var files: [RuleFile.Example.File] = []
      var today: CalendarDate?
      var params: [String: ParameterValue] = [:]
      for entry in tree.mergedEntries(of: item) {
        switch key(entry, ExampleKey.self, of: "an example") {
        case .title:
          title = filledText(entry).map(tree.string) ?? ""
          place = tree.firstToken(of: entry.value)
        case .before:
          files.append(
            RuleFile.Example.File(
              name: "before.yaml", text: document.text(entry), node: tree.resolve(entry.value),
              isEarlier: true))
        case .hosting:
          single = entry.key
          let text = document.text(entry)
          let isXML = text.utf8.first { $0 > 0x20 } == UInt8(ascii: "<")
          files.append(
            RuleFile.Example.File(
              name: isXML ? "export.xml" : "hosting.yaml", text: text,
              node: tree.resolve(entry.value)))
        case .files:
          several = entry.key
          guard let named = document.mapping(entry.value) else {
            document.report(
              tree.firstToken(of: entry.value), "`files` is a mapping from names to hosting files")
            continue
          }
          for file in named {
            files.append(
              RuleFile.Example.File(
                name: tree.string(tree.resolve(file.key)), text: document.text(file),
                node: tree.resolve(file.value)))
          }
        case .today:
          guard let node = document.scalar(entry) else { continue }
          today = CalendarDate(tree.string(node))
          if today == nil {
            document.report(tree.range(node), "`today` is no date", help: "Write it as 2027-06-30.")
          }
        case .params: params = file.parameterValues(entry, &document)
        case nil: break
        }
      }
      if title == nil {
        document.report(
          tree.firstToken(of: item), "this example has no `title`",
          help: "Add `title:` with what the example shows.")
      }
      if let single, let several {
        document.report(
          tree.firstToken(of: max(single, several)),
          "an example has `hosting` or `files`, not both",
          help: "Put the text of `hosting` below `files`, by the name `hosting.yaml`.")
      }
      if files.allSatisfy(\.isEarlier) {
        document.report(
          tree.firstToken(of: item), "this example has no hosting file",
          help: "Add `hosting:` with a hosting file, or `files:` with several by name.")
      }
      file.examples.append(
        RuleFile.Example(
          title: title ?? "", files: files, today: today, params: params, place: place))
    }
  }
}
