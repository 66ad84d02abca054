import ArgumentParser
import Linting
import Reporting

/// `hostlint rules`: the rules there are.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules, with the severity that is in force.")

  @Option(help: ArgumentHelp("Format: text, json or markdown.", valueName: "format"))
  var format: RuleFormat = .text

  @OptionGroup var project: ProjectFlags

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  func run() throws {
    let text = try Hostlint.attempt(
      reportingIn: color, consequence: "no rule is shown", render)
    StandardStreams.write(text, to: .output)
  }

  private func render() throws(RunFailure) -> String {
    let catalogue = try RuleCatalogue(project.options)
    return switch format {
    case .text:
      RuleTable(style: color.style(for: .output, showsSummary: true)).string(catalogue.rules)
    case .json: RuleJSON(toolVersion: version).string(catalogue.rules)
    case .markdown: RuleMarkdown.document(try catalogue.explainingAll())
    }
  }
}
