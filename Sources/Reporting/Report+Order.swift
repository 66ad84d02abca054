internal import Diagnostics

extension Report {
  /// Its findings by severity, the worst first, and within one severity in the order of the report:
  /// for platforms that show no more than so many.
  ///
  /// - Parameter limit: How many there are at most.
  func worstFirst(atMost limit: Int = .max) -> [Finding] {
    var worst: [Finding] = []
    worst.reserveCapacity(min(findings.count, limit))
    for severity in Severity.allCases.reversed() {
      // By index: a loop over the findings would take hold of each of them, which are far apart in
      // memory.
      for index in findings.indices where findings[index].severity == severity {
        if worst.count >= limit { return worst }
        worst.append(findings[index])
      }
    }
    return worst
  }
}

extension Report {
  /// Why the run is not complete, and what else makes it fail beside its findings, one sentence each.
  var faultsOfRun: [String] {
    guard let first = goneFromBaseline.first else { return failures }
    let others = goneFromBaseline.count - 1
    return failures + [
      "the baseline accepts what is gone: \(BaselineReporter.line(first))"
        + (others > 0 ? " and " + others.counting("other") : "")
    ]
  }
}

extension Diagnostic {
  /// What is wrong, who is affected and what to do, each without a line break.
  var statements: [String] {
    var statements = [message.isEmpty ? rule : message]
    if let affected = AffectedEntities(of: self)?.phrase {
      statements.append(affected.capitalisedFirst + ".")
    }
    if !remedy.isEmpty { statements.append(remedy) }
    return statements
  }

  /// The same as one text of whole sentences.
  var sentences: String {
    var statements = statements
    statements[0].endSentence()
    return statements.joined(by: " ")
  }
}

extension String {
  /// Ends with a full stop then, if it did not end a sentence before; an empty text stays empty.
  mutating func endSentence() {
    if let last = utf8.last, !".!?".utf8.contains(last) { self += "." }
  }

  /// No longer than a number of UTF-8 bytes, with an ellipsis where it is cut.
  func cut(toUTF8 limit: Int) -> String {
    guard utf8.count > limit else { return self }
    let ellipsis = "…"
    var result = unicodeScalars.prefix(limit)
    var length = result.reduce(0) { $0 + UTF8.width($1) }
    while length > limit - ellipsis.utf8.count, let last = result.popLast() {
      length -= UTF8.width(last)
    }
    return String(result) + ellipsis
  }
}
