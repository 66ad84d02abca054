package import Diagnostics

/// The JSON Schema of a hosting file, made of the keys that the reader knows.
///
/// It binds what a file has to look like: keys, and the types of their values. What depends on
/// other files or places, such as the name of a pack, it cannot.
package enum HostingSchema {
  /// The schema of one document of a hosting file.
  package static func document() -> JSONValue {
    .schemaHead(.hosting)
      + DocumentKey.mapping(
        "hostlint hosting file, format 1",
        "how a hosting reseller's account is set up in Plesk: packs, customers, subscriptions, "
          + "domains and aliases")
      + ["$defs": definitions]
  }

  private static var definitions: JSONValue {
    [
      "reseller": ResellerKey.mapping(
        "Reseller",
        "the account that owns everything below; as text, the login of one that "
          + "another file defines", types: ["object", "string", "number", "boolean", "null"]),
      "pack": PackKey.mapping(
        "Pack", "a service plan of Plesk: limits and permissions", types: ["object", "null"]),
      "customer": CustomerKey.mapping(
        "Customer", "a login for one of the reseller's clients"),
      "subscription": SubscriptionKey.mapping(
        "Subscription", "one hosting space with one system user") + subscriptionForms,
      "domain": DomainKey.mapping("Domain", "a site, or its name alone", types: nameOrMapping)
        + isNotBlank,
      "alias": AliasKey.mapping(
        "Alias", "another name of a domain, or its name alone", types: nameOrMapping) + isNotBlank,
      "contact": ContactKey.mapping("Contact", "whom to reach", types: ["object", "null"]),
      "limits": Resource.mapping("Limits", "how much may be used", types: ["object", "null"]),
      "usage": UsageKey.mapping(
        "Usage", "how much is used now", types: ["object", "null"], keys: usage),
      "permissions": Permission.mapping(
        "Permissions", "what the customer may do", types: ["object", "null"]),
      "php": PHPKey.mapping("PHP", "version and handler", types: ["object", "null"]),
      "labels": [
        "type": ["object", "null"],
        "additionalProperties": ["type": ["string", "number", "boolean", "null"]],
      ],
      "text": ["type": ["string", "number", "boolean", "null"]],
      "name": ["type": ["string", "number", "boolean"]] + isNotBlank,
      "names": ["type": ["array", "null"], "items": .definition("name")],
      "boolean": [
        "type": ["boolean", "string", "null"],
        "pattern": "^([Yy]([Ee][Ss])?|[Oo][Nn]|[Nn][Oo]?|[Oo][Ff][Ff])$",
        "errorMessage": "Write true or false.",
      ],
      "date": [
        "type": ["string", "null"], "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "errorMessage": "Write year, month and day, as in 2027-06-30.",
      ],
      "sizeLimit": amount(
        "\(unlimited)|\(size)", minimum: -1, "Write a size such as 5 GB, or unlimited."),
      "countLimit": amount(
        "\(unlimited)|\(count)", minimum: -1, "Write a whole number, or unlimited."),
      "size": amount(size, minimum: 0, "Write a size such as 5 GB."),
      "count": amount(count, minimum: 0, "Write a whole number."),
    ]
  }

  // MARK: - Forms

  private static let nameOrMapping = ["object", "string", "number", "boolean"]

  /// Binds texts alone: what is blank names nothing.
  private static let isNotBlank: JSONValue = ["pattern": #"[^ \t\r\n]"#]

  /// In the long form, what belongs to a domain stands on the domains.
  private static var subscriptionForms: JSONValue {
    let keys = [SubscriptionKey.domain] + SubscriptionKey.allCases.filter(\.isOfDomainOnly)
    let forbidden = keys.map { JSONValue.Member($0.rawValue, false) }
    return [
      "if": ["required": ["domains"]],
      "then": [
        "properties": .object(forbidden),
        "errorMessage":
          "Beside domains:, move it to the domain that it belongs to; domain: is the short form.",
      ],
      "else": ["required": ["domain"]],
    ]
  }

  /// A subscription that stands under its customer does not name one.
  static let subscriptionOfCustomer: JSONValue = [
    "allOf": [
      .definition("subscription"),
      [
        "properties": .object([.init(SubscriptionKey.customer.rawValue, false)]),
        "errorMessage": "Leave it out: the subscription stands under its customer.",
      ],
    ]
  ]

  private static var usage: [(name: String, documentation: KeyDocumentation)] {
    UsageKey.allCases.map { ($0.rawValue, $0.documentation) }
      + Resource.allCases.map { resource in
        let isSize = resource.unit == .bytes
        return (
          resource.rawValue,
          resource.documentation.taking(
            .definition(isSize ? "size" : "count"), example: isSize ? "3.1 GB" : 4)
        )
      }
  }

  // MARK: - Amounts

  /// As `Quantity.parse` reads them.
  private static let space = #"[ \t\u00a0\u202f]*"#
  private static let unlimited = "-1|[Uu][Nn][Ll][Ii][Mm][Ii][Tt][Ee][Dd]"
  private static let count = #"\+?[0-9]+"#
  private static let size =
    count + space + "[BbOo]?" + "|" + #"\+?([0-9]+\.?[0-9]*|\.[0-9]+)"# + space
    + "[KkMmGgTtPp]([Ii]?[BbOo])?"

  /// The schema of a rule's parameter that is an amount.
  package static let quantity: JSONValue = [
    "type": ["string", "integer"], "minimum": -1,
    "pattern": .string("^\(space)(\(unlimited)|\(size))\(space)$"),
    "errorMessage": "Write an amount such as 5 GB, 12 or unlimited.",
  ]

  private static func amount(_ text: String, minimum: Int64, _ message: String) -> JSONValue {
    [
      "type": ["string", "integer", "null"], "minimum": .integer(minimum),
      "pattern": .string("^\(space)(\(text))\(space)$"), "errorMessage": .string(message),
    ]
  }

  /// The schema of one of a closed set of words.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type) -> JSONValue {
    ["enum": .array(Choice.allCases.map { .string($0.rawValue) } + [.null])]
  }

  /// The schema of a list, `null` in its place allowed.
  static func list(of items: JSONValue) -> JSONValue {
    ["type": ["array", "null"], "items": items]
  }
}
