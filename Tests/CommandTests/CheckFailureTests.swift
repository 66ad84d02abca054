import Foundation
import TestSupport
import Testing

/// Runs that are not possible, or not complete: status 2, with the reason on standard error.
@Suite("hostlint check: failures")
struct CheckFailureTests {
  private static func rule(_ lines: String) -> String {
    "id: own-rule\ntitle: A rule\napplies-to: subscription\n\(lines)\n"
  }

  private static func run(
    _ rules: [String: String], _ arguments: [String] = []
  ) throws
    -> Program.Result
  {
    let folder = try TemporaryFolder()
    try folder.write(try CheckFixtures.text("no-pack/hosting.yaml"), to: "hosting.yaml")
    for (name, text) in rules { try folder.write(text, to: "policy/\(name)") }
    return try Command.run(
      ["check", "hosting.yaml", "--rules", "policy"] + arguments, in: folder.url)
  }

  @Test(
    "A fault of a rule file: its place in the file, and nothing is checked",
    arguments: [
      ("chek: 'true'\ncheck: 'true'\nmessage: x", "4:1", "Did you mean `check`?"),
      ("check: subscription.pakc == ''\nmessage: x", "4:21", "did you mean `pack`?"),
      (
        "check: subscription.system_user == ''\nmessage: x", "4:21", "has(subscription.system_user)"
      ),
      ("check: subscription.name > 1\nmessage: x", "4:8", "string with int"),
      ("check: >-\n  1 == 1 &&\n  subscription.nmae == ''\nmessage: x", "6:16", "`name`"),
      ("check: 'true'\nmessage: \"é {subscription.nmae}\"", "5:27", "`name`"),
      ("check: [", "4:8", "yaml-syntax"),
      ("check: 'true'\nmessage: x\nseverity: fatal", "6:11", "info, warning, error"),
    ])
  func ruleFile(lines: String, place: String, words: String) throws {
    for format in ["text", "json", "sarif"] {
      let result = try Self.run(["a.yaml": Self.rule(lines)], ["--format", format])
      #expect(result.status == 2)
      #expect(result.stdout == "")
      #expect(result.stderr.contains("policy/a.yaml:\(place)\n"), "\(result.stderr)")
      #expect(result.stderr.contains(words), "\(result.stderr)")
      #expect(
        result.stderr.hasSuffix("hostlint: nothing was checked: there is an error in a rule file\n")
      )
    }
  }

  @Test("A kind that does not exist")
  func kind() throws {
    let text = Self.rule("check: 'true'\nmessage: x").replacing(
      "subscription", with: "subscriptions")
    let result = try Self.run(["a.yaml": text])
    #expect(result.status == 2)
    #expect(result.stderr.contains("policy/a.yaml:3:13\n"), "\(result.stderr)")
    #expect(result.stderr.contains("Did you mean `subscription`?"))
  }

  @Test("Two rules of one id: both places are shown")
  func duplicateID() throws {
    let text = Self.rule("check: 'true'\nmessage: x")
    let result = try Self.run(["a.yaml": text, "b.yaml": text])
    #expect(result.status == 2)
    #expect(result.stderr.contains("policy/b.yaml:1:5\n"), "\(result.stderr)")
    #expect(result.stderr.contains("policy/a.yaml:1:5\n"), "\(result.stderr)")
    let builtIn = try Self.run(["a.yaml": text.replacing("own-rule", with: "shared-system-user")])
    #expect(builtIn.status == 2)
    #expect(builtIn.stderr.contains("`shared-system-user` is the id of a built-in rule\n"))
    #expect(builtIn.stderr.contains("Rules/isolation/shared-system-user.yaml:1:5\n"))
    #expect(builtIn.stderr.contains("or add `replaces: shared-system-user` to have it in place"))
    let reading = try Self.run(["a.yaml": text.replacing("own-rule", with: "unknown-pack")])
    #expect(reading.status == 2)
    #expect(reading.stderr.contains("findings of reading cannot be replaced"))
  }

  @Test("A rule that replaces a built-in one is used in its place", arguments: [true, false])
  func replaces(underSameID: Bool) throws {
    let id = underSameID ? "subscription-without-pack" : "own-rule"
    let text = Self.rule("check: 'false'\nmessage: ours\nreplaces: subscription-without-pack")
      .replacing("own-rule", with: id)
    let result = try Self.run(["a.yaml": text])
    #expect(result.status == 1 && result.stderr == "")
    #expect(result.stdout.contains("warning[\(id)]: ours\n"))
    #expect(!result.stdout.contains("has no pack"))
  }

  @Test("Faults of several rule files are shown together and counted")
  func several() throws {
    let result = try Self.run([
      "a.yaml": Self.rule("check: x\nmessage: x"), "b.yaml": Self.rule("check: y\nmessage: x"),
    ])
    #expect(result.stderr.contains("policy/a.yaml:4:8\n"))
    #expect(
      result.stderr.contains("there are 3 errors in rule files")
        || result.stderr.contains("there are 2 errors in rule files"), "\(result.stderr)")
  }

  @Test("A faulty file hides no fault of an expression, neither its own nor another file's")
  func structureAndExpressions() throws {
    let untitled = "id: other-rule\napplies-to: subscription\nmessage: x\n"
    let result = try Self.run([
      "a.yaml": Self.rule("check: subscription.nmae == ''\nmessage: x"),
      "b.yaml": untitled + "check: subscription.pakc == ''\n",
    ])
    #expect(result.status == 2)
    for word in ["nmae", "pakc", "the rule has no `title`", "there are 3 errors"] {
      #expect(result.stderr.contains(word), "\(word) in \(result.stderr)")
    }
    // What a condition finds missing because it could not be read is no fault of the condition.
    let parameter = try Self.run([
      "a.yaml": Self.rule(
        "check: params.most > 1\nmessage: x\nparams: { most: { type: int, default: many } }")
    ])
    #expect(parameter.stderr.contains("the default of `most` must be a whole number"))
    #expect(!parameter.stderr.contains("errors in rule files"), "\(parameter.stderr)")
  }

  @Test("A name for standard input where it is not read", arguments: ["check", "tree"])
  func uselessName(command: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.run([command, "--stdin-filename", "a.yaml"], in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(
      result.stderr
        == "hostlint: --stdin-filename is for standard input; name '-' as a path to have it read\n")
  }

  @Test(
    "A rule that fails: a sentence, and the other findings", arguments: ["text", "json", "sarif"])
  func failingRule(format: String) throws {
    let result = try Self.run(
      ["a.yaml": Self.rule("check: 1 / size(subscription.addons) > 0\nmessage: x")],
      ["--format", format, "--fail-on", "never"])
    #expect(result.status == 2)
    #expect(
      result.stderr
        == "hostlint: rule own-rule failed on subscription/agence-exemple.fr: divide by zero\n")
    #expect(result.stdout.contains("subscription-without-pack"))
  }

  @Test("A path that does not exist: a sentence, and the other findings", arguments: ["gone", ""])
  func missing(path: String) throws {
    let result = try CheckFixtures.check("no-pack", path)
    #expect(result.status == 2)
    #expect(result.stderr == "hostlint: cannot read \(path): No such file or directory\n")
    #expect(result.stdout.contains("subscription-without-pack"))
  }

  @Test("Names with control characters reach no terminal raw")
  func controlCharacters() throws {
    let folder = try TemporaryFolder()
    try folder.write("hosting: 1\n", to: "a\u{1B}[31m\nb.yaml")
    for arguments in [
      ["."], ["gone\u{1B}[31m\u{07}.yaml"], ["--today", "\u{1B}[31m"],
      ["\u{1B}[31m", "--rules", "\u{1B}[2J"],
    ] {
      let result = try Command.run(["check"] + arguments, in: folder.url)
      let output = result.stdout + result.stderr
      #expect(!output.isEmpty)
      #expect(!output.contains { $0 == "\u{1B}" || $0 == "\u{07}" }, "\(arguments)")
    }
  }

  // MARK: - Nothing to check

  @Test(
    "Nothing to check: 3, and a sentence that says what was looked for and where",
    arguments: [
      (
        [],
        "that is searched in the working directory starts with `hosting: 1` (1 other YAML file was skipped)"
      ),
      (["."], "that is searched in . starts with `hosting: 1` (1 other YAML file was skipped)"),
      (["empty"], "that is searched in empty starts with `hosting: 1`"),
      (["empty", "more"], "that is searched in empty, more starts with `hosting: 1`"),
    ])
  func nothing(paths: [String], words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("services: {}\n", to: "compose.yaml")
    for name in ["empty", "more"] { try folder.write("", to: "\(name)/readme.txt") }
    let result = try Command.run(["check"] + paths, in: folder.url)
    #expect(result.status == 3)
    #expect(result.stdout == "")
    #expect(
      result.stderr == "hostlint: nothing was checked: no *.yaml or *.yml file \(words)\n")
    let json = try Command.run(["check"] + paths + ["--format", "json"], in: folder.url)
    #expect(json.status == 3 && json.stderr == result.stderr)
    #expect(try JSONReport(json.stdout).summary.files == 0)
  }

  // MARK: - Standard input

  @Test("Standard input is a file like any other, checked with the rest")
  func standardInput() throws {
    let packs = "hosting: 1\nreseller: agence-exemple\nsubscriptions: [{ domain: a.fr, pack: x }]\n"
    let result = try CheckFixtures.check("no-pack", "-", stdin: packs)
    #expect(result.stdout.contains("--> stdin.yaml:3:39\n"), "\(result.stdout)")
    #expect(result.stdout.contains("--> no-pack/hosting.yaml:8:13\n"))
    #expect(try CheckFixtures.check("-", "no-pack", "-", stdin: packs) == result)
  }

  @Test("Standard input must be a hosting file", arguments: ["", "services: {}\n"])
  func standardInputIsNamed(text: String) throws {
    let result = try CheckFixtures.check("-", stdin: text)
    #expect(result.status == 1)
    #expect(result.stdout.contains("error[not-a-hosting-file]"))
    #expect(result.stdout.contains("--> stdin.yaml:1:1\n"))
  }

  @Test("A password that stands in a rule file or the configuration is not shown")
  func secrets() throws {
    let example =
      "check: 'true'\nmessage: x\nexamples:\n"
      + "  - { titl: a, hosting: \"hosting: 1\\nreseller: { password: Hunter2a }\" }"
    let rule = try Self.run(["a.yaml": Self.rule(example)])
    #expect(rule.status == 2 && rule.stderr.contains("titl"))
    #expect(!rule.stderr.contains("Hunter2a"), "\(rule.stderr)")
    let folder = try TemporaryFolder()
    try folder.write("hostlint: 1\npassword: Hunter2b\n", to: ".hostlint.yaml")
    let configuration = try Command.run(["check"], in: folder.url)
    #expect(configuration.status == 2 && configuration.stderr.contains("`password` is not a key"))
    #expect(!configuration.stderr.contains("Hunter2b"), "\(configuration.stderr)")
  }
}
