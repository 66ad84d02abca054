import CEL
import TestSupport
import Testing

@Suite("Types and faults that the checker finds")
struct TypeTests {
  @Test(
    "types of expressions",
    arguments: [
      ("1", "int"), ("[1, 2]", "list(int)"), ("[]", "list(dyn)"), ("[1, 'a']", "list(dyn)"),
      ("{'a': 1}", "map(string, int)"), ("{}", "map(dyn, dyn)"),
      ("[[], [1]]", "list(list(int))"), ("[1][0]", "int"), ("{'a': [1]}.a", "list(int)"),
      ("dyn(1)", "dyn"), ("dyn(1) + 1", "int"), ("dyn(1) + dyn(1)", "dyn"), ("dyn(1) == 1", "bool"),
      ("[1].map(x, string(x))", "list(string)"), ("{'a': 1}.map(k, k)", "list(string)"),
      ("[1].filter(x, true)", "list(int)"),
      ("['a'].transformMap(i, v, 1.0)", "map(int, double)"), ("optional.of(1)", "optional(int)"),
      ("[optional.none(), optional.of(1)]", "list(optional(int))"),
      ("{'a': 1}.?a", "optional(int)"), ("{'a': {'b': 1}}.?a.b", "optional(int)"),
      ("optional.of(1).orValue(2)", "int"), ("[1][?0]", "optional(int)"),
      ("optional.of(1).optMap(x, 'a')", "optional(string)"), ("true ? [] : [1]", "list(int)"),
      ("true ? dyn(1) : 1", "dyn"), ("type(1)", "type(int)"),
      ("timestamp(0) - timestamp(0)", "duration"), ("ip('::1')", "net.IP"), ("[1].sum()", "int"),
      ("[1.5].max()", "double"), ("math.greatest(1, 2)", "int"),
      ("math.greatest(1, 2.0)", "dyn"), ("cel.bind(x, [1], x)", "list(int)"),
      ("[[1, 2], [3]].flatten()", "list(int)"), ("[1, null]", "list(dyn)"),
    ])
  func types(text: String, expected: String) {
    #expect(deducedType(text) == expected)
  }

  @Test(
    "null is no argument for a timestamp, a duration or an optional",
    arguments: [
      "null.getHours()", "string(null)", "timestamp(0) + null", "duration('1s') - null",
      "timestamp(0) < null", "[null].sort()", "null.hasValue()", "null.orValue(1)",
      "[null].unwrapOpt()", "[null].sum()", "[?null]", "null.optMap(x, x)", "-null",
    ])
  func nullArgument(text: String) {
    #expect(deducedType(text).hasPrefix("fault: "))
    #expect(evaluate(text, checked: false).hasPrefix("error: "))
  }

  @Test(
    "what may be null or another value is only known at run time",
    arguments: [
      ("[timestamp(0), null]", "list(dyn)"), ("true ? null : duration('1s')", "dyn"),
      ("true ? optional.of(1) : null", "dyn"), ("[null] + [timestamp(0)]", "list(dyn)"),
      ("{'a': null, 'b': timestamp(0)}", "map(string, dyn)"),
      ("[[null], [timestamp(0)]]", "list(list(dyn))"),
      ("optional.of(timestamp(0)).orValue(null)", "dyn"), ("[null, null]", "list(null)"),
      ("timestamp(0) == null", "bool"), ("null in [duration('1s')]", "bool"),
      ("optional.of(null)", "optional(null)"), ("true ? null : null", "null"),
      ("[duration('1s'), duration('2s')].sort()", "list(duration)"),
    ])
  func mayBeNull(text: String, expected: String) {
    #expect(deducedType(text) == expected)
  }

  @Test(
    "null among values is never taken for a number",
    arguments: [
      "(true ? null : duration('1s')) + duration('1s')", "[timestamp(0), null].sort()",
      "(true ? null : optional.of(1)).hasValue()", "timestamp(0) + [duration('1s'), null][1]",
      "timestamp(0) < [timestamp(0), null][1]", "(true ? null : timestamp(0)).getHours()",
      "optional.of(duration('1s')).optFlatMap(x, optional.of(dyn(null))).value() + duration('1s')",
    ])
  func nullAmongValues(text: String) {
    #expect(evaluate(text).hasPrefix("error: no such overload: "), "\(evaluate(text))")
  }

  @Test("elements that math.greatest and math.least do not take are faults")
  func greatest() {
    let many = "math.greatest(1, 2, 3, 4, 5, 6, 7, 8, 9, 'a')"
    #expect(deducedType(many) == "fault: `math.greatest` takes numbers, found string")
    #expect(
      deducedType("math.least(1, 2.0, null)") == "fault: `math.least` takes numbers, found null")
    #expect(deducedType("math.least(1, 2.0, dyn('a'))") == "dyn")
    #expect(
      deducedType("math.least('a'.split(','))")
        == "fault: `math.least` takes numbers, found list(string)")
    #expect(deducedType("math.greatest(1, 2.0, 3u)") == "dyn")
    #expect(deducedType("math.greatest('a', 'b', 'c')").hasPrefix("fault: `math.greatest` "))
    #expect(
      evaluate("math.least(dyn('a'), 1)")
        == "error: no such overload: `math.least` on string, int")
  }

  @Test(
    "a call that always fails is a fault where it is always made",
    arguments: [
      ("1 / 0", true), ("1 / 0 > 0", true), ("1 / 0 > 0 ? 1 : 2", true), ("[1 / 0]", true),
      ("{'a': 1 / 0}", true), ("!(1 / 0 > 0)", true), ("size([1 / 0]) > 0", true),
      ("[1 / 0].all(x, true)", true), ("cel.bind(x, 1, 1 / 0)", true),
      ("optional.of(1 / 0).orValue(1)", true), ("timestamp('soon') < timestamp(0)", true),
      ("'a'.matches('(')", true), ("true || 'a'.matches('(')", true),
      ("true || 1 / 0 > 0", false), ("1 / 0 > 0 && false", false), ("false ? 1 / 0 : 1", false),
      ("true ? 1 : 1 / 0", false), ("cel.bind(x, 1 / 0, true)", false),
      ("[].all(x, 1 / 0 > 0)", false), ("[].map(x, 1 / 0)", false),
      ("[].map(x, 1 / 0 > 0, x)", false), ("optional.of(1).orValue(1 / 0)", false),
      ("optional.of(1).or(optional.of(1 / 0))", false),
      ("optional.none().optMap(x, 1 / 0)", false), ("true || [1 / 0] == [1]", false),
    ])
  func constantErrors(text: String, isFault: Bool) {
    let result = CheckedExpression.check(text, Declarations())
    if case .success = result { #expect(!isFault) } else { #expect(isFault) }
  }

  @Test("an expression must have the wanted type")
  func expecting() {
    let fixture = HostFixture()
    #expect(
      fixture.faults("size(domain.aliases)", expecting: .bool) == ["0-20: expected bool, found int"]
    )
    #expect(fixture.faults("domain.aliases", expecting: .list(.object("alias"))) == [])
    #expect(fixture.faults("dyn(1)", expecting: .bool) == [])
  }

  @Test("all faults of an expression are found in one pass")
  func several() {
    #expect(
      HostFixture().faults(
        "domain.nme == 1 && domian.name == 'a' && size(1) > 'a' && domain.name.startsWit('a')") == [
          "7-10: `domain` has no field `nme`; did you mean `name`?",
          "19-25: unknown name `domian`; did you mean `domain`?",
          "41-45: `size` does not take (int)",
          "70-79: unknown method `startsWit`; did you mean `startsWith`?",
        ])
  }

  @Test("the texts of faults")
  func faults() {
    let declarations = HostFixture().declarations
    let texts = [
      "domain.nme", "domain.foo", "domian.name", "alias.name", "domain.dns_provider == 'lrob'",
      "domain.aliases[0].mode == ''",
      "domain.name == 1", "domain.size > 'a'", "domain.name < 5", "domain == null",
      "domain.aliases", "size(domain)", "domain.name.size",
      "domain.name && true", "!domain.name", "domain.name ? 1 : 2", "true ? 1 : domain.name",
      "domain.aliases.all(a, a.nam == '')",
      "domain.name.startsWith(1)", "startsWith(domain.name, 'a')", "domain.name.foo()",
      "foo(domain)", "domain.name = 'a'", "domain.name and true",
      "domain.name == 'été' && été", "has(domain)", "origin(domain)", "origin(domain.nme)",
      "timestamp('soon') < today", "domain.name.matches('(')",
      "[1, 2", "'abc", "domain.name ==", "domain.labels[1]", "domain.name[0]",
      "domain.name in 'abc'", "1 + 1.0", "1 + 2u", "'a' + 1", "{domain: 1}",
      "domain{name: 'a'}", "int", "string", "size", "[1].all(x)", "today == '2024-01-01'",
      "domain.owner == domain", "lower(domain.name)",
    ]
    let rendered = texts.map { render($0, declarations) }.joined(separator: "\n")
    expectGolden(rendered, "Tests/CELTests/Checking/faults.txt")
  }
}
