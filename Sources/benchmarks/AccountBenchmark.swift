/// How long accounts take beside libyaml's events over the same files.
struct AccountBenchmark {
  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) { self.options = options }

  func run() throws -> Table {
    var table = Table(
      "Accounts, beside libyaml's events over the same files on one thread",
      [
        "subscriptions", "files", "MB", "threads", "floor ms", "hostlint ms", "× floor", "target",
        "peak MB", "× files", "target", "µs each", "bytes each",
      ])
    let takesThreads = try Self.takesThreads(options)
    var scale = Scale()
    // What a program takes to start is all there is to see in smaller ones.
    for size in options.sizes where size >= 100 {
      for layout in [AccountFolder.Layout.one, .customers] {
        let account = try AccountFolder(options, size, layout)
        let threads: [Int?] = takesThreads ? [1, 2] : [nil]
        let rounds = try Rounds(
          options.rounds(of: size),
          of: [[options.floor, account.path]]
            + threads.map { options.check(account.path, threads: $0) })
        for (index, threads) in threads.enumerated() {
          let ratio = rounds.ratio(of: index + 1)
          let memory = rounds.memory(of: index + 1)
          let time = rounds.time(of: index + 1)
          scale.note(size, layout, threads: threads, time: time, memory: memory)
          let targets = Target(size, layout, threads: threads ?? 2)
          table.add([
            Table.grouped(size), Table.grouped(account.files), Table.megabytes(account.size),
            threads.map(String.init) ?? "–", Table.number(rounds.time(of: 0)),
            Table.number(time), Table.number(ratio), Table.target(targets.time, ratio),
            Table.megabytes(memory), account.size < 1e6 ? "–" : Table.number(memory / account.size),
            Table.target(targets.memory, memory / account.size),
            Table.number(time * 1000 / Double(size)), Table.number(memory / Double(size)),
          ])
        }
      }
    }
    table.notes += scale.sentences
    if !takesThreads { table.notes.append("This hostlint has no --threads.") }
    return table
  }

  /// What is to be kept for 100,000 subscriptions.
  private struct Target {
    var time: Double?
    var memory: Double?

    init(_ size: Int, _ layout: AccountFolder.Layout, threads: Int) {
      guard size == 100_000 else { return }
      switch (layout, threads) {
      case (.one, 1): time = 1.4
      case (.one, _):
        time = 1
        memory = 5
      case (.customers, 1): break
      case (.customers, _): time = 0.8
      }
    }
  }

  /// What a subscription of the largest accounts takes beside one of 100,000.
  private struct Scale {
    private static let target = 1.2
    private var base: [String: (time: Double, memory: Double)] = [:]
    private(set) var sentences: [String] = []

    mutating func note(
      _ size: Int, _ layout: AccountFolder.Layout, threads: Int?, time: Double, memory: Double
    ) {
      let way =
        (layout == .one ? "one file" : "one file per customer")
        + (threads.map { ", \($0) \($0 == 1 ? "thread" : "threads")" } ?? "")
      let each = (time: time / Double(size), memory: memory / Double(size))
      if size == 100_000 { base[way] = each }
      guard size > 100_000, let base = base[way] else { return }
      let (time, memory) = (each.time / base.time, each.memory / base.memory)
      sentences.append(
        "A subscription of \(Table.grouped(size)) takes \(Table.number(time)) × the time and "
          + "\(Table.number(memory)) × the memory of one of 100,000 (\(way)); target "
          + Table.target(Self.target, max(time, memory)) + ".")
    }
  }

  private static func takesThreads(_ options: BenchmarkOptions) throws -> Bool {
    let account = try AccountFolder(options, 10, .one)
    return try ProcessRun(options.check(account.path, threads: 1)).status == 0
  }
}
