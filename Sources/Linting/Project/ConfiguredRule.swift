package import Diagnostics
package import RuleEngine

/// A rule file, and what is in force of it in a run.
package struct ConfiguredRule: Sendable {
  /// The file as it is written.
  package let file: RuleFile
  /// The severity in force.
  package var severity: Severity
  /// Whether the rule is in force.
  package var isEnabled: Bool
  /// The values of parameters that differ from their defaults, by name.
  package var params: [String: ParameterValue] = [:]

  package var id: String { file.id }

  /// A rule as its file has it.
  init(_ file: RuleFile) {
    self.file = file
    severity = file.severity
    isEnabled = file.isEnabled
  }

  /// The file with what is in force in place of what it says.
  var inForce: RuleFile {
    var file = file.setting(params)
    file.severity = severity
    file.isEnabled = isEnabled
    return file
  }
}
