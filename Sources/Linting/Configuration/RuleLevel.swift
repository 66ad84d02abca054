package import Diagnostics

/// What is in force of a rule: nothing, or findings of a severity.
package enum RuleLevel: Hashable, Sendable {
  case off
  case severity(Severity)

  /// The level of a word; nil for any other word.
  package init?(name: some StringProtocol) {
    if name == "off" {
      self = .off
    } else if let severity = Severity(name: name) {
      self = .severity(severity)
    } else {
      return nil
    }
  }

  package var name: String {
    switch self {
    case .off: "off"
    case .severity(let severity): severity.name
    }
  }

  /// Every word for a level, the lowest first.
  static let names = ["off"] + Severity.allCases.map(\.name)
}
