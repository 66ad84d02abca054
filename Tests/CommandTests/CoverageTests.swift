import Foundation
import TestSupport
import Testing

/// `--verbose`: what a run looked at and what it did not.
@Suite("hostlint check --verbose")
struct CoverageTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      hosting: 1
      unknown: [packs, dns]
      reseller: { login: agence-exemple }
      subscriptions:
        - domain: agence-exemple.fr
        - domain: maquettes.fr
      """, to: "hosting/own.yaml")
    try folder.write(
      "hosting: 1\nreseller: agence-exemple\npacks: { essentiel: { limits: { disk_space: 1 GB } } }\n",
      to: "hosting/packs.yaml")
    try folder.write("services: {}\n", to: "hosting/compose.yaml")
    try folder.write("", to: "hosting/empty.yaml")
    try folder.write("- one\n", to: "hosting/list.yml")
    try folder.write("words\n", to: "hosting/words.yaml")
    try folder.write("a\u{1B}[31m: [", to: "hosting/broken.yaml")
    try folder.write("x: 1\n", to: "hosting/.hidden.yaml")
    try folder.write("x: 1\n", to: "hosting/notes.txt")
    try folder.write("hostlint: 1\n", to: ".hostlint.yaml")
    return folder
  }

  @Test("Everything that was skipped or left out is told with the reason, on standard error")
  func everything() throws {
    let folder = try folder()
    let plain = try Command.run(["check", "hosting/own.yaml"], in: folder.url)
    let result = try Command.run(["check", "-v", "hosting"], in: folder.url)
    #expect(plain.stderr == "")
    expectGolden(
      result.stderr.replacing(folder.url.path, with: "…"),
      "Tests/CommandTests/Golden/verbose.txt")
  }

  @Test("Files that were only read for others are told apart")
  func context() throws {
    let folder = try folder()
    let result = try Command.run(["check", "--verbose", "hosting/own.yaml"], in: folder.url)
    #expect(result.stderr.contains("Checked (1):\n  hosting/own.yaml\n"))
    #expect(
      result.stderr.contains("Read for what others refer to (1):\n  hosting/packs.yaml\n"))
  }

  @Test("It is told too where nothing was checked")
  func nothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("services: {}\n", to: "compose.yaml")
    let result = try Command.run(["check", "-v", "--no-config"], in: folder.url)
    #expect(result.status == 3 && result.stdout == "")
    #expect(result.stderr.hasPrefix("hostlint: nothing was checked"))
    #expect(result.stderr.contains("Configuration:\n  none\nChecked (0):\n  no hosting file\n"))
    #expect(
      result.stderr.contains("compose.yaml: no hosting file: it starts with `services`"))
  }

  @Test("What is counted is what is listed")
  func counts() throws {
    let folder = try folder()
    let json = try Command.run(["check", "-v", "hosting", "--format", "json"], in: folder.url)
    let summary = try #require(
      (JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])?["summary"]
        as? [String: Any])
    let skipped = try #require(summary["skipped_files"] as? Int)
    let idle = try #require(summary["rules_without_entities"] as? Int)
    #expect(skipped == 5 && idle > 0)
    #expect(json.stderr.contains("Skipped (\(skipped)):\n"))
    #expect(json.stderr.contains("Rules that had nothing to judge (\(idle)):\n"))
    let times = json.stderr.matches(of: /: (once|twice|(\d+) times)\n/).map { match in
      match.output.2.flatMap { Int($0) } ?? (match.output.1 == "once" ? 1 : 2)
    }
    #expect(times.reduce(0, +) == summary["not_applicable"] as? Int)
  }
}
