internal import Diagnostics
internal import RuleEngine
internal import YAML

/// The JSON Schema of `.hostlint.yaml`, made of the keys that the reader knows and of the built-in
/// rules.
enum ConfigurationSchema {
  private typealias Key = ConfigurationReader.Key
  private typealias RuleKey = ConfigurationReader.RuleKey

  /// - Parameter builtIn: The built-in rules.
  static func document(_ builtIn: [RuleDocument]) -> JSONValue {
    let keys = Key.allCases.map { key in
      let documentation = key.documentation
      guard key == .rules, let example = documentation.example else {
        return (key.rawValue, documentation)
      }
      let named: JSONValue = ["properties": .object(builtIn.map(property))]
      return (key.rawValue, documentation.taking(documentation.type + named, example: example))
    }
    return .schemaHead(.config)
      + Key.mapping(
        "hostlint configuration, format 1",
        ".hostlint.yaml: which files hostlint checks, and by which rules", keys: keys)
      + ["$defs": ["rule": .object(ruleSettings(params: RuleKey.params.documentation))]]
  }

  /// What may be said of rules; of built-in ones more is known.
  static let rules: JSONValue = [
    "type": ["object", "null"], "additionalProperties": .definition("rule"),
  ]

  /// `off` or a severity; `false` is what other programs make of `off`.
  static let level: JSONValue = ["enum": .array(RuleLevel.names.map(JSONValue.string) + [false])]

  /// One entry of `exceptions`.
  static let exception = ConfigurationReader.ExceptionKey.mapping(
    "An exception", "a finding that is accepted, by its rule and entity")

  /// A level alone, or a mapping.
  private static func ruleSettings(params: KeyDocumentation) -> [JSONValue.Member] {
    let keys = RuleKey.allCases.map { key in
      (key.rawValue, key == .params ? params : key.documentation)
    }
    let settings =
      RuleKey.mapping(
        "A rule's settings", "the level of its findings, or a mapping with more",
        types: ["object", "string", "boolean"], keys: keys)
      + ["if": ["not": ["type": "object"]], "then": level, "minProperties": 1]
    return settings.members
  }

  /// A built-in rule: what it is about, and the types of its parameters.
  private static func property(_ rule: RuleDocument) -> JSONValue.Member {
    let standard = rule.isEnabledByDefault ? rule.defaultSeverity.name : "off"
    let head = [
      JSONValue.Member("title", .string(rule.id)),
      .init(
        "description",
        .string("\(KeyDocumentation.sentence(rule.descriptor.title)) Default: \(standard).")),
    ]
    guard !rule.params.isEmpty else {
      return .init(rule.id, .object(head + JSONValue.definition("rule").members))
    }
    let params = rule.params.map { parameter -> JSONValue.Member in
      let about: JSONValue = [
        "description": .string(KeyDocumentation.sentence(parameter.description)),
        "default": parameter.defaultValue.json,
      ]
      return .init(parameter.name, parameter.schema + about)
    }
    let documentation = RuleKey.params.documentation
    let example = rule.params.map { JSONValue.Member($0.name, $0.defaultValue.json) }
    let settings = ruleSettings(
      params: documentation.taking(
        documentation.type + ["properties": .object(params)], example: .object(example)))
    return .init(
      rule.id, .object(head + settings.filter { $0.name != "title" && $0.name != "description" }))
  }
}

extension RuleDocument.Parameter {
  /// The schema of its values; bounds of amounts and dates cannot be said there.
  fileprivate var schema: JSONValue {
    let type =
      ParameterType(rawValue: type).map(RuleFileSchema.value) ?? RuleFileSchema.parameterValue
    if let values {
      let words: JSONValue = ["enum": .strings(values)]
      return if case .list = defaultValue { ["type": "array", "items": words] } else { words }
    }
    let bounds = [("minimum", minimum), ("maximum", maximum)].compactMap { name, bound in
      switch bound {
      case .int, .double: bound.map { JSONValue.Member(name, $0.json) }
      default: nil
      }
    }
    return type + .object(bounds)
  }
}

extension RuleDocument.ParameterText {
  fileprivate var json: JSONValue {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .integer(value)
    case .double(let value): .number(value)
    case .text(let value): .string(value)
    case .list(let values): .strings(values)
    }
  }
}
