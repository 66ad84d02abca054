/// How long a small account takes beside a program that does nothing.
struct StartBenchmark {
  private static let target = 3.0
  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) { self.options = options }

  func run() throws -> Table {
    let account = try AccountFolder(options, 10, .one)
    let rounds = try Rounds(
      options.rounds ?? 101,
      of: [[options.emptyProgram], [options.floor, account.path], options.check(account.path)])
    var table = Table(
      "Ten subscriptions", ["program", "ms", "× empty program", "target", "peak MB"])
    for (index, name) in ["an empty program", "libyaml's events", "hostlint"].enumerated() {
      let ratio = rounds.ratio(of: index)
      table.add([
        name, Table.number(rounds.time(of: index)), Table.number(ratio),
        Table.target(index == 2 ? Self.target : nil, ratio),
        Table.megabytes(rounds.memory(of: index)),
      ])
    }
    return table
  }
}
