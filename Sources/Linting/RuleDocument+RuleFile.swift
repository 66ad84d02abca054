internal import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText
internal import YAML

extension RuleDocument {
  /// A rule as its documentation shows it.
  ///
  init(_ rule: ConfiguredRule) {
    let file = rule.file
    let text = { (node: NodeID) in file.tree.string(node).trimmingSpaces() }
    self.init(
      descriptor: file.descriptor(severity: rule.severity), defaultSeverity: file.severity,
      isEnabled: rule.isEnabled, isEnabledByDefault: file.isEnabled,
      path: file.tree.file.path, kinds: file.kinds.map(\.rawValue),
      condition: file.check.map { check in
        Condition(
          when: file.when.map(text), check: text(check), at: file.at.map(text),
          message: file.message.map(text) ?? "",
          related: file.related.map { related in
            Related(
              each: related.each.map(text), name: related.name,
              at: related.at.map(text) ?? "", label: related.label.map(text) ?? "")
          })
      },
      params: file.params.map { parameter in
        let defaultValue = ParameterText(parameter.value)
        return Parameter(
          name: parameter.name, type: parameter.type.rawValue, defaultValue: defaultValue,
          value: rule.params[parameter.name].map { ParameterText($0.value) } ?? defaultValue,
          description: parameter.description,
          minimum: parameter.range.minimum.map(ParameterText.init),
          maximum: parameter.range.maximum.map(ParameterText.init),
          values: parameter.range.values)
      },
      examples: file.examples.map { Example($0, of: file) },
      replaces: file.replacedID, replacement: rule.replacement)
  }
}

extension RuleDocument.Example {
  fileprivate init(_ example: RuleFile.Example, of file: RuleFile) {
    self.init(
      title: example.title,
      files: Self.masked(example.files),
      today: example.today?.description,
      params: file.params.compactMap { parameter in
        example.params[parameter.name].map { (parameter.name, RuleDocument.ParameterText($0)) }
      })
  }
}

extension RuleDocument.Example {
  /// The files of an example without the secrets that stand in them: it may be a real account.
  private static func masked(_ files: [RuleFile.Example.File]) -> [File] {
    let sources = files.map { SourceFile(path: $0.name, text: Array($0.text.utf8)) }
    let trees = sources.enumerated().map { index, source in
      parse(source, id: FileID(UInt32(truncatingIfNeeded: index))).tree
    }
    // The reader marks exactly what is a secret, so that the marks of the example stay.
    _ = HostingReader.read(trees)
    return zip(files, zip(sources, trees)).map { file, parsed in
      let (source, tree) = parsed
      Secrets.markUnreadable(in: source, isComplete: tree.isComplete)
      let whole = SourceRange(
        start: 0, end: UInt32(truncatingIfNeeded: source.text.count))
      return File(
        name: file.name, text: source.maskedText(in: whole), markedLines: file.markedLines)
    }
  }
}

extension RuleDocument.ParameterText {
  fileprivate init(_ value: ParameterValue) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .double(let value): self = .double(value)
    case .string(let value): self = .text(value)
    case .strings(let values): self = .list(values)
    case .quantity(let value): self = .text(value.asWritten)
    case .date(let value): self = .text(value.description)
    }
  }
}

extension Quantity {
  /// The amount as a rule file may say it and means exactly this: a size whose text is rounded is
  /// told in bytes.
  fileprivate var asWritten: String {
    let text = description
    guard !isUnlimited else { return text }
    guard unit == .bytes, Quantity.parse(text, unit: unit) != .success(self) else { return text }
    return "\(amount) B"
  }
}
