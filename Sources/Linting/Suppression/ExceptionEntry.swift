internal import Diagnostics
internal import HostingModel
internal import SourceText

/// An entry of `exceptions` in the configuration: a finding that is accepted, by its rule and
/// entity.
struct ExceptionEntry: Sendable {
  let rule: String
  /// The entity's identity, as it is written.
  let entity: String
  let reseller: String?
  let field: String?
  let reason: String
  /// The last day on which it holds.
  let until: CalendarDate?
  /// The places in the configuration, tokens on one line.
  let ruleRange: SourceRange
  let entityRange: SourceRange
  let untilRange: SourceRange
  /// The key path of the entry, `exceptions[0]`.
  let path: String
}

/// Finds the exceptions that accept findings.
struct ExceptionMatcher {
  private let configuration: Configuration
  private let workingDirectory: String
  private let today: CalendarDate
  private let rules: Set<String>
  private let byFinding: [Key: [Int]]
  /// By entry: whether a finding meets it, an expired one too.
  private var isMet: [Bool]

  private struct Key: Hashable {
    let rule: String
    let entity: String
  }

  init(_ configuration: Configuration, workingDirectory: String, today: CalendarDate) {
    self.configuration = configuration
    self.workingDirectory = workingDirectory
    self.today = today
    rules = Set(configuration.exceptions.map(\.rule))
    var byFinding: [Key: [Int]] = [:]
    for (index, entry) in configuration.exceptions.enumerated() {
      let entity = EntityText.comparable(entry.entity, from: configuration.folder)
      byFinding[Key(rule: entry.rule, entity: entity), default: []].append(index)
    }
    self.byFinding = byFinding
    isMet = Array(repeating: false, count: configuration.exceptions.count)
  }

  private func isExpired(_ entry: ExceptionEntry) -> Bool {
    entry.until.map { $0 < today } ?? false
  }

  /// What accepts a finding; every entry that does counts as used.
  mutating func accept(_ finding: Diagnostic) -> Suppression? {
    guard rules.contains(finding.rule) else { return nil }
    let entity = EntityText.comparable(finding.entity, from: workingDirectory)
    var first: ExceptionEntry?
    for index in byFinding[Key(rule: finding.rule, entity: entity)] ?? [] {
      let entry = configuration.exceptions[index]
      guard entry.field == nil || entry.field == finding.field,
        entry.reseller == nil || entry.reseller == finding.reseller
      else { continue }
      isMet[index] = true
      if first == nil, !isExpired(entry) { first = entry }
    }
    return first.map { entry in
      Suppression(
        kind: .exception, reason: entry.reason, until: entry.until?.description,
        path: configuration.source.path,
        line: configuration.source.lineIndex.line(of: entry.entityRange.start))
    }
  }

  /// What is wrong with exceptions: one that ended, and one that no finding meets.
  ///
  /// - Parameters:
  ///   - file: The id of the configuration among the files of the report.
  ///   - isStale: Whether a finding that is not there could be, so that its exception is stale.
  func faults(in file: FileID, isWhole: Bool, isStale: (ExceptionEntry) -> Bool) -> [Diagnostic] {
    configuration.exceptions.indices.compactMap { index in
      let entry = configuration.exceptions[index]
      if isExpired(entry), isMet[index] || isWhole {
        return fault(
          .invalid, entry.untilRange, "the exception ended on \(entry.until?.description ?? "")",
          "Correct what it accepts, or set a new date if it is still accepted.", entry, in: file)
      }
      guard isWhole, !isMet[index], isStale(entry) else { return nil }
      return fault(
        .unused, entry.entityRange,
        "there is no finding of \(entry.rule) on \(entry.entity) any more", "Remove the exception.",
        entry, in: file)
    }
  }

  private func fault(
    _ rule: SuppressionRule, _ range: SourceRange, _ message: String, _ help: String,
    _ entry: ExceptionEntry, in file: FileID
  ) -> Diagnostic {
    Diagnostic(
      rule: rule.rawValue, severity: rule.severity, message: message, remedy: help,
      location: SourceLocation(file: file, range: range),
      entity: "file/\(configuration.source.path)", field: entry.path)
  }
}
