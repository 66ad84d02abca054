import Foundation
import TestSupport
import Testing

/// The script of `templates/hostlint.yml`, run as a runner of GitLab runs it.
@Suite("GitLab component")
struct GitLabComponentTests {
  private static let quality = "gl-code-quality-report.json"
  private static let tests = "hostlint-junit.xml"

  @Test("A clean account passes, with empty reports")
  func clean() throws {
    let project = try GitProject()
    let result = try Self.job(in: project, paths: "hosting")
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    #expect(result.stdout.contains("no findings"))
    #expect(try Self.read(Self.quality, in: project)?.filter { !$0.isWhitespace } == "[]")
    #expect(try Self.read(Self.tests, in: project)?.contains("<failure") == false)
  }

  @Test("Findings are in the log in colour and in both reports, and the job fails")
  func findings() throws {
    let project = try GitProject()
    try project.replace("3.1 GB", with: "6.2 GB", in: "hosting/customers.yaml")
    let result = try Self.job(in: project, paths: "hosting")
    #expect(result.status == 1)
    #expect(result.stdout.contains("\u{1B}["))
    #expect(result.stdout.contains("usage-over-limit"))
    let quality = try #require(try Self.read(Self.quality, in: project))
    #expect(quality.contains("\"hosting/customers.yaml\""))
    #expect(try Self.read(Self.tests, in: project)?.contains("<failure") == true)
  }

  @Test("The inputs are options of hostlint")
  func options() throws {
    let project = try GitProject()
    try project.replace("3.1 GB", with: "6.2 GB", in: "hosting/customers.yaml")
    #expect(try Self.job(in: project, failOn: "never").status == 0)
    #expect(try Self.job(in: project, args: "--ignore usage-over-limit").status == 0)
    try project.write("hostlint: 1\nfail-on: never\n", to: "policy.yaml")
    #expect(try Self.job(in: project, config: "policy.yaml").status == 0)
    #expect(
      try Self.job(in: project, paths: "hosting/packs.yaml hosting/customers.yaml").status == 1)
    // A list of words, in which `*` stands for itself.
    #expect(try Self.job(in: project, paths: "hosting/*.yaml").status == 2)
  }

  @Test("A check that was not completed leaves no reports, not even old ones")
  func notCompleted() throws {
    let project = try GitProject()
    try project.write("[]", to: Self.quality)
    for (paths, status) in [("hosting missing.yaml", 2), ("empty", 3)] {
      try project.write("notes: none\n", to: "empty/notes.yaml")
      let result = try Self.job(in: project, paths: paths)
      #expect(result.status == Int32(status), "\(result.stdout)\(result.stderr)")
      #expect(result.stdout.contains("there are no reports"))
      #expect(try Self.read(Self.quality, in: project) == nil)
      #expect(try Self.read(Self.tests, in: project) == nil)
    }
  }

  @Test("The component has the script that is tested, and gives it what it reads")
  func sameScript() throws {
    let script = try text(of: "integrations/gitlab/hostlint.sh")
    let component = try text(of: "templates/hostlint.yml")
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
    let indented = lines.map { $0.isEmpty ? "" : "      " + $0 }.joined(separator: "\n")
    #expect(
      component.contains("  script:\n    - |\n" + indented + "  artifacts:\n"),
      "put the text of integrations/gitlab/hostlint.sh into templates/hostlint.yml")
    let given = Set(component.matches(of: /\n    (HOSTLINT_\w+): "/).map { String($0.1) })
    let read = Set(script.matches(of: /\$(HOSTLINT_\w+)/).map { String($0.1) })
    #expect(given == read)
    let reports = component.matches(of: /(codequality|junit): (.+)/).map { String($0.2) }
    #expect(reports == [Self.quality, Self.tests])
  }

  @Test("Every input of the component is used")
  func inputs() throws {
    let component = try text(of: "templates/hostlint.yml")
    let parts = component.components(separatedBy: "\n---\n")
    let declared = Set(
      try #require(parts.first).matches(of: /\n    ([a-z-]+):\n/).map { String($0.1) })
    let used = Set(
      try #require(parts.last).matches(of: /\$\[\[ inputs\.([a-z-]+) \]\]/).map { String($0.1) })
    #expect(declared == used)
  }

  /// Runs the script with the variables of a job, in an image that has hostlint.
  private static func job(
    in project: GitProject, paths: String = "", failOn: String = "", config: String = "",
    args: String = ""
  ) throws -> Program.Result {
    // By that name, whatever the program that is tested is called.
    let programs = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: programs.url.appending(path: "hostlint"), withDestinationURL: Clients.hostlint)
    return try Program.run(
      URL(filePath: "/bin/sh"), ["-c", try text(of: "integrations/gitlab/hostlint.sh")],
      in: project.url,
      environment: [
        "CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": project.url.path,
        "CI_JOB_NAME": "hostlint", "CI_PIPELINE_SOURCE": "merge_request_event",
        "HOSTLINT_PATHS": paths, "HOSTLINT_FAIL_ON": failOn, "HOSTLINT_CONFIG": config,
        "HOSTLINT_ARGS": args, "HOSTLINT_VERSION": "v0.1.0",
        "HOSTLINT_SOURCE": Repository.root.path,
        "PATH": programs.url.path + ":/usr/local/bin:/usr/bin:/bin",
      ])
  }

  private static func read(_ name: String, in project: GitProject) throws -> String? {
    let file = project.url.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try String(contentsOf: file, encoding: .utf8)
  }
}
