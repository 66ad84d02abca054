import ArgumentParser
import Diagnostics
import Linting
import SourceText

extension Hostlint {
  /// Does what may turn out impossible; why it is goes to standard error, and the run ends.
  ///
  /// - Parameter consequence: What faults of files lead to: `nothing was checked`.
  static func attempt<Value>(
    reportingIn color: ColorChoice, consequence: String = "nothing was checked",
    _ body: () throws(RunFailure) -> Value
  ) throws(ExitStatus) -> Value {
    do {
      return try body()
    } catch {
      switch error {
      case .message(let sentence): StandardStreams.complain(sentence)
      case .faults(let faults, let files, let culprit):
        StandardStreams.show(faults, in: files, style: color)
        StandardStreams.complain("\(consequence): " + cause(faults.count, culprit))
      }
      throw .incomplete
    }
  }

  /// What standard input is called in a report; a name for it where it is not read is a mistake.
  static func standardInputName(
    _ name: String?, among paths: [String]
  ) throws(RunFailure) -> String {
    guard let name else { return Linter.Options().standardInputName }
    if paths.contains("-") { return name }
    throw .message("--stdin-filename is for standard input; name '-' as a path to have it read")
  }

  /// "; did you mean `hostlint test`?" for a failure to read a first argument that is near to the
  /// name of a command; empty for any other.
  static func commandMeant(by paths: [String], wherever failure: String) -> String {
    // `hostlint tets` is `hostlint check tets`.
    guard let meant = commandMeant(), meant.word == paths.first,
      failure.hasPrefix("cannot read \(meant.word): ")
    else { return "" }
    return "; did you mean `\(meant.command)`?"
  }

  /// A word of the command line that stands where a command would and is near to the name of one,
  /// and that command; nil where there is none.
  static func commandMeant() -> (word: String, command: String)? {
    var command: any ParsableCommand.Type = Hostlint.self
    var names = ["hostlint"]
    for word in CommandLine.arguments.dropFirst() {
      let commands = command.configuration.subcommands
      if let next = commands.first(where: { $0._commandName == word }) {
        command = next
        names.append(word)
        continue
      }
      guard !word.hasPrefix("-"), !word.contains(where: { "./".contains($0) }),
        let near = Suggestion.closest(to: word, among: commands.map { $0._commandName })
      else { return nil }
      return (word, (names + [near]).joined(separator: " "))
    }
    return nil
  }

  private static func cause(_ count: Int, _ culprit: RunFailure.Culprit) -> String {
    let place =
      switch culprit {
      case .ruleFiles: count == 1 ? "a rule file" : "rule files"
      case .configuration: "the configuration"
      case .baseline: "the baseline"
      }
    return count == 1
      ? "there is an error in \(place)" : "there are \(count) errors in \(place)"
  }
}
