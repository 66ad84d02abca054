import CEL
import SourceText
import Testing

/// A small host: domains with an optional provider, an optional owner, and sizes.
final class Host {
  struct Domain {
    var name: String
    var provider: String?
    var owner: UInt32?
    var aliases: Range<UInt32> = 0..<0
    var isUnknown = false
  }

  var domains: [Domain] = []
  var owners: [String] = ["ada", "alan"]
  var aliases: [String] = []
  /// In bytes; nil is unlimited.
  var size: Int64? = 5

  static func of(_ context: EvaluationContext) -> Host {
    context.host as? Host ?? Host()
  }
}

/// The declarations of `Host`, with `domain`, `self` (the same) and `today`.
struct HostFixture {
  var declarations = Declarations()
  let domain: VariableSlot
  let today: VariableSlot
  let domainType: ObjectTypeID
  let aliasType: ObjectTypeID
  let quantity: OpaqueTypeID

  init() {
    let domainType = declarations.declareObject("domain", documentation: "A domain")
    let owner = declarations.declareObject("owner")
    let alias = declarations.declareObject("alias")
    quantity = declarations.declareOpaque(
      OpaqueType(
        name: "quantity", display: { _, value in Self.show(value) },
        compare: { _, left, right in
          guard let left = Self.amount(left), let right = Self.amount(right) else { return nil }
          return left < right ? .less : left == right ? .equal : .greater
        },
        comparesWith: [.int, .uint, .double],
        add: { context, left, right in
          guard let left = Self.amount(left), let right = Self.amount(right) else {
            return context.fail("not an amount")
          }
          return left + right > 1000
            ? context.fail("the sum is too large")
            : .opaque(OpaqueTypeID(rawValue: 0), payload: UInt64(left + right))
        }, addsWith: [.int]))
    let quantity = quantity
    declarations.addField(
      Field("name", .string) { $0.intern(Host.of($0).domains[Int($1)].name) }, to: domainType)
    declarations.addField(
      Field("dns_provider", .string, isOptional: true) { context, index in
        let domain = Host.of(context).domains[Int(index)]
        if domain.isUnknown { return .unknown }
        return domain.provider.map { context.intern($0) } ?? .absent
      }, to: domainType)
    declarations.addField(
      Field("owner", .object("owner"), isOptional: true) { context, index in
        Host.of(context).domains[Int(index)].owner.map { .object(owner, $0) } ?? .absent
      }, to: domainType)
    declarations.addField(
      Field("aliases", .list(.object("alias"))) { context, index in
        let range = Host.of(context).domains[Int(index)].aliases
        return .objects(
          alias, start: range.lowerBound, count: range.upperBound - range.lowerBound)
      }, to: domainType)
    declarations.addField(
      Field("size", .opaque("quantity")) { context, _ in
        Host.of(context).size.map { .opaque(quantity, payload: UInt64($0)) }
          ?? .opaque(quantity, payload: 0, tag: 1)
      }, to: domainType)
    declarations.addField(
      Field("labels", .map(.string, .string)) { context, _ in
        context.map([(context.string("team"), context.string("web"))])
      }, to: domainType)
    declarations.addField(
      Field("name", .string) { $0.intern(Host.of($0).owners[Int($1)]) }, to: owner)
    declarations.addField(
      Field("email", .string, isOptional: true) { context, index in
        index == 0 ? context.intern("ada@example.org") : .absent
      }, to: owner)
    declarations.addField(
      Field("name", .string) { $0.intern(Host.of($0).aliases[Int($1)]) }, to: alias)
    declarations.addField(
      Field("mode", .string, isOptional: true) { context, index in
        index % 2 == 0 ? context.intern("redirect") : .absent
      }, to: alias)
    domain = declarations.declareVariable("domain", type: .object("domain"))
    declarations.declareVariable("self", type: .object("domain"), slot: domain)
    today = declarations.declareVariable("today", type: .timestamp)
    declarations.declareFieldFunction(
      "origin", result: .string
    ) { context, type, index, field in
      context.string("\(type.rawValue)/\(index)/\(field.rawValue)")
    }
    self.domainType = domainType
    aliasType = alias
  }

  private static func amount(_ value: Value) -> Double? {
    if let (payload, tag) = value.asOpaque { return tag == 1 ? .infinity : Double(payload) }
    return value.asInt.map { Double($0) } ?? value.asUInt.map { Double($0) } ?? value.asDouble
  }

  private static func show(_ value: Value) -> String {
    guard let (payload, tag) = value.asOpaque else { return "?" }
    return tag == 1 ? "unlimited" : "\(payload) B"
  }

  /// A context whose `domain` is the first one of the host.
  func context(_ host: Host) -> EvaluationContext {
    let context = EvaluationContext(declarations, host: host)
    context.set(domain, .object(domainType, 0))
    context.set(today, .timestamp(seconds: 1_767_225_600))
    return context
  }

  /// The value of an expression as a message shows it, `error: …` for an error,
  /// or the first fault that checking found.
  func show(
    _ text: String, _ host: Host, assuming facts: PresenceFacts = .none
  ) -> String {
    switch CheckedExpression.check(
      text, declarations, assuming: facts, rejectsConstantErrors: false)
    {
    case .failure(let faults):
      return "fault: " + faults.errors[0].message
    case .success(let checked):
      let context = context(host)
      let value = checked.compile().evaluate(context)
      return value.isError ? "error: " + context.errorMessage(value) : context.display(value)
    }
  }

  /// The faults of an expression as `start-end: message`.
  func faults(_ text: String, expecting type: CELType? = nil) -> [String] {
    guard case .failure(let faults) = CheckedExpression.check(text, declarations, expecting: type)
    else { return [] }
    return faults.errors.map { "\($0.range.start)-\($0.range.end): \($0.message)" }
  }
}
