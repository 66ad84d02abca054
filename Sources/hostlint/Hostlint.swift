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
    Interruption.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// Help and version are asked for; anything else on the command line is a mistake.
  private static func leave(with error: any Error) -> Never {
    if let status = error as? ExitStatus { status.exit() }
    let text = fullMessage(for: error)
    if exitCode(for: error) == .success {
      StandardStreams.write(text + "\n", to: .output)
      ExitStatus.success.exit()
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    StandardStreams.write(
      lines.map { TerminalText.sanitised(String($0)) }.joined(separator: "\n") + "\n", to: .error)
    ExitStatus.incomplete.exit()
  }
}
