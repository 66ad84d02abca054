/// Which files are a project's, by its configuration.
struct FileSelection: Sendable {
  /// The absolute path of the folder that the patterns start from.
  let folder: String
  /// Patterns that name what an empty `include` stands for.
  static let standardPatterns = ["**/*.yaml", "**/*.yml", "**/*.xml", "**/*.json"]

  /// Every YAML file and export where it is empty.
  let include: [PathPattern]
  let exclude: [PathPattern]
  /// The file that says so, as it is reported.
  let configurationPath: String

  /// Whether the patterns leave out a file or a whole folder.
  ///
  /// - Parameter path: Relative to the folder of the configuration.
  func excludes(_ path: String) -> Bool {
    exclude.contains { $0.match(path) != nil }
  }

  /// Whether a file is among those that the patterns name.
  func includes(_ path: String, isCandidate: Bool) -> Bool {
    if include.isEmpty { return isCandidate }
    return include.contains { pattern in
      switch pattern.match(path) {
      case .file: true
      // A folder stands for the YAML files and exports in it.
      case .folder: isCandidate
      case nil: false
      }
    }
  }

  /// The patterns that match none of the files and folders that were looked at, as YAML keys and
  /// texts: "include `hosting/**`".
  func idlePatterns(_ paths: [String]) -> [String] {
    func idle(_ key: String, _ patterns: [PathPattern]) -> [String] {
      patterns.filter { pattern in !paths.contains { pattern.match($0) != nil } }
        .map { "\(key) `\($0.text)`" }
    }
    return idle("include", include) + idle("exclude", exclude)
  }
}
