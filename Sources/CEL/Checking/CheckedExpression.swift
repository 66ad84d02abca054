internal import SourceText

/// An expression without faults, its type known, ready to be compiled.
package struct CheckedExpression: Sendable {
  /// What an expression is checked for.
  package enum Use: Sendable {
    /// It is evaluated.
    case value
    /// It only names a place: its outermost field is not read, so that an
    /// optional one needs no guard.
    case place
  }

  /// What a whole expression names.
  package indirect enum Selection: Sendable {
    /// `operand.field`, a field of a declared object.
    case field(operand: CheckedExpression, object: ObjectTypeID, field: FieldID)
    case variable(name: String, slot: VariableSlot)
    case other
  }

  let declarations: Declarations
  let root: Expression
  let types: [CELType]
  let references: [Reference?]
  let slotCount: Int
  /// Whether types are found at run time, whatever the checker thought of them.
  let isLenient: Bool
  /// The type of the expression's value.
  package let type: CELType
  /// Optional fields of declared variables that are present if the value is true.
  package let presenceWhenTrue: PresenceFacts
  /// Optional fields of declared variables that are present if the value is false.
  package let presenceWhenFalse: PresenceFacts

  /// Reads and checks an expression.
  ///
  /// - Parameters:
  ///   - expecting: the type that its value must have; nil for any.
  ///   - assuming: the optional fields that are known to be present.
  ///   - rejectsConstantErrors: whether a call that fails whenever it is made, as
  ///     `timestamp('soon')` and `1 / 0` do, is a fault, beyond the specification.
  package static func check(
    _ text: String, _ declarations: Declarations, expecting: CELType? = nil,
    assuming facts: PresenceFacts = .none, use: Use = .value, rejectsConstantErrors: Bool = true
  ) -> Result<CheckedExpression, ExpressionErrors> {
    let result = check(
      text, declarations, expecting: expecting, assuming: facts, use: use, isLenient: false)
    guard rejectsConstantErrors, case .success(let checked) = result else { return result }
    let errors = Compiler(checked).constantErrors(checked.root)
    return errors.isEmpty ? result : .failure(ExpressionErrors(errors: errors))
  }

  /// Reads an expression and leaves every fault but those of syntax to run time.
  package static func withoutChecking(
    _ text: String, _ declarations: Declarations
  ) -> Result<CheckedExpression, ExpressionErrors> {
    check(text, declarations, expecting: nil, assuming: .none, use: .value, isLenient: true)
  }

  private static func check(
    _ text: String, _ declarations: Declarations, expecting: CELType?, assuming: PresenceFacts,
    use: Use, isLenient: Bool
  ) -> Result<CheckedExpression, ExpressionErrors> {
    var parser = Parser(Array(text.utf8))
    let root = parser.parse()
    guard parser.errors.isEmpty else {
      return .failure(ExpressionErrors(errors: parser.errors.sorted { $0.range < $1.range }))
    }
    var checker = Checker(
      declarations, idCount: parser.idCount, assuming: assuming, isLenient: isLenient)
    if use == .place { checker.unreadID = root.id }
    let outcome =
      expecting.map { checker.check(root, expecting: $0) } ?? checker.check(root)
    guard checker.errors.isEmpty else {
      return .failure(ExpressionErrors(errors: checker.errors.sorted { $0.range < $1.range }))
    }
    let types = checker.types.map { checker.substitution.resolve($0, variablesToDyn: true) }
    return .success(
      CheckedExpression(
        declarations: declarations, root: root, types: types, references: checker.references,
        slotCount: checker.slotCount, isLenient: isLenient, type: types[root.id],
        presenceWhenTrue: outcome.whenTrue.onVariables(below: declarations.slotCount),
        presenceWhenFalse: outcome.whenFalse.onVariables(below: declarations.slotCount)))
  }

  /// Whether the type of every part is known before it is evaluated.
  package var isFullyTyped: Bool { !types.contains(where: \.containsDynamic) }

  /// What the whole expression names, as far as it does only that.
  package var selection: Selection {
    switch (root.kind, references[root.id]) {
    case (.select(let operand, _), .field(let object, let field)?):
      .field(operand: part(operand), object: object, field: field)
    case (.identifier(let name, _), .slot(let slot)?):
      .variable(name: name.text, slot: VariableSlot(rawValue: slot))
    default: .other
    }
  }

  /// A part as an expression of its own.
  func part(_ expression: Expression) -> CheckedExpression {
    CheckedExpression(
      declarations: declarations, root: expression, types: types, references: references,
      slotCount: slotCount, isLenient: isLenient, type: types[expression.id],
      presenceWhenTrue: .none,
      presenceWhenFalse: .none)
  }

  /// Makes the code that evaluates the expression.
  package func compile() -> Program { compile(recording: [], from: 0) }

  /// The same, with the values of some parts, by their ids, noted in the context's record.
  func compile(recording: Set<Int>, from base: Int) -> Program {
    var compiler = Compiler(self, recording: recording, from: base)
    let code = compiler.compile(root)
    return Program(code: code, slotCount: slotCount, constants: compiler.constants)
  }
}
