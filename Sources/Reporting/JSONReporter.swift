package import Diagnostics
internal import SourceText

/// Writes the format `hostlint/1`: everything a finding says, for programs.
///
/// `docs/report.schema.json` describes it. Each finding stands on a line of its
/// own, so that two reports compare line by line.
package struct JSONReporter: Reporter {
  private let pieces: ReportPieces

  /// - Parameter threads: How many threads write findings; nil for as many as there are processors.
  package init(threads: Int? = 1) {
    pieces = ReportPieces(threads: threads)
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let views = SourceViews(report.files)
    var json = JSONWriter()
    json.beginDocument("hostlint/1", toolVersion: report.toolVersion)
    json.key("summary")
    json.append(report.summary, findings: report.severityCounts)
    json.key("findings")
    json.beginArray(.block)
    try json.append(report.findings, in: pieces, with: views, to: sink) { finding, views, json in
      json.append(finding, views: &views)
    }
    json.end()
    if !report.suppressed.isEmpty {
      json.key("suppressed")
      json.beginArray(.block)
      try json.append(report.suppressed, in: pieces, with: views, to: sink) {
        suppressed, views, json in
        json.append(suppressed.finding, acceptedBy: suppressed.suppression, views: &views)
      }
      json.end()
    }
    if !report.goneFromBaseline.isEmpty {
      json.key("gone_from_baseline")
      json.beginArray(.block)
      for entry in report.goneFromBaseline { json.append(entry) }
      json.end()
    }
    json.member("failures", unlessEmpty: report.failures)
    json.endDocument()
    try json.buffer.finish(to: sink)
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ summary: Summary, findings: SeverityCounts) {
    beginObject()
    member("files", summary.files)
    if summary.contextFiles > 0 { member("context_files", summary.contextFiles) }
    member("skipped_files", summary.skippedFiles)
    member("rules", summary.rules)
    member("rules_without_entities", summary.rulesWithoutEntities)
    member("not_applicable", summary.notApplicable)
    key("entities")
    beginObject()
    for entity in summary.entities { member(entity.kind, entity.count) }
    end()
    key("findings")
    beginObject()
    member("error", findings[.error])
    member("warning", findings[.warning])
    member("info", findings[.info])
    end()
    member("suppressed", summary.suppressed.total)
    if summary.suppressed.total > 0 {
      key("suppressed_by")
      beginObject()
      member("inline", summary.suppressed.inline)
      member("exceptions", summary.suppressed.exceptions)
      member("baseline", summary.suppressed.baseline)
      end()
    }
    end()
  }

  fileprivate mutating func append(_ suppression: Suppression) {
    beginObject()
    member("kind", suppression.kind.rawValue)
    member("reason", suppression.reason)
    member("until", orNull: suppression.until)
    member("file", suppression.path)
    if let line = suppression.line { member("line", line) }
    end()
  }

  fileprivate mutating func append(_ entry: BaselineEntry) {
    beginObject()
    member("reseller", orNull: entry.key.reseller)
    member("rule", entry.key.rule)
    member("entity", entry.key.entity)
    member("field", orNull: entry.key.field)
    member("count", entry.count)
    end()
  }

  fileprivate mutating func append(
    _ finding: Finding, acceptedBy suppression: Suppression? = nil, views: inout SourceViews
  ) {
    let diagnostic = finding.diagnostic
    beginObject()
    member("rule", diagnostic.rule)
    member("severity", diagnostic.severity.name)
    member("message", diagnostic.message)
    member("remedy", diagnostic.remedy)
    member("reseller", orNull: diagnostic.reseller)
    member("entity", diagnostic.entity)
    if !diagnostic.entities.isEmpty {
      member("entities", diagnostic.entities)
      member("entity_count", diagnostic.entities.count)
      if let owners = diagnostic.owners { append(owners) }
    }
    member("field", orNull: diagnostic.field)
    appendPlace(diagnostic.location, views: &views)
    key("related")
    beginArray()
    for label in diagnostic.related {
      beginObject()
      appendPlace(label.location, views: &views)
      member("label", label.text)
      end()
    }
    end()
    if diagnostic.omittedRelated > 0 { member("omitted_related", diagnostic.omittedRelated) }
    member("fingerprint", finding.fingerprint.description)
    if let suppression {
      key("suppression")
      append(suppression)
    }
    end()
  }

  /// The member `owners`.
  mutating func append(_ owners: Owners) {
    key("owners")
    beginObject()
    member("customers", owners.customers)
    member("customer_count", owners.customers.count)
    member("reseller", owners.includesReseller)
    end()
  }

  mutating func appendPlace(_ location: SourceLocation, views: inout SourceViews) {
    let view = views[location.file]
    let (start, end) = view.positions(of: location.range)
    member("file", view.file.path)
    member("line", start.line)
    member("column", start.column)
    member("end_line", end.line)
    member("end_column", end.column)
  }
}
