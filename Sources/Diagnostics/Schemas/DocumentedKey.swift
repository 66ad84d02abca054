/// The keys that one kind of mapping may have, each with what may stand behind it.
///
/// Readers take keys of such a type only, so that a key which nobody has described does not
/// compile. JSON Schemas are made of the descriptions, and tests compare them with the tables of
/// `docs`.
package protocol DocumentedKey: RawRepresentable<String>, CaseIterable, Sendable {
  var documentation: KeyDocumentation { get }
}

/// What a key of a file means and what may stand behind it.
package struct KeyDocumentation: Sendable {
  /// What it means, as the tables of `docs` say it, links apart: lower case, without a full stop.
  package let meaning: String
  /// The JSON Schema of its value: an object.
  package let type: JSONValue
  /// What holds where the key is not there; nil where that is nothing.
  package let standard: JSONValue?
  package let example: JSONValue?
  package let isRequired: Bool

  package init(
    _ meaning: String, _ type: JSONValue, default standard: JSONValue? = nil,
    example: JSONValue? = nil, isRequired: Bool = false
  ) {
    self.meaning = meaning
    self.type = type
    self.standard = standard
    self.example = example
    self.isRequired = isRequired
  }

  /// The same key of a mapping where other values may stand behind it.
  package func taking(_ type: JSONValue, example: JSONValue) -> KeyDocumentation {
    KeyDocumentation(meaning, type, default: standard, example: example, isRequired: isRequired)
  }

  /// The JSON Schema of the key.
  ///
  /// - Parameter name: The key itself.
  package func property(_ name: String) -> JSONValue.Member {
    var members = [JSONValue.Member("title", .string(Self.title(of: name)))]
    members.append(.init("description", .string(Self.sentence(meaning))))
    members += type.members
    if let standard { members.append(.init("default", standard)) }
    if let example { members.append(.init("examples", .array([example]))) }
    return .init(name, .object(members))
  }

  /// A text with a capital letter and a full stop.
  package static func sentence(_ text: String) -> String {
    let capitalized = text.prefix(1).uppercased() + text.dropFirst()
    return text.hasSuffix(".") ? capitalized : capitalized + "."
  }

  /// A key as a heading: `dns_sync` is `DNS sync`.
  private static func title(of name: String) -> String {
    let words = name.split { $0 == "_" || $0 == "-" }.map { word in
      spellings[String(word)] ?? String(word)
    }
    let title = words.joined(separator: " ")
    return title.prefix(1).uppercased() + title.dropFirst()
  }

  private static let spellings = [
    "dns": "DNS", "php": "PHP", "ssl": "SSL", "ftp": "FTP", "id": "ID", "lrob": "LRob",
    "git": "Git", "nodejs": "Node.js", "wordpress": "WordPress", "plesk": "Plesk",
    "nameservers": "name servers", "addons": "add-ons", "addon": "add-on", "params": "parameters",
  ]
}

extension DocumentedKey {
  /// The JSON Schema of a mapping with these keys and no others.
  ///
  /// - Parameters:
  ///   - types: What may stand in the mapping's place; the keys bind a mapping alone.
  ///   - keys: Those that it may have.
  package static func mapping(
    _ title: String, _ meaning: String, types: [String] = ["object"],
    keys: [Self] = Array(Self.allCases)
  ) -> JSONValue {
    let documentations = keys.map { ($0.rawValue, $0.documentation) }
    return mapping(title, meaning, types: types, keys: documentations)
  }

  /// The JSON Schema of a mapping with keys that are described one by one.
  package static func mapping(
    _ title: String, _ meaning: String, types: [String] = ["object"],
    keys: [(name: String, documentation: KeyDocumentation)]
  ) -> JSONValue {
    let required = keys.filter(\.documentation.isRequired).map(\.name)
    var schema: JSONValue = [
      "title": .string(title), "description": .string(KeyDocumentation.sentence(meaning)),
      "type": types.count == 1 ? .string(types[0]) : .strings(types),
      "properties": .object(keys.map { $0.documentation.property($0.name) }),
      "additionalProperties": false,
    ]
    if !required.isEmpty { schema = schema + ["required": .strings(required)] }
    return schema
  }
}
