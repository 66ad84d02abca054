package import Diagnostics
package import SourceText

/// What makes a run impossible.
package enum RunFailure: Error, Sendable {
  /// One sentence, without full stop.
  case message(String)
  /// Faults of files that the run depends on, each at its place.
  case faults([Diagnostic], SourceFiles, in: Culprit)

  /// The kind of file that is at fault.
  package enum Culprit: Sendable {
    case ruleFiles
    case configuration
    case baseline
  }
}
