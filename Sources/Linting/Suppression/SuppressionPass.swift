internal import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText

/// Tells findings that are accepted from those that are not, entity by entity.
struct SuppressionPass {
  /// What became of the findings of a run.
  struct Outcome {
    /// Those that nothing accepts, in the given order.
    var shown: [Diagnostic] = []
    /// The others, likewise.
    var suppressed: [(finding: Diagnostic, by: Suppression)] = []
    /// Suppressions of hosting files that match nothing.
    var unused: [Diagnostic] = []
    /// What is wrong with exceptions, in the order of the configuration.
    var exceptionFaults: [Diagnostic] = []
    /// What the baseline accepts and does not occur any more.
    var gone: [BaselineEntry] = []
    /// Whether it could be told what no longer occurs: everything was read and is reported.
    var isConclusive = false
  }

  private let known: KnownRules
  private let settings: SuppressionSettings
  private var inline: InlineSuppressions
  private var exceptions: ExceptionMatcher?
  private var baseline: BaselineMatcher?

  init(_ files: HostingFiles, _ settings: CheckSettings) {
    self.settings = settings.suppression
    let known = KnownRules(settings.suppression.knownRules, inForce: settings.rules)
    self.known = known
    inline = InlineSuppressions(files, known, today: settings.today)
    if let configuration = settings.suppression.configuration, !configuration.exceptions.isEmpty {
      exceptions = ExceptionMatcher(
        configuration, workingDirectory: settings.suppression.workingDirectory,
        today: settings.today)
    }
    baseline = settings.suppression.baseline.map {
      BaselineMatcher($0, workingDirectory: settings.suppression.workingDirectory)
    }
  }

  /// The ids of the rules that suppressions name.
  var rules: Set<String> {
    var rules = Set(inline.entries.map(\.rule))
    rules.formUnion(settings.configuration?.exceptions.map(\.rule) ?? [])
    rules.formUnion(settings.baseline?.entries.map(\.key.rule) ?? [])
    return rules
  }

  /// What is wrong with comments of hosting files.
  var faults: [Diagnostic] { inline.faults }

  /// The hosting files that have suppressions.
  var files: Set<FileID> { inline.files }

  /// The file that exceptions stand in; the last one of the report.
  var configurationFile: SourceFile? {
    exceptions == nil ? nil : settings.configuration?.source
  }

  /// What a person should know beside the findings, one sentence each.
  func notes(_ outcome: Outcome) -> [String] {
    guard settings.isBaselineStrict, !outcome.isConclusive else { return [] }
    return [
      "not checked whether \(settings.baseline?.path ?? Baseline.fileName) still holds: not all of "
        + "the project was checked"
    ]
  }

  /// Whether there is nothing that could accept a finding.
  private var isEmpty: Bool { inline.entries.isEmpty && exceptions == nil && baseline == nil }

  /// Judges findings, which are in report order.
  ///
  /// - Parameter isComplete: Whether everything was read and evaluated.
  mutating func judge(
    _ findings: [Diagnostic], in files: HostingFiles, undecided: [RuleRunner.Undecided],
    isComplete: Bool
  ) -> Outcome {
    var outcome = Outcome()
    if isEmpty { outcome.shown = findings }
    for finding in findings where !isEmpty {
      if let suppression = accept(finding, in: files.files) {
        outcome.suppressed.append((finding, suppression))
      } else {
        outcome.shown.append(finding)
      }
    }
    if settings.showsEverything {
      outcome.shown = findings
      outcome.suppressed = []
    }
    let undecided = UndecidedPlaces(
      undecided, in: files.files, workingDirectory: settings.workingDirectory)
    // Where something was not read, what is not found there may be there all the same.
    if isComplete { outcome.unused = unused(undecided) }
    let isWhole = files.isWhole && files.reportedCount > 0
    outcome.isConclusive = isWhole && isComplete
    if let exceptions, let configuration = settings.configuration {
      let file = FileID(UInt32(truncatingIfNeeded: files.files.count))
      outcome.exceptionFaults = exceptions.faults(in: file, isWhole: isWhole) { entry in
        isComplete && known.isInForce(entry.rule)
          && !undecided.mayHold(
            entry.rule, on: EntityText.comparable(entry.entity, from: configuration.folder),
            of: entry.reseller)
      }
    }
    if let baseline, outcome.isConclusive {
      outcome.gone = baseline.gone { key in
        let entity = EntityText.comparable(key.entity, from: baseline.baseline.folder)
        return !(known.isKnown(key.rule) && !known.isInForce(key.rule))
          && !undecided.mayHold(key.rule, on: entity, of: key.reseller)
      }
    }
    return outcome
  }

  /// What accepts a finding: the nearest to it, though everything that does is used.
  private mutating func accept(_ finding: Diagnostic, in files: [SourceFile]) -> Suppression? {
    guard known.isSuppressible(finding.rule) else { return nil }
    let comment = inline.accept(
      finding,
      line: files[Int(finding.location.file.rawValue)].lineIndex
        .line(of: finding.location.range.start))
    let exception = exceptions?.accept(finding)
    guard let first = comment ?? exception else { return baseline?.accept(finding) }
    baseline?.note(finding)
    return first
  }

  /// The comments whose finding is not there, though its rule was in force.
  private func unused(_ undecided: UndecidedPlaces) -> [Diagnostic] {
    inline.entries.compactMap { entry in
      guard !entry.isUsed, known.isInForce(entry.rule),
        !undecided.mayHold(entry.rule, in: entry.location.file, lines: entry.lines)
      else { return nil }
      let place = entry.lines.isEmpty ? "in this file" : "here"
      return Diagnostic(
        rule: SuppressionRule.unused.rawValue, severity: SuppressionRule.unused.severity,
        message: "there is no finding of \(entry.rule) \(place)",
        remedy: "Remove the id, and the comment where it was the only one.",
        location: entry.location, entity: "file/\(entry.suppression.path)")
    }
  }
}
