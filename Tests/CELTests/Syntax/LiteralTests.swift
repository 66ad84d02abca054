import Testing

@Suite("Literals")
struct LiteralTests {
  @Test(
    "numbers",
    arguments: [
      ("0", "int 0"), ("-7", "int -7"), ("0x1F", "int 31"), ("-0xff", "int -255"),
      ("9223372036854775807", "int 9223372036854775807"),
      ("-9223372036854775808", "int -9223372036854775808"),
      ("-0x8000000000000000", "int -9223372036854775808"),
      ("18446744073709551615u", "uint 18446744073709551615"), ("0xAu", "uint 10"), ("3U", "uint 3"),
      ("1.5", "double 1.5"), (".5", "double 0.5"), ("1e3", "double 1000"),
      ("-2.5E-1", "double -0.25"), ("1.0", "double 1"), ("-0.0", "double -0"),
      ("--1", "int 1"), ("- 1", "int -1"),
    ])
  func numbers(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "numbers that are none",
    arguments: [
      ("9223372036854775808", "fault: this number does not fit into an int"),
      ("-9223372036854775809", "fault: this number does not fit into an int"),
      ("18446744073709551616u", "fault: this number does not fit into a uint"),
      ("0x", "fault: a hexadecimal number without digits"),
      ("1x", "fault: a letter directly behind a number"),
      ("1.5u", "fault: a letter directly behind a number"),
    ])
  func noNumbers(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "strings and their escapes",
    arguments: [
      ("'a'", "string a"), ("\"it's\"", "string it's"), ("''", "string"),
      (#"'\a\b\f\n\r\t\v' == "\x07\x08\x0c\x0a\x0d\x09\x0b""#, "bool true"),
      (#"'\\\?\"\'\`'"#, "string \\?\"'`"),
      (#"'\u00e9\U0001F600\303'"#, "string é😀Ã"), (#"'\xe9'"#, "string é"),
      (#"r'\n'"#, #"string \n"#), (#"R"a\"b""#, "fault: a string without its closing quote"),
      ("'''a\n'b''c'''", "string a\n'b''c"), ("\"\"\"a\"\"b\"\"\"", "string a\"\"b"),
      (#"r"""\d"\d""""#, #"string \d"\d"#),
      ("size('👨‍👩‍👧')", "int 5"), ("'e\\u0301' == 'é'", "bool false"),
    ])
  func strings(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "byte strings",
    arguments: [
      ("b'abc'", "bytes abc"), (#"b'\xff' == b'\377'"#, "bool true"), ("size(b'é')", "int 2"),
      (#"br'\x'"#, #"bytes \x"#), (#"B'''a"""b'''"#, "bytes a\"\"\"b"),
      (#"b'\u00e9'"#, #"fault: `\u` is no escape sequence here"#),
    ])
  func bytes(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "strings that are none",
    arguments: [
      ("'a", "fault: a string without its closing quote"),
      ("'a\nb'", "fault: a line break in a string"),
      (#"'\q'"#, #"fault: `\q` is no escape sequence here"#),
      (#"'\ud800'"#, #"fault: `\u` is no escape sequence here"#),
      (#"'\400'"#, #"fault: `\4` is no escape sequence here"#),
      (#"'\x4'"#, #"fault: `\x` is no escape sequence here"#),
      (#"'\U00110000'"#, #"fault: `\U` is no escape sequence here"#),
    ])
  func noStrings(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "lists, maps, constants and comments",
    arguments: [
      ("[1, 2,]", "list 1, 2"), ("[]", "list"), ("{'a': 1, 'b': 2,}", "map {a: 1, b: 2}"),
      ("{}", "map {}"), ("null", "null_type null"), ("true // no\n && // yes\n true", "bool true"),
      ("[?optional.of(1), ?optional.none(), 2]", "list 1, 2"),
      ("{?'a': optional.none(), 'b': 1}", "map {b: 1}"),
      ("{'a-b': 1}.`a-b`", "int 1"), ("{'in': 1}['in']", "int 1"),
      ("{'for': 1}.for", "int 1"),
    ])
  func others(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "what the grammar does not have",
    arguments: [
      "for", "a.in", "1 +", "(1", "[1", "{1}", "{1: 2", "a.", ".", "1 ? 2", "1 2", "f(1,)", "[,]",
      "{,}", "'a' 'b'", "&& true", "#", "a.`b", "`a`", "!", "a ? b : ", "$x", "é",
    ])
  func noGrammar(text: String) {
    #expect(evaluate(text).hasPrefix("fault: "))
  }

  @Test(
    "operators bind as the specification orders them",
    arguments: [
      ("1 + 2 * 3 - 4 / 2 % 3", "int 5"), ("(1 + 2) * 3", "int 9"), ("10 - 3 - 2", "int 5"),
      ("1 < 2 == true", "bool true"), ("true || false && false", "bool true"),
      ("!true || true", "bool true"), ("false ? 1 : true ? 2 : 3", "int 2"),
      ("-2 * -3", "int 6"), ("1 in [1] && 2 in [2]", "bool true"), ("-'a'.size()", "int -1"),
      ("[[1]][0][0]", "int 1"), ("!!true", "bool true"), ("2 - -2", "int 4"),
    ])
  func precedence(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }
}
