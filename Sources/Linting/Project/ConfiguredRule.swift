package import Diagnostics
package import RuleEngine

/// A rule file, and what is in force of it in a run.
package struct ConfiguredRule: Sendable {
  /// The file as it is written.
  package let file: RuleFile
  /// The severity in force.
  package private(set) var severity: Severity
  /// Whether the rule is in force.
  package private(set) var isEnabled: Bool
  /// What put the severity in force, or the rule out of it.
  package private(set) var levelOrigin = SettingOrigin.builtIn
  /// The values of parameters that are set, by name.
  package var params: [String: Setting<ParameterValue>] = [:]

  /// The id of the rule that stands in for it, so that it is no rule of the run.
  package let replacement: String?

  package var id: String { file.id }

  /// A rule as its file has it.
  init(_ file: RuleFile, replacement: String?) {
    self.file = file
    self.replacement = replacement
    severity = file.severity
    isEnabled = file.isEnabled && replacement == nil
  }

  /// What is in force.
  package var level: RuleLevel { isEnabled ? .severity(severity) : .off }

  /// Puts a severity in force, or the rule out of it.
  mutating func set(_ level: RuleLevel, _ origin: SettingOrigin) {
    switch level {
    case .off: isEnabled = false
    case .severity(let severity):
      self.severity = severity
      isEnabled = true
    }
    levelOrigin = origin
  }

  /// Puts the rule in force with the severity that it has.
  mutating func enable(_ origin: SettingOrigin) {
    guard !isEnabled else { return }
    isEnabled = true
    levelOrigin = origin
  }

  /// The file with what is in force in place of what it says.
  package var inForce: RuleFile {
    var file = params.isEmpty ? file : file.setting(params.mapValues(\.value))
    file.severity = severity
    file.isEnabled = isEnabled
    return file
  }
}
