/// How much a finding matters.
package enum Severity: UInt8, Sendable, CaseIterable, Comparable {
  case info
  case warning
  case error

  /// The word in rule files, configuration and reports.
  package var name: String {
    switch self {
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The severity of a word; nil for any other word.
  package init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }
}
