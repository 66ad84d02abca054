internal import PleskExports
internal import SourceText
internal import YAML

/// Finds and reads the files of a run.
struct InputSearch {
  /// A file with its bytes, before it is known what it holds.
  struct Input: Sendable {
    let path: String
    let realPath: String?
    /// Whether a path on the command line names the file itself: it must then be a hosting file.
    let isNamed: Bool
    /// Whether what is found in it is reported; else it is read for what others refer to.
    var isReported = true
    let content: Content

    /// Whether the file has a name as exports have.
    var isExportCandidate: Bool { FileSearch.isExportCandidate(path) }
  }

  enum Content: Sendable {
    case bytes([UInt8])
    /// More bytes than a run reads; the first of them.
    case tooLarge(head: [UInt8])
  }

  private var search: FileSearch
  private var inputs: [Input] = []
  /// Why something could not be read, one sentence each.
  private var failures: [String] = []

  static let bound = ParseLimits.default.fileBytes

  /// What a search gave.
  struct Outcome {
    /// In the order of the reported paths.
    var inputs: [Input] = []
    /// Why something could not be read, one sentence each.
    var failures: [String] = []
    /// What a person should know, one sentence each.
    var notes: [String] = []
  }

  /// Reads what the paths name, and the other files of the project, each file once; `-` is
  /// standard input, which stands in for the file of its name.
  ///
  /// - Parameter selection: Which files are the project's; nil where there is no configuration, so
  ///   that the paths are everything, and no path means the working directory.
  static func read(
    _ paths: [String], of selection: FileSelection? = nil, standardInputName: String,
    workingDirectory: String
  ) -> Outcome {
    var reader = InputSearch(workingDirectory: workingDirectory)
    let named = paths.filter { $0 != "-" }
    if let selection {
      reader.search.add(selection, reporting: paths.isEmpty ? nil : named)
    } else {
      for path in paths.isEmpty ? ["."] : named { reader.search.add(path) }
    }
    if paths.contains("-") { reader.addStandardInput(named: standardInputName) }
    for file in reader.search.files { reader.add(file) }
    return Outcome(
      inputs: reader.inputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
      failures: reader.search.failures + reader.failures, notes: reader.search.notes)
  }

  private init(workingDirectory: String) {
    search = FileSearch(workingDirectory: workingDirectory)
  }

  private mutating func addStandardInput(named name: String) {
    let path = search.reported(name)
    let realPath = FileSystem.realPathOfName(search.absolute(name))
    if let realPath { _ = search.remove(realPath) }
    switch FileSystem.readStandardInput(atMost: Self.bound) {
    case .failure(let failure): fail("standard input", failure)
    case .success(let content):
      inputs.append(Input(path: path, realPath: realPath, isNamed: true, content: content))
    }
  }

  private mutating func add(_ file: FileSearch.Found) {
    // Of the many files that are named like an export, those that are none are not read whole.
    if !file.isNamed, FileSearch.isExportCandidate(file.path),
      case .success(.tooLarge(let head)) = FileSystem.read(
        file.realPath, atMost: ExportFormat.headBytes)
    {
      guard case .export = ExportFormat.standing(of: head) else {
        inputs.append(
          Input(
            path: file.path, realPath: file.realPath, isNamed: false, isReported: file.isReported,
            content: .bytes(head)))
        return
      }
    }
    switch FileSystem.read(file.realPath, atMost: Self.bound) {
    case .failure(let failure): fail(file.path, failure)
    case .success(let content):
      inputs.append(
        Input(
          path: file.path, realPath: file.realPath, isNamed: file.isNamed,
          isReported: file.isReported, content: content))
    }
  }

  private mutating func fail(_ path: String, _ failure: FileSystem.Failure) {
    failures.append("cannot read \(path): \(failure.reason)")
  }
}
