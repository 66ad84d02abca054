import Testing

@Suite("The strings library")
struct StringTests {
  @Test(
    "searching and cutting",
    arguments: [
      ("'été'.charAt(1) + 'été'.charAt(3)", "string t"),
      ("'a'.charAt(2)", "error: index out of bounds: 2"),
      ("'étété'.indexOf('té')", "int 1"), ("'étété'.indexOf('té', 2)", "int 3"),
      ("'a'.indexOf('b')", "int -1"),
      ("'abc'.indexOf('', 2)", "int 2"), ("'abc'.indexOf('a', 3)", "error: index out of bounds: 3"),
      ("'étété'.lastIndexOf('té')", "int 3"), ("'étété'.lastIndexOf('té', 2)", "int 1"),
      ("'abc'.lastIndexOf('')", "int 3"), ("'a'.lastIndexOf('ab')", "int -1"),
      ("'été'.substring(1) + 'été'.substring(0, 2)", "string téét"),
      ("'abc'.substring(3)", "string"),
      ("'abc'.substring(4)", "error: index out of bounds: 4"),
      ("'abc'.substring(2, 1)", "error: index out of bounds: 1"),
      ("' \\t\\u00a0a b\\n'.trim()", "string a b"), ("'\\u180e'.trim() == '\\u180e'", "bool true"),
    ])
  func searching(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "long texts are found in linear time",
    arguments: [
      // Longer than what is compared anew at each place, with borders.
      ("'xabcabcabcabcabcabcabcabd'.indexOf('abcabcabcabcabcabd')", "int 7"),
      ("'aaaaaaaaaaaaaaaaaaaaaaaab'.lastIndexOf('aaaaaaaaaaaaaaaaaaaa')", "int 4"),
      ("'abababababababababababab'.lastIndexOf('ababababababababab', 5)", "int 4"),
      ("'abababababababababababab'.indexOf('ababababababababab', 1)", "int 2"),
      ("'abcabcabcabcabcabcabc'.contains('abcabcabcabcabcabcabd')", "bool false"),
    ])
  func long(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "splitting, joining, replacing",
    arguments: [
      ("'a,b,,c'.split(',')", "list a, b, , c"), ("'a,b,c'.split(',', 2)", "list a, b,c"),
      ("'a,b'.split(',', 0)", "list"), ("'a,b'.split(',', -1)", "list a, b"),
      ("'é1'.split('')", "list é, 1"),
      ("''.split(',').size() + ''.split('').size()", "int 1"), ("'abc'.split('', 2)", "list a, bc"),
      ("['a', 'b'].join() + ['a', 'b'].join('-') + [].join('x')", "string aba-b"),
      ("'aaa'.replace('a', 'b')", "string bbb"), ("'aaa'.replace('a', 'b', 2)", "string bba"),
      ("'aaa'.replace('a', 'b', 0)", "string aaa"), ("'éa'.replace('', '-')", "string -é-a-"),
      ("'ab'.replace('b', '')", "string a"), ("'été'.reverse()", "string été"),
      ("'abc'.reverse()", "string cba"),
      ("'ÉAz'.lowerAscii() + 'éaZ'.upperAscii()", "string ÉazéAZ"),
      (#"strings.quote('a"b\n\\é')"#, #"string "a\"b\n\\é""#),
      ("[1].join()", "fault: `join` expects list(string), found list(int)"),
    ])
  func splitting(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "format",
    arguments: [
      ("'%s %s %s'.format(['a', 1, 2u])", "string a 1 2"),
      ("'%s %s'.format([1.5, 1e6])", "string 1.5 1000000"),
      ("'%s'.format([[1, 'a', null, true]])", "string [1, a, null, true]"),
      ("'%s'.format([{'b': 1, 'a': [2]}])", "string {a: [2], b: 1}"),
      ("'%s %s'.format([duration('1.5s'), timestamp(0)])", "string 1.5s 1970-01-01T00:00:00Z"),
      ("'%d %d%%'.format([1, 2u])", "string 1 2%"),
      ("'%f %.2f %.0f'.format([1.5, 2.675, 2.5])", "string 1.500000 2.67 2"),
      ("'%e %.1e'.format([1500.0, 0.05])", "string 1.500000e+03 5.0e-02"),
      ("'%.3f'.format([1e21])", "string 1000000000000000000000.000"),
      ("'%.2f'.format([0.005])", "string 0.01"),
      ("'%.2f %.2f'.format([0.004, 9.999])", "string 0.00 10.00"),
      ("'%b %b %b'.format([5, -5, true])", "string 101 -101 1"),
      ("'%x %X %x %o'.format([255, 255u, 'hi', 8])", "string ff FF 6869 10"),
      ("'%s'.format([type(1)])", "string int"), ("'%f'.format([double('nan')])", "string NaN"),
      ("'%d'.format(['a'])", "error: format: `%d` does not take a value of type string"),
      ("'%s'.format([])", "error: index out of bounds: 0"),
      ("'%'.format([])", "error: format: a `%` at the end"),
      ("'a'.format([1])", "error: format: more arguments than verbs"),
      ("'%q'.format([1])", "error: format: `%q` does not take a value of type int"),
    ])
  func format(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }
}
