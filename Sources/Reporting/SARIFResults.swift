internal import Diagnostics
internal import Parallel
internal import SourceText

/// Writes the results of one run, and keeps what they share.
struct SARIFResults {
  /// The name under which file names are relative to the repository's root.
  static let rootBaseID = "%SRCROOT%"
  /// How many related places a message links to; all of them are listed.
  private static let linkLimit = 10

  private struct Artifact {
    let uri: String
    /// An absolute URI stands for itself.
    let isRelative: Bool
  }

  private let repositoryRoot: String?
  private let ruleIndices: [String: Int]
  /// Whether results tell what accepts them: in a run all do or none does.
  private let tellsSuppressions: Bool
  private let lineHashes: [FileID: LineHashes]
  private var views: SourceViews
  private var artifacts: [FileID: Artifact] = [:]

  /// - Parameters:
  ///   - findings: Those that will be written.
  ///   - threads: How many threads hash lines; nil for as many as there are processors.
  init(
    _ report: Report, showing findings: [Finding], repositoryRoot: String?, threads: Int? = 1
  ) {
    self.repositoryRoot = repositoryRoot
    tellsSuppressions = !report.suppressed.isEmpty
    views = SourceViews(report.files)
    lineHashes = Self.lineHashes(findings, views, threads: threads ?? processorCount)
    ruleIndices = Dictionary(
      report.rules.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The hashes of the lines that findings stand in.
  private static func lineHashes(
    _ findings: [Finding], _ views: SourceViews, threads: Int
  ) -> [FileID: LineHashes] {
    var views = views
    var lines: [FileID: [Int]] = [:]
    for finding in findings {
      let location = finding.diagnostic.location
      lines[location.file, default: []].append(
        views[location.file].lines.line(of: location.range.start))
    }
    let files = lines.map { (id: $0, view: views[$0], lines: $1) }
    // Of a few files each is hashed on all threads, of many each on one.
    let isSplit = files.count < threads
    let hashes = parallelMap(files.count, threads: isSplit ? 1 : threads) { index in
      LineHashes(
        text: files[index].view.maskedText, lines: files[index].lines,
        threads: isSplit ? threads : 1)
    }
    return Dictionary(uniqueKeysWithValues: zip(files.map(\.id), hashes))
  }

  mutating func append(
    _ finding: Finding, acceptedBy suppression: Suppression? = nil, to json: inout JSONWriter
  ) {
    let diagnostic = finding.diagnostic
    json.beginObject()
    json.member("ruleId", diagnostic.rule)
    if let index = ruleIndices[diagnostic.rule] { json.member("ruleIndex", index) }
    json.member("level", diagnostic.severity.sarifLevel)
    json.appendMessage("message", message(of: diagnostic))
    json.key("locations")
    json.beginArray()
    json.beginObject()
    let location = diagnostic.location
    let view = views[location.file]
    // To find a line among a million takes longer than to write its number.
    let line = view.lines.line(of: location.range.start)
    appendPhysicalLocation(
      SourceLocation(
        file: location.file, range: view.firstLine(of: location.range, inLine: line)),
      inLine: line, to: &json)
    appendLogicalLocations(of: diagnostic, to: &json)
    json.end()
    json.end()
    appendRelatedLocations(of: diagnostic, to: &json)
    appendFingerprints(of: finding, inLine: line, to: &json)
    if tellsSuppressions { appendSuppressions(suppression, to: &json) }
    appendProperties(of: diagnostic, to: &json)
    json.end()
  }

  private func appendSuppressions(_ suppression: Suppression?, to json: inout JSONWriter) {
    json.key("suppressions")
    json.beginArray()
    if let suppression {
      json.beginObject()
      json.member("kind", suppression.kind == .inline ? "inSource" : "external")
      json.member("status", "accepted")
      json.member("justification", suppression.justification)
      json.end()
    }
    json.end()
  }

  /// What is wrong, with links to the related places, then what to do.
  private mutating func message(of diagnostic: Diagnostic) -> String {
    var text = diagnostic.message.isEmpty ? diagnostic.rule : diagnostic.message
    text = text.sarifEscaped
    if !diagnostic.related.isEmpty {
      var links: [String] = []
      for (index, label) in diagnostic.related.prefix(Self.linkLimit).enumerated() {
        links.append("[\(relatedText(label).sarifEscaped)](\(index + 1))")
      }
      let (more, overflows) = (diagnostic.related.count - links.count)
        .addingReportingOverflow(diagnostic.omittedRelated)
      if more > 0, !overflows { links.append("and " + more.counting("more place")) }
      text += " (" + links.joined(separator: "; ") + ")"
    }
    text.endSentence()
    if let affected = AffectedEntities(of: diagnostic)?.phrase {
      text += " " + (affected.prefix(1).uppercased() + affected.dropFirst() + ".").sarifEscaped
    }
    if !diagnostic.remedy.isEmpty { text += " " + diagnostic.remedy.sarifEscaped }
    return text
  }

  /// A related place's label, or where it has none its file and line.
  private mutating func relatedText(_ label: Label) -> String {
    if !label.text.isEmpty { return label.text }
    let view = views[label.location.file]
    return "\(view.file.path):\(view.position(of: label.location.range.start).line)"
  }

  private mutating func appendPhysicalLocation(
    _ location: SourceLocation, inLine line: Int? = nil, to json: inout JSONWriter
  ) {
    let (start, end) = views[location.file].positions(of: location.range, inLine: line)
    let artifact = artifact(of: location.file)
    json.key("physicalLocation")
    json.beginObject()
    json.key("artifactLocation")
    json.beginObject()
    json.member("uri", artifact.uri)
    if artifact.isRelative { json.member("uriBaseId", Self.rootBaseID) }
    json.end()
    json.key("region")
    json.beginObject()
    json.member("startLine", start.line)
    json.member("startColumn", start.column)
    json.member("endLine", end.line)
    json.member("endColumn", end.column)
    json.end()
    json.end()
  }

  private func appendLogicalLocations(of diagnostic: Diagnostic, to json: inout JSONWriter) {
    let entities = diagnostic.entities.isEmpty ? [diagnostic.entity] : diagnostic.entities
    json.key("logicalLocations")
    json.beginArray()
    for entity in entities where !entity.isEmpty {
      let identity = EntityIdentity(entity)
      json.beginObject()
      json.member("fullyQualifiedName", entity)
      if !identity.kind.isEmpty { json.member("kind", String(identity.kind)) }
      json.member("name", String(identity.name))
      json.end()
    }
    json.end()
  }

  private mutating func appendRelatedLocations(
    of diagnostic: Diagnostic, to json: inout JSONWriter
  ) {
    guard !diagnostic.related.isEmpty else { return }
    json.key("relatedLocations")
    json.beginArray()
    for (index, label) in diagnostic.related.enumerated() {
      json.beginObject()
      json.member("id", index + 1)
      appendPhysicalLocation(label.location, to: &json)
      json.appendMessage("message", relatedText(label).sarifEscaped)
      json.end()
    }
    json.end()
  }

  private func appendFingerprints(
    of finding: Finding, inLine line: Int, to json: inout JSONWriter
  ) {
    json.key("partialFingerprints")
    json.beginObject()
    if let hash = lineHashes[finding.diagnostic.location.file]?.hash(ofLine: line) {
      json.member("primaryLocationLineHash", hash)
    }
    json.member("hostlint/v1", finding.fingerprint.description)
    json.end()
  }

  private func appendProperties(of diagnostic: Diagnostic, to json: inout JSONWriter) {
    let owners = diagnostic.entities.isEmpty ? nil : diagnostic.owners
    guard diagnostic.reseller != nil || diagnostic.field != nil || owners != nil else { return }
    json.key("properties")
    json.beginObject()
    if let reseller = diagnostic.reseller { json.member("reseller", reseller) }
    if let field = diagnostic.field { json.member("field", field) }
    if let owners { json.append(owners) }
    json.end()
  }

  private mutating func artifact(of id: FileID) -> Artifact {
    if let artifact = artifacts[id] { return artifact }
    let artifact = makeArtifact(views[id].file)
    artifacts[id] = artifact
    return artifact
  }

  private func makeArtifact(_ file: SourceFile) -> Artifact {
    if let path = file.path(inRepository: repositoryRoot) {
      return Artifact(uri: path.percentEncodedPath, isRelative: true)
    }
    // Outside the repository no path is relative to it.
    let path = repositoryRoot == nil ? file.path : file.realPath ?? file.path
    return Artifact(uri: "file://" + path.percentEncodedPath, isRelative: false)
  }
}
