import Foundation
package import Testing

/// Compares text with a golden file below `Tests` or `Examples`.
///
/// With `HOSTLINT_RECORD=1` in the environment a file that is missing or
/// differs is written, and the test still fails, so that a recording is looked at.
package func expectGolden(
  _ actual: String, _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let url = Repository.root.appending(path: path)
  let expected = try? String(contentsOf: url, encoding: .utf8)
  guard expected != actual else { return }
  if ProcessInfo.processInfo.environment["HOSTLINT_RECORD"] == "1" {
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? actual.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(path); look at it and run again", sourceLocation: sourceLocation)
    return
  }
  Issue.record(
    """
    \(path) differs; HOSTLINT_RECORD=1 swift test writes it anew.
    --- expected
    \(expected ?? "(no file)")
    --- actual
    \(actual)
    """, sourceLocation: sourceLocation)
}
