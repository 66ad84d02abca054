import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing

/// A password in a file is shown by no report, wherever it stands.
@Suite("Passwords")
struct SecretTests {
  private static let secret = "Kx7qZw9vJb2m"

  /// Texts around a password, which stands for `@@`; each has a finding beside it.
  static let texts: [(title: String, text: String)] = [
    ("where it belongs", customer("password: @@")),
    (
      "as a login and a pack too, by an alias",
      customer("password: &p @@\n    name: *p\n    pack: *p")
    ),
    ("in quotes", customer("password: '@@'")),
    ("on the next line", customer("password:\n      @@")),
    ("under a misspelt key", customer("pasword: @@")),
    ("under a key in capitals", customer("PASSWORD: @@")),
    ("under a key in French", customer("mot_de_passe: @@")),
    ("under a key in quotes", customer("\"password\": @@")),
    ("under a key with an escape", customer("\"p\\u0061ssword\": @@")),
    ("under an explicit key", customer("? password\n    : @@")),
    ("under a key of another entity", "hosting: 1\nreseller:\n  login: a\n  password: @@\n"),
    ("at the top level", "hosting: 1\npassword: @@\nreseller:\n  login: a\n"),
    (
      "on a line with another fault",
      "hosting: 1\nreseller: { login: a }\ncustomers:\n  - { login: b, password: @@, nmae: B }\n"
    ),
    (
      "before a fault on the same line",
      "hosting: 1\nreseller: { login: a }\ncustomers:\n  - { nmae: B, login: b, password: \"@@\" }\n"
    ),
    ("with a syntax error behind it", customer("password: @@: more")),
    ("with a quote that is not closed", customer("password: \"@@\n    name: B")),
    ("with a character that may not begin it", customer("password: @" + "@@")),
    ("with a percent sign", customer("password: %@@")),
    ("with a bracket that is not closed", customer("password: [@@\n    name: B")),
    ("where an anchor is missing", customer("password: *@@")),
    ("on the line behind its key, with a syntax error", customer("password:\n      @@: a: b")),
    ("on a line with a tab", customer("password:\t@@: a: b")),
    ("behind a syntax error", customer("name: a: b\n    password: @@")),
    ("as a label", customer("labels: { wifi-password: @@, n: [1] }")),
    ("as a label of several lines", customer("labels:\n      secret: @@\n      n: [1]")),
    ("as the second of two", customer("password: @@\n    password: @@")),
    ("as the first of two", customer("password: @@\n    password: other")),
    ("by an anchor", customer("name: &pw @@\n    password: *pw")),
    ("by an anchor beside a fault", customer("labels: { n: [&pw @@] }\n    password: *pw")),
    ("by an anchor on one line", customer("panel: {password: &p @@, name: *p}")),
    ("as what YAML takes for a tag", customer("password: !@@ x")),
    ("as what YAML takes for an anchor", customer("password: &@@ x")),
    ("as another customer's login", customer("password: @@\n  - login: @@\n")),
    ("in a comment of another line", customer("password: @@\n    nmae: B # it was @@.")),
    ("as a block scalar", customer("password: |\n      @@\n      @@")),
    ("as a folded scalar", customer("password: >-\n      @@\n      @@")),
    ("in quotes over two lines", customer("password: \"@@\n      @@\"")),
    ("as plain text over two lines", customer("password: @@\n      @@")),
    ("as a list", customer("password: [@@, @@]")),
    ("as a list of several lines", customer("password:\n      - @@\n      - @@")),
    ("as a mapping", customer("password: { old: @@, new: @@ }")),
    ("as a key of a mapping", customer("password: { @@: 1 }")),
    ("in the mapping of an unknown key", customer("panel: { user: b, password: @@ }")),
    ("in the lines of an unknown key", customer("panel:\n      user: b\n      password: @@")),
    ("under an unknown key that is secret", customer("credentials: { user: b, value: @@ }")),
    ("behind a merge key", customer("<<: &base { password: @@ }\n    nmae: B")),
    ("in a comment beside a fault", customer("nmae: B # password: @@")),
    ("with an equals sign in a comment", customer("nmae: B # password=@@")),
    ("with a tag", customer("password: !!str @@")),
    ("with an unknown tag", customer("password: !secret @@")),
    ("in a file of another format", "services: {}\npassword: @@\n"),
    ("in a text file", "password: @@\n"),
  ]

  private static func customer(_ lines: String) -> String {
    "hosting: 1\nreseller:\n  login: a\ncustomers:\n  - login: b\n    \(lines)\n"
  }

  @Test(arguments: texts.map(\.title))
  func isNeverShown(title: String) throws {
    let template = try #require(Self.texts.first { $0.title == title }?.text)
    let text = template.replacingOccurrences(of: "@@", with: Self.secret)
    #expect(text.contains(Self.secret))
    for bytes in Self.encodings(of: text) {
      let report = try Check.bytes(bytes)
      #expect(!report.findings.isEmpty)
      for output in Check.allFormats(report) { expectNoPart(of: Self.secret, in: output, title) }
    }
  }

  @Test(
    "A hash of the line does not tell one password from another",
    arguments: texts.map(\.title))
  func isNotHashed(title: String) throws {
    let template = try #require(Self.texts.first { $0.title == title }?.text)
    func sarif(_ secret: String) throws -> String {
      SARIFReporter(repositoryRoot: nil).string(
        try Check.text(template.replacingOccurrences(of: "@@", with: secret)))
    }
    #expect(try sarif(Self.secret) == sarif("Tr4mwWYs8Lp3"))
  }

  @Test(
    "Many words for secrets on one line take no quadratic time",
    arguments: ["passw", "password: ", "password=", "\\u0061:", "&a *a password: *a "])
  func longLines(word: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let text = Self.customer("nmae: \"" + String(repeating: word, count: count))
      return try processorSeconds {
        let report = try Check.text(text)
        #expect(!report.findings.isEmpty)
      }
    }
    // Twice the words take about twice the time; a quadratic search takes four times.
    #expect(try seconds(40_000) < 3 * seconds(20_000) + 0.1)
  }

  @Test("Lines below a key are masked as far as they belong to it")
  func belowTheKey() throws {
    let text = """
      hosting: 1
      reseller: { login: a }
      customers:
        # The password: of everybody is elsewhere.
        - nmae: one
          password:
            \(Self.secret)

            more
          mnae: two
        - eman: three
        - login: [
      """
    let report = TextReporter(style: TextStyle()).string(try Check.text(text))
    for line in ["nmae: one", "mnae: two", "eman: three"] { #expect(report.contains(line)) }
    #expect(!report.contains("more") && !report.contains(Self.secret))
  }

  @Test("What is not secret is shown as it stands")
  func nearMiss() throws {
    let report = try Check.text(Self.customer("nmae: Boulangerie Martin"))
    let text = TextReporter(style: TextStyle()).string(report)
    #expect(text.contains("nmae: Boulangerie Martin"))
  }

  @Test(
    "A password that is a word of a message leaves no hole there",
    arguments: [
      "customer", "address", "name", "works",
    ])
  func wordOfMessage(word: String) throws {
    let report = try Check.text(Self.customer("password: \(word)"))
    let text = TextReporter(style: TextStyle()).string(report)
    #expect(text.contains("the customer b has no email address\n"))
    #expect(text.contains("an address that works while the customer's own site does not"))
    #expect(text.contains("password: \(String(repeating: "*", count: word.count))\n"))
  }

  @Test("An anchor on one line makes no secret of what stands behind the password")
  func flowStyle() throws {
    let report = try Check.text(
      Self.customer("labels: {password: &p \(Self.secret), name: [*p]}"))
    let text = TextReporter(style: TextStyle()).string(report)
    #expect(text.contains(", name: [*p]}"))
  }

  @Test("Syntax faults beside a password say what they are about")
  func syntaxFaults() throws {
    func message(_ lines: String) throws -> String {
      let diagnostic = try Check.text(Self.customer(lines)).findings.map(\.diagnostic)
        .first { $0.rule == "yaml-syntax" }
      return try #require(diagnostic.map { "\($0.message). \($0.remedy)" })
    }
    #expect(try message("password: 'hunter2").hasSuffix("same character, `'`."))
    #expect(try message("password: hunter2\n   name: B").contains("found `name`."))
    // What may be the password's own second line is not told.
    #expect(try message("password:\n      hunter: a: b").contains("hunter") == false)
    #expect(try message("password: |\n   hunter: b").contains("hunter") == false)
  }

  @Test("A password of `null` is none")
  func null() throws {
    let text = TextReporter(style: TextStyle()).string(
      try Check.text(Self.customer("nmae: { password: null } # null")))
    #expect(text.contains("nmae: { password: null } # null"))
  }

  /// UTF-8 with LF and with CR LF, UTF-16 in both byte orders, and with a byte
  /// that is no UTF-8 on the last line and behind it.
  private static func encodings(of text: String) -> [[UInt8]] {
    let littleEndian: [UInt8] = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let bigEndian: [UInt8] = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let carriageReturns = text.replacingOccurrences(of: "\n", with: "\r\n")
    return [
      Array(text.utf8), Array(carriageReturns.utf8), [0xFF, 0xFE] + littleEndian,
      [0xFE, 0xFF] + bigEndian, Array(text.utf8.dropLast()) + [0x20, 0xE9, 0x0A],
      Array(text.utf8) + [0xE9, 0x0A],
    ]
  }
}
