internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// Accounts as they were read from files, without a rule; two states of them where they are
/// compared.
struct AccountFiles {
  let hosting: Hosting
  /// By file id; nil for a file that gave none, and for all exports of a state but the first.
  let trees: [Tree?]
  let files: [SourceFile]
  /// How many of the files, the first ones, hold the earlier state.
  let earlierCount: Int
  /// The numbers of the files that are exports.
  let exports: Set<Int>
  /// The numbers of the files whose end could not be read.
  let incompleteFiles: Set<Int>
  /// What is wrong with the files, by place; secrets are masked.
  let faults: [Diagnostic]
  /// Why something could not be read, one sentence each.
  let failures: [String]
  /// What a person should know, one sentence each.
  let notes: [String]
  let masking: SecretMasking
  /// The exports, each with what may tell there who somebody is; empty unless asked for.
  let personalPlaces: [FileID: [SourceRange]]

  /// Reads what the paths name and nothing else, whatever a configuration says; `-` is standard
  /// input.
  ///
  /// - Parameters:
  ///   - earlier: What holds the earlier of two states; nil for one state alone.
  ///   - exportsOnly: Whether hosting files are left out that a folder holds beside exports.
  ///   - notesPersonal: Whether values that may tell who somebody is are looked for.
  init(
    _ paths: [String], comparedWith earlier: [String]? = nil, standardInputName: String,
    reading: ReadingOptions = ReadingOptions(), exportsOnly: Bool = false,
    notesPersonal: Bool = false, from folder: String
  ) {
    let before = earlier.map {
      InputSearch.read($0, standardInputName: standardInputName, workingDirectory: folder)
    }
    var found = InputSearch.read(
      paths, standardInputName: standardInputName, workingDirectory: folder)
    if exportsOnly { Self.leaveOutHostingFiles(of: &found) }
    let hostingFiles = HostingFiles(
      found.inputs, earlier: before?.inputs ?? [], notesPersonal: notesPersonal)
    files = hostingFiles.files
    trees = hostingFiles.trees
    earlierCount = hostingFiles.earlierCount
    let (hosting, faults) = HostingReader.read(
      trees, options: reading, earlierCount: earlierCount)
    incompleteFiles = Set(files.indices.filter { !hostingFiles.isComplete($0) })
    exports = Set(
      files.indices.filter { hostingFiles.isExport(FileID(UInt32(truncatingIfNeeded: $0))) })
    for (index, file) in files.enumerated() where !exports.contains(index) {
      Secrets.markUnreadable(in: file, isComplete: !incompleteFiles.contains(index))
    }
    let masking = SecretMasking(files, sentences: [])
    for file in files { masking.markOccurrences(in: file) }
    self.hosting = hosting
    self.masking = masking
    self.faults = masking.mask(
      Diagnostic.inReportOrder(hostingFiles.diagnostics + faults))
    personalPlaces = hostingFiles.personalPlaces
    failures = (before?.failures ?? []) + found.failures
    notes = (before?.notes ?? []) + found.notes
  }

  /// Takes out what nobody named and is no export, with a sentence about hosting files.
  private static func leaveOutHostingFiles(of found: inout InputSearch.Outcome) {
    let sorts = found.inputs.map { $0.isNamed ? .export : HostingFiles.sort($0) }
    let leftOut = zip(found.inputs, sorts).filter { $0.1 == .hostingFile }.map(\.0.path)
    found.inputs = zip(found.inputs, sorts).filter { $0.1 == .export }.map(\.0)
    if let first = leftOut.first {
      found.notes.append(
        leftOut.count == 1
          ? "\(first) is a hosting file already, and is left out"
          : "\(leftOut.joined(separator: ", ")) are hosting files already, and are left out")
    }
  }

  /// Whether a file, by its number, is a hosting file, be it one with faults.
  func isHostingFile(_ index: Int) -> Bool {
    trees[index].map { HostingReader.standing(of: $0) != .other } ?? false
  }

  /// Whether a file, by its number, is neither a hosting file nor an export.
  func isForeign(_ index: Int) -> Bool {
    faults.contains { fault in
      Int(fault.location.file.rawValue) == index
        && fault.rule == ReadingRule.notAHostingFile.rawValue
    }
  }
}
