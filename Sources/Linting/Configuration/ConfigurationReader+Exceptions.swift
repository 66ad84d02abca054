internal import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText
internal import YAML

extension ConfigurationReader {
  mutating func readExceptions(_ entry: Tree.Entry) {
    for (index, node) in document.list(entry).enumerated() {
      guard let members = document.mapping(node) else {
        document.report(
          tree.firstToken(of: node),
          "an exception is a mapping with `rule`, `entity` and `reason`")
        continue
      }
      readException(members, node, path: "exceptions[\(index)]")
    }
  }

  private mutating func readException(_ members: [Tree.Entry], _ node: NodeID, path: String) {
    var nodes: [ExceptionKey: NodeID] = [:]
    var named: Set<ExceptionKey> = []
    var hasUnknownKey = false
    for member in members {
      guard let key = document.key(member, ExceptionKey.self, of: "an exception") else {
        hasUnknownKey = true
        continue
      }
      named.insert(key)
      nodes[key] = document.scalar(member)
    }
    // The key that is missing may be the one that is misspelt.
    for key in [ExceptionKey.rule, .entity, .reason] where !named.contains(key) && !hasUnknownKey {
      document.report(
        tree.firstToken(of: node), "this exception has no `\(key.rawValue)`",
        help: Self.help(for: key))
    }
    guard let rule = nodes[.rule], let entity = nodes[.entity], let reason = nodes[.reason] else {
      return
    }
    check(entity: entity)
    let text = tree.string(reason)
    if !text.contains(where: { $0.isLetter || $0.isNumber }) {
      document.report(
        tree.firstToken(of: reason), "`reason` says nothing", help: Self.help(for: .reason))
    }
    let until = nodes[.until].flatMap { CalendarDate(tree.string($0)) }
    if let node = nodes[.until], until == nil {
      document.report(
        tree.firstToken(of: node), "`\(tree.string(node))` is no date",
        help: "Write the last day on which the exception holds, such as 2027-06-30.")
    }
    configuration.exceptions.append(
      ExceptionEntry(
        rule: tree.string(rule), entity: tree.string(entity),
        reseller: nodes[.reseller].map(tree.string), field: nodes[.field].map(tree.string),
        reason: text, until: until, ruleRange: tree.firstToken(of: rule),
        entityRange: tree.firstToken(of: entity),
        untilRange: nodes[.until].map(tree.firstToken) ?? SourceRange(at: 0), path: path))
  }

  private static func help(for key: ExceptionKey) -> String {
    switch key {
    case .rule: "Name the rule whose finding is accepted, such as `rule: unused-pack`."
    case .entity:
      "Write the entity as a report with `--format json` has it, such as `entity: pack/starter`."
    default: "Say why the finding is accepted."
    }
  }

  /// An entity that no report can have is a slip, not an exception that waits for its finding.
  private mutating func check(entity node: NodeID) {
    let text = tree.string(node)
    let kind = text.prefix { $0 != "/" }
    if kind.count < text.count, EntityText.kinds.contains(String(kind)),
      !text.dropFirst(kind.count + 1).isEmpty
    {
      return
    }
    let near = Suggestion.closest(to: String(kind), among: EntityText.kinds)
    document.report(
      tree.firstToken(of: node), "`\(text)` is no entity",
      help: kind.count < text.count && !EntityText.kinds.contains(String(kind)) && near != nil
        ? "Did you mean `\(near ?? "")\(text.dropFirst(kind.count))`?" : Self.help(for: .entity))
  }

  /// Reports exceptions of rules that are not there or may not have any.
  mutating func checkExceptions(_ rules: [ConfiguredRule]) {
    let suppressible = Dictionary(
      rules.map { ($0.id, $0.file.isSuppressible) }, uniquingKeysWith: { $0 && $1 })
    for (index, entry) in configuration.exceptions.enumerated() {
      switch suppressible[entry.rule] {
      case true: break
      case false:
        document.report(
          entry.ruleRange, "findings of \(entry.rule) cannot be accepted",
          help: "Correct what it reports; `rules` can switch it off as a whole.",
          field: "exceptions[\(index)].rule")
      case nil:
        document.report(
          entry.ruleRange, "there is no rule `\(entry.rule)`",
          help: Suggestion.closest(to: entry.rule, among: suppressible.keys)
            .map { "Did you mean `\($0)`?" } ?? "`hostlint rules` lists the rules.",
          field: "exceptions[\(index)].rule")
      }
    }
  }
}
