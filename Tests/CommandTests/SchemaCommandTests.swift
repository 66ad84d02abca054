import Foundation
import TestSupport
import Testing

@Suite("hostlint schema")
struct SchemaCommandTests {
  @Test("It prints the schema that is kept in docs", arguments: ["hosting", "rule", "config"])
  func prints(kind: String) throws {
    let result = try Command.run(["schema", kind])
    #expect(result.status == 0 && result.stderr == "")
    let path = "docs/schemas/\(kind).schema.json"
    let file = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
    let isCurrent = result.stdout == file
    #expect(isCurrent, "\(path) is out of date: run `make docs`")
  }

  @Test("It prints the schema of reports as it stands in docs")
  func report() throws {
    let result = try Command.run(["schema", "report"])
    let file = try String(
      contentsOf: Repository.root.appending(path: "docs/report.schema.json"), encoding: .utf8)
    #expect(result == Program.Result(status: 0, stdout: file, stderr: ""))
  }

  @Test("It does not depend on the configuration that lies about")
  func noConfiguration() throws {
    let folder = try TemporaryFolder()
    try folder.write("hostlint: broken\n", to: ".hostlint.yaml")
    let result = try Command.run(["schema", "config"], in: folder.url)
    #expect(result.status == 0 && result.stderr == "")
  }

  @Test(
    "Another kind is a mistake, and the kinds are named",
    arguments: [["schema", "pack"], ["schema"]])
  func unknownKind(arguments: [String]) throws {
    let result = try Command.run(arguments)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.contains("hosting"))
  }
}
