import Foundation
import TestSupport
import Testing

@Suite(
  "hostlint check: what is read",
  .enabled(if: CheckFixtures.hasCommandLine, "the program has no command line yet"))
struct CheckInputTests {
  @Test("`check` is the command where none is named, and no path is the working directory")
  func defaults() throws {
    let folder = CheckFixtures.folder.appending(path: "no-pack")
    let expected = try Command.run(["check", "."], in: folder)
    #expect(expected.status == 1)
    #expect(try Command.run(["check"], in: folder) == expected)
    #expect(try Command.run(["."], in: folder) == expected)
    #expect(try Command.run([], in: folder) == expected)
  }

  @Test("Standard input is read for -, under the name that is given")
  func standardInput() throws {
    let text = try CheckFixtures.text("no-pack/hosting.yaml")
    let result = try CheckFixtures.check(
      "-", "--stdin-filename", "hosting/agence.yaml", "--format", "json", stdin: text)
    #expect(result.status == 1)
    let findings = try JSONReport(result.stdout).findings
    #expect(findings.map(\.file).allSatisfy { $0 == "hosting/agence.yaml" })
    #expect(findings.contains { $0.rule == "subscription-without-pack" && $0.line == 8 })
  }

  @Test("Findings are the same for every order of the paths, and a file named twice is one")
  func orderOfPaths() throws {
    let files = ["no-pack/hosting.yaml", "no-finding/hosting.yaml"]
    let expected = try CheckFixtures.check(files[0], files[1], "--format", "json")
    #expect(try CheckFixtures.check(files[1], files[0], "--format", "json") == expected)
    #expect(
      try CheckFixtures.check(files[0], "./no-pack/../no-pack", files[1], "--format", "json")
        == expected)
    #expect(try JSONReport(expected.stdout).summary.files == 2)
  }

  @Test("A symbolic link to a file that is read anyway adds nothing")
  func symbolicLink() throws {
    let folder = try TemporaryFolder()
    try folder.write(try CheckFixtures.text("no-pack/hosting.yaml"), to: "a.yaml")
    let alone = try Command.run(["check", ".", "--format", "json"], in: folder.url)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "b.yaml"),
      withDestinationURL: folder.url.appending(path: "a.yaml"))
    #expect(try Command.run(["check", ".", "--format", "json"], in: folder.url) == alone)
  }

  @Test("The rules of a folder are checked beside the built-in ones")
  func customRule() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      id: short-system-user
      title: A system user has a telling name
      severity: info
      applies-to: subscription
      when: has(subscription.system_user)
      check: size(subscription.system_user) > 8
      at: subscription.system_user
      message: 'The system user {subscription.system_user} is too short'
      rationale: Longer names tell whose they are.
      remedy: Choose a longer name.
      """, to: "naming/short-system-user.yaml")
    let result = try CheckFixtures.check(
      "no-pack", "--rules", folder.url.path, "--format", "json")
    #expect(result.stderr == "")
    let findings = try JSONReport(result.stdout).findings
    #expect(findings.contains { $0.rule == "short-system-user" && $0.line == 9 })
    #expect(findings.contains { $0.rule == "subscription-without-pack" })
  }
}
