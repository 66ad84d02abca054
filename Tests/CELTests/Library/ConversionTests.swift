import Testing

@Suite("Conversions between types")
struct ConversionTests {
  @Test(
    "numbers",
    arguments: [
      ("int(1.9) + int(-1.9)", "int 0"), ("int('-12')", "int -12"), ("int(5u)", "int 5"),
      ("int(9223372036854775808.0)", "error: range error"),
      ("int(-9223372036854775808.0)", "error: range error"),
      ("int(18446744073709551615u)", "error: range error"),
      ("int('1.5')", "error: type conversion error: '1.5' does not read as int"),
      ("int(double('NaN'))", "error: range error"),
      ("int(timestamp('1970-01-01T00:01:00Z'))", "int 60"),
      ("uint(3.7)", "uint 3"), ("uint(-1)", "error: range error"),
      ("uint(-0.5)", "error: range error"),
      ("uint('7') + uint(1)", "uint 8"), ("uint(18446744073709551616.0)", "error: range error"),
      ("double(3) + double(2u)", "double 5"), ("double('1e3')", "double 1000"),
      ("double('x')", "error: type conversion error: 'x' does not read as double"),
      ("double('1e400')", "error: range error"), ("double('-1e400')", "error: range error"),
      ("double('1e308')", "double 1e+308"), ("double('-inf')", "double -Inf"),
      ("1e400", "fault: this number does not fit into a double"),
      ("-1e400", "fault: this number does not fit into a double"),
      ("bool('t') && bool('1') && bool('TRUE') && bool('True') && bool('true')", "bool true"),
      ("bool('f') || bool('0') || bool('FALSE') || bool('False')", "bool false"),
      ("bool('tRuE')", "error: type conversion error: 'tRuE' does not read as bool"),
    ])
  func numbers(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "text",
    arguments: [
      ("string(1) + string(2u) + string(true)", "string 12true"), ("string(1e6)", "string 1e+06"),
      ("string(123456.0)", "string 123456"), ("string(1.0)", "string 1"),
      ("string(-0.0)", "string -0"),
      ("string(0.0001)", "string 0.0001"), ("string(0.00001)", "string 1e-05"),
      ("string(1.5e300)", "string 1.5e+300"), ("string(double('inf'))", "string +Inf"),
      ("string(b'abc')", "string abc"),
      (#"string(b'\xff')"#, "error: invalid UTF-8 in bytes, cannot convert to string"),
      ("bytes('é') == b'\\303\\251'", "bool true"),
      ("string(timestamp('2020-02-29T12:00:00.5+01:30'))", "string 2020-02-29T10:30:00.5Z"),
      ("string(duration('90m'))", "string 5400s"), ("string(duration('-1.5s'))", "string -1.5s"),
    ])
  func text(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }

  @Test(
    "types are values",
    arguments: [
      ("type(1) == int && type(1u) == uint && type('') == string", "bool true"),
      ("type([]) == list && type({}) == map && type(null) == null_type", "bool true"),
      ("type(type(1)) == type && type(int) == type", "bool true"),
      ("type(timestamp(0)) == google.protobuf.Timestamp", "bool true"),
      ("type(optional.none()) == optional_type", "bool true"), ("type(1.0)", "type double"),
    ])
  func types(text: String, expected: String) {
    #expect(evaluate(text) == expected)
  }
}
