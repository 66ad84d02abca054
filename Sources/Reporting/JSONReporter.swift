package import Diagnostics
internal import SourceText

/// Writes the format `hostlint/1`: everything a finding says, for programs.
///
/// `docs/report.schema.json` describes it. Each finding stands on a line of its
/// own, so that two reports compare line by line.
package struct JSONReporter: Reporter {
  package init() {}

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var views = SourceViews(report.files)
    var json = JSONWriter()
    json.beginObject(.block)
    json.member("format", "hostlint/1")
    json.key("tool")
    json.beginObject()
    json.member("name", "hostlint")
    json.member("version", report.toolVersion)
    json.end()
    json.key("summary")
    json.append(report.summary, findings: report.severityCounts)
    json.key("findings")
    json.beginArray(.block)
    for finding in report.findings {
      json.append(finding, views: &views)
      try json.buffer.flush(to: sink)
    }
    json.end()
    if !report.failures.isEmpty {
      json.key("failures")
      json.beginArray(.block)
      for failure in report.failures { json.string(failure) }
      json.end()
    }
    json.end()
    json.buffer.append("\n")
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
    member("suppressed", summary.suppressed)
    end()
  }

  fileprivate mutating func append(_ finding: Finding, views: inout SourceViews) {
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
    member("fingerprint", finding.fingerprint)
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
    let start = view.position(of: location.range.start)
    let end = view.position(of: location.range.end)
    member("file", view.file.path)
    member("line", start.line)
    member("column", start.column)
    member("end_line", end.line)
    member("end_column", end.column)
  }
}
