/// What is in force in a run, and what put it there.
package struct SettingsReport: Sendable {
  /// A value as it is written in YAML and JSON.
  package enum Value: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    case double(Double)
    /// Text, a word, an amount or a date.
    case string(String)
    case strings([String])
  }

  /// A setting.
  package struct Entry: Sendable {
    package let name: String
    package let value: Value
    /// What put it in force: `default`, `.hostlint.yaml:7`, `--severity`.
    package let origin: String
    /// What it would be by itself, where that is something else.
    package let standard: Value?

    /// - Parameter standard: What it would be by itself.
    package init(_ name: String, _ value: Value, origin: String, standard: Value) {
      self.name = name
      self.value = value
      self.origin = origin
      self.standard = standard == value ? nil : standard
    }
  }

  /// What is in force of a rule: `name` is its id, `value` the severity or `off`.
  package struct Rule: Sendable {
    package let level: Entry
    package let params: [Entry]

    package init(level: Entry, params: [Entry]) {
      self.level = level
      self.params = params
    }
  }

  /// An entry of `exceptions`.
  package struct Exception: Sendable {
    /// Its keys and values, in the order in which they are documented.
    package let members: [(key: String, value: String)]
    /// Where it stands: `.hostlint.yaml:7`.
    package let origin: String

    package init(members: [(key: String, value: String)], origin: String) {
      self.members = members
      self.origin = origin
    }
  }

  /// The path of the configuration as it is reported; nil where there is none.
  package let configurationPath: String?
  /// The settings of the whole run, in the order in which they are documented.
  package let settings: [Entry]
  /// In the order of the configuration.
  package let exceptions: [Exception]
  /// Sorted by id.
  package let rules: [Rule]

  package init(
    configurationPath: String?, settings: [Entry], exceptions: [Exception] = [], rules: [Rule]
  ) {
    self.configurationPath = configurationPath
    self.settings = settings
    self.exceptions = exceptions
    self.rules = rules
  }
}
