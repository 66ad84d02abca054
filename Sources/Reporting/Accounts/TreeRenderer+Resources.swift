internal import Diagnostics

/// Limits, use, and bars.
extension TreeRenderer {
  private typealias Span = TreeLine.Span

  private static let barWidth = 10

  /// A line with a bar for what is used of a limit, then one line for limits of which nothing is
  /// known to be used.
  mutating func resourceLines(of entity: AccountEntity) -> [TreeLine] {
    guard [.reseller, .pack, .subscription].contains(entity.kind) else { return [] }
    var measured: [AccountResource] = []
    var listed = TreeLine()
    var unknownLimits: [String] = []
    for resource in entity.resources {
      switch display(of: resource) {
      case .measured: measured.append(resource)
      case .listed: listed.pieces.append(piece(of: resource, in: entity))
      case .unknown: unknownLimits.append(resource.label)
      case .hidden: break
      }
    }
    addUnknown(unknownLimits, of: entity, to: &listed)
    if entity.isUseUnknown { listed.add("usage " + unknown()) }
    let labelWidth = measured.map { TerminalText.displayWidth(of: $0.label) }.max() ?? 0
    var lines = measured.map { barLine(of: $0, in: entity, labelWidth: labelWidth) }
    if !listed.pieces.isEmpty { lines.append(listed) }
    return lines
  }

  private enum Display {
    /// On a line of its own.
    case measured
    /// Among the limits of which nothing is used.
    case listed
    /// Among those whose limit is unknown.
    case unknown
    case hidden
  }

  private func display(of resource: AccountResource) -> Display {
    let used = resource.used.amount
    let isUsed = used?.number != 0 && used != nil
    switch resource.limit {
    case .unknown:
      // What the tree shows by itself needs no line to say that its limit is unknown.
      return isUsed && !resource.isDeclaredUse ? .measured : .unknown
    case .absent:
      if isUsed { return resource.isDeclaredUse ? .hidden : .measured }
      return .hidden
    case .known:
      let isUnlimited = resource.limit.amount?.number == nil
      return isUsed && !(isUnlimited && resource.isDeclaredUse) ? .measured : .listed
    }
  }

  private mutating func addUnknown(
    _ labels: [String], of entity: AccountEntity, to line: inout TreeLine
  ) {
    let isAnyKnown = entity.resources.contains { $0.limit.amount != nil }
    switch labels.count {
    case 0: if !isAnyKnown { line.add("limits " + absent()) }
    case _ where !isAnyKnown: line.add("limits " + unknown())
    case ...3: for label in labels { line.add("\(label) " + unknown()) }
    default: line.add("other limits " + unknown())
    }
  }

  /// `disk space 5 GB`, `databases 0 of 2`.
  private mutating func piece(
    of resource: AccountResource, in entity: AccountEntity
  ) -> TreeLine.Piece {
    let limit = resource.limit.amount?.text ?? ""
    var text = "\(resource.label) "
    switch resource.used {
    case .unknown where !entity.isUseUnknown: text += "\(unknown()) of "
    case .known where resource.limit.amount?.number != nil:
      text += "\(resource.used.amount?.text ?? "") of "
    default: break
    }
    var piece = [Span(text + limit)]
    if let source = source(of: resource, in: entity) {
      piece.append(Span(" (\(source))", .structure))
    }
    return piece
  }

  private mutating func barLine(
    of resource: AccountResource, in entity: AccountEntity, labelWidth: Int
  ) -> TreeLine {
    let padding = labelWidth - TerminalText.displayWidth(of: resource.label)
    var line = TreeLine(separator: .gap)
    line.pieces.append(
      [Span(resource.label + String(repeating: " ", count: padding + 2))] + bar(of: resource))
    let limit: String =
      switch resource.limit {
      case .unknown: unknown()
      case .absent: absent()
      case .known: resource.limit.amount?.text ?? ""
      }
    var text = "\(resource.used.amount?.text ?? "") of \(limit)"
    if let rate = rate(of: resource) { text += " (\(rate))" }
    line.add(text, resource.level == .over ? .over : nil)
    if let source = source(of: resource, in: entity) { line.add(source, .structure) }
    if let allocated = resource.allocated.amount, resource.limit.amount?.number != nil,
      !resource.isDeclaredUse
    {
      line.add("\(allocated.text) promised", .structure)
    }
    return line
  }

  /// Ten blocks, the used ones full: never all of them below the limit.
  private func bar(of resource: AccountResource) -> TreeLine.Piece {
    guard let level = resource.level, resource.limit.amount?.number != nil else {
      return [Span(String(repeating: " ", count: Self.barWidth))]
    }
    let share = level == .over ? 1 : min(resource.share ?? 0, 1)
    // Something used is something shown.
    let filled = max(Int(share * Double(Self.barWidth)), 1)
    let role: TextRole =
      switch level {
      case .low: .low
      case .near: .near
      case .over: .over
      }
    return [
      Span(String(repeating: "█", count: filled), role),
      Span(String(repeating: "░", count: Self.barWidth - filled), .structure),
    ]
  }

  /// `62 %`, and a word where the number does not tell that it is too much.
  private func rate(of resource: AccountResource) -> String? {
    let isOver = resource.level == .over
    guard let share = resource.share else { return isOver ? "over" : nil }
    // As the messages of the rules round it.
    let percent = min(share * 100 + 0.001, 1_000_000)
    if percent >= 1000 { return "over 999 %" }
    return "\(Int(percent)) %" + (isOver && percent < 101 ? ", over" : "")
  }

  /// Where a limit comes from, where that is not simply the pack.
  private func source(of resource: AccountResource, in entity: AccountEntity) -> String? {
    guard entity.kind == .subscription, let origin = resource.limit.origin else { return nil }
    if origin.kind == .subscription { return "own" }
    if origin.packs.count > 1 { return origin.packs.joined(separator: " + ") }
    let isOfBasePack = origin.name == entity[.pack].text
    return isOfBasePack ? nil : origin.name
  }
}
