internal import Diagnostics

/// The findings that a project has accepted as they were, to meet only new ones.
struct Baseline: Sendable {
  /// The name of the file where nothing else is said.
  static let fileName = ".hostlint-baseline.json"

  /// As it is reported.
  let path: String
  /// The absolute path of its folder, which the paths of files start from.
  let folder: String
  /// Sorted, each key once.
  var entries: [BaselineEntry]

  /// What a finding is accepted by.
  ///
  /// - Parameter workingDirectory: The folder that reported paths start from.
  func key(of finding: Diagnostic, from workingDirectory: String) -> BaselineEntry.Key {
    BaselineEntry.Key(
      reseller: finding.reseller, rule: finding.rule,
      entity: EntityText.moved(finding.entity, from: workingDirectory, to: folder),
      field: finding.field)
  }

  /// Entries for findings, equal ones counted.
  static func entries(_ keys: some Sequence<BaselineEntry.Key>) -> [BaselineEntry] {
    Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
      .map { BaselineEntry($0.key, count: $0.value) }.sorted { $0.key < $1.key }
  }
}

/// Finds what a baseline accepts, as many findings as each entry counts.
struct BaselineMatcher {
  let baseline: Baseline
  private let workingDirectory: String
  private let rules: Set<String>
  /// How many more findings each entry accepts.
  private var left: [BaselineEntry.Key: Int]
  /// How many of them occur, but are accepted by something else.
  private var acceptedElsewhere: [BaselineEntry.Key: Int] = [:]

  init(_ baseline: Baseline, workingDirectory: String) {
    self.baseline = baseline
    self.workingDirectory = workingDirectory
    rules = Set(baseline.entries.map(\.key.rule))
    left = Dictionary(
      baseline.entries.map { ($0.key, $0.count) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the baseline accepts one more finding such as this one.
  mutating func accept(_ finding: Diagnostic) -> Suppression? {
    guard rules.contains(finding.rule) else { return nil }
    let key = baseline.key(of: finding, from: workingDirectory)
    guard let count = left[key], count > 0 else { return nil }
    left[key] = count - 1
    return Suppression(kind: .baseline, reason: "", path: baseline.path)
  }

  /// Notes a finding that something else accepts: it takes no part of an entry's number, and occurs
  /// all the same.
  mutating func note(_ finding: Diagnostic) {
    guard rules.contains(finding.rule) else { return }
    let key = baseline.key(of: finding, from: workingDirectory)
    if left[key] != nil { acceptedElsewhere[key, default: 0] += 1 }
  }

  /// What no longer occurs.
  ///
  /// - Parameter isGone: Whether a finding that is not there could be.
  func gone(where isGone: (BaselineEntry.Key) -> Bool) -> [BaselineEntry] {
    baseline.entries.compactMap { entry in
      let count = (left[entry.key] ?? 0) - acceptedElsewhere[entry.key, default: 0]
      guard count > 0, isGone(entry.key) else { return nil }
      return BaselineEntry(entry.key, count: count)
    }
  }
}
