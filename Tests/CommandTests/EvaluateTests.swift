import Foundation
import TestSupport
import Testing

/// `hostlint eval`: a value as JSON, its type, and faults with their place.
@Suite("hostlint eval")
struct EvaluateTests {
  @Test(
    "A value is printed as JSON, its type on a second line",
    arguments: [
      ("1 + 2", "3", "int"),
      ("[1u, 2u]", "[1, 2]", "list(uint)"),
      ("1.0 / 2.0", "0.5", "double"),
      ("-1.0 / 0.0", "\"-Infinity\"", "double"),
      ("'a\\u001b\\n\\u202e\"'", "\"a\\u001b\\n\\u202e\\\"\"", "string"),
      ("b'\\xff\\x00'", "\"/wA=\"", "bytes"),
      ("{'a': null, 1: [true]}", "{\"a\": null, \"1\": [true]}", "map(dyn, dyn)"),
      ("optional.of(3)", "3", "optional(int)"),
      ("optional.none()", "null", "optional(dyn)"),
      ("timestamp('2026-11-22T00:00:00Z')", "\"2026-11-22T00:00:00Z\"", "timestamp"),
      ("duration('90s')", "\"90s\"", "duration"),
      ("type(1)", "\"int\"", "type(int)"),
    ])
  func values(expression: String, json: String, type: String) throws {
    let result = try Command.run(["eval", "--type", "--", expression])
    #expect(result.stderr == "")
    #expect(result.status == 0)
    let lines = result.stdout.split(separator: "\n").map(String.init)
    #expect(lines.first == json)
    // What only running tells has the type of the value.
    #expect(lines.count == 2 && (lines[1] == type || type.contains("dyn")), "\(lines)")
  }

  @Test("The keys of a document are variables, and the whole of it is `input`")
  func document() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "packs: { a: &p { limits: 1 }, b: *p }\n\"odd key\": 1\nbig: 18446744073709551615\n",
      to: "doc.yaml")
    try folder.write("{\"packs\": {\"a\": [1, 2.5, null, true, \"x\"]}}", to: "doc.json")
    func value(_ expression: String, _ file: String) throws -> String {
      let result = try Command.run(["eval", expression, "--input", file], in: folder.url)
      return result.stdout + result.stderr
    }
    #expect(try value("packs.b.limits + size(packs)", "doc.yaml") == "3\n")
    #expect(try value("input['odd key']", "doc.yaml") == "1\n")
    #expect(try value("big", "doc.yaml") == "18446744073709551615\n")
    #expect(try value("packs.a", "doc.json") == "[1, 2.5, null, true, \"x\"]\n")
  }

  @Test("Standard input is a document too")
  func standardInput() throws {
    let result = try Command.run(
      ["eval", "size(input)", "--input", "-"], stdin: Data("[1, 2, 3]".utf8))
    #expect(result.stdout == "3\n")
  }

  @Test(
    "A fault is shown under the expression, with status 2",
    arguments: [
      ("1 +", "expression:1:4"), ("size(1)", "expression:1:"), ("pakcs", "expression:1:1"),
      ("[1][4]", "expression:1:"), ("1 / int('0')", "expression:1:"),
    ])
  func faults(expression: String, place: String) throws {
    let result = try Command.run(["eval", expression])
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(result.stderr.contains(" --> \(place)"), "\(result.stderr)")
    #expect(result.stderr.contains("^"))
  }

  @Test("What cannot be read is said in a sentence or at its place, with status 2")
  func unreadableDocuments() throws {
    let folder = try TemporaryFolder()
    try folder.write("a: [1\npassword: swordfish\n", to: "broken.yaml")
    try folder.write("a: 1\n---\nb: 2\n", to: "two.yaml")
    let broken = try Command.run(["eval", "1", "--input", "broken.yaml"], in: folder.url)
    #expect(broken.status == 2)
    #expect(broken.stderr.contains("error[yaml-syntax]"))
    #expect(!broken.stderr.contains("swordfish"))
    let two = try Command.run(["eval", "1", "--input", "two.yaml"], in: folder.url)
    #expect(two.status == 2)
    #expect(two.stderr == "hostlint: two.yaml holds 2 documents; eval reads one\n")
    let missing = try Command.run(["eval", "1", "--input", "missing.yaml"], in: folder.url)
    #expect(missing.status == 2)
    #expect(missing.stderr.hasPrefix("hostlint: cannot read missing.yaml: "))
  }
}
