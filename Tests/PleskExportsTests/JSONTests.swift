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
