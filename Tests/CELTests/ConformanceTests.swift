import Foundation
import TestSupport
import Testing

@testable import cel_conformance

@Suite("The specification's cases")
struct ConformanceTests {
  private static let folder = SharedData.url("cel-conformance")

  private static var files: [URL] {
    guard let folder else { return [] }
    let found = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (found ?? []).filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  @Test(
    "every case of a file passes",
    .enabled(if: folder != nil, "shared/data/cel-conformance is not there"),
    arguments: files)
  func cases(file: URL) throws {
    for result in try Conformance.run(file) {
      if let failure = result.failure { Issue.record("\(result.id): \(failure)") }
    }
  }
}
