internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Times the phases of a run by a clock that nobody sets.
package final class PhaseClock: Sendable {
  private struct State {
    var phase: RunProgress.Phase
    /// When it was entered, in nanoseconds.
    var since: UInt64
    var own = [UInt64](repeating: 0, count: RunProgress.Phase.allCases.count)
    var beside = [UInt64](repeating: 0, count: RunProgress.Phase.allCases.count)
    var threads = 1

    /// Counts what has gone by since the phase was entered as its own.
    mutating func settle() {
      let now = PhaseClock.now
      own[phase.rawValue] += now - min(since, now)
      since = now
    }
  }

  private let state: Mutex<State>

  /// Starts the clock in a phase.
  package init(in phase: RunProgress.Phase) {
    state = Mutex(State(phase: phase, since: Self.now))
  }

  /// Ends the phase that the run is in, and begins another one.
  package func enter(_ phase: RunProgress.Phase) {
    state.withLock { state in
      state.settle()
      state.phase = phase
    }
  }

  /// Says how many threads the run works with.
  package func note(threads: Int) {
    state.withLock { $0.threads = threads }
  }

  /// Times work on a phase that a further thread does, while the run's own goes on.
  package func besides<Result, Failure: Error>(
    _ phase: RunProgress.Phase, _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = Self.now
    defer {
      let time = Self.now - start
      state.withLock { $0.beside[phase.rawValue] += time }
    }
    return try work()
  }

  /// What the clock shows now.
  package var times: PhaseTimes {
    state.withLock { state in
      state.settle()
      return PhaseTimes(
        phases: RunProgress.Phase.allCases.map {
          PhaseTimes.Entry(
            phase: $0, nanoseconds: state.own[$0.rawValue],
            nanosecondsBeside: state.beside[$0.rawValue])
        },
        peakMemory: Self.peakMemory, threads: state.threads)
    }
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static var peakMemory: Int {
    var usage = rusage()
    // Zero is this process, RUSAGE_SELF, whose type is another one in each C library.
    getrusage(0, &usage)
    #if canImport(Darwin)
    return Int(usage.ru_maxrss)
    #else
    return Int(usage.ru_maxrss) * 1024
    #endif
  }
}
