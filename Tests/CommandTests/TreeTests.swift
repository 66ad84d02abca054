import Foundation
import TestSupport
import Testing

@Suite("hostlint tree")
struct TreeTests {
  private static let fixtures = "Tests/LintingTests/Fixtures/accounts"

  private func tree(
    _ arguments: String..., stdin: String? = nil, in directory: URL = Repository.root
  ) throws -> Program.Result {
    try Command.run(["tree"] + arguments, stdin: stdin.map { Data($0.utf8) }, in: directory)
  }

  @Test("The documentation shows what hostlint prints")
  func documentation() throws {
    let document = try String(
      contentsOf: Repository.root.appending(path: "docs/tree.md"), encoding: .utf8)
    let start = "<!-- output: Examples/quickstart -->\n```text\n"
    let block = try #require(document.components(separatedBy: start).dropFirst().first)
    let shown = try #require(block.components(separatedBy: "```\n<!-- end of output -->").first)
    #expect(
      shown == (try tree("Examples/quickstart").stdout),
      "put the output of `hostlint tree Examples/quickstart` into docs/tree.md")
  }

  @Test("Findings do not make it fail", arguments: ["Examples/agence", "Examples/clean"])
  func success(path: String) throws {
    let result = try tree(path)
    #expect(result.status == 0)
    #expect(result.stderr == "")
    #expect(result.stdout.hasPrefix("reseller "))
  }

  @Test("Of a broken file it shows what was understood, its finding at the top")
  func broken() throws {
    let result = try tree("\(Self.fixtures)/broken.yaml")
    #expect(result.status == 0)
    #expect(result.stdout.hasPrefix("● error yaml-syntax \(Self.fixtures)/broken.yaml:24 "))
    #expect(result.stdout.contains("customer boulangerie"))
    #expect(result.stdout.contains("more customers ?"))
  }

  @Test("What cannot be read is told, beside what can")
  func unreadable() throws {
    let result = try tree("Examples/quickstart", "missing.yaml")
    #expect(result.status == 2)
    #expect(result.stderr.hasPrefix("hostlint: cannot read missing.yaml: "))
    #expect(result.stdout.contains("customer boulangerie"))
    #expect(result.stdout.contains("not complete: 1 failure"))
  }

  @Test("Where there is no hosting file there is nothing to show")
  func nothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("a: 1\n", to: "other.yaml")
    let result = try tree(in: folder.url)
    #expect(result.status == 3)
    #expect(result.stdout == "")
    #expect(
      result.stderr == """
        hostlint: there is nothing to show: no *.yaml or *.yml file that is searched in the \
        working directory starts with `hosting: 1` (1 other YAML file was skipped)

        """)
  }

  @Test("A named file that is none is reported, and nothing is shown")
  func noHostingFile() throws {
    let result = try tree("-", "--stdin-filename", "list.yaml", stdin: "a: 1\n")
    #expect(result.status == 3)
    #expect(result.stdout.contains("● error not-a-hosting-file list.yaml:1 "))
    #expect(result.stderr == "hostlint: there is nothing to show: no account could be read\n")
  }

  @Test("A branch, down to a depth")
  func branch() throws {
    let result = try tree(
      "Examples/agence", "--entity", "librairie-quais", "--depth", "subscription")
    #expect(result.status == 0)
    let lines = result.stdout.split(separator: "\n").map(String.init)
    #expect(lines[0] == "reseller atelier-pixel")
    #expect(lines[1].hasPrefix("└─ customer librairie-quais · "))
    #expect(!result.stdout.contains("alias librairiedesquais.fr"))
    #expect(result.stdout.contains("▲ 1 warning below"))
  }

  @Test("An entity that is not there is a failure")
  func unknownEntity() throws {
    let result = try tree("Examples/agence", "--entity", "customer/morell")
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(
      result.stderr
        == "hostlint: --entity customer/morell is not in these accounts; did you mean customer/morel?\n"
    )
  }

  @Test(
    "Flags that say nothing are refused",
    arguments: [
      ["--depth", "pack"], ["--format", "sarif"], ["--today", "soon"],
    ])
  func usage(arguments: [String]) throws {
    let result = try Command.run(["tree", "Examples/quickstart"] + arguments)
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(result.stderr != "")
  }

  @Test("The same run gives the same bytes", arguments: ["text", "json"])
  func deterministic(format: String) throws {
    let first = try tree("Examples", "--format", format)
    #expect(first.status == 0)
    for _ in 1...2 { #expect(try tree("Examples", "--format", format) == first) }
  }

  @Test("A baseline that is yet to be written keeps no tree from being shown")
  func missingBaseline() throws {
    let folder = try TemporaryFolder()
    try folder.write("hosting: 1\nreseller: { login: agence-exemple }\n", to: "hosting.yaml")
    try folder.write("hostlint: 1\nbaseline: base.json\n", to: ".hostlint.yaml")
    #expect(try Command.run(["check"], in: folder.url).status == 2)
    let result = try Command.run(["tree"], in: folder.url)
    #expect(result.status == 0 && result.stdout.contains("agence-exemple"))
    try folder.write("not: one", to: "base.json")
    #expect(try Command.run(["tree"], in: folder.url).status == 2)
  }
}
