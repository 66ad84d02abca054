internal import BuiltinRules
internal import Diagnostics
internal import RuleEngine
internal import SourceText

/// Reads the rule files of a run: the built-in ones and those of folders.
struct RuleFiles {
  private(set) var sources: [SourceFile] = []
  private(set) var files: [RuleFile] = []
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
    for text in BuiltinRules.texts {
      let path = text.path.description
      let area = path.prefix { $0 != "/" }
      add(
        path: "Rules/\(path)", text: Self.bytes(text.contents, depth), area: String(area),
        isBuiltIn: true)
    }
    for (index, folder) in configured.enumerated() {
      search(folder, from: workingDirectory)
      configuredFailures += failures.map { (index, $0) }
      failures = []
    }
    for folder in folders { search(folder, from: workingDirectory) }
  }

  private mutating func add(path: String, text: [UInt8], area: String, isBuiltIn: Bool = false) {
    let source = SourceFile(path: path, text: text)
    let id = FileID(UInt32(truncatingIfNeeded: sources.count))
    sources.append(source)
    let (file, errors) = RuleFileReader.read(
      source, id: id, area: area, isBuiltIn: isBuiltIn)
    self.errors += errors
    if errors.isEmpty { files.append(file) }
  }

  /// A built-in rule file without the keys that are not needed: they are most of its text, and a
  /// key that starts its line there is a top-level one.
  private static func bytes(_ text: StaticString, _ depth: Project.Depth) -> [UInt8] {
    let text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    let omitted = depth.omittedKeys
    guard !omitted.isEmpty else { return Array(text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var isOmitted = false
    var start = 0
    while start < text.count {
      let end = (text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count - 1) + 1
      let line = text[start..<end]
      // Lines that belong to a key are indented or empty.
      if let first = line.first, first != UInt8(ascii: " "), first != UInt8(ascii: "\n") {
        isOmitted = omitted.contains { key in
          line.starts(with: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        }
      }
      if !isOmitted { bytes.append(contentsOf: line) }
      start = end
    }
    return bytes
  }

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
        failures.append("cannot read \(file.path): \(failure.reason)")
      case .success(.tooLarge):
        failures.append("cannot read \(file.path): it is too large for a rule file")
      case .success(.bytes(let bytes)):
        let parent = file.realPath.split(separator: "/").dropLast().last.map(String.init) ?? ""
        add(path: file.path, text: bytes, area: parent)
      }
    }
  }
}

extension Project.Depth {
  /// The top-level keys of a rule file that are left out.
  fileprivate var omittedKeys: [StaticString] {
    switch self {
    case .check: ["rationale:", "source:", "tags:", "examples:"]
    case .describe: ["examples:"]
    case .full: []
    }
  }
}
