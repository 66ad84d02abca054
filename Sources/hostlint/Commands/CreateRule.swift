import ArgumentParser
import Linting
import Reporting

/// `hostlint new-rule`: writes a rule file to be filled in.
struct CreateRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-rule",
    abstract: "Write a commented rule file to be filled in.",
    discussion: """
      The file has an example that breaks the rule and one that does not; 'hostlint test' fails \
      until its check is written. Nothing is written over.
      """)

  @Argument(help: "The rule's id: lower-case words joined by hyphens, such as mail-without-dns.")
  var id: String

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "What is judged: reseller, customer, pack, subscription, domain, alias, quota or limit; "
        + "several with commas between them, or by repeating it.", valueName: "kind"))
  var appliesTo: [String]

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "The folder to write to. Default: the project's first folder of rules, else policy.",
      valueName: "dir"))
  var folder: String?

  @OptionGroup var sources: RuleSourceFlags

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  func run() throws {
    let rule = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      try NewRule.write(id, appliesTo: appliesTo, in: folder, sources.options)
    }
    let text = """
      wrote \(rule.path)

      Write its check, message and examples, then run its tests and see it in a check:
        hostlint test \(rule.path.shellQuoted)
        hostlint check --rules \(rule.folder.shellQuoted)

      """
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    StandardStreams.write(
      lines.map { TerminalText.sanitised(String($0)) }.joined(separator: "\n"), to: .output)
  }
}

extension String {
  /// The text as one word of a shell's command line.
  fileprivate var shellQuoted: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
      default: "._/-+,:@".utf8.contains(byte)
      }
    }
    return isPlain && !isEmpty && !hasPrefix("-")
      ? self
      : "'\(split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#))'"
  }
}
