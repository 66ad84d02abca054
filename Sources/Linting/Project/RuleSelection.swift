internal import Diagnostics
internal import RuleEngine
internal import SourceText
internal import YAML

/// What the command line says of rules: `--select`, `--ignore`, `--severity`, `--param`.
struct RuleSelection {
  private let options: ProjectOptions

  init(_ options: ProjectOptions) {
    self.options = options
  }

  /// The word that selects every rule, those that are off too.
  private static let everyRule = "all"

  /// Changes what is in force; what names no rule, level or parameter fails.
  func apply(to rules: inout [ConfiguredRule]) throws(RunFailure) {
    try select(in: &rules)
    for word in options.severities { try setSeverity(word, in: &rules) }
    for word in options.params { try setParameter(word, in: &rules) }
    for word in try words(options.ignore, of: "--ignore") { try ignore(word, in: &rules) }
    guard
      options.select.isEmpty || rules.contains(where: { $0.isEnabled && !$0.file.hasNoCheck })
    else { throw .message("none of the rules that --select names is in force") }
  }

  /// Selecting a rule by its id puts it in force; by its area it stays off where it is off.
  private func select(in rules: inout [ConfiguredRule]) throws(RunFailure) {
    let flag = "--select"
    let words = try words(options.select, of: flag)
    guard !words.isEmpty else { return }
    var selected: Set<Int> = []
    for word in words {
      let indices =
        word == Self.everyRule
        ? rules.indices.filter { rules[$0].replacement == nil }
        : try indices(word, in: rules, flag: flag)
      selected.formUnion(indices)
      for index in indices where word == Self.everyRule || rules[index].id == word {
        rules[index].enable(.flag(flag))
      }
    }
    // What cannot be read cannot be checked, whichever rules are asked for.
    for index in rules.indices
    where !selected.contains(index) && !rules[index].file.hasNoCheck && rules[index].isEnabled {
      rules[index].set(.off, .flag(flag))
    }
  }

  private func ignore(_ word: String, in rules: inout [ConfiguredRule]) throws(RunFailure) {
    for index in try indices(word, in: rules, flag: "--ignore") {
      try switchOff(index, in: &rules, flag: "--ignore", isNamed: rules[index].id == word)
    }
  }

  private func setSeverity(_ word: String, in rules: inout [ConfiguredRule]) throws(RunFailure) {
    let flag = "--severity"
    guard let equals = word.firstIndex(of: "=") else {
      throw .message("\(flag) needs RULE=LEVEL, such as unused-pack=error, not '\(word)'")
    }
    let name = String(word[word.index(after: equals)...])
    guard let level = RuleLevel(name: name) else {
      throw .message(
        "\(flag) \(word): a level is one of \(RuleLevel.names.joined(separator: ", "))"
          + suggestion(name, RuleLevel.names))
    }
    for index in try indices(String(word[..<equals]), in: rules, flag: flag, allowsAreas: false) {
      if level == .off {
        try switchOff(index, in: &rules, flag: flag, isNamed: true)
      } else {
        rules[index].set(level, .flag(flag))
      }
    }
  }

  /// A rule that may not be suppressed is switched off in a file that is reviewed, or not at all.
  private func switchOff(
    _ index: Int, in rules: inout [ConfiguredRule], flag: String, isNamed: Bool
  ) throws(RunFailure) {
    if rules[index].file.isSuppressible {
      rules[index].set(.off, .flag(flag))
    } else if isNamed {
      throw .message(
        "\(flag): \(rules[index].id) can be switched off only in \(Configuration.fileName)")
    }
  }

  private func setParameter(_ word: String, in rules: inout [ConfiguredRule]) throws(RunFailure) {
    let flag = "--param"
    guard let equals = word.firstIndex(of: "="), let dot = word[..<equals].firstIndex(of: ".")
    else {
      throw .message(
        "\(flag) needs RULE.NAME=VALUE, such as usage-near-limit.threshold=0.8, not '\(word)'")
    }
    let id = String(word[..<dot])
    let name = String(word[word.index(after: dot)..<equals])
    let value = String(word[word.index(after: equals)...])
    for index in try indices(id, in: rules, flag: flag, allowsAreas: false) {
      let params = rules[index].file.params
      guard let parameter = params.first(where: { $0.name == name }) else {
        throw .message(
          "\(flag): the rule \(id) has no parameter '\(name)'"
            + suggestion(name, params.map(\.name)))
      }
      guard
        let read = ParameterValue(text: value, type: parameter.type)?.withUnit(of: parameter.value)
      else {
        let meant = parameter.type.correction(of: value).flatMap { text in
          ParameterValue(text: text, type: parameter.type).map { (text, $0) }
        }.flatMap { parameter.range.fault(of: $0.1) == nil ? $0.0 : nil }
        throw .message(
          "\(flag) \(id).\(name) must be \(parameter.type.phrase), not '\(value)'"
            + (meant.map { "; did you mean '\($0)'?" } ?? ""))
      }
      if let fault = parameter.range.fault(of: read) {
        let help = fault.help.isEmpty ? "" : ". " + fault.help
        throw .message("\(flag) \(id).\(name) \(fault.message)\(help)")
      }
      rules[index].params[name] = Setting(read, .flag(flag))
    }
  }

  // MARK: - Names

  /// The words of a flag that may be repeated or hold several, `a,b`.
  private func words(_ values: [String], of flag: String) throws(RunFailure) -> [String] {
    let words = values.map { $0.split { $0 == "," || $0 == " " }.map(String.init) }
    guard words.allSatisfy({ !$0.isEmpty }) else { throw .message("\(flag) names no rule") }
    return Array(words.joined())
  }

  /// The rules with an id, else those of an area.
  private func indices(
    _ word: String, in rules: [ConfiguredRule], flag: String, allowsAreas: Bool = true
  ) throws(RunFailure) -> [Int] {
    let there = rules.indices.filter { rules[$0].replacement == nil }
    if let index = there.first(where: { rules[$0].id == word }) { return [index] }
    if let replacement = rules.first(where: { $0.id == word })?.replacement {
      throw .message("\(flag): \(word) is replaced by \(replacement)")
    }
    let areas = allowsAreas ? Set(rules.map(\.file.area)) : []
    if areas.contains(word) { return there.filter { rules[$0].file.area == word } }
    let near = suggestion(word, rules.map(\.id) + areas)
    throw .message(
      "\(flag): there is no rule \(allowsAreas ? "or area " : "")'\(word)'"
        + (near.isEmpty ? "; `hostlint rules` lists them" : near))
  }

  private func suggestion(_ word: String, _ candidates: some Sequence<String>) -> String {
    Suggestion.closest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }
}

extension ParameterValue {
  /// Reads a value from the command line, where a text stands as it is and anything else as in
  /// YAML; nil where it is not of the type.
  fileprivate init?(text: String, type: ParameterType) {
    if type == .string {
      self = .string(text)
      return
    }
    let parsed = parse(SourceFile(path: "", text: Array(text.utf8)), id: FileID(0))
    guard parsed.diagnostics.isEmpty, parsed.tree.documents.count == 1,
      let node = parsed.tree.documents.first
    else { return nil }
    self.init(parsed.tree.resolve(node), type: type, in: parsed.tree)
  }
}
