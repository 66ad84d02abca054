import Foundation
import TestSupport
import Testing

/// The real pre-commit on a temporary repository, with the hooks of this checkout.
///
/// One test after the other: pre-commit lets one process at a time into what it keeps, and the
/// others wait as long as that builds.
@Suite(
  "pre-commit", .serialized,
  .enabled(if: Clients.has("pre-commit"), "needs pre-commit; run make test-clients"))
struct PreCommitTests {
  @Test("pre-commit accepts the manifest of hooks and the example of a configuration")
  func valid() throws {
    for (command, path) in [
      ("validate-manifest", ".pre-commit-hooks.yaml"),
      ("validate-config", "Examples/ci/pre-commit-config.yaml"),
    ] {
      let home = try TemporaryFolder()
      let result = try Clients.run(
        "pre-commit", [command, path], environment: ["PRE_COMMIT_HOME": home.url.path])
      #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    }
  }

  @Test(
    "The hook built from source stops a bad commit and passes a good one", .timeLimit(.minutes(25)))
  func builtFromSource() throws {
    _ = try SourceHook.built.get()
    try checkHook("hostlint", in: try GitProject())
  }

  @Test("The hook for an installed hostlint stops a bad commit and passes a good one")
  func installed() throws {
    // pre-commit finds the program by its name, so it is given that.
    let project = try GitProject()
    let programs = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Clients.hostlint, to: programs.url.appending(path: "hostlint"))
    try checkHook("hostlint-system", in: project, programs: programs.url)
  }

  /// Commits what is right, what is wrong, and what is no business of the hook.
  private func checkHook(_ hook: String, in project: GitProject, programs: URL? = nil) throws {
    try project.write(try SourceHook.configuration(hook: hook), to: ".pre-commit-config.yaml")
    let install = try project.run("pre-commit", ["install"])
    try #require(install.status == 0, "\(install.stdout)\(install.stderr)")

    let good = try project.commit(programs: programs)
    #expect(good.status == 0, "\(good.stderr)")
    #expect(good.stderr.contains(/hostlint\.+Passed\n/), "\(good.stderr)")
    #expect(try project.commits() == 1)

    // The pack stands in the file that this commit does not change.
    try project.replace("3.1 GB", with: "6.2 GB", in: "hosting/customers.yaml")
    let bad = try project.commit(programs: programs)
    #expect(bad.status == 1)
    #expect(bad.stderr.contains(/hostlint\.+Failed\n/), "\(bad.stderr)")
    #expect(
      bad.stderr.contains(try text(of: "Tests/ClientTests/Fixtures/bad-commit.txt")),
      "\(bad.stderr)")
    #expect(try project.commits() == 1, "the commit was made all the same")

    try project.replace("6.2 GB", with: "4.2 GB", in: "hosting/customers.yaml")
    let corrected = try project.commit(programs: programs)
    #expect(corrected.status == 0, "\(corrected.stderr)")
    #expect(try project.commits() == 2)

    try project.write("The account of the agency.\n", to: "README.md")
    let other = try project.commit(programs: programs)
    #expect(other.status == 0, "\(other.stderr)")
    #expect(other.stderr.contains("(no files to check)Skipped"), "\(other.stderr)")
    #expect(try project.commits() == 3)
  }
}
