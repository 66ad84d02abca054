package import Diagnostics
package import HostingModel
package import SourceText
package import YAML

/// Reads Plesk's exports into hosting trees.
package struct ExportReader {
  /// A file that is an export.
  package struct File: Sendable {
    /// UTF-8.
    package let source: SourceFile
    package let id: FileID
    package let format: ExportFormat
    /// What keeps some of its bytes from being text, and where.
    package let fault: (message: String, offset: UInt32)?

    package init(
      source: SourceFile, id: FileID, format: ExportFormat,
      fault: (message: String, offset: UInt32)? = nil
    ) {
      self.source = source
      self.id = id
      self.format = format
      self.fault = fault
    }
  }

  /// What the exports of a run give.
  package struct Outcome: Sendable {
    /// The accounts, a document each; nil where there is nothing of an account in them.
    ///
    /// Its nodes stand in the order of a hosting file and point at places in the exports.
    package var tree: Tree?
    /// Files whose end could not be read.
    package var incompleteFiles: Set<FileID> = []
    /// In the order of their places.
    package var diagnostics: [Diagnostic] = []
    /// What `export-incomplete` findings are about, by their places.
    package var gaps: [SourceLocation: Set<Topic>] = [:]
    /// Values that may tell who somebody is, by file; empty unless asked for.
    package var personal: [FileID: [SourceRange]] = [:]

    package init() {}
  }

  private let files: [File]
  private let text: [UInt8]
  /// Where the text of each file starts in `text`.
  private let starts: [Int]
  private let bounds: ExportBounds
  private var tree: ElementTree
  private var roots: [ElementID] = []
  private var faults: [ExportFault?] = []
  private var outcome = Outcome()

  /// Reads the exports of a run together: what one of them names may stand in another.
  ///
  /// - Parameter notesPersonal: Whether values that may tell who somebody is are looked for.
  package static func read(
    _ files: [File], bounds: ExportBounds = ExportBounds(), notesPersonal: Bool = false
  ) -> Outcome {
    guard !files.isEmpty else { return Outcome() }
    var reader = ExportReader(files, bounds)
    reader.readFiles()
    reader.markSecrets()
    reader.link()
    if notesPersonal { reader.findPersonal() }
    reader.outcome.diagnostics.sort { ($0.location, $0.rule) < ($1.location, $1.rule) }
    return reader.outcome
  }

  private init(_ all: [File], _ bounds: ExportBounds) {
    self.bounds = bounds
    var files: [File] = []
    var starts: [Int] = []
    var total = 0
    for file in all where total + file.source.text.count <= bounds.totalBytes {
      files.append(file)
      starts.append(total)
      total += file.source.text.count
    }
    self.files = files
    self.starts = starts
    // The text of a single file is not copied.
    if let first = files.first, files.count == 1 {
      text = first.source.text
    } else {
      var joined: [UInt8] = []
      joined.reserveCapacity(total)
      for file in files { joined += file.source.text }
      text = joined
    }
    tree = ElementTree(text: text)
    let read = Set(files.map(\.id))
    for file in all where !read.contains(file.id) {
      reportLimit("the exports together are larger than \(bounds.totalBytes >> 20) MiB", of: file)
    }
  }

  private mutating func reportLimit(_ message: String, of file: File) {
    outcome.incompleteFiles.insert(file.id)
    outcome.diagnostics.append(
      diagnostic(
        .inputLimit, message, help: "Check the accounts one by one.",
        at: SourceLocation(file: file.id, range: SourceRange(at: 0)), path: file.source.path))
  }

  // MARK: - Reading

  private mutating func readFiles() {
    for (index, file) in files.enumerated() {
      let start = starts[index]
      let range = start..<(start + file.source.text.count)
      let root = tree.open(.other, at: UInt32(truncatingIfNeeded: start))
      roots.append(root)
      var fault: ExportFault?
      if let encoding = ExportText.encodingFault(in: file.source.text) {
        fault = ExportFault(
          kind: .syntax, message: "the encoding `\(encoding)` is not supported",
          remedy: "Save the file as UTF-8, and say so in its first line.",
          range: SourceRange(at: UInt32(truncatingIfNeeded: start)))
      } else {
        switch file.format {
        case .packets:
          fault = XMLReader.read(range, into: &tree, root: root, bounds: bounds)
        case .rest:
          fault = JSONReader.read(range, into: &tree, root: root, bounds: bounds)
        }
      }
      tree.close(root)
      if let undecoded = file.fault {
        // The one cause of whatever follows from it.
        fault = ExportFault(
          kind: .syntax, message: undecoded.message, remedy: "Save the file as UTF-8.",
          range: SourceRange(at: UInt32(truncatingIfNeeded: start) + undecoded.offset))
      }
      faults.append(fault)
      guard let fault else { continue }
      outcome.incompleteFiles.insert(file.id)
      report(
        fault.kind == .limit ? .inputLimit : .exportSyntax, fault.message, help: fault.remedy,
        at: fault.range)
    }
  }

  private mutating func markSecrets() {
    var byFile: [Int: [SourceRange]] = [:]
    for range in tree.secrets {
      let index = file(at: range.start)
      byFile[index, default: []].append(local(range, in: index))
    }
    for (index, fault) in faults.enumerated() {
      guard let fault else { continue }
      let start = Int(local(fault.range, in: index).start)
      byFile[index, default: []] += UnreadText.secrets(in: files[index].source.text, from: start)
    }
    for (index, ranges) in byFile { files[index].source.markSecrets(ranges) }
  }

  // MARK: - Linking

  private mutating func link() {
    let records = RecordCollector.collect(tree, roots: roots)
    tree.phpHandlers = records.phpHandlers
    reportErrors(records)
    reportClashes(records)
    reportContradictions(Contradictions(records, in: tree))
    for (value, fault) in records.strangers {
      let place = tree.isBlank(value) ? tree.tag(value) : tree.range(value)
      report(
        .invalidValue, fault, help: "Save the answer of the REST API as it comes.", at: place)
    }
    for (value, fault) in records.wrongTypes {
      let place = tree.isBlank(value) ? tree.tag(value) : tree.range(value)
      report(
        .wrongType, fault, help: "Save the answer of the REST API as it comes.", at: place)
    }
    guard !records.isEmpty else { return reportEmptyFiles(records) }
    let starts = starts
    let elements = tree.elements
    let links = AccountLinks(records, in: tree) { element in
      Self.index(of: Int(elements[element].start), in: starts)
    }
    let unknown = Unknowns(records, links, in: tree, isCut: faults.contains { $0 != nil })
    reportGaps(links, unknown)
    let head = head(of: records)
    var writer = AccountWriter(
      tree, links, topics: unknown.topics,
      composer: TreeComposer(files.map { ($0.source, $0.id) }, text: text))
    writer.write(head: head)
    outcome.tree = writer.composer.finish()
    if outcome.tree == nil, let first = files.first {
      reportLimit("the exports together have more values than are read", of: first)
    }
  }

  /// What stands for all of the exports: the name of the first packet with an answer, or the first
  /// bracket.
  private func head(of records: AccountRecords) -> SourceRange {
    let first = records.answered.values.min().map { Int(tree.elements[$0].start) } ?? 0
    for root in roots[Self.index(of: first, in: starts)...] {
      if let first = tree.children(of: root).first(where: { _ in true }) { return tree.tag(first) }
    }
    return SourceRange(at: 0)
  }

  // MARK: - Findings

  private mutating func reportErrors(_ records: AccountRecords) {
    for (result, operation, question) in records.errors {
      let isREST = operation == "REST"
      let code = tree.value(isREST ? .code : .errcode, of: result).map(tree.string)
      let text = tree.value(isREST ? .message : .errtext, of: result)
      let place = (text ?? tree.child(.status, of: result)).map(tree.range) ?? tree.tag(result)
      var said = text.map { tree.string($0) } ?? "no reason is given"
      while said.hasSuffix(".") { said.removeLast() }
      let number = code.map { " (error \($0))" } ?? ""
      let isRefused = operation == "system" || isREST
      report(
        .exportError,
        isRefused
          ? "Plesk refused the request: \(said)\(number)"
          : "Plesk did not answer `\(operation)`: \(said)\(number)",
        help: isREST
          ? "Ask for an address that exists, with a login that may use the REST API."
          : isRefused
            ? "Send the request again with a login that may use the XML API."
            : Self.help(without: operation, question),
        at: place)
    }
  }

  /// What is unknown without an answer, in words.
  private static func help(
    without operation: String, _ question: AccountRecords.Operator?
  ) -> String {
    let advice = "Correct the request, or ask the provider for this answer."
    let unknown: String
    switch question {
    case .customer: unknown = "customers"
    case .webspace: unknown = "subscriptions"
    case .site: unknown = "domains and subdomains"
    case .servicePlan: unknown = "packs"
    case .servicePlanAddon: unknown = "add-on packs"
    case .siteAlias: unknown = "aliases"
    case .reseller: unknown = "what the provider grants the reseller"
    case .dns, nil:
      if operation.hasSuffix("/get-domain-list") || operation.hasSuffix("/get_domain_list") {
        return advice + " Until then subdomains are told by their names; nothing else is unknown."
      }
      if operation.hasPrefix("php-handler") {
        return advice + " Until then versions of PHP are read from the ids of its handlers."
      }
      return advice + " Nothing that hostlint reads is unknown without it."
    }
    return advice + " What it would have told is unknown: \(unknown)."
  }

  private mutating func reportClashes(_ records: AccountRecords) {
    for clash in records.clashes {
      let source = clash.second.sources[0]
      let general = tree.child(.general, of: source) ?? source
      let name = tree.value(.login, of: general) ?? tree.value(.name, of: general)
      let names = [clash.first, clash.second].map { $0.name ?? $0.guid ?? "" }
      report(
        .duplicateEntity,
        "the \(clash.identity) stands for two: `\(names[0])` and `\(names[1])`",
        help: "Fetch the answer again. What is tied by this \(clash.identity.prefix { $0 != " " }) "
          + "is unknown.",
        at: name.map(tree.range) ?? tree.tag(source))
    }
  }

  private mutating func reportContradictions(_ contradictions: Contradictions) {
    for finding in contradictions.findings {
      report(
        .duplicateEntity,
        "the answers about \(finding.entity) contradict each other: "
          + finding.names.map { "`\($0)`" }.joined(separator: ", "),
        help: "Fetch all answers again at one time. Until then the first one is taken.",
        at: tree.range(finding.place))
    }
  }

  private mutating func reportEmptyFiles(_ records: AccountRecords) {
    for (index, root) in roots.enumerated() where faults[index] == nil {
      let range = Int(tree.elements[root].start)..<starts[index] + files[index].source.text.count
      let hasError = records.errors.contains { range.contains(Int(tree.elements[$0.result].start)) }
      if hasError { continue }
      let foreign = records.foreign.first {
        range.contains(Int(tree.elements[$0.element].start))
      }
      let first = foreign?.element ?? tree.children(of: root).first { _ in true }
      report(
        .exportIncomplete,
        foreign.map { "the answer to `\($0.name)` says nothing about an account" }
          ?? "the export says nothing about an account",
        help: "Fetch the account: `hostlint import --request` prints what to ask for.",
        at: first.map(tree.tag) ?? SourceRange(at: UInt32(truncatingIfNeeded: starts[index])))
    }
  }

  private mutating func reportGaps(_ links: AccountLinks, _ unknown: Unknowns) {
    // Where a question was not answered at all, that is one finding.
    let told = links.records.answered
    for gap in links.gaps where told[gap.question] != nil || gap.question == .servicePlanAddon {
      report(
        .exportIncomplete, "\(gap.owner) names \(gap.missing), which is not in the export",
        help: gap.missing.hasPrefix("domain ")
          ? "Add the answer to `/domains` that holds it."
          : "Add the answer to `\(gap.question.rawValue)/get` that holds it.", at: gap.place,
        gap.topics)
    }
    for (record, kind) in links.records.nameless {
      report(
        .exportIncomplete,
        "the answer about \(kind)\(record.id.map { " \($0)" } ?? "") does not tell which it is",
        help: "Ask for its general information too: `hostlint import --request` does.",
        at: tree.tag(record.sources[0]))
    }
    for index in links.ownerlessAliases {
      let alias = links.records.aliases.records[index]
      report(
        .exportIncomplete, "site alias \(alias.name ?? "") does not tell whose it is",
        help: "Fetch the answer to `site-alias/get` again; it holds a `site-id`.",
        at: links.value(.name, of: alias).map(tree.range) ?? tree.tag(alias.sources[0]), [.aliases])
    }
    for (guid, webspace, first, plan) in links.surplusPlans {
      let names = [first, plan].map { links.record(of: $0).name ?? "" }
      report(
        .invalidValue,
        "webspace \(webspace) names a second base plan, `\(names[1])`, beside `\(names[0])`",
        help: "A subscription has one; `\(names[0])` is taken. Look in Plesk which it is.",
        at: tree.range(guid))
    }
    for (guid, webspace, plan) in links.repeatedPlans {
      report(
        .invalidValue,
        "webspace \(webspace) names `\(links.record(of: plan).name ?? "")` more than once",
        help: "What the plans of \(webspace) give together is unknown. Look in Plesk which it has.",
        at: tree.range(guid))
    }
    if let (name, call) = links.records.foreign.first(where: { $0.name == "subdomain/get" }) {
      report(
        .exportIncomplete, "the answer to `\(name)` is not read",
        help: "Add the answer to `site/get`, which holds subdomains too.", at: tree.tag(call))
    }
    guard !unknown.missing.isEmpty else { return }
    report(
      .exportIncomplete, "the export does not tell \(unknown.missing.joined(separator: ", "))",
      help: unknown.isREST
        ? "The REST API does not have it: add packets of the XML API, as docs/exports.md shows."
        : "Fetch that too: `hostlint import --request` prints what to ask for.",
      at: head(of: links.records), unknown.missingTopics)
  }

  private mutating func report(
    _ rule: ReadingRule, _ message: String, help: String, at range: SourceRange,
    _ topics: Set<Topic> = []
  ) {
    let index = file(at: range.start)
    let location = SourceLocation(file: files[index].id, range: firstLine(of: range, in: index))
    outcome.diagnostics.append(
      diagnostic(rule, message, help: help, at: location, path: files[index].source.path))
    if !topics.isEmpty { outcome.gaps[location, default: []].formUnion(topics) }
  }

  private func diagnostic(
    _ rule: ReadingRule, _ message: String, help: String, at location: SourceLocation, path: String
  ) -> Diagnostic {
    Diagnostic(
      rule: rule.rawValue, severity: rule.severity, message: message, remedy: help,
      location: location, entity: "file/\(path)")
  }

  // MARK: - Places

  /// The file that an offset lies in, by its index.
  private func file(at offset: UInt32) -> Int { Self.index(of: Int(offset), in: starts) }

  private static func index(of offset: Int, in starts: [Int]) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func local(_ range: SourceRange, in index: Int) -> SourceRange {
    let start = UInt32(truncatingIfNeeded: starts[index])
    return SourceRange(
      start: max(range.start, start) - start, end: max(range.end, start) - start)
  }

  /// A place in one file, cut to its first line.
  private func firstLine(of range: SourceRange, in index: Int) -> SourceRange {
    var end = Int(range.start)
    while end < min(Int(range.end), text.count), text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    return local(
      SourceRange(start: range.start, end: UInt32(truncatingIfNeeded: end)), in: index)
  }

  // MARK: - Personal values

  private mutating func findPersonal() {
    var byFile: [Int: [SourceRange]] = [:]
    for index in tree.elements.indices where tree.elements[index].name.isPersonal {
      guard !tree.isBlank(index) else { continue }
      let range = tree.range(index)
      let file = file(at: range.start)
      byFile[file, default: []].append(local(range, in: file))
    }
    for (index, fault) in faults.enumerated() {
      guard let fault else { continue }
      let start = Int(local(fault.range, in: index).start)
      byFile[index, default: []] += UnreadText.values(in: files[index].source.text, from: start)
    }
    for (index, ranges) in byFile { outcome.personal[files[index].id] = ranges }
  }
}
