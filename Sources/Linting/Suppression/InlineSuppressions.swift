internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// The comments of a run's files that accept findings.
///
/// A comment at the end of a line is about that line; comments that stand alone are about the line
/// directly below them. `ignore-file` at the head of a file is about all of it.
struct InlineSuppressions {
  /// One rule that one comment accepts findings of.
  struct Entry {
    let rule: String
    /// The place of the id.
    let location: SourceLocation
    /// The lines that it is about, 1-based; empty for the whole file.
    let lines: [Int]
    let suppression: Suppression
    var isUsed = false
  }

  private(set) var entries: [Entry] = []
  /// What is wrong with comments; such a comment suppresses nothing.
  private(set) var faults: [Diagnostic] = []
  private var byPlace: [Place: [Int]] = [:]

  private struct Place: Hashable {
    let file: FileID
    /// Nil for the whole file.
    let line: Int?
    let rule: String
  }

  /// The files that have entries or faults.
  private(set) var files: Set<FileID> = []

  /// Reads the comments of the files that are reported.
  init(_ files: HostingFiles, _ known: KnownRules, today: CalendarDate) {
    // An export is written anew each time, and comments do not survive in it.
    for case let tree? in files.trees where tree.isYAML && files.isReported(tree.fileID) {
      let comments = tree.comments(holding: SuppressionCommentReader.mark)
      guard !comments.isEmpty else { continue }
      var lines = SuppressedLines(tree.file)
      for comment in comments { add(comment, tree, &lines, known, today) }
    }
  }

  private mutating func add(
    _ comment: SourceRange, _ tree: Tree, _ scan: inout SuppressedLines, _ known: KnownRules,
    _ today: CalendarDate
  ) {
    for result in SuppressionCommentReader.read(comment, in: tree.file.text) {
      files.insert(tree.fileID)
      switch result {
      case .failure(let fault): report(fault, in: tree)
      case .success(let suppression):
        var lines: [Int] = []
        var faults = Self.faults(of: suppression, known, today)
        switch suppression.scope {
        case .line:
          lines = scan.lines(of: comment)
          if lines.isEmpty {
            faults.append(
              SuppressionFault(
                range: suppression.verb, message: "there is no line directly below this comment",
                help: "Put the comment at the end of the line at fault, or on the line above it."))
          }
        case .file:
          if !Self.isHead(comment.start, of: tree) {
            faults.append(
              SuppressionFault(
                range: suppression.verb,
                message: "`ignore-file` does not stand at the head of the file",
                help: "Move the comment above the first line of the file that is no comment."))
          }
        }
        for fault in faults { report(fault, in: tree) }
        if faults.isEmpty { add(suppression, lines: lines, tree) }
      }
    }
  }

  /// What is wrong with a suppression whatever its place is.
  private static func faults(
    of comment: SuppressionComment, _ known: KnownRules, _ today: CalendarDate
  ) -> [SuppressionFault] {
    var faults: [SuppressionFault] = []
    for rule in comment.rules {
      if !known.isKnown(rule.text) {
        faults.append(
          SuppressionFault(
            range: rule.range, message: "there is no rule `\(rule.text.prefix(60))`",
            help: known.help(for: rule.text)))
      } else if !known.isSuppressible(rule.text) {
        faults.append(
          SuppressionFault(
            range: rule.range, message: "findings of \(rule.text) cannot be suppressed",
            help: "Correct what it reports."))
      }
    }
    if let until = comment.until, until.date < today {
      faults.append(
        SuppressionFault(
          range: until.range, message: "the suppression ended on \(until.date)",
          help: "Correct what it hides, or set a new date if it is still accepted."))
    }
    return faults
  }

  /// Whether an offset lies before the first value of a file.
  private static func isHead(_ offset: UInt32, of tree: Tree) -> Bool {
    guard let first = tree.documents.first else { return true }
    return offset < tree.range(first).start
  }

  private mutating func add(_ comment: SuppressionComment, lines: [Int], _ tree: Tree) {
    let line = tree.file.lineIndex.line(of: comment.verb.start)
    let suppression = Suppression(
      kind: .inline, reason: comment.reason, until: comment.until?.date.description,
      path: tree.file.path, line: line)
    for rule in comment.rules {
      for line in lines.isEmpty ? [nil] : lines.map(Optional.some) {
        byPlace[Place(file: tree.fileID, line: line, rule: rule.text), default: []]
          .append(entries.count)
      }
      entries.append(
        Entry(
          rule: rule.text, location: SourceLocation(file: tree.fileID, range: rule.range),
          lines: lines, suppression: suppression))
    }
  }

  private mutating func report(_ fault: SuppressionFault, in tree: Tree) {
    faults.append(
      Diagnostic(
        rule: SuppressionRule.invalid.rawValue, severity: SuppressionRule.invalid.severity,
        message: fault.message, remedy: fault.help,
        location: SourceLocation(file: tree.fileID, range: fault.range),
        entity: "file/\(tree.file.path)"))
  }

  /// What accepts a finding; every entry that does counts as used.
  ///
  /// - Parameter line: The line that the finding points at.
  mutating func accept(_ finding: Diagnostic, line: @autoclosure () -> Int) -> Suppression? {
    guard files.contains(finding.location.file) else { return nil }
    let indices = [line(), nil].flatMap {
      byPlace[Place(file: finding.location.file, line: $0, rule: finding.rule)] ?? []
    }
    for index in indices { entries[index].isUsed = true }
    return indices.first.map { entries[$0].suppression }
  }
}
