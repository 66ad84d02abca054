/// A value that is in force, and what put it there.
package struct Setting<Value: Sendable>: Sendable {
  package var value: Value
  package var origin: SettingOrigin

  init(_ value: Value, _ origin: SettingOrigin = .builtIn) {
    self.value = value
    self.origin = origin
  }
}

/// What puts a value in force; of several, the last of these that says something.
package enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
  /// The program itself, or the rule's own file.
  case builtIn
  /// A line of the configuration, 1-based.
  case configuration(path: String, line: Int)
  /// A flag of the command line, `--severity`.
  case flag(String)

  package var description: String {
    switch self {
    case .builtIn: "default"
    case .configuration(let path, let line): "\(path):\(line)"
    case .flag(let name): name
    }
  }
}
