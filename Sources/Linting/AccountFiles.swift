internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// Accounts as they were read from files, without a rule.
struct AccountFiles {
  let hosting: Hosting
  /// The trees that the accounts are in.
  let trees: [Tree]
  let files: [SourceFile]
  /// What is wrong with the files, by place; secrets are masked.
  let faults: [Diagnostic]
  /// Why something could not be read, one sentence each.
  let failures: [String]
  /// What a person should know, one sentence each.
  let notes: [String]
  /// Whether all of the files' text was read.
  let isComplete: Bool
  let masking: SecretMasking

  /// Reads what the paths name and nothing else, whatever a configuration says; `-` is standard
  /// input.
  init(
    _ paths: [String], standardInputName: String, reading: ReadingOptions = ReadingOptions(),
    from folder: String
  ) {
    let found = InputSearch.read(
      paths, standardInputName: standardInputName, workingDirectory: folder)
    let hostingFiles = HostingFiles(found.inputs)
    let (hosting, faults) = HostingReader.read(hostingFiles.trees, options: reading)
    for (file, tree) in zip(hostingFiles.files, hostingFiles.trees) {
      Secrets.markUnreadable(in: file, isComplete: tree?.isComplete == true)
    }
    let masking = SecretMasking(hostingFiles.files, sentences: [])
    for file in hostingFiles.files { masking.markOccurrences(in: file) }
    self.hosting = hosting
    trees = hostingFiles.trees.compactMap { $0 }
    files = hostingFiles.files
    self.faults = masking.mask(
      (hostingFiles.diagnostics + faults).sorted(by: Linter.precedes))
    failures = found.failures
    notes = found.notes
    isComplete = hostingFiles.isComplete
    self.masking = masking
  }
}
