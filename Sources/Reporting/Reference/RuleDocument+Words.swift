internal import Diagnostics

extension RuleDocument {
  /// What is in force, and what would be without the project's settings where that differs.
  var level: String {
    let severity = descriptor.severity.name
    if let replacement { return "off; `\(replacement)` stands in for it" }
    switch (isEnabled, isEnabledByDefault) {
    case (true, true):
      return severity
        + (descriptor.severity == defaultSeverity ? "" : " (default: \(defaultSeverity.name))")
    case (true, false): return "\(severity) (default: off)"
    case (false, true): return "off (default: \(defaultSeverity.name))"
    case (false, false): return "off by default; \(severity) when it is on"
    }
  }

  /// What findings say to do; where that depends on more than names, what the finding of the example
  /// says.
  var remedy: String {
    let general = descriptor.remedy.trimmed
    guard general.contains("…"), let badExample, examples.indices.contains(badExample),
      let finding = examples[badExample].report?.findings.first
    else { return general.capitalisedFirst }
    return finding.diagnostic.remedy.trimmed.capitalisedFirst
  }

  /// What the rule judges, in words.
  var appliesTo: String {
    kinds.isEmpty ? "the file itself: found while it is read" : kinds.joined(separator: ", ")
  }

  /// Whether findings can be suppressed where they stand.
  var suppression: String {
    descriptor.isSuppressible ? "yes" : "no, only switched off for the whole project"
  }

  /// The lines of `.hostlint.yaml` that change what is in force.
  var settings: String {
    let severity = descriptor.severity.name
    if params.isEmpty {
      let level = isEnabled ? "off" : severity
      return "rules:\n  \(id): \(level)   # or \(Self.levels(but: level))"
    }
    let lines = [
      "rules:", "  \(id):", "    severity: \(severity)   # or \(Self.levels(but: severity))",
      "    params:",
    ]
    return (lines + params.flatMap { $0.value.lines(of: $0.name, indent: 6) })
      .joined(separator: "\n")
  }

  private static func levels(but level: String) -> String {
    ["off", "info", "warning", "error"].filter { $0 != level }.joined(separator: ", ")
  }
}

extension RuleDocument.Parameter {
  /// Its type and default, and the value in force where that is another one.
  var summary: String {
    "\(type), default \(defaultValue.yaml)" + (value == defaultValue ? "" : "; here \(value.yaml)")
  }

  /// What it is for, and what its values may be; a line each.
  var meaning: [String] {
    [description.joinedLines, bounds].filter { !$0.isEmpty }
  }

  private var bounds: String {
    if let values {
      return "One of: \(values.map(RuleDocument.ParameterText.scalar).joined(separator: ", "))."
    }
    let isDate = type == "date"
    switch (minimum?.yaml, maximum?.yaml) {
    case (let minimum?, let maximum?): return "From \(minimum) to \(maximum)."
    case (let minimum?, nil): return "\(minimum) or \(isDate ? "later" : "more")."
    case (nil, let maximum?): return "\(maximum) or \(isDate ? "earlier" : "less")."
    case (nil, nil): return ""
    }
  }
}

extension RuleDocument.ParameterText {
  /// The value as YAML on one line.
  var yaml: String {
    switch self {
    case .bool(let value): String(value)
    case .int(let value): String(value)
    case .double(let value):
      Int64(exactly: value).map { String($0) }
        ?? (value.isFinite ? String(value) : value.isNaN ? ".nan" : value < 0 ? "-.inf" : ".inf")
    case .text(let value): Self.scalar(value)
    case .list(let values): "[" + values.map(Self.scalar).joined(separator: ", ") + "]"
    }
  }

  /// The lines of an entry of a mapping; a long list has an item on each.
  fileprivate func lines(of key: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    if case .list(let values) = self, yaml.utf8.count > 60 {
      return ["\(margin)\(key):"] + values.map { "\(margin)  - \(Self.scalar($0))" }
    }
    return ["\(margin)\(key): \(yaml)"]
  }

  /// A text without quotes where it needs none.
  fileprivate static func scalar(_ text: String) -> String {
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
    let inner = Array("-_./ ".utf8)
    let isPlain =
      text.utf8.allSatisfy { isWord($0) || inner.contains($0) }
      && text.utf8.first.map(isWord) == true && text.utf8.last.map(isWord) == true
      && !["null", "true", "false"].contains(text.lowercased())
    return isPlain ? text : YAMLText.quoted(text)
  }
}

extension RuleDocument.Example {
  /// What holds in the example besides its files; empty where nothing does.
  var circumstances: String {
    var parts: [String] = []
    if let today { parts.append("on \(today)") }
    if !params.isEmpty {
      parts.append("with " + params.map { "\($0.name): \($0.value.yaml)" }.joined(separator: ", "))
    }
    return parts.joined(separator: ", ")
  }
}
