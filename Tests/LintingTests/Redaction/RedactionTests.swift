import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing

/// With `--redact` no report shows an e-mail address or the name of a person or company.
@Suite("Redaction")
struct RedactionTests {
  private static let name = "Zoé Quenneville"
  private static let address = "zoe.quenneville@exemple-mail.fr"

  /// Texts that hold the name, `@@`, or the address, `%%`, each with a finding beside it.
  static let texts: [(title: String, text: String)] = [
    ("of a customer", customer("name: @@\n    email: %%\n    pack: gone")),
    ("of a company", customer("company: @@\n    pack: gone")),
    ("in quotes", customer("name: \"@@\"\n    email: '%%'\n    pack: gone")),
    ("over two lines", customer("name: >-\n      @@\n      @@\n    pack: gone")),
    ("on a line with a finding", customer("{}").replacing("login: b\n    {}", with: line)),
    (
      "of the reseller",
      "hosting: 1\nreseller: { login: a, name: @@, email: %%, limit: {} }\n"
    ),
    (
      "of a contact",
      customer(
        "subscriptions: [{ domain: a.fr, contact: { name: @@, email: %%, nmae: @@ } }]")
    ),
    ("under misspelt keys", customer("nmae: @@\n    emial: %%\n    compny: @@")),
    ("under keys of somebody's own", customer("owner: @@\n    people: { first: [@@, %%] }")),
    ("under a misspelt key above", customer("x: 1").replacing("customers", with: "custmers")),
    ("where a list is wrong", customer("name: [@@, @@]")),
    ("where a text is wrong", customer("subscriptions: [{ domain: a.fr, contact: @@ }]")),
    ("where another value is wrong", customer("name: @@\n    pack: \"@@\"")),
    (
      "where a login belongs",
      "hosting: 1\nreseller: { login: a }\nsubscriptions: [{ domain: a.fr, customer: @@ }]\n"
    ),
    ("as a login", customer("pack: gone").replacing("login: b", with: "login: %%")),
    ("as a pack", customer("pack: %%")),
    ("in a comment", customer("nmae: 1 # @@ wants this, %%")),
    ("in a comment above", customer("# @@\n    nmae: 1")),
    ("in labels", customer("labels: { manager: @@, address: %%, n: [1] }")),
    ("in a description", customer("name: @@\n    description: for @@ (%%)")),
    ("in the name of a domain", customer("subscriptions: [{ domain: \"%%\" }]")),
    ("by an anchor", customer("name: &n @@\n    pack: *n\n    email: &e %%\n    company: *e")),
    ("behind a merge key", customer("<<: &x { name: @@, email: %% }\n    nmae: 1")),
    ("twice", customer("email: %%\n    name: @@\n    email: %%\n    name: @@")),
    ("with a syntax error on the line", customer("name: @@: more\n    email: %%: more")),
    ("behind a syntax error", customer("pack: a: b\n    name: @@\n    email: %%")),
    ("before a syntax error", customer("name: @@\n    pack: a: b")),
    ("in braces that are not closed", customer("nmae: { name: @@, email: %%\n    company: @@")),
    ("in a quote that is not closed", customer("name: \"@@\n    email: %%")),
    ("in a file of another format", "services: { web: @@ }\nowner: %%\n"),
    ("in a text file", "@@ %%\n"),
    ("shared", customer("email: %%\n  - login: c\n    name: @@\n    email: %%")),
  ]

  private static let line = "{ login: b, name: @@, email: %%, company: '@@', pack: gone }"

  private static func customer(_ lines: String) -> String {
    "hosting: 1\nreseller: { login: a }\ncustomers:\n  - login: b\n    \(lines)\n"
  }

  private static func fill(_ text: String) -> String {
    text.replacing("@@", with: name).replacing("%%", with: address)
  }

  @Test(arguments: texts.map(\.title))
  func isNeverShown(title: String) throws {
    let template = try #require(Self.texts.first { $0.title == title }?.text)
    for text in [Self.fill(template), Self.fill(template).replacing("\n", with: "\r\n")] {
      let report = try Check.text(text, redacts: true)
      #expect(!report.findings.isEmpty)
      for output in Check.allFormats(report) {
        for part in ["Zoé", "Quenneville", "quenneville", "Zo\\u00e9", "zoe.", "exemple-mail"] {
          #expect(!output.contains(part), "\(part) in:\n\(output)")
        }
      }
    }
  }

  @Test(
    "Findings, places and fingerprints are those of the report without it",
    arguments: texts.map(\.title))
  func sameFindings(title: String) throws {
    let text = Self.fill(try #require(Self.texts.first { $0.title == title }?.text))
    let plain = try Check.text(text)
    let redacted = try Check.text(text, redacts: true)
    #expect(plain.places == redacted.places)
    #expect(plain.findings.map(\.fingerprint) == redacted.findings.map(\.fingerprint))
    #expect(
      plain.findings.map(\.diagnostic.severity) == redacted.findings.map(\.diagnostic.severity))
  }

  @Test("Without it names and addresses are shown")
  func nearMiss() throws {
    let report = try Check.text(Self.fill(Self.customer("name: @@ # %%\n    nmae: @@")))
    let text = TextReporter(style: TextStyle()).string(report)
    #expect(text.contains("nmae: \(Self.name)"))
  }

  @Test("Logins, domains, packs, usage and the words of rules stay")
  func whatStays() throws {
    let text = """
      hosting: 1
      reseller: { login: martin, name: Martin, dns: lrob, dns_sync: true }
      packs: { starter: { limits: { disk_space: 5 GB } } }
      customers:
        - login: point
          name: Point
          company: Domain
          pack: starter
          subscriptions:
            - domain: martin.fr
              system_user: web12
              aliases: [{ name: Martin.com, dns_sync: false }, www.martin.fr]
              usage: { disk_space: 6 GB }
      """
    let plain = TextReporter(style: TextStyle()).string(try Check.text(text))
    let redacted = TextReporter(style: TextStyle()).string(try Check.text(text, redacts: true))
    #expect(plain.contains("Martin.com") && plain.contains("6 GB of 5 GB"))
    // The values of the keys for names are masked all the same.
    #expect(redacted == plain.replacing("name: Martin,", with: "name: ******,"))
  }

  @Test("A message keeps all but the names")
  func messages() throws {
    func messages(_ text: String) throws -> [String] {
      try Check.text(text, redacts: true).findings.map(\.diagnostic.message)
    }
    #expect(
      try messages(
        "hosting: 1\nreseller: { login: a }\nsubscriptions:\n  - { domain: a.fr, customer: Zoé Q }\n"
      ).contains("there is no customer `********`"))
    let long = Array(repeating: "Quenneville", count: 9).joined(separator: " ")
    #expect(
      try messages(
        "hosting: 1\nreseller: { login: a }\nsubscriptions:\n  - { domain: a.fr, customer: \(long) }\n"
      ).contains { $0.hasPrefix("there is no customer `********") && !$0.contains("Q") })
  }

  @Test("Reasons of hostlint's own comments are masked, their rules are not")
  func ownComments() throws {
    let report = try Check.text(
      Self.customer("nmae: 1 # hostlint: ignore[unused-pack] \(Self.name) says so"), redacts: true)
    let text = TextReporter(style: TextStyle()).string(report)
    #expect(text.contains("# hostlint: ignore[unused-pack] *"))
    #expect(!text.contains("says so"))
  }

  @Test("Many names and addresses take no quadratic time")
  func manyNames() throws {
    func seconds(_ count: Int) throws -> Double {
      let customers = (0..<count).map {
        "  - { login: c\($0), name: Zoé Quenneville \($0), email: zoe@c\($0).fr, x: a@b }\n"
      }
      let text = "hosting: 1\nreseller: { login: a }\ncustomers:\n" + customers.joined()
      return try processorSeconds { _ = try Check.text(text, redacts: true) }
    }
    #expect(try seconds(4_000) < 3 * seconds(2_000) + 0.2)
  }

  @Test("A long line of addresses takes no quadratic time", arguments: ["a", "a@", "\"", "\"@"])
  func longLine(word: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let text = Self.customer("nmae: 1 " + String(repeating: word, count: count) + ": x: [")
      return try processorSeconds { _ = try Check.text(text, redacts: true) }
    }
    #expect(try seconds(40_000) < 3 * seconds(20_000) + 0.2)
  }
}
