internal import BuiltinRules
internal import Diagnostics
internal import RuleEngine
internal import SourceText
internal import YAML

/// Reads the rule files of a run: the built-in ones and those of folders.
struct RuleFiles {
  private(set) var sources: [SourceFile] = []
  private(set) var files: [RuleFile] = []
  /// What could be read of the files that have errors.
  private(set) var faulty: [RuleFile] = []
  private(set) var errors: [Diagnostic] = []
  /// Folders and files that could not be read, one sentence each.
  private(set) var failures: [String] = []
  /// The same of those that the configuration names, by their place there.
  private(set) var configuredFailures: [(index: Int, message: String)] = []
  /// The real paths of the files that were read.
  private var seen: Set<String> = []

  /// Reads rule files.
  ///
  /// - Parameters:
  ///   - configured: The folders and files that the configuration names.
  ///   - folders: Those that the command line names.
  init(
    builtIn depth: Project.Depth, configured: [String] = [], folders: [String] = [],
    workingDirectory: String = "/"
  ) {
    for text in BuiltinRules.texts { add(text, depth) }
    for (index, folder) in configured.enumerated() {
      search(folder, from: workingDirectory)
      configuredFailures += failures.map { (index, $0) }
      failures = []
    }
    for folder in folders { search(folder, from: workingDirectory) }
  }

  private mutating func add(_ text: BuiltinRules.Text, _ depth: Project.Depth) {
    let path = text.path.description
    let area = String(path.utf8.prefix { $0 != UInt8(ascii: "/") }) ?? ""
    func source(_ contents: StaticString) -> SourceFile {
      SourceFile(
        path: "Rules/\(path)",
        text: Array(
          UnsafeBufferPointer(start: contents.utf8Start, count: contents.utf8CodeUnitCount)))
    }
    func tree(_ part: BuiltinRules.Part) -> Tree {
      Tree(
        prepared: part.tree, decoded: part.decoded, file: source(part.contents), fileID: nextID)
    }
    switch depth {
    case .check: add(RuleFileReader.read(tree(text.check), area: area))
    case .describe: add(RuleFileReader.read(tree(text.description), area: area))
    case .full:
      let source = source(text.contents)
      add(RuleFileReader.read(source, id: nextID, area: area, isBuiltIn: true))
    }
  }

  private mutating func add(_ read: (file: RuleFile, errors: [Diagnostic])) {
    sources.append(read.file.tree.file)
    errors += read.errors
    if read.errors.isEmpty { files.append(read.file) } else { faulty.append(read.file) }
  }

  private var nextID: FileID { FileID(UInt32(truncatingIfNeeded: sources.count)) }

  private mutating func search(_ folder: String, from workingDirectory: String) {
    var search = FileSearch(workingDirectory: workingDirectory)
    search.add(folder)
    failures += search.failures
    if search.files.isEmpty, search.failures.isEmpty {
      failures.append("there is no rule file in \(folder)")
    }
    for file in search.files where seen.insert(file.realPath).inserted {
      switch FileSystem.read(file.realPath, atMost: InputSearch.bound) {
      case .failure(let failure):
        failures.append(failure.sentence(about: file.path))
      case .success(.tooLarge):
        failures.append("cannot read \(file.path): it is too large for a rule file")
      case .success(.bytes(let bytes)):
        let parent = file.realPath.split(separator: "/").dropLast().last.map(String.init) ?? ""
        let text =
          switch TextDecoding.utf8(from: bytes) {
          case .success(let text): text
          // The reader of YAML tells what is wrong with them.
          case .failure: bytes
          }
        let source = SourceFile(path: file.path, text: text)
        add(RuleFileReader.read(source, id: nextID, area: parent))
      }
    }
  }
}
