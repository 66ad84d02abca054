import Testing

@Suite("IP addresses")
struct NetworkTests {
  @Test(
    "an IPv6 address may end in dots",
    arguments: [
      ("64:ff9b::1.2.3.4", "64:ff9b::102:304"), ("::1.2.3.4", "::102:304"),
      ("1:2:3:4:5:6:255.0.0.1", "1:2:3:4:5:6:ff00:1"), ("::fffe:1.2.3.4", "::fffe:102:304"),
      ("::ffff:0:1.2.3.4", "::ffff:0:102:304"),
    ])
  func dottedEnd(text: String, shown: String) {
    #expect(evaluate("isIP('\(text)')") == "bool true")
    #expect(evaluate("string(ip('\(text)'))") == "string \(shown)")
    #expect(evaluate("ip.isCanonical('\(text)')") == "bool false")
    #expect(evaluate("isCIDR('\(text)/96')") == "bool true")
  }

  @Test(
    "an IPv4 address of ::ffff:0:0/96 is refused in dots",
    arguments: ["::ffff:1.2.3.4", "0:0:0:0:0:FFFF:1.2.3.4", "::FFFF:0.0.0.0"])
  func mapped(text: String) {
    #expect(evaluate("isIP('\(text)')") == "bool false")
    #expect(evaluate("isCIDR('\(text)/128')") == "bool false")
    #expect(
      evaluate("ip('\(text)')")
        == "error: IPv4-mapped IPv6 address is not allowed: '\(text)'")
  }

  @Test(
    "dots elsewhere are no address",
    arguments: ["1.2.3.4::", "::1.2.3", "::1.2.3.256", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4"])
  func wrong(text: String) {
    #expect(evaluate("isIP('\(text)')") == "bool false")
    #expect(evaluate("isCIDR('\(text)/96')") == "bool false")
  }
}
