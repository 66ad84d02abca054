/// What is accepted beside what comments say, and what becomes of it.
struct SuppressionSettings: Sendable {
  /// Every rule that there is, by id: whether its findings may be suppressed; nil for the built-in
  /// ones.
  var knownRules: [String: Bool]?
  /// Where exceptions stand.
  var configuration: Configuration?
  var baseline: Baseline?
  /// The absolute path of the folder that reported paths start from.
  var workingDirectory = "/"
  /// Whether findings are shown that are accepted.
  var showsEverything = false
  /// Whether findings that are accepted are listed beside the others.
  var listsSuppressed = false
  /// Whether it is a failure that something in the baseline no longer occurs.
  var isBaselineStrict = false
}
