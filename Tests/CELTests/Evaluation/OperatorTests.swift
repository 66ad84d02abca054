import Testing

@Suite("Operators")
struct OperatorTests {
  @Test(
    "arithmetic is checked",
    arguments: [
      ("9223372036854775807 + 1", "error: integer overflow"),
      ("-9223372036854775808 - 1", "error: integer overflow"),
      ("9223372036854775807 * 2", "error: integer overflow"),
      ("-9223372036854775808 / -1", "error: integer overflow"),
      ("-9223372036854775808 % -1", "error: integer overflow"),
      ("-(-9223372036854775808)", "error: integer overflow"),
      ("1 / 0", "error: divide by zero"), ("1 % 0", "error: modulus by zero"),
      ("0u - 1u", "error: integer overflow"),
      ("18446744073709551615u + 1u", "error: integer overflow"),
      ("1u / 0u", "error: divide by zero"), ("1u % 0u", "error: modulus by zero"),
      ("7 / -2", "int -3"), ("-7 % 3", "int -1"), ("7u / 2u", "uint 3"),
      ("1.0 / 0.0", "double +Inf"), ("0.0 / 0.0", "double NaN"), ("0.1 + 0.2 == 0.3", "bool false"),
      ("-(1.5)", "double -1.5"),
    ])
  func arithmetic(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "numbers compare on one line",
    arguments: [
      ("1 < 1.5 && 2u > 1 && 1.0 <= 1u", "bool true"),
      ("dyn(1) == 1u && dyn(1u) == 1.0 && dyn(1) == 1.0", "bool true"),
      ("dyn(9223372036854775807) < 9223372036854775808.0", "bool false"),
      ("dyn(-1) < 0u", "bool true"), ("18446744073709551615u > 9223372036854775807", "bool true"),
      ("1e19 > 9223372036854775807 && -1e19 < -9223372036854775808", "bool true"),
      ("double('NaN') == double('NaN')", "bool false"),
      ("double('NaN') != double('NaN')", "bool true"),
      ("double('NaN') < 1.0 || double('NaN') >= 1.0", "bool false"),
      ("[double('NaN')] == [double('NaN')]", "bool false"),
      ("double('NaN') in [double('NaN')]", "bool false"),
    ])
  func numbers(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "equality across types is false, order is an error",
    arguments: [
      ("dyn(1) == 'a'", "bool false"), ("dyn('a') != b'a'", "bool true"),
      ("dyn([1]) == {}", "bool false"), ("[1, 2.0] == [1.0, 2]", "bool true"),
      ("{'a': dyn(1)} == {'a': 1u}", "bool true"), ("{1: 'a'} == {1: 'b'}", "bool false"),
      ("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "bool true"), ("dyn(null) == 0", "bool false"),
      ("null == null", "bool true"),
      ("dyn(1) < 'a'", "error: no such overload: `<` on int, string"),
      ("dyn([1]) < dyn([2])", "error: no such overload: `<` on list, list"),
      ("'b' > 'a' && 'a' < 'aa' && 'é' > 'z'", "bool true"), ("b'a' < b'b'", "bool true"),
      ("false < true", "bool true"), ("'\\U0001F600' > '\\uFFFD'", "bool true"),
    ])
  func types(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "conditions absorb errors from either side",
    arguments: [
      ("false && 1 / 0 == 1", "bool false"), ("1 / 0 == 1 && false", "bool false"),
      ("true || 1 / 0 == 1", "bool true"), ("1 / 0 == 1 || true", "bool true"),
      ("true && 1 / 0 == 1", "error: divide by zero"),
      ("1 / 0 == 1 || false", "error: divide by zero"),
      ("dyn(1) && false", "bool false"), ("dyn('a') || true", "bool true"),
      ("dyn(1) && true", "error: no such overload: a condition on int"),
      ("true && true && 1 / 0 == 1 && false", "bool false"),
      ("false || false || dyn(1) || true", "bool true"),
      ("true ? 1 : 1 / 0", "int 1"), ("false ? 1 / 0 : 2", "int 2"),
      ("1 / 0 == 1 ? 1 : 2", "error: divide by zero"),
      ("dyn(1) ? 1 : 2", "error: no such overload: a condition on int"),
      ("!dyn(1)", "error: no such overload: `!` on int"),
    ])
  func conditions(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "lists and maps are indexed and searched",
    arguments: [
      ("[1, 2][1]", "int 2"), ("[1][1]", "error: index out of bounds: 1"),
      ("[1][-1]", "error: index out of bounds: -1"), ("[7, 8][dyn(1.0)]", "int 8"),
      ("[7, 8][dyn(0.5)]", "error: no such overload: `[ ]` on list, double"),
      ("{'a': 1}['b']", "error: no such key: 'b'"), ("{'a': 1}.b", "error: no such key: 'b'"),
      ("{1: 'a'}[dyn(1u)] + {1u: 'b'}[dyn(1.0)]", "string ab"),
      ("{1: 2, dyn(1u): 3}", "error: Failed with repeated key: 1"),
      ("{'a': 1, 'a': 2}", "error: Failed with repeated key: 'a'"),
      ("{dyn(1.5): 1}", "error: unsupported key type: double"),
      ("1 in [2, 1] && !(3 in [1])", "bool true"),
      ("'a' in {'a': 1} && !('b' in {'a': 1})", "bool true"),
      ("dyn(1.0) in [1]", "bool true"),
      ("dyn(1) in dyn(2)", "error: no such overload: `in` on int, int"),
      ("[1] + [2, 3]", "list 1, 2, 3"), ("size([1, 2]) + [1].size()", "int 3"),
      ("size({'a': 1}) + {}.size()", "int 1"),
      ("range_of(1)", "fault: unknown function `range_of`"),
      ("(1).b", "fault: int has no fields, so no `b`"),
      ("dyn(1).b", "error: no such field: type 'int' does not support field selection"),
      ("has({'a': null}.a) && !has({}.a)", "bool true"),
      ("{1:1,2:2,3:3,4:4,5:5,6:6,7:7,8:8,9:9,10:10}[dyn(10u)]", "int 10"),
      ("{1:1,2:2,3:3,4:4,5:5,6:6,7:7,8:8,9:9,10:10,9:11}", "error: Failed with repeated key: 9"),
    ])
  func collections(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "text is made of code points",
    arguments: [
      ("size('été') == 3 && size(b'été') == 5", "bool true"), ("'a' + 'é' + ''", "string aé"),
      ("b'a' + b'b'", "bytes ab"), ("'été'.contains('t') && !'été'.contains('x')", "bool true"),
      ("'été'.startsWith('é') && !'été'.startsWith('e')", "bool true"),
      ("'été'.endsWith('té') && !'a'.endsWith('aa')", "bool true"),
      ("'a'.contains('')", "bool true"),
      ("'abcd'.contains('cd') && !'abcd'.contains('dc')", "bool true"),
    ])
  func text(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }
}
