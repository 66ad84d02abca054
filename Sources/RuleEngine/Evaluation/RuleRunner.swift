package import CEL
package import Diagnostics
package import HostingModel
internal import Parallel
package import SourceText
internal import YAML

/// Runs compiled rules over a hierarchy.
package struct RuleRunner {
  /// What a run of the rules gave.
  package struct Outcome: Sendable {
    /// One for each entity at fault, in no particular order.
    package var diagnostics: [Diagnostic] = []
    /// Evaluations left out because a value they need is unknown.
    package var notApplicable = 0
    /// How many of them there are of each rule, by its id.
    package var undecidedCounts: [String: Int] = [:]
    /// Rules none of whose kinds has an entity, sorted by id.
    package var idleRules: [Rule] = []
    /// Rules that failed while they were evaluated, one sentence each.
    package var failures: [String] = []
    /// What the conditions of rules that are loaded for their examples came out as.
    package var conditions = ConditionRecord()
    /// Where rules that were asked for were left out because a value they need is unknown.
    package var undecided: [Undecided] = []
  }

  /// What one rule may take in a run, so that no rule makes it hang.
  package struct Bounds: Sendable {
    /// How many of its evaluations may cross a bound of their own (`Limits`) before it is not
    /// evaluated further: each takes its time, and the first has told the fault.
    package var exceededEvaluations = 5
    /// The steps that all its evaluations together may take, whatever there is to judge.
    package var steps = 2_000_000
    /// The steps that are added for each entity of its kinds. A condition that goes over what
    /// belongs to one takes some dozens; one that goes over the whole account for each would take
    /// hours in an account of 100,000 subscriptions, and is stopped within a minute.
    package var stepsPerEntity = 100

    package init() {}
  }

  /// An entity that a rule may find at fault, had it known all that it needs.
  package struct Undecided: Sendable {
    package let rule: String
    package let reseller: String?
    /// The identity, as a finding has it.
    package let entity: String
    /// Where the finding would stand, as far as that can be told.
    package let location: SourceLocation?
    /// The whole entity.
    package let extent: SourceLocation?
  }

  private let hosting: Hosting
  private let today: CalendarDate
  private let scope: JudgedScope
  private var context: EvaluationContext { scope.context }
  private let bounds: Bounds
  /// The ids of the rules whose undecided evaluations are noted.
  private let noted: Set<String>
  private let screenedCount: Int
  private let threads: Int
  private var outcome = Outcome()

  /// Judges every entity with every rule that applies to its kind.
  ///
  /// - Parameters:
  ///   - noted: The ids of the rules whose undecided evaluations the outcome holds.
  ///   - progress: Counts the entities that are judged.
  ///   - screenedCount: From how many entities of a kind on a screen decides which of them its rules
  ///     are evaluated for; a test compares both ways.
  ///   - threads: How many threads screen entities.
  package static func run(
    _ rules: RuleSet, over hosting: Hosting, today: CalendarDate, bounds: Bounds = Bounds(),
    notingUndecidedOf noted: Set<String> = [], progress: RunProgress = RunProgress(),
    screenedCount: Int = Self.screenedCount, threads: Int = 1
  ) -> Outcome {
    var runner = RuleRunner(
      hosting: hosting, today: today, bounds: bounds, noted: noted, screenedCount: screenedCount,
      threads: threads)
    progress.enter(
      .checking, of: EntityKind.allCases.reduce(0) { $0 + hosting.count(of: $1) })
    runner.run(rules, progress)
    return runner.outcome
  }

  private init(
    hosting: Hosting, today: CalendarDate, bounds: Bounds, noted: Set<String>, screenedCount: Int,
    threads: Int
  ) {
    self.screenedCount = screenedCount
    self.hosting = hosting
    self.bounds = bounds
    self.noted = noted
    self.threads = threads
    self.today = today
    scope = JudgedScope(hosting, today: today)
  }

  /// From how many entities of a kind on its rules are screened: to make a screen takes as long as
  /// to judge some hundred entities.
  package static let screenedCount = 256

  /// A rule with its form for one kind of entity; a class, since it is handed on for every entity.
  private final class Applied {
    let rule: RuleDescriptor
    let variant: Rule.Variant
    let meter: RuleMeter
    // Kept here, since asking for one takes a lock.
    private(set) lazy var when = variant.when
    private(set) lazy var check = variant.check
    private(set) lazy var presentation = variant.presentation
    /// How many entities it could not judge.
    var undecided = 0

    init(rule: RuleDescriptor, variant: Rule.Variant, meter: RuleMeter) {
      self.rule = rule
      self.variant = variant
      self.meter = meter
    }
  }

  private mutating func run(_ rules: RuleSet, _ progress: RunProgress) {
    var judged: [EntityKind] = []
    let meters = rules.rules.map { rule in
      let entities = rule.kinds.reduce(0) { $0 + hosting.count(of: $1) }
      return RuleMeter(
        rule: rule.id, bound: bounds.steps + bounds.stepsPerEntity * entities)
    }
    for kind in EntityKind.allCases {
      var applied: [Applied] = []
      for index in rules.rules.indices {
        for variant in rules.rules[index].variants where variant.kind == kind {
          applied.append(
            Applied(
              rule: rules.rules[index].descriptor, variant: variant, meter: meters[index]))
        }
      }
      guard !applied.isEmpty else { continue }
      if judge(kind, applied, progress) { judged.append(kind) }
      for rule in applied where rule.undecided > 0 {
        outcome.undecidedCounts[rule.rule.id, default: 0] += rule.undecided
      }
    }
    outcome.idleRules =
      rules.rules.filter {
        !$0.variants.isEmpty && $0.variants.allSatisfy { !judged.contains($0.kind) }
      }
    outcome.failures = meters.flatMap(\.sentences)
    outcome.conditions = context.conditions
  }

  /// Judges every entity of a kind; false where there is none.
  private mutating func judge(
    _ kind: EntityKind, _ rules: [Applied], _ progress: RunProgress
  ) -> Bool {
    let count = hosting.count(of: kind)
    guard count >= screenedCount else {
      var hasEntity = false
      for index in 0..<UInt32(truncatingIfNeeded: count) {
        let entity = EntityReference(kind, index)
        progress.advance()
        guard isJudged(entity) else { continue }
        hasEntity = true
        scope.enter(entity)
        for rule in rules { judge(entity, rule) }
        context.reset()
      }
      return hasEntity
    }
    var last: UInt32?
    for suspect in screen(kind, rules, progress) {
      if suspect.entity != last {
        context.reset()
        scope.enter(EntityReference(kind, suspect.entity))
        last = suspect.entity
      }
      let entity = EntityReference(kind, suspect.entity)
      if isJudged(entity) { judge(entity, rules[Int(suspect.rule)]) }
    }
    context.reset()
    return (0..<UInt32(truncatingIfNeeded: count)).contains {
      isJudged(EntityReference(kind, $0))
    }
  }

  /// An entity that a rule has to look at, by their indices.
  private struct Suspect: Sendable {
    let entity: UInt32
    let rule: UInt32
  }

  /// The entities that a screen does not pass, in order, with the rules that are to judge them.
  ///
  /// This is all that runs on several threads: tests on single values, which take a bounded time,
  /// find nothing and fail at nothing, so that the order in which they are made cannot show. What
  /// they leave is judged in order.
  private func screen(
    _ kind: EntityKind, _ rules: [Applied], _ progress: RunProgress
  ) -> [Suspect] {
    var builder = ScreenBuilder()
    let entries = rules.map { $0.variant.add(to: &builder) ?? .open }
    let screen = builder.screen
    let hosting = hosting
    let today = today
    let count = hosting.count(of: kind)
    // Pieces enough that no thread waits long for the last one.
    let size = max(Self.pieceSize, count / (threads * 8))
    let pieces = parallelMap((count + size - 1) / size, threads: threads) { piece in
      let range = piece * size..<min((piece + 1) * size, count)
      let scope = JudgedScope(hosting, today: today)
      let screening = Screening(screen, scope.context)
      // The tests that are left of each rule, those of a group one behind the other.
      var tests: [(rule: UInt32, entry: Screen.Entry)] = []
      var groups = [Range<Int>?](repeating: nil, count: Hosting.groupCount(of: kind))
      var suspects: [Suspect] = []
      for index in range {
        let entity = EntityReference(kind, UInt32(truncatingIfNeeded: index))
        let group = hosting.group(of: entity)
        if let known = groups[group], known.isEmpty { continue }
        scope.enter(entity)
        screening.enter()
        if groups[group] == nil {
          let start = tests.count
          for (rule, entry) in zip(UInt32(0)..., entries) {
            let entry = screening.settled(entry)
            if !entry.alwaysPasses { tests.append((rule, entry)) }
          }
          groups[group] = start..<tests.count
        }
        for test in groups[group] ?? 0..<0 where !screening.passes(tests[test].entry) {
          suspects.append(Suspect(entity: entity.index, rule: tests[test].rule))
        }
        scope.context.reset()
      }
      progress.advance(by: range.count)
      return suspects
    }
    return pieces.flatMap { $0 }
  }

  /// How many entities a thread screens at a time, at least: to start with a piece takes some
  /// microseconds.
  private static let pieceSize = 4096

  /// An entity needs a place, and a quota something that is said about it.
  private func isJudged(_ entity: EntityReference) -> Bool {
    if entity.kind == .quota, !hosting.exists(hosting.quota(entity.index)) { return false }
    return hosting.source(of: entity) != nil
  }

  private mutating func judge(_ entity: EntityReference, _ applied: Applied) {
    guard !applied.meter.isStopped else { return }
    if holds(applied.when, entity, applied) == true,
      holds(applied.check, entity, applied) == false
    {
      report(entity, applied)
    }
    if applied.meter.isExceeded, !applied.meter.isStopped {
      applied.meter.stop(at: name(of: entity))
    }
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
      let value = program.evaluate(context, counting: applied.meter)
      if value.isUnknown {
        outcome.notApplicable += 1
        applied.undecided += 1
        if !noted.isEmpty { noteUndecided(entity, applied) }
      }
      if value.isError { fail(applied, on: entity, with: value) }
      return value.asBool
    }
  }

  private mutating func report(_ entity: EntityReference, _ applied: Applied) {
    let presentation = applied.presentation
    guard let location = location(of: entity, applied) else { return }
    let filled = fill(presentation.message, applied, entity)
    // A message of nothing but empty holes still has to say something.
    let message = filled.isEmpty ? applied.rule.title : filled
    let remedy = fill(presentation.remedy, applied, entity)
    let related = related(applied, entity, besides: location)
    outcome.diagnostics.append(
      Diagnostic(
        rule: applied.rule.id, severity: applied.rule.severity, message: message, remedy: remedy,
        location: location,
        related: related.count > Self.shownRelated
          ? Array(related.prefix(Self.shownRelated)) : related,
        omittedRelated: max(0, related.count - Self.shownRelated),
        reseller: reseller(of: entity), entity: identity(of: entity),
        entityLocation: hosting.nameLocation(of: entity), field: presentation.field,
        owners: hosting.owners(of: entity)))
  }

  /// Where a finding about an entity stands.
  private func location(of entity: EntityReference, _ applied: Applied) -> SourceLocation? {
    let presentation = applied.presentation
    let found = presentation.at?.find(context, Schema.shared, in: hosting, applied.meter)
    // A key that waits for its value is nearer to the fault than the name of the entity.
    let blank =
      found?.isExact == true
      ? nil : presentation.field.flatMap { hosting.blankKeyLocation(of: $0, in: entity) }
    return blank ?? found?.location ?? hosting.nameLocation(of: entity)
  }

  private func reseller(of entity: EntityReference) -> String? {
    hosting[hosting.reseller(of: entity)].login.map(hosting.names.string)
  }

  private func identity(of entity: EntityReference) -> String {
    if let identity = hosting.identity(of: entity) { return identity }
    let tree = hosting.source(of: entity).flatMap { hosting.tree($0.file) }
    let path = hosting.file(of: entity).flatMap { tree?.file(in: $0).path }
    return "file/\(path ?? "")"
  }

  private mutating func noteUndecided(_ entity: EntityReference, _ applied: Applied) {
    guard noted.contains(applied.rule.id) else { return }
    outcome.undecided.append(
      Undecided(
        rule: applied.rule.id, reseller: reseller(of: entity), entity: identity(of: entity),
        location: location(of: entity, applied),
        extent: hosting.source(of: entity).map { hosting.location(of: $0.node, in: $0.file) }))
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
      for element in context.elements(each.evaluate(context, counting: applied.meter)) ?? [] {
        // The list may be as long as the account, and each of its places takes some time.
        applied.meter.add(16)
        if applied.meter.isExceeded { return labels }
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
    guard
      let found = related.at.find(context, Schema.shared, in: hosting, applied.meter),
      found.isExact, found.location != primary
    else { return }
    labels.append(Label(found.location, fill(related.label, applied, entity)))
  }

  private mutating func fill(
    _ template: Template, _ applied: Applied, _ entity: EntityReference
  ) -> String {
    let (text, error) = template.fill(context, applied.meter)
    if let error { fail(applied, on: entity, with: error) }
    return text
  }

  private mutating func fail(_ applied: Applied, on entity: EntityReference, with error: Value) {
    fail(applied, on: entity, because: context.errorMessage(error))
    guard context.isBoundError(error) else { return }
    applied.meter.exceededEvaluations += 1
    if applied.meter.exceededEvaluations >= bounds.exceededEvaluations { applied.meter.stop() }
  }

  private func fail(_ applied: Applied, on entity: EntityReference, because reason: String) {
    applied.meter.fail(on: name(of: entity), because: reason)
  }

  private func name(of entity: EntityReference) -> String {
    EntityIdentity.shown(hosting.identity(of: entity) ?? hosting.name(of: entity))
  }
}
