struct Pattern: Sendable {
  struct Failure: Error { let message: String }
  static func compile(_ text: String) -> Result<Pattern, Failure> {
    .failure(Failure(message: "x"))
  }
  func matches(_ value: Value, _ context: EvaluationContext) -> Value { .bool(false) }
}
extension EvaluationContext {
  func matches(_ text: Value, _ pattern: Value) -> Value { .bool(false) }
}
