import CEL
import Randomness
import SourceText
import Testing

/// Makes expressions that are mostly of a wanted type.
struct ExpressionGenerator {
  enum Kind: CaseIterable {
    case bool, int, uint, double, string, bytes, list, strings, map, timestamp, duration, optional
  }

  var random: SeededGenerator
  private var names: [(String, Kind)] = []

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// An expression; one in thirty parts is of a type that was not wanted.
  mutating func make(_ kind: Kind, _ depth: Int) -> String {
    if chance(3) { return make(pick(Kind.allCases), depth - 1) }
    if depth <= 0 { return leaf(kind) }
    let known = names.filter { $0.1 == kind }.map(\.0)
    if !known.isEmpty, chance(30) { return pick(known) }
    let inner = depth - 1
    if chance(8) {
      return "(\(make(.bool, inner)) ? \(make(kind, inner)) : \(make(kind, inner)))"
    }
    if chance(4) {
      let bound = pick(Kind.allCases)
      let value = make(bound, inner)
      return "cel.bind(v\(depth), \(value), \(with("v\(depth)", bound) { $0.make(kind, inner) }))"
    }
    if chance(4) { return "optional.of(\(make(kind, inner))).orValue(\(make(kind, inner)))" }
    switch kind {
    case .bool: return makeBool(inner)
    case .int: return makeInt(inner)
    case .uint:
      return "(\(make(.uint, inner)) \(pick(["+", "-", "*", "/", "%"])) \(make(.uint, inner)))"
    case .double:
      return pick([
        "double(\(make(.int, inner)))", "math.sqrt(\(make(.double, inner)))",
        "(\(make(.double, inner)) \(pick(["+", "-", "*", "/"])) \(make(.double, inner)))",
        "math.round(\(make(.double, inner)))",
        "math.greatest(\(make(.double, inner)), \(leaf(.double)))",
      ])
    case .string: return makeString(inner)
    case .bytes: return pick(["bytes(\(make(.string, inner)))", "(\(make(.bytes, inner)) + b'x')"])
    case .list: return makeList(inner)
    case .strings:
      return pick([
        "\(make(.string, inner)).split(\(leaf(.string)))", "\(make(.map, inner)).map(k, k)",
        "[\(make(.string, inner)), \(make(.string, inner))]", "\(make(.strings, inner)).sort()",
        "domain.aliases.map(a, a.name)",
      ])
    case .map:
      return pick([
        "{\(make(.string, inner)): \(make(.int, inner))}", "{'a': \(make(.int, inner)), 'b': 2}",
        "\(make(.map, inner)).transformMap(k, v, v + 1)",
      ])
    case .timestamp:
      return pick([
        "(\(make(.timestamp, inner)) + \(make(.duration, inner)))",
        "timestamp(\(make(.int, inner)))",
      ])
    case .duration:
      return pick([
        "(\(make(.duration, inner)) - \(make(.duration, inner)))",
        "(\(make(.timestamp, inner)) - \(make(.timestamp, inner)))",
      ])
    case .optional:
      return pick([
        "\(make(.list, inner))[?\(make(.int, inner))]", "\(make(.map, inner)).?a",
        "optional.of(\(make(.int, inner)))", "\(make(.optional, inner)).optMap(o, o + 1)",
      ])
    }
  }

  private mutating func with(
    _ name: String, _ kind: Kind, _ body: (inout Self) -> String
  ) -> String {
    names.append((name, kind))
    defer { names.removeLast() }
    return body(&self)
  }

  private mutating func makeBool(_ depth: Int) -> String {
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return "(\(make(.bool, depth)) && \(make(.bool, depth)))"
    case 1: return "(\(make(.bool, depth)) || \(make(.bool, depth)))"
    case 2: return "!\(make(.bool, depth))"
    case 3, 4:
      let kind = pick(Kind.allCases)
      let operators =
        [.list, .strings, .map, .optional].contains(kind)
        ? ["==", "!="] : ["==", "!=", "<", "<=", ">", ">="]
      return "(\(make(kind, depth)) \(pick(operators)) \(make(kind, depth)))"
    case 5: return "(\(make(.int, depth)) in \(make(.list, depth)))"
    case 6:
      let macro = pick(["all", "exists", "exists_one"])
      let range = make(.list, depth)
      return "\(range).\(macro)(e\(depth), \(with("e\(depth)", .int) { $0.make(.bool, depth) }))"
    case 7:
      return
        "\(make(.string, depth)).\(pick(["contains", "startsWith", "endsWith"]))(\(make(.string, depth)))"
    case 8: return "(has(domain.dns_provider) && domain.dns_provider == \(make(.string, depth)))"
    case 9: return "\(make(.optional, depth)).hasValue()"
    default:
      return
        "\(make(.string, depth)).matches(\(pick(["'a+b?'", "'^[a-z]+$'", make(.string, depth)])))"
    }
  }

  private mutating func makeInt(_ depth: Int) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      return "(\(make(.int, depth)) \(pick(["+", "-", "*", "/", "%"])) \(make(.int, depth)))"
    case 2: return "size(\(make(pick([.string, .list, .map, .bytes]), depth)))"
    case 3: return "\(make(.list, depth))[\(make(.int, depth))]"
    case 4: return "\(make(.string, depth)).indexOf(\(make(.string, depth)))"
    case 5: return "\(make(.list, depth)).\(pick(["sum", "min", "max"]))()"
    case 6: return "\(make(.timestamp, depth)).\(pick(["getFullYear", "getMonth", "getHours"]))()"
    default: return "int(\(make(pick([.int, .uint, .double, .string]), depth)))"
    }
  }

  private mutating func makeString(_ depth: Int) -> String {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "(\(make(.string, depth)) + \(make(.string, depth)))"
    case 1:
      return "string(\(make(pick([.int, .uint, .double, .bool, .timestamp, .duration]), depth)))"
    case 2:
      return "\(make(.string, depth)).\(pick(["trim", "lowerAscii", "upperAscii", "reverse"]))()"
    case 3: return "\(make(.string, depth)).substring(\(make(.int, depth)))"
    case 4:
      return "\(make(.string, depth)).replace(\(make(.string, depth)), \(make(.string, depth)))"
    case 5: return "'%s|%d'.format([\(make(pick(Kind.allCases), depth)), \(make(.int, depth))])"
    default: return "\(make(.strings, depth)).join(\(leaf(.string)))"
    }
  }

  private mutating func makeList(_ depth: Int) -> String {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "[\(make(.int, depth)), \(make(.int, depth))]"
    case 1: return "(\(make(.list, depth)) + \(make(.list, depth)))"
    case 2:
      let range = make(.list, depth)
      return "\(range).map(e\(depth), \(with("e\(depth)", .int) { $0.make(.int, depth) }))"
    case 3:
      let range = make(.list, depth)
      return "\(range).filter(e\(depth), \(with("e\(depth)", .int) { $0.make(.bool, depth) }))"
    case 4: return "\(make(.list, depth)).\(pick(["sort", "reverse", "distinct"]))()"
    case 5: return "\(make(.list, depth)).slice(0, \(make(.int, depth)))"
    default: return "lists.range(\(make(.int, depth)))"
    }
  }

  private mutating func leaf(_ kind: Kind) -> String {
    switch kind {
    case .bool: pick(["true", "false", "has(domain.owner)"])
    case .int: pick(["0", "1", "-7", "3", "9223372036854775807", "size(domain.aliases)"])
    case .uint: pick(["0u", "5u", "18446744073709551615u"])
    case .double: pick(["0.0", "1.5", "-2.25", "1e300"])
    case .string: pick(["''", "'a'", "'été'", "'%s'", "'😀b'", "domain.name", "'12'", "','"])
    case .bytes: pick(["b''", "b'a'", "b'\\xff'"])
    case .list: pick(["[]", "[1]", "[3, 1, 2]", "[0]"])
    case .strings: pick(["['b', 'a']", "['']"])
    case .map: pick(["{}", "{'a': 1}", "{'x': 2, 'a': 0}"])
    case .timestamp: pick(["timestamp(0)", "today", "timestamp('2024-02-29T23:59:59.5Z')"])
    case .duration: pick(["duration('1h')", "duration('-1.5s')"])
    case .optional: pick(["optional.of(1)", "[1][?0]", "[0][?7]"])
    }
  }
}

@Suite("Random expressions")
struct RandomExpressionTests {
  private static let seeds = 16
  private static let perSeed = 6250

  /// The state that the expressions are evaluated over.
  private func host() -> Host {
    let host = Host()
    host.aliases = ["b.example", "a.example"]
    host.domains = [Host.Domain(name: "example.org", provider: "lrob", owner: 0, aliases: 0..<2)]
    return host
  }

  @Test(
    "neither crash, nor break a type that was checked", arguments: 0..<RandomExpressionTests.seeds)
  func typed(seed: Int) {
    let fixture = HostFixture()
    let context = fixture.context(host())
    context.costLimit = 5000
    var generator = ExpressionGenerator(seed: UInt64(seed))
    var accepted = 0
    for _ in 0..<Self.perSeed {
      let text = generator.make(
        ExpressionGenerator.Kind.allCases.randomElement(using: &generator.random) ?? .bool,
        Int.random(in: 1...4, using: &generator.random))
      guard
        case .success(let checked) = CheckedExpression.check(
          text, fixture.declarations, rejectsConstantErrors: false)
      else {
        if case .success(let unchecked) = CheckedExpression.withoutChecking(
          text, fixture.declarations)
        {
          _ = context.display(unchecked.compile().evaluate(context))
          context.reset()
        }
        continue
      }
      accepted += 1
      let value = checked.compile().evaluate(context)
      if checked.isFullyTyped, context.isTypeError(value) {
        Issue.record("\(text): \(context.errorMessage(value))")
      }
      _ = context.display(value)
      context.reset()
    }
    // The generator is of no use if little of what it makes is sound.
    #expect(accepted > Self.perSeed / 5)
  }

  @Test("that are cut, spliced and stirred do not crash", arguments: 0..<4)
  func broken(seed: Int) {
    let fixture = HostFixture()
    let context = fixture.context(host())
    context.costLimit = 5000
    var generator = ExpressionGenerator(seed: UInt64(1000 + seed))
    let alphabet = Array("()[]{}.,:?!&|=<>+-*/%'\"`\\ abxu01eu\u{e9}\n$#@_".utf8)
    for _ in 0..<5000 {
      var text = Array(generator.make(.bool, 3).utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator.random) where !text.isEmpty {
        let place = Int.random(in: 0..<text.count, using: &generator.random)
        switch Int.random(in: 0..<4, using: &generator.random) {
        case 0: text.removeSubrange(place...)
        case 1: text.remove(at: place)
        case 2: text[place] = alphabet.randomElement(using: &generator.random) ?? 0
        default:
          let end = Int.random(in: place..<text.count, using: &generator.random)
          text.insert(contentsOf: text[place...end], at: place)
        }
      }
      let shown = String(decoding: text, as: UTF8.self)
      switch CheckedExpression.check(shown, fixture.declarations) {
      case .success(let checked): _ = context.display(checked.compile().evaluate(context))
      case .failure(let faults):
        for error in faults.errors { #expect(Int(error.range.end) <= shown.utf8.count) }
      }
      _ = Lexer.endOfInterpolation(in: text, from: 0)
      context.reset()
    }
  }
}
