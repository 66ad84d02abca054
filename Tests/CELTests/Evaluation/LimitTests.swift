import CEL
import TestSupport
import Testing

@Suite("Bounds")
struct LimitTests {
  /// An expression made of a part many times; shown by its part alone.
  struct Repetition: Sendable, CustomTestStringConvertible {
    let part: String
    let count: Int
    var head = ""
    var separator = ""
    var tail = ""

    var text: String {
      head + Array(repeating: part, count: count).joined(separator: separator) + tail
    }
    var testDescription: String { "\(count) × \(part)" }
  }

  fileprivate static let supported: [Repetition] = [
    Repetition(part: "true", count: 200, separator: " && "),
    Repetition(part: "false", count: 200, separator: " || ", tail: " || true"),
    Repetition(part: "1", count: 100, separator: " + ", tail: " == 100"),
    Repetition(part: "true ? true : ", count: 100, tail: "true"),
    Repetition(part: "1", count: 5000, head: "size([", separator: ",", tail: "]) == 5000"),
    Repetition(part: "!", count: 100, tail: "true"),
    Repetition(part: "(", count: 100, tail: "true" + String(repeating: ")", count: 100)),
    Repetition(
      part: "[", count: 100, head: "dyn(", tail: String(repeating: "]", count: 100) + ") != [1]"),
  ]

  @Test("what the specification asks for is read", arguments: LimitTests.supported)
  func deep(repetition: Repetition) {
    #expect(evaluate(repetition.text) == "bool true")
  }

  fileprivate static let deeper: [Repetition] = [
    Repetition(part: "(", count: 50_000), Repetition(part: "[", count: 50_000),
    Repetition(part: "{1:", count: 30_000), Repetition(part: "!", count: 50_000, tail: "true"),
    Repetition(part: "-", count: 50_000, tail: "1"),
    Repetition(part: "1", count: 20_000, separator: "+"),
    Repetition(part: "true?true:", count: 9_000, tail: "true"),
    Repetition(part: ".a", count: 40_000, head: "a"),
    Repetition(part: "[0]", count: 30_000, head: "a"), Repetition(part: "f(", count: 30_000),
    Repetition(part: "a.f(", count: 20_000), Repetition(part: "[1].all(x,", count: 9_000),
    Repetition(part: "a", count: 100_000, head: "'", tail: "'"),
    Repetition(part: "has(", count: 20_000),
  ]

  @Test("what is deeper is a fault, not a crash", arguments: LimitTests.deeper)
  func tooDeep(repetition: Repetition) async {
    let isFault = await Task.detached { evaluate(repetition.text).hasPrefix("fault: ") }.value
    #expect(isFault)
  }

  @Test(
    "what takes too long or too much is an error",
    arguments: [
      "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, true)))",
      "cel.bind(m, lists.range(1000).transformMap(i, v, v), lists.range(100000).transformMapEntry(i, v, m))",
      "lists.range(2000).map(a, lists.range(2000))", "lists.range(1000000000)",
      "size(lists.range(2000).map(a, lists.range(2000).map(b, 'a')).flatten())",
      "lists.range(100000).exists(a, lists.range(100000) == lists.range(100000) && false)",
      "cel.bind(a, 'aaaaaaaaaaaaaaaa', cel.bind(b, a.replace('a', a), cel.bind(c, b.replace('a', b), cel.bind(d, c.replace('a', c), d.replace('a', d))))).size() > 0",
      "lists.range(100000).map(a, lists.range(100).map(b, string(b)).join('aaaaaaaaaaaaaaaaaaaaaa')).size() > 0",
      "lists.range(100000).sortBy(a, lists.range(100).sort().size()).size() > 0",
      "lists.range(100000).all(i, 'a'.matches('a{999}' + string(i)) || true)",
      "lists.range(1000).map(a, lists.range(1000)).distinct().size() > 0 && lists.range(1000000).distinct().size() > 0",
    ])
  func costly(text: String) {
    var shown = ""
    let seconds = processorSeconds { shown = evaluate(text) }
    #expect(shown.hasPrefix("error: the evaluation "), "\(shown.prefix(100))")
    #expect(seconds < 20)
  }

  @Test(
    "work that grows with a text is charged by its length",
    arguments: [
      "t.startsWith(t)", "t.endsWith(t)", "int(t) == 1", "uint(t) == 1u", "double(t) == 1.0",
      "bool(t)", "duration(t) > duration('1s')", "timestamp(t) > timestamp(0)",
      "timestamp(0).getHours(t) == 1", "timestamp(0).getMilliseconds(t) == 1", "isIP(t)",
      "isCIDR(t)", "ip(t) == ip(t)", "cidr(t) == cidr(t)", "bytes(t) == b''", "string(b) == ''",
      "dyn(t).startsWith(t)", "int(dyn(t)) == 1", "'%s'.format([t]) == ''",
      "{'1': 1, '2': 1, '3': 1, '4': 1, '5': 1, '6': 1, '7': 1, '8': 1, t: 1} == {}",
      "lists.range(100).map(i, optional.none()).unwrapOpt() == [1]",
      "lists.range(100).map(i, t).sort() == []", "lists.range(100).map(i, b).sort() == []",
      "lists.range(100).sortBy(i, t) == []", "lists.range(100).map(i, t).distinct() == []",
      "lists.range(100).map(i, t).min() == ''", "lists.range(100).map(i, b).max() == b''",
    ])
  func textual(text: String) throws {
    // What is charged less than a step for 640 bytes stays within the bound, and is no error.
    let (rounds, steps, size) = (1000, 100_000, 1 << 16)
    var declarations = Declarations()
    let string = declarations.declareVariable("t", type: .string)
    let bytes = declarations.declareVariable("b", type: .bytes)
    let program = try CheckedExpression.check(
      "lists.range(\(rounds)).all(round, \(text) || true)", declarations
    ).get().compile()
    let context = EvaluationContext(declarations)
    context.costLimit = steps
    let content = String(repeating: "a", count: size)
    context.set(string, context.string(content))
    context.set(bytes, context.byteString(Array(content.utf8)))
    var value = Value.null
    let seconds = processorSeconds { value = program.evaluate(context) }
    #expect(value.isError)
    #expect(context.errorMessage(value) == "the evaluation takes more than \(steps) steps")
    #expect(seconds < 10)
  }

  @Test(
    "a comparison that takes too long is an error, not false",
    arguments: [
      "lists.range(400000) == lists.range(400000)", "lists.range(400000) != lists.range(400000)",
      "lists.range(400000) in [lists.range(400000)]",
      "[lists.range(400000)].indexOf(lists.range(400000)) == -1",
      "lists.range(10).transformMap(i, v, lists.range(40000)) == lists.range(10).transformMap(i, v, lists.range(40000))",
      "'%s'.format([lists.range(600000)]) == ''",
      "lists.range(9223372036854775807) == [] || lists.range(9223372036854775807) == [] || true",
    ])
  func comparison(text: String) {
    #expect(evaluate(text) == "error: the evaluation takes more than 1000000 steps")
  }

  @Test("a list that holds another many times over is not printed without end")
  func printing() throws {
    let declarations = Declarations()
    let context = EvaluationContext(declarations)
    func value(_ text: String) throws -> Value {
      try CheckedExpression.check(text, declarations).get().compile().evaluate(context)
    }
    let wide = "cel.bind(a, 'x'.replace('x', '\(String(repeating: "y", count: 50_000))'), %)"
    for element in ["[a, a]", "{'k': optional.of(a)}"] {
      let list = "lists.range(1000).map(i, \(element))"
      let shared = try value(wide.replacing("%", with: list))
      #expect(!shared.isError)
      #expect(context.json(shared) == nil)
      let shown = context.display(shared)
      #expect(shown.hasSuffix("…"))
      #expect(shown.utf8.count < Limits.stringBytes + 10)
    }
    #expect(context.json(try value("[[1], {'a': optional.of(b'a')}]")) == #"[[1], {"a": "YQ=="}]"#)
    #expect(context.display(try value("[[1], {'a': [optional.of('b')]}]")) == "[1], {a: [b]}")
  }

  @Test("a context may set a lower bound")
  func lower() throws {
    let declarations = Declarations()
    let program = try CheckedExpression.check("[1, 2, 3].all(x, x > 0)", declarations).get()
      .compile()
    let context = EvaluationContext(declarations)
    context.costLimit = 2
    #expect(program.evaluate(context).isError)
    context.costLimit = 10
    #expect(program.evaluate(context).asBool == true)
  }

  @Test("memory that evaluations took is given back by a reset")
  func memory() throws {
    let declarations = Declarations()
    let program = try CheckedExpression.check(
      "size(lists.range(100000).map(x, x)) == 100000", declarations
    ).get().compile()
    let context = EvaluationContext(declarations)
    for _ in 0..<30 {
      #expect(program.evaluate(context).asBool == true)
      context.reset()
    }
    for _ in 0..<9 { _ = program.evaluate(context) }
    #expect(
      context.errorMessage(program.evaluate(context)) == "no error"
        || program.evaluate(context).isError)
  }
}
