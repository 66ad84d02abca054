import ArgumentParser
import Linting

/// The flags that say what becomes of findings that are accepted.
struct SuppressionFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File of accepted findings, as `hostlint baseline write` makes it. Default: the one that "
        + "the configuration names.",
      valueName: "file"))
  var baseline: String?

  @Flag(help: "End with status 1 when something in the baseline no longer occurs.")
  var baselineStrict = false

  @Flag(help: "Show accepted findings like all others, and count them.")
  var noSuppressions = false

  @Flag(help: "List accepted findings, with the reason, after the others.")
  var showSuppressed = false

  func validate() throws {
    if noSuppressions, showSuppressed {
      throw ValidationError("--no-suppressions and --show-suppressed exclude each other")
    }
  }

  var options: SuppressionOptions {
    var options = SuppressionOptions()
    options.baseline = baseline.map { .file($0) } ?? .configured
    options.isBaselineStrict = baselineStrict
    options.showsEverything = noSuppressions
    options.listsSuppressed = showSuppressed
    return options
  }
}
