/// Finds files: those that paths name, those below the folders that they name, and those of a
/// project.
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
    var isNamed = false
    /// Whether what is found in it is reported; else it is read for what others refer to.
    var isReported = true
  }

  private let workingDirectory: String
  private var byRealPath: [String: Found] = [:]
  private var folders: Set<String> = []
  /// What could not be read, one sentence each.
  private(set) var failures: [String] = []
  /// What a person should know, one sentence each.
  private(set) var notes: [String] = []

  init(workingDirectory: String) {
    self.workingDirectory = workingDirectory
  }

  /// What was found, in the order of the reported paths.
  var files: [Found] {
    byRealPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Adds a file, or every file below a folder that may be a hosting file or an export.
  mutating func add(_ path: String) {
    switch FileSystem.kind(of: absolute(path)) {
    case .failure(let failure): fail(path, failure)
    case .success(.folder): search(path) { _, isCandidate in isCandidate }
    case .success(.file), .success(.special):
      note(path) {
        $0.isNamed = true
        $0.isReported = true
      }
    }
  }

  /// Adds the files of a project; the paths choose which of them are reported, all where it is nil.
  ///
  /// A file that a path names, and a folder outside the project, are added as they are without one.
  mutating func add(_ selection: FileSelection, reporting paths: [String]?) {
    let start = workingDirectory
    func inProject(_ path: String) -> String {
      Paths.relative(Paths.absolute(path, from: start), to: selection.folder)
    }
    var seen: [String] = []
    search(Paths.relative(selection.folder, to: start), isReported: paths == nil) {
      path, isCandidate in
      let path = inProject(path)
      seen.append(path)
      return !selection.excludes(path) && selection.includes(path, isCandidate: isCandidate)
    } entering: {
      let path = inProject($0)
      seen.append(path)
      return !selection.excludes(path)
    }
    for pattern in selection.idlePatterns(seen) {
      notes.append("\(pattern) in \(selection.configurationPath) matches nothing")
    }
    for path in paths ?? [] { add(path, in: selection) }
  }

  private mutating func add(_ path: String, in selection: FileSelection) {
    guard case .success(.folder) = FileSystem.kind(of: absolute(path)),
      let folder = FileSystem.realPath(absolute(path)),
      let root = FileSystem.realPath(selection.folder),
      Paths.isBelow(folder, root) || Paths.isBelow(root, folder)
    else {
      add(path)
      return
    }
    var isEmpty = true
    for realPath in byRealPath.keys where Paths.isBelow(realPath, folder) {
      byRealPath[realPath]?.isReported = true
      isEmpty = false
    }
    if isEmpty {
      notes.append("\(selection.configurationPath) includes no file below \(path)")
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
  private mutating func note(_ path: String, changing change: (inout Found) -> Void = { _ in }) {
    let reported = reported(path)
    let real = FileSystem.realPath(absolute(path)) ?? absolute(path)
    var found = byRealPath[real] ?? Found(path: reported, realPath: real)
    if reported.utf8.lexicographicallyPrecedes(found.path.utf8) { found.path = reported }
    change(&found)
    byRealPath[real] = found
  }

  /// Adds the files below a folder.
  ///
  /// - Parameters:
  ///   - taking: Whether a file is added, by its path and whether it has the name of a YAML file
  ///     or of an export.
  ///   - entering: Whether a folder is looked into.
  private mutating func search(
    _ folder: String, isReported: Bool = true, taking takes: (String, Bool) -> Bool,
    entering enters: (String) -> Bool = { _ in true }
  ) {
    guard let real = FileSystem.realPath(absolute(folder)), folders.insert(real).inserted else {
      return
    }
    switch FileSystem.names(in: absolute(folder)) {
    case .failure(let failure): fail(reported(folder), failure)
    case .success(let names):
      for name in names where !name.hasPrefix(".") {
        let path = Paths.join(folder, name)
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        let isCandidate = isYAML || Self.isExportCandidate(name)
        switch FileSystem.kind(of: absolute(path)) {
        case .success(.folder):
          if enters(path) { search(path, isReported: isReported, taking: takes, entering: enters) }
        case .success(.file):
          if takes(path, isCandidate) { note(path) { $0.isReported = isReported } }
        case .success(.special): break
        // A link that leads nowhere is no folder; what cannot be looked at may be one.
        case .failure(let failure):
          if isYAML || failure.isOfPermission, enters(path) { fail(reported(path), failure) }
        }
      }
    }
  }

  /// Whether a file has a name as exports have; what it holds decides.
  static func isExportCandidate(_ name: String) -> Bool {
    name.hasSuffix(".xml") || name.hasSuffix(".json")
  }

  private mutating func fail(_ path: String, _ failure: FileSystem.Failure) {
    failures.append("cannot read \(path): \(failure.reason)")
  }
}
