/// What an expression may name: variables, objects with their fields, functions,
/// opaque types. A value type: copy it and add to the copy.
package struct Declarations: Sendable {
  /// The namespace that names are first looked up in, `a.b`; empty for none.
  package var container = ""

  /// In the order of declaration.
  package private(set) var objects: [ObjectDeclaration] = []
  private(set) var objectIDs: [String: ObjectTypeID] = [:]
  /// In the order of declaration.
  package private(set) var opaques: [OpaqueType] = []
  private(set) var opaqueIDs: [String: OpaqueTypeID] = [:]
  package private(set) var variables: [String: Variable] = [:]
  private(set) var functions: [String: [Overload]]
  private(set) var fieldFunctions: [String: FieldFunction] = [:]
  /// What was declared as a function of the host's own, in the order of declaration.
  package private(set) var hostFunctions: [FunctionDeclaration] = []
  /// Names that denote types, `int`, `net.IP`.
  private(set) var typeNames: [String: CELType]
  /// The first words of variables and types with dots in their names.
  private(set) var namespaces: [String] = []
  /// How many variable slots there are.
  private(set) var slotCount = 0

  /// Declares nothing but the libraries' functions and types.
  package init(libraries: [Library] = Library.all) {
    functions = [:]
    typeNames = [:]
    if libraries.count == Library.all.count {
      functions = Library.allFunctions
      typeNames = Library.allTypeNames
    } else {
      for library in libraries {
        functions.merge(library.functions) { $0 + $1 }
        typeNames.merge(library.typeNames) { first, _ in first }
      }
    }
    for name in typeNames.keys { noteNamespace(of: name) }
  }

  private mutating func noteNamespace(of name: String) {
    guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return }
    let namespace = String(name[..<dot])
    if !namespaces.contains(namespace) { namespaces.append(namespace) }
  }

  /// Declares an object type; its fields are added afterwards, so that objects
  /// can refer to each other. Declaring a name again returns the same id.
  @discardableResult
  package mutating func declareObject(_ name: String, documentation: String = "") -> ObjectTypeID {
    if let id = objectIDs[name] { return id }
    let id = ObjectTypeID(rawValue: UInt16(truncatingIfNeeded: objects.count))
    objectIDs[name] = id
    objects.append(ObjectDeclaration(id: id, name: name, documentation: documentation))
    return id
  }

  /// Adds a field to a declared object; one of the same name is replaced.
  @discardableResult
  package mutating func addField(_ field: Field, to object: ObjectTypeID) -> FieldID {
    let position = Int(object.rawValue)
    guard objects.indices.contains(position) else { return FieldID(rawValue: 0) }
    return objects[position].add(field)
  }

  /// Declares a variable and returns the slot that the host sets its value in.
  ///
  /// With a slot given, the name is another one for the same variable.
  @discardableResult
  package mutating func declareVariable(
    _ name: String, type: CELType, slot: VariableSlot? = nil, documentation: String = ""
  ) -> VariableSlot {
    let slot = slot ?? VariableSlot(rawValue: slotCount)
    slotCount = max(slotCount, slot.rawValue &+ 1)
    variables[name] = Variable(type: type, slot: slot, documentation: documentation)
    noteNamespace(of: name)
    return slot
  }

  /// Declares an opaque type with its comparisons and addition.
  ///
  /// Adds overloads of `==`, `!=`, `<`, `<=`, `>`, `>=` and `+` for itself and
  /// for the types it says it goes with, in both orders, and of `string()`.
  @discardableResult
  package mutating func declareOpaque(_ type: OpaqueType) -> OpaqueTypeID {
    if let id = opaqueIDs[type.name] { return id }
    let id = OpaqueTypeID(rawValue: UInt16(truncatingIfNeeded: opaques.count))
    opaqueIDs[type.name] = id
    opaques.append(type)
    typeNames[type.name] = .opaque(type.name)
    noteNamespace(of: type.name)
    for (name, overloads) in type.overloads { declareFunction(name, overloads) }
    return id
  }

  /// Adds overloads to a function; an operator's name is `_+_`, `_<_`, `!_`, `_[_]`.
  package mutating func declareFunction(_ name: String, _ overloads: [Overload]) {
    functions[name, default: []].append(contentsOf: overloads)
  }

  /// Adds overloads to a function and lists them among the host's own.
  package mutating func declareHostFunction(
    _ name: String, documentation: String, _ overloads: [Overload]
  ) {
    declareFunction(name, overloads)
    hostFunctions.append(
      FunctionDeclaration(name: name, form: .overloads(overloads), documentation: documentation))
  }

  /// Declares `name(e.field)`: its argument is a selection of a declared
  /// object's field that is not read, so it may be absent without a guard.
  package mutating func declareFieldFunction(
    _ name: String, result: CELType, documentation: String = "",
    evaluate:
      @escaping @Sendable (EvaluationContext, _ type: ObjectTypeID, _ object: UInt32, FieldID) ->
      Value
  ) {
    fieldFunctions[name] = FieldFunction(result: result, evaluate: evaluate)
    hostFunctions.append(
      FunctionDeclaration(name: name, form: .field(result: result), documentation: documentation))
  }

  /// The declared object of an id or a name.
  package func object(_ id: ObjectTypeID) -> ObjectDeclaration? {
    objects.indices.contains(Int(id.rawValue)) ? objects[Int(id.rawValue)] : nil
  }

  package func object(named name: String) -> ObjectDeclaration? {
    objectIDs[name].flatMap { object($0) }
  }

  func opaque(_ name: String) -> OpaqueType? {
    opaqueIDs[name].map { opaques[Int($0.rawValue)] }
  }
}

/// A variable's place in an evaluation context.
package struct VariableSlot: Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }
}

/// A declared variable.
package struct Variable: Sendable {
  package let type: CELType
  let slot: VariableSlot
  package let documentation: String
}

/// A function as its documentation names it.
package struct FunctionDeclaration: Sendable {
  package let name: String
  fileprivate let form: Form
  package let documentation: String

  fileprivate enum Form: Sendable {
    case overloads([Overload])
    /// It is called as `name(x.field)`.
    case field(result: CELType)
  }

  /// As people read them: `is_unlimited(quantity) -> bool`.
  package var signatures: [String] {
    switch form {
    case .overloads(let overloads): overloads.map { $0.signature(of: name) }
    case .field(let result): ["\(name)(x.field) -> \(result)"]
    }
  }
}

/// A function whose argument is a field that is not read.
struct FieldFunction: Sendable {
  let result: CELType
  let evaluate: @Sendable (EvaluationContext, ObjectTypeID, UInt32, FieldID) -> Value
}
