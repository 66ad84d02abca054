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
  /// Nil for one that was taken out.
  private var found: [Found?] = []
  /// Indices of those that are in here. A file of a folder that is searched is found once, so that only
  /// links and paths that name a file make it necessary to look.
  private var byRealPath: [String: Int] = [:]
  private var indexedCount = 0
  /// Whether a file may be found a second time.
  private var mayRepeat = false
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
    found.compactMap(\.self).sorted { Paths.precedes($0.path, $1.path) }
  }

  /// Adds a file, or every file below a folder that may be a hosting file or an export.
  mutating func add(_ path: String) {
    switch FileSystem.kind(of: absolute(path)) {
    case .failure(let failure): fail(path, failure)
    case .success(.folder): search(path) { _, isCandidate in isCandidate }
    case .success(.file), .success(.special):
      note(reported(path), at: realPath(path)) {
        $0.isNamed = true
        $0.isReported = true
      }
    }
  }

  /// Adds the files of a project; the paths choose which of them are reported, all where it is nil.
  ///
  /// A file that a path names, and a folder outside the project, are added as they are without one.
  mutating func add(_ selection: FileSelection, reporting paths: [String]?) {
    var seen: [String] = []
    search(
      Paths.relative(selection.folder, to: workingDirectory), in: selection.folder,
      isReported: paths == nil
    ) { path, isCandidate in
      seen.append(path)
      return !selection.excludes(path) && selection.includes(path, isCandidate: isCandidate)
    } entering: { path in
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
    for index in found.indices {
      guard let file = found[index], Paths.isBelow(file.realPath, folder) else { continue }
      found[index]?.isReported = true
      isEmpty = false
    }
    if isEmpty {
      notes.append("\(selection.configurationPath) includes no file below \(path)")
    }
  }

  /// The file of a real path, taken out of what was found.
  mutating func remove(_ realPath: String) -> Found? {
    guard let index = index(of: realPath) else { return nil }
    defer { found[index] = nil }
    byRealPath[realPath] = nil
    return found[index]
  }

  /// A path as it is reported.
  func reported(_ path: String) -> String {
    relative(path, to: workingDirectory)
  }

  private func relative(_ path: String, to folder: String) -> String {
    Paths.relative(Paths.absolute(path, from: workingDirectory), to: folder)
  }

  func absolute(_ path: String) -> String { Paths.join(workingDirectory, path) }

  private func realPath(_ path: String) -> String {
    FileSystem.realPath(absolute(path)) ?? absolute(path)
  }

  private mutating func index(of realPath: String) -> Int? {
    for index in indexedCount..<found.count {
      if let file = found[index] { byRealPath[file.realPath] = index }
    }
    indexedCount = found.count
    return byRealPath[realPath]
  }

  /// Of two ways to one file the one that sorts first is reported.
  ///
  /// - Parameter isEntry: Whether the file is an entry of a folder that is searched, and no link.
  private mutating func note(
    _ reported: String, at realPath: String, isEntry: Bool = false,
    changing change: (inout Found) -> Void
  ) {
    if !isEntry { mayRepeat = true }
    guard mayRepeat, let index = index(of: realPath) else {
      var new = Found(path: reported, realPath: realPath)
      change(&new)
      found.append(new)
      return
    }
    guard var known = found[index] else { return }
    if Paths.precedes(reported, known.path) { known.path = reported }
    change(&known)
    found[index] = known
  }

  /// Adds the files below a folder.
  ///
  /// - Parameters:
  ///   - start: The folder that the paths start from which the functions are given; nil for the
  ///     working directory.
  ///   - taking: Whether a file is added, by its path and whether it has the name of a YAML file
  ///     or of an export.
  ///   - entering: Whether a folder is looked into.
  private mutating func search(
    _ folder: String, in start: String? = nil, isReported: Bool = true,
    taking takes: (String, Bool) -> Bool, entering enters: (String) -> Bool = { _ in true }
  ) {
    let start = start ?? workingDirectory
    guard let real = FileSystem.realPath(absolute(folder)), folders.insert(real).inserted else {
      return
    }
    let (reportedFolder, folderFromStart) = (reported(folder), relative(folder, to: start))
    switch FileSystem.entries(of: absolute(folder)) {
    case .failure(let failure): fail(reportedFolder, failure)
    case .success(let entries):
      for entry in entries where !entry.name.hasPrefix(".") {
        let name = entry.name
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        // A folder may be, or be above, the one that its path starts from; a file is below it.
        let path = Paths.join(folder, name)
        switch entry.kind.map(Result.success) ?? FileSystem.kind(of: absolute(path)) {
        case .success(.folder):
          guard enters(relative(path, to: start)) else { continue }
          search(path, in: start, isReported: isReported, taking: takes, entering: enters)
        case .success(.file):
          let isCandidate = isYAML || Self.isExportCandidate(name)
          guard takes(Paths.entry(name, of: folderFromStart), isCandidate) else { continue }
          // To ask the system for the real path of each file takes longer than to read it.
          note(
            Paths.entry(name, of: reportedFolder),
            at: entry.kind == .file ? Paths.join(real, name) : realPath(path),
            isEntry: entry.kind == .file
          ) { $0.isReported = isReported }
        case .success(.special): break
        // A link that leads nowhere is no folder; what cannot be looked at may be one.
        case .failure(let failure):
          if isYAML || failure.isOfPermission, enters(relative(path, to: start)) {
            fail(reported(path), failure)
          }
        }
      }
    }
  }

  /// Whether a file has a name as exports have; what it holds decides.
  static func isExportCandidate(_ name: String) -> Bool {
    name.hasSuffix(".xml") || name.hasSuffix(".json")
  }

  private mutating func fail(_ path: String, _ failure: FileSystem.Failure) {
    failures.append(failure.sentence(about: path))
  }
}
