/// Where a run finds its configuration and its rules, and what is in force of them: what the
/// command line says about it.
package struct ProjectOptions: Sendable {
  /// Where the configuration is.
  package enum ConfigurationChoice: Hashable, Sendable {
    /// The nearest `.hostlint.yaml` from the working directory upwards.
    case search
    /// There is none.
    case none
    /// This file.
    case file(String)
  }

  package var configuration = ConfigurationChoice.search
  /// Folders and files with further rules.
  package var ruleFolders: [String] = []
  /// Rules that are in force alone: ids, areas, or `all`; empty for no choice.
  package var select: [String] = []
  /// Rules that are not in force: ids or areas.
  package var ignore: [String] = []
  /// Severities of rules, `RULE=LEVEL`.
  package var severities: [String] = []
  /// Values of rules' parameters, `RULE.NAME=VALUE`.
  package var params: [String] = []
  /// The absolute path of the folder that relative paths start from and that reported ones are
  /// relative to; nil for the working directory of the process.
  package var workingDirectory: String?

  package init() {}

  /// The folder that relative paths start from.
  func folder() throws(RunFailure) -> String {
    guard let folder = workingDirectory ?? FileSystem.workingDirectory else {
      throw .message("the working directory is not there any more")
    }
    return folder
  }
}
