import Foundation
import HostingModel
import SourceText
import TestSupport
import Testing

/// JSON as RFC 8259 has it, with places.
@Suite("JSON exports")
struct JSONTests {
  private func client(_ login: String, name: String = "\"Anne\"") -> String {
    "{\"id\": 1, \"login\": \(login), \"guid\": \"g\", \"name\": \(name), \"type\": \"customer\"}"
  }

  @Test("Escapes and surrogate pairs are decoded, and the place is the value's")
  func escapes() {
    let export = Export("[\n" + client("\"a\\u00e9\\ud83d\\ude00\\\"\\n\"") + "\n]")
    #expect(export.identities.contains { $0.hasPrefix("customer/aé😀\"") })
    #expect(export.outline().contains("@ a.xml:2:21"))
    // Half of a pair stands for nothing.
    #expect(Export("[" + client("\"x\\ud83d\"") + "]").identities.contains("customer/x\u{FFFD}"))
  }

  @Test("null and empty texts are absent; an empty address has its place")
  func absent() {
    let export = Export(
      "[" + client("\"anne\"", name: "null").dropLast() + ", \"company\": \"\", \"email\": \"\"}]")
    let customer = export.reading.hosting.customers.first
    #expect(customer?.name.isAbsent == true)
    #expect(customer?.company.isAbsent == true)
    #expect(customer?.email.isAbsent == true)
    #expect(export.outline().contains("email: "))
  }

  @Test(
    "A fault is one finding at its place, and what stands before it is read",
    arguments: [
      ("", "the file ends within a value"), ("}", "this is no JSON value"),
      ("{,", "a key in quotes"),
      ("{\"a\" 1", "a colon belongs"), ("[1 2]", "a comma or `]`"),
      ("{\"a\":1 \"b\"", "a comma or `}`"),
      ("01]", "no JSON value"), ("+1]", "no JSON value"), ("1.]", "no JSON value"),
      ("1e]", "no JSON value"),
      ("tru]", "no JSON value"), ("\"\\x\"", "begins no escape"),
      ("\"\\u12g4\"", "hexadecimal digits"),
      ("\"a\tb\"", "control character"), ("NaN]", "no JSON value"), ("'a']", "no JSON value"),
    ])
  func faults(_ text: String, _ message: String) {
    let export = Export("[" + client("\"anne\"") + ",\n" + text)
    let syntax = export.findings.filter { $0.contains("export-syntax") }
    #expect(syntax.count == 1, "\(syntax)")
    #expect(syntax.first?.hasPrefix("a.xml:2:") == true, "\(syntax)")
    #expect(syntax.first?.contains(message) == true, "\(syntax)")
    #expect(export.identities.contains("customer/anne"))
  }

  @Test("Bytes that are no UTF-8 are a fault at their place")
  func encoding() {
    let bytes = Array(("[" + client("\"anne\"") + ",\n{\"a\": \"").utf8) + [0xE9, 0x22, 0x7D, 0x5D]
    let findings = Export([bytes]).findings.filter { $0.contains("export-syntax") }
    #expect(findings.count == 1)
    #expect(findings.first?.contains("a.xml:2:8 export-syntax: the text is not UTF-8 here") == true)
  }

  @Test("An export cut at any place is one fault at its end")
  func truncated() throws {
    let url = Repository.root.appending(path: "Examples/exports/rest/domains.json")
    let bytes = Array(try Data(contentsOf: url))
    for end in stride(from: 300, to: bytes.count - 3, by: 50) {
      let export = Export([Array(bytes[..<end])])
      let syntax = export.findings.filter { $0.contains("export-syntax") }
      #expect(syntax.count == 1, "\(end): \(syntax)")
      #expect(export.reading.diagnostics.isEmpty)
    }
  }

  private func domain(_ name: String, id: Int, base: Int = 0, aliases: String = "[]") -> String {
    "{\"id\": \(id), \"name\": \"\(name)\", \"guid\": \"d-\(id)\", \"base_domain_id\": \(base), "
      + "\"aliases\": \(aliases)}"
  }

  @Test("A refused answer is an error with its number and reason")
  func refusal() {
    let refused = Export("{\"code\": 1013, \"message\": \"client not found\"}")
    #expect(
      refused.findings == [
        "a.xml:1:28 export-error: Plesk refused the request: client not found (error 1013)"
      ])
    let beside = Export(
      "[" + client("\"anne\"") + "]", "{\"code\": 0, \"message\": \"Unauthorized\"}")
    #expect(beside.identities.contains("customer/anne"))
    #expect(beside.findings.contains { $0.hasPrefix("b.xml:1:25 export-error") })
  }

  @Test("An empty list is an export without entities", arguments: ["[]", " [ ] \n"])
  func emptyList(_ text: String) {
    let findings = Export(text).findings
    #expect(findings.count == 1)
    #expect(findings.first?.contains("export-incomplete: the export says nothing") == true)
    #expect(Export(text, "[" + client("\"anne\"") + "]").identities == ["customer/anne"])
  }

  @Test("A domain that is based on one that is not there is said")
  func lostBase() {
    let export = Export("[\(domain("a.fr", id: 1)), \(domain("b.fr", id: 2, base: 99))]")
    #expect(
      export.findings.contains { $0.contains("site b.fr names domain 99, which is not in the") })
    let whole = Export("[\(domain("a.fr", id: 1)), \(domain("b.fr", id: 2, base: 1))]")
    #expect(!whole.findings.contains { $0.contains("which is not in the export") })
  }

  @Test("What is no client, domain or alias is a finding, and the aliases are unknown")
  func strangers() {
    let aliases = "[1, \"c.fr\", {\"name\": \"d.fr\"}]"
    let export = Export(
      "[\(domain("a.fr", id: 1, aliases: aliases)), 5, {\"x\": 1}, "
        + "\(domain("b.fr", id: 2, aliases: "\"none\"")), \(domain("e.fr", id: 3))]")
    let invalid = export.findings.filter { $0.contains("invalid-value") }
    #expect(invalid.count { $0.contains("this is no alias") } == 2, "\(invalid)")
    #expect(invalid.count { $0.contains("neither a client nor a domain") } == 2, "\(invalid)")
    #expect(invalid.count { $0.contains("`aliases` must be a list") } == 1, "\(invalid)")
    let hosting = export.reading.hosting
    #expect(export.identities.contains("alias/a.fr/d.fr"))
    #expect(hosting.domains.map(\.aliasesAreOpen) == [true, true, false])
  }

  @Test("A value of another type is one finding with its place, for every key that is read")
  func wrongTypes() {
    let client =
      "{\"id\": \"5\", \"login\": \"anne\", \"name\": 7, \"company\": [\"x\"], \"email\": {\"a\": 1}, "
      + "\"guid\": true, \"status\": \"0\", \"type\": 3, \"created\": null}"
    let alias =
      "{\"name\": \"b.fr\", \"mail\": \"true\", \"web\": 1, \"dns\": [], \"seo_redirect\": {}}"
    let site =
      "{\"id\": 1, \"name\": \"a.fr\", \"guid\": \"d\", \"base_domain_id\": \"0\", "
      + "\"hosting_type\": [], \"created\": 5, \"aliases\": [\(alias)]}"
    let export = Export("[\n\(client),\n\(site)]")
    let found = export.findings.filter { !$0.contains("export-incomplete") }
    func has(_ text: String) -> Bool { found.count { $0.contains(text) } == 1 }
    #expect(has("a.xml:2:9 wrong-type: `id` must be a number, not text"), "\(found)")
    #expect(has("`name` must be text, not a number"))
    #expect(has("`company` must be text, not a list"))
    #expect(has("`email` must be text, not a mapping"))
    #expect(has("`guid` must be text, not true or false"))
    #expect(has("`status` must be a number, not text"))
    #expect(has("`type` must be text, not a number"))
    #expect(has("`base_domain_id` must be a number, not text"))
    #expect(has("`hosting_type` must be text, not a list"))
    #expect(has("`mail` must be true or false, not text"))
    #expect(has("`web` must be true or false, not a number"))
    #expect(has("`dns_sync` must be `true` or `false`, not a list"))
    #expect(has("`mode` must be one of redirect, same-site, not a mapping"))
    #expect(has("`created` must be a"))
    #expect(found.count == 14, "\(found)")
    // Nobody may conclude that there is no address.
    #expect(export.reading.hosting.customers[0].email.isUnknown)
    #expect(export.reading.hosting.aliases[0].mode.isUnknown)
    let lists = Export("{\"clients\": 5, \"domains\": [\(domain("a.fr", id: 1))]}")
    #expect(lists.findings.contains { $0.contains("`clients` must be a list") })
  }

  @Test("The provider is nobody's customer")
  func provider() {
    let admin = client("\"admin\"").replacing("customer", with: "admin")
    let export = Export("[\(admin), \(client("\"anne\""))]")
    #expect(export.identities.filter { $0.hasPrefix("customer/") } == ["customer/anne"])
  }

  @Test(
    "A broken answer is told for what it is",
    arguments: [
      (
        "[{\"id\":NaN,\"login\":\"a\",\"guid\":\"g\"}]",
        "a.xml:1:8 export-syntax: this is no JSON value"
      ),
      (
        "[{\"id\":1,\"login\":\"a\",\"guid\":\"g\"}] garbage",
        "a.xml:1:35 export-syntax: this is no JSON value"
      ),
      (
        "[{\"id\":1,\"login\":\"a\",\"guid\":\"g\"}, tru",
        "export-syntax: the file ends within a value"
      ),
    ])
  func broken(_ text: String, _ finding: String) {
    let found = Export(text).findings.filter { $0.contains("export-syntax") }
    #expect(found.count == 1)
    #expect(found.first?.contains(finding) == true, "\(found)")
  }

  @Test("Many escapes take time in proportion to their number")
  func manyEscapes() {
    let value = String(repeating: "\\u00e9", count: 150_000)
    let text = "[" + client("\"anne\"", name: "\"\(value)\"") + "]"
    let seconds = processorSeconds { _ = Export(text) }
    #expect(seconds < 20, "\(seconds) s")
  }

  @Test("A secret value is marked, whatever its type")
  func secrets() throws {
    let export = Export(
      "[" + client("\"anne\"").dropLast()
        + ", \"password\": \"kein-wort-9\", \"api_token\": [\"t-9\"]}]")
    let file = try #require(export.files.first)
    let marked = file.secrets.map { file.string(in: $0) }
    #expect(marked.contains("\"kein-wort-9\""))
    #expect(marked.contains("[\"t-9\"]"))
  }
}
