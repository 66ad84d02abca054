import ArgumentParser
import Linting

/// The flags that say which rules there are and which of them are in force.
struct ProjectFlags: ParsableArguments {
  @Option(
    name: .customLong("rules"), parsing: .singleValue,
    help: ArgumentHelp("Folder with further rule files; may be repeated.", valueName: "dir"))
  var ruleFolders: [String] = []

  var options: ProjectOptions {
    var options = ProjectOptions()
    options.ruleFolders = ruleFolders
    return options
  }
}
