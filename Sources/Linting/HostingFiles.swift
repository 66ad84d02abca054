internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// The files of a run as trees, and what was said about them on the way.
struct HostingFiles {
  private(set) var files: [SourceFile] = []
  /// By file id; nil for a file whose text is no YAML at all.
  private(set) var trees: [Tree?] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// By file id: whether what is found in it is reported.
  private var reported: [Bool] = []
  /// How many of the files are.
  var reportedCount: Int { reported.count { $0 } }
  /// Whether what is found in any of them is reported.
  var isWhole: Bool { reportedCount == files.count }
  /// Whether all of their text was read.
  var isComplete: Bool { trees.allSatisfy { $0?.isComplete == true } }
  /// Files of searched folders that are no hosting files.
  private(set) var skipped: [Coverage.SkippedFile] = []

  /// How many of the files, the first ones, hold the earlier of two states.
  private(set) var earlierCount = 0

  /// Parses the inputs and keeps those that are, or must be, hosting files.
  ///
  /// - Parameter earlier: The inputs of the earlier of two states that are compared.
  init(
    _ inputs: [InputSearch.Input], earlier: [InputSearch.Input] = [],
    _ progress: RunProgress = RunProgress()
  ) {
    progress.enter(.reading, of: earlier.count + inputs.count)
    read(earlier, progress)
    earlierCount = files.count
    read(inputs, progress)
  }

  private mutating func read(_ inputs: [InputSearch.Input], _ progress: RunProgress) {
    for input in inputs {
      defer { progress.advance() }
      let id = FileID(UInt32(truncatingIfNeeded: files.count))
      switch input.content {
      case .tooLarge(let head):
        guard input.isNamed || Self.saysHosting(head) else {
          skip(input, "no hosting file, and larger than \(InputSearch.bound >> 20) MiB")
          continue
        }
        keep(
          input, SourceFile(path: input.path, realPath: input.realPath, text: []), nil,
          [tooLarge(input, id)])
      case .bytes(let bytes):
        add(input, bytes, id)
      }
    }
  }

  /// Whether a line of a text starts with `hosting:`.
  private static func saysHosting(_ head: [UInt8]) -> Bool {
    head.split { $0 == 0x0A || $0 == 0x0D }.contains { $0.starts(with: Array("hosting:".utf8)) }
  }

  private mutating func add(_ input: InputSearch.Input, _ bytes: [UInt8], _ id: FileID) {
    let decoding = TextDecoding.utf8(from: bytes)
    let text =
      switch decoding {
      case .success(let text): text
      case .failure(let failure): failure.repaired
      }
    let file = SourceFile(path: input.path, realPath: input.realPath, text: text)
    let parsed = parse(file, id: id)
    if !input.isNamed, HostingReader.standing(of: parsed.tree) == .other {
      if input.isReported { skip(input, Self.reason(toSkip: parsed.tree)) }
      return
    }
    switch decoding {
    // What cannot be decoded is the one cause of whatever follows from it.
    case .failure(let failure):
      keep(input, file, parsed.tree, [failure.diagnostic(in: file, id: id)])
    case .success where parsed.tree.documents.isEmpty && parsed.diagnostics.isEmpty:
      keep(input, file, parsed.tree, [empty(file, id)])
    case .success: keep(input, file, parsed.tree, parsed.diagnostics)
    }
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
    Diagnostic(
      rule: ReadingRule.notAHostingFile.rawValue, severity: ReadingRule.notAHostingFile.severity,
      message: file.text.isEmpty
        ? "the file is empty" : "there is nothing but comments in the file",
      remedy: "Start a hosting file with `hosting: 1`; docs/format.md describes the rest.",
      location: SourceLocation(file: id, range: SourceRange(at: 0)), entity: "file/\(file.path)")
  }

  private func tooLarge(_ input: InputSearch.Input, _ id: FileID) -> Diagnostic {
    Diagnostic(
      rule: ReadingRule.inputLimit.rawValue, severity: ReadingRule.inputLimit.severity,
      message: "the file is larger than \(InputSearch.bound >> 20) MiB and was not read",
      remedy: "Split it into several files of one reseller.",
      location: SourceLocation(file: id, range: SourceRange(at: 0)), entity: "file/\(input.path)")
  }
}
