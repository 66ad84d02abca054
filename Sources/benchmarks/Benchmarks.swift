/// `make bench`: how long the parts of a run take, each figure the best of seven rounds.
@main
struct Benchmarks {
  static func main() throws {
    try RuleLoadingBenchmark.run()
    print()
    try ConditionBenchmark.run()
  }
}
