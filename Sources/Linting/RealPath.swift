/// Where a path leads, symbolic links followed.
package enum RealPath {
  /// The absolute path of a file that need not be there, as long as its folder is; else nil.
  package static func ofName(_ path: String) -> String? {
    FileSystem.workingDirectory.flatMap {
      FileSystem.realPathOfName(Paths.absolute(path, from: $0))
    }
  }
}
