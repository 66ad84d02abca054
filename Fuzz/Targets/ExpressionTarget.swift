import CEL
import HostingModel
import SourceText
import YAML

@testable import RuleEngine

/// An expression over a rule's variables: read, checked, compiled, evaluated and printed.
///
/// The first byte chooses the kind of entity that it is about.
enum ExpressionTarget {
  static func run(_ input: [UInt8]) throws(FuzzFailure) {
    guard let first = input.first else { return }
    let kinds = scopes
    let scope = kinds[Int(first) % kinds.count]
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    for use in [CheckedExpression.Use.value, .place] {
      guard case .success(let checked) = CheckedExpression.check(text, scope.declarations, use: use)
      else { continue }
      if use == .place {
        _ = PlaceExpression(checked, Schema.shared)
      } else {
        evaluate(checked.compile(), scope.kind)
      }
    }
    _ = Template.compile(text, scope.declarations, assuming: .none)
  }

  private static func evaluate(_ program: Program, _ kind: EntityKind) {
    let context = EvaluationContext(RuleScope.forEvaluation, host: hosting)
    func set(_ slot: RuleScope.Slot, _ kind: EntityKind, _ index: Int) {
      context.set(
        slot.variable,
        .object(ObjectKind(kind).typeID, UInt32(truncatingIfNeeded: index)))
    }
    context.set(RuleScope.Slot.today.variable, .timestamp(seconds: 1_795_305_600))
    for index in 0..<min(2, hosting.count(of: kind)) {
      // It lives until the context is reset.
      context.set(RuleScope.Slot.element.variable, document(context))
      set(.entity, kind, index)
      set(.domain, .domain, 0)
      set(.subscription, .subscription, 0)
      set(.reseller, .reseller, 0)
      let value = program.evaluate(context)
      if value.isError {
        _ = context.errorMessage(value)
        _ = context.errorRange(value)
      } else {
        _ = context.json(value)
        _ = context.display(value)
      }
      context.reset()
    }
  }

  /// The variables of each kind, and `input`, whose type is known when it is evaluated.
  private static let scopes: [(kind: EntityKind, declarations: Declarations)] =
    EntityKind.allCases.filter { $0 != .change }.map { kind in
      (kind, RuleScope.make(kind, among: [kind], []).adding("input", type: .dyn))
    }

  private static let hosting: Hosting = {
    let file = SourceFile(path: "hosting.yaml", text: Array(Checking.account.utf8))
    return HostingReader.read([parse(file, id: FileID(0)).tree]).0
  }()

  /// A value of every type that a document has.
  private static func document(_ context: EvaluationContext) -> Value {
    context.map([
      (context.string("text"), context.string("Été à la plage, 42")),
      (context.string("list"), context.list([.int(1), .double(0.5), .bool(true), .null])),
      (.int(7), context.map([(.bool(false), context.string(""))])),
    ])
  }
}
