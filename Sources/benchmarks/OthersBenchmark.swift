/// How long what people would use instead takes, where it is installed.
struct OthersBenchmark {
  private static let size = 1_000
  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) { self.options = options }

  func run() throws -> Table {
    var table = Table(
      "What people would use instead",
      ["program", "subscriptions", "ms", "µs each", "× hostlint", "peak MB"])
    for size in options.sizes where size >= 1_000 && size <= 100_000 {
      let account = try AccountFolder(options, size, .one)
      // The slow ones take minutes for large accounts.
      let rounds = options.rounds ?? (size > 10_000 ? 3 : 5)
      let hostlint = try Rounds(rounds, of: [options.check(account.path)])
      add("hostlint", size, hostlint, 1, to: &table)
      for (name, program, largest) in Self.programs(account.path) {
        guard size <= largest else {
          table.notes.append("\(name): not run over \(Table.grouped(size)) subscriptions.")
          continue
        }
        guard Self.isThere(program) else {
          let note = "\(name) is not installed and was left out."
          if !table.notes.contains(note) { table.notes.append(note) }
          continue
        }
        let count = size > 10_000 ? 1 : rounds
        let others = try Rounds(count, of: [program])
        add(name, size, others, others.time(of: 0) / hostlint.time(of: 0), to: &table)
      }
    }
    return table
  }

  private func add(
    _ name: String, _ size: Int, _ rounds: Rounds, _ ratio: Double, to table: inout Table
  ) {
    table.add([
      name, Table.grouped(size), Table.number(rounds.time(of: 0)),
      Table.number(rounds.time(of: 0) * 1000 / Double(size)), Table.number(ratio),
      Table.megabytes(rounds.memory(of: 0)),
    ])
  }

  /// Each with its command line and the largest account that it takes less than minutes for.
  private static func programs(
    _ path: String
  ) -> [(name: String, command: [String], largest: Int)] {
    [
      (
        "script on PyYAML's C loader", ["python3", "scripts/compare/four-checks.py", path], 100_000
      ),
      (
        "yamllint", ["python3", "-m", "yamllint", "-d", "relaxed", "--no-warnings", path],
        10_000
      ),
      (
        "check-jsonschema",
        [
          "python3", "-m", "check_jsonschema", "--schemafile", "docs/schemas/hosting.schema.json",
          path,
        ], 10_000
      ),
    ]
  }

  private static func isThere(_ program: [String]) -> Bool {
    let probe =
      program[1] == "-m"
      ? ["python3", "-c", "import \(program[2])"]
      : ["python3", "-c", "import yaml; yaml.CSafeLoader"]
    return (try? ProcessRun(probe))?.status == 0
  }
}
