internal import Diagnostics
internal import HostingModel
internal import YAML

/// The keys of a rule file; docs/adding-a-rule.md describes them in the same words.
extension RuleFileReader {
  enum Key: String {
    case id, title
    case appliesTo = "applies-to"
    case check, message, severity, when, at, related, remedy, rationale, source, tags, params
    case examples, enabled, replaces, suppressible
  }

  /// The keys of a related place.
  enum RelatedKey: String {
    case at, label, each
    case name = "as"
  }

  /// The keys of a parameter's declaration.
  enum ParameterKey: String {
    case type
    case value = "default"
    case description, minimum, maximum, values
  }

  enum ExampleKey: String {
    case title, hosting, files, before, today, params
  }
}

extension RuleFileReader.Key: DocumentedKey {
  var documentation: KeyDocumentation {
    switch self {
    case .id:
      KeyDocumentation(
        "lower-case words and digits joined by hyphens, but no word that YAML reads as a value "
          + "(`null`, `off`, `12`), no area of hostlint's own rules (`dns`) and not `all`; no other "
          + "rule may have it, hostlint's own included, unless `replaces` names that one",
        ["type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"]
          + [
            "not": [
              "anyOf": [["enum": .strings(RuleFile.wordsThatAreNoID)], ["pattern": "^[0-9]+$"]]
            ]
          ]
          + ["errorMessage": "Write lower-case words joined by hyphens."],
        example: "subscription-expires-soon", isRequired: true)
    case .title:
      KeyDocumentation(
        "what holds where all is well, in one line", RuleFileSchema.filledText,
        example: "A subscription is renewed in time", isRequired: true)
    case .appliesTo:
      KeyDocumentation(
        "what is judged", RuleFileSchema.kinds, example: "subscription", isRequired: true)
    case .check:
      KeyDocumentation(
        "what must hold; false is a finding", DocumentSchema.text,
        example: "has(subscription.pack)", isRequired: true)
    case .message:
      KeyDocumentation(
        "the finding in one sentence, without a full stop", RuleFileSchema.filledText,
        example: "{subscription.name} has no pack", isRequired: true)
    case .severity:
      KeyDocumentation(
        "how much a finding matters", RuleFileSchema.severity, default: "warning",
        example: "error")
    case .when:
      KeyDocumentation(
        "where the rule applies", DocumentSchema.text,
        example: "has(subscription.expires)")
    case .at:
      KeyDocumentation(
        "the place of the finding", DocumentSchema.text, example: "subscription.expires")
    case .related:
      KeyDocumentation(
        "`at`, `label`, and `each` with `as`", DocumentSchema.list(of: .definition("related")),
        example: [["at": "domain.dns_provider", "label": "{domain.name} uses LRob DNS"]])
    case .remedy:
      KeyDocumentation(
        "what to do", DocumentSchema.text, example: "Renew {subscription.name} in Plesk.")
    case .rationale:
      KeyDocumentation(
        "why the rule is there; SARIF reports carry it", DocumentSchema.text,
        example: "A site whose subscription has ended is not reachable.")
    case .source:
      KeyDocumentation(
        "where it is laid down; SARIF reports carry it", DocumentSchema.text,
        example: "our terms of service, chapter 3")
    case .tags:
      KeyDocumentation(
        "SARIF reports carry them", DocumentSchema.list(of: DocumentSchema.text),
        example: ["dns"])
    case .params:
      KeyDocumentation(
        "parameters", ["type": "object", "additionalProperties": .definition("parameter")],
        example: ["days": ["type": "int", "default": 30]])
    case .examples:
      KeyDocumentation(
        "examples", DocumentSchema.list(of: .definition("example")),
        example: [["title": "a subscription without a pack", "hosting": "hosting: 1\n"]])
    case .enabled:
      KeyDocumentation(
        "`false`: the rule is not used", DocumentSchema.flag, default: true, example: false)
    case .replaces:
      KeyDocumentation(
        "the rule that this one stands in for",
        DocumentSchema.text, example: "usage-near-limit")
    case .suppressible:
      KeyDocumentation(
        "`false`: its findings cannot be accepted, only the rule switched off in the configuration",
        DocumentSchema.flag, default: true, example: false)
    }
  }
}

extension RuleFileReader.RelatedKey: DocumentedKey {
  var documentation: KeyDocumentation {
    switch self {
    case .at:
      KeyDocumentation(
        "the place, as the rule's own `at`", DocumentSchema.text, example: "domain.dns_provider",
        isRequired: true)
    case .label:
      KeyDocumentation(
        "what the place shows", DocumentSchema.text, example: "{domain.name} uses LRob DNS")
    case .each:
      KeyDocumentation(
        "a list, each of whose elements gives a place", DocumentSchema.text,
        example: "domain.other_claims")
    case .name:
      KeyDocumentation(
        "the name of one element of `each`", DocumentSchema.text, example: "claim")
    }
  }
}

extension RuleFileReader.ParameterKey: DocumentedKey {
  var documentation: KeyDocumentation {
    switch self {
    case .type:
      KeyDocumentation(
        "the type of its values",
        DocumentSchema.choice(ParameterType.allCases.map(\.rawValue)), example: "int",
        isRequired: true)
    case .value:
      KeyDocumentation(
        "the value that holds where nobody sets another", [:], example: 30, isRequired: true)
    case .description:
      KeyDocumentation(
        "what it is for", DocumentSchema.text,
        example: "how many days before its end a subscription is reported")
    case .minimum:
      KeyDocumentation(
        "the smallest value; of numbers, amounts and dates", [:], example: 1)
    case .maximum:
      KeyDocumentation(
        "the largest value; of numbers, amounts and dates", [:], example: 365)
    case .values:
      KeyDocumentation(
        "every text that there is; of texts, alone or in a list",
        ["type": "array", "items": DocumentSchema.text, "minItems": 1],
        example: ["disk", "traffic"])
    }
  }
}

extension RuleFileReader.ExampleKey: DocumentedKey {
  var documentation: KeyDocumentation {
    switch self {
    case .title:
      KeyDocumentation(
        "what the example shows", DocumentSchema.text, example: "a subscription without a pack",
        isRequired: true)
    case .hosting:
      KeyDocumentation(
        "a hosting file; lines that end in `# <- finding` are those that the rule reports",
        DocumentSchema.text, example: "hosting: 1\n")
    case .files:
      KeyDocumentation(
        "several hosting files, name → text, in place of `hosting`",
        ["type": "object", "additionalProperties": DocumentSchema.text],
        example: ["packs.yaml": "hosting: 1\n"])
    case .before:
      KeyDocumentation(
        "a hosting file with the earlier state, for a rule that applies to `change`",
        DocumentSchema.text, example: "hosting: 1\n")
    case .today:
      KeyDocumentation(
        "the day of the example; `2026-01-01` where it says none", DocumentSchema.date,
        example: "2026-11-22")
    case .params:
      KeyDocumentation(
        "values of parameters in place of their defaults", RuleFileSchema.parameterValues,
        example: ["days": 60])
    }
  }
}
