import Diagnostics
import Foundation
import Reporting
import SourceText
import TestSupport
import Testing

/// One account gives one report, byte for byte, whichever way its files are named.
@Suite("The same report every time")
struct SameReportTests {
  /// The report in every format.
  private static func bytes(_ paths: [String], in folder: URL = Repository.root) throws -> [String]
  {
    Check.allFormats(try Check.paths(paths, in: folder))
  }

  @Test func onEveryRun() throws {
    let first = try Self.bytes(["Examples"])
    for _ in 1...5 { #expect(try Self.bytes(["Examples"]) == first) }
  }

  @Test func forEveryOrderOfThePaths() throws {
    let files = Check.exampleFiles.filter { $0.hasPrefix("Examples/agence/") }
    #expect(files.count >= 5)
    let expected = try Self.bytes(files)
    #expect(try Self.bytes(files.reversed()) == expected)
    // All rotations bring every file to the front once, and every pair into both orders.
    for index in files.indices {
      let rotated = Array(files[index...] + files[..<index])
      #expect(try Self.bytes(rotated) == expected)
      #expect(try Self.bytes(rotated.reversed()) == expected)
    }
  }

  @Test func forFoldersInEveryOrder() throws {
    let expected = try Self.bytes(["Examples/agence", "Examples/clean", "Examples/quickstart"])
    #expect(
      try Self.bytes(["Examples/quickstart", "Examples/clean", "Examples/agence"]) == expected)
    #expect(
      try Self.bytes(["Examples/clean", "Examples/agence", "Examples/quickstart", "Examples/clean"])
        == expected)
  }

  @Test(arguments: [
    ["Examples/quickstart/hosting.yaml", "Examples/quickstart/hosting.yaml"],
    ["./Examples/quickstart/hosting.yaml"],
    ["Examples/quickstart/../quickstart/./hosting.yaml", "Examples/quickstart/hosting.yaml"],
    ["Examples//quickstart/hosting.yaml"],
    [Repository.root.appending(path: "Examples/quickstart/hosting.yaml").path],
    ["Examples/quickstart", "Examples/quickstart/hosting.yaml"],
    ["Examples/quickstart/", "./Examples/quickstart"],
  ])
  func forAFileThatIsNamedTwiceOrInAnotherWay(paths: [String]) throws {
    #expect(try Self.bytes(paths) == Self.bytes(["Examples/quickstart/hosting.yaml"]))
  }

  @Test func forAFileBehindASymbolicLink() throws {
    let folder = try TemporaryFolder()
    try folder.copy("Examples/quickstart")
    let file = folder.url.appending(path: "Examples/quickstart/hosting.yaml")
    let expected = try Self.bytes(["Examples"], in: folder.url)
    // `Z…` sorts behind `Examples`, so the path that is reported stays the same.
    let link = folder.url.appending(path: "Z.yaml")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    let folderLink = folder.url.appending(path: "Examples/more")
    try FileManager.default.createSymbolicLink(
      at: folderLink, withDestinationURL: folder.url.appending(path: "Examples"))
    #expect(try Self.bytes(["Z.yaml", "Examples"], in: folder.url) == expected)
    #expect(try Self.bytes(["Examples", "Z.yaml"], in: folder.url) == expected)
    #expect(try Self.bytes(["."], in: folder.url) == expected)
  }

  @Test func aFurtherFileIsReportedUnderItsOwnName() throws {
    let folder = try TemporaryFolder()
    try folder.copy("Examples/quickstart")
    let first = try Check.paths(["Examples"], in: folder.url)
    let outside = try Check.paths(["../Examples"], in: folder.url.appending(path: "Examples"))
    #expect(outside.files.ids.map { outside.files[$0].path } == ["quickstart/hosting.yaml"])
    #expect(first.files.ids.map { first.files[$0].path } == ["Examples/quickstart/hosting.yaml"])
    #expect(first.findings.map(\.fingerprint) == outside.findings.map(\.fingerprint))
  }

  @Test func fingerprintsSurviveMovedLines() throws {
    let path = Repository.root.appending(path: "Examples/quickstart/hosting.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let moved = try Check.text("# one\n# two\n\n" + text)
    let report = try Check.text(text)
    #expect(!report.findings.isEmpty)
    #expect(moved.places != report.places)
    #expect(moved.findings.map(\.fingerprint) == report.findings.map(\.fingerprint))
    #expect(Set(report.findings.map(\.fingerprint)).count == report.findings.count)
  }
}
