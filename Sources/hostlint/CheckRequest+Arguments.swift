import Diagnostics
import Linting
import Reporting

extension CheckRequest {
  /// Reads the command line of an ordinary check; nil where there is anything else on it.
  ///
  /// swift-argument-parser lays out every flag with its help before it reads the first, which takes
  /// as long as all the rest of a small check. So what is plain is read here, and only that: flags of
  /// `check` with values that are right, and paths. Whatever is left out here, or wrong, is its
  /// business, so that there is one place for what flags mean, their help and their errors
  /// (`CheckArgumentTests` holds both against each other).
  init?(plain arguments: [String]) {
    self.init()
    var rest = arguments[...]
    if rest.first == "check" {
      rest.removeFirst()
    } else if let word = rest.first, !word.hasPrefix("-"), !word.utf8.contains(where: Self.isOfPath)
    {
      // It may be the name of a command.
      return nil
    }
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        if argument.isEmpty { return nil }
        paths.append(argument)
        continue
      }
      if setFlag(argument) { continue }
      let name: Substring
      let value: String
      if let equals = argument.firstIndex(of: "=") {
        name = argument[..<equals]
        value = String(argument[argument.index(after: equals)...])
      } else if let next = rest.popFirst(), !next.hasPrefix("-") {
        name = argument[...]
        value = next
      } else {
        return nil
      }
      guard !value.isEmpty, setOption(name, value) else { return nil }
    }
  }

  private static func isOfPath(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }

  /// Sets what a flag without a value asks for; false where there is no such flag.
  private mutating func setFlag(_ flag: String) -> Bool {
    switch flag {
    case "--expand": expands = true
    case "--redact": redacts = true
    case "--quiet", "-q": isQuiet = true
    case "--verbose", "-v": isVerbose = true
    case "--timing": isTimed = true
    case "--baseline-strict": suppression.isBaselineStrict = true
    case "--no-suppressions" where !suppression.listsSuppressed: suppression.showsEverything = true
    case "--show-suppressed" where !suppression.showsEverything: suppression.listsSuppressed = true
    case "--no-config" where project.configuration == .search: project.configuration = .none
    default: return false
    }
    return true
  }

  /// Sets what a flag with a value asks for; false where there is none, or the value is wrong.
  private mutating func setOption(_ flag: Substring, _ value: String) -> Bool {
    switch flag {
    case "--format":
      guard let format = ReportFormat(rawValue: value) else { return false }
      self.format = format
    case "--color":
      guard let color = ColorChoice(rawValue: value) else { return false }
      self.color = color
    case "--fail-on":
      failOn = FailureThreshold(name: value)
      return failOn != nil
    case "--threads":
      threads = ThreadCount(argument: value)
      return threads != nil
    case "--output":
      guard let output = try? OutputFile(argument: value) else { return false }
      outputs.append(output)
    case "--today": today = value
    case "--stdin-filename": stdinFilename = value
    case "--config":
      if project.configuration == .none { return false }
      project.configuration = .file(value)
    case "--rules": project.ruleFolders.append(value)
    case "--select": project.select.append(value)
    case "--ignore": project.ignore.append(value)
    case "--severity": project.severities.append(value)
    case "--param": project.params.append(value)
    case "--baseline": suppression.baseline = .file(value)
    default: return false
    }
    return true
  }
}
