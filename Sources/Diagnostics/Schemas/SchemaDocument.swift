/// The JSON Schemas that hostlint can print.
package enum SchemaKind: String, CaseIterable, Sendable {
  case hosting, rule, config, report
}

/// A JSON Schema as it is printed.
package enum SchemaDocument: Sendable {
  /// One that is made of the keys that a reader knows.
  case made(JSONValue)
  /// One that is kept as a text.
  case written(String)
}

extension JSONValue {
  /// What a JSON Schema starts with.
  package static func schemaHead(_ kind: SchemaKind) -> JSONValue {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string(
        "https://raw.githubusercontent.com/hostlint/hostlint/main/docs/schemas/"
          + "\(kind.rawValue).schema.json"),
    ]
  }

  /// The schema that a definition of the same document holds.
  package static func definition(_ name: String) -> JSONValue {
    ["$ref": .string("#/$defs/\(name)")]
  }
}
