import ArgumentParser
import Diagnostics
import Linting
import Reporting

/// `hostlint schema`: the JSON Schema of a kind of file.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a kind of file, for editors and other programs.",
    discussion: """
      hosting is a hosting file, rule a rule file, config .hostlint.yaml, and report what \
      --format json writes. In an editor, the first three complete keys and show mistakes while \
      you write. The schemas are of draft 2020-12.
      """)

  @Argument(
    help: ArgumentHelp("Kind of file: hosting, rule, config or report.", valueName: "kind"))
  var kind: SchemaKind

  func run() throws {
    let schema = try Hostlint.attempt(reportingIn: .auto) { () throws(RunFailure) in
      try FileSchemas.schema(of: kind)
    }
    StandardStreams.write(SchemaWriter.string(schema), to: .output)
  }
}

extension SchemaKind: ExpressibleByArgument {}
