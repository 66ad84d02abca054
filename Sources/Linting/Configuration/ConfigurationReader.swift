internal import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText
internal import YAML

/// Reads the keys of a configuration; every fault becomes a diagnostic with its place.
struct ConfigurationReader {
  var document: DocumentReader
  var configuration: Configuration

  /// Reads one configuration. It is complete only where the document has no errors.
  ///
  /// - Parameter folder: The absolute path of the folder that its paths start from.
  init(_ source: SourceFile, folder: String) {
    document = DocumentReader(source, id: FileID(0), rule: Configuration.errorID)
    configuration = Configuration(source: source, folder: folder)
    if document.errors.isEmpty { readAll() }
  }

  var tree: Tree { document.tree }

  private mutating func readAll() {
    if let second = tree.documents.dropFirst().first {
      document.report(
        tree.firstToken(of: second), "a configuration is one document, and this is a second one",
        help: "Remove the `---` before it and join the two.")
      return
    }
    guard let root = document.root("a configuration is one mapping that starts with `hostlint: 1`")
    else { return }
    var hasFormat = false
    for entry in tree.mergedEntries(of: root) {
      guard let key: Key = document.key(entry, of: "the configuration") else { continue }
      if key == .hostlint { hasFormat = true }
      read(key, entry)
    }
    if !hasFormat {
      document.report(
        tree.firstToken(of: root), "the configuration does not say its format",
        help: "Start it with `hostlint: 1`.")
    }
  }

  private mutating func read(_ key: Key, _ entry: Tree.Entry) {
    switch key {
    case .hostlint:
      guard let node = document.scalar(entry), tree.scalar(node) != .int(1) else { return }
      document.report(
        tree.range(node),
        tree.equals(node, "1")
          ? "the format is the number 1, and this is text"
          : "this version of hostlint reads format 1, not \(tree.string(node))",
        help: "Write `hostlint: 1`.")
    case .include: configuration.include = setting(patterns(entry), entry)
    case .exclude: configuration.exclude = setting(patterns(entry), entry)
    case .failOn:
      guard let node = document.scalar(entry) else { return }
      configuration.failOn = document.choice(
        node, of: "fail-on", among: FailureThreshold.names, FailureThreshold.init(name:)
      ).map { setting($0, entry) }
    case .ruleDirectories:
      configuration.ruleDirectoryNodes = document.texts(entry)
      configuration.ruleDirectories = setting(
        configuration.ruleDirectoryNodes.map(tree.string), entry)
    case .rules: readRules(entry)
    case .lrobNameservers: readNameservers(entry)
    case .exceptions: readExceptions(entry)
    case .baseline:
      guard let node = document.scalar(entry) else { return }
      if tree.string(node).isEmpty {
        document.report(tree.range(node), "`baseline` names no file")
      }
      configuration.baseline = setting(tree.string(node), entry)
    }
  }

  private mutating func patterns(_ entry: Tree.Entry) -> [String] {
    document.texts(entry).compactMap { node in
      let text = tree.string(node)
      if let fault = PathPattern.fault(of: text) {
        document.report(tree.range(node), fault.message, help: fault.help)
        return nil
      }
      return text
    }
  }

  private mutating func readNameservers(_ entry: Tree.Entry) {
    let nodes = document.texts(entry)
    if nodes.isEmpty, document.errors.isEmpty {
      document.report(
        tree.firstToken(of: entry.key), "`lrob-nameservers` names no name server",
        help: "Leave the key out for LRob's own.")
    }
    var names: [String] = []
    for node in nodes {
      let name = DomainName(tree.utf8(node))
      if let fault = name.fault {
        document.report(tree.range(node), "`\(tree.string(node))` is no host name: \(fault)")
      }
      names.append(String(decoding: name.ascii, as: UTF8.self))
    }
    configuration.lrobNameservers = setting(names, entry)
  }

  // MARK: - Rules

  private mutating func readRules(_ entry: Tree.Entry) {
    guard let entries = document.mapping(entry.value) else {
      if tree.scalar(tree.resolve(entry.value)) == .null { return }
      document.report(
        tree.firstToken(of: entry.value), "`rules` is a mapping by rule id",
        help: "For example `unused-pack: off`.")
      return
    }
    for entry in entries { configuration.rules.append(rule(entry)) }
  }

  private mutating func rule(_ entry: Tree.Entry) -> Configuration.RuleEntry {
    var rule = Configuration.RuleEntry(id: tree.resolve(entry.key))
    guard let settings = document.mapping(entry.value) else {
      let node = tree.resolve(entry.value)
      if tree.kind(node) == .scalar {
        if let node = document.scalar(entry) { rule.level = level(node, entry) }
      } else {
        document.report(
          tree.firstToken(of: entry.value), "a rule's settings are a level or a mapping",
          help: "For example `off`, or `{ severity: error, params: { … } }`.")
      }
      return rule
    }
    if settings.isEmpty {
      document.report(
        tree.firstToken(of: entry.key), "nothing is set for `\(document.name(of: entry))`",
        help: "Write a level, such as `off`, or leave the rule out.")
    }
    for entry in settings {
      switch document.key(entry, RuleKey.self, of: "a rule's settings") {
      case .severity:
        if let node = document.scalar(entry) { rule.level = level(node, entry) }
      case .params: rule.params = entry
      case nil: break
      }
    }
    return rule
  }

  private mutating func level(_ node: NodeID, _ entry: Tree.Entry) -> Setting<RuleLevel>? {
    // YAML 1.1 reads `off` as false, and so do some programs that write YAML.
    if tree.scalar(node) == .bool(false) { return setting(.off, entry) }
    return document.choice(
      node, of: document.name(of: entry), among: RuleLevel.names, RuleLevel.init(name:)
    ).map { setting($0, entry) }
  }

  // MARK: - What rules there are

  /// Applies what the configuration says of rules; what names no rule or parameter, or is no value
  /// of one, is reported.
  mutating func apply(to rules: inout [ConfiguredRule]) {
    for entry in configuration.rules {
      let id = tree.string(entry.id)
      guard let index = rules.firstIndex(where: { $0.id == id && $0.replacement == nil }) else {
        if let replacement = rules.first(where: { $0.id == id })?.replacement {
          document.report(
            tree.range(entry.id), "`\(id)` is replaced by `\(replacement)`",
            help: "Say it of `\(replacement)`.")
        } else {
          document.reportUnknown(
            entry.id, "there is no rule `\(id)`", among: rules.map(\.id),
            fallback: "`hostlint rules` lists the rules.")
        }
        continue
      }
      if let level = entry.level { rules[index].set(level.value, level.origin) }
      let params = entry.params.map { rules[index].file.parameterValues($0, &document) } ?? [:]
      for (name, value) in params {
        rules[index].params[name] = setting(value, entry.params)
      }
    }
    checkExceptions(rules)
  }

  /// Reports what is wrong with one of the folders with rules.
  mutating func reportRuleDirectory(_ index: Int, _ message: String) {
    guard configuration.ruleDirectoryNodes.indices.contains(index) else { return }
    document.report(tree.range(configuration.ruleDirectoryNodes[index]), message)
  }

  private func setting<Value>(_ value: Value, _ entry: Tree.Entry?) -> Setting<Value> {
    let place = entry.map { tree.range($0.key).start } ?? 0
    return Setting(
      value,
      .configuration(
        path: configuration.source.path, line: configuration.source.position(of: place).line))
  }
}
