import Diagnostics
import Reporting
import Testing

@Suite("How long the phases of a run took")
struct TimingReporterTests {
  private func times(elsewhere: UInt64) -> PhaseTimes {
    let phases = RunProgress.Phase.allCases.enumerated().map { index, phase in
      PhaseTimes.Entry(
        phase: phase, nanoseconds: UInt64(index) * 111_150_000,
        nanosecondsElsewhere: phase == .reading ? elsewhere : 0)
    }
    return PhaseTimes(phases: phases, peakMemory: 171_234_567, threads: elsewhere > 0 ? 2 : 1)
  }

  @Test func onOneThread() {
    #expect(
      TimingReporter.string(times(elsewhere: 0)) == """
        phase            ms  share
        load rules      0.0    0 %
        read          111.2    5 %
        tree          222.3   10 %
        model         333.5   14 %
        check         444.6   19 %
        findings      555.8   24 %
        report        666.9   29 %
        total        2334.2  100 %
        peak memory   171.2  MB
        threads           1

        """)
  }

  @Test func withWorkOnAnotherThread() {
    let lines = TimingReporter.string(times(elsewhere: 98_700_000)).split(separator: "\n")
    #expect(lines[0] == "phase            ms  share  ms on other threads")
    #expect(lines[1] == "load rules      0.0    0 %                  0.0")
    #expect(lines[3] == "tree          222.3   10 %                 98.7")
    #expect(lines[8] == "total        2334.2  100 %")
    #expect(lines[10] == "threads           2")
  }
}
