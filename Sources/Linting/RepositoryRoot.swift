/// The repository that the working directory lies in.
package enum RepositoryRoot {
  /// Its absolute path without symbolic links; nil outside a repository.
  package static func find() -> String? {
    FileSystem.workingDirectory.flatMap(FileSystem.realPath).flatMap {
      FileSystem.nearestFolder(holding: ".git", from: $0)
    }
  }
}
