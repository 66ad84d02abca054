import Foundation
import TestSupport
import Testing

@Suite(
  "hostlint check: what is written",
  .enabled(if: CheckFixtures.hasCommandLine, "the program has no command line yet"))
struct CheckOutputTests {
  private static let escape = "\u{1B}["

  @Test(
    "Colour only where it is asked for: the output is no terminal here",
    arguments: [
      ([], [:], false),
      (["--color", "auto"], [:], false),
      (["--color", "always"], [:], true),
      (["--color", "never"], ["FORCE_COLOR": "1"], false),
      (["--color", "always"], ["NO_COLOR": "1"], true),
      ([], ["FORCE_COLOR": "1"], true),
      ([], ["NO_COLOR": "1"], false),
      // An empty NO_COLOR says nothing (no-color.org).
      ([], ["NO_COLOR": "", "FORCE_COLOR": "1"], true),
    ] as [([String], [String: String], Bool)])
  func color(arguments: [String], environment: [String: String], expected: Bool) throws {
    let result = try Command.run(
      ["check", "no-pack"] + arguments, in: CheckFixtures.folder, environment: environment)
    #expect(result.status == 1)
    #expect(result.stdout.contains(Self.escape) == expected)
  }

  @Test("Reports go to files beside the one on standard output, as many as are asked for")
  func outputFiles() throws {
    let folder = try TemporaryFolder()
    let json = folder.url.appending(path: "report.json")
    let sarif = folder.url.appending(path: "report.sarif")
    let result = try CheckFixtures.check(
      "no-pack", "--output", "json=\(json.path)", "--output", "sarif=\(sarif.path)")
    #expect(result == (try CheckFixtures.check("no-pack")))
    #expect(
      try String(contentsOf: json, encoding: .utf8)
        == CheckFixtures.check("no-pack", "--format", "json").stdout)
    #expect(
      try String(contentsOf: sarif, encoding: .utf8)
        == CheckFixtures.check("no-pack", "--format", "sarif").stdout)
  }

  @Test(
    "The same run gives the same bytes",
    arguments: ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"])
  func deterministic(format: String) throws {
    let first = try CheckFixtures.check(".", "--format", format)
    for _ in 1...3 { #expect(try CheckFixtures.check(".", "--format", format) == first) }
  }
}
