import ArgumentParser
import Diagnostics
import Linting
import Reporting

extension Baseline {
  /// `hostlint baseline check`.
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Tell what is new, and what of the baseline no longer occurs.",
      discussion: "Exit status: 0 the baseline is what is found, 1 it is not.")

    @OptionGroup var flags: Flags

    func run() throws {
      try flags.run({ (linter) throws(RunFailure) in try linter.compareBaseline() }) {
        $0.compared()
      } fails: {
        !$0.new.isEmpty || !$0.gone.isEmpty
      }
    }
  }
}
