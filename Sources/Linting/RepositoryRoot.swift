package import Diagnostics
internal import SourceText

/// The repository that a run's files belong to.
package enum RepositoryRoot {
  /// Its absolute path without symbolic links: that of the repository around the working
  /// directory, else of the one around the first file; nil where there is none.
  package static func find(for report: Report) -> String? {
    if let folder = FileSystem.workingDirectory.flatMap(FileSystem.realPath),
      let root = root(above: folder)
    {
      return root
    }
    guard let file = report.files.ids.lazy.compactMap({ report.files[$0].realPath }).first,
      let slash = file.lastIndex(of: "/"), slash > file.startIndex
    else { return nil }
    return root(above: String(file[..<slash]))
  }

  private static func root(above folder: String) -> String? {
    FileSystem.nearestFolder(holding: ".git", from: folder)
  }
}
