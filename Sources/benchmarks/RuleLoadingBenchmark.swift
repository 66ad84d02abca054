import Linting

/// How long it takes until the built-in rules can be run.
enum RuleLoadingBenchmark {
  /// The longest that loading may take, in microseconds.
  private static let target = 1_500.0

  /// Prints the microseconds that the first loading of the program took, what every run pays, and
  /// those of a further one; a check reads less of the rule files than documentation does.
  static func run() throws {
    var options = ProjectOptions()
    options.configuration = .none
    func load(_ depth: Project.Depth) throws {
      try Project.load(options, depth: depth).checkRules()
    }

    let first = try Measurement.nanoseconds { try load(.check) } / 1_000
    print("µs/loading     of the built-in rules")
    print(Measurement.column(first), "for a check, the first time", separator: "  ")
    for (depth, purpose) in [
      (Project.Depth.check, "for a check"), (.describe, "for SARIF"), (.full, "with examples"),
    ] {
      let time = try Measurement.best(10) { try load(depth) } / 1_000
      print(Measurement.column(time), purpose, separator: "  ")
    }
    print(
      first < target ? "The target of 1500 µs is met." : "The target of 1500 µs is not met.")
  }
}
