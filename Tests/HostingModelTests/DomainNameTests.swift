import HostingModel
import Testing

struct DomainNameTests {
  private func ascii(_ text: String) -> String {
    String(decoding: DomainName(text.utf8).ascii, as: UTF8.self)
  }

  private static let forms: [(String, String)] = [
    ("example.fr", "example.fr"), ("Example.FR", "example.fr"), ("example.fr.", "example.fr"),
    ("  example.fr ", "example.fr"), ("été.fr", "xn--t-9fab.fr"), ("ÉTÉ.fr", "xn--t-9fab.fr"),
    ("e\u{301}te\u{301}.fr", "xn--t-9fab.fr"), ("été.fr.", "xn--t-9fab.fr"),
    ("xn--t-9fab.fr", "xn--t-9fab.fr"), ("XN--T-9FAB.FR", "xn--t-9fab.fr"),
    ("Xn--T-9fab.fr.", "xn--t-9fab.fr"), ("été。fr", "xn--t-9fab.fr"),
    ("été．fr", "xn--t-9fab.fr"), ("example｡fr", "example.fr"), ("ｅｘａｍｐｌｅ.fr", "example.fr"),
    ("faß.de", "xn--fa-hia.de"), ("münchen.de", "xn--mnchen-3ya.de"),
    ("例え.jp", "xn--r8jz45g.jp"), ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
    ("localhost", "localhost"), ("1.fr", "1.fr"), ("a--b.fr", "a--b.fr"),
  ]

  @Test(arguments: Self.forms)
  func comparesInASCIIForm(written: String, form: String) {
    #expect(ascii(written) == form)
    #expect(DomainName(written.utf8).fault == nil)
  }

  private static let faults: [(String, String)] = [
    ("", "it is empty"), ("   ", "it is empty"),
    (".", "it has an empty label: a dot at its start, or two in a row"),
    (".fr", "it has an empty label: a dot at its start, or two in a row"),
    ("a..fr", "it has an empty label: a dot at its start, or two in a row"),
    ("a_b.fr", "the label `a_b` holds `_`, and only letters, digits and hyphens are allowed"),
    ("*.example.fr", "the label `*` holds `*`, and only letters, digits and hyphens are allowed"),
    ("my site.fr", "it holds a space"), ("a\u{7}.fr", "it holds a control character"),
    ("a\u{0}.fr", "it holds a control character"), ("é\u{0}.fr", "it holds a control character"),
    ("-a.fr", "the label `-a` starts or ends with a hyphen"),
    ("a-.fr", "the label `a-` starts or ends with a hyphen"),
    (
      "https://example.fr/",
      "it is an address, not a name: write only what stands between `//` and the next `/`"
    ),
    (
      String(repeating: "a", count: 64) + ".fr",
      "the label `aaaaaaaaaaaaaaaaaaaa…` has 64 characters, and at most 63 are allowed"
    ),
    (
      String(repeating: "abcdefg.", count: 32) + "fr",
      "it has 258 characters, and at most 253 are allowed"
    ),
    (String(repeating: "é", count: 1001), "it has 1001 characters, and at most 253 are allowed"),
  ]

  @Test(arguments: Self.faults)
  func saysWhatIsWrong(written: String, fault: String) {
    #expect(DomainName(written.utf8).fault == fault)
  }

  @Test(arguments: [
    "xn--zzzzzzzzzz99999.fr", "xn--.fr", "xn--a.fr", "xn--ls8h\u{301}.fr", "💩.fr",
    "a\u{200B}\u{2060}⑳.\u{E000}",
    "\u{202E}example.fr", "xn--ÿ.fr",
  ])
  func refusesWhatIDNADoes(written: String) {
    #expect(DomainName(written.utf8).fault != nil)
  }

  @Test func lengthsAtTheBoundAreAllowed() {
    let label = String(repeating: "a", count: 63)
    #expect(DomainName("\(label).fr".utf8).fault == nil)
    let name = "\(label).\(label).\(label).\(String(repeating: "b", count: 61))"
    #expect(name.utf8.count == 253)
    #expect(DomainName(name.utf8).fault == nil)
    #expect(DomainName("\(name).".utf8).fault == nil)
    #expect(DomainName("b\(name)".utf8).fault != nil)
  }

  @Test(arguments: ["a", "a.", "é", "xn--a.", "a b", "\u{0}"])
  func namesOfAMegabyteAreRefused(part: String) {
    let name = String(repeating: part, count: 1_000_000 / part.utf8.count)
    #expect(DomainName(name.utf8).fault != nil)
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    #expect(DomainName([0xFF, 0x2E, 0x66, 0x72]).fault != nil)
  }

  @Test func parentsGoUpwards() {
    let parents = DomainName.parents(of: Array("a.b.fr".utf8)[...])
    #expect(parents.map { String(decoding: $0, as: UTF8.self) } == ["b.fr", "fr"])
    #expect(DomainName.parents(of: Array("fr".utf8)[...]).isEmpty)
  }
}
