internal import SourceText

extension SourceFile {
  /// The path from the root of the repository, as platforms look files up in it; nil for a file
  /// that lies outside.
  ///
  /// - Parameter root: The absolute path of the root, symbolic links resolved; where it is nil the
  ///   reported path stands for the one in the repository.
  func path(inRepository root: String?) -> String? {
    if let root, let realPath {
      let folder = root.hasSuffix("/") ? root : root + "/"
      guard realPath.utf8.starts(with: folder.utf8), realPath.utf8.count > folder.utf8.count else {
        return nil
      }
      return String(decoding: realPath.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
    }
    if path.hasPrefix("/") { return nil }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}
