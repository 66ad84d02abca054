internal import Diagnostics

/// How many findings there are of each severity.
struct SeverityCounts {
  private var counts: [Int]

  init(_ findings: [Finding]) {
    counts = Array(repeating: 0, count: Severity.allCases.count)
    for finding in findings { counts[Int(finding.diagnostic.severity.rawValue)] += 1 }
  }

  subscript(severity: Severity) -> Int { counts[Int(severity.rawValue)] }
}

extension Report {
  /// How many of its findings there are of each severity.
  var severityCounts: SeverityCounts { SeverityCounts(findings) }
}
