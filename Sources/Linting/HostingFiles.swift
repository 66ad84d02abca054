internal import Diagnostics
internal import HostingModel
internal import Parallel
internal import PleskExports
internal import SourceText
internal import YAML

/// The files of a run as trees, and what was said about them on the way.
struct HostingFiles {
  private(set) var files: [SourceFile] = []
  /// By file id; nil for a file whose text is no YAML at all. One tree stands for all exports, at
  /// the id of the first.
  private(set) var trees: [Tree?] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// By file id: whether what is found in it is reported.
  private var reported: [Bool] = []
  /// How many of the files are.
  var reportedCount: Int { reported.count { $0 } }
  /// Whether what is found in any of them is reported.
  var isWhole: Bool { reportedCount == files.count }
  /// Whether all of their text was read.
  var isComplete: Bool { files.indices.allSatisfy(isComplete) }
  /// Files of searched folders that are no hosting files.
  private(set) var skipped: [Coverage.SkippedFile] = []
  /// The files that are exports, until they are read together.
  private var exports: [ExportReader.File] = []
  private var exportIDs: Set<FileID> = []
  /// What reading the exports gave.
  private(set) var exported = ExportReader.Outcome()

  private let threads: Int
  /// How many of the files, the first ones, hold the earlier of two states.
  private(set) var earlierCount = 0

  /// Parses the inputs and keeps those that are, or must be, hosting files.
  ///
  /// - Parameters:
  ///   - earlier: The inputs of the earlier of two states that are compared.
  ///   - notesPersonal: Whether values of exports that may tell who somebody is are looked for.
  ///   - threads: How many threads read.
  init(
    _ inputs: [InputSearch.Input], earlier: [InputSearch.Input] = [],
    _ progress: RunProgress = RunProgress(), notesPersonal: Bool = false, threads: Int = 1
  ) {
    self.threads = threads
    progress.enter(.reading, of: earlier.count + inputs.count)
    read(earlier, progress, notesPersonal: notesPersonal)
    earlierCount = files.count
    read(inputs, progress, notesPersonal: notesPersonal)
  }

  private mutating func read(
    _ inputs: [InputSearch.Input], _ progress: RunProgress, notesPersonal: Bool
  ) {
    let first = files.count
    // One large file is read in pieces, and of several each thread reads its own.
    let threadsOfEach = inputs.count < threads ? threads : 1
    let parsed = parallelMap(inputs.count, threads: threads) { index in
      defer { progress.advance() }
      return ParsedInput(
        inputs[index], id: FileID(UInt32(truncatingIfNeeded: first + index)),
        threads: threadsOfEach)
    }
    for (input, parsed) in zip(inputs, parsed) {
      let id = FileID(UInt32(truncatingIfNeeded: files.count))
      switch input.content {
      case .tooLarge(let head):
        guard input.isNamed || Self.saysHosting(head) || Self.isExport(head) else {
          skip(input, "no hosting file, and larger than \(InputSearch.bound >> 20) MiB")
          continue
        }
        keep(
          input, SourceFile(path: input.path, realPath: input.realPath, text: []), nil,
          [tooLarge(input, id)])
      case .bytes(let bytes):
        add(input, bytes, id, parsed)
      }
    }
    readExports(notesPersonal: notesPersonal)
  }

  /// Exports of one state are read together: what one of them names may stand in another.
  private mutating func readExports(notesPersonal: Bool) {
    guard let first = exports.first else { return }
    var read = ExportReader.read(exports, notesPersonal: notesPersonal)
    trees[Int(first.id.rawValue)] = read.tree.map(HostingOrder.arranged)
    diagnostics += read.diagnostics
    read.incompleteFiles.formUnion(exported.incompleteFiles)
    read.personal.merge(exported.personal) { $1 }
    read.gaps.merge(exported.gaps) { $1 }
    exported = read
    exports = []
  }

  /// Whether all of a file's text was read.
  func isComplete(_ index: Int) -> Bool {
    let id = FileID(UInt32(truncatingIfNeeded: index))
    if isExport(id) { return !exported.incompleteFiles.contains(id) }
    return trees[index]?.isComplete == true
  }

  /// The exports, each with what may tell there who somebody is.
  var personalPlaces: [FileID: [SourceRange]] {
    exportIDs.reduce(into: [:]) { $0[$1] = exported.personal[$1] ?? [] }
  }

  /// Whether a file is an export.
  func isExport(_ file: FileID) -> Bool { exportIDs.contains(file) }

  /// What an input that nobody named is, where exports alone are wanted.
  enum Sort {
    case export, hostingFile, other
  }

  static func sort(_ input: InputSearch.Input) -> Sort {
    let head =
      switch input.content {
      case .bytes(let bytes): Array(bytes.prefix(ExportFormat.headBytes))
      case .tooLarge(let head): head
      }
    if isExport(head) { return .export }
    return saysHosting(head) ? .hostingFile : .other
  }

  private static func isExport(_ head: [UInt8]) -> Bool {
    if case .export = ExportFormat.standing(of: head) { return true }
    return false
  }

  /// Whether a line of a text starts with `hosting:`.
  private static func saysHosting(_ head: [UInt8]) -> Bool {
    head.split { $0 == 0x0A || $0 == 0x0D }.contains { $0.starts(with: Array("hosting:".utf8)) }
  }

  /// An input as YAML, read before it is known which id it has: those that are skipped have none.
  private struct ParsedInput: Sendable {
    let standing: ExportFormat.Standing
    let decoding: Result<[UInt8], TextDecoding.Failure>
    /// Nil for an input that is not read as YAML.
    let yaml: (file: SourceFile, result: ParseResult)?
    /// Whether it is, or must be, a hosting file.
    private(set) var isHostingFile = true

    init(_ input: InputSearch.Input, id: FileID, threads: Int) {
      guard case .bytes(let bytes) = input.content else {
        standing = .other
        decoding = .success([])
        yaml = nil
        return
      }
      standing = ExportFormat.standing(of: bytes)
      guard case .other = standing, input.isNamed || !input.isExportCandidate else {
        decoding = .success([])
        yaml = nil
        return
      }
      decoding = TextDecoding.utf8(from: bytes)
      let text =
        switch decoding {
        case .success(let text): text
        case .failure(let failure): failure.repaired
        }
      let file = SourceFile(path: input.path, realPath: input.realPath, text: text)
      let result = parse(file, id: id, threads: threads)
      yaml = (file, result)
      if !input.isNamed { isHostingFile = HostingReader.standing(of: result.tree) != .other }
    }
  }

  private mutating func add(
    _ input: InputSearch.Input, _ bytes: [UInt8], _ id: FileID, _ read: ParsedInput
  ) {
    switch read.standing {
    case .export(let format): return add(export: input, bytes, id, format)
    case .otherXML(let root):
      guard input.isNamed else { return skip(input, Self.reason(toSkipXML: root)) }
      return keep(
        input, SourceFile(path: input.path, realPath: input.realPath, text: bytes), nil,
        [foreignXML(root, input, id)])
    case .other:
      if !input.isNamed, input.isExportCandidate {
        return skip(input, "no export of Plesk")
      }
    }
    guard let (file, result) = read.yaml else { return }
    let parsed = result.renumbered(id)
    if !read.isHostingFile {
      if input.isReported { skip(input, Self.reason(toSkip: parsed.tree)) }
      return
    }
    switch read.decoding {
    // What cannot be decoded is the one cause of whatever follows from it.
    case .failure(let failure):
      keep(input, file, parsed.tree, [failure.diagnostic(in: file, id: id)])
    case .success where parsed.tree.documents.isEmpty && parsed.diagnostics.isEmpty:
      keep(input, file, parsed.tree, [empty(file, id)])
    case .success: keep(input, file, parsed.tree, parsed.diagnostics)
    }
  }

  private mutating func add(
    export input: InputSearch.Input, _ bytes: [UInt8], _ id: FileID, _ format: ExportFormat
  ) {
    let (text, fault) = ExportText.utf8(from: bytes)
    let file = SourceFile(path: input.path, realPath: input.realPath, text: text)
    exports.append(ExportReader.File(source: file, id: id, format: format, fault: fault))
    exportIDs.insert(id)
    keep(input, file, nil, [])
  }

  private static func reason(toSkipXML root: String) -> String {
    root.isEmpty ? "no export of Plesk" : "no export of Plesk: its root is `\(root)`"
  }

  private func foreignXML(_ root: String, _ input: InputSearch.Input, _ id: FileID) -> Diagnostic {
    fault(
      .notAHostingFile, of: input.path, id,
      root.isEmpty
        ? "this XML is no export of Plesk"
        : "this XML is no export of Plesk: its root is `\(root)`, not `packet`",
      remedy: "Name a hosting file, or packets of Plesk's XML API; docs/exports.md shows how to "
        + "get them.")
  }

  /// Whether what is found in a file is reported; else it is read for what others refer to.
  func isReported(_ file: FileID) -> Bool {
    reported.indices.contains(Int(file.rawValue)) && reported[Int(file.rawValue)]
  }

  private mutating func skip(_ input: InputSearch.Input, _ reason: String) {
    if input.isReported { skipped.append(Coverage.SkippedFile(path: input.path, reason: reason)) }
  }

  /// What a file is that is no hosting file, by the first thing in it.
  private static func reason(toSkip tree: Tree) -> String {
    let broken = tree.isComplete ? "" : ", and not all of it can be read"
    guard let root = tree.documents.first.map(tree.resolve) else {
      return "no hosting file: " + (tree.isComplete ? "it is empty" : "it cannot be read as YAML")
    }
    switch tree.kind(root) {
    case .mapping:
      guard let key = tree.entries(of: root).first(where: { _ in true })?.key,
        tree.kind(key) == .scalar
      else { return "no hosting file" + broken }
      let name = tree.string(key)
      let shown = name.unicodeScalars.count > 40 ? "\(name.unicodeScalars.prefix(40))…" : name
      return "no hosting file: it starts with `\(shown)`" + broken
    case .sequence: return "no hosting file: it is a list" + broken
    case .scalar, .alias: return "no hosting file: it has no keys" + broken
    }
  }

  private mutating func keep(
    _ input: InputSearch.Input, _ file: SourceFile, _ tree: Tree?, _ diagnostics: [Diagnostic]
  ) {
    files.append(file)
    reported.append(input.isReported)
    trees.append(tree)
    self.diagnostics += diagnostics
  }

  /// A file without any document, which the reader of the hierarchy never comes to.
  private func empty(_ file: SourceFile, _ id: FileID) -> Diagnostic {
    fault(
      .notAHostingFile, of: file.path, id,
      file.text.isEmpty ? "the file is empty" : "there is nothing but comments in the file",
      remedy: "Start a hosting file with `hosting: 1`; docs/format.md describes the rest.")
  }

  private func tooLarge(_ input: InputSearch.Input, _ id: FileID) -> Diagnostic {
    fault(
      .inputLimit, of: input.path, id,
      "the file is larger than \(InputSearch.bound >> 20) MiB and was not read",
      remedy: "Split it into several files of one reseller.")
  }

  /// A fault of a file as a whole.
  private func fault(
    _ rule: ReadingRule, of path: String, _ id: FileID, _ message: String, remedy: String
  ) -> Diagnostic {
    Diagnostic(
      rule: rule.rawValue, severity: rule.severity, message: message, remedy: remedy,
      location: SourceLocation(file: id, range: SourceRange(at: 0)), entity: "file/\(path)")
  }
}
