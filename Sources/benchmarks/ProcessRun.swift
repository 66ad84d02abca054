#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that was run to its end.
struct ProcessRun {
  /// From its start to its end on the wall, in milliseconds.
  let time: Double
  /// What it had in memory at most, in bytes.
  let memory: Double
  /// What it ended with; nil where a signal ended it.
  let status: Int?

  /// Runs a program with nothing on its standard input and its output thrown away.
  ///
  /// On Linux what a process had at most begins with what its parent has, so the parent stays small.
  ///
  /// - Parameter errors: A file for what it writes to standard error; nil for this process's own.
  init(_ arguments: [String], errors: String? = "/dev/null") throws {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    if let errors {
      posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }
    var vector = arguments.map { strdup($0) } + [nil]
    var environment = [strdup("LC_ALL=C.UTF-8"), strdup("PATH=\(Self.searchPath)"), nil]
    defer { for pointer in vector + environment { free(pointer) } }
    var process = pid_t()
    var usage = rusage()
    var state: CInt = 0
    let start = Self.now
    let code = posix_spawnp(&process, arguments[0], &actions, nil, &vector, &environment)
    guard code == 0 else {
      throw BenchmarkFailure("cannot run \(arguments[0]): \(String(cString: strerror(code)))")
    }
    while wait4(process, &state, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchmarkFailure("lost \(arguments[0])") }
    }
    time = Self.now - start
    #if canImport(Darwin)
    memory = Double(usage.ru_maxrss)
    #else
    memory = Double(usage.ru_maxrss) * 1024
    #endif
    status = state & 0x7F == 0 ? Int(state >> 8 & 0xFF) : nil
  }

  /// The same, where anything but success is a failure.
  static func succeeding(
    _ arguments: [String], errors: String? = "/dev/null"
  ) throws -> ProcessRun {
    let run = try ProcessRun(arguments, errors: errors)
    guard run.status == 0 else {
      let end = run.status.map { "status \($0)" } ?? "a signal"
      throw BenchmarkFailure("\(arguments.joined(separator: " ")) ended with \(end)")
    }
    return run
  }

  private static var searchPath: String {
    getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
  }

  /// In milliseconds.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}

/// Several programs that were run in turn, so that what slows the machine down slows all of them.
struct Rounds {
  /// By program, then by round.
  private let runs: [[ProcessRun]]

  /// - Parameter programs: The command lines; the first is what the others are held against.
  init(_ count: Int, of programs: [[String]]) throws {
    // What is not counted brings programs and files into memory.
    for program in programs { _ = try ProcessRun.succeeding(program) }
    var runs = programs.map { _ in [ProcessRun]() }
    for round in 0..<count {
      for offset in programs.indices {
        // Each program follows each other one as often.
        let index = (offset + round) % programs.count
        runs[index].append(try ProcessRun.succeeding(programs[index]))
      }
    }
    self.runs = runs
  }

  /// The median time of a program, in milliseconds.
  func time(of program: Int) -> Double { Self.median(runs[program].map(\.time)) }

  /// The median of what a program had in memory at most, in bytes.
  func memory(of program: Int) -> Double { Self.median(runs[program].map(\.memory)) }

  /// How many times as long as another one a program takes: the median over the rounds.
  func ratio(of program: Int, to other: Int = 0) -> Double {
    Self.median(zip(runs[program], runs[other]).map { $0.time / $1.time })
  }

  static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
