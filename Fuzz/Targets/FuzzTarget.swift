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
  ///
  /// - Throws: What is wrong with the result; whatever ends the program is wrong too.
  func run(_ input: [UInt8]) throws(FuzzFailure) {
    switch self {
    case .yaml: try HostingFileTarget.run(input)
    case .pieces: try SplitParseTarget.run(input)
    case .screens: try ScreeningTarget.run(input)
    case .rules: try RuleFileTarget.run(input)
    case .cel: try ExpressionTarget.run(input)
    case .xml: try ExportTarget.run(input, .packets)
    case .json: try ExportTarget.run(input, .rest)
    case .configuration: try ConfigurationTarget.run(input)
    case .suppressions: try SuppressionTarget.run(input)
    }
  }
}

/// What a target found to be wrong.
struct FuzzFailure: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
