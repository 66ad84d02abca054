import Foundation
import TestSupport
import Testing

/// `hostlint rules`, `explain` and `fields` as a user runs them.
@Suite("hostlint rules, explain, fields")
struct RuleCommandTests {
  private static let policy = "Examples/custom-rules/policy"

  private static func output(_ arguments: String...) throws -> String {
    let result = try Command.run(arguments)
    #expect(result.status == 0 && result.stderr == "", "\(result.stderr)")
    return result.stdout
  }

  // MARK: - rules

  @Test("Each rule is a line with its severity, area and title, those of folders too")
  func table() throws {
    let lines = try Self.output("rules", "--rules", Self.policy).split(separator: "\n")
    func row(_ id: String) -> [String] {
      lines.filter { $0.hasPrefix(id + " ") }.flatMap {
        $0.split(separator: /\ {2,}/).map(String.init)
      }
    }
    #expect(row("RULE") == ["RULE", "SEVERITY", "AREA", "TITLE"])
    #expect(
      row("shared-system-user")
        == [
          "shared-system-user", "error", "isolation", "Each subscription has its own system user",
        ])
    #expect(row("domain-outside-lrob-dns").dropFirst().first == "off")
    #expect(row("pack-outside-offer").dropFirst(2).first == "policy")
    #expect(
      lines.last == "76 rules, 2 of them off; `hostlint explain RULE` tells all about one")
    #expect(lines.count == 78)
  }

  @Test("A pipe has no colour but where it is asked for")
  func color() throws {
    for command in [["rules"], ["explain", "unused-pack"], ["fields", "domain"]] {
      #expect(!(try Command.run(command).stdout.contains("\u{1B}")))
      #expect(try Command.run(command + ["--color", "always"]).stdout.contains("\u{1B}[1m"))
      let forced = try Command.run(command, environment: ["FORCE_COLOR": "1"])
      #expect(forced.stdout.contains("\u{1B}[1m"))
    }
  }

  @Test("A rule that takes a built-in id is the one that is shown")
  func replaced() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      id: unused-pack
      title: Packs are sold
      applies-to: pack
      check: pack.is_used
      message: '{pack.name} is not sold'
      replaces: unused-pack
      """, to: "policy/unused-pack.yaml")
    let table = try Command.run(["rules", "--rules", "policy"], in: folder.url).stdout
    let lines = table.split(separator: "\n").filter { $0.hasPrefix("unused-pack") }
    #expect(lines.count == 1 && lines[0].hasSuffix("Packs are sold"))
    let page = try Command.run(["explain", "unused-pack", "--rules", "policy"], in: folder.url)
    #expect(
      page.stdout.contains("policy/unused-pack.yaml") && page.stdout.contains("Packs are sold"))
  }

  @Test("The configuration and the flags decide what is shown as in force")
  func configured() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      hostlint: 1
      rules:
        unused-pack: off
        usage-near-limit: { severity: error, params: { threshold: 0.8 } }
      """, to: ".hostlint.yaml")
    func run(_ arguments: String...) throws -> String {
      try Command.run(arguments, in: folder.url).stdout
    }
    #expect(try run("rules").contains(/unused-pack +off\b/))
    #expect(try run("rules", "--no-config").contains(/unused-pack +info\b/))
    #expect(try run("rules", "--severity", "unused-pack=error").contains(/unused-pack +error\b/))
    let page = try run("explain", "usage-near-limit")
    #expect(page.contains(/Severity +error \(default: warning\)/))
    #expect(page.contains("(double, default 0.9; here 0.8)"))
    #expect(page.contains("error[usage-near-limit]: "))
    #expect(try run("explain", "unused-pack").contains(/Severity +off \(default: info\)/))
    let faulty = try Command.run(
      ["explain", "unused-pack", "--config", "missing.yaml"], in: folder.url)
    #expect(faulty.status == 2 && faulty.stdout == "")
  }

  // MARK: - explain

  @Test("A page says everything, with what hostlint prints for the example")
  func explain() throws {
    let page = try Self.output("explain", "subscription-without-pack")
    for part in [
      "subscription-without-pack", "A subscription follows a pack", "warning", "packs",
      "What to do", "subscription-without-pack: off   # or info, warning, error",
      "check", "has(subscription.pack)", "Found: ", "hostlint says:",
      "warning[subscription-without-pack]: ", "--> hosting.yaml:", "= help: ", "Not found: ",
      "hostlint finds nothing here.",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("# <- finding"))
  }

  @Test("What the page prints for an example is what a check of it prints")
  func sameOutput() throws {
    let page = try Self.output("explain", "subscription-without-pack")
    let part = try #require(page.components(separatedBy: "\nFound: ").last)
    let pieces = part.components(separatedBy: "\n  hostlint says:\n\n")
    let example = pieces[0].split(separator: "\n").dropFirst().map { $0.dropFirst(2) }
    let folder = try TemporaryFolder()
    try folder.write(example.joined(separator: "\n") + "\n", to: "hosting.yaml")
    let check = try Command.run(["check", "-q", "hosting.yaml"], in: folder.url)
    let said = try #require(pieces[1].components(separatedBy: "\nNot found").first)
      .split(separator: "\n").map { String($0.dropFirst(2)) }
    #expect(check.stdout.split(separator: "\n").map(String.init) == said)
  }

  @Test("Several rules are shown in the order they are asked for, those of folders too")
  func several() throws {
    let page = try Self.output(
      "explain", "wrong-type", "pack-outside-offer", "--rules", Self.policy)
    let first = try #require(page.firstRange(of: "wrong-type  A value has the type of its key"))
    let second = try #require(page.firstRange(of: "pack-outside-offer  "))
    #expect(first.lowerBound == page.startIndex && first.upperBound < second.lowerBound)
    #expect(page.contains("\(Self.policy)/pack-outside-offer.yaml"))
  }

  @Test("A rule in JSON and in Markdown")
  func otherFormats() throws {
    let json = try Self.output("explain", "unused-pack", "--format", "json")
    let all = try Self.output("rules", "--format", "json")
    let line = try #require(json.split(separator: "\n").first { $0.contains("\"unused-pack\"") })
    #expect(all.contains(line))
    #expect(json.split(separator: "\n").count { $0.contains("\"id\": ") } == 1)
    let markdown = try Self.output("explain", "unused-pack", "--format", "markdown")
    #expect(markdown.hasPrefix("## unused-pack\n\n**Packs are in use**\n"))
    let document = try String(
      contentsOf: Repository.root.appending(path: "docs/rules.md"), encoding: .utf8)
    #expect(document.contains("#" + markdown))
  }

  // MARK: - fields

  @Test("The fields of a kind, and only those")
  func fields() throws {
    let text = try Self.output("fields", "alias")
    #expect(text.hasPrefix("alias\n  Another name for a domain.\n"))
    #expect(text.contains(/\n {4}effective_mode +string +The mode in force/))
    #expect(text.contains(/\n {4}dns_sync +bool \? +Whether/))
    #expect(!text.contains("\ndomain\n") && !text.contains("is_unlimited"))
    let all = try Self.output("fields")
    #expect(all.contains(text.components(separatedBy: "\n\nA field with ?")[0]))
    #expect(all.contains("is_unlimited(quantity) -> bool"))
    let markdown = try Self.output("fields", "quota", "--format", "markdown")
    #expect(markdown.hasPrefix("## quota\n\nOne resource of "))
    #expect(markdown.contains("\nVariables: `self`, `quota`, `reseller`, `params`, `today`\n"))
    #expect(markdown.contains("| `used` | quantity | ? | What is used"))
  }

  // MARK: - Failures

  @Test(
    "What there is not is told in one sentence, with status 2",
    arguments: [
      (
        ["explain", "unused-packs"], "there is no rule 'unused-packs'; did you mean 'unused-pack'?"
      ),
      (["explain", ""], "there is no rule ''; `hostlint rules` lists them"),
      (["explain", "unused-pack", "\u{1B}[31m"], #"there is no rule '\u{1b}[31m'"#),
      (["fields", "subscripton"], "rules know nothing called 'subscripton'; did you mean"),
      (
        ["fields", "dns_provider"],
        "'dns_provider' is a field of reseller, subscription, domain, alias"
      ),
      (
        ["explain", "invalid-rule"], "invalid-rule is no rule: it stands for a fault of a rule file"
      ),
      (["explain", "invalid-configuration"], "a fault of .hostlint.yaml"),
      (["explain", "invalid-expression"], "that `hostlint eval` was given"),
      (["newrule", "x", "--applies-to", "pack"], "did you mean `hostlint new-rule`?\n"),
      (
        ["tets", "policy", "--strict"],
        "there is no command 'tets'; did you mean `hostlint test`?\n"
      ),
      (["baseline", "wirte"], "did you mean `hostlint baseline write`?\n"),
      (["fields", "today"], "'today' can be named in the conditions of rules"),
      (["fields", "is_unlimited"], "'is_unlimited' is a function"),
      (["fields", "subscription.expires"], "`hostlint fields subscription` tells about"),
      (["fields", "subscription.craeted"], "has no field 'craeted'; did you mean 'created'?"),
      (["fields", "craeted"], "rules know nothing called 'craeted'; did you mean 'created'?"),
      (["tets"], "cannot read tets: No such file or directory; did you mean `hostlint test`?\n"),
      (["chek"], "did you mean `hostlint check`?\n"),
      (["tets.yaml"], "cannot read tets.yaml: No such file or directory\n"),
      (["xyzzy"], "cannot read xyzzy: No such file or directory\n"),
      (["check", "tets"], "cannot read tets: No such file or directory\n"),
      (["rules", "--rules", "no-such-folder"], "no-such-folder"),
      (["explain", "unused-pack", "--rules", "no-such-folder"], "no-such-folder"),
    ])
  func unknown(arguments: [String], sentence: String) throws {
    let result = try Command.run(arguments)
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(result.stderr.hasPrefix("hostlint: ") && result.stderr.contains(sentence))
    #expect(result.stderr.split(separator: "\n").count == 1, "\(result.stderr)")
  }

  @Test(
    "A wrong command line is status 2 with the usage",
    arguments: [
      ["rules", "--format", "xml"], ["rules", "all"], ["explain"], ["fields", "--format", "json"],
      ["explain", "unused-pack", "--format", "sarif"], ["fields", "--rules", "policy"],
    ])
  func usage(arguments: [String]) throws {
    let result = try Command.run(arguments)
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(result.stderr.contains("Usage: hostlint \(arguments[0])"), "\(result.stderr)")
  }

  @Test("A broken rule file is shown at its place, and no rule with it")
  func brokenRule() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "id: mine\ntitle: A\napplies-to: pack\ncheck: pack.nmae\nmessage: m\n", to: "p/mine.yaml")
    for command in [["rules"], ["explain", "unused-pack"]] {
      let result = try Command.run(command + ["--rules", "p"], in: folder.url)
      #expect(result.status == 2)
      #expect(result.stdout == "")
      #expect(result.stderr.contains("--> p/mine.yaml:4:13"), "\(result.stderr)")
      #expect(
        result.stderr.hasSuffix("hostlint: no rule is shown: there is an error in a rule file\n"))
    }
  }

  @Test(
    "A reader that goes away ends the program without a word",
    arguments: ["rules --format json", "rules --format markdown"])
  func closedPipe(command: String) throws {
    let script = "{ '\(Command.executable.path)' \(command); echo status $? >&2; } | head -c 5"
    let result = try Program.run(
      URL(filePath: "/bin/sh"), ["-c", script], environment: ["PATH": "/usr/bin:/bin"])
    #expect(result.stdout.utf8.count == 5)
    // By the signal that a shell lets every program end by, or by itself where that is ignored.
    #expect(["status 141\n", "status 2\n"].contains(result.stderr), "\(result.stderr)")
  }
}
