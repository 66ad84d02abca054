internal import CEL
internal import HostingModel
internal import SourceText

/// What rules may say about a hierarchy: every object, field and function, declared once for the
/// checker, the evaluator, the places that `at:` finds and the documentation.
struct Schema: Sendable {
  /// Where a field of an object is decided; nil where it is absent or has no one place.
  typealias Place = @Sendable (Hosting, UInt32) -> Origin?

  private(set) var declarations = Declarations()
  /// By object type and field.
  private var places: [[Place]]

  /// The schema of all rules.
  static let shared = Schema()

  /// Amounts are the only opaque type, so theirs is the first id.
  static let quantityID = OpaqueTypeID(rawValue: 0)

  private init() {
    places = ObjectKind.allCases.map { _ in [] }
    for kind in ObjectKind.allCases {
      declarations.declareObject(kind.rawValue, documentation: kind.documentation)
    }
    declareQuantity()
    declareAccounts()
    declareSubscriptions()
    declareDomains()
    declareAmounts()
    declareAccountFacts()
    declareNameFacts()
    declareChanges()
    declareFunctions()
  }

  /// The place that decides a field of an object.
  func origin(of field: FieldID, type: ObjectTypeID, index: UInt32, in hosting: Hosting) -> Origin?
  {
    guard places.indices.contains(Int(type.rawValue)),
      places[Int(type.rawValue)].indices.contains(Int(field.rawValue))
    else { return nil }
    return places[Int(type.rawValue)][Int(field.rawValue)](hosting, index)
  }

  /// Declares a field that follows from a fact: `value` turns what is known into a value.
  ///
  /// Inlined, so that the closures it makes are compiled for the type of each field: else every
  /// reading of a field asks the runtime how large a `Known` is.
  @inline(__always)
  mutating func declare<Known>(
    _ name: String, of object: ObjectKind, _ type: CELType, isOptional: Bool = false,
    _ documentation: String,
    value: @escaping @Sendable (Known, FactReader) -> Value,
    fact: @escaping @Sendable (Hosting, UInt32) -> Fact<Known>
  ) {
    let presence: @Sendable (EvaluationContext, UInt32) -> Value = { context, index in
      FactReader.read(context) { _, hosting in
        switch fact(hosting, index) {
        case .unknown: .unknown
        case .absent: .absent
        case .known: .bool(true)
        }
      }
    }
    let field = CEL.Field(
      name, type, isOptional: isOptional, documentation: documentation,
      // Only texts and lists of them take long to make.
      presence: isOptional && (type == .string || type == .list(.string)) ? presence : nil
    ) { context, index in
      FactReader.read(context) { reader, hosting in
        switch fact(hosting, index) {
        case .unknown: .unknown
        // A required field without a value is one that could not be read.
        case .absent: isOptional ? .absent : .unknown
        case .known(let known, _): value(known, reader)
        }
      }
    }
    declarations.addField(field, to: object.typeID)
    places[Int(object.typeID.rawValue)].append { fact($0, $1).origin }
  }

  /// Declares a field that is always known and has no place of its own.
  mutating func declare(
    _ name: String, of object: ObjectKind, _ type: CELType, isSharedByGroup: Bool = false,
    _ documentation: String,
    read: @escaping @Sendable (FactReader, Hosting, UInt32) -> Value
  ) {
    let field = CEL.Field(
      name, type, documentation: documentation, isSharedByGroup: isSharedByGroup
    ) { context, index in
      FactReader.read(context) { reader, hosting in read(reader, hosting, index) }
    }
    declarations.addField(field, to: object.typeID)
    places[Int(object.typeID.rawValue)].append { _, _ in nil }
  }

  /// Declares another name for functions, types and operators of amounts.
  mutating func declare(_ change: (inout Declarations) -> Void) {
    change(&declarations)
  }
}
