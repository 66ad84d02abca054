internal import Diagnostics

/// How many findings there are of each severity.
struct SeverityCounts {
  private var counts: [Int]

  init(_ findings: [Finding]) {
    counts = Array(repeating: 0, count: Severity.allCases.count)
    // By index: a loop over the findings would take hold of each of them.
    for index in findings.indices { counts[Int(findings[index].severity.rawValue)] += 1 }
  }

  subscript(severity: Severity) -> Int { counts[Int(severity.rawValue)] }

  /// The numbers of those that there are: `1 error, 2 warnings`.
  var bySeverity: String {
    Severity.allCases.reversed().filter { self[$0] > 0 }
      .map { self[$0].counting($0.name) }.joined(separator: ", ")
  }

  /// All of it: `3 findings (1 error, 2 warnings)`.
  var phrase: String {
    let total = counts.reduce(0, +)
    return total == 0 ? "no findings" : total.counting("finding") + " (\(bySeverity))"
  }
}

extension Report {
  /// How many of its findings there are of each severity.
  var severityCounts: SeverityCounts { SeverityCounts(findings) }
}
