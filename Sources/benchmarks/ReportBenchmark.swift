/// How long reports of 100,000 findings take.
struct ReportBenchmark {
  private static let target = 0.3
  private static let size = 100_000
  private static let formats = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"]
  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) { self.options = options }

  func run() throws -> Table {
    let account = try AccountFolder(options, Self.size, .one, faults: 1)
    let count = options.rounds ?? 5
    var table = Table(
      "Reports of \(Table.grouped(Self.size)) findings in one file of "
        + "\(Table.megabytes(account.size)) MB",
      [
        "format", "run ms", "findings ms", "report ms", "report × floor", "target",
        "both × floor", "peak MB", "× file",
      ])
    _ = try ProcessRun.succeeding([options.floor, account.path])
    for format in Self.formats {
      var floors: [Double] = []
      var runs: [Timing] = []
      for _ in 0..<count {
        floors.append(try ProcessRun.succeeding([options.floor, account.path]).time)
        runs.append(try Timing(options, account.path, ["--format", format]))
      }
      let ratio = Rounds.median(zip(runs, floors).map { $0["report"] / $1 })
      let both = Rounds.median(
        zip(runs, floors).map { ($0["findings"] + $0["report"]) / $1 })
      let memory = Rounds.median(runs.map(\.process.memory))
      table.add([
        format, Table.number(Rounds.median(runs.map(\.process.time))),
        Table.number(Rounds.median(runs.map { $0["findings"] })),
        Table.number(Rounds.median(runs.map { $0["report"] })), Table.number(ratio),
        Table.target(Self.target, ratio), Table.number(both), Table.megabytes(memory),
        Table.number(memory / account.size),
      ])
    }
    return table
  }
}
