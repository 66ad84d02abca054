/// The accounts of a run as they were understood, with the findings where they stand.
package struct AccountTree: Sendable {
  /// The resellers, in reading order; empty where no account was understood.
  package let accounts: [AccountEntity]
  /// What the check of the same files found; the tree speaks of its findings by position.
  package let report: Report
  /// The findings that concern what is shown, ascending: all of them, or those of one entity's
  /// branch.
  package let findings: [Int]
  /// Those among them that belong to no entity: about files, or about what has no name.
  package let otherFindings: [Int]
  /// How many entities there are, or are in the branch, those below the depth included.
  package let counts: [Summary.EntityCount]

  package init(
    accounts: [AccountEntity], report: Report, findings: [Int], otherFindings: [Int],
    counts: [Summary.EntityCount]
  ) {
    self.accounts = accounts
    self.report = report
    self.findings = findings
    self.otherFindings = otherFindings
    self.counts = counts
  }
}
