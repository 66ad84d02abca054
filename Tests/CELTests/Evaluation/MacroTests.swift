import Testing

@Suite("Macros")
struct MacroTests {
  @Test(
    "quantifiers absorb errors, exists_one does not",
    arguments: [
      ("[1, 2].all(x, x > 0)", "bool true"), ("[].all(x, false)", "bool true"),
      ("[0, 1].all(x, 1 / x == 5)", "bool false"),
      ("[0, 1].all(x, 1 / x == 1)", "error: divide by zero"),
      ("[0, 1].exists(x, 1 / x == 1)", "bool true"), ("[].exists(x, true)", "bool false"),
      ("[0, 1].exists(x, 1 / x == 5)", "error: divide by zero"),
      ("[1, 2].exists_one(x, x == 1)", "bool true"), ("[1, 1].existsOne(x, x == 1)", "bool false"),
      ("[1, 0].exists_one(x, 1 / x == 1)", "error: divide by zero"),
      ("{'a': 1}.all(k, k == 'a') && {'a': 1}.exists(k, v, k == 'a' && v == 1)", "bool true"),
      ("['a', 'b'].all(i, v, (i == 0) == (v == 'a'))", "bool true"),
      ("[1].all(x, dyn(x))", "error: no such overload: a condition on int"),
      ("dyn(1).all(x, true)", "error: no such overload: a comprehension on int"),
    ])
  func quantifiers(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "lists and maps are made",
    arguments: [
      ("[1, 2].map(x, x * 2)", "list 2, 4"), ("[1, 2, 3].map(x, x > 1, x * 2)", "list 4, 6"),
      ("[1, 2, 3].filter(x, x != 2)", "list 1, 3"),
      ("{'a': 1, 'b': 2}.filter(k, k > 'a')", "list b"),
      ("{'a': 1}.map(k, k + '!')", "list a!"), ("[1, 0].map(x, 1 / x)", "error: divide by zero"),
      ("[5, 6].transformList(i, v, i * v)", "list 0, 6"),
      ("[5, 6].transformList(i, v, v == 6, i)", "list 1"),
      ("{'a': 1}.transformMap(k, v, v + 1)", "map {a: 2}"),
      ("[7, 8].transformMap(i, v, v > 7, v)", "map {1: 8}"),
      ("{'a': 1}.transformMapEntry(k, v, {v: k})", "map {1: a}"),
      ("{'a': 1, 'b': 1}.transformMapEntry(k, v, {v: k})", "error: Failed with repeated key: 1"),
      ("[3, 1, 2].sortBy(x, -x)", "list 3, 2, 1"), ("['bb', 'a'].sortBy(x, size(x))", "list a, bb"),
      ("[[1, 2], [3]].map(x, x.map(y, y + size(x)))", "list [3, 4], [4]"),
    ])
  func making(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "names of macros shadow and nest",
    arguments: [
      ("[1].exists(x, [2].exists(x, x == 2) && x == 1)", "bool true"),
      ("cel.bind(x, 1, cel.bind(y, x + 1, x + y))", "int 3"),
      ("cel.bind(x, 1 / 0, true)", "bool true"),
      ("cel.bind(x, 1 / 0, x == 1)", "error: divide by zero"),
      ("cel.bind(x, [1, 2], x.map(y, size(x)))", "list 2, 2"),
      ("[1].map(int, int + 1)", "list 2"),
    ])
  func names(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "macros used wrongly",
    arguments: [
      ("has('a')", "fault: `has()` needs a selection of a field"),
      ("[1].all(1, true)", "fault: expected a variable's name as an argument of `all`"),
      ("[1].all(x.y, true)", "fault: expected a variable's name as an argument of `all`"),
      ("[1].all(i, i, true)", "fault: `i` names both variables of `all`"),
      ("[1].transformList(k, k, 1)", "fault: `k` names both variables of `transformList`"),
      ("[1].all(x)", "fault: `all` has the wrong number of arguments"),
      ("[1].all(x, x)", "fault: expected bool, found int"),
      ("[1].filter(x, 1)", "fault: expected bool, found int"),
      ("'a'.all(x, true)", "fault: `all` goes over a list or a map, found string"),
      ("[[1]].sortBy(x, x)", "fault: values of type list(int) have no order"),
      ("[1].transformMapEntry(i, v, v)", "fault: expected map(dyn, dyn), found int"),
    ])
  func wrong(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "optionals",
    arguments: [
      ("optional.of(1).value()", "int 1"),
      ("optional.none().value()", "error: optional.none() dereference"),
      ("optional.of(1).hasValue() && !optional.none().hasValue()", "bool true"),
      ("optional.of(1).or(optional.of(2)).value() + optional.none().orValue(3)", "int 4"),
      ("optional.of(1).orValue(1 / 0)", "int 1"),
      ("optional.none().orValue(1 / 0)", "error: divide by zero"),
      ("optional.ofNonZeroValue('').hasValue()", "bool false"),
      ("optional.ofNonZeroValue([1]).hasValue()", "bool true"),
      ("{'a': {'b': 1}}.?a.?b.value()", "int 1"), ("{'a': {'b': 1}}.?a.b.value()", "int 1"),
      ("{}.?a.b.c.hasValue()", "bool false"), ("[1][?0].value()", "int 1"),
      ("[1][?5].hasValue()", "bool false"),
      ("{'a': 1}[?'a'].value()", "int 1"), ("optional.of([1, 2])[1].value()", "int 2"),
      ("optional.of(2).optMap(x, x * 2).value()", "int 4"),
      ("optional.none().optMap(x, 1 / 0).hasValue()", "bool false"),
      ("optional.of(2).optFlatMap(x, optional.none()).hasValue()", "bool false"),
      ("optional.unwrap([optional.of(1), optional.none(), optional.of(3)])", "list 1, 3"),
      ("[optional.of(1)].unwrapOpt()", "list 1"),
      ("dyn([1]).unwrapOpt()", "error: no such overload: int is no optional"),
      (
        "optional.unwrap(dyn([optional.of(1), null]))",
        "error: no such overload: null_type is no optional"
      ),
      ("has({}.?a.b)", "bool false"),
      ("optional.of(1) == optional.of(1) && optional.of(1) != optional.none()", "bool true"),
      ("[?1]", "fault: expected an optional behind `?`, found int"),
      ("optional.of(1) + 1", "fault: `+` cannot be applied to optional(int) and int"),
    ])
  func optionals(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }
}
