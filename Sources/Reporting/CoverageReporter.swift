package import Diagnostics

/// Tells what a run looked at and what it did not, for a person who wonders about a quiet report.
package struct CoverageReporter: Sendable {
  private let style: TextStyle

  package init(style: TextStyle) {
    self.style = style
  }

  /// The text, in whole lines.
  package func string(_ coverage: Coverage) -> String {
    var text = heading("Configuration", nil)
    text += item(coverage.configurationPath ?? "none")
    text += list("Checked", "no hosting file", coverage.checkedFiles)
    text += list("Read for what others refer to", nil, coverage.contextFiles)
    text += list("Skipped", nil, coverage.skippedFiles.map { "\($0.path): \($0.reason)" })
    text += list(
      "Rules that had nothing to judge", nil,
      coverage.idleRules.map { "\($0.rule): there is no \(Self.alternatives($0.kinds))" })
    text += list(
      "Rules left out for unknown values", nil,
      coverage.undecidedRules.map { "\($0.rule): \(Self.times($0.count))" })
    return text
  }

  /// - Parameter otherwise: What is said of an empty list; nil leaves it out.
  private func list(_ name: String, _ otherwise: String?, _ items: [String]) -> String {
    if items.isEmpty, otherwise == nil { return "" }
    return heading(name, items.count)
      + (items.isEmpty ? [otherwise ?? ""] : items).map(item).joined()
  }

  private func heading(_ name: String, _ count: Int?) -> String {
    let words = name + (count.map { " (\($0)):" } ?? ":")
    return (style.color ? "\u{1B}[\(TextRole.headline.graphicRendition)m\(words)\u{1B}[0m" : words)
      + "\n"
  }

  private func item(_ text: String) -> String {
    let lines = TextWrapping.lines(
      TerminalText.sanitised(text), width: style.width, firstIndent: 2, indent: 4)
    return "  " + lines.joined(separator: "\n    ") + "\n"
  }

  private static func alternatives(_ kinds: [String]) -> String {
    guard let last = kinds.last, kinds.count > 1 else { return kinds.joined() }
    return kinds.dropLast().joined(separator: ", ") + " or " + last
  }

  private static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(count) times"
    }
  }
}
