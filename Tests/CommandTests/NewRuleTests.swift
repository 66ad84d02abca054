import Foundation
import TestSupport
import Testing

@Suite("hostlint new-rule")
struct NewRuleTests {
  private static let kinds = [
    "reseller", "customer", "pack", "subscription", "domain", "alias", "quota", "limit",
  ]

  private static func text(_ path: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
  }

  @Test(
    "The file loads, and its tests fail until its check is written",
    arguments: kinds + ["domain,alias", "pack, subscription", kinds.joined(separator: ",")])
  func everyKind(kinds: String) throws {
    let folder = try TemporaryFolder()
    let created = try Command.run(["new-rule", "own-rule", "--applies-to", kinds], in: folder.url)
    #expect(created.status == 0 && created.stderr == "")
    let untouched = try Command.run(["test", "policy/own-rule.yaml"], in: folder.url)
    #expect(untouched.status == 1 && untouched.stderr == "")
    #expect(untouched.stdout.contains("failed[own-rule]: what the rule reports\n"))
    #expect(untouched.stdout.contains("error[own-rule]: `check` does not look at what is checked"))
    #expect(untouched.stdout.hasSuffix("1 rule, 2 examples: 1 passed, 1 failed\n"))
    // It may be used at once, and finds nothing.
    let check = try Command.run(
      ["check", "Examples/quickstart", "--rules", folder.url.path + "/policy"])
    #expect(check.status == 1 && check.stderr == "" && !check.stdout.contains("own-rule"))

    // Where everything is a fault, the marks stand on the very lines.
    let text = try Self.text("policy/own-rule.yaml", in: folder)
    try folder.write(text.replacing("check: 'true'", with: "check: 'false'"), to: "b.yaml")
    let always = try Command.run(["test", "b.yaml"], in: folder.url)
    #expect(
      !always.stdout.contains("failed[own-rule]: what the rule reports\n"), "\(always.stdout)")
    #expect(always.stdout.contains("failed[own-rule]: what the rule does not report\n"))
  }

  @Test("What it suggests in comments can be taken", arguments: kinds + ["domain,alias"])
  func suggestions(kinds: String) throws {
    let folder = try TemporaryFolder()
    _ = try Command.run(["new-rule", "own-rule", "--applies-to", kinds], in: folder.url)
    var text = try Self.text("policy/own-rule.yaml", in: folder)
    let condition = try #require(text.firstMatch(of: /\n#   (.+)\ncheck: 'true'/)).output.1
    text = text.replacing("check: 'true'", with: "check: \(condition)")
    // Every key behind a `#` but the one that needs the id of a rule.
    let keys = "when|at|related|source|tags|params|enabled|suppressible|  - at|    label|  most"
    text = text.replacing(try Regex("\n# (\(keys)):")) { "\n\($0.output[1].substring ?? ""):" }
    try folder.write(text.replacing("enabled: false", with: "enabled: true"), to: "b.yaml")
    let check = try Command.run(
      ["check", "Examples/quickstart", "--rules", folder.url.path + "/b.yaml"])
    #expect(check.status == 1 && check.stderr == "", "\(check.stderr)\n\(text)")
  }

  @Test("Every key of a rule file is there, with a comment")
  func everyKey() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run(["new-rule", "own-rule", "--applies-to", "pack"], in: folder.url)
    let text = try Self.text("policy/own-rule.yaml", in: folder)
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/adding-a-rule.md"), encoding: .utf8)
    let table = try #require(
      page.components(separatedBy: "## The rule file").last?.components(separatedBy: "\n## ").first)
    let keys = table.matches(of: /\n\| `([a-z-]+)` \|/).map { String($0.output.1) }
    #expect(keys.count >= 18)
    for key in keys {
      #expect(
        text.contains("\n\(key): ") || text.contains("\n# \(key):") || text.contains("\n\(key):\n"),
        "\(key)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("It says what it wrote, and the next two commands, which work as they stand")
  func output() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      ["new-rule", "own-rule", "--applies-to", "domain", "--in", "our rules/dns"], in: folder.url)
    #expect(
      result.stdout == """
        wrote our rules/dns/own-rule.yaml

        Write its check, message and examples, then run its tests and see it in a check:
          hostlint test 'our rules/dns/own-rule.yaml'
          hostlint check --rules 'our rules/dns'

        """)
    #expect(
      FileManager.default.fileExists(atPath: folder.url.path + "/our rules/dns/own-rule.yaml"))
  }

  @Test("The folder is the project's first one where it has one")
  func projectFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "mine/readme.txt")
    let result = try Command.run(
      ["new-rule", "own-rule", "--applies-to", "domain", "--rules", "mine"], in: folder.url)
    #expect(result.stdout.hasPrefix("wrote mine/own-rule.yaml\n"))
  }

  @Test("Nothing is written over")
  func neverOverwrites() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "policy/own-rule.yaml")
    let result = try Command.run(
      ["new-rule", "own-rule", "--applies-to", "domain"], in: folder.url)
    #expect(
      result
        == Program.Result(
          status: 2, stdout: "",
          stderr: "hostlint: policy/own-rule.yaml is there already, and was left as it is\n"))
    #expect(try Self.text("policy/own-rule.yaml", in: folder) == "mine")
  }

  @Test(
    "What cannot be is said in one sentence, and nothing is written",
    arguments: [
      (["usage-over-limit", "--applies-to", "quota"], "write `replaces: usage-over-limit` in its"),
      (["unknown-pack", "--applies-to", "pack"], "the id of a finding of reading"),
      (["Own_Rule", "--applies-to", "pack"], "such as own-rule"),
      (["../own", "--applies-to", "pack"], "'../own' is no rule id"),
      (["own-rule", "--applies-to", "subscripton"], "did you mean subscription?"),
      (["own-rule", "--applies-to", "xyzzy"], "the kinds are reseller, customer, pack, "),
      (["own-rule", "--applies-to", "domain,domain"], "domain stands twice in --applies-to"),
      (["own-rule", "--applies-to", ""], "there is no kind ''"),
      (["own-rule", "--applies-to", "pack", "--applies-to", "pack"], "pack stands twice in"),
      (["été", "--applies-to", "pack"], "digits joined by hyphens\n"),
      (["null", "--applies-to", "pack"], "'null' cannot be the id of a rule: YAML does not"),
      (["all", "--applies-to", "pack"], "it selects every rule"),
      (["dns", "--applies-to", "pack"], "it is the name of an area of rules"),
      (["12", "--applies-to", "pack"], "YAML does not read it as text"),
      (["own-rule", "--applies-to", "domain", "--in", "file"], "cannot make the folder file"),
      (["taken", "--applies-to", "domain", "--in", "rules"], "already, in rules/other.yaml"),
    ])
  func impossible(arguments: [String], words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    try folder.write(
      "id: taken\ntitle: t\napplies-to: pack\ncheck: 'true'\nmessage: m\n", to: "rules/other.yaml")
    let result = try Command.run(["new-rule"] + arguments, in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.contains(words), "\(result.stderr)")
    #expect(
      result.stderr.hasPrefix("hostlint: ") && result.stderr.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/policy"))
  }

  @Test("Kinds may be given one by one")
  func repeated() throws {
    let folder = try TemporaryFolder()
    let arguments = ["new-rule", "own-rule", "--applies-to", "domain", "--applies-to", "alias"]
    #expect(try Command.run(arguments, in: folder.url).status == 0)
    let text = try Self.text("policy/own-rule.yaml", in: folder)
    #expect(text.contains("\napplies-to: [domain, alias]\n"))
  }

  @Test("Flags that mean nothing for it are refused", arguments: ["--select", "--param"])
  func otherFlags(flag: String) throws {
    let result = try Command.run(["new-rule", "own-rule", "--applies-to", "pack", flag, "x"])
    #expect(result.status == 2 && result.stderr.contains("Unknown option '\(flag)'"))
  }

  @Test("Without --applies-to it is a wrong use")
  func usage() throws {
    let result = try Command.run(["new-rule", "own-rule"])
    #expect(result.status == 2 && result.stdout == "" && result.stderr.contains("--applies-to"))
  }
}
