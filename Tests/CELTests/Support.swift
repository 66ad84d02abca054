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
