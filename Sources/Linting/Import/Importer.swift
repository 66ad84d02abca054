package import Diagnostics
internal import HostingModel
package import SourceText

/// Turns exports of an account into one hosting file.
package enum Importer {
  /// What an import gave.
  package struct Result: Sendable {
    /// The hosting file, UTF-8; empty where nothing could be imported.
    package let text: [UInt8]
    /// What could not be imported as it stands, by place.
    package let faults: [Diagnostic]
    /// The files that were read.
    package let files: SourceFiles
    /// Why something could not be read, one sentence each.
    package let failures: [String]
    /// What a person should know, one sentence each.
    package let notes: [String]
  }

  /// How many files the heading names; the number of the rest is told.
  private static let namedFiles = 10

  /// Imports what the paths name; `-` is standard input.
  package static func run(
    _ paths: [String], standardInputName: String, _ options: ProjectOptions = ProjectOptions()
  ) throws(RunFailure) -> Result {
    let accounts = AccountFiles(
      paths, standardInputName: standardInputName, exportsOnly: true, from: try options.folder())
    var failures = accounts.failures
    for (index, file) in accounts.files.enumerated() where !accounts.exports.contains(index) {
      failures.append(
        accounts.isHostingFile(index)
          ? "\(file.path) is a hosting file already; name the exports alone"
          : "\(file.path) is no export of Plesk")
    }
    if failures.isEmpty, accounts.trees.allSatisfy({ $0 == nil }) {
      failures.append(
        accounts.files.isEmpty
          ? "there is no export of Plesk in \(paths.joined(separator: ", "))"
          : "there is nothing of an account in \(paths.joined(separator: ", "))")
    }
    // Of a file that is none the sentence is enough: what a hosting file needs helps nobody here.
    let faults = accounts.faults.filter {
      accounts.exports.contains(Int($0.location.file.rawValue))
    }
    return Result(
      text: failures.isEmpty ? text(accounts) : [], faults: faults,
      files: SourceFiles(accounts.files), failures: failures, notes: accounts.notes)
  }

  private static func text(_ accounts: AccountFiles) -> [UInt8] {
    var options = HostingFileWriter.Options()
    let names = accounts.files.map(\.path)
    options.heading = ["Imported by hostlint from"]
    options.heading += names.prefix(namedFiles).map { "  \($0)" }
    if names.count > namedFiles {
      options.heading.append("  and \(names.count - namedFiles) more files")
    }
    options.heading += [
      "From now on this file says how the account is meant to be; `hostlint diff` compares it with",
      "a later export.",
    ]
    options.reasons = [
      .dns: "the registrar of a domain knows whose name servers it uses, not Plesk"
    ]
    return HostingFileWriter.text(of: accounts.trees.compactMap { $0 }, options)
  }
}
