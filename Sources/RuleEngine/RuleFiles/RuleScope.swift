internal import CEL
internal import HostingModel
internal import Synchronization

/// What the expressions of a rule may name when it judges a kind of entity.
struct RuleScope {
  /// Where the variables of every rule are, so that one context serves them all.
  enum Slot: Int, CaseIterable {
    case entity, domain, subscription, reseller, params, today, element

    var variable: VariableSlot { VariableSlot(rawValue: rawValue) }
  }

  private(set) var declarations: Declarations

  /// The scope of a rule for one of its kinds; that of rules without parameters is made once.
  static func make(
    _ kind: EntityKind, among kinds: [EntityKind], _ params: [RuleFile.Parameter]
  ) -> RuleScope {
    guard params.isEmpty else { return RuleScope(kind, among: kinds, params: params) }
    return known.withLock { known in
      let wanted = [kind] + kinds
      if let index = known.kinds.firstIndex(of: wanted) { return known.scopes[index] }
      let scope = RuleScope(kind, among: kinds, params: [])
      known.kinds.append(wanted)
      known.scopes.append(scope)
      return scope
    }
  }

  /// Lists, since there are few and every rule asks once; the kind and its company by scope.
  private static let known = Mutex<(kinds: [[EntityKind]], scopes: [RuleScope])>(([], []))

  /// The scope of a rule for one of its kinds.
  ///
  /// With several kinds, only what they all have is there, and the entity is `self` alone.
  private init(_ kind: EntityKind, among kinds: [EntityKind], params: [RuleFile.Parameter]) {
    declarations = Schema.shared.declarations
    let type = CELType.object(ObjectKind(kind).rawValue)
    declarations.declareVariable(
      "self", type: type, slot: Slot.entity.variable, documentation: "The \(kind.rawValue) itself.")
    if kinds.count == 1 {
      declarations.declareVariable(
        kind.rawValue, type: type, slot: Slot.entity.variable, documentation: "The same as `self`.")
    }
    for ancestor in Self.ancestors(of: kind)
    where kinds.allSatisfy({ Self.ancestors(of: $0).contains(ancestor) }) {
      declarations.declareVariable(
        ancestor.rawValue, type: .object(ancestor.rawValue), slot: Self.slot(of: ancestor),
        documentation: "The \(ancestor.rawValue) above it.")
    }
    declarations.declareVariable(
      "today", type: .timestamp, slot: Slot.today.variable,
      documentation: "The day of the run, or that of `--today`, at midnight UTC.")
    let object = declarations.declareObject(
      "params", documentation: "The parameters of the rule.")
    for parameter in params {
      declarations.addField(parameter.field, to: object)
    }
    declarations.declareVariable(
      "params", type: .object("params"), slot: Slot.params.variable,
      documentation: "The parameters of the rule, by name.")
  }

  /// The same with a name for the elements of a related list.
  func adding(_ name: String, type: CELType) -> Declarations {
    var declarations = declarations
    declarations.declareVariable(name, type: type, slot: Slot.element.variable)
    return declarations
  }

  /// The entities above one of a kind that always exist.
  static func ancestors(of kind: EntityKind) -> [EntityKind] {
    switch kind {
    case .reseller: []
    case .customer, .pack, .subscription, .quota, .limit, .change: [.reseller]
    case .domain: [.subscription, .reseller]
    case .alias: [.domain, .subscription, .reseller]
    }
  }

  private static func slot(of ancestor: EntityKind) -> VariableSlot {
    switch ancestor {
    case .domain: Slot.domain.variable
    case .subscription: Slot.subscription.variable
    default: Slot.reseller.variable
    }
  }

  /// Declarations for a context in which every rule can run.
  static let forEvaluation: Declarations = {
    var declarations = Schema.shared.declarations
    for slot in Slot.allCases {
      declarations.declareVariable("slot\(slot.rawValue)", type: .dyn, slot: slot.variable)
    }
    return declarations
  }()
}

extension ParameterType {
  var celType: CELType {
    switch self {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .strings: .list(.string)
    case .quantity: .opaque("quantity")
    case .date: .timestamp
    }
  }
}

extension RuleFile.Parameter {
  /// The parameter as conditions read it.
  fileprivate var field: CEL.Field {
    let constant: Value
    switch value {
    case .string(let text): return CEL.Field(name, documentation: description, text: text)
    case .strings(let texts): return CEL.Field(name, documentation: description, texts: texts)
    case .bool(let value): constant = .bool(value)
    case .int(let value): constant = .int(value)
    case .double(let value): constant = .double(value)
    case .quantity(let value): constant = Schema.value(of: value)
    case .date(let value): constant = .timestamp(seconds: value.secondsSince1970)
    }
    return CEL.Field(name, type.celType, documentation: description, value: constant)
  }
}
