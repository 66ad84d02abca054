import Foundation
import TestSupport

/// A job on a runner of GitHub: its folders, its environment, and the files that steps write.
struct GitHubRunner {
  let project: GitProject
  /// The folder that `RUNNER_TEMP` names.
  let temporary: URL
  private let folder: TemporaryFolder
  private let action: URL

  /// - Parameter action: The folder of the action, where it is not this checkout.
  init(action: URL = Repository.root) throws {
    project = try GitProject()
    folder = try TemporaryFolder()
    self.action = action
    temporary = folder.url.appending(path: "temp")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
  }

  /// Runs the step that checks.
  func check(
    paths: String, failOn: String = "", config: String = "", args: String = "",
    in directory: String = "."
  ) throws -> Program.Result {
    try run(
      "check.sh",
      [
        "HOSTLINT_EXECUTABLE": Clients.hostlint.path, "HOSTLINT_PATHS": paths,
        "HOSTLINT_FAIL_ON": failOn, "HOSTLINT_CONFIG": config, "HOSTLINT_ARGS": args,
      ], in: directory)
  }

  /// Runs a script of the action as a step of its own, with empty files for what it writes.
  func run(
    _ script: String, _ environment: [String: String], in directory: String = "."
  ) throws -> Program.Result {
    for name in ["output", "summary"] { try folder.write("", to: name) }
    let variables = [
      "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": action.path,
      "GITHUB_WORKSPACE": project.url.path, "GITHUB_REPOSITORY": "agence-exemple/hosting",
      "GITHUB_OUTPUT": folder.url.appending(path: "output").path,
      "GITHUB_STEP_SUMMARY": folder.url.appending(path: "summary").path,
      "RUNNER_TEMP": temporary.path, "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64",
      "PATH": "/usr/local/bin:/usr/bin:/bin",
    ]
    return try Program.run(
      Repository.root.appending(path: "integrations/github/\(script)"),
      in: project.url.appending(path: directory),
      environment: variables.merging(environment) { $1 })
  }

  /// The outputs of the last step.
  func outputs() throws -> [String: String] {
    let lines = try read("output").split(separator: "\n")
    let pairs = lines.compactMap { line -> (String, String)? in
      guard let sign = line.firstIndex(of: "=") else { return nil }
      return (String(line[..<sign]), String(line[line.index(after: sign)...]))
    }
    return Dictionary(pairs) { $1 }
  }

  /// The job summary that the last step wrote.
  func summary() throws -> String {
    try read("summary")
  }

  /// The SARIF file that the last step names.
  func sarif() throws -> String {
    guard let path = try outputs()["sarif"] else { return "" }
    return try String(contentsOf: URL(filePath: path), encoding: .utf8)
  }

  private func read(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }
}
