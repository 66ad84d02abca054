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
