package import Foundation

/// The command line as a user runs it.
package enum Command {
  /// The hostlint program that was built with the tests.
  package static let executable: URL = {
    // The program that runs the tests lies in the same folder; on macOS that is
    // a tool of Swift's, which has loaded the test bundle from there.
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let tests = bundle ?? URL(filePath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().appending(path: "hostlint")
  }()

  /// Runs `hostlint ARGUMENTS` and waits for it.
  ///
  /// - Parameters:
  ///   - stdin: What it reads from standard input; nil is an empty input.
  ///   - directory: The working directory.
  ///   - environment: All of its environment; nothing is inherited.
  ///   - timeout: In seconds.
  package static func run(
    _ arguments: [String], stdin: Data? = nil, in directory: URL = Repository.root,
    environment: [String: String] = [:], timeout: Double = 60
  ) throws -> Program.Result {
    try Program.run(
      executable, arguments, stdin: stdin, in: directory, environment: environment,
      timeout: timeout)
  }
}
