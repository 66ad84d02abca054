internal import CEL
internal import HostingModel

/// A context for the rules of a run, in which one entity after the other is judged.
///
/// Each thread has its own.
struct JudgedScope {
  let context: EvaluationContext
  private let hosting: Hosting

  init(_ hosting: Hosting, today: CalendarDate) {
    self.hosting = hosting
    context = FactReader.context(over: hosting)
    context.set(RuleScope.Slot.today.variable, .timestamp(seconds: today.secondsSince1970))
    context.set(
      RuleScope.Slot.params.variable,
      .object(
        ObjectTypeID(rawValue: UInt16(truncatingIfNeeded: ObjectKind.allCases.count)), 0))
  }

  /// Sets the variables that rules about an entity name.
  func enter(_ entity: EntityReference) {
    set(entity, .entity)
    var above = entity
    if above.kind == .alias {
      above = EntityReference(.domain, hosting.aliases[Int(above.index)].domain.rawValue)
      set(above, .domain)
    }
    if above.kind == .domain {
      above = EntityReference(
        .subscription, hosting.domains[Int(above.index)].subscription.rawValue)
      set(above, .subscription)
    }
    set(EntityReference(.reseller, hosting.reseller(of: entity).rawValue), .reseller)
  }

  private func set(_ entity: EntityReference, _ slot: RuleScope.Slot) {
    context.set(slot.variable, .object(ObjectKind(entity.kind).typeID, entity.index))
  }
}
