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
/// A diagnostic without a primary place cannot be built. What it says lies behind one reference,
/// since diagnostics are sorted, joined and handed on by the hundred thousand.
package struct Diagnostic: Sendable {
  private var storage: Storage

  /// The id of the rule that found it, as in `RuleDescriptor.id`.
  package var rule: String { storage.values.rule }
  package var severity: Severity {
    get { storage.values.severity }
    set { change { $0.severity = newValue } }
  }
  /// One line, no full stop.
  package var message: String { storage.values.message }
  /// What to do about it, one or two sentences; empty where the rule has none.
  package var remedy: String {
    get { storage.values.remedy }
    set { change { $0.remedy = newValue } }
  }
  /// The exact token at fault.
  package var location: SourceLocation {
    get { storage.values.location }
    set { change { $0.location = newValue } }
  }
  /// Other places that explain the fault, in the order they are to be read.
  package var related: [Label] {
    get { storage.values.related }
    set { change { $0.related = newValue } }
  }
  /// How many more related places there are than `related` holds.
  package var omittedRelated: Int {
    get { Int(storage.values.omittedRelated) }
    set { change { $0.omittedRelated = UInt32(clamping: newValue) } }
  }
  /// The login of the reseller above the entity; nil where none is known.
  package var reseller: String? { storage.values.reseller }
  /// The identity of the entity, `subscription/boulangerie-martin.fr`; of a file, `file/<path>`.
  package var entity: String { storage.values.entity }
  /// Where the entity's name stands: shown where several entities share one fault.
  package var entityLocation: SourceLocation? {
    get { storage.values.entityLocation }
    set { change { $0.entityLocation = newValue } }
  }
  /// The field of the entity, `dns_sync` or `limits.disk_space`; of a file, a key path. May be nil.
  package var field: String? { storage.values.field }
  /// The identities of all entities that share this fault at this place, in the order of the files;
  /// empty where `entity` is the only one.
  package var entities: [String] {
    get { storage.values.entities }
    set { change { $0.entities = newValue } }
  }
  /// Whether message and remedy are about `entity` alone, and read otherwise for others of
  /// `entities`.
  package var speaksOfOneEntity: Bool {
    get { storage.values.speaksOfOneEntity }
    set { change { $0.speaksOfOneEntity = newValue } }
  }
  /// Who owns the entity, or all of `entities`; nil where that is not known, or says nothing about
  /// their kind.
  package var owners: Owners? {
    get { storage.values.owners }
    set { change { $0.owners = newValue } }
  }

  package init(
    rule: String, severity: Severity, message: String, remedy: String = "",
    location: SourceLocation, related: [Label] = [], omittedRelated: Int = 0,
    reseller: String? = nil, entity: String, entityLocation: SourceLocation? = nil,
    field: String? = nil, entities: [String] = [], speaksOfOneEntity: Bool = false,
    owners: Owners? = nil
  ) {
    storage = Storage(
      Values(
        rule: rule, message: message, remedy: remedy, entity: entity, reseller: reseller,
        field: field, related: related, entities: entities, owners: owners,
        speaksOfOneEntity: speaksOfOneEntity, severity: severity, location: location,
        omittedRelated: UInt32(clamping: omittedRelated), entityLocation: entityLocation))
  }

  /// What a diagnostic says, in an order that leaves no gaps in memory.
  private struct Values: Hashable, Sendable {
    let rule: String
    let message: String
    var remedy: String
    let entity: String
    let reseller: String?
    let field: String?
    var related: [Label]
    var entities: [String]
    var owners: Owners?
    var speaksOfOneEntity: Bool
    var severity: Severity
    var location: SourceLocation
    var omittedRelated: UInt32
    var entityLocation: SourceLocation?
  }

  private final class Storage: Sendable {
    let values: Values

    init(_ values: Values) {
      self.values = values
    }
  }

  private mutating func change(_ body: (inout Values) -> Void) {
    var values = storage.values
    body(&values)
    storage = Storage(values)
  }
}

extension Diagnostic: Hashable {
  package static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.storage === right.storage || left.storage.values == right.storage.values
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(storage.values)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// Everything that it says.
  package var description: String { "\(storage.values)" }
}

extension Diagnostic {
  /// The diagnostics in the order of reports: by file and place, then by rule; what is left makes it
  /// the same on every run.
  package static func inReportOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    // Nearly all are told apart by their places, which are sorted without a look at the rest.
    let order = zip(diagnostics, UInt32(0)...).map { (place: $0.location, index: $1) }
      .sorted { left, right in
        if left.place != right.place { return left.place < right.place }
        let (first, second) = (diagnostics[Int(left.index)], diagnostics[Int(right.index)])
        if first.precedes(second) { return true }
        return left.index < right.index && !second.precedes(first)
      }
    return order.map { diagnostics[Int($0.index)] }
  }

  /// Whether it comes before another one in a report.
  package func precedes(_ other: Diagnostic) -> Bool {
    if location != other.location { return location < other.location }
    if rule != other.rule { return rule < other.rule }
    if entity != other.entity { return entity < other.entity }
    return message < other.message
  }
}
