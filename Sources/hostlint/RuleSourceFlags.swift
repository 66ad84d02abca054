import ArgumentParser
import Linting

/// The flags that say where the configuration and the rules are.
struct RuleSourceFlags: ParsableArguments {
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

  func validate() throws {
    if config != nil, noConfig {
      throw ValidationError("--config and --no-config exclude each other")
    }
  }

  var options: ProjectOptions {
    var options = ProjectOptions()
    options.configuration = noConfig ? .none : config.map { .file($0) } ?? .search
    options.ruleFolders = ruleFolders
    return options
  }
}
