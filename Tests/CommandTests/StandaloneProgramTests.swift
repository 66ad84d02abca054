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
