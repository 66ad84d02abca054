/// What accepts a finding, so that it is not shown.
package struct Suppression: Hashable, Sendable {
  /// Where findings are accepted.
  package enum Kind: String, CaseIterable, Sendable {
    /// A comment in the hosting file.
    case inline
    /// An entry of `exceptions` in the configuration.
    case exception
    /// The baseline.
    case baseline
  }

  package let kind: Kind
  /// Why it is accepted; empty of the baseline, which gives no reasons.
  package var reason: String
  /// The last day on which it holds, `2027-06-30`; nil where it has no end.
  package let until: String?
  /// The file that accepts it, as it is reported.
  package let path: String
  /// The line there, 1-based; nil of the baseline.
  package let line: Int?

  package init(kind: Kind, reason: String, until: String? = nil, path: String, line: Int? = nil) {
    self.kind = kind
    self.reason = reason
    self.until = until
    self.path = path
    self.line = line
  }
}

/// A finding that is not shown, with what accepts it.
package struct SuppressedFinding: Hashable, Sendable {
  package let finding: Finding
  package let suppression: Suppression

  package init(_ finding: Finding, _ suppression: Suppression) {
    self.finding = finding
    self.suppression = suppression
  }
}

/// How many findings are not shown, by what accepts them.
package struct SuppressionCounts: Hashable, Sendable {
  package var inline = 0
  package var exceptions = 0
  package var baseline = 0

  package init() {}

  package var total: Int { inline + exceptions + baseline }

  package mutating func add(_ kind: Suppression.Kind) {
    switch kind {
    case .inline: inline += 1
    case .exception: exceptions += 1
    case .baseline: baseline += 1
    }
  }
}
