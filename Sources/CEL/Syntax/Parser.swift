internal import SourceText

/// Reads an expression into its tree (langdef, "Syntax"), macros expanded.
///
/// The depth of recursion is bounded by `Limits.depth`, and so is the tree's.
struct Parser {
  private(set) var errors: [ExpressionError] = []
  /// How many ids were given out.
  private(set) var idCount = 0

  private var lexer: Lexer
  private(set) var current: Token
  private var previousEnd: UInt32 = 0
  private var nesting = 0

  init(_ text: [UInt8]) {
    lexer = Lexer(text)
    current = Token(kind: .end, range: SourceRange(at: 0))
  }

  /// Reads the whole text; the tree is to be used only where `errors` is empty.
  mutating func parse() -> Expression {
    guard lexer.text.count <= Limits.expressionBytes else {
      report(
        SourceRange(start: 0, end: UInt32(truncatingIfNeeded: lexer.text.count)),
        "an expression of more than \(Limits.expressionBytes) bytes")
      return node(SourceRange(at: 0), [], .invalid)
    }
    advance()
    if case .end = current.kind, lexer.error == nil {
      report(current.range, "expected an expression, found nothing")
      return node(current.range, [], .invalid)
    }
    let result = expression()
    // What lies deeper is not read, so that what seems to be missing there says nothing.
    if let error = errors.first(where: { $0.message == Self.tooDeep }) { errors = [error] }
    if let error = lexer.error {
      // The token at fault is the cause of whatever else went wrong there.
      errors = errors.filter { $0.range.start < error.range.start }
      if errors.isEmpty { errors.append(error) }
    } else if current.kind != .end, errors.isEmpty {
      report(current.range, "unexpected \(describe(current))", help: helpForUnexpected())
    }
    return result
  }

  // MARK: Tokens

  mutating func advance() {
    previousEnd = current.range.end
    current = lexer.next()
  }

  private func isSymbol(_ symbol: Token.Symbol) -> Bool {
    if case .symbol(let found) = current.kind { return found == symbol }
    return false
  }

  private mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard isSymbol(symbol) else { return false }
    advance()
    return true
  }

  private mutating func expect(_ symbol: Token.Symbol, closing open: String) {
    if !take(symbol) {
      report(
        current.range, "expected `\(symbol.text)`, found \(describe(current))",
        help: "it closes \(open)")
    }
  }

  private func range(from start: UInt32) -> SourceRange {
    SourceRange(start: start, end: max(previousEnd, start))
  }

  private func describe(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end of the expression"
    case .symbol(let symbol): "`\(symbol.text)`"
    default:
      "`\(String(decoding: lexer.text[Int(token.range.start)..<Int(token.range.end)], as: UTF8.self))`"
    }
  }

  private func helpForUnexpected() -> String? {
    guard case .identifier(let word) = current.kind else { return nil }
    switch word {
    case "and": return "both conditions: `&&`"
    case "or": return "one of two conditions: `||`"
    case "not": return "the opposite: `!`"
    default: return nil
    }
  }

  // MARK: Nodes

  /// Reports one syntax error; what follows the first is mostly its echo.
  mutating func report(_ range: SourceRange, _ message: String, help: String? = nil) {
    guard errors.count < 20,
      !errors.contains(where: { $0.range == range && $0.message == message })
    else { return }
    errors.append(ExpressionError(range, message, help: help))
  }

  mutating func node(
    _ range: SourceRange, _ children: [Expression], _ kind: Expression.Kind
  ) -> Expression {
    var depth = 0
    for child in children { depth = max(depth, child.depth) }
    idCount += 1
    guard depth < Limits.depth else {
      if !errors.contains(where: { $0.message == Self.tooDeep }) { report(range, Self.tooDeep) }
      return Expression(id: idCount - 1, range: range, depth: 1, kind: .invalid)
    }
    return Expression(id: idCount - 1, range: range, depth: depth + 1, kind: kind)
  }

  private static let tooDeep = "an expression nested more than \(Limits.depth) levels deep"

  // MARK: Grammar

  private mutating func expression() -> Expression {
    let start = current.range.start
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Limits.depth else {
      if errors.isEmpty { report(current.range, Self.tooDeep) }
      // Nothing more can be read sensibly.
      lexer.position = lexer.text.count
      advance()
      return node(range(from: start), [], .invalid)
    }
    let condition = logical(isAnd: false)
    guard take("?") else { return condition }
    let first = logical(isAnd: false)
    if !take(":") {
      report(
        current.range, "expected `:`, found \(describe(current))",
        help: "a choice is written `condition ? value : other`")
      return condition
    }
    let second = expression()
    return node(
      range(from: start), [condition, first, second], .conditional(condition, first, second))
  }

  private mutating func logical(isAnd: Bool) -> Expression {
    let start = current.range.start
    let symbol: Token.Symbol = isAnd ? "&&" : "||"
    var terms = [isAnd ? binary(0) : logical(isAnd: true)]
    while take(symbol) { terms.append(isAnd ? binary(0) : logical(isAnd: true)) }
    if terms.count == 1 { return terms[0] }
    return node(range(from: start), terms, .logical(isAnd: isAnd, terms))
  }

  /// The binding strength of an operator that stands between two operands.
  private func strength() -> (level: Int, function: String)? {
    switch current.kind {
    case .keyword("in"): (0, "@in")
    case .symbol(let symbol):
      switch symbol {
      case "==": (0, "_==_")
      case "!=": (0, "_!=_")
      case "<": (0, "_<_")
      case "<=": (0, "_<=_")
      case ">": (0, "_>_")
      case ">=": (0, "_>=_")
      case "+": (1, "_+_")
      case "-": (1, "_-_")
      case "*": (2, "_*_")
      case "/": (2, "_/_")
      case "%": (2, "_%_")
      default: nil
      }
    default: nil
    }
  }

  private mutating func binary(_ level: Int) -> Expression {
    guard level < 3 else { return unary() }
    let start = current.range.start
    var left = binary(level + 1)
    while let (found, function) = strength(), found == level {
      let name = Expression.Name(text: function, range: current.range)
      advance()
      let right = binary(level + 1)
      left = node(range(from: start), [left, right], .call(name, target: nil, [left, right]))
    }
    return left
  }

  private mutating func unary() -> Expression {
    var operators: [Token] = []
    while isSymbol("!") || isSymbol("-") {
      operators.append(current)
      advance()
      guard operators.count <= Limits.depth else { break }
    }
    var operand: Expression
    if let last = operators.last, last.kind == .symbol("-"), isNumber(current) {
      operators.removeLast()
      operand = member(of: number(sign: last))
    } else {
      operand = member(of: primary())
    }
    for token in operators.reversed() {
      let isMinus = token.kind == .symbol("-")
      let name = Expression.Name(text: isMinus ? "-_" : "!_", range: token.range)
      operand = node(
        range(from: token.range.start), [operand], .call(name, target: nil, [operand]))
    }
    return operand
  }

  private mutating func member(of operand: Expression) -> Expression {
    var result = operand
    let start = operand.range.start
    while true {
      if take(".") {
        let isOptional = take("?")
        guard let name = selector() else { return result }
        if isOptional {
          result = node(range(from: start), [result], .optionalSelect(result, name))
        } else if isSymbol("("), !isQuoted(name) {
          let open = current.range
          advance()
          let arguments = list(until: ")", open: open)
          result = call(name, target: result, arguments, range(from: start))
        } else {
          result = node(range(from: start), [result], .select(result, name))
        }
      } else if isSymbol("[") {
        let open = current.range
        advance()
        let isOptional = take("?")
        let index = expression()
        expect("]", closing: "this index")
        let name = Expression.Name(text: isOptional ? "_[?_]" : "_[_]", range: open)
        result = node(
          range(from: start), [result, index], .call(name, target: nil, [result, index]))
      } else if isSymbol("{"), let name = messageName(result) {
        advance()
        skipBraces()
        result = node(
          range(from: start), [], .message(Expression.Name(text: name, range: result.range)))
      } else {
        return result
      }
    }
  }

  private func isQuoted(_ name: Expression.Name) -> Bool {
    lexer.text[Int(name.range.start)] == UInt8(ascii: "`")
  }

  /// The name behind a dot: any word but a keyword, or a quoted name.
  private mutating func selector() -> Expression.Name? {
    let token = current
    switch token.kind {
    case .identifier(let text), .quotedIdentifier(let text):
      advance()
      return Expression.Name(text: text, range: token.range)
    default:
      report(token.range, "expected a name behind `.`, found \(describe(token))")
      return nil
    }
  }

  private func messageName(_ expression: Expression) -> String? {
    switch expression.kind {
    case .identifier(let name, _): name.text
    case .select(let operand, let name): messageName(operand).map { "\($0).\(name.text)" }
    default: nil
    }
  }

  private mutating func skipBraces() {
    var depth = 1
    while current.kind != .end {
      if isSymbol("{") { depth += 1 }
      if isSymbol("}") { depth -= 1 }
      advance()
      if depth == 0 { return }
    }
  }

  private mutating func list(until close: Token.Symbol, open: SourceRange) -> [Expression] {
    var result: [Expression] = []
    while !isSymbol(close), current.kind != .end {
      result.append(expression())
      guard take(",") else { break }
    }
    expect(close, closing: "these arguments")
    return result
  }

  private mutating func primary() -> Expression {
    let token = current
    switch token.kind {
    case .int, .uint, .double: return number(sign: nil)
    case .string(let text): return constant(.string(Array(text.utf8)))
    case .bytes(let bytes): return constant(.bytes(bytes))
    case .keyword("true"): return constant(.bool(true))
    case .keyword("false"): return constant(.bool(false))
    case .keyword("null"): return constant(.null)
    case .symbol("("):
      advance()
      let inner = expression()
      expect(")", closing: "this parenthesis")
      return Expression(
        id: inner.id, range: range(from: token.range.start), depth: inner.depth, kind: inner.kind)
    case .symbol("["): return listLiteral()
    case .symbol("{"): return mapLiteral()
    case .symbol("."), .identifier: return name()
    default:
      report(token.range, "expected a value, found \(describe(token))")
      if token.kind != .end, !isCloser(token) { advance() }
      return node(token.range, [], .invalid)
    }
  }

  private func isCloser(_ token: Token) -> Bool {
    [.symbol(")"), .symbol("]"), .symbol("}"), .symbol(",")].contains(token.kind)
  }

  private mutating func constant(_ value: Constant) -> Expression {
    let range = current.range
    advance()
    return node(range, [], .constant(value))
  }

  private mutating func name() -> Expression {
    let start = current.range.start
    let isAbsolute = take(".")
    guard case .identifier(let text) = current.kind else {
      report(current.range, "expected a name, found \(describe(current))")
      return node(current.range, [], .invalid)
    }
    let name = Expression.Name(text: text, range: current.range)
    if Self.isReserved(text) {
      report(current.range, "`\(text)` is a reserved word")
    }
    advance()
    guard isSymbol("(") else {
      return node(range(from: start), [], .identifier(name, isAbsolute: isAbsolute))
    }
    let open = current.range
    advance()
    let arguments = list(until: ")", open: open)
    let full =
      isAbsolute ? Expression.Name(text: "." + text, range: name.range) : name
    return call(full, target: nil, arguments, range(from: start))
  }

  /// Whether a word is reserved; asked for each name, so that few are compared.
  private static func isReserved(_ word: String) -> Bool {
    switch word.utf8.count {
    case 2: word == "as" || word == "if"
    case 3: word == "for" || word == "let" || word == "var"
    case 4: word == "else" || word == "loop" || word == "void"
    case 5: word == "break" || word == "const" || word == "while"
    case 6: word == "import" || word == "return"
    case 7: word == "package"
    case 8: word == "continue" || word == "function"
    case 9: word == "namespace"
    default: false
    }
  }

  private mutating func listLiteral() -> Expression {
    let start = current.range.start
    advance()
    var elements: [Expression.Element] = []
    while !isSymbol("]"), current.kind != .end {
      let isOptional = take("?")
      elements.append(Expression.Element(value: expression(), isOptional: isOptional))
      guard take(",") else { break }
    }
    expect("]", closing: "this list")
    return node(range(from: start), elements.map(\.value), .list(elements))
  }

  private mutating func mapLiteral() -> Expression {
    let start = current.range.start
    advance()
    var entries: [Expression.Entry] = []
    while !isSymbol("}"), current.kind != .end {
      let isOptional = take("?")
      let key = expression()
      guard take(":") else {
        report(
          current.range, "expected `:`, found \(describe(current))",
          help: "a map is written `{key: value}`")
        break
      }
      entries.append(Expression.Entry(key: key, value: expression(), isOptional: isOptional))
      guard take(",") else { break }
    }
    expect("}", closing: "this map")
    return node(range(from: start), entries.flatMap { [$0.key, $0.value] }, .map(entries))
  }
}
