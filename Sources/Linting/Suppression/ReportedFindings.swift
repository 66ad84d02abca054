internal import Diagnostics
internal import SourceText

/// The findings of a run as they are reported: secrets masked, one for each cause, numbered.
struct ReportedFindings {
  let shown: [Finding]
  let suppressed: [SuppressedFinding]
  /// How many of them are suppressed.
  private(set) var counts = SuppressionCounts()

  /// - Parameters:
  ///   - files: The files of the report, that of the exceptions last.
  ///   - inForce: Gives findings about suppressions the severity in force, and drops those of rules
  ///     that are off.
  ///   - threads: How many threads work.
  init(
    _ outcome: SuppressionPass.Outcome, files: [SourceFile], masking: SecretMasking,
    inForce: RulesInForce, expands: Bool, threads: Int
  ) {
    func arranged(_ findings: [Diagnostic]) -> [Diagnostic] {
      expands ? Merging.separate(findings) : Merging.merge(findings)
    }
    func prepared(_ findings: [Diagnostic]) -> [Diagnostic] {
      masking.mask(findings.compactMap(inForce.apply))
    }
    // Entities that share a place are one finding only where one suppression accepts them all.
    let groups = Dictionary(grouping: outcome.suppressed, by: \.by)
    let accepted = groups.flatMap { suppression, group in
      var suppression = suppression
      suppression.reason = masking.mask(suppression.reason)
      return arranged(group.map(\.finding)).map { (finding: $0, by: suppression) }
    }.sorted { left, right in
      if left.finding == right.finding { return (left.by.line ?? 0) < (right.by.line ?? 0) }
      return left.finding.precedes(right.finding)
    }
    for (_, suppression) in accepted { counts.add(suppression.kind) }
    var open = outcome.shown
    if !outcome.unused.isEmpty {
      open = Diagnostic.inReportOrder(open + prepared(outcome.unused))
    }
    let (own, others) = Fingerprint.add(
      to: arranged(open), and: accepted.map(\.finding), threads: threads)
    suppressed = zip(others, accepted).map { SuppressedFinding($0, $1.by) }
    shown = Self.insert(
      Fingerprint.add(to: arranged(prepared(outcome.exceptionFaults))), into: own, files)
  }

  /// The findings with those about the configuration, which is the last of the files, where its
  /// path stands in their order.
  private static func insert(
    _ findings: [Finding], into others: [Finding], _ files: [SourceFile]
  ) -> [Finding] {
    guard let path = files.last?.path, !findings.isEmpty else { return others }
    let index =
      others.firstIndex {
        Paths.precedes(path, files[Int($0.diagnostic.location.file.rawValue)].path)
      } ?? others.endIndex
    return Array(others[..<index]) + findings + others[index...]
  }
}
