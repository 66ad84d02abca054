import Foundation
import TestSupport

/// What the tests of `hostlint check` share.
enum CheckFixtures {
  /// Whether the program has its command line; without it the tests of `check` are skipped.
  static let hasCommandLine: Bool = {
    let version = try? Command.run(["--version"])
    return version?.status == 0 && version?.stdout.isEmpty == false
  }()

  static let folder = Repository.root.appending(path: "Tests/CommandTests/Fixtures")

  /// Runs `hostlint check` in the folder of the fixtures.
  static func check(
    _ arguments: String..., stdin: String? = nil, environment: [String: String] = [:]
  ) throws -> Program.Result {
    try check(arguments: arguments, stdin: stdin, environment: environment)
  }

  static func check(
    arguments: [String], stdin: String? = nil, environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Command.run(
      ["check"] + arguments, stdin: stdin.map { Data($0.utf8) }, in: folder,
      environment: environment)
  }

  /// The text of a fixture.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }
}

/// What these tests read of a JSON report.
struct JSONReport: Decodable {
  struct Summary: Decodable {
    let files: Int
    let rules: Int
  }

  struct Finding: Decodable {
    let rule: String
    let file: String
    let line: Int
  }

  let summary: Summary
  let findings: [Finding]

  init(_ text: String) throws {
    self = try JSONDecoder().decode(JSONReport.self, from: Data(text.utf8))
  }
}
