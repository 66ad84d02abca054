internal import Diagnostics
internal import SourceText

/// Lays a comparison out as text: an entity, then each of its values with what it was and what it
/// is.
struct ComparisonRenderer {
  private typealias Span = TreeLine.Span

  private let comparison: AccountComparison
  private let color: Bool
  private let width: Int?
  private let showsSummary: Bool
  private var buffer = ReportBuffer()
  private var views: SourceViews

  /// An entity that was added or removed.
  private struct Whole: Hashable {
    let change: EntityChange.Kind
    let identity: String
    let reseller: String?

    init(_ change: EntityChange.Kind, _ identity: String, _ reseller: String?) {
      self.change = change
      self.identity = identity
      self.reseller = reseller
    }
  }

  /// How many entities came or went with another one.
  private let parts: [Whole: [AccountEntity.Kind: Int]]

  /// How many names of entities that changed alike are shown; the number of the others is told.
  private static let shownNames = 5

  init(_ comparison: AccountComparison, style: TextStyle) {
    self.comparison = comparison
    color = style.color
    width = style.width.map { max($0, TextRenderer.narrowestWidth) }
    showsSummary = style.showsSummary
    views = SourceViews(comparison.files)
    var parts: [Whole: [AccountEntity.Kind: Int]] = [:]
    for change in comparison.changes {
      guard let within = change.within else { continue }
      let whole = Whole(change.change, within, change.reseller)
      parts[whole, default: [:]][change.kind, default: 0] += 1
    }
    self.parts = parts
  }

  mutating func write<Failure: Error>(
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var reseller: String?
    let severalResellers = Set(comparison.changes.map(\.reseller)).count > 1
    for group in groups() {
      guard let change = group.first else { continue }
      if severalResellers, change.reseller != reseller {
        if reseller != nil { buffer.append("\n") }
        append(TreeLine([[Span("reseller \(change.reseller ?? "(no login)")", .headline)]]))
        buffer.append("\n")
      }
      reseller = change.reseller
      append(headline(of: group), hanging: 2)
      if let line = parts(of: change) { append(line, indent: 2) }
      for value in change.values { append(line(of: value, in: change), indent: 2, hanging: 4) }
      try buffer.flush(to: sink)
    }
    if !comparison.findings.isEmpty {
      buffer.append("\n")
      try buffer.finish(to: sink)
      let reporter = TextReporter(
        style: TextStyle(color: color, width: width, showsSummary: false))
      try reporter.write(comparison.report, to: sink)
    }
    if showsSummary { appendSummary() }
    try buffer.finish(to: sink)
  }

  // MARK: - Groups

  /// What entities that changed alike by what they inherit have in common.
  private struct Likeness: Hashable {
    let kind: AccountEntity.Kind
    let reseller: String?
    let values: [ValueChange]
  }

  /// The changes that stand for themselves; several that inherit the same change are one group.
  private func groups() -> [[EntityChange]] {
    var groups: [[EntityChange]] = []
    var positions: [Likeness: Int] = [:]
    for change in comparison.changes where change.within == nil {
      guard change.change == .changed, change.values.allSatisfy(\.isInherited) else {
        groups.append([change])
        continue
      }
      let likeness = Likeness(
        kind: change.kind, reseller: change.reseller, values: change.values)
      if let position = positions[likeness] {
        groups[position].append(change)
      } else {
        positions[likeness] = groups.count
        groups.append([change])
      }
    }
    return groups
  }

  // MARK: - Lines

  private mutating func headline(of group: [EntityChange]) -> TreeLine {
    let change = group[0]
    var piece = [Span(change.change.rawValue, change.change.role)]
    if group.count == 1 {
      piece.append(Span(" \(change.kind.rawValue) ", .structure))
      piece.append(Span(change.name, .headline))
    } else {
      piece.append(Span(" \(group.count.counting(change.kind.rawValue)): ", .structure))
      let names = group.prefix(Self.shownNames).map(\.name).joined(separator: ", ")
      piece.append(Span(names, .headline))
      if group.count > Self.shownNames {
        piece.append(Span(" and \(group.count - Self.shownNames) more"))
      }
    }
    if let from = change.from, let to = change.to {
      piece.append(Span(" from \(from.kind.rawValue) \(from.name)"))
      piece.append(Span(" to \(to.kind.rawValue) \(to.name)"))
    }
    var line = TreeLine([piece], separator: .gap)
    if group.count == 1, change.change != .changed {
      line.add(places(change.before, change.after), .structure)
    }
    line.cutsWords = false
    return line
  }

  /// What came or went with an entity.
  private func parts(of change: EntityChange) -> TreeLine? {
    guard change.change == .added || change.change == .removed else { return nil }
    let key = Whole(change.change, change.identity, change.reseller)
    guard let parts = parts[key] else { return nil }
    let counts = AccountEntity.Kind.allCases.compactMap { kind -> String? in
      let count = parts[kind] ?? 0
      return count == 0 ? nil : count.counting(kind.rawValue)
    }
    return TreeLine([[Span("with " + counts.joined(separator: ", "))]])
  }

  private mutating func line(of value: ValueChange, in change: EntityChange) -> TreeLine {
    var line = TreeLine(separator: .gap)
    let texts = texts(of: value)
    line.pieces.append([
      Span(value.label + ": "), Span(texts.before, .removed), Span(" → "),
      Span(texts.after, .added),
    ])
    if value.isInherited, let owner = (value.after.origin ?? value.before.origin)?.owner {
      line.add("(\(owner))")
    }
    let before = value.before.origin?.location
    let after = value.after.origin?.location
    let isPlaced = before != nil || after != nil
    line.add(
      isPlaced ? places(before, after) : places(change.before, change.after), .structure)
    line.cutsWords = false
    return line
  }

  /// What a value was and is; sizes that read alike are told to the byte.
  private func texts(of value: ValueChange) -> (before: String, after: String) {
    if case .known(.amount(let before), _) = value.before,
      case .known(.amount(let after), _) = value.after, before.text == after.text,
      let old = before.number, let new = after.number, old != new
    {
      return ("\(old) bytes", "\(new) bytes")
    }
    return (text(value.before), text(value.after))
  }

  private func text(_ value: AccountValue) -> String {
    switch value {
    case .absent, .unknown: "not declared"
    case .known(.text(let text), _): text.isEmpty ? "empty" : text
    case .known(.flag(let flag), _): flag ? "yes" : "no"
    case .known(.amount(let amount), _): amount.text
    case .known(.list(let elements), _):
      elements.isEmpty ? "none" : elements.compactMap { $0 }.joined(separator: ", ")
    }
  }

  /// Where something stands in both states, or in the one that has it.
  private mutating func places(_ before: SourceLocation?, _ after: SourceLocation?) -> String {
    [before, after].compactMap { $0 }.map { place($0) }.joined(separator: " → ")
  }

  private mutating func place(_ location: SourceLocation) -> String {
    let view = views[location.file]
    return "\(view.file.path):\(view.lines.line(of: location.range.start))"
  }

  private mutating func append(_ line: TreeLine, indent: Int = 0, hanging: Int = 0) {
    let lines = line.wrapped(
      width: width, firstIndent: indent, indent: max(indent, hanging))
    for (index, spans) in lines.enumerated() {
      buffer.append(repeating: UInt8(ascii: " "), count: index == 0 ? indent : max(indent, hanging))
      for span in spans { buffer.append(span.text, as: span.role, color: color) }
      buffer.append("\n")
    }
  }

  // MARK: - The end

  private mutating func appendSummary() {
    // The findings end with an empty line.
    if !comparison.changes.isEmpty, comparison.findings.isEmpty { buffer.append("\n") }
    var groups: [[String]] = []
    for change in EntityChange.Kind.allCases {
      let counts = AccountEntity.Kind.allCases.compactMap { kind -> String? in
        let count = comparison.changes.count { $0.change == change && $0.kind == kind }
        return count == 0 ? nil : count.counting(kind.rawValue)
      }
      if let first = counts.first {
        groups.append(["\(change.rawValue): \(first)"] + counts.dropFirst())
      }
    }
    if groups.isEmpty { groups = [["no differences"]] }
    if !comparison.findings.isEmpty {
      let counts = SeverityCounts(comparison.findings)
      groups.append([counts.phrase])
    }
    if comparison.acceptedFindings > 0 {
      groups.append(["\(comparison.acceptedFindings.counting("finding")) accepted"])
    }
    let rest = [
      (comparison.incomparableValues, "value"), (comparison.incomparableEntities, "entity"),
    ]
    .filter { $0.0 > 0 }.map { $0.0.counting($0.1) }
    if !rest.isEmpty {
      groups.append([
        rest.joined(separator: " and ") + " not compared, as one side does not know them"
      ])
    }
    var line = TreeLine(separator: .space)
    for (number, group) in groups.enumerated() {
      for (index, part) in group.enumerated() {
        let isLast = index == group.count - 1
        let mark = !isLast ? "," : number == groups.count - 1 ? "" : ";"
        line.add(part + mark, .headline)
      }
    }
    append(line)
  }
}

extension AccountComparison {
  /// The findings about the transition, as reports of checks show them.
  fileprivate var report: Report {
    Report(
      toolVersion: toolVersion, files: files, rules: rules, findings: findings,
      summary: Summary())
  }
}

extension EntityChange.Kind {
  fileprivate var role: TextRole {
    switch self {
    case .added: .added
    case .removed: .removed
    case .moved, .changed: .warning
    }
  }
}
