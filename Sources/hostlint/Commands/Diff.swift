import ArgumentParser
import Diagnostics
import Linting
import Reporting
import SourceText

extension ComparisonFormat: ExpressibleByArgument {}

/// `hostlint diff`: compares two states of accounts.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two states of accounts: what was added, removed, moved or changed.",
    discussion: """
      OLD and NEW are each a file or a folder, hosting files or exports. Entities are compared by \
      their names, whatever file they stand in, and values as they are in force. What one of the \
      two does not claim to know is no difference.

      With the hosting file as OLD and an export of Plesk as NEW, this tells how the account has \
      drifted from its description; --common leaves out what only one of the two says.

      'exceptions' of the configuration accept findings of rules about changes.

      Exit status: 0 no differences, 1 differences, 2 something could not be read, or Plesk did not \
      answer all that an export asked for.
      """)

  @Argument(
    help: ArgumentHelp("File or folder with the earlier state.", valueName: "old"),
    completion: .file())
  var old: String

  @Argument(
    help: ArgumentHelp(
      "File or folder with the later state; one of the two may be '-', standard input.",
      valueName: "new"),
    completion: .file())
  var new: String

  @Option(help: ArgumentHelp("Form of the comparison.", valueName: "format"))
  var format: ComparisonFormat = .text

  @Flag(help: "Leave out values that only one of the two has.")
  var common = false

  @Flag(help: "Mask e-mail addresses and the names of people and companies. Passwords always are.")
  var redact = false

  @OptionGroup var sources: RuleSourceFlags

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Option(
    help: ArgumentHelp("What standard input is called in the comparison.", valueName: "name"))
  var stdinFilename = "stdin.yaml"

  @Flag(name: .shortAndLong, help: "Print differences only, without the last line.")
  var quiet = false

  func validate() throws {
    if old == "-", new == "-" {
      throw ValidationError("Only one of the two can be standard input.")
    }
  }

  func run() throws {
    let comparison = try Hostlint.attempt(
      reportingIn: color, consequence: "nothing was compared"
    ) { () throws(RunFailure) in
      try AccountComparer.compare(
        [old], with: [new], commonOnly: common, redacts: redact, standardInputName: stdinFilename,
        sources.options)
    }
    let style = color.style(for: .output, showsSummary: !quiet)
    format.write(comparison, style: style) { (chunk: [UInt8]) in
      StandardStreams.write(chunk, to: .output, isProse: format == .text)
    }
    for sentence in comparison.notes + comparison.failures {
      StandardStreams.complain(sentence)
    }
    if !comparison.failures.isEmpty { throw ExitStatus.incomplete }
    if !comparison.changes.isEmpty { throw ExitStatus.findings }
  }
}
