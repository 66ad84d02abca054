import Foundation
import TestSupport
import Testing

/// Where the released program is.
private enum ReleaseProgram {
  /// The file that `make test` names, or the release program of this checkout.
  static let url: URL? = {
    let named = ProcessInfo.processInfo.environment["HOSTLINT_RELEASE_BINARY"]
    let url =
      named.map { URL(filePath: $0) } ?? Repository.root.appending(path: ".build/release/hostlint")
    return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
  }()
}

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
    // The shell tells the time of its children on the second line, `0m1.684s 0m0.115s`.
    let result = try Program.run(
      URL(filePath: "/bin/sh"),
      ["-c", "\"$0\" check account.xml --format json > report.json; echo $?; times"]
        + [try #require(ReleaseProgram.url).path],
      in: folder.url, environment: ["LC_ALL": "C"])
    let lines = result.stdout.split(separator: "\n")
    #expect(lines.first == "1")
    let report = try String(contentsOf: folder.url.appending(path: "report.json"), encoding: .utf8)
    #expect(report.contains("\"subscription\": 10000"))
    let times = try #require(lines.last).split(separator: " ").compactMap { text in
      let parts = text.dropLast().split(separator: "m").compactMap { Double($0) }
      return parts.count == 2 ? parts[0] * 60 + parts[1] : nil
    }
    #expect(times.count == 2)
    // It takes less than three on the machines it was measured on; others are slower.
    #expect(times.reduce(0, +) < 8, "\(times) s")
  }
}
