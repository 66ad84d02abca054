import Foundation
import TestSupport
import Testing

/// Files that cannot be read as they should, and outputs that cannot be written: one finding or one
/// sentence each, and the right status.
@Suite("Hostile files")
struct HostileFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.account, to: "good.yaml")
  }

  private static let account =
    "hosting: 1\nreseller: { login: a }\nsubscriptions:\n"
    + "  - { domain: a.fr }\n"

  private func check(_ arguments: String...) throws -> Program.Result {
    try Command.run(["check"] + arguments, in: folder.url)
  }

  /// Runs a line of the shell, in which `hostlint` is the program.
  private func shell(_ line: String) throws -> Program.Result {
    try Program.run(
      URL(filePath: "/bin/sh"),
      ["-c", "hostlint() { '\(Command.executable.path)' \"$@\"; }; \(line)"], in: folder.url,
      environment: ["PATH": "/usr/bin:/bin"])
  }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  // MARK: - Files that cannot be read

  @Test("A file that may not be read, or fails while it is: a sentence, and the other findings")
  func unreadable() throws {
    var name = "secret.yaml"
    try folder.write(Self.account, to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path(name))
    if FileManager.default.isReadableFile(atPath: path(name)) {
      // Root may read everything, but not the memory that nothing lies in.
      name = "/proc/self/mem"
      guard FileManager.default.fileExists(atPath: name) else { return }
    }
    let result = try check(name, "good.yaml")
    #expect(result.status == 2)
    #expect(result.stderr.hasPrefix("hostlint: cannot read \(name): "))
    #expect(result.stderr.count { $0 == "\n" } == 1)
    #expect(result.stdout.contains("subscription-without-pack"))
  }

  @Test("Links that lead to themselves, and a folder that holds itself")
  func links() throws {
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: path("loop.yaml"), withDestinationPath: "loop.yaml")
    try manager.createSymbolicLink(atPath: path("self"), withDestinationPath: ".")
    try manager.createSymbolicLink(atPath: path("other"), withDestinationPath: "other")
    for paths in [["."], ["good.yaml", "loop.yaml"]] {
      let result = try Command.run(["check"] + paths, in: folder.url)
      #expect(result.status == 2)
      #expect(
        result.stderr == "hostlint: cannot read loop.yaml: Too many levels of symbolic links\n")
      #expect(result.stdout.contains("; 1 file, "), "\(result.stdout)")
    }
    try manager.removeItem(atPath: path("loop.yaml"))
    let result = try check(".")
    #expect(result.status == 1 && result.stderr == "")
    #expect(result.stdout.contains("; 1 file, "), "\(result.stdout)")
  }

  @Test("A file that shrinks and grows while it is read is what was read of it")
  func shrinking() throws {
    let descriptor = open(path("shrinking.yaml"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    // The size counts: a hole is read like zeros, at which reading YAML ends.
    let size: off_t = 4 << 20
    for round in 0..<4 {
      #expect(ftruncate(descriptor, size) == 0)
      let process = Process()
      process.executableURL = Command.executable
      process.arguments = ["check", "shrinking.yaml"]
      process.currentDirectoryURL = folder.url
      process.environment = [:]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      while process.isRunning {
        usleep(useconds_t(500 << round))
        _ = ftruncate(descriptor, 0)
        _ = ftruncate(descriptor, size)
      }
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 1)
    }
  }

  @Test(
    "A file that holds less than its size says",
    .enabled(if: access(Self.shortFile, R_OK) == 0, "there is no such file here"))
  func shorterThanItsSize() throws {
    let result = try check(Self.shortFile)
    #expect(result.status == 1 && result.stderr == "")
    #expect(result.stdout.contains("error[not-a-hosting-file]"))
  }

  private static let shortFile = "/sys/kernel/mm/transparent_hugepage/enabled"

  // MARK: - Files that hold what they should not

  /// Bytes with the place and the words of what is said of them.
  struct WrongText: Sendable {
    let bytes: [UInt8]
    let place: String
    let words: String
  }

  /// A text as UTF-16 with a byte-order mark.
  private static func bytes(utf16 text: String) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  private static let wrongTexts: [WrongText] = [
    WrongText(bytes: [0x23, 0xFF, 0x0A], place: "1:2", words: "not UTF-8 text: the byte 0xFF"),
    WrongText(bytes: Array("a: \u{1}\n".utf8), place: "1:4", words: "control character U+0001"),
    WrongText(bytes: Array("a: b\0c\n".utf8), place: "1:5", words: "control character U+0000"),
    WrongText(
      bytes: Array(repeating: 0, count: 100_000), place: "1:1", words: "control character U+0000"),
    WrongText(
      bytes: Array(bytes(utf16: "hosting: 1\nreseller: { login: a }\n").dropLast()),
      place: "2:23", words: "UTF-16"),
    WrongText(bytes: [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], place: "1:1", words: "UTF-32"),
  ]

  @Test("Bytes that are no text are one finding, at their place", arguments: wrongTexts)
  func encodings(text: WrongText) throws {
    try folder.write(Data(text.bytes), to: "bytes.yaml")
    let result = try check("bytes.yaml")
    #expect(result.status == 1 && result.stderr == "")
    #expect(result.stdout.hasPrefix("error[yaml-syntax]: "), "\(result.stdout)")
    #expect(result.stdout.contains(text.words), "\(result.stdout)")
    #expect(result.stdout.contains("--> bytes.yaml:\(text.place)"), "\(result.stdout)")
    #expect(result.stdout.contains("\n1 finding ("), "\(result.stdout)")
  }

  @Test("UTF-16 that says so is read like UTF-8")
  func utf16() throws {
    try folder.write(Data(Self.bytes(utf16: Self.account)), to: "wide.yaml")
    let wide = try check("wide.yaml")
    #expect(wide.status == 1)
    #expect(
      wide.stdout == (try check("good.yaml")).stdout.replacing("good.yaml", with: "wide.yaml"))
  }

  /// A file by its name.
  struct NestedFile: Sendable {
    let name: String
    let text: String

    init(_ name: String, _ start: String, repeating part: String) {
      self.name = name
      text = start + String(repeating: part, count: 100_000)
    }

    /// Thirty levels of nine aliases each.
    init(bombOf opening: String, _ closing: String) {
      name = "hosting.yaml"
      var text = "l0: &l0 { a: b }\n"
      for level in 1...30 {
        let aliases = Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ", ")
        text += "l\(level): &l\(level) \(opening)\(aliases)\(closing)\n"
      }
      self.text = text
    }
  }

  private static let rest = #"[{"login":"a","guid":"b","id":1,"x":"#

  private static let nestedFiles: [NestedFile] = [
    NestedFile("hosting.yaml", "subscriptions: ", repeating: "["),
    NestedFile("hosting.yaml", "packs: ", repeating: "{a: "),
    NestedFile("hosting.yaml", "packs:\n  - ", repeating: "- "),
    NestedFile("hosting.yaml", "packs:\n  ", repeating: "? "),
    NestedFile(bombOf: "[", "]"),
    NestedFile(bombOf: "{ <<: [", "] }"),
    NestedFile("account.xml", "<packet><customer>", repeating: "<a>"),
    NestedFile("account.json", rest, repeating: "["),
    NestedFile("account.json", rest, repeating: #"{"a":"#),
  ]

  @Test("100,000 levels of nesting, and aliases of aliases, end at a limit", arguments: nestedFiles)
  func nesting(file: NestedFile) throws {
    let name = file.name
    let start = name.hasSuffix(".yaml") ? "hosting: 1\nreseller: { login: a }\n" : ""
    try folder.write(start + file.text, to: name)
    for format in ["text", "json", "sarif"] {
      let result = try check(name, "--format", format)
      #expect(result.status == 1 && result.stderr == "")
      #expect(result.stdout.contains("input-limit"), "\(result.stdout.prefix(1_000))")
      #expect(result.stdout.utf8.count < 200_000)
    }
  }

  @Test("A name of a megabyte fills neither the report nor the terminal")
  func longName() throws {
    let name = String(repeating: "x", count: 1 << 20)
    try folder.write(Self.account.replacing("a.fr", with: name), to: "long.yaml")
    let result = try check("long.yaml")
    #expect([1, 2].contains(result.status))
    #expect(result.stdout.contains("error[invalid-domain-name]"))
    #expect(result.stdout.utf8.count < 10_000 && result.stderr.utf8.count < 10_000)
  }

  // MARK: - Outputs that cannot be written

  @Test(
    "A full disk behind standard output: a sentence, whatever is written",
    .enabled(if: access("/dev/full", W_OK) == 0, "there is no /dev/full here"),
    arguments: [
      "check good.yaml", "check good.yaml --format json", "check good.yaml --format sarif",
      "check good.yaml --format github", "check good.yaml --format gitlab",
      "check good.yaml --format junit", "check good.yaml --format markdown", "tree good.yaml",
      "rules", "explain unused-pack", "fields", "schema hosting", "config",
      "import account.xml", "diff good.yaml good.yaml --format json", "eval '1 + 1'",
    ])
  func fullOutput(command: String) throws {
    try folder.write(
      Data(contentsOf: Repository.root.appending(path: "Examples/exports/account.xml")),
      to: "account.xml")
    let result = try shell("hostlint \(command) > /dev/full")
    #expect(result.status == 2)
    #expect(
      result.stderr == "hostlint: cannot write to standard output: No space left on device\n")
  }

  @Test("A reader that goes away ends the program without a word")
  func closedOutput() throws {
    let accounts = (0..<3_000).map { "  - domain: site-\($0).fr\n" }.joined()
    try folder.write(
      "hosting: 1\nreseller: { login: a }\nsubscriptions:\n" + accounts, to: "many.yaml")
    for format in ["text", "json", "sarif"] {
      let result = try shell(
        "{ hostlint check many.yaml --format \(format); echo $? > status; } | head -n 1")
      #expect(result.status == 0 && result.stderr == "")
      #expect(result.stdout.count { $0 == "\n" } == 1)
      let status = try String(contentsOf: folder.url.appending(path: "status"), encoding: .utf8)
      // Ended by the signal, or by the error where that is ignored.
      #expect(["141\n", "2\n"].contains(status), "\(status)")
    }
  }

  @Test("Standard streams that are closed", arguments: [(">&-", 2), ("2>&-", 1), ("<&-", 1)])
  func closedStreams(redirection: String, status: Int32) throws {
    let result = try shell("hostlint check good.yaml \(redirection)")
    #expect(result.status == status)
    #expect(result.stderr.count { $0 == "\n" } == (status == 2 ? 1 : 0), "\(result.stderr)")
    #expect(status == 2 || result.stdout.contains("subscription-without-pack"))
  }

  @Test("A disk that fills while a report is written keeps the old one, and nothing beside it")
  func fullDisk() throws {
    try FileManager.default.createDirectory(atPath: path("disk"), withIntermediateDirectories: true)
    let mount = try shell("mount -t tmpfs -o size=64k tmpfs disk")
    // Root alone may mount, and not everywhere.
    guard mount.status == 0 else { return }
    defer { _ = try? shell("umount disk") }
    try folder.write("old", to: "disk/report.json")
    let accounts = (0..<2_000).map { "  - domain: site-\($0).fr\n" }.joined()
    try folder.write(
      "hosting: 1\nreseller: { login: a }\nsubscriptions:\n" + accounts, to: "many.yaml")
    let result = try check("many.yaml", "--output", "json=disk/report.json")
    #expect(result.status == 2)
    #expect(result.stderr == "hostlint: cannot write disk/report.json: No space left on device\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("disk")) == ["report.json"])
    let report = try String(contentsOfFile: path("disk/report.json"), encoding: .utf8)
    #expect(report == "old")
  }
}

/// Files of many megabytes, which the released program reads in time.
@Suite(
  "Huge files",
  .enabled(
    if: ReleaseProgram.url != nil, "the release program is not there; run make test"))
struct HugeFileTests {
  private static let head = "hosting: 1\nreseller: { login: a }\n"

  private static func size(_ name: String, in folder: TemporaryFolder) throws -> Int {
    try Data(contentsOf: folder.url.appending(path: name), options: .mappedIfSafe).count
  }

  @Test("100 MB on one line", arguments: ["subscriptions: [{ domain: %s }]", "# %s", "'%s': 1"])
  func oneLine(form: String) throws {
    let folder = try TemporaryFolder()
    let parts = form.components(separatedBy: "%s")
    try folder.write(
      Data((Self.head + parts[0]).utf8) + Data(repeating: UInt8(ascii: "x"), count: 100_000_000)
        + Data((parts[1] + "\n").utf8), to: "line.yaml")
    let run = try ReleaseProgram.measure("check line.yaml", in: folder)
    #expect([0, 1, 2].contains(run.status))
    #expect(run.seconds < 10, "\(run.seconds) s")
    #expect(try Self.size("stdout", in: folder) < 10_000)
    #expect(try Self.size("stderr", in: folder) < 10_000)
  }

  @Test("A million keys in one mapping")
  func keys() throws {
    let folder = try TemporaryFolder()
    let keys = (0..<1_000_000).map { "    k\($0): v\n" }.joined()
    try folder.write(
      "hosting: 1\nreseller:\n  login: a\n  labels:\n" + keys, to: "keys.yaml")
    let run = try ReleaseProgram.measure("check keys.yaml", in: folder)
    #expect([0, 1].contains(run.status))
    #expect(run.seconds < 15, "\(run.seconds) s")
    #expect(try Self.size("stdout", in: folder) < 10_000)
  }
}
