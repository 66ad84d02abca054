package import Foundation

/// Public test data that lies beside the project, not in it.
package enum SharedData {
  /// The folder, or nil where this checkout stands without it.
  package static let folder: URL? = {
    let folder = Repository.root.deletingLastPathComponent().appending(path: "shared/data")
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? folder : nil
  }()

  /// A file or folder of it, or nil where it is missing.
  package static func url(_ name: String) -> URL? {
    guard let url = folder?.appending(path: name),
      FileManager.default.fileExists(atPath: url.path)
    else { return nil }
    return url
  }
}

/// The checkout that the tests run from.
package enum Repository {
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
