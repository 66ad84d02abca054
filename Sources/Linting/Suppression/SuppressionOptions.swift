internal import RuleEngine

/// What the command line says of findings that are accepted.
package struct SuppressionOptions: Sendable {
  /// Which baseline there is.
  package enum BaselineChoice: Hashable, Sendable {
    /// The one that the configuration names.
    case configured
    case none
    /// This file.
    case file(String)
  }

  package var baseline = BaselineChoice.configured
  /// Whether it is a failure that something in the baseline no longer occurs.
  package var isBaselineStrict = false
  /// Whether findings are shown that are accepted.
  package var showsEverything = false
  /// Whether findings that are accepted are listed beside the others.
  package var listsSuppressed = false

  /// Whether a baseline that the configuration names may be missing.
  var toleratesMissingBaseline = false

  package init() {}

  /// What a run goes by; a baseline that cannot be read fails.
  func settings(
    _ project: Project, workingDirectory: String
  ) throws(RunFailure) -> SuppressionSettings {
    var settings = SuppressionSettings()
    settings.knownRules = Dictionary(
      project.rules.map { ($0.id, $0.file.isSuppressible) }, uniquingKeysWith: { $0 && $1 })
    settings.configuration = project.configuration
    let path = path(project, workingDirectory: workingDirectory).flatMap { path -> String? in
      if toleratesMissingBaseline, case .failure = FileSystem.kind(of: path) { return nil }
      return path
    }
    if let path {
      settings.baseline = try BaselineFile.read(path, from: workingDirectory)
    } else if isBaselineStrict {
      throw .message(
        "--baseline-strict needs a baseline: name it with --baseline, or as `baseline` in "
          + Configuration.fileName)
    }
    settings.workingDirectory = workingDirectory
    settings.showsEverything = showsEverything
    settings.listsSuppressed = listsSuppressed
    settings.isBaselineStrict = isBaselineStrict
    return settings
  }

  /// The absolute path of the baseline; nil where there is none.
  func path(_ project: Project, workingDirectory: String) -> String? {
    switch baseline {
    case .none: nil
    case .file(let path): Paths.absolute(path, from: workingDirectory)
    case .configured:
      project.configuration.flatMap { configuration in
        configuration.baseline.map { Paths.absolute($0.value, from: configuration.folder) }
      }
    }
  }
}
