/// What `hostlint init` did: the files from which a person describes their account.
///
/// Their texts lie in `Templates`. A file that is there already is left alone.
package struct StartingFiles: Sendable {
  /// Paths of the files that were written, as they are shown.
  package private(set) var written: [String] = []
  /// Paths of those that were there already.
  package private(set) var kept: [String] = []
  /// The path of the hosting file, written or kept.
  package let hostingFile: String

  private init(folder: String?) {
    hostingFile = Self.path("hosting.yaml", in: folder)
  }

  /// Writes the files into a folder, which is made where it is not there.
  ///
  /// - Parameter folder: As the user names it; nil for the working directory.
  /// - Throws: Where every file is there already, and where one cannot be written; none is then
  ///   left half written.
  package static func write(to folder: String?) throws(RunFailure) -> StartingFiles {
    var files = StartingFiles(folder: folder)
    if let folder, case .failure(let failure) = FileSystem.makeFolder(folder) {
      throw .message("cannot write to \(folder): \(failure.reason)")
    }
    for (name, text) in [
      ("hosting.yaml", PackageResources.hosting_yaml),
      (".hostlint.yaml", PackageResources.hostlint_yaml),
    ] {
      let path = path(name, in: folder)
      switch FileSystem.create(path, text) {
      case .success(true): files.written.append(path)
      case .success(false): files.kept.append(path)
      case .failure(let failure):
        let others = files.written.map { "; \($0) was written" }.joined()
        throw .message("cannot write \(path): \(failure.reason)\(others)")
      }
    }
    guard !files.written.isEmpty else {
      throw .message(
        files.kept.joined(separator: " and ") + " are there already; nothing was written")
    }
    return files
  }

  private static func path(_ name: String, in folder: String?) -> String {
    folder.map { Paths.join($0, name) } ?? name
  }
}
