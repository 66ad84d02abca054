/// How long each phase of a run took.
package struct PhaseTimes: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let phase: RunProgress.Phase
    /// From its beginning to its end, on the run's own thread. Those of all phases make the total.
    package let nanoseconds: UInt64
    /// What further threads worked on it at the same time.
    package let nanosecondsBeside: UInt64

    package init(phase: RunProgress.Phase, nanoseconds: UInt64, nanosecondsBeside: UInt64 = 0) {
      self.phase = phase
      self.nanoseconds = nanoseconds
      self.nanosecondsBeside = nanosecondsBeside
    }
  }

  /// All phases, in the order of a run.
  package let phases: [Entry]
  /// What the process had in memory at most, in bytes.
  package let peakMemory: Int
  package let threads: Int

  package init(phases: [Entry], peakMemory: Int, threads: Int) {
    self.phases = phases
    self.peakMemory = peakMemory
    self.threads = threads
  }

  /// From the beginning of the run to its end.
  package var total: UInt64 { phases.reduce(0) { $0 + $1.nanoseconds } }
}
