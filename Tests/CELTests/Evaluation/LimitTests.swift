import CEL
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
    let clock = ContinuousClock()
    var shown = ""
    let time = clock.measure { shown = evaluate(text) }
    #expect(shown.hasPrefix("error: the evaluation "), "\(shown.prefix(100))")
    #expect(time < .seconds(20))
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
