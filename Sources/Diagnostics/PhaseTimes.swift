/// How long each phase of a run took.
package struct PhaseTimes: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let phase: RunProgress.Phase
    /// From its beginning to its end, on the run's own thread. Those of all phases make the total.
    package let nanoseconds: UInt64
    /// The processor time that other threads took meanwhile.
    package let nanosecondsElsewhere: UInt64

    package init(phase: RunProgress.Phase, nanoseconds: UInt64, nanosecondsElsewhere: UInt64 = 0) {
      self.phase = phase
      self.nanoseconds = nanoseconds
      self.nanosecondsElsewhere = nanosecondsElsewhere
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
