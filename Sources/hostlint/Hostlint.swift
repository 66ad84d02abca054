import ArgumentParser
import Reporting

/// The command line: flags in, reports and an exit status out.
@main
struct Hostlint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hostlint",
    abstract: "Check how a hosting reseller's accounts are declared.",
    discussion: """
      hostlint reads hosting files (customers, service packs, subscriptions, domains) and \
      reports what breaks good practice, each fault at its line and column.

      Exit status: 0 nothing found at or above --fail-on, 1 something found, 2 the run was not \
      possible or not complete, 3 no hosting file was found.
      """,
    version: version,
    subcommands: [
      Check.self,
      Tree.self,
      Import.self,
      Diff.self,
      Initialize.self,
      Configuration.self,
      Baseline.self,
      Rules.self,
      Explain.self,
      CreateRule.self,
      Test.self,
      Fields.self,
      Evaluate.self,
      Schema.self,
    ],
    defaultSubcommand: Check.self)

  /// Runs the program; every way out has one of the statuses of `ExitStatus`.
  static func main() {
    Memory.keepLargeBlocksApart()
    Interruption.prepare()
    do {
      var command = try parse(Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// The command that is meant.
  ///
  /// It is parsed alone where it can be: to lay out the flags of all commands takes longer than to
  /// check a small account. What is wrong, or asks for help, is parsed with all of them.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    let named = configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    let type: any ParsableCommand.Type = named ?? Check.self
    guard type.configuration.subcommands.isEmpty, arguments.first != "help",
      let command = try? type.parseAsRoot(Array(arguments.dropFirst(named == nil ? 0 : 1))),
      Swift.type(of: command) == type
    else { return try parseAsRoot() }
    return command
  }

  /// Help and version are asked for; anything else on the command line is a mistake.
  private static func leave(with error: any Error) -> Never {
    if let status = error as? ExitStatus { status.exit() }
    let text = fullMessage(for: error)
    if exitCode(for: error) == .success {
      StandardStreams.write(text + "\n", to: .output)
      ExitStatus.success.exit()
    }
    if let meant = commandMeant() {
      StandardStreams.complain(
        "there is no command '\(meant.word)'; did you mean `\(meant.command)`?")
      ExitStatus.incomplete.exit()
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    StandardStreams.write(
      lines.map { TerminalText.sanitised(String($0)) }.joined(separator: "\n") + "\n", to: .error)
    ExitStatus.incomplete.exit()
  }
}
