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
