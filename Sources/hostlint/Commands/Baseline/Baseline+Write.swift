import ArgumentParser
import Linting
import Reporting

extension Baseline {
  /// `hostlint baseline write`.
  struct Write: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write down all that is found now.",
      discussion: """
        Where paths choose a part of the project, what the baseline says of the rest stays.
        """)

    @OptionGroup var flags: Flags

    func run() throws {
      try flags.run({ (linter) throws(RunFailure) in try linter.writeBaseline() }) { $0.written() }
    }
  }
}
