import Foundation
import TestSupport
import Testing

/// The exit statuses: 0 nothing to fail on, 1 findings, 2 could not run or not
/// completely, 3 nothing was checked.
@Suite(
  "hostlint check: exit status",
  .enabled(if: CheckFixtures.hasCommandLine, "the program has no command line yet"))
struct CheckStatusTests {
  @Test(
    "The lowest severity to fail on decides between 0 and 1",
    arguments: [
      ("info", 1), ("warning", 1), ("error", 0), ("never", 0),
    ])
  func failOn(severity: String, expected: Int32) throws {
    let result = try CheckFixtures.check("no-pack", "--fail-on", severity)
    #expect(result.status == expected, "\(result.stderr)")
    #expect(result.stdout.contains("subscription-without-pack"))
    #expect(result.stderr == "")
  }

  @Test(
    "A warning fails by default, in every format",
    arguments: ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"])
  func defaultStatus(format: String) throws {
    #expect(try CheckFixtures.check("no-pack", "--format", format).status == 1)
    #expect(try CheckFixtures.check("no-finding", "--format", format).status == 0)
  }

  @Test("A folder without a hosting file: 3, and a sentence that says what was looked for")
  func nothingToCheck() throws {
    let folder = try TemporaryFolder()
    try folder.write("services: {}\n", to: "compose.yaml")
    try folder.write("hosting: 1\n", to: "notes.txt")
    let result = try Command.run(["check"], in: folder.url)
    #expect(result.status == 3)
    #expect(result.stderr.contains("*.yaml"), "\(result.stderr)")
  }

  @Test(
    "What cannot run: 2, and one line on stderr that names it",
    arguments: [
      (["--no-such-flag"], "--no-such-flag"),
      (["no-pack", "--fail-on", "fatal"], "fatal"),
      (["no-pack", "--format", "xml"], "xml"),
      (["no-pack", "--output", "json"], "json"),
      (["no-pack", "--output", "xml=report.xml"], "xml"),
      (["no-pack", "--output", "json=missing-folder/report.json"], "missing-folder/report.json"),
      (["no-pack", "--color", "sometimes"], "sometimes"),
      (["no-pack", "--today", "2026-02-30"], "2026-02-30"),
      (["no-pack", "--rules", "missing-rules"], "missing-rules"),
      (["missing.yaml"], "missing.yaml"),
    ])
  func cannotRun(arguments: [String], name: String) throws {
    let result = try Command.run(["check"] + arguments, in: CheckFixtures.folder)
    #expect(result.status == 2)
    #expect(result.stderr.contains(name), "\(result.stderr)")
  }

  @Test("An unreadable file: 2, and the other files' findings are still reported")
  func unreadableFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(try CheckFixtures.text("no-pack/hosting.yaml"), to: "hosting.yaml")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "broken.yaml"),
      withDestinationURL: folder.url.appending(path: "gone.yaml"))
    let result = try Command.run(["check", "hosting.yaml", "broken.yaml"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.stderr.contains("broken.yaml"), "\(result.stderr)")
    #expect(result.stdout.contains("subscription-without-pack"))
  }

  @Test("A broken rule file: 2, with its place, and nothing is checked")
  func brokenRule() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      id: custom-rule
      title: A rule that does not compile
      severity: warning
      applies-to: subscription
      check: subscription.pakc == "starter"
      message: never shown
      """, to: "rules/custom/custom-rule.yaml")
    let rules = folder.url.appending(path: "rules").path
    let result = try CheckFixtures.check("no-pack", "--rules", rules)
    #expect(result.status == 2)
    #expect(result.stderr.contains("custom-rule.yaml:5:"), "\(result.stderr)")
    #expect(!result.stdout.contains("subscription-without-pack"))
  }

  @Test("A named file must be a hosting file; in a searched folder another file is skipped")
  func notAHostingFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("services: {}\n", to: "compose.yaml")
    try folder.write(try CheckFixtures.text("no-finding/hosting.yaml"), to: "hosting.yaml")
    let named = try Command.run(["check", "compose.yaml", "hosting.yaml"], in: folder.url)
    #expect(named.status == 1)
    #expect(named.stdout.contains("not-a-hosting-file"))
    let searched = try Command.run(["check", "."], in: folder.url)
    #expect(searched.status == 0)
    #expect(!searched.stdout.contains("not-a-hosting-file"))
  }

  @Test("Help and version are no failure")
  func helpAndVersion() throws {
    let help = try Command.run(["--help"])
    #expect(help.status == 0)
    #expect(help.stdout.contains("check"))
    #expect(try Command.run(["check", "--help"]).stdout.contains("--fail-on"))
    let version = try Command.run(["--version"])
    #expect(version.status == 0)
    #expect(version.stdout.wholeMatch(of: /(?:hostlint )?\d+\.\d+\.\d+\n/) != nil)
  }
}
