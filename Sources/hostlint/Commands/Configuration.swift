import ArgumentParser
import Linting
import Reporting

/// `hostlint config`: shows what is in force and where each value comes from.
struct Configuration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show which settings and rules are in force, and what put them there.",
    discussion: "The output is a configuration itself: its lines can be copied.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case yaml, json
  }

  @Option(help: ArgumentHelp("Format: yaml or json.", valueName: "format"))
  var format: Format = .yaml

  @OptionGroup var project: ProjectFlags

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  func run() throws {
    let project = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      let project = try Project.load(self.project.options, depth: .check)
      try project.checkRules()
      return project
    }
    let reporter = SettingsReporter(project.settings)
    let text =
      switch format {
      case .yaml: reporter.yaml(color: color.style(for: .output, showsSummary: false).color)
      case .json: reporter.json()
      }
    StandardStreams.write(text, to: .output)
  }
}
