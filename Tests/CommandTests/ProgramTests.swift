import Foundation
import TestSupport
import Testing

/// What the command tests stand on: a program that hangs or crashes must be seen.
@Suite("Running programs in tests")
struct ProgramTests {
  private static func shell(
    _ script: String, stdin: String? = nil, environment: [String: String] = [:],
    in directory: URL = Repository.root, timeout: Double = 60
  ) throws -> Program.Result {
    try Program.run(
      URL(filePath: "/bin/sh"), ["-c", script], stdin: stdin.map { Data($0.utf8) },
      in: directory, environment: environment, timeout: timeout)
  }

  @Test("Status, output and errors come back apart")
  func streams() throws {
    let result = try Self.shell("echo out; echo err >&2; exit 3")
    #expect(result == Program.Result(status: 3, stdout: "out\n", stderr: "err\n"))
  }

  @Test("The input is what was given, or empty")
  func input() throws {
    #expect(try Self.shell("cat", stdin: "a\nb").stdout == "a\nb")
    #expect(try Self.shell("cat").stdout == "")
  }

  @Test("The environment is what was given and nothing else")
  func environment() throws {
    let result = try Self.shell("echo \"$NAME,$HOME\"", environment: ["NAME": "agence"])
    #expect(result.stdout == "agence,\n")
  }

  @Test("The program runs in the given folder")
  func directory() throws {
    let folder = try TemporaryFolder()
    try folder.write("here\n", to: "sub/file")
    #expect(try Self.shell("cat sub/file", in: folder.url).stdout == "here\n")
  }

  @Test("Output longer than any pipe's buffer arrives whole")
  func longOutput() throws {
    let result = try Self.shell("head -c 1000000 /dev/zero | tr '\\0' x")
    #expect(result.stdout.utf8.count == 1_000_000)
  }

  @Test("The end by a signal shows in the status")
  func signal() throws {
    #expect(try Self.shell("kill -SEGV $$").status == 128 + 11)
  }

  @Test("A program that does not end is killed and reported")
  func timeout() {
    #expect(throws: Program.TimedOut.self) {
      try Self.shell("trap '' TERM; while :; do :; done", timeout: 0.2)
    }
  }

  @Test("A folder for a test is gone with its last use")
  func temporaryFolder() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let file = try #require(folder).write("text", to: "a/b.txt")
    #expect(try String(contentsOf: file, encoding: .utf8) == "text")
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test("The program that was built with the tests is found")
  func command() throws {
    #expect(FileManager.default.isExecutableFile(atPath: Command.executable.path))
  }
}
