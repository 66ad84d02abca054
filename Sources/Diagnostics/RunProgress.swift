internal import Synchronization

/// How far a run is: counters that another thread may read at any time.
package final class RunProgress: Sendable {
  /// What the run is doing.
  ///
  /// In the order of a run.
  package enum Phase: Int, CaseIterable, Sendable {
    /// Loading configuration and rules.
    case loading
    /// Looking for files and taking their bytes into memory.
    case searching
    /// Making trees of the files' texts, counted.
    case reading
    /// Tying what they say together.
    case linking
    /// Judging entities, counted.
    case checking
    /// Sorting out what was found.
    case reporting
    /// Writing it.
    case writing
  }

  private let phase = Atomic<Int>(Phase.loading.rawValue)
  private let count = Atomic<Int>(0)
  private let total = Atomic<Int>(0)
  /// How long the phases take; nil where nobody asks.
  package let clock: PhaseClock?

  /// - Parameter isTimed: Whether the phases are timed, from now on.
  package init(isTimed: Bool = false) {
    clock = isTimed ? PhaseClock(in: .loading) : nil
  }

  /// Enters a phase with a number of things to do.
  package func enter(_ phase: Phase, of total: Int = 0) {
    clock?.enter(phase)
    self.total.store(0, ordering: .relaxed)
    count.store(0, ordering: .relaxed)
    self.phase.store(phase.rawValue, ordering: .releasing)
    self.total.store(total, ordering: .releasing)
  }

  /// Counts a thing that is done; costs about as much as an addition.
  package func advance(by number: Int = 1) {
    count.wrappingAdd(number, ordering: .relaxed)
  }

  /// Where the run is; `done` of `total`, which is zero where nothing is counted.
  package var current: (phase: Phase, done: Int, total: Int) {
    let total = total.load(ordering: .acquiring)
    let phase = Phase(rawValue: phase.load(ordering: .acquiring)) ?? .loading
    return (phase, min(count.load(ordering: .relaxed), total), total)
  }
}
