package import Diagnostics
internal import SourceText

/// Writes what the tests of rule files gave, for people: a line for each rule file, each failed
/// example with the lines where findings and marks differ, what no example shows, and the numbers.
package struct RuleTestTextReporter: Sendable {
  private let style: TextStyle
  /// Whether what no example shows counts as a failure.
  private let isStrict: Bool

  /// - Parameter style: With `showsSummary: false` only failures are written.
  package init(style: TextStyle, isStrict: Bool) {
    self.style = style
    self.isStrict = isStrict
  }

  /// Writes the report as UTF-8, in chunks; what the sink throws ends the writing.
  package func write<Failure: Error>(
    _ report: RuleTestReport, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var renderer = TextRenderer(report.files, style: style)
    if style.showsSummary {
      for rule in report.rules { renderer.appendResult(of: rule, in: report) }
      renderer.buffer.append("\n")
      try renderer.buffer.flush(to: sink)
    }
    for rule in report.rules where !rule.passes {
      for example in rule.examples where !example.passes {
        renderer.append(example, of: rule, style: style)
        try renderer.buffer.flush(to: sink)
      }
      for fault in rule.faults { renderer.append(fault) }
    }
    if style.showsSummary || isStrict {
      for rule in report.rules {
        for gap in rule.gaps { renderer.append(gap, as: isStrict ? "gap" : "note") }
        try renderer.buffer.flush(to: sink)
      }
    }
    if style.showsSummary { renderer.appendSummary(of: report, isStrict: isStrict) }
    try renderer.buffer.finish(to: sink)
  }
}

extension TextRenderer {
  fileprivate mutating func appendResult(of rule: RuleTest, in report: RuleTestReport) {
    append(rule.passes ? "ok    " : "failed", as: rule.passes ? .success : .error)
    let failed = rule.failedCount
    var parts: [String] = []
    if rule.examples.isEmpty {
      parts.append("no examples")
    } else if failed > 0 {
      parts.append("\(failed) of " + rule.examples.count.counting("example") + " failed")
    } else {
      parts.append(rule.examples.count.counting("example"))
    }
    if !rule.gaps.isEmpty { parts.append(rule.gaps.count.counting("gap")) }
    let path = TerminalText.sanitised(report.files[rule.file].path)
    buffer.append("  \(path) (\(parts.joined(separator: ", ")))\n")
  }

  fileprivate mutating func appendSummary(of report: RuleTestReport, isStrict: Bool) {
    let failed = report.failedExampleCount
    let failedRules = report.rules.count { !$0.passes }
    let head =
      report.rules.count.counting("rule") + ", " + report.exampleCount.counting("example") + ": "
    let result = "\(report.exampleCount - failed) passed, \(failed) failed"
    var rest = ""
    let untested = report.rules.count { $0.examples.isEmpty }
    if untested > 0 { rest += "; " + untested.counting("rule") + " without examples" }
    // The gaps of a rule that fails are not looked for, so that there may be some after all.
    if report.gapCount > 0 {
      rest += "; " + report.gapCount.counting("gap")
    } else if failedRules == 0 {
      rest += "; no gaps"
    }
    let isFailure = failedRules > 0 || isStrict && report.gapCount > 0
    let lines = TextWrapping.lines(head + result + rest, width: width)
    for (index, line) in lines.enumerated() {
      if index == 0, line.hasPrefix(head + result) {
        append(head, as: .headline)
        append(result, as: isFailure ? .error : .success)
        buffer.append(String(line.dropFirst((head + result).count)))
      } else {
        buffer.append(line)
      }
      buffer.append("\n")
    }
  }

  // MARK: - A failed example

  fileprivate mutating func append(
    _ example: ExampleTest, of rule: RuleTest, style: TextStyle
  ) {
    appendHeadline("failed", rule.rule, example.title, as: .error)
    let view = views[example.location.file]
    let position = view.position(of: example.location.range.start)
    let gutter = Self.gutter(of: example)
    buffer.append(repeating: UInt8(ascii: " "), count: gutter)
    append("-->", as: .frame)
    buffer.append(
      " \(TerminalText.sanitised(view.file.path)):\(position.line):\(position.column)\n")

    var exampleViews = SourceViews(example.files)
    for id in example.files.ids {
      let differences = example.differences.filter { $0.location.file == id }
      guard !differences.isEmpty else { continue }
      if example.files.count > 1 || example.firstLines[Int(id.rawValue)] == nil {
        appendFileName(of: id, in: example, gutter: gutter)
      }
      appendRuler(gutter: gutter)
      append(differences, of: rule, exampleViews[id], in: example, file: id, gutter: gutter)
    }
    if !example.failures.isEmpty { appendRuler(gutter: gutter) }
    for failure in example.failures { appendFootnote("error", failure, gutter: gutter) }
    buffer.append("\n")
  }

  private mutating func appendFileName(of id: FileID, in example: ExampleTest, gutter: Int) {
    buffer.append(repeating: UInt8(ascii: " "), count: gutter + 1)
    append(":::", as: .frame)
    buffer.append(" \(TerminalText.sanitised(example.files[id].path))")
    // In quotes, the lines of the example are none of the rule file.
    if example.firstLines[Int(id.rawValue)] == nil { buffer.append(" (lines of the example)") }
    buffer.append("\n")
  }

  /// The columns that line numbers take, the sign before them included.
  private static func gutter(of example: ExampleTest) -> Int {
    let last = example.differences.map { difference in
      let file = difference.location.file
      // The line behind it may be shown too.
      let line = example.files[file].position(of: difference.location.range.start).line + 1
      return example.ruleFileLine(of: line, in: file) ?? line
    }.max()
    return String(last ?? 1).utf8.count + 2
  }

  /// The lines where findings and marks differ, each with the one before it and behind it.
  private mutating func append(
    _ differences: [ExampleTest.Difference], of rule: RuleTest, _ view: SourceView,
    in example: ExampleTest, file: FileID, gutter: Int
  ) {
    let byLine = Dictionary(grouping: differences) {
      view.lines.line(of: $0.location.range.start)
    }
    // The text of an example ends in a line break, behind which there is no line.
    let isEndedByBreak = view.text.last == UInt8(ascii: "\n")
    let count = max(view.lines.lineCount - (isEndedByBreak ? 1 : 0), 1)
    var previous: Int?
    for line in 1...count where (line - 1...line + 1).contains(where: { byLine[$0] != nil }) {
      if let previous, line > previous + 1 {
        append("...", as: .frame)
        buffer.append("\n")
      }
      previous = line
      let here = byLine[line] ?? []
      let source = SourceLine(
        view, line: line, around: here.first?.location.range, width: sourceWidth(gutter: gutter))
      append(
        source, number: example.ruleFileLine(of: line, in: file) ?? line,
        as: here.first?.kind, gutter: gutter)
      for difference in here {
        append(
          underline: UInt8(ascii: "^"), difference.location.range,
          Self.words(of: difference, in: rule),
          below: source, as: difference.kind.textRole, gutter: gutter)
      }
    }
  }

  private static func words(of difference: ExampleTest.Difference, in rule: RuleTest) -> String {
    switch difference.kind {
    case .missing where difference.rule == rule.rule: "the rule finds nothing on this line"
    case .missing: "there is no \(difference.rule) on this line"
    case .unexpected where difference.rule == rule.rule: "not marked: \(difference.message)"
    case .unexpected: "error[\(difference.rule)]: \(difference.message)"
    case .misspelt: "no mark of an example; did you mean `\(difference.message)`?"
    }
  }

  private mutating func append(
    _ source: SourceLine, number: Int, as kind: ExampleTest.Difference.Kind?, gutter: Int
  ) {
    let sign =
      switch kind {
      case .missing, .misspelt: "-"
      case .unexpected: "+"
      case nil: " "
      }
    append(sign == " " ? "" : sign, as: kind?.textRole ?? .frame)
    let digits = String(number)
    buffer.append(
      repeating: UInt8(ascii: " "),
      count: gutter - digits.utf8.count - (sign == " " ? 0 : 1))
    append(digits + " |", as: .frame)
    if !source.text.isEmpty {
      buffer.append(" ")
      buffer.append(source.text)
    }
    buffer.append("\n")
  }
}

extension ExampleTest.Difference.Kind {
  fileprivate var textRole: TextRole { self == .unexpected ? .unexpected : .missing }
}
