/// From which severity on a run fails.
package enum FailureThreshold: Hashable, Sendable {
  case severity(Severity)
  case never

  /// The threshold of a word; nil for any other word.
  package init?(name: some StringProtocol) {
    if name == "never" {
      self = .never
    } else if let severity = Severity(name: name) {
      self = .severity(severity)
    } else {
      return nil
    }
  }

  /// The word in the configuration and on the command line.
  package var name: String {
    switch self {
    case .severity(let severity): severity.name
    case .never: "never"
    }
  }

  /// Every word for a threshold, the highest severity first.
  package static let names = Severity.allCases.reversed().map(\.name) + ["never"]

  /// Whether findings of a severity make a run fail.
  package func includes(_ severity: Severity) -> Bool {
    switch self {
    case .severity(let lowest): severity >= lowest
    case .never: false
    }
  }
}
