import Foundation
import TestSupport
import Testing

/// The scripts of `action.yml`, run as a runner of GitHub runs them.
@Suite("GitHub action")
struct GitHubActionTests {
  @Test("A clean account: status 0, a summary and a SARIF file, no annotation")
  func clean() throws {
    let runner = try GitHubRunner()
    let result = try runner.check(paths: "hosting")
    #expect(result.status == 0, "\(result.stdout)")
    #expect(result.stdout.contains("no findings; 2 files, 5 entities checked"))
    #expect(!result.stdout.contains("::error"))
    #expect(try runner.outputs()["status"] == "0")
    #expect(try runner.summary().contains("no findings"))
    #expect(try runner.sarif().contains("\"results\""))
  }

  @Test("Findings: in the log as text, as annotations, in the summary, and the job fails")
  func findings() throws {
    let runner = try GitHubRunner()
    try runner.project.replace("3.1 GB", with: "6.2 GB", in: "hosting/customers.yaml")
    let result = try runner.check(paths: "hosting")
    #expect(result.status == 1)
    #expect(result.stdout.contains(try text(of: "Tests/ClientTests/Fixtures/bad-commit.txt")))
    let annotations = result.stdout.split(separator: "\n").filter { $0.hasPrefix("::error ") }
    #expect(annotations.count == 1)
    #expect(
      annotations.first?.hasPrefix("::error file=hosting/customers.yaml,line=10,") == true,
      "\(annotations)")
    #expect(try runner.outputs()["status"] == "1")
    #expect(try runner.summary().contains("usage-over-limit"))
    #expect(try runner.sarif().contains("hosting/customers.yaml"))
  }

  @Test("In another working directory places are still those of the repository")
  func workingDirectory() throws {
    let runner = try GitHubRunner()
    try runner.project.replace("3.1 GB", with: "6.2 GB", in: "hosting/customers.yaml")
    let result = try runner.check(paths: "", in: "hosting")
    #expect(result.status == 1)
    #expect(result.stdout.contains("\n::error file=hosting/customers.yaml,line=10,"))
    #expect(try runner.sarif().contains("\"hosting/customers.yaml\""))
  }

  @Test("Several paths stand on lines of their own, and may hold spaces")
  func severalPaths() throws {
    let runner = try GitHubRunner()
    try runner.project.write(
      "hosting: 1\nreseller: agence-exemple\n", to: "my sites/account.yaml")
    let result = try runner.check(paths: "hosting\n  my sites\r\n\n")
    #expect(result.status == 0, "\(result.stdout)")
    #expect(result.stdout.contains("; 3 files, "), "\(result.stdout)")
    // One path, not two.
    #expect(try runner.check(paths: "hosting my sites").status == 2)
  }

  @Test("The inputs are options of hostlint")
  func options() throws {
    let runner = try GitHubRunner()
    try runner.project.replace("3.1 GB", with: "6.2 GB", in: "hosting/customers.yaml")
    #expect(try runner.check(paths: "hosting", failOn: "never").status == 0)
    #expect(try runner.check(paths: "hosting", args: " --ignore usage-over-limit ").status == 0)
    try runner.project.write("hostlint: 1\nfail-on: never\n", to: "policy.yaml")
    #expect(try runner.check(paths: "hosting", config: "policy.yaml").status == 0)
    #expect(try runner.check(paths: "hosting").status == 1)
  }

  @Test("What could not run is an annotation, and there is nothing to upload")
  func notRun() throws {
    let runner = try GitHubRunner()
    let result = try runner.check(paths: "hosting", args: "--fail-on 100%")
    #expect(result.status == 2)
    let annotation = result.stdout.split(separator: "\n").last { $0.hasPrefix("::error ") }
    #expect(annotation?.contains("100%25") == true, "\(result.stdout)")
    #expect(annotation?.contains("%0A") == true, "\(result.stdout)")
    #expect(try runner.outputs() == ["status": "2"])
  }

  @Test("A check that is not complete shows its findings, but there is nothing to upload")
  func incomplete() throws {
    let runner = try GitHubRunner()
    try runner.project.replace("3.1 GB", with: "6.2 GB", in: "hosting/customers.yaml")
    let result = try runner.check(paths: "hosting\nmissing.yaml")
    #expect(result.status == 2)
    #expect(result.stdout.contains("\n::error "), "\(result.stdout)")
    #expect(try runner.outputs() == ["status": "2"])
  }

  @Test("Nothing to check is loud")
  func nothing() throws {
    let runner = try GitHubRunner()
    try runner.project.write("notes: none\n", to: "other/notes.yaml")
    let result = try runner.check(paths: "other")
    #expect(result.status == 3)
    #expect(result.stdout.contains("\n::error title=hostlint::Nothing was checked"))
    #expect(try runner.outputs() == ["status": "3"])
  }

  @Test("Text of a file that was checked gives the runner no commands")
  func commandsInText() throws {
    let runner = try GitHubRunner()
    try runner.project.write(
      "hosting: 1\nreseller: { login: a, name: \"x\\n::error::made up\" }\n\n::warning::made up\n",
      to: "hosting/::notice::made up.yaml")
    let log = try runner.check(paths: "hosting").stdout
    let lines = log.split(separator: "\n").map(String.init)
    let stop = try #require(lines.first)
    #expect(stop.hasPrefix("::stop-commands::"))
    let token = "::" + stop.dropFirst("::stop-commands::".count) + "::"
    let end = try #require(lines.lastIndex(of: token))
    // Other runs have other tokens, or a file could end the pause itself.
    #expect(try !runner.check(paths: "hosting").stdout.contains(token))
    for line in lines[(end + 1)...] where line.hasPrefix("::") {
      #expect(line.hasPrefix("::error file=") || line.hasPrefix("::warning file="), "\(line)")
    }
  }

  @Test("A program that is given is used, and nothing is built or kept")
  func givenProgram() throws {
    let runner = try GitHubRunner()
    let result = try runner.run("find.sh", ["HOSTLINT_EXECUTABLE": Clients.hostlint.path])
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    let outputs = try runner.outputs()
    #expect(outputs.count == 1)
    #expect(outputs["executable"]?.hasSuffix("/hostlint") == true)

    let missing = try runner.run("find.sh", ["HOSTLINT_EXECUTABLE": "no/hostlint"])
    #expect(missing.status == 2)
    #expect(missing.stdout.hasPrefix("::error title=hostlint::"))
  }

  @Test("What is built is kept in the cache by the sources, the system and the processor")
  func cacheKey() throws {
    let action = try TemporaryFolder()
    for path in [
      "Dockerfile", "Makefile", "Package.swift", "Plugins", "Rules", "Sources", "scripts",
    ] {
      try action.copy(path)
    }
    func key(_ environment: [String: String] = [:]) throws -> String {
      let runner = try GitHubRunner(action: action.url)
      let all = environment.merging(["HOSTLINT_EXECUTABLE": ""]) { $1 }
      let result = try runner.run("find.sh", all)
      #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
      let outputs = try runner.outputs()
      #expect(outputs["folder"] == runner.temporary.path + "/hostlint")
      #expect(outputs["executable"] == runner.temporary.path + "/hostlint/hostlint")
      return try #require(outputs["key"])
    }
    let first = try key()
    #expect(first.wholeMatch(of: /hostlint-Linux-X64-[0-9a-f]{64}/) != nil, "\(first)")
    #expect(try key() == first)
    #expect(try key(["RUNNER_ARCH": "ARM64"]).hasPrefix("hostlint-Linux-ARM64-"))
    try action.write("# another rule\n", to: "Rules/dns/another.yaml")
    #expect(try key() != first)
  }

  @Test("Without Swift and Docker the job says what is needed")
  func cannotBuild() throws {
    let runner = try GitHubRunner()
    // The tools of the script, and no others.
    let tools = try TemporaryFolder()
    for tool in ["bash", "sed", "dirname", "mkdir", "sort", "head", "env"] {
      let found = try Program.run(
        URL(filePath: "/usr/bin/env"), ["sh", "-c", "command -v \(tool)"],
        environment: ["PATH": "/usr/bin:/bin"]
      ).stdout.trimmingCharacters(in: .newlines)
      try FileManager.default.createSymbolicLink(
        at: tools.url.appending(path: tool), withDestinationURL: URL(filePath: found))
    }
    let result = try runner.run(
      "build.sh",
      [
        "HOSTLINT_EXECUTABLE": runner.temporary.path + "/hostlint/hostlint",
        "PATH": tools.url.path,
      ])
    #expect(result.status == 2)
    #expect(
      result.stdout.hasPrefix(
        "::error title=hostlint::To build hostlint the runner needs Swift 6."),
      "\(result.stdout)\(result.stderr)")
  }

  @Test("action.yml hands its scripts what they read, and uses every input")
  func manifest() throws {
    let action = try text(of: "action.yml")
    let scripts = action.matches(of: /integrations\/github\/\w+\.sh/).map { String($0.output) }
    #expect(scripts.count == 3)
    for script in scripts {
      let path = Repository.root.appending(path: script).path
      #expect(FileManager.default.isExecutableFile(atPath: path), "\(script) cannot be run")
    }
    // The steps from one script to the next, each with what it is given.
    for (script, step) in zip(scripts, action.split(separator: "integrations/github/").dropFirst())
    {
      let given = Set(step.matches(of: /(HOSTLINT_\w+): \$/).map { String($0.1) })
      let read = Set(try text(of: script).matches(of: /\$\{?(HOSTLINT_\w+)/).map { String($0.1) })
      #expect(given == read, "\(script)")
    }
    let parts = action.components(separatedBy: "\noutputs:\n")
    let declared = Set(
      try #require(parts.first).matches(of: /\n  ([a-z-]+):\n/).map { String($0.1) })
    let used = Set(action.matches(of: /inputs\.([a-z-]+)/).map { String($0.1) })
    #expect(declared == used)
  }
}
