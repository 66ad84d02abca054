import CEL

/// A host as a rule engine has it: constant columns behind one final class.
private final class Accounts {
  let packs: [Value]
  let domainNames: [Value]
  let aliasNames: [Value]
  let modes: [Value]

  init(_ context: EvaluationContext) {
    packs = [context.intern("starter")]
    domainNames = [context.intern("boulangerie-martin.example")]
    aliasNames = ["www.boulangerie.example", "a.example", "b.example", "c.example"].map {
      context.intern($0)
    }
    modes = [context.intern("redirect")]
  }
}

/// How long typical conditions of rules take.
enum ConditionBenchmark {
  private static let conditions = [
    "size(s.domains) <= 1 && (s.pack != '' || s.exempt)",
    "has(s.disk) && has(s.limit) && s.disk > s.limit",
    "!(has(s.disk) && s.disk > 4000000) || s.pack in ['starter', 'pro']",
    "has(s.expires) && s.expires < today + duration('720h')",
    "s.used * 100 / 15 > 90 || domain.name.startsWith('www.')",
    "domain.name.endsWith('.example') && size(domain.name) < 64",
    "domain.name.matches('^[a-z0-9-]+([.][a-z0-9-]+)+$')",
    "domain.aliases.exists(a, has(a.mode) && a.mode == 'same-site')",
    "domain.aliases.all(a, a.name != 'www.' + domain.name)",
  ]

  /// For each condition prints the nanoseconds of one evaluation and the microseconds of one
  /// compilation (reading, checking and planning).
  static func run() throws {
    var declarations = Declarations()
    let subscription = declarations.declareObject("subscription")
    let domain = declarations.declareObject("domain")
    let alias = declarations.declareObject("alias")
    let quantity = declarations.declareOpaque(
      OpaqueType(
        name: "quantity", display: { _, _ in "" },
        compare: { _, left, right in
          let first = left.asOpaque?.payload ?? UInt64(clamping: left.asInt ?? 0)
          let second = right.asOpaque?.payload ?? UInt64(clamping: right.asInt ?? 0)
          return first < second ? .less : first == second ? .equal : .greater
        }, comparesWith: [.int]))
    let fields: [(Field, ObjectTypeID)] = [
      (
        Field("domains", .list(.object("domain"))) { _, _ in
          .objects(domain, start: 0, count: 1)
        }, subscription
      ),
      (
        Field("pack", .string) { context, index in
          guard let host = context.host(as: Accounts.self) else { return .unknown }
          return host.packs[Int(index)]
        }, subscription
      ),
      (Field("exempt", .bool) { _, _ in .bool(false) }, subscription),
      (
        Field("disk", .opaque("quantity"), isOptional: true) { _, _ in
          .opaque(quantity, payload: 5_000_000)
        }, subscription
      ),
      (
        Field("limit", .opaque("quantity"), isOptional: true) { _, _ in
          .opaque(quantity, payload: 6_000_000)
        }, subscription
      ),
      (Field("used", .int) { _, _ in .int(12) }, subscription),
      (
        Field("expires", .timestamp, isOptional: true) { _, _ in
          .timestamp(seconds: 1_800_000_000)
        }, subscription
      ),
      (
        Field("name", .string) { context, index in
          guard let host = context.host(as: Accounts.self) else { return .unknown }
          return host.domainNames[Int(index)]
        }, domain
      ),
      (
        Field("aliases", .list(.object("alias"))) { _, _ in
          .objects(alias, start: 0, count: 4)
        }, domain
      ),
      (
        Field("name", .string) { context, index in
          guard let host = context.host(as: Accounts.self) else { return .unknown }
          return host.aliasNames[Int(index)]
        }, alias
      ),
      (
        Field("mode", .string, isOptional: true) { context, _ in
          guard let host = context.host(as: Accounts.self) else { return .unknown }
          return host.modes[0]
        }, alias
      ),
    ]
    for (field, object) in fields { declarations.addField(field, to: object) }
    let subscriptionSlot = declarations.declareVariable("s", type: .object("subscription"))
    let domainSlot = declarations.declareVariable("domain", type: .object("domain"))
    let today = declarations.declareVariable("today", type: .timestamp)
    // Interning gives the same values in the same order, so the columns of one
    // context hold for the other.
    let host = Accounts(EvaluationContext(declarations))
    let context = EvaluationContext(declarations, host: host)
    _ = Accounts(context)
    context.set(subscriptionSlot, .object(subscription, 0))
    context.set(domainSlot, .object(domain, 0))
    context.set(today, .timestamp(seconds: 1_790_000_000))

    print("ns/evaluation  µs/compilation  condition")
    for text in conditions {
      let program = try CheckedExpression.check(text, declarations).get().compile()
      guard program.evaluate(context).asBool != nil else {
        throw Failure(condition: text, message: context.errorMessage(program.evaluate(context)))
      }
      let evaluation = Measurement.best(100_000) { _ = program.evaluate(context) }
      let compilation = Measurement.best(100) {
        if case .success(let checked) = CheckedExpression.check(text, declarations) {
          _ = checked.compile()
        }
      }
      print(
        Measurement.column(evaluation), Measurement.column(compilation / 1000), text,
        separator: "  ")
      context.reset()
    }
  }

  /// A condition that gives no boolean measures nothing.
  private struct Failure: Error {
    let condition: String
    let message: String
  }
}
