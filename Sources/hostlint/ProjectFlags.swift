import ArgumentParser
import Linting

/// The flags that say which configuration and rules there are, and what is in force of them.
struct ProjectFlags: ParsableArguments {
  @OptionGroup var sources: RuleSourceFlags

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

  var options: ProjectOptions {
    var options = sources.options
    options.select = select
    options.ignore = ignore
    options.severities = severities
    options.params = params
    return options
  }
}
