/// One signature of a function with the code behind it.
///
/// Arguments that are errors or unknown never reach the code: the call's value
/// is then the first unknown argument, else the first error.
package struct Overload: Sendable {
  /// Whether it is called as `target.name(…)`; the target is the first parameter.
  package let isMember: Bool
  package let parameters: [CELType]
  package let result: CELType
  let code: Code
  /// Whether the signature has parameters of types, as `list(A)` has.
  let isGeneric: Bool
  /// Whether the result depends on nothing but the arguments, so that a call
  /// with constants is made once, when the expression is compiled.
  var isPure = false
  /// Whether the compiler may put code of its own in the place of the overload's.
  var isStandard = false
  /// Whether an argument is a string or a byte string, so that the work grows with
  /// its length.
  let readsText: Bool

  enum Code: Sendable {
    case nullary(@Sendable (EvaluationContext) -> Value)
    case unary(@Sendable (EvaluationContext, Value) -> Value)
    case binary(@Sendable (EvaluationContext, Value, Value) -> Value)
    case ternary(@Sendable (EvaluationContext, Value, Value, Value) -> Value)
    case variadic(@Sendable (EvaluationContext, [Value]) -> Value)
  }

  init(isMember: Bool, _ parameters: [CELType], _ result: CELType, _ code: Code) {
    self.isMember = isMember
    self.parameters = parameters
    self.result = result
    self.code = code
    isGeneric = result.containsParameter || parameters.contains(where: \.containsParameter)
    readsText = parameters.contains { type in
      switch type {
      case .string, .bytes: true
      default: false
      }
    }
  }

  /// `name()`.
  package static func function(
    _ result: CELType, _ code: @escaping @Sendable (EvaluationContext) -> Value
  ) -> Overload {
    Overload(isMember: false, [], result, .nullary(code))
  }

  /// `name(a)`, and an operator with one operand.
  package static func function(
    _ first: CELType, _ result: CELType,
    _ code: @escaping @Sendable (EvaluationContext, Value) -> Value
  ) -> Overload {
    Overload(isMember: false, [first], result, .unary(code))
  }

  /// `name(a, b)`, and an operator with two operands.
  package static func function(
    _ first: CELType, _ second: CELType, _ result: CELType,
    _ code: @escaping @Sendable (EvaluationContext, Value, Value) -> Value
  ) -> Overload {
    Overload(isMember: false, [first, second], result, .binary(code))
  }

  /// `name(a, b, c)`.
  package static func function(
    _ first: CELType, _ second: CELType, _ third: CELType, _ result: CELType,
    _ code: @escaping @Sendable (EvaluationContext, Value, Value, Value) -> Value
  ) -> Overload {
    Overload(isMember: false, [first, second, third], result, .ternary(code))
  }

  /// `target.name()`.
  package static func member(
    _ target: CELType, _ result: CELType,
    _ code: @escaping @Sendable (EvaluationContext, Value) -> Value
  ) -> Overload {
    Overload(isMember: true, [target], result, .unary(code))
  }

  /// `target.name(a)`.
  package static func member(
    _ target: CELType, _ first: CELType, _ result: CELType,
    _ code: @escaping @Sendable (EvaluationContext, Value, Value) -> Value
  ) -> Overload {
    Overload(isMember: true, [target, first], result, .binary(code))
  }

  /// `target.name(a, b)`.
  package static func member(
    _ target: CELType, _ first: CELType, _ second: CELType, _ result: CELType,
    _ code: @escaping @Sendable (EvaluationContext, Value, Value, Value) -> Value
  ) -> Overload {
    Overload(isMember: true, [target, first, second], result, .ternary(code))
  }

  /// `target.name(a, b, c)` and longer.
  package static func member(
    _ parameters: [CELType], _ result: CELType,
    _ code: @escaping @Sendable (EvaluationContext, [Value]) -> Value
  ) -> Overload {
    Overload(isMember: true, parameters, result, .variadic(code))
  }

  /// A signature without code, for checking alone; a call is an error.
  package static func undefined(
    isMember: Bool, _ parameters: [CELType], _ result: CELType
  ) -> Overload {
    Overload(
      isMember: isMember, parameters, result,
      .variadic { context, _ in context.fail("the function has no code") })
  }

  /// The signature as people read it: `string.startsWith(string) -> bool`.
  func signature(of name: String) -> String {
    let shown = parameters.map(\.description)
    let tail = shown.dropFirst(isMember ? 1 : 0).joined(separator: ", ")
    let target = isMember ? (shown.first ?? "") + "." : ""
    return "\(target)\(name)(\(tail)) -> \(result)"
  }
}
