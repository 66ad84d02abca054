import CEL
import SourceText
import Testing

@Suite("What evaluations leave uncovered")
struct ConditionGapTests {
  /// The variables `a`, `b`, `c` (bool), `n` (int) and `xs` (list of int), set one after the other.
  private struct Trial {
    var a = true
    var b = true
    var c = true
    var n: Int64? = 0
    var xs: [Int64] = []
  }

  /// The gaps after some evaluations, as `condition: missing`.
  private static func gaps(_ text: String, _ trials: [Trial]) throws -> [String] {
    var declarations = Declarations()
    let flags = ["a", "b", "c"].map { declarations.declareVariable($0, type: .bool) }
    let number = declarations.declareVariable("n", type: .int)
    let list = declarations.declareVariable("xs", type: .list(.int))
    let checked = try CheckedExpression.check(text, declarations, expecting: .bool).get()
    let program = checked.compile(recordingFrom: 3)
    let plain = checked.compile()
    let context = EvaluationContext(declarations)
    for trial in trials {
      for (slot, value) in zip(flags, [trial.a, trial.b, trial.c]) {
        context.set(slot, .bool(value))
      }
      context.set(number, trial.n.map { .int($0) } ?? .unknown)
      context.set(list, context.list(trial.xs.map { .int($0) }))
      let value = program.evaluate(context)
      // Recording changes nothing about the value.
      let expected = plain.evaluate(context)
      #expect(value.asBool == expected.asBool && value.isUnknown == expected.isUnknown)
    }
    return checked.gaps(in: context.conditions, from: 3).map { gap in
      let part = Array(text.utf8)[Int(gap.range.start)..<Int(gap.range.end)]
      return "\(String(decoding: part, as: UTF8.self)): \(gap.missing)"
    }
  }

  private static let no = Trial(a: false, b: false, c: false)

  @Test("A condition that came out both ways has none")
  func covered() throws {
    #expect(try Self.gaps("a", [Trial(), Self.no]) == [])
    #expect(try Self.gaps("a && b", [Trial(), Trial(a: false), Trial(b: false)]) == [])
    #expect(try Self.gaps("a || b", [Trial(), Trial(a: false), Self.no]) == [])
    #expect(try Self.gaps("!(n > 1)", [Trial(n: 1), Trial(n: 2)]) == [])
  }

  @Test("A condition that came out one way only")
  func oneWay() throws {
    #expect(try Self.gaps("a", [Trial()]) == ["a: isFalse"])
    #expect(try Self.gaps("n > 1", [Trial(n: 1)]) == ["n > 1: isTrue"])
    #expect(try Self.gaps("!a", [Trial()]) == ["a: isFalse"])
    #expect(try Self.gaps("!(a && b)", [Trial(), Trial(a: false)]) == ["b: isFalse"])
  }

  @Test("What was unknown each time is neither")
  func unknown() throws {
    #expect(try Self.gaps("n > 1", [Trial(n: nil)]) == ["n > 1: both"])
    #expect(try Self.gaps("n > 1", [Trial(n: nil), Trial(n: 2), Trial(n: 1)]) == [])
  }

  @Test("An operand that is not reached is not reported: what keeps it from that is")
  func notReached() throws {
    #expect(try Self.gaps("a && b && c", [Self.no]) == ["a: isTrue"])
    #expect(try Self.gaps("a || b || c", [Trial()]) == ["a: isFalse"])
    #expect(try Self.gaps("a ? b : c", [Trial(), Trial(b: false)]) == ["a: isFalse"])
    #expect(try Self.gaps("a", []) == [])
  }

  @Test("A chain is reported only where no operand explains it")
  func chains() throws {
    // Each was true, never both.
    #expect(
      try Self.gaps("a && b", [Trial(a: false), Trial(b: false)])
        == ["a && b: isTrue", "b: isTrue"].filter { $0.hasPrefix("b") })
    #expect(
      try Self.gaps("(a || b) && (b || c)", [Trial(b: false, c: false), Trial(a: false), Self.no])
        == ["c: isTrue"])
    #expect(
      try Self.gaps("(a && b) || c", [Self.no, Trial(a: true, b: false, c: true)])
        == ["b: isTrue"])
    // `a` is true and false, `n > 0` is, and never were both true.
    #expect(
      try Self.gaps(
        "a && n > 0 || b && n > 0",
        [Trial(a: true, b: true, n: 0), Trial(a: false, b: true, n: 1), Self.no])
        == ["n > 0: isTrue"])
    // In `cel.bind` an operand may be true where another one is not.
    #expect(
      try Self.gaps("a != b && a == b", [Trial(), Trial(b: false)]) == ["a == b: isTrue"])
  }

  @Test("Constants are not reported")
  func constants() throws {
    #expect(try Self.gaps("true", [Trial()]) == [])
    #expect(try Self.gaps("a && true", [Trial(), Self.no]) == [])
    #expect(try Self.gaps("a || [1, 2].exists(x, x > 1)", [Self.no]) == ["a: isTrue"])
    #expect(try Self.gaps("a ? n > 1 : false", [Trial(n: 2), Trial(n: 1), Self.no]) == [])
  }

  @Test("The operands in a macro's body, once the macro itself came out both ways")
  func macros() throws {
    let text = "xs.exists(x, x > 1 && x < 5)"
    #expect(try Self.gaps(text, [Trial()]) == ["\(text): isTrue"])
    #expect(try Self.gaps(text, [Trial(xs: [2]), Trial(xs: [1])]) == ["x < 5: isFalse"])
    #expect(try Self.gaps(text, [Trial(xs: [2]), Trial(xs: [1, 6])]) == [])
    #expect(
      try Self.gaps("xs.all(x, x > 1)", [Trial(xs: []), Trial(xs: [1])]) == ["x > 1: isTrue"])
    #expect(
      try Self.gaps(
        "size(xs.filter(x, x > 1)) > 0", [Trial(xs: [2]), Trial()]) == ["x > 1: isFalse"])
    #expect(
      try Self.gaps(
        "xs.map(x, a ? 1 : x).exists(y, y == 1)", [Trial(xs: [2]), Trial(xs: [])])
        == ["a: isFalse", "y == 1: isFalse"])
  }

  @Test("Conditions inside other parts: tests, bindings, arguments")
  func inside() throws {
    #expect(
      try Self.gaps("(a ? 1 : 2) == n", [Trial(n: 1), Trial(n: 2)]) == ["a: isFalse"])
    #expect(
      try Self.gaps("cel.bind(m, b ? 1 : 2, a && m == n)", [Trial(n: 1), Trial(n: 2), Self.no])
        == [])
    #expect(
      try Self.gaps("cel.bind(m, 1, a && m == n)", [Trial(n: 1)]) == [
        "a: isFalse", "m == n: isFalse",
      ])
    #expect(
      try Self.gaps("(a && b) == c", [Trial(), Trial(c: false)]) == ["a: isFalse", "b: isFalse"])
  }

  @Test("Records of several contexts add up")
  func union() throws {
    var declarations = Declarations()
    let slot = declarations.declareVariable("a", type: .bool)
    let checked = try CheckedExpression.check("a", declarations).get()
    let program = checked.compile(recordingFrom: 0)
    var record = ConditionRecord()
    for value in [true, false] {
      let context = EvaluationContext(declarations)
      context.set(slot, .bool(value))
      _ = program.evaluate(context)
      #expect(checked.gaps(in: context.conditions, from: 0).count == 1)
      record.formUnion(context.conditions)
    }
    #expect(checked.gaps(in: record, from: 0) == [])
  }

  @Test("Whether an expression depends on anything")
  func isConstant() throws {
    var declarations = Declarations()
    _ = declarations.declareVariable("a", type: .bool)
    func isConstant(_ text: String) throws -> Bool {
      try CheckedExpression.check(text, declarations).get().isConstant
    }
    #expect(try isConstant("true"))
    #expect(try isConstant("1 < 2 && [1].all(x, x > 0)"))
    #expect(try !isConstant("a || true"))
    #expect(try !isConstant("[1].all(x, a)"))
  }
}
