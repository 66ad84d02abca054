import Foundation
import TestSupport

/// A temporary git repository with the hosting files of `Fixtures/project`.
struct GitProject {
  private let folder: TemporaryFolder
  var url: URL { folder.url }

  init() throws {
    folder = try TemporaryFolder()
    let project = "Tests/ClientTests/Fixtures/project/hosting"
    for name in ["packs.yaml", "customers.yaml"] {
      try folder.write(text(of: "\(project)/\(name)"), to: "hosting/\(name)")
    }
    try git("init", "--quiet", "--initial-branch", "main")
  }

  func write(_ text: String, to path: String) throws {
    try folder.write(text, to: path)
  }

  /// Replaces text that a file must have.
  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try String(contentsOf: url.appending(path: path), encoding: .utf8)
    guard text.contains(old) else { throw GitError(description: "\(path) has no \(old)") }
    try write(text.replacing(old, with: new), to: path)
  }

  /// Adds every change and tries to commit it.
  ///
  /// - Parameter programs: A folder whose programs come before others of their names.
  func commit(programs: URL? = nil) throws -> Program.Result {
    try git("add", "--all")
    let commit = ["git", "commit", "--quiet", "--message", "Change the account"]
    guard let programs else { return try run("env", commit) }
    let path = programs.path + ":" + Clients.path
    return try run("env", ["PATH=" + path] + commit)
  }

  /// How many commits there are.
  func commits() throws -> Int {
    Int(try git("rev-list", "--count", "--all").trimmingCharacters(in: .newlines)) ?? 0
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let result = try run("git", arguments)
    guard result.status == 0 else { throw GitError(description: result.stderr) }
    return result.stdout
  }

  /// Runs a program in the project, whatever the user's own git is set to.
  func run(_ name: String, _ arguments: [String], timeout: Double = 60) throws -> Program.Result {
    try Clients.run(
      name, arguments, in: url,
      environment: GitIdentity.environment.merging([
        "GIT_CONFIG_GLOBAL": "/dev/null", "PRE_COMMIT_HOME": SourceHook.home.path,
      ]) { $1 },
      timeout: timeout)
  }
}

/// Who commits, and when: the same each time, so that equal trees are equal commits.
enum GitIdentity {
  static let environment: [String: String] = {
    var result: [String: String] = [:]
    for role in ["AUTHOR", "COMMITTER"] {
      result["GIT_\(role)_NAME"] = "Agence Exemple"
      result["GIT_\(role)_EMAIL"] = "ops@agence-exemple.fr"
      result["GIT_\(role)_DATE"] = "2026-01-01T00:00:00Z"
    }
    return result
  }()
}

struct GitError: Error, CustomStringConvertible {
  let description: String
}
