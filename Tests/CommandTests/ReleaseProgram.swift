import Foundation
import TestSupport
import Testing

/// The released program, where it was built.
enum ReleaseProgram {
  /// The file that `make test` names, or the release program of this checkout.
  static let url: URL? = {
    let named = ProcessInfo.processInfo.environment["HOSTLINT_RELEASE_BINARY"]
    let url =
      named.map { URL(filePath: $0) } ?? Repository.root.appending(path: ".build/release/hostlint")
    return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
  }()

  /// What a run took and left.
  struct Run {
    /// The exit status, or 128 + n where signal n ended the program.
    let status: Int
    /// Of the processor, for the program and the system.
    let seconds: Double
  }

  /// Runs the program in a folder; what it writes becomes the files `stdout` and `stderr` there.
  ///
  /// - Parameter arguments: As a shell reads them.
  static func measure(_ arguments: String, in folder: TemporaryFolder) throws -> Run {
    // The shell tells the time of its children on the last line, `0m1.684s 0m0.115s`.
    let result = try Program.run(
      URL(filePath: "/bin/sh"),
      ["-c", "\"$0\" \(arguments) > stdout 2> stderr; echo $?; times"]
        + [try #require(url).path],
      in: folder.url, environment: ["LC_ALL": "C"])
    let lines = result.stdout.split(separator: "\n")
    let times = try #require(lines.last).split(separator: " ").compactMap { text in
      let parts = text.dropLast().split(separator: "m").compactMap { Double($0) }
      return parts.count == 2 ? parts[0] * 60 + parts[1] : nil
    }
    try #require(times.count == 2)
    return Run(
      status: try #require(lines.first.flatMap { Int($0) }), seconds: times.reduce(0, +))
  }
}
