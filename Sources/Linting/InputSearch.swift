internal import Parallel
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
  /// - Parameters:
  ///   - selection: Which files are the project's; nil where there is no configuration, so that
  ///     the paths are everything, and no path means the working directory.
  ///   - threads: How many threads read.
  static func read(
    _ paths: [String], of selection: FileSelection? = nil, standardInputName: String,
    workingDirectory: String, threads: Int = 1
  ) -> Outcome {
    var reader = InputSearch(workingDirectory: workingDirectory)
    let named = paths.filter { $0 != "-" }
    if let selection {
      reader.search.add(selection, reporting: paths.isEmpty ? nil : named)
    } else {
      for path in paths.isEmpty ? ["."] : named { reader.search.add(path) }
    }
    if paths.contains("-") { reader.addStandardInput(named: standardInputName) }
    let files = reader.search.files
    for (file, input) in zip(files, parallelMap(files.count, threads: threads) { read(files[$0]) })
    {
      switch input {
      case .success(let input): reader.inputs.append(input)
      case .failure(let failure): reader.failures.append(failure.sentence(about: file.path))
      }
    }
    return Outcome(
      inputs: reader.inputs.sorted { Paths.precedes($0.path, $1.path) },
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
    case .failure(let failure): failures.append(failure.sentence(about: "standard input"))
    case .success(let content):
      inputs.append(Input(path: path, realPath: realPath, isNamed: true, content: content))
    }
  }

  private static func read(_ file: FileSearch.Found) -> Result<Input, FileSystem.Failure> {
    func input(_ content: Content) -> Input {
      Input(
        path: file.path, realPath: file.realPath, isNamed: file.isNamed,
        isReported: file.isReported, content: content)
    }
    // Of the many files that are named like an export, those that are none are not read whole.
    if !file.isNamed, FileSearch.isExportCandidate(file.path),
      case .success(.tooLarge(let head)) = FileSystem.read(
        file.realPath, atMost: ExportFormat.headBytes)
    {
      guard case .export = ExportFormat.standing(of: head) else {
        return .success(input(.bytes(head)))
      }
    }
    return FileSystem.read(file.realPath, atMost: bound).map(input)
  }
}
