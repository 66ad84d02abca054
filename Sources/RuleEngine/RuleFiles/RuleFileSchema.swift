package import Diagnostics
internal import HostingModel
internal import YAML

/// The JSON Schema of a rule file, made of the keys that the reader knows.
package enum RuleFileSchema {
  package static func document() -> JSONValue {
    .schemaHead(.rule)
      + RuleFileReader.Key.mapping(
        "hostlint rule",
        "a rule for hosting files: what it checks, what it says, why it is there, and examples")
      + [
        "$defs": [
          "related": RuleFileReader.RelatedKey.mapping(
            "Related place", "a further place that explains a finding")
            + ["dependentRequired": ["each": ["as"], "as": ["each"]]],
          "parameter": RuleFileReader.ParameterKey.mapping(
            "Parameter", "a value of the rule that a project may set") + defaults,
          "example": RuleFileReader.ExampleKey.mapping(
            "Example", "an account that shows the rule, and tests it") + exampleForms,
        ]
      ]
  }

  /// The schema of a parameter's value.
  package static func value(of type: ParameterType) -> JSONValue {
    switch type {
    case .bool: DocumentSchema.flag
    case .int: ["type": "integer"]
    case .double: ["type": "number"]
    case .string: DocumentSchema.text
    case .strings:
      ["type": "array", "items": ["type": ["string", "number", "boolean", "null"]]]
    case .quantity: HostingSchema.quantity
    case .date: DocumentSchema.date
    }
  }

  /// Values of parameters by name; their types are the rule's.
  static let parameterValues: JSONValue = [
    "type": "object", "additionalProperties": parameterValue,
  ]

  /// A value of any parameter: a scalar or a list of them.
  package static let parameterValue: JSONValue = [
    "type": ["string", "number", "boolean", "array"],
    "items": ["type": ["string", "number", "boolean", "null"]],
  ]

  /// A text that says something.
  static let filledText: JSONValue = DocumentSchema.text + ["pattern": "[^ \\t\\n]"]

  static let severity = DocumentSchema.choice(Severity.allCases.reversed().map(\.name))

  /// One kind, or a list of them.
  static let kinds: JSONValue = {
    let kinds = DocumentSchema.choice(EntityKind.allCases.map(\.rawValue))
    return [
      "type": ["string", "array"], "items": kinds, "minItems": 1, "uniqueItems": true,
      "if": ["not": ["type": "array"]], "then": kinds,
    ]
  }()

  /// The default and the bounds are values of the type that is named.
  private static var defaults: JSONValue {
    let conditions = ParameterType.allCases.map { type -> JSONValue in
      [
        "if": ["properties": ["type": ["const": .string(type.rawValue)]], "required": ["type"]],
        "then": [
          "properties": [
            "default": value(of: type), "minimum": type.isOrdered ? value(of: type) : false,
            "maximum": type.isOrdered ? value(of: type) : false,
            "values": .bool(type.isText),
          ]
        ],
      ]
    }
    return ["allOf": .array(conditions)]
  }

  private static let exampleForms: JSONValue = [
    "if": ["not": ["required": ["hosting"]]],
    "then": ["required": ["files"], "properties": ["files": ["minProperties": 1]]],
  ]
}
