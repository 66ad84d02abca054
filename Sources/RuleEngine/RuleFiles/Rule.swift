internal import CEL
package import Diagnostics
package import HostingModel

/// A rule that is ready to run: its expressions compiled once for each kind it applies to.
package struct Rule: Sendable {
  package let descriptor: RuleDescriptor
  /// By kind of entity; empty for a rule about reading, which has no check.
  let variants: [Variant]

  package var id: String { descriptor.id }

  /// The kinds of entity that it judges.
  package var kinds: [EntityKind] { variants.map(\.kind) }

  /// The words of its conditions, names of fields among them.
  package var conditionNames: Set<String> { variants.first?.conditionNames ?? [] }

  /// `when` or `check` of a rule.
  enum Condition: Sendable {
    /// The rule file has none.
    case none
    case program(Program)
    /// It has faults, which loading reports for all but built-in rules.
    case faulty
  }

  /// What a finding of a rule points at and says.
  struct Presentation: Sendable {
    var at: PlaceExpression?
    /// The text of `at` without the entity's own name: `dns_sync`.
    var field: String?
    var related: [Related] = []
    var message = Template.empty
    var remedy = Template.empty
  }

  /// A further place to show.
  struct Related: Sendable {
    /// The list whose elements are shown one by one; nil for a single place.
    let each: Program?
    let at: PlaceExpression
    let label: Template
  }
}
