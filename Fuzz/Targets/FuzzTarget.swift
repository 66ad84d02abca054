import PleskExports

/// What is fed with input, by the name on the command line.
enum FuzzTarget: String, CaseIterable {
  /// Hosting files.
  case yaml
  /// Hosting files that are read in pieces.
  case pieces
  /// Hosting files whose entities are screened before rules are evaluated.
  case screens
  /// Rule files.
  case rules
  /// Expressions of conditions.
  case cel
  /// Packets of Plesk's XML API.
  case xml
  /// Answers of Plesk's REST API.
  case json
  /// `.hostlint.yaml`.
  case configuration
  /// Comments that accept findings.
  case suppressions

  /// Does with an input what the program does with it.
  func run(_ input: [UInt8]) {
    switch self {
    case .yaml: HostingFileTarget.run(input)
    case .pieces: SplitParseTarget.run(input)
    case .screens: ScreeningTarget.run(input)
    case .rules: RuleFileTarget.run(input)
    case .cel: ExpressionTarget.run(input)
    case .xml: ExportTarget.run(input, .packets)
    case .json: ExportTarget.run(input, .rest)
    case .configuration: ConfigurationTarget.run(input)
    case .suppressions: SuppressionTarget.run(input)
    }
  }
}
