import Foundation
import TestSupport

/// The programs that hostlint is used with, as `make test-clients` sets them up.
enum Clients {
  /// The folder of the programs; nil under `make test`, which does without them.
  static let folder = ProcessInfo.processInfo.environment["HOSTLINT_CLIENTS"].map {
    URL(filePath: $0, directoryHint: .isDirectory)
  }

  /// The released program where there is one, else the one that was built with the tests.
  static let hostlint =
    ProcessInfo.processInfo.environment["HOSTLINT_RELEASE_BINARY"].map { URL(filePath: $0) }
    ?? Command.executable

  /// The folders that programs are looked for in, the clients' first.
  static let path: String = {
    let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folder.map { $0.path + ":" + inherited } ?? inherited
  }()

  /// Whether a program is there.
  static func has(_ name: String) -> Bool {
    guard let folder else { return false }
    return FileManager.default.isExecutableFile(atPath: folder.appending(path: name).path)
  }

  /// Runs a program by its name: one of the clients, or of the system.
  ///
  /// - Parameters:
  ///   - environment: Added to that of the tests.
  ///   - timeout: In seconds.
  static func run(
    _ name: String, _ arguments: [String], in directory: URL = Repository.root,
    environment: [String: String] = [:], timeout: Double = 60
  ) throws -> Program.Result {
    try Program.run(
      URL(filePath: "/usr/bin/env"), [name] + arguments, in: directory,
      environment: inherited.merging(environment) { $1 }, timeout: timeout)
  }

  /// The environment of the tests with the clients on the path, and without what git sets for
  /// a hook, should the tests themselves be run by one.
  private static let inherited: [String: String] = {
    var result = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    result["PATH"] = path
    return result
  }()
}

/// The text of a file of the checkout.
func text(of path: String) throws -> String {
  try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
}
