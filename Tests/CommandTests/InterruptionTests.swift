import Foundation
import TestSupport
import Testing

/// Ctrl-C, and what a long run shows meanwhile.
@Suite("Long runs")
struct InterruptionTests {
  /// An account with a finding for each of so many subscriptions.
  private static func account(_ count: Int) -> String {
    "hosting: 1\nreseller: { login: a, dns: lrob }\nsubscriptions:\n"
      + (0..<count).map { "  - domain: site-\($0).fr\n" }.joined()
  }

  /// Starts a program that a test then signals or feeds; it is ended with the test at the latest.
  private static func start(
    _ arguments: [String], of executable: URL = Command.executable, in folder: URL,
    errors: FileHandle = .nullDevice, environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    return process
  }

  private static func send(_ signal: CInt, to process: Process) {
    let id = process.processIdentifier
    // Zero would be every program of this group, this one among them.
    if process.isRunning, id > 0 { kill(id, signal) }
  }

  /// Waits for a program, but not for ever.
  private static func status(of process: Process) throws -> CInt {
    for _ in 0..<6_000 where process.isRunning { usleep(10_000) }
    send(SIGKILL, to: process)
    process.waitUntilExit()
    try #require(process.terminationReason == .exit)
    return process.terminationStatus
  }

  /// A folder with a named pipe as its hosting file, which a program waits for.
  private static func folderWithPipe() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
    return folder
  }

  /// Writes an account to the pipe, so that who waits for it goes on.
  private static func feed(_ folder: TemporaryFolder) throws {
    // Not to be inherited by programs that other tests start meanwhile.
    let pipe = open(folder.url.appending(path: "pipe").path, O_WRONLY | O_CLOEXEC)
    try #require(pipe >= 0)
    let bytes = Array(account(1).utf8)
    #expect(write(pipe, bytes, bytes.count) == bytes.count)
    close(pipe)
  }

  private static func temporaryFiles(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".tmp") }
  }

  @Test(
    "A signal while a report is written leaves the old one and nothing beside it",
    arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(CInt, CInt)])
  func whileWriting(signal: CInt, status: CInt) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.account(3_000), to: "hosting.yaml")
    try folder.write("old", to: "report.sarif")
    var isInterrupted = false
    // The file may be complete before the signal comes.
    for _ in 1...5 where !isInterrupted {
      let process = try Self.start(["--output", "sarif=report.sarif"], in: folder.url)
      while process.isRunning, try Self.temporaryFiles(in: folder.url).isEmpty { usleep(200) }
      Self.send(signal, to: process)
      isInterrupted = try Self.status(of: process) == status
      #expect(try Self.temporaryFiles(in: folder.url).isEmpty)
    }
    #expect(isInterrupted)
    let report = try String(
      contentsOf: folder.url.appending(path: "report.sarif"), encoding: .utf8)
    #expect(report == "old" || report.hasSuffix("}\n"))
  }

  @Test("A signal while the input is awaited ends the run")
  func whileReading() throws {
    let folder = try Self.folderWithPipe()
    let process = try Self.start(["pipe"], in: folder.url)
    usleep(500_000)
    Self.send(SIGINT, to: process)
    #expect(try Self.status(of: process) == 130)
  }

  @Test("A signal that is ignored stays ignored, as for a job in the background")
  func ignored() throws {
    let folder = try Self.folderWithPipe()
    let process = try Self.start(
      ["-c", "trap '' INT; exec '\(Command.executable.path)' pipe"],
      of: URL(filePath: "/bin/sh"), in: folder.url)
    usleep(500_000)
    Self.send(SIGINT, to: process)
    usleep(100_000)
    try #require(process.isRunning)
    try Self.feed(folder)
    #expect(try Self.status(of: process) == 1)
  }

  /// What a run that takes two seconds writes to standard error, which is a terminal.
  private static func shown(
    _ arguments: [String] = [], environment: [String: String] = [:], waiting: Double = 2
  ) throws -> String {
    var main: CInt = -1
    var terminal: CInt = -1
    var size = winsize(ws_row: 24, ws_col: 20, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&main, &terminal, nil, nil, &size) == 0)
    defer { close(main) }
    let folder = try folderWithPipe()
    let process = try start(
      ["pipe"] + arguments, in: folder.url,
      errors: FileHandle(fileDescriptor: terminal, closeOnDealloc: false),
      environment: environment)
    usleep(useconds_t(waiting * 1_000_000))
    try #require(process.isRunning)
    try feed(folder)
    #expect(try status(of: process) == 1)
    _ = fcntl(main, F_SETFL, O_NONBLOCK)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(main, &buffer, buffer.count)
    close(terminal)
    return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  }

  @Test("A run of more than a second shows how far it is, and erases it")
  func progress() throws {
    let shown = try Self.shown()
    // The terminal has 20 columns.
    #expect(shown.hasPrefix("\rhostlint: looking f\u{1B}[K"))
    #expect(shown.hasSuffix("\r\u{1B}[K"))
    #expect(!shown.contains("\n"))
  }

  @Test("Nothing is shown where nobody looks, or wants to")
  func noProgress() throws {
    #expect(try Self.shown(["--quiet"]) == "")
    #expect(try Self.shown(environment: ["CI": "true"]) == "")
    #expect(try Self.shown(environment: ["TERM": "dumb"]) == "")
    #expect(try Self.shown(waiting: 0.2) == "")
  }
}
