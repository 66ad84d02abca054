import Dispatch
package import Foundation

/// Runs programs to their end.
package enum Program {
  /// What a program did.
  package struct Result: Hashable, Sendable {
    /// The exit status, or 128 + n where signal n ended the program (139 is a
    /// crash by a bad access), as a shell reports it.
    package let status: Int32
    /// Invalid UTF-8 is repaired, so a U+FFFD may stand for it.
    package let stdout: String
    package let stderr: String

    package init(status: Int32, stdout: String, stderr: String) {
      self.status = status
      self.stdout = stdout
      self.stderr = stderr
    }
  }

  /// A program did not end in time; it was killed.
  package struct TimedOut: Error, CustomStringConvertible {
    package let description: String
  }

  /// Runs a program and waits for it.
  ///
  /// - Parameters:
  ///   - stdin: What it reads; nil is an empty input.
  ///   - environment: All of its environment; nothing is inherited.
  ///   - timeout: In seconds.
  /// - Throws: `TimedOut`, or Foundation's error where the program cannot be started.
  package static func run(
    _ executable: URL, _ arguments: [String] = [], stdin: Data? = nil,
    in directory: URL = Repository.root, environment: [String: String] = [:],
    timeout: Double = 60
  ) throws -> Result {
    // Files, not pipes: no output is too long for them and nothing has to be
    // read while the program runs.
    let folder = try TemporaryFolder()
    let input = try folder.write(stdin ?? Data(), to: "stdin")
    let output = try folder.write("", to: "stdout")
    let errors = try folder.write("", to: "stderr")

    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if ended.wait(timeout: .now() + timeout) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      let command = ([executable.path] + arguments).joined(separator: " ")
      throw TimedOut(description: "no end after \(timeout) s: \(command)")
    }
    let wasKilled = process.terminationReason == .uncaughtSignal
    return Result(
      status: process.terminationStatus + (wasKilled ? 128 : 0),
      stdout: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      stderr: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
