import Foundation
import TestSupport
import Testing

/// Reports in files: whole or not at all, and nothing beside them.
@Suite("hostlint check --output")
struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func check(_ outputs: String..., format: String = "text") throws -> Program.Result {
    try CheckFixtures.check(
      arguments: ["no-pack", "--format", format] + outputs.flatMap { ["--output", $0] })
  }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  @Test("Every format's file is what standard output would have")
  func everyFormat() throws {
    for format in ["json", "sarif", "gitlab", "junit", "markdown"] {
      let result = try check("\(format)=\(path(format))")
      #expect(result.status == 1)
      #expect(try text(format) == check(format: format).stdout)
    }
    // Annotations go beside a report that counts the findings itself.
    _ = try check("github=\(path("github"))")
    #expect(try check(format: "github").stdout.hasPrefix(try text("github")))
    #expect(try text("github").split(separator: "\n").allSatisfy { $0.hasPrefix("::") })
    #expect(try names() == ["github", "gitlab", "json", "junit", "markdown", "sarif"])
  }

  @Test("A file that is there keeps its permissions, and a link stays a link")
  func replaces() throws {
    let manager = FileManager.default
    try folder.write("old", to: "real/report.json")
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("real/report.json"))
    try manager.createSymbolicLink(atPath: path("link"), withDestinationPath: "real/report.json")
    try manager.createSymbolicLink(atPath: path("dangling"), withDestinationPath: "real/new.json")
    #expect(try check("json=\(path("link"))", "json=\(path("dangling"))").status == 1)
    #expect(try text("real/report.json") == check(format: "json").stdout)
    #expect(try text("real/new.json") == text("real/report.json"))
    let attributes = try manager.attributesOfItem(atPath: path("real/report.json"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try manager.destinationOfSymbolicLink(atPath: path("link")) == "real/report.json")
    #expect(try names() == ["dangling", "link", "real"])
    #expect(try manager.contentsOfDirectory(atPath: path("real")).count == 2)
  }

  @Test(
    "What cannot be written: a sentence, status 2, and the other reports",
    arguments: [
      ("gone/report.json", "No such file or directory"), ("", "Is a directory"),
      ("/dev/full", "No space left on device"),
    ])
  func failure(name: String, reason: String) throws {
    guard !name.hasPrefix("/") || FileManager.default.fileExists(atPath: name) else { return }
    let target = name.hasPrefix("/") ? name : path(name)
    let result = try check("json=\(target)", "sarif=\(path("report.sarif"))")
    #expect(result.status == 2)
    #expect(result.stderr == "hostlint: cannot write \(target): \(reason)\n")
    #expect(result.stdout.contains("subscription-without-pack"))
    #expect(try names() == ["report.sarif"])
  }

  @Test("A file that may not be written stays as it is")
  func protected() throws {
    // Root may write everything.
    guard getuid() != 0 else { return }
    try folder.write("old", to: "report.json")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: path("report.json"))
    #expect(try check("json=\(path("report.json"))").status == 2)
    #expect(try text("report.json") == "old")
  }

  @Test(
    "Standard output and pipes are written to at once", arguments: ["/dev/stdout", "/dev/fd/1"])
  func standardOutput(target: String) throws {
    let result = try check("github=\(target)")
    let report = try check().stdout
    #expect(result.status == 1 && result.stderr == "")
    #expect(result.stdout.hasPrefix("::warning file="))
    #expect(result.stdout.hasSuffix(report))
    #expect(result.stdout.split(separator: "\n").count { $0.hasPrefix("::") } == 1)
  }

  @Test("A named pipe is written to")
  func namedPipe() throws {
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    let reader = Process()
    let output = Pipe()
    reader.executableURL = URL(filePath: "/bin/cat")
    reader.arguments = [path("pipe")]
    reader.standardOutput = output
    try reader.run()
    #expect(try check("json=\(path("pipe"))").status == 1)
    let read = try output.fileHandleForReading.readToEnd() ?? Data()
    reader.waitUntilExit()
    #expect(String(decoding: read, as: UTF8.self) == (try check(format: "json").stdout))
  }

  @Test("Text itself writes no workflow command, whatever the files hold, also on a runner")
  func noCommandByItself() throws {
    try folder.write(
      """
      hosting: 1
      reseller: { login: a }
      subscriptions:
        - domain: a.fr
          pack: "##[error]::error::x"
      """, to: "::warning::.yaml")
    for environment in [[:], ["GITHUB_ACTIONS": "true"], ["TF_BUILD": "True"]] {
      let result = try Command.run(
        ["check", ".", "-v"], in: folder.url, environment: environment)
      #expect(result.status == 1)
      for line in (result.stdout + result.stderr).split(whereSeparator: \.isNewline) {
        let start = line.drop { $0 == " " }
        #expect(environment.isEmpty || !start.hasPrefix("::") && !line.contains("##["))
      }
      #expect(result.stdout.replacing("\u{200B}", with: "").contains("##[error]::error::x"))
    }
    #expect(try Command.run(["check"], in: folder.url).stdout.contains("\u{200B}") == false)
  }

  @Test("No report takes the place of what the run goes by")
  func settings() throws {
    try folder.write("hosting: 1\nreseller: { login: a }\n", to: "hosting.yaml")
    try folder.write(
      "hostlint: 1\nbaseline: base.json\nrule-directories: [policy]\n", to: ".hostlint.yaml")
    try folder.write(
      "id: own-rule\ntitle: A rule\napplies-to: pack\ncheck: 'true'\nmessage: none\n",
      to: "policy/own-rule.yaml")
    #expect(try Command.run(["baseline", "write"], in: folder.url).status == 0)
    for name in [".hostlint.yaml", "base.json", "policy/own-rule.yaml"] {
      let before = try text(name)
      let result = try Command.run(["check", "--output", "json=\(name)"], in: folder.url)
      #expect(result.status == 2)
      #expect(
        result.stderr
          == "hostlint: --output \(name) would overwrite the configuration, the baseline or a rule file\n"
      )
      #expect(try text(name) == before)
    }
    #expect(try Command.run(["check", "--output", "json=new.json"], in: folder.url).status == 0)
  }

  @Test(
    "What names no format or no file says what is wrong",
    arguments: [
      ("json", "--output needs FORMAT=FILE, such as sarif=hostlint.sarif, not 'json'"),
      ("jsn=x", "--output: there is no format 'jsn'; did you mean 'json'?"),
      ("xyzzy=x", "there is text, json, sarif"), ("json=", "--output json= names no file"),
      ("json=-", "names no file"),
    ])
  func wrongOutput(word: String, message: String) throws {
    let result = try Command.run(["check", "--output", word], in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.contains(message), "\(result.stderr)")
  }
}
