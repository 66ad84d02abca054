/// A field of a declared object, by its place in the object's declaration.
package struct FieldID: Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }
}

/// A field of a declared object and how the host reads it.
package struct Field: Sendable {
  package let name: String
  package let type: CELType
  /// Whether the field may be absent; it must then be guarded by `has()`.
  package let isOptional: Bool
  package let documentation: String
  /// Reads the field of the object at an index: `.absent` for an optional field
  /// without a value, `.unknown` where the value is not known.
  package let read: @Sendable (EvaluationContext, UInt32) -> Value
  /// Whether the field is there, where that takes less than reading it: `.absent`, `.unknown` or any
  /// other value.
  package let presence: (@Sendable (EvaluationContext, UInt32) -> Value)?
  /// Whether objects of one group, as the host forms them, have the same value.
  package let isSharedByGroup: Bool
  /// The value where it is the same in every object: programs hold it like one that is written.
  let constant: Constant?
  /// The same of a value that needs no arena.
  let value: Value?

  package init(
    _ name: String, _ type: CELType, isOptional: Bool = false, documentation: String = "",
    isSharedByGroup: Bool = false,
    presence: (@Sendable (EvaluationContext, UInt32) -> Value)? = nil,
    read: @escaping @Sendable (EvaluationContext, UInt32) -> Value
  ) {
    self.presence = presence
    self.isSharedByGroup = isSharedByGroup
    self.name = name
    self.type = type
    self.isOptional = isOptional
    self.documentation = documentation
    self.read = read
    constant = nil
    value = nil
  }

  /// A field that holds the same value in every object: one without texts or elements.
  package init(_ name: String, _ type: CELType, documentation: String = "", value: Value) {
    presence = nil
    isSharedByGroup = false
    self.name = name
    self.type = type
    isOptional = false
    self.documentation = documentation
    read = { _, _ in value }
    constant = nil
    self.value = value
  }

  /// A field that holds the same text in every object.
  package init(_ name: String, documentation: String = "", text: String) {
    presence = nil
    isSharedByGroup = false
    self.name = name
    type = .string
    isOptional = false
    self.documentation = documentation
    read = { context, _ in context.intern(text) }
    constant = .string(Array(text.utf8))
    value = nil
  }

  /// A field that holds the same texts in every object.
  package init(_ name: String, documentation: String = "", texts: [String]) {
    presence = nil
    isSharedByGroup = false
    self.name = name
    type = .list(.string)
    isOptional = false
    self.documentation = documentation
    read = { context, _ in context.list(texts.map { context.intern($0) }) }
    constant = .list(texts.map { .string(Array($0.utf8)) })
    value = nil
  }
}

/// A declared object type.
package struct ObjectDeclaration: Sendable {
  package let id: ObjectTypeID
  package let name: String
  package let documentation: String
  /// In the order of declaration; a `FieldID` is a place here.
  package private(set) var fields: [Field] = []
  private var fieldIDs: [String: FieldID] = [:]

  init(id: ObjectTypeID, name: String, documentation: String) {
    self.id = id
    self.name = name
    self.documentation = documentation
  }

  /// The id of a field's name; nil where the object has none of that name.
  package func fieldID(named name: String) -> FieldID? { fieldIDs[name] }

  package func field(_ id: FieldID) -> Field? {
    fields.indices.contains(Int(id.rawValue)) ? fields[Int(id.rawValue)] : nil
  }

  mutating func add(_ field: Field) -> FieldID {
    if let id = fieldIDs[field.name] {
      fields[Int(id.rawValue)] = field
      return id
    }
    let id = FieldID(rawValue: UInt16(truncatingIfNeeded: fields.count))
    fieldIDs[field.name] = id
    fields.append(field)
    return id
  }
}
