#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Times, and how they are printed.
///
/// They are the processor's, of this thread: unlike the time on the wall they do not depend on what
/// else the machine is doing.
enum Measurement {
  /// The nanoseconds that a piece of work takes.
  static func nanoseconds<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
    let start = now()
    try body()
    return now() - start
  }

  /// The nanoseconds of one of several runs, the best of seven rounds.
  static func best<Failure: Error>(
    _ count: Int, _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    var best = Double.infinity
    for _ in 0..<7 {
      let time = try nanoseconds { () throws(Failure) in for _ in 0..<count { try body() } }
      best = min(best, time / Double(count))
    }
    return best
  }

  /// A number with one decimal, to the right of its column.
  static func column(_ number: Double) -> String {
    let text = String((number * 10).rounded() / 10)
    return String(repeating: " ", count: max(0, 13 - text.count)) + text
  }
}
