import ArgumentParser
import Linting
import Reporting

/// `hostlint fields`: what conditions of rules can name.
struct Fields: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "List the fields, variables and functions that conditions of rules can name.")

  @Argument(
    help: ArgumentHelp(
      "A kind of entity or another object: subscription, domain, limits, ...",
      discussion: "Default: all of them, and hostlint's own functions.", valueName: "kind"))
  var kinds: [String] = []

  @Option(help: ArgumentHelp("Format: text or markdown.", valueName: "format"))
  var format: ReferenceFormat = .text

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  func run() throws {
    let reference = try Hostlint.attempt(reportingIn: color) { () throws(RunFailure) in
      try RuleCatalogue.conditions(about: kinds)
    }
    let style = color.style(for: .output, showsSummary: true)
    StandardStreams.write(format.string(reference, style: style), to: .output)
  }
}
