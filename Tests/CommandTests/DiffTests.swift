import Foundation
import TestSupport
import Testing

/// Two states of accounts on the command line.
@Suite("hostlint diff")
struct DiffTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("hosting: 1\nreseller: { login: a }\npacks: { p: }\n", to: "old/a.yaml")
    try folder.write("hosting: 1\nreseller: { login: a }\npacks: { q: }\n", to: "new/a.yaml")
  }

  private func run(_ arguments: String..., stdin: String? = nil) throws -> Program.Result {
    try Command.run(["diff"] + arguments, stdin: stdin.map { Data($0.utf8) }, in: folder.url)
  }

  @Test("Status 1 where they differ, 0 where they do not")
  func statuses() throws {
    let result = try run("old", "new")
    #expect(result.status == 1 && result.stderr == "")
    #expect(
      result.stdout == """
        removed pack p  old/a.yaml:3
        added pack q  new/a.yaml:3

        added: 1 pack; removed: 1 pack

        """)
    let same = try run("old", "old/a.yaml")
    #expect(same == Program.Result(status: 0, stdout: "no differences\n", stderr: ""))
    #expect(try run("old", "new", "-q").stdout.split(separator: "\n").count == 2)
  }

  @Test("An answer that was refused or is empty is no account that lost everything")
  func refused() throws {
    let refusal =
      "<packet><system><status>error</status><errcode>1001</errcode>"
      + "<errtext>Wrong password</errtext></system></packet>"
    for text in [refusal, "<packet/>", "<packet><site><get/></site></packet>"] {
      try folder.write(text, to: "answer.xml")
      for paths in [["old", "answer.xml"], ["answer.xml", "old"]] {
        let result = try Command.run(["diff"] + paths, in: folder.url)
        #expect(result.status == 2 && result.stdout == "", "\(text)")
        #expect(result.stderr.contains("there is no account in answer.xml"))
      }
    }
  }

  @Test("An export with a question that was refused is not all that was asked for")
  func unanswered() throws {
    let plan =
      "<packet><service-plan><get><result><status>ok</status><id>1</id><name>p</name>"
      + "<guid>g</guid></result></get></service-plan>"
    let error = "<status>error</status><errcode>1006</errcode><errtext>no</errtext>"
    try folder.write("\(plan)</packet>", to: "whole.xml")
    for refused in ["<get><result>\(error)</result></get>", "<get>\(error)</get>", error] {
      try folder.write("\(plan)<site>\(refused)</site></packet>", to: "part.xml")
      for paths in [["whole.xml", "part.xml"], ["part.xml", "whole.xml"]] {
        let result = try Command.run(["diff"] + paths, in: folder.url)
        #expect(result.status == 2 && result.stdout.hasPrefix("no differences"), "\(refused)")
        #expect(result.stderr.contains("Plesk did not answer all that part.xml asked for"))
      }
    }
    // What was not asked for is no fault.
    #expect(try run("whole.xml", "whole.xml").status == 0)
    #expect(try run("old", "part.xml").status == 2)
  }

  @Test("Numbers that read alike are shown to the byte")
  func exact() throws {
    for (name, size) in [("x.yaml", "5368709120"), ("y.yaml", "5368710000")] {
      try folder.write(
        "hosting: 1\nreseller: { login: a }\npacks: { p: { limits: { disk_space: \(size) } } }\n",
        to: name)
    }
    #expect(try run("x.yaml", "y.yaml").stdout.contains(": 5368709120 bytes → 5368710000 bytes"))
  }

  @Test("A configuration decides neither what is read nor what is compared")
  func configuration() throws {
    try folder.write("hostlint: 1\ninclude: [new/*.yaml]\n", to: ".hostlint.yaml")
    #expect(try run("old", "new").stdout.contains("removed pack p"))
    try folder.write("hostlint: 1\nfail-on: nothing\n", to: ".hostlint.yaml")
    let broken = try run("old", "new")
    #expect(broken.status == 2 && broken.stderr.contains("nothing was compared"))
    #expect(try run("old", "new", "--no-config").status == 1)
  }

  @Test("Standard input is one of the two")
  func standardInput() throws {
    let text = try String(
      contentsOf: folder.url.appending(path: "new/a.yaml"), encoding: .utf8)
    let result = try run("old", "-", stdin: text)
    #expect(result.status == 1 && result.stdout.contains("added pack q  stdin.yaml:3"))
    #expect(try run("-", "-").status == 2)
  }

  @Test(
    "What cannot be read, or is no account, gives status 2",
    arguments: [
      ("gone", "cannot read gone: No such file or directory"),
      ("empty", "there is no account in empty"),
    ])
  func unreadable(path: String, message: String) throws {
    try folder.write("some: yaml", to: "empty/other.yaml")
    for result in [try run(path, "new"), try run("old", path)] {
      #expect(result == Program.Result(status: 2, stdout: "", stderr: "hostlint: \(message)\n"))
    }
  }

  @Test("A file that breaks off is compared as far as it goes, with status 2")
  func incomplete() throws {
    try folder.write("hosting: 1\nreseller: { login: a }\npacks: { p: [", to: "broken.yaml")
    let result = try run("old", "broken.yaml")
    #expect(result.status == 2)
    #expect(result.stderr.hasPrefix("hostlint: broken.yaml could not be read to its end"))
    #expect(result.stdout.hasPrefix("no differences"))
  }

  @Test("What REST answers do not tell is no difference")
  func rest() throws {
    for old in ["imported/hosting.yaml", "account.xml", "parts"] {
      for paths in [[old, "rest"], ["rest", old]] {
        let result = try Command.run(["diff"] + paths.map { "Examples/exports/\($0)" })
        #expect(result.status == 0 && result.stdout.hasPrefix("no differences"), "\(result.stdout)")
      }
    }
    // Notes of one's own are none of Plesk's.
    try folder.write(
      try String(
        contentsOf: Repository.root.appending(path: "Examples/exports/imported/hosting.yaml"),
        encoding: .utf8
      ).replacing("  More disk:\n", with: "  More disk:\n    description: More\n")
        .replacing(
          "login: boulangerie\n", with: "login: boulangerie\n    labels: { since: '2021' }\n"),
      to: "noted.yaml")
    let export = Repository.root.appending(path: "Examples/exports/account.xml").path
    #expect(try run("noted.yaml", export).status == 0)
    // Between hosting files they count.
    let imported = Repository.root.appending(path: "Examples/exports/imported/hosting.yaml").path
    #expect(try run("noted.yaml", imported).status == 1)
  }

  @Test("--redact masks addresses and names in changes and findings", arguments: ["text", "json"])
  func redacted(_ format: String) throws {
    for (path, name) in [("x.yaml", "Louise Martin"), ("y.yaml", "Karim Benali")] {
      try folder.write(
        "hosting: 1\nreseller: { login: a }\ncustomers:\n  - login: b\n    name: \(name)\n"
          + "    email: \(name.prefix(5))@exemple.fr\n    company: Chez \(name)\n"
          + "    labels: { note: \(name) }\n"
          + (path == "x.yaml"
            ? "  - login: c\n    name: Zoé\n    subscriptions: [{ domain: c.fr }]\n" : ""),
        to: path)
    }
    let plain = try run("x.yaml", "y.yaml", "--format", format)
    let redacted = try run("x.yaml", "y.yaml", "--format", format, "--redact")
    #expect(plain.status == 1 && redacted.status == 1)
    for word in ["Louise", "Karim", "Martin", "Benali"] {
      #expect(plain.stdout.contains(word))
      #expect(!redacted.stdout.contains(word), "\(redacted.stdout)")
    }
    for word in ["customer b", "customer c"] where format == "text" {
      #expect(redacted.stdout.contains(word))
    }
    #expect(redacted.stdout.contains("customer-removed-with-subscriptions"))
  }

  @Test("Exceptions of the configuration accept findings about changes, until their day")
  func exceptions() throws {
    try folder.write(
      "hosting: 1\nreseller: { login: a }\ncustomers:\n"
        + "  - { login: b, subscriptions: [{ domain: b.fr }] }\n", to: "x.yaml")
    try folder.write("hosting: 1\nreseller: { login: a }\ncustomers: []\n", to: "y.yaml")
    func configuration(_ more: String) throws {
      try folder.write(
        "hostlint: 1\nexceptions:\n  - rule: customer-removed-with-subscriptions\n"
          + "    entity: customer/b\n    reason: gone\n\(more)", to: ".hostlint.yaml")
    }
    let word = "warning[customer-removed-with-subscriptions]"
    #expect(try run("x.yaml", "y.yaml").stdout.contains(word))
    try configuration("")
    let accepted = try run("x.yaml", "y.yaml")
    #expect(!accepted.stdout.contains(word))
    #expect(accepted.stdout.contains("1 finding accepted") && accepted.status == 1)
    #expect(try run("x.yaml", "y.yaml", "--no-config").stdout.contains(word))
    let json = try run("x.yaml", "y.yaml", "--format", "json").stdout
    #expect(json.contains("\"accepted\": 1"))
    try configuration("    until: 2020-01-01\n")
    #expect(try run("x.yaml", "y.yaml").stdout.contains(word))
    // A check does not judge changes, and the exception is not stale for that.
    try configuration("")
    #expect(!(try Command.run(["check", "x.yaml"], in: folder.url).stdout.contains("suppression")))
  }

  @Test("The same run gives the same bytes", arguments: ["text", "json"])
  func deterministic(format: String) throws {
    let first = try Command.run(
      ["diff", "Examples/lrob-guide/recommended", "Examples/lrob-guide/warned", "--format", format])
    #expect(first.status == 1)
    for _ in 1...2 {
      #expect(
        try Command.run([
          "diff", "Examples/lrob-guide/recommended", "Examples/lrob-guide/warned", "--format",
          format,
        ]) == first)
    }
  }
}

/// What the pages about import and diff show is what hostlint prints and takes.
@Suite("docs/import.md and docs/diff.md")
struct TransitionDocumentTests {
  private static func page(_ name: String) throws -> String {
    try String(contentsOf: Repository.root.appending(path: "docs/\(name).md"), encoding: .utf8)
  }

  @Test("The output on the page")
  func output() throws {
    let pattern = /<!-- output: (.+) -->\n```text\n([\s\S]*?)```\n<!-- end of output -->/
    let blocks = try Self.page("diff").matches(of: pattern)
    #expect(blocks.count == 1)
    for block in blocks {
      let arguments = block.output.1.split(separator: " ").map(String.init)
      #expect(
        String(block.output.2) == (try Command.run(arguments).stdout),
        "put the output of `hostlint \(block.output.1)` into docs/diff.md")
    }
  }

  @Test("Every operator of the request is explained, and what the page asks for can be asked for")
  func operators() throws {
    let page = try Self.page("exports")
    let help = try Command.run(["import", "--help"]).stdout.replacing(/\s+/, with: " ")
    let pattern = #/only this operator .*?\(values: ([^)]*)\)/#
    let values = try #require(help.firstMatch(of: pattern)?.output.1)
    let operators = values.split(separator: ", ")
    #expect(operators.count == 9)
    for name in operators { #expect(page.contains("`\(name)`"), "\(name)") }
    let loop = try #require(page.firstMatch(of: /for operator in (.*); do/)?.output.1)
    for name in loop.split(separator: " ") {
      #expect(try Command.run(["import", "--request", "--operator", "\(name)"]).status == 0)
    }
  }
}
