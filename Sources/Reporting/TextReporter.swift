package import Diagnostics
internal import SourceText

/// Writes what a person reads in a terminal: each finding with its source lines,
/// and a last line with the numbers.
///
/// No character of a file, a path or a message can steer the terminal, and
/// secrets are masked. Failures are counted, not told: they belong on stderr.
package struct TextReporter: Reporter {
  private let style: TextStyle
  private let pieces: ReportPieces

  /// - Parameter threads: How many threads write findings; nil for as many as there are processors.
  package init(style: TextStyle, threads: Int? = 1) {
    self.style = style
    pieces = ReportPieces(threads: threads)
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var renderer = TextRenderer(report.files, style: style)
    try append(report.findings, renderer, to: sink) { finding, renderer in
      renderer.append(finding.diagnostic)
    }
    if !report.suppressed.isEmpty {
      renderer.append("suppressed, and not counted:", as: .headline)
      renderer.buffer.append("\n\n")
      try renderer.buffer.finish(to: sink)
      try append(report.suppressed, renderer, to: sink) { suppressed, renderer in
        renderer.append(suppressed)
      }
      renderer.buffer.append("\n")
    }
    if style.showsSummary { renderer.appendSummary(of: report) }
    try renderer.buffer.finish(to: sink)
  }

  private func append<Element: Sendable, Failure: Error>(
    _ elements: [Element], _ renderer: TextRenderer,
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void,
    body: @Sendable (Element, inout TextRenderer) -> Void
  ) throws(Failure) {
    try pieces.write(elements.count, to: sink) { range in
      var renderer = renderer.continued()
      for element in elements[range] { body(element, &renderer) }
      return renderer.buffer.bytes
    }
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
