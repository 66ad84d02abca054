internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// A project's `.hostlint.yaml` as it is written; what it says of rules is not yet held against
/// them.
struct Configuration: Sendable {
  /// The name that a configuration is found by.
  static let fileName = ".hostlint.yaml"
  /// The id that its faults are reported under; it is no rule.
  static let errorID = "invalid-configuration"

  let source: SourceFile
  /// The absolute path of the folder that its paths and patterns start from.
  let folder: String
  /// Which files are the project's; nil where it does not say.
  var include: Setting<[String]>?
  var exclude = Setting<[String]>([])
  var failOn: Setting<FailureThreshold>?
  /// Folders and files with rules, as they are written.
  var ruleDirectories: Setting<[String]>?
  /// The node of each of them, for what is wrong with it.
  var ruleDirectoryNodes: [NodeID] = []
  var rules: [RuleEntry] = []
  /// In the form in which names compare.
  var lrobNameservers: Setting<[String]>?
  /// What is accepted, entity by entity.
  var exceptions: [ExceptionEntry] = []
  /// The file of what was accepted as it was, as it is written.
  var baseline: Setting<String>?

  /// What is said of one rule.
  struct RuleEntry: Sendable {
    /// The node of the rule's id.
    let id: NodeID
    var level: Setting<RuleLevel>?
    /// The entry `params`, to be read by the parameters that the rule has.
    var params: Tree.Entry?
  }

  init(source: SourceFile, folder: String) {
    self.source = source
    self.folder = folder
  }

  /// The folders and files with rules, as seen from the working directory.
  func ruleFolders(from workingDirectory: String) -> [String] {
    (ruleDirectories?.value ?? []).map {
      Paths.relative(Paths.absolute($0, from: folder), to: workingDirectory)
    }
  }
}
