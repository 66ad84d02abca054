internal import CEL
package import Diagnostics
internal import HostingModel
internal import Parallel
internal import RuleEngine
internal import SourceText
internal import YAML

/// Checks hosting files: the whole of hostlint without its command line.
package struct Linter: Sendable {
  /// What to check, and how.
  package struct Options: Sendable {
    /// Files and folders; `-` is standard input. Empty means the working directory.
    package var paths: [String] = []
    /// How standard input is called in reports.
    package var standardInputName = "stdin.yaml"
    /// The day that rules see, `YYYY-MM-DD`; nil for today in UTC.
    package var today: String?
    /// Where the rules are, and what is in force of them.
    package var project = ProjectOptions()
    /// The severity from which on the run fails; nil for what the configuration says, or warning.
    package var failOn: FailureThreshold?
    /// Whether a report will show why rules are there, as SARIF does.
    package var describesRules = true
    /// Whether every entity has a finding of its own, where several share one fault.
    package var expands = false
    /// What becomes of findings that are accepted.
    package var suppression = SuppressionOptions()
    /// Whether e-mail addresses and the names of people and companies are masked.
    package var redacts = false
    /// How many threads work; nil for as many as there are processors.
    package var threads: Int?
    /// Counts what is done, for whoever shows it.
    package var progress = RunProgress()

    package init() {}
  }

  /// The version of this program.
  package static let version = "0.1.0"

  let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Reads and checks everything that the options name.
  package func run() throws(RunFailure) -> Report {
    try runKeepingAll().report
  }

  /// The report of a run, with all that was read for it.
  ///
  /// To give the memory of many files back, one object after the other, takes a twentieth of a run: a
  /// process that ends with its report holds this until then.
  package struct Finished {
    package var report: Report { examination.report }
    fileprivate let examination: Examination
    fileprivate let project: Project
  }

  /// Does what `run` does, and lets go of nothing.
  package func runKeepingAll() throws(RunFailure) -> Finished {
    let project = try project()
    return Finished(examination: try examine(project), project: project)
  }

  /// What a run understood and found.
  struct Examination {
    let hosting: Hosting
    let report: Report
    /// The files whose findings are in the report; the others were read as context.
    let reportedFiles: Set<FileID>
    /// What the conditions of rules came out as that are loaded for their examples.
    let conditions: ConditionRecord
    let suppression: SuppressionPass.Outcome
    /// Masks what is a secret in the files.
    let masking: SecretMasking
    /// What it went by, compiled rules among it.
    let settings: CheckSettings
  }

  /// Reads and checks everything that the options name, and keeps what was understood.
  func examine(_ project: Project) throws(RunFailure) -> Examination {
    let folder = try options.project.folder()
    var settings = CheckSettings(rules: try project.ruleSet().byPurpose.state, today: try today())
    // A rule that another one stands in for may share its id with that one.
    settings.silencedRules = Set(
      project.rules.filter { !$0.isEnabled && $0.replacement == nil }.map(\.id))
    settings.reading.lrobNameservers = project.lrobNameservers.value
    settings.failOn = options.failOn ?? project.failOn.value
    settings.expands = options.expands
    settings.suppression = try options.suppression.settings(project, workingDirectory: folder)
    settings.redacts = options.redacts
    settings.configurationPath = project.configuration?.source.path
    let paths = [
      project.configuration?.source.path,
      options.suppression.path(project, workingDirectory: folder),
    ]
    let rules = project.rules.lazy.filter { !$0.file.isBuiltIn }.map(\.file.tree.file.path)
    settings.paths = (paths.compactMap(\.self) + rules).map { Paths.absolute($0, from: folder) }
    settings.threads = options.threads ?? processorCount
    settings.progress = options.progress
    settings.progress.clock?.note(threads: settings.threads)
    settings.progress.enter(.searching)
    let found = InputSearch.read(
      options.paths, of: project.selection, standardInputName: options.standardInputName,
      workingDirectory: folder, threads: settings.threads)
    return Self.examine(found, settings)
  }

  /// Checks files whose bytes are read already.
  static func check(_ found: InputSearch.Outcome, _ settings: CheckSettings) -> Report {
    examine(found, settings).report
  }

  /// The same with what else is known then.
  ///
  /// - Parameter earlier: The files of the earlier of two states, for rules about changes.
  static func examine(
    _ found: InputSearch.Outcome, earlier: [InputSearch.Input] = [], _ settings: CheckSettings
  ) -> Examination {
    let progress = settings.progress
    let hostingFiles = HostingFiles(
      found.inputs, earlier: earlier, progress, notesPersonal: settings.redacts,
      threads: settings.threads)
    progress.enter(.linking)
    var pass = SuppressionPass(hostingFiles, settings)
    let (hosting, faults) = HostingReader.read(
      hostingFiles.trees, options: settings.reading, earlierCount: hostingFiles.earlierCount,
      threads: settings.threads)
    let outcome = RuleRunner.run(
      settings.rules, over: hosting, today: settings.today, notingUndecidedOf: pass.rules,
      progress: progress, threads: settings.threads)
    progress.enter(.reporting)
    // Sorted last: as they were made, diagnostics follow each other in memory.
    let inForce = RulesInForce(settings)
    let gaps = ExportGaps(hostingFiles, settings.rules, outcome)
    var unsorted: [Diagnostic] = []
    for part in [
      gaps.explain(hostingFiles.diagnostics), faults, outcome.diagnostics, pass.faults,
    ] {
      for diagnostic in part where hostingFiles.isReported(diagnostic.location.file) {
        if let diagnostic = inForce.apply(to: diagnostic) { unsorted.append(diagnostic) }
      }
    }
    let shownFiles = pass.files.union(files(shownBy: unsorted))
    let shown = shownFiles.map { Int($0.rawValue) }
    // The reader of exports marks what is a secret there, line by line or not.
    let searched = shown.filter {
      !hostingFiles.isExport(FileID(UInt32(truncatingIfNeeded: $0)))
    }.map { (file: hostingFiles.files[$0], isComplete: hostingFiles.isComplete($0)) }
    var diagnostics: [Diagnostic] = []
    concurrently(threads: settings.threads) {
      for (file, isComplete) in searched {
        Secrets.markUnreadable(in: file, isComplete: isComplete)
      }
    } and: {
      diagnostics = Diagnostic.inReportOrder(unsorted)
    }
    var files = hostingFiles.files
    if let configuration = pass.configurationFile {
      Secrets.markUnreadable(in: configuration, isComplete: false)
      files.append(configuration)
    }
    let masking = SecretMasking(
      files, sentences: settings.rules.sentences(of: Set(diagnostics.map(\.rule))))
    for index in shown { masking.markOccurrences(in: hostingFiles.files[index]) }
    // What is accepted is told by what is reported of a finding, so no secret is compared.
    let judged = pass.judge(
      masking.mask(diagnostics), in: hostingFiles, undecided: outcome.undecided,
      isComplete: hostingFiles.isComplete && (found.failures + outcome.failures).isEmpty)
    var summary = summary(hostingFiles, hosting, settings.rules, outcome)
    let findings = ReportedFindings(
      judged, files: files, masking: masking, inForce: inForce, expands: settings.expands,
      threads: settings.threads)
    summary.suppressed = findings.counts
    let plain = Report(
      toolVersion: version, files: SourceFiles(files), rules: settings.rules.descriptors,
      findings: findings.shown,
      suppressed: settings.suppression.listsSuppressed ? findings.suppressed : [],
      goneFromBaseline: settings.suppression.isBaselineStrict ? judged.gone : [],
      summary: summary, failOn: settings.failOn, failures: found.failures + outcome.failures,
      notes: found.notes + pass.notes(judged),
      coverage: coverage(hostingFiles, outcome, settings))
    let report =
      settings.redacts ? redacted(plain, hosting, hostingFiles, shownFiles, settings) : plain
    return Examination(
      hosting: hosting, report: report,
      reportedFiles: Set(report.files.ids.filter(hostingFiles.isReported)),
      conditions: outcome.conditions, suppression: judged, masking: masking,
      settings: settings)
  }

  /// The day that rules see.
  func today() throws(RunFailure) -> CalendarDate {
    guard let text = options.today else {
      guard let date = CalendarDate(secondsSince1970: FileSystem.now) else {
        throw .message("the system clock shows no date; use --today")
      }
      return date
    }
    guard let date = CalendarDate(text) else {
      throw .message("--today needs a date such as 2027-06-30, not '\(text)'")
    }
    return date
  }

  /// The rules of the run and what is in force of them.
  func project() throws(RunFailure) -> Project {
    try Project.load(options.project, depth: options.describesRules ? .describe : .check)
  }

  /// The files of all places that diagnostics show.
  private static func files(shownBy diagnostics: [Diagnostic]) -> Set<FileID> {
    var files: Set<FileID> = []
    var last: FileID?
    func add(_ place: SourceLocation) {
      // Neighbours stand in the same file, mostly.
      if place.file != last { files.insert(place.file) }
      last = place.file
    }
    for diagnostic in diagnostics {
      add(diagnostic.location)
      for label in diagnostic.related { add(label.location) }
      // An entity's own place is shown where several share a finding.
      if let place = diagnostic.entityLocation { add(place) }
    }
    return files
  }

  private static func summary(
    _ files: HostingFiles, _ hosting: Hosting, _ rules: RuleSet, _ outcome: RuleRunner.Outcome
  ) -> Summary {
    var summary = Summary()
    summary.files = files.reportedCount
    summary.contextFiles = files.files.count - files.reportedCount
    summary.skippedFiles = files.skipped.count
    summary.rules = rules.rules.count
    summary.rulesWithoutEntities = outcome.idleRules.count
    summary.notApplicable = outcome.notApplicable
    let isCounted = files.isWhole ? nil : { (file: FileID) in files.isReported(file) }
    summary.entities = EntityKind.counted.map {
      Summary.EntityCount(
        kind: $0.rawValue, count: hosting.definedCount(of: $0, in: isCounted))
    }
    return summary
  }

  private static func redacted(
    _ report: Report, _ hosting: Hosting, _ files: HostingFiles, _ shownFiles: Set<FileID>,
    _ settings: CheckSettings
  ) -> Report {
    let rules = Set((report.findings + report.suppressed.map(\.finding)).map(\.diagnostic.rule))
    return Redaction(hosting, sentences: settings.rules.sentences(of: rules))
      .redact(report, showing: shownFiles, exports: files.personalPlaces)
  }

  private static func coverage(
    _ files: HostingFiles, _ outcome: RuleRunner.Outcome, _ settings: CheckSettings
  ) -> Coverage {
    var coverage = Coverage()
    coverage.configurationPath = settings.configurationPath
    coverage.settingsPaths = settings.paths
    for (index, file) in files.files.enumerated() {
      if files.isReported(FileID(UInt32(truncatingIfNeeded: index))) {
        coverage.checkedFiles.append(file.path)
      } else {
        coverage.contextFiles.append(file.path)
      }
    }
    coverage.skippedFiles = files.skipped
    coverage.idleRules = outcome.idleRules.map {
      Coverage.IdleRule(rule: $0.id, kinds: $0.kinds.map(\.rawValue))
    }
    coverage.undecidedRules = outcome.undecidedCounts.sorted { $0.key < $1.key }
      .map { Coverage.UndecidedRule(rule: $0.key, count: $0.value) }
    return coverage
  }
}
