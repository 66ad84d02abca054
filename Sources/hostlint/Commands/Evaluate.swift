import ArgumentParser
import Linting
import Reporting
import SourceText

/// `hostlint eval`: evaluates an expression over a document.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate an expression (CEL) over a document and print the value as JSON.",
    discussion: """
      The way to try a condition while writing a rule. The document is the variable 'input'; \
      where it is a mapping, each of its keys is a variable too: hostlint eval 'size(packs)' \
      --input packs.yaml
      """)

  @Argument(help: "The expression; one that starts with '-' stands behind '--'.")
  var expression: String

  @Option(
    help: ArgumentHelp("A YAML or JSON file; '-' is standard input.", valueName: "file"),
    completion: .file())
  var input: String?

  @Flag(help: "Print the value's type on a second line.")
  var type = false

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  func run() throws {
    do {
      let result = try ExpressionTrial.evaluate(expression, over: input)
      StandardStreams.write(result.json + "\n", to: .output)
      if type { StandardStreams.write(result.type + "\n", to: .output) }
      return
    } catch .message(let sentence) {
      StandardStreams.complain(sentence)
    } catch .faults(let faults, let files) {
      StandardStreams.show(faults, in: files, style: color)
    }
    throw ExitStatus.incomplete
  }
}
