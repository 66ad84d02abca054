package import SourceText

/// The result of running the examples of rule files as their tests.
package struct RuleTestReport: Sendable {
  /// The program's version, `0.1.0`.
  package let toolVersion: String
  /// The rule files, and those that they were loaded with.
  package let files: SourceFiles
  /// In the order of the rule files' paths.
  package let rules: [RuleTest]

  package init(toolVersion: String, files: SourceFiles, rules: [RuleTest]) {
    self.toolVersion = toolVersion
    self.files = files
    self.rules = rules
  }

  package var exampleCount: Int { rules.reduce(0) { $0 + $1.examples.count } }
  package var failedExampleCount: Int { rules.reduce(0) { $0 + $1.failedCount } }
  package var gapCount: Int { rules.reduce(0) { $0 + $1.gaps.count } }
  /// Whether every rule passes.
  package var passes: Bool { rules.allSatisfy(\.passes) }
}

/// The tests of one rule file.
package struct RuleTest: Sendable {
  /// The rule's id.
  package let rule: String
  package let file: FileID
  /// In the order of the file.
  package let examples: [ExampleTest]
  /// What is wrong with the rule's tests as a whole, at its place in the rule file.
  package let faults: [Diagnostic]
  /// What no example shows, at its place in the rule file; looked for once all examples pass.
  package let gaps: [Diagnostic]

  package init(
    rule: String, file: FileID, examples: [ExampleTest], faults: [Diagnostic] = [],
    gaps: [Diagnostic] = []
  ) {
    self.rule = rule
    self.file = file
    self.examples = examples
    self.faults = faults
    self.gaps = gaps
  }

  package var failedCount: Int { examples.count { !$0.passes } }
  package var passes: Bool { faults.isEmpty && failedCount == 0 }
}

/// What the check of one example gave.
package struct ExampleTest: Sendable {
  package let title: String
  /// The title's place in the rule file.
  package let location: SourceLocation
  /// The example's hosting files, secrets marked.
  package let files: SourceFiles
  /// The line of the rule file that is the first line of each of `files`; nil where its lines are
  /// not lines of the rule file, as in quotes.
  package let firstLines: [Int?]
  /// Where findings and marks are not the same, by file and place.
  package let differences: [Difference]
  /// Why the check is not complete, one sentence each.
  package let failures: [String]

  /// A line that is marked without a finding, or has a finding without a mark.
  package struct Difference: Hashable, Sendable {
    package enum Kind: Sendable {
      /// Marked, and nothing was found.
      case missing
      /// Found, and not marked.
      case unexpected
      /// A comment that is nearly a mark, which nothing is looked for by.
      case misspelt
    }

    package let kind: Kind
    /// In the example's files: the mark, or the token that the finding points at.
    package let location: SourceLocation
    /// The rule of the finding, or that of the mark.
    package let rule: String
    /// What the finding says, or what the mark is meant to be; empty where there is none.
    package let message: String

    package init(_ kind: Kind, at location: SourceLocation, rule: String, message: String = "") {
      self.kind = kind
      self.location = location
      self.rule = rule
      self.message = message
    }
  }

  package init(
    title: String, location: SourceLocation, files: SourceFiles, firstLines: [Int?],
    differences: [Difference], failures: [String]
  ) {
    self.title = title
    self.location = location
    self.files = files
    self.firstLines = firstLines
    self.differences = differences
    self.failures = failures
  }

  package var passes: Bool { differences.isEmpty && failures.isEmpty }

  /// The line of the rule file that a line of one of the example's files is; both 1-based.
  package func ruleFileLine(of line: Int, in file: FileID) -> Int? {
    let index = Int(file.rawValue)
    guard firstLines.indices.contains(index) else { return nil }
    return firstLines[index].map { $0 + line - 1 }
  }
}
