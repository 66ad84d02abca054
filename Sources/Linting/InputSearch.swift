internal import SourceText
internal import YAML

/// Finds and reads the files of a run.
struct InputSearch {
  /// A file with its bytes, before it is known what it holds.
  struct Input {
    let path: String
    let realPath: String?
    /// Whether a path on the command line names the file itself: it must then be a hosting file.
    let isNamed: Bool
    let content: Content
  }

  enum Content {
    case bytes([UInt8])
    /// More bytes than a run reads.
    case tooLarge
  }

  private let workingDirectory: String
  private var found: [String: (path: String, isNamed: Bool)] = [:]
  private var folders: Set<String> = []
  /// Why something could not be read, one sentence each.
  private(set) var failures: [String] = []
  private var inputs: [Input] = []

  private init(workingDirectory: String) {
    self.workingDirectory = workingDirectory
  }

  static let bound = ParseLimits.default.fileBytes

  /// Reads what the paths name, each file once, in the order of the reported paths; `-` is
  /// standard input.
  static func read(
    _ paths: [String], standardInputName: String, workingDirectory: String
  ) -> (inputs: [Input], failures: [String]) {
    var search = InputSearch(workingDirectory: workingDirectory)
    var readsStandardInput = false
    for path in paths {
      if path == "-" { readsStandardInput = true } else { search.add(path) }
    }
    if readsStandardInput { search.addStandardInput(named: standardInputName) }
    search.readFound()
    let inputs = search.inputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return (inputs, search.failures)
  }

  private mutating func add(_ path: String) {
    switch FileSystem.kind(of: Paths.join(workingDirectory, path)) {
    case .failure(let failure): fail(path, failure)
    case .success(.file): note(path, isNamed: true)
    case .success(.folder): search(path)
    }
  }

  /// Notes a file under its real path; of two ways to it the one that sorts first is reported.
  private mutating func note(_ path: String, isNamed: Bool) {
    let reported = Paths.relative(
      Paths.absolute(path, from: workingDirectory), to: workingDirectory)
    let real = FileSystem.realPath(Paths.join(workingDirectory, path)) ?? reported
    guard let known = found[real] else {
      found[real] = (reported, isNamed)
      return
    }
    let isFirst = reported.utf8.lexicographicallyPrecedes(known.path.utf8)
    found[real] = (isFirst ? reported : known.path, known.isNamed || isNamed)
  }

  /// Searches a folder for YAML files; hidden files and folders are left out.
  private mutating func search(_ folder: String) {
    guard let real = FileSystem.realPath(Paths.join(workingDirectory, folder)),
      folders.insert(real).inserted
    else { return }
    switch FileSystem.names(in: Paths.join(workingDirectory, folder)) {
    case .failure(let failure): fail(folder, failure)
    case .success(let names):
      for name in names where !name.hasPrefix(".") {
        let path = Paths.join(folder, name)
        switch FileSystem.kind(of: Paths.join(workingDirectory, path)) {
        case .success(.folder): search(path)
        case .success(.file):
          if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { note(path, isNamed: false) }
        // A link that leads nowhere is no input.
        case .failure: break
        }
      }
    }
  }

  private mutating func addStandardInput(named name: String) {
    switch FileSystem.readStandardInput(atMost: Self.bound) {
    case .failure(let failure): fail("standard input", failure)
    case .success(let bytes):
      inputs.append(
        Input(
          path: name, realPath: nil, isNamed: true,
          content: bytes.map(Content.bytes) ?? .tooLarge))
    }
  }

  private mutating func readFound() {
    for (real, file) in found.sorted(by: { $0.value.path < $1.value.path }) {
      switch FileSystem.read(real, atMost: Self.bound) {
      case .failure(let failure): fail(file.path, failure)
      case .success(let bytes):
        inputs.append(
          Input(
            path: file.path, realPath: real, isNamed: file.isNamed,
            content: bytes.map(Content.bytes) ?? .tooLarge))
      }
    }
  }

  private mutating func fail(_ path: String, _ failure: FileSystem.Failure) {
    failures.append("cannot read \(path): \(failure.reason)")
  }
}
