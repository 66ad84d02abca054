internal import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import YAML

/// The keys of a configuration; docs/configuration.md describes them in the same words.
extension ConfigurationReader {
  enum Key: String {
    case hostlint, include, exclude
    case failOn = "fail-on"
    case ruleDirectories = "rule-directories"
    case rules
    case lrobNameservers = "lrob-nameservers"
    case exceptions, baseline
  }

  /// The keys of what is set of one rule.
  enum RuleKey: String {
    case severity, params
  }

  /// The keys of one exception; docs/suppressions.md describes them in the same words.
  enum ExceptionKey: String {
    case rule, entity, reason, until, reseller, field
  }
}

extension ConfigurationReader.Key: DocumentedKey {
  var documentation: KeyDocumentation {
    let texts = DocumentSchema.list(of: DocumentSchema.text)
    return switch self {
    case .hostlint:
      KeyDocumentation(
        "the version of the format, `1`", ["const": 1], example: 1, isRequired: true)
    case .include:
      KeyDocumentation(
        "patterns of the files that describe the account", texts,
        default: .strings(FileSelection.standardPatterns), example: ["hosting/**/*.yaml"])
    case .exclude:
      KeyDocumentation(
        "patterns of files and folders that are left out", texts, default: [],
        example: ["hosting/archive"])
    case .failOn:
      KeyDocumentation(
        "the lowest severity that ends `hostlint check` with status 1: `error`, `warning`, `info` "
          + "or `never`", DocumentSchema.choice(FailureThreshold.names), default: "warning",
        example: "error")
    case .ruleDirectories:
      KeyDocumentation(
        "files and folders with rules of your own", texts, default: [], example: ["policy"])
    case .rules:
      KeyDocumentation(
        "what is in force of single rules, by id", ConfigurationSchema.rules,
        example: ["unused-pack": "off", "usage-near-limit": ["severity": "error"]])
    case .lrobNameservers:
      KeyDocumentation(
        "the name servers that count as LRob's",
        DocumentSchema.list(of: DocumentSchema.text, atLeast: 1),
        default: .strings(ReadingOptions().lrobNameservers),
        example: ["ns1.lrob.net", "ns2.lrob.net"])
    case .exceptions:
      KeyDocumentation(
        "findings that are accepted, each with its reason",
        DocumentSchema.list(of: ConfigurationSchema.exception), default: [],
        example: [
          [
            "rule": "subscription-without-pack", "entity": "subscription/agence-exemple.fr",
            "reason": "our own site",
          ]
        ])
    case .baseline:
      KeyDocumentation(
        "the file of findings that are accepted as they were",
        DocumentSchema.text + ["minLength": 1], example: ".hostlint-baseline.json")
    }
  }
}

extension ConfigurationReader.RuleKey: DocumentedKey {
  var documentation: KeyDocumentation {
    switch self {
    case .severity:
      KeyDocumentation(
        "the severity of its findings, or `off`", ConfigurationSchema.level, example: "error")
    case .params:
      KeyDocumentation(
        "values of its parameters, by name",
        ["type": "object", "additionalProperties": RuleFileSchema.parameterValue],
        example: ["threshold": 0.8])
    }
  }
}

extension ConfigurationReader.ExceptionKey: DocumentedKey {
  var documentation: KeyDocumentation {
    switch self {
    case .rule:
      KeyDocumentation(
        "the id of the rule", DocumentSchema.text, example: "subscription-without-pack",
        isRequired: true)
    case .entity:
      KeyDocumentation(
        "the entity, as reports in JSON name it",
        [
          "type": "string",
          "pattern": .string("^(\(EntityText.kinds.joined(separator: "|")))/."),
          "errorMessage": "Write the kind and the name, as in subscription/agence-exemple.fr.",
        ], example: "subscription/agence-exemple.fr", isRequired: true)
    case .reason:
      // Any character but the signs of ASCII: whether another one is a letter the reader tells.
      KeyDocumentation(
        "why the finding is accepted",
        DocumentSchema.text + ["pattern": "[^\\s!-/:-@\\[-`{-~]"], example: "our own site",
        isRequired: true)
    case .until:
      KeyDocumentation(
        "the last day on which it is", DocumentSchema.date, example: "2027-06-30")
    case .reseller:
      KeyDocumentation(
        "the login of the reseller, where several have an entity of that name",
        DocumentSchema.text, example: "agence-exemple")
    case .field:
      KeyDocumentation(
        "the field of the entity, as reports in JSON name it; without it, any",
        DocumentSchema.text, example: "pack")
    }
  }
}
