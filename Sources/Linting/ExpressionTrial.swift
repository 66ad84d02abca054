internal import CEL
package import Diagnostics
package import SourceText
internal import YAML

/// Evaluates one expression over a document: the way to try a condition while writing a rule.
package struct ExpressionTrial: Sendable {
  /// A value as it is printed.
  package struct Result: Sendable {
    /// On one line.
    package let json: String
    /// `int`, `list(string)`; of what only the document decides, its type there.
    package let type: String
  }

  /// Why there is no value.
  package enum Failure: Error, Sendable {
    /// One sentence, without full stop.
    case message(String)
    /// Faults of the expression or of the document, in their texts.
    case faults([Diagnostic], SourceFiles)
  }

  /// The id that faults of the expression are reported under; it is no rule.
  package static let errorID = "invalid-expression"

  private let expression: String
  private let expressionFile: SourceFile
  private let document: Tree?

  /// Evaluates an expression; `path` names a YAML or JSON file, or is `-` for standard input.
  ///
  /// The document is the variable `input`; where it is a mapping, each key that is an identifier
  /// is a variable too. `today` is the current day.
  package static func evaluate(
    _ expression: String, over path: String?
  ) throws(Failure) -> Result {
    var document: Tree?
    if let path { document = try read(path) }
    return try ExpressionTrial(expression, document: document).evaluate()
  }

  private init(_ expression: String, document: Tree?) {
    self.expression = expression
    self.document = document
    expressionFile = SourceFile(path: "expression", text: Array(expression.utf8))
  }

  private static func read(_ path: String) throws(Failure) -> Tree {
    let bound = ParseLimits.default.fileBytes
    let read =
      path == "-"
      ? FileSystem.readStandardInput(atMost: bound) : FileSystem.read(path, atMost: bound)
    switch read {
    case .failure(let failure): throw .message(failure.sentence(about: path))
    case .success(.tooLarge):
      throw .message("cannot read \(path): it is larger than \(bound >> 20) MiB")
    case .success(.bytes(let bytes)):
      let id = FileID(0)
      let (text, fault): ([UInt8], TextDecoding.Failure?) =
        switch TextDecoding.utf8(from: bytes) {
        case .success(let text): (text, nil)
        case .failure(let failure): (failure.repaired, failure)
        }
      let file = SourceFile(path: path, text: text)
      let parsed = parse(file, id: id)
      let diagnostics = fault.map { [$0.diagnostic(in: file, id: id)] } ?? parsed.diagnostics
      guard diagnostics.isEmpty else {
        Secrets.markUnreadable(in: file, isComplete: parsed.tree.isComplete)
        throw .faults(diagnostics, SourceFiles([file]))
      }
      guard parsed.tree.documents.count <= 1 else {
        throw .message("\(path) holds \(parsed.tree.documents.count) documents; eval reads one")
      }
      return parsed.tree
    }
  }

  private func evaluate() throws(Failure) -> Result {
    var declarations = Declarations()
    let input = declarations.declareVariable("input", type: .dyn)
    let today = declarations.declareVariable("today", type: .timestamp)
    let root = document?.documents.first.map { document?.resolve($0) ?? $0 }
    var keys: [(slot: VariableSlot, value: NodeID)] = []
    if let document, let root {
      for entry in document.mergedEntries(of: root) {
        let key = document.resolve(entry.key)
        guard document.kind(key) == .scalar, case let name = document.string(key),
          !["input", "today"].contains(name)
        else { continue }
        keys.append((declarations.declareVariable(name, type: .dyn), entry.value))
      }
    }
    let checked: CheckedExpression
    switch CheckedExpression.check(expression, declarations) {
    case .success(let value): checked = value
    case .failure(let failure):
      throw .faults(
        failure.errors.map { fault($0.range, $0.message, $0.help ?? "") },
        SourceFiles([expressionFile]))
    }
    let context = EvaluationContext(declarations)
    context.set(input, root.map { value($0, context) } ?? .null)
    context.set(today, .timestamp(seconds: FileSystem.now / 86_400 * 86_400))
    for (slot, node) in keys { context.set(slot, value(node, context)) }
    let result = checked.compile().evaluate(context)
    let end = UInt32(truncatingIfNeeded: expressionFile.text.count)
    let whole = SourceRange(start: 0, end: end)
    if result.isError {
      let range = context.errorRange(result) ?? whole
      throw .faults(
        [fault(range, context.errorMessage(result), "")], SourceFiles([expressionFile]))
    }
    let type = checked.type == .dyn ? context.typeName(result) : checked.type.description
    guard let json = context.json(result) else {
      throw .faults(
        [fault(whole, "the value is too large to print", "")], SourceFiles([expressionFile]))
    }
    return Result(json: json, type: type)
  }

  private func fault(_ range: SourceRange, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(
      rule: Self.errorID, severity: .error, message: message, remedy: help,
      location: SourceLocation(file: FileID(0), range: range), entity: "file/expression")
  }

  /// A node of the document as a value; the parse has bounded depth and expansion.
  private func value(_ node: NodeID, _ context: EvaluationContext) -> Value {
    guard let document else { return .null }
    let node = document.resolve(node)
    switch document.kind(node) {
    case .alias: return .null
    case .sequence: return context.list(document.items(of: node).map { value($0, context) })
    case .mapping:
      return context.map(
        document.mergedEntries(of: node).map { (value($0.key, context), value($0.value, context)) })
    case .scalar:
      switch document.scalar(node) {
      case .null: return .null
      case .bool(let flag): return .bool(flag)
      case .int(let number): return .int(number)
      case .bigInt(let text): return UInt64(text).map(Value.uint) ?? .double(Double(text) ?? .nan)
      case .float(let number): return .double(number)
      case .string: return context.string(document.string(node))
      }
    }
  }
}
