import CLibFuzzer
import Glibc

/// Runs a target and ends the program where an input takes more than it may.
enum FuzzRun {
  nonisolated(unsafe) static var target = FuzzTarget.yaml

  /// How much longer a run takes with the sanitizer and the counters of coverage than without.
  private static let slowdown = 4.0
  /// Seconds of processor time for each begun piece of an input.
  private static let secondsForEachPiece = 1.0
  private static let pieceBytes = 100_000
  /// Bytes of memory whatever the input, and for each of its bytes.
  private static let memory = (fixed: 64 << 20, forEachByte: 100)

  static func run(_ input: [UInt8]) {
    fuzz_memory_start()
    let start = processorSeconds
    do {
      try target.run(input)
    } catch {
      stop(error.reason)
    }
    let seconds = processorSeconds - start
    let pieces = Double(input.count / pieceBytes + 1)
    if seconds > secondsForEachPiece * pieces * slowdown {
      stop("\(seconds) s of processor time for \(input.count) bytes")
    }
    let used = Int(fuzz_memory_peak())
    if used > memory.fixed + memory.forEachByte * input.count {
      stop("\(used) bytes of memory for \(input.count) bytes")
    }
  }

  /// Ends the program so that the fuzzer keeps the input.
  private static func stop(_ reason: String) -> Never {
    let sentence = Array("fuzz: \(reason)\n".utf8)
    write(STDERR_FILENO, sentence, sentence.count)
    abort()
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
