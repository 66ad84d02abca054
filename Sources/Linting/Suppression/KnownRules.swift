internal import Diagnostics
internal import RuleEngine

/// The rules that a suppression may name.
struct KnownRules {
  /// Every rule that there is, in force or not, by id: whether its findings may be suppressed.
  private let suppressible: [String: Bool]
  private let inForce: Set<String>

  /// - Parameter all: Every rule that there is; nil for the built-in ones beside those in force.
  init(_ all: [String: Bool]?, inForce rules: RuleSet) {
    let descriptors = rules.descriptors
    inForce = Set(descriptors.map(\.id))
    suppressible = (all ?? RuleFiles.builtInSuppressible)
      .merging(descriptors.map { ($0.id, $0.isSuppressible) }) { _, inForce in inForce }
  }

  func isKnown(_ id: String) -> Bool { suppressible[id] != nil }

  func isInForce(_ id: String) -> Bool { inForce.contains(id) }

  /// Whether findings of a rule may be suppressed; those of one that is not known are no rule's.
  func isSuppressible(_ id: String) -> Bool { suppressible[id] ?? false }

  /// What helps where an id is not known.
  func help(for id: String) -> String {
    Suggestion.closest(to: id, among: suppressible.keys).map { "Did you mean `\($0)`?" }
      ?? "`hostlint rules` lists the rules."
  }
}

extension RuleFiles {
  /// The built-in rules by id: whether their findings may be suppressed.
  static let builtInSuppressible = Dictionary(
    RuleFiles(builtIn: .check).files.map { ($0.id, $0.isSuppressible) },
    uniquingKeysWith: { first, _ in first })
}
