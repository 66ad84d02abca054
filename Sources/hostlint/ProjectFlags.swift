import ArgumentParser
import Linting

/// The flags that say which configuration and rules there are, and what is in force of them.
struct ProjectFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration. Default: the nearest .hostlint.yaml from here upwards.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Flag(help: "Look for no configuration.")
  var noConfig = false

  @Option(
    name: .customLong("rules"), parsing: .singleValue,
    help: ArgumentHelp("Folder with further rule files; may be repeated.", valueName: "dir"),
    completion: .directory)
  var ruleFolders: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only these rules: ids, areas, or 'all' for those that are off too; may be repeated.",
      valueName: "rule,…"))
  var select: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Not these rules: ids or areas; may be repeated.", valueName: "rule,…"))
  var ignore: [String] = []

  @Option(
    name: .customLong("severity"), parsing: .singleValue,
    help: ArgumentHelp(
      "Severity of a rule: error, warning, info or off; may be repeated.",
      valueName: "rule=level"))
  var severities: [String] = []

  @Option(
    name: .customLong("param"), parsing: .singleValue,
    help: ArgumentHelp(
      "Value of a rule's parameter; may be repeated.", valueName: "rule.name=value"))
  var params: [String] = []

  func validate() throws {
    if config != nil, noConfig {
      throw ValidationError("--config and --no-config exclude each other")
    }
  }

  var options: ProjectOptions {
    var options = ProjectOptions()
    options.configuration = noConfig ? .none : config.map { .file($0) } ?? .search
    options.ruleFolders = ruleFolders
    options.select = select
    options.ignore = ignore
    options.severities = severities
    options.params = params
    return options
  }
}
