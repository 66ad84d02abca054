package import SourceText

/// A diagnostic as it is reported, with the fingerprint that follows it through edits.
package struct Finding: Hashable, Sendable {
  package let diagnostic: Diagnostic
  package let fingerprint: Fingerprint
  /// That of the diagnostic: findings are counted and put in order by it.
  package let severity: Severity

  package init(diagnostic: Diagnostic, fingerprint: Fingerprint) {
    severity = diagnostic.severity
    self.diagnostic = diagnostic
    self.fingerprint = fingerprint
  }
}

/// The numbers at the end of a run.
package struct Summary: Hashable, Sendable {
  /// Hosting files that were checked.
  package var files = 0
  /// Hosting files that were read only for what others refer to.
  package var contextFiles = 0
  /// Files of searched folders that are not hosting files.
  package var skippedFiles = 0
  /// Rules that were in force.
  package var rules = 0
  /// Rules that found no entity of their kind.
  package var rulesWithoutEntities = 0
  /// Rule evaluations left out because a value they need is unknown.
  package var notApplicable = 0
  /// Entities by kind, from the reseller downwards: `("reseller", 1)`, `("customer", 4)` ….
  package var entities: [EntityCount] = []
  /// Findings that a suppression or the baseline took out.
  package var suppressed = SuppressionCounts()

  /// How many entities of one kind there are.
  package struct EntityCount: Hashable, Sendable {
    package let kind: String
    package let count: Int

    package init(kind: String, count: Int) {
      self.kind = kind
      self.count = count
    }
  }

  package init() {}
}

/// The result of a run: everything a reporter may show.
package struct Report: Sendable {
  /// The program's version, `0.1.0`.
  package let toolVersion: String
  package let files: SourceFiles
  /// Every rule in force, sorted by id; each finding's rule is among them.
  package let rules: [RuleDescriptor]
  /// Sorted by path, line, column, rule.
  package let findings: [Finding]
  /// Those that are accepted, in the same order; empty unless they are to be listed.
  package let suppressed: [SuppressedFinding]
  /// What the baseline accepts and does not occur any more; empty unless that is a failure.
  package let goneFromBaseline: [BaselineEntry]
  package let summary: Summary
  /// Why the run is not complete, one sentence each (an unreadable file, a rule
  /// that failed); empty where it is complete. They go to stderr, and into SARIF.
  package let failures: [String]
  /// What a person should know beside the findings, one sentence each; they go to stderr.
  package let notes: [String]
  /// The severity from which on the run fails.
  package let failOn: FailureThreshold
  /// What was looked at and what was not.
  package let coverage: Coverage

  package init(
    toolVersion: String, files: SourceFiles, rules: [RuleDescriptor], findings: [Finding],
    suppressed: [SuppressedFinding] = [], goneFromBaseline: [BaselineEntry] = [],
    summary: Summary, failOn: FailureThreshold = .severity(.warning), failures: [String] = [],
    notes: [String] = [], coverage: Coverage = Coverage()
  ) {
    self.toolVersion = toolVersion
    self.files = files
    self.rules = rules
    self.findings = findings
    self.suppressed = suppressed
    self.goneFromBaseline = goneFromBaseline
    self.summary = summary
    self.failures = failures
    self.notes = notes
    self.failOn = failOn
    self.coverage = coverage
  }
}
