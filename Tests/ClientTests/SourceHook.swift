import Foundation
import TestSupport

/// This checkout as a repository that pre-commit takes its hooks from, changes that are not
/// committed included.
///
/// Everything lies below `.build/clients` and is named by its content, so what pre-commit has
/// built is built again only after a change.
enum SourceHook {
  /// Where pre-commit keeps what it builds.
  static let home = folder.appending(path: "pre-commit", directoryHint: .isDirectory)
  static let repository = folder.appending(path: "hostlint", directoryHint: .isDirectory)

  private static let folder = Repository.root.appending(path: ".build/clients")

  /// The one commit of the repository, which is made, and `home` with it, at the first use.
  static let commit = Result { try makeCommit() }

  /// Lets pre-commit build the hook `hostlint`, and returns the commit that it was built from.
  static let built = Result { try build() }

  /// What `.pre-commit-config.yaml` is with this checkout for the published repository.
  static func configuration(hook: String) throws -> String {
    let example = try text(of: "Examples/ci/pre-commit-config.yaml")
    return example.replacing("https://github.com/hostlint/hostlint", with: repository.path)
      .replacing(/rev: .*/, with: "rev: \(try commit.get())")
      .replacing("id: hostlint", with: "id: \(hook)")
  }

  private static func makeCommit() throws -> String {
    try FileManager.default.createDirectory(at: repository, withIntermediateDirectories: true)
    let places = [
      "GIT_DIR": repository.appending(path: ".git").path, "GIT_WORK_TREE": Repository.root.path,
    ]
    func git(_ arguments: String...) throws -> String {
      let result = try Clients.run(
        "git", arguments, environment: places.merging(GitIdentity.environment) { $1 })
      guard result.status == 0 else { throw GitError(description: result.stderr) }
      return result.stdout.trimmingCharacters(in: .newlines)
    }
    _ = try git("init", "--quiet", "--initial-branch", "main")
    _ = try git("add", "--all", ".")
    let commit = try git("commit-tree", try git("write-tree"), "-m", "hostlint")
    _ = try git("update-ref", "refs/heads/main", commit)
    // What was built from other commits would only pile up.
    let mark = home.appending(path: "built-from")
    if (try? String(contentsOf: mark, encoding: .utf8)) != commit {
      try? FileManager.default.removeItem(at: home)
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try commit.write(to: mark, atomically: true, encoding: .utf8)
    }
    return commit
  }

  private static func build() throws -> String {
    let commit = try commit.get()
    let project = try GitProject()
    try project.write(configuration(hook: "hostlint"), to: ".pre-commit-config.yaml")
    // With the user's git settings, by which Swift finds the packages it needs.
    let result = try Clients.run(
      "pre-commit", ["install-hooks"], in: project.url,
      environment: ["PRE_COMMIT_HOME": home.path], timeout: 1200)
    guard result.status == 0 else {
      throw GitError(description: result.stdout + result.stderr)
    }
    return commit
  }
}
