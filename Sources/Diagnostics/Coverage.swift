/// What a run went by and looked at, and what it did not.
package struct Coverage: Sendable {
  /// A file of a searched folder that is no hosting file.
  package struct SkippedFile: Hashable, Sendable {
    /// As it is reported.
    package let path: String
    /// Why it was passed over, one phrase.
    package let reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// A rule that no entity was there for.
  package struct IdleRule: Hashable, Sendable {
    package let rule: String
    /// The kinds of entity that it judges: `alias`.
    package let kinds: [String]

    package init(rule: String, kinds: [String]) {
      self.rule = rule
      self.kinds = kinds
    }
  }

  /// A rule that needed values that are unknown.
  package struct UndecidedRule: Hashable, Sendable {
    package let rule: String
    /// How many entities it could not judge.
    package let count: Int

    package init(rule: String, count: Int) {
      self.rule = rule
      self.count = count
    }
  }

  /// The absolute paths of what the run goes by beside hosting files: the configuration, the
  /// baseline and users' rules.
  package var settingsPaths: [String] = []
  /// The path of the configuration as it is reported; nil where there is none.
  package var configurationPath: String?
  /// Hosting files that were checked, by their reported paths.
  package var checkedFiles: [String] = []
  /// Hosting files that were read only for what others refer to.
  package var contextFiles: [String] = []
  package var skippedFiles: [SkippedFile] = []
  /// Sorted by id.
  package var idleRules: [IdleRule] = []
  /// Sorted by id.
  package var undecidedRules: [UndecidedRule] = []

  package init() {}
}
