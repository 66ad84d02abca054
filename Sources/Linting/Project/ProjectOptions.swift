/// Where a run finds its rules, and what is in force of them: what the command line says about it.
package struct ProjectOptions: Sendable {
  /// Folders and files with further rules.
  package var ruleFolders: [String] = []
  /// The absolute path of the folder that relative paths start from and that reported ones are
  /// relative to; nil for the working directory of the process.
  package var workingDirectory: String?

  package init() {}

  /// The folder that relative paths start from.
  func folder() throws(RunFailure) -> String {
    guard let folder = workingDirectory ?? FileSystem.workingDirectory else {
      throw .message("the working directory is not there any more")
    }
    return folder
  }
}
