/// Where the time of a run goes, by `hostlint check --timing`.
struct PhaseBenchmark {
  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) { self.options = options }

  func run() throws -> Table {
    let size = options.sizes.filter { $0 <= 100_000 }.max() ?? 100_000
    let account = try AccountFolder(options, size, .one)
    let rounds = options.rounds(of: size)
    var runs: [Timing] = []
    for _ in 0..<rounds { runs.append(try Timing(options, account.path)) }
    var table = Table(
      "Phases of a run over \(Table.grouped(size)) subscriptions in one file",
      ["phase", "ms", "share"])
    let total = Rounds.median(runs.map(\.total))
    for phase in runs.first?.phases.map(\.name) ?? [] {
      let time = Rounds.median(runs.map { $0[phase] })
      table.add([phase, Table.number(time), Table.number(time / total * 100) + " %"])
    }
    table.add(["total", Table.number(total), "100 %"])
    if let threads = runs.first?.threads { table.notes.append("Threads: \(threads).") }
    return table
  }
}

/// What `hostlint check --timing` says.
struct Timing {
  /// In milliseconds, in the order of the run.
  private(set) var phases: [(name: String, time: Double)] = []
  private(set) var total = 0.0
  private(set) var threads: String?
  /// The process as it is seen from outside.
  let process: ProcessRun

  /// Checks a path with `--timing` and reads what stands on standard error.
  init(_ options: BenchmarkOptions, _ path: String, _ more: [String] = []) throws {
    let errors = "\(options.folder)/timing.txt"
    process = try ProcessRun.succeeding(
      options.check(path, ["--timing"] + more), errors: errors)
    for line in try TextFile.lines(of: errors) {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.firstIndex(where: { Double($0) != nil }), first > 0,
        let number = Double(words[first])
      else { continue }
      switch words[..<first].joined(separator: " ") {
      case "total": total = number
      case "threads": threads = words[first]
      case "peak memory": break
      // Before the total there is nothing but phases, and notes that tell no numbers.
      case let name where total == 0: phases.append((name, number))
      default: break
      }
    }
    guard !phases.isEmpty else { throw BenchmarkFailure("hostlint says no times with --timing") }
  }

  /// The time of a phase.
  subscript(_ name: String) -> Double { phases.first { $0.name == name }?.time ?? 0 }
}
