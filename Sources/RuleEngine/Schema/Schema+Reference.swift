internal import CEL
package import Diagnostics
internal import HostingModel

extension ConditionReference {
  /// What the declarations say that rules are checked against.
  package static func ofRules() -> ConditionReference {
    let declarations = Schema.shared.declarations
    return ConditionReference(
      objects: declarations.objects.map { object in
        Object(
          name: object.name, documentation: object.documentation,
          variables: EntityKind(rawValue: object.name).map(variables) ?? [],
          fields: object.fields.map { field in
            Field(
              name: field.name, type: field.type.description, isOptional: field.isOptional,
              documentation: field.documentation)
          })
      },
      types: declarations.opaques.map {
        OpaqueType(name: $0.name, documentation: $0.documentation)
      },
      functions: declarations.hostFunctions.map {
        Function(name: $0.name, signatures: $0.signatures, documentation: $0.documentation)
      })
  }

  /// What a rule for one kind has in scope: the entity, those above it, and what every rule has.
  private static func variables(of kind: EntityKind) -> [Field] {
    let declared = RuleScope.make(kind, among: [kind], []).declarations.variables
    let above = RuleScope.ancestors(of: kind).map(\.rawValue)
    let first = ["self", kind.rawValue] + above
    let names = first + declared.keys.filter { !first.contains($0) }.sorted()
    return names.compactMap { name in
      declared[name].map {
        Field(
          name: name, type: $0.type.description, isOptional: false, documentation: $0.documentation)
      }
    }
  }
}
