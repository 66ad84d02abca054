internal import Diagnostics
internal import RuleEngine

/// What is in force of the rules, for diagnostics that are made without a look at it, such as faults
/// of reading.
final class RulesInForce {
  private struct Setting {
    let severity: Severity
    let remedy: String
  }

  /// By id; nil for a rule that is switched off. Made for the first diagnostic: most runs have none.
  private lazy var settings: [String: Setting?] = {
    var found: [String: Setting?] = Dictionary(
      rules.rules.map {
        ($0.id, Setting(severity: $0.descriptor.severity, remedy: $0.descriptor.remedy))
      }, uniquingKeysWith: { first, _ in first })
    for id in silenced { found.updateValue(nil, forKey: id) }
    return found
  }()
  private let rules: RuleSet
  private let silenced: Set<String>

  init(_ settings: CheckSettings) {
    rules = settings.rules
    silenced = settings.silencedRules
  }

  /// A diagnostic with the severity that is in force, and the remedy of its rule's file where it has
  /// none of its own; nil where its rule is switched off.
  func apply(to diagnostic: Diagnostic) -> Diagnostic? {
    guard let setting = settings[diagnostic.rule] else { return diagnostic }
    guard let setting else { return nil }
    var diagnostic = diagnostic
    if diagnostic.severity != setting.severity { diagnostic.severity = setting.severity }
    if diagnostic.remedy.isEmpty { diagnostic.remedy = setting.remedy }
    return diagnostic
  }
}
