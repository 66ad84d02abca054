package import Diagnostics
internal import SourceText

/// Writes JUnit XML, which CI platforms show as test results: a suite for each file, a case for
/// each finding.
///
/// A finding that makes the run fail is a `failure`, any other a `skipped` case with its text, so
/// that the platform says the same as the exit status. Of cases with one name only the first is
/// shown, so that each has a name of its own.
package struct JUnitReporter: Reporter {
  /// How many findings are written: GitLab reads no report of more than 250,000 XML objects, of
  /// which a case takes ten, or of more than 30 MB.
  private static let caseLimit = 10_000
  /// How long the text of a case may be, in bytes.
  private static let textLimit = 2_000
  private static let programName = "hostlint"

  private let repositoryRoot: String?

  /// - Parameter repositoryRoot: The absolute path that file names are relative to, symbolic links
  ///   resolved.
  package init(repositoryRoot: String?) {
    self.repositoryRoot = repositoryRoot
  }

  /// How a case comes out.
  private enum Outcome: String, CaseIterable {
    case success
    case failure
    case error
    case skipped
  }

  private struct Case {
    /// The rule.
    let group: String
    let name: String
    var place: (path: String, line: Int)?
    let outcome: Outcome
    /// The severity, for a failure.
    var type = ""
    var lines: [String] = []
  }

  package func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var views = SourceViews(report.files, repositoryRoot: repositoryRoot)
    var buffer = ReportBuffer()
    var names: [String: Int] = [:]
    let findings = Self.selection(of: report)
    let ownCases = Self.ownCases(report, leftOut: report.findings.count - findings.count)
    func outcome(_ finding: Finding) -> Outcome {
      report.failOn.includes(finding.severity) ? .failure : .skipped
    }

    buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    append(
      "testsuites", name: Self.programName,
      findings.map(outcome) + ownCases.map(\.outcome), to: &buffer)
    var start = findings.startIndex
    while start < findings.endIndex {
      let file = findings[start].diagnostic.location.file
      let suite = findings[start...].prefix { $0.diagnostic.location.file == file }
      let path = views[file].platformPath
      buffer.append("  ")
      append("testsuite", name: path, suite.map(outcome), to: &buffer)
      for finding in suite {
        var item = Self.makeCase(finding.diagnostic, outcome(finding), path, view: views[file])
        item = Self.distinct(item, among: &names)
        append(item, to: &buffer)
        try buffer.flush(to: sink)
      }
      buffer.append("  </testsuite>\n")
      start = suite.endIndex
    }
    if !ownCases.isEmpty {
      buffer.append("  ")
      append("testsuite", name: Self.programName, ownCases.map(\.outcome), to: &buffer)
      for item in ownCases { append(item, to: &buffer) }
      buffer.append("  </testsuite>\n")
    }
    buffer.append("</testsuites>\n")
    try buffer.finish(to: sink)
  }

  // MARK: - Cases

  /// The findings that are written, in the order of the report: the worst of them where there are
  /// too many.
  private static func selection(of report: Report) -> [Finding] {
    guard report.findings.count > caseLimit else { return report.findings }
    let counts = report.severityCounts
    var rooms: [Severity: Int] = [:]
    var left = caseLimit
    for severity in Severity.allCases.reversed() {
      rooms[severity] = min(left, counts[severity])
      left -= min(left, counts[severity])
    }
    return report.findings.filter { finding in
      let severity = finding.severity
      guard let room = rooms[severity], room > 0 else { return false }
      rooms[severity] = room - 1
      return true
    }
  }

  private static func makeCase(
    _ diagnostic: Diagnostic, _ outcome: Outcome, _ path: String, view: SourceView
  ) -> Case {
    let position = view.position(of: diagnostic.location.range.start)
    let place = "\(path):\(position.line):\(position.column)"
    let subject = [diagnostic.entity, diagnostic.field ?? ""].filter { !$0.isEmpty }
    return Case(
      group: diagnostic.rule, name: ([place] + subject).joined(by: " "),
      place: (path, position.line), outcome: outcome, type: diagnostic.severity.name,
      lines: ["\(place): \(diagnostic.severity.name)"] + diagnostic.statements)
  }

  /// The case with a number where one of its name has been written.
  private static func distinct(_ item: Case, among names: inout [String: Int]) -> Case {
    let key = "\(item.group) \(item.name)"
    let count = names[key, default: 0] + 1
    names[key] = count
    guard count > 1 else { return item }
    return Case(
      group: item.group, name: "\(item.name) (\(count))", place: item.place,
      outcome: item.outcome, type: item.type, lines: item.lines)
  }

  /// What is to be said of the run itself: why it is not complete, what is left out, or that
  /// nothing was found, since a report without any case counts as broken.
  private static func ownCases(_ report: Report, leftOut: Int) -> [Case] {
    var cases = report.faultsOfRun.enumerated().map { index, fault in
      Case(
        group: programName, name: "the run (\(index + 1))", outcome: .error, type: "error",
        lines: [fault])
    }
    if leftOut > 0 {
      // Those that are left out are no worse than the others, and those may fail already.
      cases.append(
        Case(
          group: programName, name: "findings that are left out", outcome: .skipped,
          lines: [
            "\(leftOut) of \(report.findings.count.counting("finding")) are left out here: the "
              + "report holds the worst \(caseLimit)"
          ]))
    }
    if cases.isEmpty, report.findings.isEmpty {
      cases.append(
        report.summary.files > 0
          ? Case(group: programName, name: "no findings", outcome: .success)
          : Case(
            group: programName, name: "no findings", outcome: .skipped,
            lines: ["nothing was checked: no hosting file was found"]))
    }
    return cases
  }

  // MARK: - XML

  /// The opening tag of a suite, with the number of its cases.
  private func append(
    _ element: String, name: String, _ outcomes: [Outcome], to buffer: inout ReportBuffer
  ) {
    func count(_ outcome: Outcome) -> Int { outcomes.count { $0 == outcome } }
    buffer.append("<\(element) name=\"\(XMLText.escaped(name))\" tests=\"\(outcomes.count)\"")
    buffer.append(" failures=\"\(count(.failure))\" errors=\"\(count(.error))\"")
    buffer.append(" skipped=\"\(count(.skipped))\">\n")
  }

  private func append(_ item: Case, to buffer: inout ReportBuffer) {
    buffer.append(
      "    <testcase classname=\"\(XMLText.escaped(item.group))\" name=\"\(XMLText.escaped(item.name))\""
    )
    if let place = item.place {
      buffer.append(" file=\"\(XMLText.escaped(place.path))\" line=\"\(place.line)\"")
    }
    guard item.outcome != .success else {
      buffer.append("/>\n")
      return
    }
    let texts = item.lines.map { XMLText.escaped($0.cut(toUTF8: Self.textLimit)) }
    // The first line of a finding is its place, and the second what is wrong.
    let message = texts.dropFirst(texts.count > 1 ? 1 : 0).first ?? ""
    buffer.append(">\n      <\(item.outcome.rawValue) message=\"\(message)\"")
    if !item.type.isEmpty, item.outcome != .skipped {
      buffer.append(" type=\"\(XMLText.escaped(item.type))\"")
    }
    buffer.append(">\(texts.joined(by: "\n"))</\(item.outcome.rawValue)>\n")
    buffer.append("    </testcase>\n")
  }
}
