import ArgumentParser
import Linting
import Reporting

/// `hostlint explain`: all about a rule.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a rule checks and why, what to do, and show it on examples.",
    discussion: "To read it in a pager: hostlint explain RULE --color always | less -R")

  @Argument(help: ArgumentHelp("The id of a rule; `hostlint rules` lists them.", valueName: "rule"))
  var ids: [String]

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
    let rules = try RuleCatalogue(project.options).explaining(ids)
    return switch format {
    case .text: RuleExplanation(style: color.styleOfPage).string(rules)
    case .json: RuleJSON(toolVersion: version).string(rules)
    case .markdown: RuleMarkdown.sections(rules)
    }
  }
}
