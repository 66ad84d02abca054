internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Times the phases of a run by a clock that nobody sets.
///
/// It is asked by the thread that leads the run, and tells what other threads did by the processor
/// time of the process less that of its own: nobody who works has to say so.
package final class PhaseClock: Sendable {
  private struct State {
    var phase: RunProgress.Phase
    var last = Reading()
    var own = [UInt64](repeating: 0, count: RunProgress.Phase.allCases.count)
    var elsewhere = [UInt64](repeating: 0, count: RunProgress.Phase.allCases.count)
    var threads = 1

    /// Counts what has gone by as the phase's.
    mutating func settle() {
      let now = Reading()
      own[phase.rawValue] += now.wall - min(last.wall, now.wall)
      elsewhere[phase.rawValue] += now.elsewhere - min(last.elsewhere, now.elsewhere)
      last = now
    }
  }

  /// What the clocks show, in nanoseconds.
  private struct Reading {
    let wall = time(of: CLOCK_MONOTONIC)
    /// The processor time of all threads but this one.
    let elsewhere: UInt64

    init() {
      let own = Self.time(of: CLOCK_THREAD_CPUTIME_ID)
      let all = Self.time(of: CLOCK_PROCESS_CPUTIME_ID)
      elsewhere = all - min(own, all)
    }

    private static func time(of clock: clockid_t) -> UInt64 {
      var time = timespec()
      clock_gettime(clock, &time)
      return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
  }

  private let state: Mutex<State>

  /// Starts the clock in a phase.
  package init(in phase: RunProgress.Phase) {
    state = Mutex(State(phase: phase))
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

  /// What the clock shows now.
  package var times: PhaseTimes {
    state.withLock { state in
      state.settle()
      return PhaseTimes(
        phases: RunProgress.Phase.allCases.map {
          PhaseTimes.Entry(
            phase: $0, nanoseconds: state.own[$0.rawValue],
            nanosecondsElsewhere: state.elsewhere[$0.rawValue])
        },
        peakMemory: Self.peakMemory, threads: state.threads)
    }
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
