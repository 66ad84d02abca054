internal import Diagnostics
internal import SourceText
internal import YAML

extension RuleFileReader {
  /// `params:`, a mapping by name.
  mutating func readParameters(_ entry: Tree.Entry) {
    guard let entries = document.mapping(entry.value) else {
      document.report(tree.firstToken(of: entry.value), "`params` is a mapping by name")
      return
    }
    for entry in entries {
      let name = document.name(of: entry)
      guard RuleFile.Parameter.isName(name) else {
        document.report(
          tree.firstToken(of: entry.key), "`\(name)` cannot be the name of a parameter",
          help: "Use letters, digits and `_`, such as `most_sites`; a condition then reads "
            + "`params.most_sites`.")
        continue
      }
      readParameter(name, entry)
    }
  }

  private mutating func readParameter(_ name: String, _ entry: Tree.Entry) {
    var type: ParameterType?
    var value: NodeID?
    var description = ""
    var isTypeKnown = true
    var others: [(key: ParameterKey, entry: Tree.Entry)] = []
    for entry in document.mapping(entry.value) ?? [] {
      switch key(entry, ParameterKey.self, of: "a parameter") {
      case .type:
        guard let node = document.scalar(entry) else { continue }
        type = document.choice(
          node, of: "type", among: ParameterType.allCases.map(\.rawValue),
          ParameterType.init(rawValue:))
        isTypeKnown = type != nil
      case .description: description = document.text(entry)
      case .value: value = tree.resolve(entry.value)
      case let key?: others.append((key, entry))
      case nil: break
      }
    }
    guard isTypeKnown else { return }
    guard let type, let value else {
      document.report(
        tree.range(entry.key), "the parameter `\(name)` needs a `type` and a `default`",
        help: "Types: \(ParameterType.allCases.map(\.rawValue).joined(separator: ", ")).")
      return
    }
    guard let read = ParameterValue(value, type: type, in: tree) else {
      document.report(
        tree.firstToken(of: value), "the default of `\(name)` must be \(type.phrase)")
      return
    }
    var range = ParameterRange()
    for (key, entry) in others { readBound(key, entry, of: read, type, into: &range) }
    if let minimum = range.minimum,
      let fault = ParameterRange(maximum: range.maximum)
        .fault(of: minimum), let entry = others.first(where: { $0.key == .minimum })?.entry
    {
      document.report(
        tree.firstToken(of: entry.value), "the minimum of `\(name)` \(fault.message)")
      return
    }
    if let fault = range.fault(of: read) {
      document.report(
        tree.firstToken(of: value), "the default of `\(name)` \(fault.message)", help: fault.help)
    }
    file.params.append(
      RuleFile.Parameter(
        name: name, type: type, value: read, description: description, range: range))
  }

  /// `minimum`, `maximum` or `values`.
  private mutating func readBound(
    _ key: ParameterKey, _ entry: Tree.Entry, of standard: ParameterValue, _ type: ParameterType,
    into range: inout ParameterRange
  ) {
    guard key == .values ? type.isText : type.isOrdered else {
      document.report(
        tree.firstToken(of: entry.key),
        "a parameter of the type `\(type.rawValue)` has no "
          + "`\(key.rawValue)`")
      return
    }
    if key == .values {
      let items = document.texts(entry)
      let value = tree.resolve(entry.value)
      let isList =
        tree.kind(value) == .sequence || tree.kind(value) == .scalar && tree.scalar(value) == .null
      if isList, document.list(entry).isEmpty {
        document.report(tree.firstToken(of: entry.key), "`values` names no text")
      }
      // What is wrong with the list is no reason against the default.
      range.values = items.isEmpty ? nil : items.map(tree.string)
      return
    }
    let bound = ParameterValue(tree.resolve(entry.value), type: type, in: tree)?
      .withUnit(of: standard)
    if bound == nil {
      document.report(
        tree.firstToken(of: entry.value), "`\(key.rawValue)` must be \(type.phrase)")
    }
    if key == .minimum { range.minimum = bound } else { range.maximum = bound }
  }
}
