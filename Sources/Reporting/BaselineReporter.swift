package import Diagnostics
internal import SourceText

/// Tells what became of a baseline, or how it compares with what is found.
package struct BaselineReporter: Sendable {
  private let report: BaselineReport
  private let style: TextStyle

  package init(_ report: BaselineReport, style: TextStyle) {
    self.report = report
    self.style = style
  }

  /// An entry on one line: `unused-pack on pack/old (agence-exemple)`.
  package static func line(_ entry: BaselineEntry) -> String {
    let key = entry.key
    let field = key.field ?? ""
    let entity = field.isEmpty ? key.entity : "\(key.entity), \(field)"
    let login = key.reseller ?? ""
    let reseller = login.isEmpty ? "" : " (\(login))"
    return "\(key.rule) on \(entity)\(reseller)" + (entry.count > 1 ? ", \(entry.count) times" : "")
  }

  /// What was written.
  package func written() -> String {
    var text = text(
      "wrote \(report.path): \(entries(report.entries)) for "
        + total(report.entries).counting("finding"))
    if !report.unsuppressible.isEmpty {
      text += self.text(
        "left out what cannot be accepted: " + report.unsuppressible.joined(separator: ", "))
    }
    if !report.isConfigured {
      text += self.text(
        "to use it, name it as `baseline` in .hostlint.yaml, or check with --baseline \(report.path)"
      )
    }
    return text
  }

  /// What is new, and what is gone.
  package func compared() -> String {
    var text = ""
    for finding in report.new {
      let diagnostic = finding.diagnostic
      let file = report.report.files[diagnostic.location.file]
      let position = file.position(of: diagnostic.location.range.start)
      text += line(
        "new", diagnostic.severity.textRole,
        "\(diagnostic.severity.name)[\(diagnostic.rule)]: \(diagnostic.message) "
          + "(\(file.path):\(position.line):\(position.column))")
    }
    text += gone()
    let accepted = report.report.summary.suppressed.baseline
    let parts = [
      report.new.isEmpty ? "nothing new" : report.new.count.counting("new finding"),
      report.gone.isEmpty ? "nothing gone" : entries(report.gone) + " gone",
    ]
    return text
      + self.text(
        parts.joined(separator: ", ")
          + "; \(accepted.counting("finding")) accepted by \(report.path)")
  }

  /// What was taken out.
  package func pruned() -> String {
    if report.gone.isEmpty {
      return text("nothing to take out of \(report.path): \(entries(report.entries)), all needed")
    }
    return gone()
      + text("took \(entries(report.gone)) out of \(report.path); \(report.entries.count) left")
  }

  private func gone() -> String {
    report.gone.map { line("gone", .frame, Self.line($0)) }.joined()
  }

  private func entries(_ entries: [BaselineEntry]) -> String {
    entries.count == 1 ? "1 entry" : "\(entries.count) entries"
  }

  private func total(_ entries: [BaselineEntry]) -> Int {
    entries.reduce(0) { $0 &+ $1.count }
  }

  // MARK: - Layout

  private func text(_ sentence: String) -> String {
    TextWrapping.lines(TerminalText.sanitised(sentence), width: width)
      .map { $0 + "\n" }.joined()
  }

  private func line(_ word: String, _ role: TextRole, _ text: String) -> String {
    let indent = 6
    let lines = TextWrapping.lines(
      TerminalText.sanitised(text), width: width, firstIndent: indent, indent: indent)
    let padding = String(repeating: " ", count: indent - word.count)
    let label = style.color ? "\u{1B}[\(role.graphicRendition)m\(word)\u{1B}[0m" : word
    return label + padding
      + lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
  }

  private var width: Int? { style.width.map { max($0, 40) } }
}
