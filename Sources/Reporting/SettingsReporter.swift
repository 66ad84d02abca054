package import Diagnostics

/// Shows what is in force in a run: as YAML that could be a configuration, each line with what put
/// it there, or as JSON.
package struct SettingsReporter: Sendable {
  private let report: SettingsReport

  package init(_ report: SettingsReport) {
    self.report = report
  }

  // MARK: - YAML

  /// The column at which comments stand where there is room.
  private static let commentColumn = 44
  /// A wider line has its comment above it.
  private static let longestLine = 80

  /// YAML that reads as a configuration with the same effect.
  package func yaml(color: Bool) -> String {
    var text = SettingsText(color: color)
    text.comment(
      report.configurationPath.map { "The configuration is \($0)." }
        ?? "There is no .hostlint.yaml here or in a folder above.")
    text.line("hostlint: 1")
    for entry in report.settings { text.entry(entry, indent: 0) }
    if !report.exceptions.isEmpty { text.line("exceptions:") }
    for exception in report.exceptions { text.exception(exception) }
    text.line("rules:")
    for rule in report.rules {
      if rule.params.isEmpty {
        text.entry(rule.level, indent: 2)
        continue
      }
      text.line("  \(rule.level.name):")
      text.entry(rule.level, called: "severity", indent: 4)
      text.line("    params:")
      for entry in rule.params { text.entry(entry, indent: 6) }
    }
    return text.text
  }

  private struct SettingsText {
    let color: Bool
    var text = ""

    mutating func line(_ line: String) { text += line + "\n" }

    mutating func comment(_ words: String) { line(dim("# \(TerminalText.sanitised(words))")) }

    mutating func entry(_ entry: SettingsReport.Entry, called name: String? = nil, indent: Int) {
      let content =
        String(repeating: " ", count: indent)
        + "\(name ?? entry.name): \(YAMLText.inline(entry.value))"
      let comment = TerminalText.sanitised(
        entry.standard.map { "\(entry.origin), default \(YAMLText.inline($0))" } ?? entry.origin)
      guard TerminalText.displayWidth(of: content) <= SettingsReporter.longestLine else {
        // Behind a list of a screen's width nobody would find it.
        line(String(repeating: " ", count: indent) + dim("# \(comment)"))
        line(content)
        return
      }
      let room = SettingsReporter.commentColumn - TerminalText.displayWidth(of: content)
      line(content + String(repeating: " ", count: max(room, 2)) + dim("# \(comment)"))
    }

    mutating func exception(_ exception: SettingsReport.Exception) {
      for (index, member) in exception.members.enumerated() {
        let indent = index == 0 ? "  - " : "    "
        let content = "\(indent)\(member.key): \(YAMLText.inline(.string(member.value)))"
        guard index == 0 else {
          line(content)
          continue
        }
        let room = SettingsReporter.commentColumn - TerminalText.displayWidth(of: content)
        let comment = "# \(TerminalText.sanitised(exception.origin))"
        line(content + String(repeating: " ", count: max(room, 2)) + dim(comment))
      }
    }

    private func dim(_ words: String) -> String {
      color ? "\u{1B}[2m\(words)\u{1B}[0m" : words
    }
  }

  // MARK: - JSON

  /// The format `hostlint-settings/1`: `configuration`, `settings`, `exceptions` where there are
  /// any, and `rules`, each setting with
  /// `value`, `origin` and, where it is another one, `default`.
  package func json() -> String {
    var json = JSONWriter()
    json.beginObject(.block)
    json.member("format", "hostlint-settings/1")
    json.member("configuration", orNull: report.configurationPath)
    json.key("settings")
    json.beginObject(.block)
    for entry in report.settings { json.append(entry) }
    json.end()
    if !report.exceptions.isEmpty {
      json.key("exceptions")
      json.beginArray(.block)
      for exception in report.exceptions {
        json.beginObject()
        for member in exception.members { json.member(member.key, member.value) }
        json.member("origin", exception.origin)
        json.end()
      }
      json.end()
    }
    json.key("rules")
    json.beginObject(.block)
    for rule in report.rules {
      json.key(rule.level.name)
      json.beginObject()
      json.append(rule.level, called: "severity")
      json.key("params")
      json.beginObject()
      for entry in rule.params { json.append(entry) }
      json.end()
      json.end()
    }
    json.end()
    json.end()
    return String(decoding: json.buffer.bytes, as: UTF8.self) + "\n"
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ entry: SettingsReport.Entry, called name: String? = nil) {
    key(name ?? entry.name)
    beginObject()
    key("value")
    append(entry.value)
    member("origin", entry.origin)
    if let standard = entry.standard {
      key("default")
      append(standard)
    }
    end()
  }

  private mutating func append(_ value: SettingsReport.Value) {
    switch value {
    case .bool(let value): boolean(value)
    case .int(let value): number(Int(value))
    case .double(let value): double(value)
    case .string(let value): string(value)
    case .strings(let values):
      beginArray()
      for value in values { string(value) }
      end()
    }
  }
}
