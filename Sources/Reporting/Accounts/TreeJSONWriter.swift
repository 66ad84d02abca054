internal import Diagnostics
internal import SourceText

/// Writes a tree of accounts in the format `hostlint-tree/1`.
///
/// `docs/tree.schema.json` describes it.
struct TreeJSONWriter {
  private let tree: AccountTree
  private var json = JSONWriter()
  private var views: SourceViews

  init(_ tree: AccountTree) {
    self.tree = tree
    views = SourceViews(tree.report.files)
  }

  mutating func write<Failure: Error>(
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    json.beginDocument("hostlint-tree/1", toolVersion: tree.report.toolVersion)
    appendSummary()
    json.key("resellers")
    json.beginArray(.block)
    for account in tree.accounts { try append(account, to: sink) }
    json.end()
    json.key("findings")
    json.beginArray(.block)
    for position in tree.findings {
      append(tree.report.findings[position])
      try json.buffer.flush(to: sink)
    }
    json.end()
    json.member("failures", unlessEmpty: tree.report.failures)
    json.endDocument()
    try json.buffer.finish(to: sink)
  }

  private mutating func appendSummary() {
    json.key("summary")
    json.beginObject()
    json.member("files", tree.report.summary.files)
    json.member("skipped_files", tree.report.summary.skippedFiles)
    json.key("entities")
    json.beginObject()
    for entity in tree.counts { json.member(entity.kind, entity.count) }
    json.end()
    let counts = SeverityCounts(tree.findings.map { tree.report.findings[$0] })
    json.key("findings")
    json.beginObject()
    for severity in Severity.allCases.reversed() { json.member(severity.name, counts[severity]) }
    json.end()
    json.end()
  }

  private mutating func append(_ finding: Finding) {
    let diagnostic = finding.diagnostic
    json.beginObject()
    json.member("rule", diagnostic.rule)
    json.member("severity", diagnostic.severity.name)
    json.member("message", diagnostic.message)
    json.member("entity", diagnostic.entity)
    json.member("field", orNull: diagnostic.field)
    appendPlace(diagnostic.location)
    json.member("fingerprint", finding.fingerprint.description)
    json.end()
  }

  // MARK: - Entities

  private mutating func append<Failure: Error>(
    _ entity: AccountEntity, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    json.beginObject(.block)
    json.member("kind", entity.kind.rawValue)
    json.member("identity", orNull: entity.identity)
    json.member("name", entity.name)
    if let location = entity.location { appendPlace(location) }
    if entity.isContext { json.member("context", true) }
    json.key("values")
    json.beginObject(.block)
    for value in entity.values { append(value.value, as: value.name.rawValue) }
    json.end()
    if [.reseller, .pack, .subscription].contains(entity.kind) {
      json.key("resources")
      json.beginObject(.block)
      for resource in entity.resources { append(resource, isUsed: entity.kind != .pack) }
      json.end()
      json.key("permissions")
      json.beginObject(.block)
      for permission in entity.permissions { append(permission.value, as: permission.name) }
      json.end()
    }
    json.member("findings", fingerprints(entity.findings))
    if !entity.hiddenChildren.isEmpty {
      json.key("hidden")
      json.beginObject()
      for hidden in entity.hiddenChildren { json.member(hidden.kind.rawValue, hidden.count) }
      json.end()
      json.member("hidden_findings", fingerprints(entity.hiddenFindings))
    }
    let open = entity.openKinds.map(\.plural) + (entity.isUseUnknown ? ["usage"] : [])
    if !open.isEmpty { json.member("incomplete", open) }
    try json.buffer.flush(to: sink)
    for kind in entity.kind.childKinds {
      json.key(kind.plural)
      json.beginArray(.block)
      for child in entity.children where child.kind == kind { try append(child, to: sink) }
      json.end()
    }
    json.end()
  }

  private func fingerprints(_ positions: [Int]) -> [String] {
    positions.map { tree.report.findings[$0].fingerprint.description }
  }

  /// - Parameter isUsed: Whether something can be used of it: a pack only gives.
  private mutating func append(_ resource: AccountResource, isUsed: Bool) {
    json.key(resource.name)
    json.beginObject()
    append(resource.limit, as: "limit")
    if isUsed { append(resource.used, as: "used") }
    if resource.allocated != .absent { append(resource.allocated, as: "allocated") }
    if let share = resource.share { json.member("share", thousandths: share) }
    if let level = resource.level { json.member("level", level.rawValue) }
    json.end()
  }

  private mutating func append(_ value: AccountValue, as name: String) {
    json.member(name, value, &views)
  }

  private mutating func appendPlace(_ location: SourceLocation) {
    json.place(location, &views)
  }
}

extension AccountEntity.Kind {
  /// The kinds that stand below it, each with a key of its own.
  fileprivate var childKinds: [AccountEntity.Kind] {
    switch self {
    case .reseller: [.pack, .customer, .subscription]
    case .customer: [.subscription]
    case .subscription: [.domain]
    case .domain: [.alias]
    case .pack, .alias: []
    }
  }

  fileprivate var plural: String { rawValue.plural }
}
