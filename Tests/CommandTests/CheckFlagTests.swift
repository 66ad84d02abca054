import Foundation
import TestSupport
import Testing

/// Every flag of `hostlint check`, each with what it changes.
@Suite("hostlint check: flags")
struct CheckFlagTests {
  /// The flags that the tests of `hostlint check` cover; a new one belongs to one of them.
  private static let covered: Set = [
    "--format", "--output", "--fail-on", "--rules", "--today", "--color", "--stdin-filename",
    "--quiet", "-q", "--version", "--help", "-h", "--config", "--no-config", "--select", "--ignore",
    "--severity", "--param", "--expand", "--baseline", "--baseline-strict", "--no-suppressions",
    "--show-suppressed", "--redact", "--verbose", "-v", "--timing", "--threads",
  ]

  @Test("Each flag of the help is covered")
  func everyFlag() throws {
    let help = try Command.run(["check", "--help"])
    #expect(help.status == 0 && help.stderr == "")
    let options = try #require(help.stdout.split(separator: "OPTIONS:").last)
    let flags = options.matches(of: /^ {2}(-[^\s,]+)(?:, (--[^\s]+))?/.anchorsMatchLineEndings())
      .flatMap { [$0.output.1, $0.output.2].compactMap { $0.map(String.init) } }
    #expect(Set(flags) == Self.covered)
  }

  private static let rule = """
    id: own-rule
    title: A rule of one's own
    severity: info
    applies-to: subscription
    check: today < timestamp("2030-01-01T00:00:00Z")
    message: 'it is {today.getFullYear()}'
    """

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(try CheckFixtures.text("no-pack/hosting.yaml"), to: "hosting.yaml")
    return folder
  }

  @Test("--today is the day that rules see")
  func today() throws {
    let folder = try Self.folder()
    try folder.write(rule, to: "policy/own-rule.yaml")
    func run(_ date: String) throws -> Program.Result {
      try Command.run(["hosting.yaml", "--rules", "policy", "--today", date], in: folder.url)
    }
    #expect(!(try run("2029-12-31").stdout.contains("own-rule")))
    #expect(try run("2030-01-01").stdout.contains("it is 2030"))
    for date in ["2030-02-30", "tomorrow", "", "2030-1-1"] {
      let result = try run(date)
      #expect(result.status == 2)
      #expect(result.stdout == "")
      #expect(result.stderr.hasPrefix("hostlint: --today"), "\(result.stderr)")
    }
  }

  private var rule: String { Self.rule }

  @Test("--rules takes folders and files, several times")
  func rules() throws {
    let folder = try Self.folder()
    let always = rule.replacing("today <", with: "today >")
    try folder.write(always, to: "policy/deep/one.yaml")
    try folder.write(always.replacing("own-rule", with: "other-rule"), to: "two.yml")
    try folder.write("not: [a rule", to: "policy/notes.txt")
    let result = try Command.run(
      ["hosting.yaml", "--rules", "policy", "--rules", "two.yml", "--today", "2026-11-22"],
      in: folder.url)
    #expect(result.stdout.contains("info[own-rule]"))
    #expect(result.stdout.contains("info[other-rule]"))
    #expect(result.status == 1)
  }

  @Test("A folder without a rule file is a mistake")
  func noRules() throws {
    let folder = try Self.folder()
    try folder.write("", to: "policy/readme.txt")
    let result = try Command.run(["hosting.yaml", "--rules", "policy"], in: folder.url)
    #expect(
      result
        == Program.Result(
          status: 2, stdout: "", stderr: "hostlint: there is no rule file in policy\n"))
  }

  @Test("--quiet leaves out the last line alone", arguments: ["--quiet", "-q"])
  func quiet(flag: String) throws {
    let loud = try CheckFixtures.check("no-pack")
    let quiet = try CheckFixtures.check("no-pack", flag)
    #expect(quiet.status == loud.status)
    #expect(loud.stdout.hasPrefix(quiet.stdout))
    #expect(quiet.stdout.contains("subscription-without-pack"))
    let rest = loud.stdout.dropFirst(quiet.stdout.count)
    #expect(rest.contains("1 file") && rest.split(separator: "\n").count == 1, "\(rest)")
    #expect(try CheckFixtures.check("no-finding", flag).stdout == "")
  }

  @Test("--fail-on counts every severity from the one it names")
  func failOn() throws {
    let folder = try TemporaryFolder()
    try folder.write("hosting: 1\nreseller: { login: a, dns_sync: on }\n", to: "hosting.yaml")
    func status(_ severity: String) throws -> Int32 {
      try Command.run(["--fail-on", severity], in: folder.url).status
    }
    #expect(try status("info") == 1)
    #expect(try status("warning") == 0)
    #expect(try status("error") == 0)
    #expect(try status("never") == 0)
  }

  @Test("--fail-on never does not hide what could not be done")
  func neverIsNotSuccess() throws {
    #expect(try CheckFixtures.check("no-pack", "gone.yaml", "--fail-on", "never").status == 2)
    let folder = try TemporaryFolder()
    #expect(try Command.run(["--fail-on", "never"], in: folder.url).status == 3)
  }

  @Test("--output writes every format, as often as it is given, over what was there")
  func outputs() throws {
    let folder = try Self.folder()
    try folder.write(String(repeating: "old\n", count: 10_000), to: "a.json")
    let result = try Command.run(
      [
        "hosting.yaml", "--output", "json=a.json", "--output", "sarif=b=c.sarif", "--output",
        "text=d.txt", "--output", "json=e.json", "--color", "always",
      ], in: folder.url)
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }
    func printed(_ format: String) throws -> String {
      try Command.run(["hosting.yaml", "--format", format], in: folder.url).stdout
    }
    #expect(result.status == 1)
    #expect(try text("a.json") == printed("json"))
    #expect(try text("e.json") == printed("json"))
    #expect(try text("b=c.sarif") == printed("sarif"))
    // A file has no colour, whatever the terminal has.
    #expect(try text("d.txt") == printed("text"))
    #expect(result.stdout.contains("\u{1B}["))
  }

  @Test("A file that cannot be written is a failure, and every other report is there")
  func unwritable() throws {
    let folder = try Self.folder()
    let plain = try Command.run(["hosting.yaml"], in: folder.url)
    let result = try Command.run(
      ["hosting.yaml", "--output", "json=gone/a.json", "--output", "json=b.json"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.stderr == "hostlint: cannot write gone/a.json: No such file or directory\n")
    #expect(result.stdout == plain.stdout)
    #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "b.json").path))
  }

  @Test(
    "--output needs a format and a file", arguments: ["json", "json=", "=a", "json=-", "xml=a"])
  func badOutput(value: String) throws {
    let result = try CheckFixtures.check("no-pack", "--output", value)
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(result.stderr.contains("--output"), "\(result.stderr)")
  }

  // MARK: - A terminal

  private static let hasPseudoTerminal =
    (try? Program.run(
      URL(filePath: "/usr/bin/env"), ["python3", "-c", "import pty"],
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    ).status) == 0

  /// What the program prints to a terminal of 60 columns.
  private static func terminal(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> String {
    let script = """
      import fcntl, os, pty, struct, sys, termios
      pid, descriptor = pty.fork()
      if pid == 0:
          fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
          os.execv(sys.argv[1], sys.argv[1:])
      while True:
          try: data = os.read(descriptor, 65536)
          except OSError: break
          if not data: break
          sys.stdout.buffer.write(data)
      os.waitpid(pid, 0)
      """
    let path = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    return try Program.run(
      URL(filePath: "/usr/bin/env"),
      ["python3", "-c", script, Command.executable.path, "check"] + arguments,
      in: CheckFixtures.folder, environment: path.merging(environment) { $1 }
    ).stdout.replacingOccurrences(of: "\r\n", with: "\n")
  }

  @Test(
    "On a terminal there is colour unless something is against it",
    .enabled(if: hasPseudoTerminal, "Python is not there"),
    arguments: [
      ([], ["TERM": "xterm"], true),
      ([], ["TERM": "xterm", "NO_COLOR": "1"], false),
      ([], ["TERM": "xterm", "NO_COLOR": ""], true),
      ([], ["TERM": "dumb"], false),
      ([], ["TERM": "dumb", "FORCE_COLOR": "1"], true),
      ([], ["TERM": "xterm", "FORCE_COLOR": "0"], false),
      (["--color", "never"], ["TERM": "xterm"], false),
      (["--color", "always"], ["TERM": "xterm", "NO_COLOR": "1"], true),
    ] as [([String], [String: String], Bool)])
  func color(arguments: [String], environment: [String: String], expected: Bool) throws {
    let output = try Self.terminal(["no-pack"] + arguments, environment: environment)
    #expect(output.contains("subscription-without-pack"))
    #expect(output.contains("\u{1B}[") == expected)
  }

  @Test("On a terminal lines fit its width", .enabled(if: hasPseudoTerminal, "Python is not there"))
  func width() throws {
    let output = try Self.terminal(["no-pack", "--color", "never"])
    let widest = output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 60 && widest > 30, "\(output)")
    #expect(
      !(try CheckFixtures.check("no-pack").stdout.split(separator: "\n").allSatisfy {
        $0.count <= 60
      }))
  }

  @Test("--timing says on standard error, after all else, how long each phase took")
  func timing() throws {
    let folder = try Self.folder()
    let plain = try Command.run(["hosting.yaml"], in: folder.url)
    let timed = try Command.run(
      ["hosting.yaml", "--timing", "--verbose", "--threads", "1"], in: folder.url)
    #expect(timed.stdout == plain.stdout)
    #expect(timed.status == plain.status)
    #expect(!plain.stderr.contains("total"))
    let lines = timed.stderr.split(separator: "\n").suffix(11)
    #expect(lines.first?.split(separator: " ") == ["phase", "ms", "share"])
    let names = lines.dropFirst().map {
      $0.prefix { !$0.isNumber }.trimmingCharacters(in: .whitespaces)
    }
    #expect(
      names == [
        "load rules", "read", "tree", "model", "check", "findings", "report", "total",
        "peak memory", "threads",
      ])
    let times = lines.dropFirst().prefix(8).compactMap {
      $0.firstMatch(of: /[0-9]+\.[0-9]/).flatMap { Double($0.output) }
    }
    try #require(times.count == 8)
    // Each is rounded to a tenth.
    #expect(abs(times.prefix(7).reduce(0, +) - times[7]) < 0.4)
  }

  @Test("--threads changes nothing but the time, and takes a number from 1 to 256")
  func threads() throws {
    let folder = try TemporaryFolder()
    let items = (0..<20_000).map { "  - { domain: d\($0 % 19_990).fr, system_user: u\($0) }\n" }
    let head = "hosting: 1\nreseller: { login: a }\nsubscriptions:\n"
    try folder.write(head + items.joined(), to: "hosting.yaml")
    func run(_ number: String) throws -> Program.Result {
      try Command.run(
        [
          "hosting.yaml", "--format", "json", "--select", "domain-hosted-twice", "--threads",
          number,
        ],
        in: folder.url)
    }
    let one = try run("1")
    #expect(one.status == 1)
    #expect(one.stdout.ranges(of: "\"rule\": \"domain-hosted-twice\"").count == 10)
    #expect(try run("3") == one)
    for number in ["0", "-1", "257", "two", ""] {
      let result = try run(number)
      #expect(result.status == 2 && result.stdout == "", "\(number)")
      #expect(result.stderr.contains("--threads"), "\(result.stderr)")
    }
  }
}
