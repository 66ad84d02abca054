/// Finds YAML files: those that paths name, and those below the folders that they name.
///
/// Each file is found once, under its real path. Hidden files and folders are left out of a
/// search, as are pipes and devices, which are read only where they are named.
struct FileSearch {
  /// A file that was found.
  struct Found {
    /// As it is reported: relative to the working directory.
    var path: String
    /// Absolute, symbolic links resolved.
    let realPath: String
    /// Whether a path names the file itself.
    var isNamed: Bool
  }

  private let workingDirectory: String
  private var byRealPath: [String: Found] = [:]
  private var folders: Set<String> = []
  /// What could not be read, one sentence each.
  private(set) var failures: [String] = []

  init(workingDirectory: String) {
    self.workingDirectory = workingDirectory
  }

  /// What was found, in the order of the reported paths.
  var files: [Found] {
    byRealPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Adds a file, or every YAML file below a folder.
  mutating func add(_ path: String) {
    switch FileSystem.kind(of: absolute(path)) {
    case .failure(let failure): fail(path, failure)
    case .success(.folder): search(path)
    case .success(.file), .success(.special): note(path, isNamed: true)
    }
  }

  /// The file of a real path, taken out of what was found.
  mutating func remove(_ realPath: String) -> Found? {
    byRealPath.removeValue(forKey: realPath)
  }

  /// A path as it is reported.
  func reported(_ path: String) -> String {
    Paths.relative(Paths.absolute(path, from: workingDirectory), to: workingDirectory)
  }

  func absolute(_ path: String) -> String { Paths.join(workingDirectory, path) }

  /// Of two ways to one file the one that sorts first is reported.
  private mutating func note(_ path: String, isNamed: Bool) {
    let reported = reported(path)
    let real = FileSystem.realPath(absolute(path)) ?? absolute(path)
    guard var known = byRealPath[real] else {
      byRealPath[real] = Found(path: reported, realPath: real, isNamed: isNamed)
      return
    }
    if reported.utf8.lexicographicallyPrecedes(known.path.utf8) { known.path = reported }
    known.isNamed = known.isNamed || isNamed
    byRealPath[real] = known
  }

  private mutating func search(_ folder: String) {
    guard let real = FileSystem.realPath(absolute(folder)), folders.insert(real).inserted else {
      return
    }
    switch FileSystem.names(in: absolute(folder)) {
    case .failure(let failure): fail(reported(folder), failure)
    case .success(let names):
      for name in names where !name.hasPrefix(".") {
        let path = Paths.join(folder, name)
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        switch FileSystem.kind(of: absolute(path)) {
        case .success(.folder): search(path)
        case .success(.file): if isYAML { note(path, isNamed: false) }
        case .success(.special): break
        // A link that leads nowhere is no folder; what cannot be looked at may be one.
        case .failure(let failure):
          if isYAML || failure.isOfPermission { fail(reported(path), failure) }
        }
      }
    }
  }

  private mutating func fail(_ path: String, _ failure: FileSystem.Failure) {
    failures.append("cannot read \(path): \(failure.reason)")
  }
}
