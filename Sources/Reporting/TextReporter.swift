package import Diagnostics
internal import SourceText

/// Writes what a person reads in a terminal: each finding with its source lines,
/// and a last line with the numbers.
///
/// No character of a file, a path or a message can steer the terminal, and
/// secrets are masked. Failures are counted, not told: they belong on stderr.
package struct TextReporter: Reporter {
  private let style: TextStyle

  package init(style: TextStyle) {
    self.style = style
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var renderer = TextRenderer(report.files, style: style)
    for finding in report.findings {
      renderer.append(finding.diagnostic)
      try renderer.buffer.flush(to: sink)
    }
    if !report.suppressed.isEmpty {
      renderer.append("suppressed, and not counted:", as: .headline)
      renderer.buffer.append("\n\n")
      for suppressed in report.suppressed {
        renderer.append(suppressed)
        try renderer.buffer.flush(to: sink)
      }
      renderer.buffer.append("\n")
    }
    if style.showsSummary { renderer.appendSummary(of: report) }
    try renderer.buffer.finish(to: sink)
  }
}

extension TextRenderer {
  fileprivate mutating func appendSummary(of report: Report) {
    let counts = report.severityCounts
    let parts = report.summaryParts
    let role: TextRole =
      if counts[.error] > 0 || !report.failures.isEmpty {
        .error
      } else if counts[.warning] > 0 {
        .warning
      } else {
        .headline
      }
    let lines = TextWrapping.lines(parts.joined(separator: "; "), width: width)
    for (index, line) in lines.enumerated() {
      // The colour marks how many findings there are, which is what the line begins with.
      if index == 0, line.hasPrefix(parts[0]) {
        append(parts[0], as: role)
        buffer.append(String(line.dropFirst(parts[0].count)))
      } else {
        buffer.append(line)
      }
      buffer.append("\n")
    }
  }
}
