package import SourceText

/// A place with what is to be said about it.
package struct Label: Hashable, Sendable {
  package let location: SourceLocation
  /// One line, no full stop; may be empty.
  package let text: String

  package init(_ location: SourceLocation, _ text: String) {
    self.location = location
    self.text = text
  }
}

/// One finding: exactly one fault at exactly one place.
///
/// A diagnostic without a primary place cannot be built.
package struct Diagnostic: Hashable, Sendable {
  /// The id of the rule that found it, as in `RuleDescriptor.id`.
  package let rule: String
  package var severity: Severity
  /// One line, no full stop.
  package let message: String
  /// What to do about it, one or two sentences; empty where the rule has none.
  package var remedy: String
  /// The exact token at fault.
  package var location: SourceLocation
  /// Other places that explain the fault, in the order they are to be read.
  package var related: [Label]
  /// How many more related places there are than `related` holds.
  package var omittedRelated: Int
  /// The login of the reseller above the entity; nil where none is known.
  package let reseller: String?
  /// The identity of the entity, `subscription/boulangerie-martin.fr`; of a file, `file/<path>`.
  package let entity: String
  /// Where the entity's name stands: shown where several entities share one fault.
  package var entityLocation: SourceLocation?
  /// The field of the entity, `dns_sync` or `limits.disk_space`; of a file, a key path. May be nil.
  package let field: String?
  /// The identities of all entities that share this fault at this place, in the order of the files;
  /// empty where `entity` is the only one.
  package var entities: [String]
  /// Whether message and remedy are about `entity` alone, and read otherwise for others of
  /// `entities`.
  package var speaksOfOneEntity: Bool
  /// Who owns the entity, or all of `entities`; nil where that is not known, or says nothing about
  /// their kind.
  package var owners: Owners?

  package init(
    rule: String, severity: Severity, message: String, remedy: String = "",
    location: SourceLocation, related: [Label] = [], omittedRelated: Int = 0,
    reseller: String? = nil, entity: String, entityLocation: SourceLocation? = nil,
    field: String? = nil, entities: [String] = [], speaksOfOneEntity: Bool = false,
    owners: Owners? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.location = location
    self.related = related
    self.omittedRelated = omittedRelated
    self.reseller = reseller
    self.entity = entity
    self.entityLocation = entityLocation
    self.field = field
    self.entities = entities
    self.speaksOfOneEntity = speaksOfOneEntity
    self.owners = owners
  }
}
