package import Diagnostics
internal import SourceText

/// The documentation of rules as Markdown; `docs/rules.md` is that of the built-in ones.
package enum RuleMarkdown {
  /// A whole page: a table for each area, then a section for each rule, whose anchor is its id.
  package static func document(_ rules: [RuleDocument]) -> String {
    let areas = byArea(rules)
    let checks = rules.count { $0.condition != nil }
    let checkedAreas = areas.count { $0.rules.contains { $0.condition != nil } }
    var text = """
      <!-- Written by `hostlint rules --format markdown`. -->

      # Rules

      \(checks.counting("rule")) in \(checkedAreas.counting("area")), and \
      \((rules.count - checks).counting("fault")) of the files themselves. Each built-in rule \
      is a file below [Rules](\(Project.url)/tree/main/Rules), which has further examples of it.

      `hostlint explain RULE` shows a section of this page in a terminal, with all that hostlint \
      prints for the examples. `hostlint rules --format json` has the same for programs, as \
      [rules.schema.json](\(Project.url)/blob/main/docs/rules.schema.json) describes it.

      """
    for area in areas {
      text +=
        "\n**\(MarkdownText.line(area.name))**\n\n| rule | severity | what holds |\n|---|---|---|\n"
      for rule in area.rules {
        text +=
          "| [\(rule.id)](#\(rule.id)) | \(MarkdownText.cell(rule.shortLevel)) | "
          + "\(MarkdownText.cell(rule.descriptor.title)) |\n"
      }
    }
    for area in areas {
      text += "\n## \(MarkdownText.line(area.name))\n"
      for rule in area.rules { text += "\n" + section(rule, level: 3) }
    }
    return text
  }

  /// The sections of some rules alone.
  package static func sections(_ rules: [RuleDocument]) -> String {
    rules.map { section($0, level: 2) }.joined(separator: "\n")
  }

  private static func byArea(_ rules: [RuleDocument]) -> [(name: String, rules: [RuleDocument])] {
    var areas: [(name: String, rules: [RuleDocument])] = []
    for rule in rules {
      if areas.last?.name == rule.descriptor.area {
        areas[areas.count - 1].rules.append(rule)
      } else {
        areas.append((rule.descriptor.area, [rule]))
      }
    }
    return areas
  }

  private static func section(_ rule: RuleDocument, level: Int) -> String {
    var blocks = [
      String(repeating: "#", count: level) + " " + rule.id,
      "**\(MarkdownText.line(rule.descriptor.title))**", facts(of: rule),
    ]
    let rationale = rule.descriptor.rationale.trimmed
    if !rationale.isEmpty { blocks.append(MarkdownText.document(rationale).trimmed) }
    if !rule.remedy.isEmpty {
      blocks.append("**What to do:** " + MarkdownText.line(rule.remedy))
    }
    if !rule.params.isEmpty { blocks.append(parameters(of: rule)) }
    let examples = [(rule.badExample, "Found"), (rule.goodExample, "Not found")]
    for (position, label) in examples {
      guard let position, rule.examples.indices.contains(position) else { continue }
      blocks += self.example(rule.examples[position], label: label)
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func facts(of rule: RuleDocument) -> String {
    var facts = [
      "Severity: \(MarkdownText.line(rule.level))",
      "Applies to: \(MarkdownText.line(rule.appliesTo))",
      "Suppressible: \(rule.suppression)",
    ]
    if let replaces = rule.replaces { facts.append("Replaces: \(MarkdownText.code(replaces))") }
    let source = rule.descriptor.source.trimmed
    if !source.isEmpty { facts.append("Source: \(MarkdownText.line(source))") }
    return facts.map { "- " + $0 }.joined(separator: "\n")
  }

  private static func parameters(of rule: RuleDocument) -> String {
    let isSet = rule.params.contains { $0.value != $0.defaultValue }
    var lines = [
      isSet
        ? "| parameter | type | default | here | meaning |"
        : "| parameter | type | default | meaning |",
      isSet ? "|---|---|---|---|---|" : "|---|---|---|---|",
    ]
    for parameter in rule.params {
      func code(_ text: String) -> String {
        MarkdownText.code(text).replacing("|", with: "\\|")
      }
      var cells = [code(parameter.name), code(parameter.type), code(parameter.defaultValue.yaml)]
      if isSet {
        cells.append(parameter.value == parameter.defaultValue ? "" : code(parameter.value.yaml))
      }
      cells.append(parameter.meaning.map(MarkdownText.cell).joined(separator: "<br>"))
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  private static func example(_ example: RuleDocument.Example, label: String) -> [String] {
    let title = example.title.isEmpty ? "" : ": " + MarkdownText.line(example.title)
    let circumstances = example.circumstances
    var blocks = [
      "**\(label)**" + title
        + (circumstances.isEmpty ? "" : " (\(MarkdownText.line(circumstances)))")
    ]
    for file in example.files {
      if example.files.count > 1 { blocks.append(MarkdownText.code(file.name)) }
      // Marks show where the rule finds something; where it does not, they would only puzzle.
      let text = example.isMarked ? file.text : file.unmarkedText
      blocks.append(
        MarkdownText.codeBlock(text, language: text.hasPrefix("<") ? "xml" : "yaml").trimmed)
    }
    if let report = example.report {
      let lines = report.findings.map { headline($0.diagnostic, in: report) } + report.failures
      if !lines.isEmpty {
        blocks.append(
          MarkdownText.codeBlock(lines.joined(separator: "\n"), language: "text").trimmed)
      }
    }
    return blocks
  }

  /// `hosting.yaml:12:5: warning: …`.
  private static func headline(_ diagnostic: Diagnostic, in report: Report) -> String {
    let file = report.files[diagnostic.location.file]
    let position = file.position(of: diagnostic.location.range.start)
    return "\(file.path):\(position.line):\(position.column): \(diagnostic.severity.name): "
      + diagnostic.message
  }
}

extension RuleDocument {
  /// The word of what is in force.
  fileprivate var shortLevel: String { isEnabled ? descriptor.severity.name : "off" }
}
