#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `make bench`: how long hostlint takes, and the parts of a run (docs/performance.md).
@main
struct Benchmarks {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      complain("\(error)")
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws {
    // Another process of this program, so that its memory is not counted as that of the measured.
    if arguments.first == AccountFolder.command {
      return try AccountFolder.write(Array(arguments.dropFirst()))
    }
    let options = try BenchmarkOptions(arguments)
    var tables: [() throws -> Table] = []
    if options.parts.contains(.start) { tables.append { try StartBenchmark(options).run() } }
    if options.parts.contains(.accounts) { tables.append { try AccountBenchmark(options).run() } }
    if options.parts.contains(.phases) { tables.append { try PhaseBenchmark(options).run() } }
    if options.parts.contains(.reports) { tables.append { try ReportBenchmark(options).run() } }
    if options.parts.contains(.others) { tables.append { try OthersBenchmark(options).run() } }
    // Each table is shown as soon as it is there; one that cannot be made stops no other.
    for (index, make) in tables.enumerated() {
      do {
        let table = try make()
        print((index > 0 ? "\n" : "") + (options.isMarkdown ? table.markdown : table.plain))
        fflush(nil)
      } catch {
        complain("\(error)")
      }
    }
    if options.parts.contains(.rules), !options.isMarkdown {
      if !tables.isEmpty { print() }
      try RuleLoadingBenchmark.run()
      print()
      try ConditionBenchmark.run()
    }
  }

  /// Says something on standard error.
  static func complain(_ sentence: String) {
    let text = "benchmarks: \(sentence)\n"
    _ = text.withCString { write(2, $0, text.utf8.count) }
  }
}

/// Why nothing can be measured.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
