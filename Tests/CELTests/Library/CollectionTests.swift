import Testing

@Suite("The lists, sets, math and encoders libraries")
struct CollectionTests {
  @Test(
    "lists",
    arguments: [
      ("[1, 2, 3].slice(1, 3)", "list 2, 3"), ("[1].slice(0, 2)", "error: index out of bounds: 2"),
      ("[1].slice(1, 0)", "error: index out of bounds: 1"),
      ("[[1], [2, [3]]].flatten()", "list 1, 2, [3]"),
      ("[[1], [2, [3]]].flatten(2)", "list 1, 2, 3"),
      ("[[1]].flatten(-1)", "error: flatten: the depth is negative"),
      ("[1, 2, 1, 1u, 'a', 'a', [1], [1]].distinct()", "list 1, 2, a, [1]"),
      ("[3, 1, 2].sort()", "list 1, 2, 3"), ("['b', 'a'].sort()", "list a, b"),
      ("[1, dyn('a')].sort()", "error: no such overload: int and string have no order"),
      ("[[1]].sort()", "fault: list(list(int)) has no method `sort`"),
      ("[1, 2].reverse()", "list 2, 1"), ("lists.range(3)", "list 0, 1, 2"),
      ("lists.range(-1)", "error: lists.range: a negative length"),
      ("[1, 2].first().value() + [1, 2].last().value()", "int 3"),
      ("[].first().hasValue()", "bool false"),
      ("[1, 2].sum() + [].sum()", "int 3"), ("[1.5, 2.0].sum()", "double 3.5"),
      ("[duration('1s'), duration('2s')].sum()", "google.protobuf.Duration 3s"),
      ("[9223372036854775807, 1].sum()", "error: integer overflow"),
      ("['a'].sum()", "fault: list(string) has no method `sum`"),
      ("[2, 1, 3].min() + [2, 1, 3].max()", "int 4"), ("[].min()", "error: min of an empty list"),
      ("['b', 'a'].max()", "string b"),
      ("[1, 2, 2].isSorted() && ![2, 1].isSorted() && [].isSorted()", "bool true"),
      ("[1, 2, 1].indexOf(1) + [1, 2, 1].lastIndexOf(1) + [1].indexOf(5)", "int 1"),
    ])
  func lists(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "sets",
    arguments: [
      (
        "sets.contains([1, 2], [2, 2]) && !sets.contains([1], [2]) && sets.contains([], [])",
        "bool true"
      ),
      ("sets.equivalent([1, 1, 2], [2, 1]) && !sets.equivalent([1], [1, 2])", "bool true"),
      (
        "sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], [2]) && !sets.intersects([], [1])",
        "bool true"
      ),
      (
        "sets.contains([1], ['a'])",
        "fault: the arguments of `sets.contains` do not go together: list(int), list(string)"
      ),
    ])
  func sets(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "math",
    arguments: [
      ("math.greatest(1, 2, 3) + math.least(3, 2)", "int 5"),
      ("math.greatest(1, 2.5)", "double 2.5"), ("math.least([3u, 1u])", "uint 1"),
      ("math.greatest([])", "error: math.greatest of an empty list"),
      ("math.greatest()", "fault: `math.greatest` needs at least one argument"),
      ("math.greatest('a')", "fault: `math.greatest` does not take (string)"),
      ("math.greatest(1, 2u, 3.0)", "double 3"),
      ("math.ceil(1.2) + math.floor(-1.2) + math.trunc(-1.7) + math.round(2.5)", "double 2"),
      ("math.round(-0.5)", "double -1"), ("math.abs(-3) + math.sign(-7)", "int 2"),
      ("math.abs(-9223372036854775808)", "error: integer overflow"),
      ("math.sign(0.0) + math.sign(-2.5)", "double -1"),
      ("math.isNaN(0.0 / 0.0) && math.isInf(1.0 / 0.0) && math.isFinite(1.0)", "bool true"),
      ("math.bitAnd(6, 3) + math.bitOr(4, 1) + math.bitXor(3, 1) + math.bitNot(0)", "int 8"),
      ("math.bitShiftLeft(1, 4) + math.bitShiftRight(-1024, 3)", "int 2305843009213693840"),
      ("math.bitShiftLeft(1u, 64)", "uint 0"),
      ("math.bitShiftRight(1, -1)", "error: math.bitShiftRight: a negative offset"),
      ("math.sqrt(16) + math.sqrt(9.0) + math.sqrt(4u)", "double 9"),
    ])
  func math(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "base64",
    arguments: [
      ("base64.encode(b'hello')", "string aGVsbG8="), ("base64.encode(b'')", "string"),
      ("string(base64.decode('aGVsbG8'))", "string hello"),
      ("string(base64.decode('aGVsbG8='))", "string hello"),
      ("base64.encode(b'\\xff\\xfe\\xfd')", "string //79"),
      ("base64.decode('a')", "error: type conversion error: 'a' does not read as base64"),
      ("base64.decode('a?==')", "error: type conversion error: 'a?==' does not read as base64"),
    ])
  func encoders(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "addresses and networks",
    arguments: [
      ("string(ip('2001:0DB8:0:0:1:0:0:1'))", "string 2001:db8::1:0:0:1"),
      ("string(ip('::'))", "string ::"), ("string(ip('1::'))", "string 1::"),
      ("ip('1.2.3')", "error: IP Address '1.2.3' parse error during conversion from string"),
      ("ip('01.2.3.4')", "error: IP Address '01.2.3.4' parse error during conversion from string"),
      (
        "isIP('::1') && !isIP('1::2::3') && !isIP(':1') && !isIP('1:2:3:4:5:6:7') && isIP('1:2:3:4:5:6:7:8')",
        "bool true"
      ),
      ("ip.isCanonical('::1') && !ip.isCanonical('0::1')", "bool true"),
      ("ip('1.2.3.4').family() + ip('::').family()", "int 10"),
      (
        "ip('127.9.9.9').isLoopback() && ip('::1').isLoopback() && !ip('128.0.0.1').isLoopback()",
        "bool true"
      ),
      (
        "ip('169.254.1.1').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() && ip('ff02::1').isLinkLocalMulticast()",
        "bool true"
      ),
      (
        "ip('8.8.8.8').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && !ip('224.0.0.1').isGlobalUnicast()",
        "bool true"
      ),
      (
        "cidr('10.1.0.0/16').containsIP('10.1.2.3') && !cidr('10.1.0.0/16').containsIP('10.2.0.0')",
        "bool true"
      ),
      (
        "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR('10.0.0.0/8')",
        "bool true"
      ),
      (
        "cidr('0.0.0.0/0').containsIP('255.1.2.3') && cidr('1.2.3.4/32').containsIP('1.2.3.4')",
        "bool true"
      ),
      (
        "string(cidr('10.1.2.3/16').masked()) + ' ' + string(cidr('10.1.2.3/16').ip())",
        "string 10.1.0.0/16 10.1.2.3"
      ),
      ("cidr('10.1.2.3/16').prefixLength()", "int 16"),
      (
        "isCIDR('::/0') && !isCIDR('1.2.3.4/33') && !isCIDR('1.2.3.4/08') && !isCIDR('1.2.3.4')",
        "bool true"
      ),
      (
        "cidr('10.0.0.0/8') == cidr('10.0.0.0/8') && cidr('10.0.0.0/8') != cidr('10.0.0.0/9')",
        "bool true"
      ), ("type(ip('::1')) == net.IP", "bool true"),
    ])
  func network(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }
}
