internal import Diagnostics
internal import HostingModel
internal import RuleEngine

/// What a check goes by, beside the files that it reads.
struct CheckSettings: Sendable {
  var rules: RuleSet
  /// The day that rules see.
  var today: CalendarDate
  /// Ids of rules that are switched off: of findings of reading, which need no rule to be found.
  var silencedRules: Set<String> = []
  var reading = ReadingOptions()
  /// The severity from which on the run fails.
  var failOn = FailureThreshold.severity(.warning)
  /// Whether findings that share a place stay apart.
  var expands = false
  var suppression = SuppressionSettings()
  /// Whether e-mail addresses and the names of people and companies are masked.
  var redacts = false
  /// The absolute paths of the configuration, the baseline and users' rules.
  var paths: [String] = []
  /// The configuration's path as it is reported; nil where there is none.
  var configurationPath: String?
  /// How many threads work.
  var threads = 1
  /// Counts what is done.
  var progress = RunProgress()

  init(rules: RuleSet, today: CalendarDate) {
    self.rules = rules
    self.today = today
  }
}
