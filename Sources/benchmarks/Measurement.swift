/// Times, and how they are printed.
enum Measurement {
  /// The nanoseconds of one run, the best of seven rounds.
  static func best<Failure: Error>(
    _ count: Int, _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    for _ in 0..<7 {
      let start = clock.now
      for _ in 0..<count { try body() }
      best = min(best, start.duration(to: clock.now) / .nanoseconds(1) / Double(count))
    }
    return best
  }

  /// A number with one decimal, to the right of its column.
  static func column(_ number: Double) -> String {
    let text = String((number * 10).rounded() / 10)
    return String(repeating: " ", count: max(0, 13 - text.count)) + text
  }
}
