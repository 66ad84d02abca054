package import Diagnostics

/// The rules of a project as a table to read: id, severity in force, area and title.
package struct RuleTable {
  private let style: TextStyle

  package init(style: TextStyle) {
    self.style = style
  }

  /// The whole table with a last line that counts; rules stand in the order they are given in.
  ///
  /// A terminal shows them below their areas, since it has no room to spare; elsewhere each rule is
  /// one line with everything, for `grep`.
  package func string(_ rules: [RuleDocument]) -> String {
    var page = TextPage(style: style)
    let header = ["RULE", "SEVERITY", "AREA", "TITLE"].map { TextPage.Cell($0, as: .keyword) }
    let table = rules.map(row)
    if style.width == nil {
      page.table([header] + table)
    } else {
      let columns = table.map { [$0[0], $0[1], $0[3]] }
      let widths = TextPage.widths(of: columns)
      for (position, rule) in rules.enumerated() {
        if position == 0 || rules[position - 1].descriptor.area != rule.descriptor.area {
          if position > 0 { page.blankLine() }
          page.line([TextPage.Cell(rule.descriptor.area, as: .keyword)])
        }
        page.row(columns[position], widths: widths, indent: 2)
      }
    }
    page.blankLine()
    page.paragraph(Self.summary(rules), indent: 0)
    return page.text
  }

  private func row(_ rule: RuleDocument) -> [TextPage.Cell] {
    let quiet: TextRole? = rule.isEnabled ? nil : .quiet
    let level =
      rule.isEnabled
      ? TextPage.Cell(rule.descriptor.severity.name, as: rule.descriptor.severity.textRole)
      : TextPage.Cell("off", as: .quiet)
    return [
      TextPage.Cell(rule.id, as: quiet ?? .headline), level,
      TextPage.Cell(rule.descriptor.area, as: quiet),
      TextPage.Cell(rule.descriptor.title.joinedLines, as: quiet),
    ]
  }

  /// "65 rules, 2 of them off; …".
  private static func summary(_ rules: [RuleDocument]) -> String {
    let off = rules.count { !$0.isEnabled }
    let count = rules.count.counting("rule") + (off > 0 ? ", \(off) of them off" : "")
    return count + "; `hostlint explain RULE` tells all about one"
  }
}
