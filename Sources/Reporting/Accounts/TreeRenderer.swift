internal import Diagnostics
internal import SourceText

/// Lays a tree of accounts out as text.
struct TreeRenderer {
  let tree: AccountTree
  private let color: Bool
  private let width: Int?
  private let showsSummary: Bool
  private var buffer = ReportBuffer()
  private var views: SourceViews
  /// Whether the signs of what is unknown and what is absent have to be explained.
  var showsUnknown = false
  var showsAbsent = false

  init(_ tree: AccountTree, style: TextStyle) {
    self.tree = tree
    color = style.color
    width = style.width.map { max($0, TextRenderer.narrowestWidth) }
    showsSummary = style.showsSummary
    views = SourceViews(tree.report.files)
  }

  mutating func write<Failure: Error>(
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    for position in tree.otherFindings { append(line(of: place(of: position), message: position)) }
    var isFirst = tree.otherFindings.isEmpty
    for account in tree.accounts {
      if !isFirst { buffer.append("\n") }
      isFirst = false
      try append(account, below: nil, lead: "", rail: "", to: sink)
    }
    if showsSummary { appendSummary() }
    try buffer.finish(to: sink)
  }

  /// An entity and all that is below it.
  ///
  /// - Parameters:
  ///   - lead: The lines of the tree before the entity's first line.
  ///   - rail: The lines of the tree before everything below that.
  private mutating func append<Failure: Error>(
    _ entity: AccountEntity, below parent: AccountEntity?, lead: String, rail: String,
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let rows = entity.children.count + entity.openKinds.count
    let inner = rail + (rows > 0 ? "│  " : "   ")
    append(headline(of: entity, below: parent), lead: lead, rail: inner)
    if !entity.isContext {
      for line in resourceLines(of: entity) { append(line, lead: inner, rail: inner + "  ") }
      if let line = ownPermissions(of: entity) { append(line, lead: inner, rail: inner + "  ") }
    }
    for line in findingLines(of: entity) { append(line, lead: inner, rail: inner + "  ") }
    if let line = hiddenFindings(of: entity) { append(line, lead: inner, rail: inner + "  ") }
    try buffer.flush(to: sink)
    for (index, child) in entity.children.enumerated() {
      let isLast = index == rows - 1
      try append(
        child, below: entity, lead: rail + (isLast ? "└─ " : "├─ "),
        rail: rail + (isLast ? "   " : "│  "), to: sink)
    }
    for (index, kind) in entity.openKinds.enumerated() {
      let isLast = index == entity.openKinds.count - 1
      showsUnknown = true
      append(
        TreeLine([[TreeLine.Span("more \(kind.rawValue.plural) ?")]]),
        lead: rail + (isLast ? "└─ " : "├─ "), rail: rail)
    }
  }

  /// A line, broken where the terminal ends.
  private mutating func append(_ line: TreeLine, lead: String = "", rail: String = "") {
    let lines = line.wrapped(
      width: width, firstIndent: lead.unicodeScalars.count, indent: rail.unicodeScalars.count)
    for (index, spans) in lines.enumerated() {
      buffer.append(index == 0 ? lead : rail, as: .structure, color: color)
      for span in spans { buffer.append(span.text, as: span.role, color: color) }
      buffer.append("\n")
    }
  }

  // MARK: - Findings

  /// What is said about a finding; those of one rule on one line say the same.
  private struct FindingPlace: Equatable {
    let rule: String
    let severity: Severity
    let file: FileID
    let line: Int
  }

  private mutating func place(of position: Int) -> FindingPlace {
    let finding = tree.report.findings[position].diagnostic
    let lines = views[finding.location.file].lines
    return FindingPlace(
      rule: finding.rule, severity: finding.severity, file: finding.location.file,
      line: lines.line(of: finding.location.range.start))
  }

  private mutating func findingLines(of entity: AccountEntity) -> [TreeLine] {
    var groups: [(place: FindingPlace, count: Int)] = []
    for position in entity.findings {
      let place = place(of: position)
      if groups.last?.place == place {
        groups[groups.count - 1].count += 1
      } else {
        groups.append((place, 1))
      }
    }
    return groups.map { line(of: $0.place, count: $0.count) }
  }

  private mutating func line(
    of place: FindingPlace, count: Int = 1, message position: Int? = nil
  ) -> TreeLine {
    let role = place.severity.textRole
    var line = TreeLine(
      [[TreeLine.Span("\(place.severity.sign) \(place.severity.name)", role)]], separator: .space)
    line.add(place.rule)
    line.add("\(views[place.file].file.path):\(place.line)", .structure)
    if count > 1 { line.add("(\(count) times)") }
    if let position { line.add(tree.report.findings[position].diagnostic.message) }
    line.cutsWords = false
    return line
  }

  private func hiddenFindings(of entity: AccountEntity) -> TreeLine? {
    let hidden = entity.hiddenFindings.map { tree.report.findings[$0] }
    guard let worst = hidden.map(\.diagnostic.severity).max() else { return nil }
    return TreeLine([
      [
        TreeLine.Span("\(worst.sign) \(SeverityCounts(hidden).bySeverity)", worst.textRole),
        TreeLine.Span(" below"),
      ]
    ])
  }

  // MARK: - The end

  private mutating func appendSummary() {
    if !tree.accounts.isEmpty || !tree.otherFindings.isEmpty { buffer.append("\n") }
    var signs: [String] = []
    if showsUnknown { signs.append("? not known") }
    if showsAbsent { signs.append("– not declared") }
    if !signs.isEmpty {
      append(TreeLine(signs.map { [TreeLine.Span($0, .structure)] }, separator: .gap))
    }
    let counts = SeverityCounts(tree.findings.map { tree.report.findings[$0] })
    let entities = tree.counts.filter { $0.count > 0 }.map { $0.count.counting($0.kind) }
    var text = entities.isEmpty ? "no accounts" : entities.joined(separator: ", ")
    if !tree.report.failures.isEmpty {
      text += "; not complete: " + tree.report.failures.count.counting("failure")
    }
    let worst = Severity.allCases.last { counts[$0] > 0 }
    let suppressed = tree.report.summary.suppressed.total
    var parts = [
      [TreeLine.Span(text + ";")],
      [
        TreeLine.Span(counts.phrase, worst?.textRole ?? .headline),
        TreeLine.Span(suppressed > 0 ? ";" : ""),
      ],
    ]
    if suppressed > 0 { parts.append([TreeLine.Span("\(suppressed) suppressed")]) }
    append(TreeLine(parts, separator: .space))
  }
}

extension Severity {
  /// The sign that stands for it, so that it is told without colours too.
  fileprivate var sign: String {
    switch self {
    case .error: "●"
    case .warning: "▲"
    case .info: "○"
    }
  }
}
