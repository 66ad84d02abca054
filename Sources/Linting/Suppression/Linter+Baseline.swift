package import Diagnostics
internal import RuleEngine

/// `hostlint baseline`.
extension Linter {
  /// Writes down all that is found and can be accepted, in place of what the baseline says.
  ///
  /// What the baseline says of what was not checked stays: of rules that are off, and of all that
  /// is not found where only a part of the project was read or is reported. Nothing is written
  /// where no file was checked.
  package func writeBaseline() throws(RunFailure) -> BaselineReport {
    let project = try project()
    let folder = try options.project.folder()
    let path = baselinePath(project, from: folder)
    try BaselineFile.requireBaseline(path, from: folder)
    var options = options
    options.suppression = SuppressionOptions()
    options.suppression.baseline = .none
    let examination = try Linter(options).examine(project)
    var baseline = Baseline(
      path: Paths.relative(path, to: folder), folder: Paths.absolute("..", from: path), entries: [])
    let suppressible = Set(
      examination.report.rules.lazy.filter(\.isSuppressible).map(\.id))
    baseline.entries = Baseline.entries(
      examination.suppression.shown.filter { suppressible.contains($0.rule) }
        .map { baseline.key(of: $0, from: folder) })
    let known = Set(project.rules.map(\.id))
    let inForce = Set(examination.report.rules.map(\.id))
    let isConclusive = examination.suppression.isConclusive
    // One that is broken is written anew, unless a part of it is needed.
    let old = isConclusive ? try? BaselineFile.read(path, from: folder) : try existing(path, folder)
    baseline.add(
      (old?.entries ?? []).filter { entry in
        !isConclusive || known.contains(entry.key.rule) && !inForce.contains(entry.key.rule)
      })
    let isWritten = examination.report.summary.files > 0
    if isWritten { try BaselineFile.write(baseline, to: path) }
    return report(baseline, examination.report, isWritten: isWritten, project, path, folder)
  }

  /// Compares the baseline with what is found.
  package func compareBaseline() throws(RunFailure) -> BaselineReport {
    let (project, baseline, examination) = try examineWithBaseline()
    let folder = try options.project.folder()
    return report(
      baseline, examination.report, gone: examination.suppression.gone, isWritten: false, project,
      baselinePath(project, from: folder), folder)
  }

  /// Takes out of the baseline what no longer occurs. Where that cannot be told nothing is written.
  package func pruneBaseline() throws(RunFailure) -> BaselineReport {
    var (project, baseline, examination) = try examineWithBaseline()
    let folder = try options.project.folder()
    let path = baselinePath(project, from: folder)
    let summary = examination.report.summary
    if summary.contextFiles > 0 {
      throw .message(
        "what no longer occurs shows only in the whole project; leave the paths out to prune")
    }
    let gone = examination.suppression.gone
    let isConclusive = examination.suppression.isConclusive
    if !isConclusive, summary.files > 0, examination.report.failures.isEmpty {
      throw .message(
        "what no longer occurs cannot be told: a hosting file was not read to its end")
    }
    if !gone.isEmpty {
      baseline.remove(gone)
      try BaselineFile.write(baseline, to: path)
    }
    return report(
      baseline, examination.report, gone: gone, isWritten: !gone.isEmpty, project, path, folder)
  }

  /// The baseline as it is; nil where there is none yet.
  private func existing(_ path: String, _ folder: String) throws(RunFailure) -> Baseline? {
    guard case .success = FileSystem.kind(of: path) else { return nil }
    return try BaselineFile.read(path, from: folder)
  }

  private func baselinePath(_ project: Project, from folder: String) -> String {
    options.suppression.path(project, workingDirectory: folder)
      ?? Paths.join(project.configuration?.folder ?? folder, Baseline.fileName)
  }

  private func examineWithBaseline() throws(RunFailure) -> (Project, Baseline, Examination) {
    let project = try project()
    let folder = try options.project.folder()
    let path = baselinePath(project, from: folder)
    var options = options
    options.suppression = SuppressionOptions()
    options.suppression.baseline = .file(path)
    let baseline = try BaselineFile.read(path, from: folder)
    return (project, baseline, try Linter(options).examine(project))
  }

  private func report(
    _ baseline: Baseline, _ report: Report, gone: [BaselineEntry] = [], isWritten: Bool,
    _ project: Project, _ path: String, _ folder: String
  ) -> BaselineReport {
    var configured = options.suppression
    configured.baseline = .configured
    return BaselineReport(
      path: baseline.path, entries: baseline.entries, report: report, gone: gone,
      isWritten: isWritten,
      isConfigured: configured.path(project, workingDirectory: folder) == path)
  }
}

extension Baseline {
  /// Takes over what others accept beyond this one.
  fileprivate mutating func add(_ others: [BaselineEntry]) {
    var counts = Dictionary(
      entries.map { ($0.key, $0.count) }, uniquingKeysWith: { first, _ in first })
    for entry in others {
      counts[entry.key] = max(counts[entry.key, default: 0], entry.count)
    }
    set(counts)
  }

  fileprivate mutating func remove(_ gone: [BaselineEntry]) {
    var counts = Dictionary(
      entries.map { ($0.key, $0.count) }, uniquingKeysWith: { first, _ in first })
    for entry in gone { counts[entry.key, default: 0] -= entry.count }
    set(counts)
  }

  private mutating func set(_ counts: [BaselineEntry.Key: Int]) {
    entries = counts.filter { $0.value > 0 }.map { BaselineEntry($0.key, count: $0.value) }
      .sorted { $0.key < $1.key }
  }
}
