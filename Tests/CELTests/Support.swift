import CEL
import SourceText

/// An expression's value as `type value`, `error: …`, or its first `fault: …`.
func evaluate(_ text: String, checked isChecked: Bool = true) -> String {
  let declarations = Declarations()
  let result =
    isChecked
    ? CheckedExpression.check(text, declarations, rejectsConstantErrors: false)
    : CheckedExpression.withoutChecking(text, declarations)
  switch result {
  case .failure(let faults): return "fault: " + faults.errors[0].message
  case .success(let checked):
    let context = EvaluationContext(declarations)
    let value = checked.compile().evaluate(context)
    if value.isError { return "error: " + context.errorMessage(value) }
    let shown = context.display(value)
    return shown.isEmpty ? context.typeName(value) : "\(context.typeName(value)) \(shown)"
  }
}

/// The type that the checker finds, or the first `fault: …`.
func deducedType(_ text: String) -> String {
  switch CheckedExpression.check(text, Declarations(), rejectsConstantErrors: false) {
  case .failure(let faults): "fault: " + faults.errors[0].message
  case .success(let checked): checked.type.description
  }
}

/// The faults of an expression, each under the text with carets at its place.
func render(_ text: String, _ declarations: Declarations) -> String {
  guard case .failure(let faults) = CheckedExpression.check(text, declarations) else {
    return text + "\n(no fault)\n"
  }
  var result = text + "\n"
  let bytes = Array(text.utf8)
  for error in faults.errors {
    let start = Int(error.range.start)
    let end = Int(error.range.end)
    let before = String(decoding: bytes[..<min(start, bytes.count)], as: UTF8.self)
    let marked = String(
      decoding: bytes[min(start, bytes.count)..<min(end, bytes.count)], as: UTF8.self)
    result += String(repeating: " ", count: before.unicodeScalars.count)
    result += String(repeating: "^", count: max(1, marked.unicodeScalars.count))
    result += " \(error.message)\n"
    if let help = error.help { result += "  help: \(help)\n" }
  }
  return result
}

/// A value as it could stand in an expression: `'a'`, `2u`, `[1, 2]`.
func literal(_ value: Value, _ context: EvaluationContext) -> String {
  switch value.kind {
  case .string: return "'\(context.display(value))'"
  case .bytes: return "b'\(context.display(value))'"
  case .uint: return context.display(value) + "u"
  case .double:
    let text = context.display(value)
    return text.allSatisfy { $0.isNumber || $0 == "-" } ? text + ".0" : text
  case .timestamp: return "timestamp('\(context.display(value))')"
  case .duration: return "duration('\(context.display(value))')"
  case .list:
    let elements = context.elements(value) ?? []
    return "[" + elements.map { literal($0, context) }.joined(separator: ", ") + "]"
  case .map:
    let entries = context.entries(value) ?? []
    let shown = entries.map { "\(literal($0.key, context)): \(literal($0.value, context))" }
    return "{" + shown.joined(separator: ", ") + "}"
  case .optional:
    return context.wrapped(value).map { "optional.of(\(literal($0, context)))" }
      ?? "optional.none()"
  case .address: return "ip('\(context.display(value))')"
  case .network: return "cidr('\(context.display(value))')"
  case .error: return "error: " + context.errorMessage(value)
  default: return context.display(value)
  }
}
