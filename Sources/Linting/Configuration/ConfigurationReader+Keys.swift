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

  /// The keys of an exception.
  enum ExceptionKey: String {
    case rule, entity, reseller, field, reason, until
  }

  /// The keys of what is set of one rule.
  enum RuleKey: String {
    case severity, params
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
        DocumentSchema.list(
          of: ConfigurationReader.ExceptionKey.mapping(
            "An exception", "a finding that is accepted, and why")),
        example: [
          [
            "rule": "subscription-without-pack", "entity": "subscription/agence-exemple.fr",
            "reason": "our own site",
          ]
        ])
    case .baseline:
      KeyDocumentation(
        "the file of findings that are accepted as they were", DocumentSchema.text,
        example: ".hostlint-baseline.json")
    }
  }
}

extension ConfigurationReader.ExceptionKey: DocumentedKey {
  var documentation: KeyDocumentation {
    let text = DocumentSchema.text
    return switch self {
    case .rule:
      KeyDocumentation(
        "the id of the rule", text, example: "subscription-without-pack", isRequired: true)
    case .entity:
      KeyDocumentation(
        "the entity, as reports call it", text, example: "subscription/agence-exemple.fr",
        isRequired: true)
    case .reseller: KeyDocumentation("the login of its reseller", text, example: "agence-exemple")
    case .field:
      KeyDocumentation(
        "the field of the entity, as reports call it", text, example: "limits.disk_space")
    case .reason:
      KeyDocumentation("why it is accepted", text, example: "our own site", isRequired: true)
    case .until:
      KeyDocumentation(
        "the last day on which it is accepted", DocumentSchema.date, example: "2027-06-30")
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
