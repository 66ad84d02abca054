import Foundation
import TestSupport
import Testing

/// The released program, `make build`: one file that needs nothing beside it.
@Suite(
  "Stand-alone program",
  .enabled(
    if: ReleaseProgram.url != nil, "the release program is not there; run make test"))
struct StandaloneProgramTests {
  private static let example = "Examples/agence"

  @Test("It links neither Foundation nor a shared library of Swift")
  func linkedLibraries() throws {
    let program = try #require(ReleaseProgram.url)
    #if os(macOS)
    let tool = ["otool", "-L"]
    #else
    let tool = ["ldd"]
    #endif
    let result = try Program.run(
      URL(filePath: "/usr/bin/env"), tool + [program.path],
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"])
    let report = result.stdout + result.stderr
    #if os(Linux)
    #expect(
      report.contains("not a dynamic executable") || report.contains("statically linked"),
      "\(report)\nIt was linked with other flags; run make build.")
    #else
    #expect(result.status == 0, "\(report)")
    #expect(!report.contains("Foundation.framework"), "\(report)")
    #endif
  }

  @Test("It does not know where it was built")
  func noPathOfTheCheckout() throws {
    let program = try Data(contentsOf: try #require(ReleaseProgram.url), options: .mappedIfSafe)
    #expect(program.range(of: Data(Repository.root.path.utf8)) == nil)
  }

  @Test(
    "A copy of it, far from the checkout and with an empty environment, still has its rules",
    .enabled(if: CheckFixtures.hasCommandLine, "the program has no command line yet"))
  func copiedElsewhere() throws {
    let folder = try TemporaryFolder()
    let copy = folder.url.appending(path: "hostlint")
    try FileManager.default.copyItem(at: try #require(ReleaseProgram.url), to: copy)
    try folder.copy(Self.example)
    let result = try Program.run(
      copy, ["check", Self.example, "--format", "json", "--fail-on", "never"], in: folder.url)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stderr == "")
    let report = try JSONReport(result.stdout)
    #expect(report.summary.rules > 0)
    #expect(!report.findings.isEmpty)
  }
}

/// How long the released program takes for what people really have.
@Suite(
  "Speed of the stand-alone program",
  .enabled(
    if: ReleaseProgram.url != nil, "the release program is not there; run make test"))
struct StandaloneSpeedTests {
  @Test("10,000 subscriptions as packets are checked within seconds of processor time")
  func exports() throws {
    let folder = try TemporaryFolder()
    try folder.write(ExportGenerator.packet(subscriptions: 10_000), to: "account.xml")
    let run = try ReleaseProgram.measure("check account.xml --format json", in: folder)
    #expect(run.status == 1)
    let report = try String(contentsOf: folder.url.appending(path: "stdout"), encoding: .utf8)
    #expect(report.contains("\"subscription\": 10000"))
    // It takes less than three on the machines it was measured on; others are slower.
    #expect(run.seconds < 8, "\(run.seconds) s")
  }
}
