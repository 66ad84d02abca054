/// Everything that the conditions and messages of a rule can name.
package struct ConditionReference: Sendable {
  /// The kinds of entity that a rule can apply to first, then the objects that are reached from them.
  package let objects: [Object]
  /// Types of hostlint's own that have no fields.
  package let types: [OpaqueType]
  /// Functions of hostlint's own; those of the expression language are in `docs/cel.md`.
  package let functions: [Function]

  package init(objects: [Object], types: [OpaqueType], functions: [Function]) {
    self.objects = objects
    self.types = types
    self.functions = functions
  }

  /// The objects and types of some names, in the order of the names.
  package func keeping(_ names: [String]) -> ConditionReference {
    var seen: Set<String> = []
    let names = names.filter { seen.insert($0).inserted }
    return ConditionReference(
      objects: names.compactMap { name in objects.first { $0.name == name } },
      types: names.compactMap { name in types.first { $0.name == name } }, functions: [])
  }

  /// Something with fields.
  package struct Object: Hashable, Sendable {
    package let name: String
    /// One or two sentences of Markdown, as all documentation here.
    package let documentation: String
    /// What a rule that applies to this kind can name; empty for an object that is no kind.
    package let variables: [Field]
    /// In the order of their declaration.
    package let fields: [Field]

    package init(name: String, documentation: String, variables: [Field], fields: [Field]) {
      self.name = name
      self.documentation = documentation
      self.variables = variables
      self.fields = fields
    }

    /// Whether a rule can apply to it.
    package var isKind: Bool { !variables.isEmpty }
  }

  /// A field of an object, or a variable.
  package struct Field: Hashable, Sendable {
    package let name: String
    /// As people write it: `string`, `list(domain)`; objects by their name.
    package let type: String
    /// Whether it may be absent, so that it must be asked for before it is read.
    package let isOptional: Bool
    package let documentation: String

    package init(name: String, type: String, isOptional: Bool, documentation: String) {
      self.name = name
      self.type = type
      self.isOptional = isOptional
      self.documentation = documentation
    }
  }

  /// A type whose values are only compared, added and printed.
  package struct OpaqueType: Hashable, Sendable {
    package let name: String
    package let documentation: String

    package init(name: String, documentation: String) {
      self.name = name
      self.documentation = documentation
    }
  }

  /// A function.
  package struct Function: Hashable, Sendable {
    package let name: String
    /// With the types of arguments and result: `is_unlimited(quantity) -> bool`.
    package let signatures: [String]
    package let documentation: String

    package init(name: String, signatures: [String], documentation: String) {
      self.name = name
      self.signatures = signatures
      self.documentation = documentation
    }
  }
}
