internal import Diagnostics

extension Report {
  /// What was found and how much was checked, in parts that semicolons separate; the first one
  /// counts the findings.
  var summaryParts: [String] {
    var parts = [severityCounts.phrase]
    if !failures.isEmpty { parts.append("not complete: " + failures.count.counting("failure")) }
    if summary.suppressed.total > 0 { parts.append("\(summary.suppressed.total) suppressed") }
    let entities = summary.entities.reduce(0) { $0 &+ $1.count }
    parts.append(
      summary.files.counting("file") + ", " + entities.counting("entity") + " checked")
    if summary.contextFiles > 0 {
      parts.append(summary.contextFiles.counting("other file") + " read for context")
    }
    if summary.skippedFiles > 0 {
      parts.append(summary.skippedFiles.counting("other file") + " skipped")
    }
    if summary.notApplicable > 0 {
      parts.append(summary.notApplicable.counting("check") + " left out for unknown values")
    }
    return parts
  }
}
