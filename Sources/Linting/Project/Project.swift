package import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText
internal import YAML

/// What a run goes by: its configuration, its rules and what is in force of them.
package struct Project: Sendable {
  /// What of the built-in rule files is read.
  package enum Depth: Sendable {
    /// What a check and its reports to people need.
    case check
    /// The rationale, source and tags too, which SARIF shows.
    case describe
    /// All of it, the examples included.
    case full
  }

  /// Every rule that the run knows, in force or not: the built-in ones first, by area.
  package let rules: [ConfiguredRule]
  /// Where users' rules are, from the folder of the configuration, or from the working directory
  /// where there is none.
  package let ruleFolders: Setting<[String]>
  /// The severity from which on a run fails.
  package let failOn: Setting<FailureThreshold>
  /// The name servers that are LRob's.
  package let lrobNameservers: Setting<[String]>
  let configuration: Configuration?
  /// The rule files' texts.
  let sources: SourceFiles

  /// Reads the configuration and the rule files; a fault of one of them fails.
  package static func load(
    _ options: ProjectOptions, depth: Depth
  ) throws(RunFailure) -> Project {
    let folder = try options.folder()
    var reader = try ConfigurationReader.find(options.configuration, from: folder)
    let files = RuleFiles(
      builtIn: depth, configured: reader?.configuration.ruleFolders(from: folder) ?? [],
      folders: options.ruleFolders, workingDirectory: folder)
    for (index, failure) in files.configuredFailures {
      reader?.reportRuleDirectory(index, failure)
    }
    if let failure = files.failures.first { throw .message(failure) }
    let sources = SourceFiles(files.sources)
    let (replacements, conflicts) = RuleSet.resolve(files.files)
    var rules = files.files.map {
      ConfiguredRule($0, replacement: replacements.replacement(of: $0))
    }
    // A rule whose file cannot be read is not known by its id.
    let errors = files.errors.isEmpty ? conflicts : files.errors
    if errors.isEmpty { reader?.apply(to: &rules) }
    if let reader { try fail(with: reader) }
    guard errors.isEmpty else {
      // Faults of expressions are told together with all others.
      let all = errors + RuleSet.expressionFaults(in: files.files, faulty: files.faulty)
      throw .faults(Diagnostic.inReportOrder(all), sources, in: .ruleFiles)
    }
    try RuleSelection(options).apply(to: &rules)
    return Project(rules: rules, options, reader?.configuration, sources, from: folder)
  }

  /// The files and folders with users' rules alone, by the configuration and the command line.
  static func ruleFolders(_ options: ProjectOptions) throws(RunFailure) -> [String] {
    let folder = try options.folder()
    let reader = try ConfigurationReader.find(options.configuration, from: folder)
    if let reader { try fail(with: reader) }
    return (reader?.configuration.ruleFolders(from: folder) ?? []) + options.ruleFolders
  }

  /// Fails where a configuration has faults.
  private static func fail(with reader: ConfigurationReader) throws(RunFailure) {
    let errors = reader.document.errors
    guard !errors.isEmpty else { return }
    throw .faults(
      Diagnostic.inReportOrder(errors), SourceFiles([reader.document.tree.file]),
      in: .configuration)
  }

  private init(
    rules: [ConfiguredRule], _ options: ProjectOptions, _ configuration: Configuration?,
    _ sources: SourceFiles, from workingDirectory: String
  ) {
    self.rules = rules
    self.configuration = configuration
    self.sources = sources
    failOn = configuration?.failOn ?? Setting(.severity(.warning))
    lrobNameservers =
      configuration?.lrobNameservers ?? Setting(ReadingOptions().lrobNameservers)
    var folders = configuration?.ruleDirectories ?? Setting([])
    if !options.ruleFolders.isEmpty {
      let base = configuration?.folder ?? workingDirectory
      let named = options.ruleFolders.map {
        Paths.relative(Paths.absolute($0, from: workingDirectory), to: base)
      }
      folders = Setting(folders.value + named, .flag("--rules"))
    }
    ruleFolders = folders
  }

  /// The files that are the project's; nil without a configuration.
  var selection: FileSelection? {
    configuration.map {
      FileSelection(
        folder: $0.folder, include: ($0.include?.value ?? []).map(PathPattern.init),
        exclude: $0.exclude.value.map(PathPattern.init), configurationPath: $0.source.path)
    }
  }

  /// Compiles every rule in force; a fault of one of them fails.
  package func checkRules() throws(RunFailure) { _ = try ruleSet() }

  /// The rules in force, compiled.
  func ruleSet() throws(RunFailure) -> RuleSet {
    let (rules, errors) = RuleSet.load(rules.map(\.inForce))
    guard let rules else {
      throw .faults(Diagnostic.inReportOrder(errors), sources, in: .ruleFiles)
    }
    return rules
  }
}
