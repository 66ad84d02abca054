import ArgumentParser
import Diagnostics
import Linting
import Reporting

/// `hostlint test`: runs the examples of rule files as their tests.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples of rule files as tests.",
    discussion: """
      Each line of an example that ends in '# <- finding' must have a finding of the rule, and no \
      other line may have one. Gaps are what no example shows: a condition that none makes true, or none \
      makes false.

      Exit status: 0 every example passed, 1 one failed (with --strict, or there is a gap), 2 the \
      rules do not load, 3 there is no rule to test.
      """)

  /// The forms that the result is written in.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them.",
      discussion: "Default: the project's folders of rules.", valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(help: ArgumentHelp("Format of the result: text or json.", valueName: "format"))
  var format: Format = .text

  @Flag(help: "Count what no example shows as a failure.")
  var strict = false

  @OptionGroup var sources: RuleSourceFlags

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Print failures only.")
  var quiet = false

  func run() throws {
    let report = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      try RuleTestRun.run(paths, sources.options)
    }
    guard !report.rules.isEmpty else {
      StandardStreams.complain(
        "there is no rule to test: name a rule file or a folder of them; `hostlint new-rule` "
          + "writes a first one")
      throw ExitStatus.nothingChecked
    }
    switch format {
    case .json:
      RuleTestJSONReporter().write(report) { StandardStreams.write($0, to: .output) }
    case .text:
      let style = color.style(for: .output, showsSummary: !quiet)
      RuleTestTextReporter(style: style, isStrict: strict)
        .write(report) { StandardStreams.write($0, to: .output) }
    }
    if !report.passes || strict && report.gapCount > 0 { throw ExitStatus.findings }
  }
}
