import ArgumentParser
import Linting
import Reporting

extension Baseline {
  /// `hostlint baseline prune`.
  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take out of the baseline what no longer occurs.")

    @OptionGroup var flags: Flags

    func run() throws {
      try flags.run({ (linter) throws(RunFailure) in try linter.pruneBaseline() }) { $0.pruned() }
    }
  }
}
