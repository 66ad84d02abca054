internal import CEL
package import Diagnostics
package import HostingModel
internal import SourceText
internal import YAML

/// Runs compiled rules over a hierarchy.
package struct RuleRunner {
  /// What a run of the rules gave.
  package struct Outcome: Sendable {
    /// One for each entity at fault, in no particular order.
    package var diagnostics: [Diagnostic] = []
    /// Evaluations left out because a value they need is unknown.
    package var notApplicable = 0
    /// Rules none of whose kinds has an entity.
    package var rulesWithoutEntities = 0
    /// Rules that failed while they were evaluated, one sentence each.
    package var failures: [String] = []
  }

  private let hosting: Hosting
  private let context: EvaluationContext
  private var outcome = Outcome()
  /// By rule id: how often it failed, and the first time.
  private var failures: [String: (count: Int, first: String)] = [:]

  /// Judges every entity with every rule that applies to its kind.
  package static func run(_ rules: RuleSet, over hosting: Hosting, today: CalendarDate) -> Outcome {
    var runner = RuleRunner(hosting: hosting, today: today)
    runner.run(rules)
    return runner.outcome
  }

  private init(hosting: Hosting, today: CalendarDate) {
    self.hosting = hosting
    context = EvaluationContext(RuleScope.forEvaluation, host: hosting)
    context.set(
      RuleScope.Slot.today.variable, .timestamp(seconds: today.secondsSince1970))
    context.set(
      RuleScope.Slot.params.variable,
      .object(
        ObjectTypeID(rawValue: UInt16(truncatingIfNeeded: ObjectKind.allCases.count)), 0))
  }

  /// A rule with its form for one kind of entity; a class, since it is handed on for every entity.
  private final class Applied {
    let rule: RuleDescriptor
    let variant: Rule.Variant
    // Kept here, since a deferred value takes a lock.
    private(set) lazy var when = variant.when.value
    private(set) lazy var check = variant.check.value
    private(set) lazy var presentation = variant.presentation.value

    init(rule: RuleDescriptor, variant: Rule.Variant) {
      self.rule = rule
      self.variant = variant
    }
  }

  private mutating func run(_ rules: RuleSet) {
    var judged: Set<EntityKind> = []
    for kind in EntityKind.allCases {
      let applied = rules.rules.flatMap { rule in
        rule.variants.filter { $0.kind == kind }.map { Applied(rule: rule.descriptor, variant: $0) }
      }
      guard !applied.isEmpty else { continue }
      for index in 0..<UInt32(truncatingIfNeeded: hosting.count(of: kind)) {
        let entity = EntityReference(kind, index)
        guard isJudged(entity) else { continue }
        judged.insert(kind)
        enter(entity)
        for rule in applied { judge(entity, rule) }
        context.reset()
      }
    }
    outcome.rulesWithoutEntities =
      rules.rules.count {
        !$0.variants.isEmpty && $0.variants.allSatisfy { !judged.contains($0.kind) }
      }
    outcome.failures = failures.sorted { $0.key < $1.key }.map { rule, failure in
      let more =
        switch failure.count {
        case ...1: ""
        case 2: " (and 1 more time)"
        default: " (and \(failure.count - 1) more times)"
        }
      return "rule \(rule) failed \(failure.first)\(more)"
    }
  }

  /// An entity needs a place, and a quota something that is said about it.
  private func isJudged(_ entity: EntityReference) -> Bool {
    if entity.kind == .quota, !hosting.exists(hosting.quota(entity.index)) { return false }
    return hosting.source(of: entity) != nil
  }

  /// Sets the variables that rules about an entity name.
  private func enter(_ entity: EntityReference) {
    let object = Value.object(ObjectKind(entity.kind).typeID, entity.index)
    context.set(RuleScope.Slot.entity.variable, object)
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

  private mutating func judge(_ entity: EntityReference, _ applied: Applied) {
    guard holds(applied.when, entity, applied) == true,
      holds(applied.check, entity, applied) == false
    else { return }
    report(entity, applied)
  }

  /// Whether a condition is true, as one that a rule does not have is; nil where it is unknown or
  /// fails, which is noted.
  private mutating func holds(
    _ condition: Rule.Condition, _ entity: EntityReference, _ applied: Applied
  ) -> Bool? {
    switch condition {
    case .none: return true
    case .faulty:
      fail(applied, on: entity, because: "it does not compile")
      return nil
    case .program(let program):
      let value = program.evaluate(context)
      if value.isUnknown { outcome.notApplicable += 1 }
      if value.isError { fail(applied, on: entity, because: context.errorMessage(value)) }
      return value.asBool
    }
  }

  private mutating func report(_ entity: EntityReference, _ applied: Applied) {
    let presentation = applied.presentation
    let schema = Schema.shared
    let found = presentation.at?.find(context, schema, in: hosting)
    // A key that waits for its value is nearer to the fault than the name of the entity.
    let blank =
      found?.isExact == true
      ? nil : presentation.field.flatMap { hosting.blankKeyLocation(of: $0, in: entity) }
    guard let location = blank ?? found?.location ?? hosting.nameLocation(of: entity)
    else { return }
    let filled = fill(presentation.message, applied, entity)
    // A message of nothing but empty holes still has to say something.
    let message = filled.isEmpty ? applied.rule.title : filled
    let remedy = fill(presentation.remedy, applied, entity)
    let related = related(applied, entity, besides: location)
    let source = hosting.source(of: entity)
    let path = source.flatMap { hosting.tree($0.file)?.file.path } ?? ""
    outcome.diagnostics.append(
      Diagnostic(
        rule: applied.rule.id, severity: applied.rule.severity, message: message, remedy: remedy,
        location: location, related: Array(related.prefix(Self.shownRelated)),
        omittedRelated: max(0, related.count - Self.shownRelated),
        reseller: hosting[hosting.reseller(of: entity)].login.map(hosting.names.string),
        entity: hosting.identity(of: entity) ?? "file/\(path)",
        entityLocation: hosting.nameLocation(of: entity), field: presentation.field,
        owners: hosting.owners(of: entity)))
  }

  /// How many related places a finding shows; the number of the others is told.
  private static let shownRelated = 10

  private mutating func related(
    _ applied: Applied, _ entity: EntityReference, besides primary: SourceLocation
  ) -> [Label] {
    var labels: [Label] = []
    for related in applied.presentation.related {
      guard let each = related.each else {
        add(related, applied, entity, besides: primary, to: &labels)
        continue
      }
      for element in context.elements(each.evaluate(context)) ?? [] {
        context.set(RuleScope.Slot.element.variable, element)
        add(related, applied, entity, besides: primary, to: &labels)
      }
    }
    return labels
  }

  private mutating func add(
    _ related: Rule.Related, _ applied: Applied, _ entity: EntityReference,
    besides primary: SourceLocation, to labels: inout [Label]
  ) {
    guard let found = related.at.find(context, Schema.shared, in: hosting), found.isExact,
      found.location != primary
    else { return }
    labels.append(Label(found.location, fill(related.label, applied, entity)))
  }

  private mutating func fill(
    _ template: Template, _ applied: Applied, _ entity: EntityReference
  ) -> String {
    let (text, error) = template.fill(context)
    if let error { fail(applied, on: entity, because: context.errorMessage(error)) }
    return text
  }

  private mutating func fail(
    _ applied: Applied, on entity: EntityReference, because reason: String
  ) {
    let name = hosting.identity(of: entity) ?? hosting.name(of: entity)
    failures[applied.rule.id, default: (0, "on \(name): \(reason)")].count += 1
  }
}
