package import Foundation

/// A new empty folder that is removed with the last reference to it.
package final class TemporaryFolder: Sendable {
  /// The folder, symbolic links resolved.
  package let url: URL

  package init() throws {
    let name = "hostlint-tests-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: name, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    url = folder
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file below the folder, with the folders it needs, and returns its place.
  @discardableResult
  package func write(_ text: String, to path: String) throws -> URL {
    try write(Data(text.utf8), to: path)
  }

  /// Writes a file of any bytes below the folder, with the folders it needs.
  @discardableResult
  package func write(_ bytes: Data, to path: String) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file
  }

  /// Copies a file or folder of the checkout (`Examples/agence`) to the same path below the folder.
  @discardableResult
  package func copy(_ path: String) throws -> URL {
    let copy = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Repository.root.appending(path: path), to: copy)
    return copy
  }
}
