internal import Diagnostics
internal import RuleEngine

/// What is in force of the rules, for diagnostics that are made without a look at it, such as faults
/// of reading.
struct RulesInForce {
  private struct Setting {
    let severity: Severity
    let remedy: String
  }

  /// By id; nil for a rule that is switched off.
  private var settings: [String: Setting?]

  init(_ settings: CheckSettings) {
    self.settings = Dictionary(
      settings.rules.rules.map {
        ($0.id, Setting(severity: $0.descriptor.severity, remedy: $0.descriptor.remedy))
      }, uniquingKeysWith: { first, _ in first })
    for id in settings.silencedRules { self.settings.updateValue(nil, forKey: id) }
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
