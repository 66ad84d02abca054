import Foundation
import TestSupport
import Testing

/// The files that platforms read, against the platforms' public JSON Schemas, and what runs in
/// them against linters.
@Suite("Platform files")
struct PlatformFileTests {
  /// A file and the name of its schema, which check-jsonschema brings along.
  private static let files = [
    ("action.yml", "vendor.github-actions"),
    ("Examples/ci/github-workflow.yml", "vendor.github-workflows"),
    ("Examples/ci/github-workflow.yml", "custom.github-workflows-require-timeout"),
    ("Examples/ci/gitlab-ci.yml", "vendor.gitlab-ci"),
    ("templates/hostlint.yml", "vendor.gitlab-ci"),
  ]

  @Test(
    "Each is valid by its platform's schema",
    .enabled(
      if: Clients.has("check-jsonschema"), "needs check-jsonschema; run make test-clients"),
    arguments: files)
  func schemas(path: String, schema: String) throws {
    for document in try text(of: path).components(separatedBy: "\n---\n") {
      let result = try Self.check(document, schema: schema)
      #expect(result.status == 0, "\(path): \(result.stdout)\(result.stderr)")
    }
  }

  @Test(
    "A schema finds what is wrong",
    .enabled(
      if: Clients.has("check-jsonschema"), "needs check-jsonschema; run make test-clients"),
    arguments: [
      ("action.yml", "vendor.github-actions", "shell: bash", "shall: bash"),
      ("Examples/ci/github-workflow.yml", "vendor.github-workflows", "runs-on:", "run-on:"),
      ("templates/hostlint.yml", "vendor.gitlab-ci", "when: always", "when: allways"),
    ])
  func wrong(path: String, schema: String, right: String, wrong: String) throws {
    let document = try #require(
      try text(of: path).components(separatedBy: "\n---\n").last { $0.contains(right) })
    #expect(
      try Self.check(document.replacing(right, with: wrong), schema: schema).status == 1)
  }

  @Test(
    "ShellCheck finds nothing in the scripts",
    .enabled(if: Clients.has("shellcheck"), "needs ShellCheck; run make test-clients"),
    arguments: [
      "integrations/github/find.sh", "integrations/github/build.sh",
      "integrations/github/check.sh", "integrations/gitlab/hostlint.sh", "scripts/test-clients",
      "scripts/install-libraries", ".ci/run",
    ])
  func scripts(path: String) throws {
    // GitLab's has no first line to say that it is for any shell.
    let shell = path.contains("gitlab") ? ["--shell", "sh"] : []
    let result = try Clients.run("shellcheck", shell + [path])
    #expect(result.status == 0, "\(result.stdout)")
  }

  @Test(
    "Hadolint finds nothing in the Dockerfile",
    .enabled(if: Clients.has("hadolint"), "needs Hadolint; run make test-clients"))
  func dockerfile() throws {
    let result = try Clients.run("hadolint", ["Dockerfile"])
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
  }

  private static func check(_ document: String, schema: String) throws -> Program.Result {
    let folder = try TemporaryFolder()
    let file = try folder.write(document, to: "document.yml")
    let transform = schema.contains("gitlab") ? ["--data-transform", "gitlab-ci"] : []
    return try Clients.run(
      "check-jsonschema", ["--builtin-schema", schema] + transform + [file.path])
  }
}
