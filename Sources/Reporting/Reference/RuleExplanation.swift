package import Diagnostics

/// All about rules, for a person at a terminal.
package struct RuleExplanation {
  private let style: TextStyle

  package init(style: TextStyle) {
    self.style = style
  }

  /// The pages of some rules, one behind the other.
  ///
  /// Examples are shown with what was found in them where they were run.
  package func string(_ rules: [RuleDocument]) -> String {
    let separator = String(repeating: "─", count: min(style.width ?? 80, 80))
    return rules.map(page).joined(separator: "\n\(separator)\n\n")
  }

  private func page(_ rule: RuleDocument) -> String {
    var page = TextPage(style: style)
    page.table(
      [[TextPage.Cell(rule.id, as: .headline), TextPage.Cell(rule.descriptor.title.joinedLines)]])
    page.blankLine()
    page.appendFacts(of: rule)
    if !rule.descriptor.rationale.trimmed.isEmpty {
      page.heading("Why")
      page.markdown(rule.descriptor.rationale.trimmed)
    }
    if !rule.remedy.isEmpty {
      page.heading("What to do")
      page.paragraph(rule.remedy)
    }
    if !rule.params.isEmpty {
      page.heading("Parameters")
      page.appendParameters(of: rule)
    }
    page.heading("In .hostlint.yaml")
    page.verbatim(rule.settings)
    if let condition = rule.condition {
      page.heading("Condition")
      page.append(condition)
    }
    let examples = [(rule.badExample, "Found"), (rule.goodExample, "Not found")]
    for (position, label) in examples {
      guard let position, rule.examples.indices.contains(position) else { continue }
      page.append(rule.examples[position], label: label)
    }
    return page.text
  }
}

extension TextPage {
  fileprivate mutating func appendFacts(of rule: RuleDocument) {
    let descriptor = rule.descriptor
    var facts: [(term: String, text: Cell)] = [
      ("Severity", Cell(rule.level, as: rule.isEnabled ? descriptor.severity.textRole : .quiet)),
      ("Area", Cell(descriptor.area)),
      ("Applies to", Cell(rule.appliesTo)),
      ("Suppressible", Cell(rule.suppression)),
    ]
    if !descriptor.tags.isEmpty {
      facts.append(("Tags", Cell(descriptor.tags.joined(separator: ", "))))
    }
    if let replaces = rule.replaces { facts.append(("Replaces", Cell(replaces))) }
    if !descriptor.source.trimmed.isEmpty {
      facts.append(("Source", Cell(descriptor.source.joinedLines)))
    }
    facts.append(("File", Cell(rule.path + (descriptor.isBuiltIn ? " (built in)" : ""))))
    terms(facts)
  }

  fileprivate mutating func appendParameters(of rule: RuleDocument) {
    for parameter in rule.params {
      table(
        [[Cell(parameter.name, as: .headline), Cell("(\(parameter.summary))")]], indent: 2)
      for line in parameter.meaning { paragraph(line, indent: 6) }
    }
  }

  fileprivate mutating func append(_ condition: RuleDocument.Condition) {
    var rows: [(term: String, text: Cell)] = []
    if let when = condition.when { rows.append(("when", Cell(when.joinedLines))) }
    rows.append(("check", Cell(condition.check.joinedLines)))
    if let at = condition.at { rows.append(("at", Cell(at.joinedLines))) }
    for related in condition.related {
      var text = related.at.joinedLines
      if let each = related.each, let name = related.name {
        text += " for each \(name) of \(each.joinedLines)"
      }
      if !related.label.isEmpty { text += ": " + related.label.joinedLines }
      rows.append(("related", Cell(text)))
    }
    rows.append(("message", Cell(condition.message.joinedLines)))
    terms(rows)
  }

  fileprivate mutating func append(_ example: RuleDocument.Example, label: String) {
    heading(example.title.isEmpty ? label : "\(label): \(example.title.joinedLines)")
    if !example.circumstances.isEmpty {
      paragraph("(\(example.circumstances))")
      blankLine()
    }
    for file in example.files {
      if example.files.count > 1 { line([Cell(file.name + ":")], indent: 2) }
      verbatim(file.unmarkedText)
      if example.files.count > 1 { blankLine() }
    }
    guard let report = example.report else { return }
    if example.files.count == 1 { blankLine() }
    if report.findings.isEmpty, report.failures.isEmpty {
      paragraph("hostlint finds nothing here.")
      return
    }
    paragraph("hostlint says:")
    blankLine()
    var style = style
    style.width = style.width.map { $0 - 2 }
    style.showsSummary = false
    inset(TextReporter(style: style).string(report))
    for failure in report.failures { paragraph("hostlint: \(failure)", hang: 2) }
  }
}
