package import Diagnostics
internal import SourceText

/// Writes what the tests of rule files gave, for programs: the format `hostlint-test/1`.
package struct RuleTestJSONReporter: Sendable {
  package init() {}

  /// Writes the report as UTF-8, in chunks; what the sink throws ends the writing.
  package func write<Failure: Error>(
    _ report: RuleTestReport, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var views = SourceViews(report.files)
    var json = JSONWriter()
    json.beginDocument("hostlint-test/1", toolVersion: report.toolVersion)
    json.key("summary")
    json.beginObject()
    json.member("rules", report.rules.count)
    json.member("failed_rules", report.rules.count { !$0.passes })
    json.member("examples", report.exampleCount)
    json.member("passed", report.exampleCount - report.failedExampleCount)
    json.member("failed", report.failedExampleCount)
    json.member("gaps", report.gapCount)
    json.end()
    json.key("rules")
    json.beginArray(.block)
    for rule in report.rules {
      json.append(rule, views: &views)
      try json.buffer.flush(to: sink)
    }
    json.end()
    json.endDocument()
    try json.buffer.finish(to: sink)
  }
}

extension ExampleTest.Difference.Kind {
  fileprivate var name: String {
    switch self {
    case .missing: "missing"
    case .unexpected: "unexpected"
    case .misspelt: "misspelt-mark"
    }
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ rule: RuleTest, views: inout SourceViews) {
    beginObject(.block)
    member("rule", rule.rule)
    member("file", views[rule.file].file.path)
    member("passed", rule.passes)
    key("examples")
    beginArray(.block)
    for example in rule.examples { append(example, views: &views) }
    end()
    append("faults", rule.faults, views: &views)
    append("gaps", rule.gaps, views: &views)
    end()
  }

  private mutating func append(_ example: ExampleTest, views: inout SourceViews) {
    beginObject()
    member("title", example.title)
    member("line", views[example.location.file].position(of: example.location.range.start).line)
    member("passed", example.passes)
    key("differences")
    beginArray()
    var exampleViews = SourceViews(example.files)
    for difference in example.differences {
      let view = exampleViews[difference.location.file]
      let position = view.position(of: difference.location.range.start)
      beginObject()
      member("kind", difference.kind.name)
      member("rule", difference.rule)
      member("message", orNull: difference.kind == .missing ? nil : difference.message)
      // In the example's own file; its place in the rule file beside it, where it has one.
      member("file", view.file.path)
      member("line", position.line)
      member("column", position.column)
      if let line = example.ruleFileLine(of: position.line, in: difference.location.file) {
        member("rule_file_line", line)
      }
      end()
    }
    end()
    member("failures", example.failures)
    end()
  }

  private mutating func append(
    _ name: String, _ diagnostics: [Diagnostic], views: inout SourceViews
  ) {
    key(name)
    beginArray(diagnostics.isEmpty ? .line : .block)
    for diagnostic in diagnostics {
      beginObject()
      member("message", diagnostic.message)
      member("remedy", diagnostic.remedy)
      appendPlace(diagnostic.location, views: &views)
      end()
    }
    end()
  }
}
