internal import Diagnostics
internal import SourceText

/// Writes a comparison in the format `hostlint-diff/1`.
///
/// `docs/diff.schema.json` describes it.
struct ComparisonJSONWriter {
  private let comparison: AccountComparison
  private var json = JSONWriter()
  private var views: SourceViews

  init(_ comparison: AccountComparison) {
    self.comparison = comparison
    views = SourceViews(comparison.files)
  }

  mutating func write<Failure: Error>(
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    json.beginDocument("hostlint-diff/1", toolVersion: comparison.toolVersion)
    let paths = comparison.files.ids.map { comparison.files[$0].path }
    json.member("old", Array(paths.prefix(comparison.earlierFileCount)))
    json.member("new", Array(paths.dropFirst(comparison.earlierFileCount)))
    appendSummary()
    json.key("changes")
    json.beginArray(.block)
    for change in comparison.changes {
      append(change)
      try json.buffer.flush(to: sink)
    }
    json.end()
    json.key("findings")
    json.beginArray(.block)
    for finding in comparison.findings { append(finding) }
    json.end()
    json.member("failures", unlessEmpty: comparison.failures)
    json.endDocument()
    try json.buffer.finish(to: sink)
  }

  private mutating func appendSummary() {
    json.key("summary")
    json.beginObject()
    for kind in EntityChange.Kind.allCases {
      json.member(kind.rawValue, comparison.changes.count { $0.change == kind })
    }
    json.member("values_not_compared", comparison.incomparableValues)
    json.member("entities_not_compared", comparison.incomparableEntities)
    json.member("accepted", comparison.acceptedFindings)
    json.end()
  }

  private mutating func append(_ change: EntityChange) {
    json.beginObject(.block)
    json.member("change", change.change.rawValue)
    json.member("kind", change.kind.rawValue)
    json.member("identity", change.identity)
    json.member("name", change.name)
    json.member("reseller", orNull: change.reseller)
    append("old", change.before)
    append("new", change.after)
    if let from = change.from { append("from", from) }
    if let to = change.to { append("to", to) }
    if let within = change.within { json.member("within", within) }
    if change.change == .changed || change.change == .moved {
      json.key("values")
      json.beginArray(.block)
      for value in change.values {
        json.beginObject()
        json.member("name", value.name)
        json.member("inherited", value.isInherited)
        json.member("old", value.before, &views)
        json.member("new", value.after, &views)
        json.end()
      }
      json.end()
    }
    json.end()
  }

  private mutating func append(_ finding: Finding) {
    let diagnostic = finding.diagnostic
    json.beginObject()
    json.member("rule", diagnostic.rule)
    json.member("severity", diagnostic.severity.name)
    json.member("message", diagnostic.message)
    json.member("remedy", diagnostic.remedy)
    json.member("reseller", orNull: diagnostic.reseller)
    json.member("entity", diagnostic.entity)
    json.member("field", orNull: diagnostic.field)
    json.place(diagnostic.location, &views)
    json.member("fingerprint", finding.fingerprint.description)
    json.end()
  }

  private mutating func append(_ name: String, _ location: SourceLocation?) {
    json.key(name)
    guard let location else { return json.null() }
    json.beginObject()
    json.place(location, &views)
    json.end()
  }

  private mutating func append(_ name: String, _ owner: EntityChange.Owner) {
    json.key(name)
    json.beginObject()
    json.member("kind", owner.kind.rawValue)
    json.member("identity", orNull: owner.identity)
    json.member("name", owner.name)
    json.end()
  }
}
