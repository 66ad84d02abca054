package import Diagnostics

/// JSON Schemas of the values that `DocumentReader` reads; none of them may be `null`.
package enum DocumentSchema {
  /// A scalar of any type, which is taken as text.
  package static let text: JSONValue = ["type": ["string", "number", "boolean"]]
  package static let flag: JSONValue = ["type": "boolean"]

  /// A list, `null` in its place allowed.
  package static func list(of items: JSONValue, atLeast minimum: Int64? = nil) -> JSONValue {
    guard let minimum else { return ["type": ["array", "null"], "items": items] }
    return ["type": "array", "items": items, "minItems": .integer(minimum)]
  }

  package static func choice(_ words: some Sequence<String>) -> JSONValue {
    ["enum": .strings(words)]
  }

  package static let date: JSONValue = [
    "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "errorMessage": "Write year, month and day, as in 2027-06-30.",
  ]
}
