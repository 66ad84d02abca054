package import Diagnostics
package import SourceText

/// What reading one file gives: as much of the tree as could be read, and what is wrong.
package struct ParseResult: Sendable {
  package let tree: Tree
  /// In the order of their places; the rules are `yaml-syntax`, `duplicate-key` and `input-limit`.
  package let diagnostics: [Diagnostic]

  /// The same for a file that has another id than it was read with.
  package func renumbered(_ id: FileID) -> ParseResult {
    if tree.fileID == id { return self }
    let diagnostics = diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.location = SourceLocation(file: id, range: diagnostic.location.range)
      diagnostic.related = diagnostic.related.map {
        Label(SourceLocation(file: id, range: $0.location.range), $0.text)
      }
      return diagnostic
    }
    return ParseResult(tree: tree.renumbered(id), diagnostics: diagnostics)
  }
}

/// Reads all YAML documents of a file.
///
/// A syntax error ends the reading and is exactly one `yaml-syntax` diagnostic;
/// an alias without anchor, a merge of something else than mappings and a
/// duplicate key are diagnostics after which reading goes on.
///
/// - Parameter threads: How many threads may work on a large file.
package func parse(
  _ file: SourceFile, id: FileID, limits: ParseLimits = .default, threads: Int = 1
) -> ParseResult {
  var contents = Tree.Contents()
  let reports = ReportBuilder(file: file, id: id)
  guard file.text.count <= limits.fileBytes else {
    contents.isComplete = false
    return ParseResult(
      tree: Tree(file: file, fileID: id, contents),
      diagnostics: [reports.tooLarge(limit: limits.fileBytes)])
  }
  let base = file.text.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
  var diagnostics: [Diagnostic] = []
  file.text.withUnsafeBufferPointer { text in
    guard text.count > base else { return }
    if let excess = TagDirectives.excess(in: text) {
      contents.isComplete = false
      diagnostics.append(reports.diagnostic(excess))
      return
    }
    if threads > 1, text.count >= SplitParse.minimumSize,
      let read = SplitParse.contents(of: text, base: base, limits: limits, pieces: threads)
    {
      contents = read
      return
    }
    if let fault = build(&contents, text, base: base, limits: limits, reports, &diagnostics) {
      let last = contents.nodes.last { !$0.has(Node.isCut) }
      let report = SyntaxReport(reports, fault, text: text, base: base, lastNode: last)
      diagnostics.append(report.diagnostic)
      guard fault.isReaderFault else { return }
      // libyaml notices a bad byte long before it comes to it. What stands
      // before that byte's line is read again, so that it is in the tree.
      let end = reports.startOfLine(at: base + fault.problemOffset, in: text)
      guard end > base else { return }
      contents = Tree.Contents()
      let syntaxDiagnostic = diagnostics.suffix(1)
      diagnostics = []
      _ = build(
        &contents, UnsafeBufferPointer(rebasing: text[..<end]), base: base, limits: limits, reports,
        &diagnostics, isCut: true)
      diagnostics += syntaxDiagnostic
    }
  }
  diagnostics.sort { ($0.location, $0.rule) < ($1.location, $1.rule) }
  return ParseResult(tree: Tree(file: file, fileID: id, contents), diagnostics: diagnostics)
}

/// Reads the nodes of a text; returns the fault that ended the reading, if any.
///
/// - Parameter isCut: The text is the readable beginning of a longer one.
private func build(
  _ contents: inout Tree.Contents, _ text: UnsafeBufferPointer<UInt8>, base: Int,
  limits: ParseLimits,
  _ reports: ReportBuilder, _ diagnostics: inout [Diagnostic], isCut: Bool = false
) -> ParserFault? {
  var builder = TreeBuilder(text: text, base: base, limits: limits, isCut: isCut)
  var reader = EventReader(UnsafeBufferPointer(rebasing: text[base...]))
  var fault: ParserFault?
  while true {
    guard reader.advance() else {
      fault = reader.fault
      break
    }
    guard builder.take(reader.event) else { break }
  }
  builder.closeAll()
  for fault in builder.faults {
    diagnostics.append(reports.diagnostic(fault, nodes: builder.nodes))
  }
  contents = builder.finish()
  return fault
}
