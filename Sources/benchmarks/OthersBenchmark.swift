/// How long what people would use instead takes, where it is installed.
struct OthersBenchmark {
  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) { self.options = options }

  func run() throws -> Table {
    var table = Table(
      "What people would use instead",
      ["program", "subscriptions", "ms", "µs each", "× hostlint", "peak MB"])
    for size in options.sizes where size >= 1_000 && size <= 100_000 {
      let account = try AccountFolder(options, size, .one)
      let programs = Self.programs(account.path).filter { program in
        if let reason = Self.reasonToLeaveOut(program, size), !table.notes.contains(reason) {
          table.notes.append(reason)
        }
        return Self.reasonToLeaveOut(program, size) == nil
      }
      let rounds = try Rounds(
        // They take a minute for large accounts.
        options.rounds ?? (size > 10_000 ? 1 : 5),
        of: [options.check(account.path)] + programs.map(\.command))
      for (index, name) in (["hostlint"] + programs.map(\.name)).enumerated() {
        let time = rounds.time(of: index)
        table.add([
          name, Table.grouped(size), Table.number(time), Table.number(time * 1000 / Double(size)),
          Table.number(rounds.ratio(of: index)), Table.megabytes(rounds.memory(of: index)),
        ])
      }
    }
    return table
  }

  private struct Program {
    let name: String
    let command: [String]
    /// The largest account that it does not take minutes for.
    let largest: Int
    /// What Python must be able to import for it.
    let module: String
  }

  private static func reasonToLeaveOut(_ program: Program, _ size: Int) -> String? {
    if size > program.largest {
      return "\(program.name): not run over \(Table.grouped(size)) subscriptions."
    }
    let probe = try? ProcessRun(["python3", "-c", "import \(program.module)"])
    return probe?.status == 0 ? nil : "\(program.name) is not installed and was left out."
  }

  /// What people would use, over one file.
  private static func programs(_ path: String) -> [Program] {
    [
      Program(
        name: "script on PyYAML's C loader",
        command: ["python3", "scripts/compare/four-checks.py", path], largest: 100_000,
        module: "yaml; yaml.CSafeLoader"),
      Program(
        name: "yamllint",
        command: ["python3", "-m", "yamllint", "-d", "relaxed", "--no-warnings", path],
        largest: 10_000, module: "yamllint"),
      Program(
        name: "check-jsonschema",
        command: [
          "python3", "-m", "check_jsonschema", "--schemafile",
          "docs/schemas/hosting.schema.json", path,
        ], largest: 10_000, module: "check_jsonschema"),
    ]
  }
}
