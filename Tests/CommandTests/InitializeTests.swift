import Foundation
import TestSupport
import Testing

/// `hostlint init`: what it writes, what it leaves alone, and what a check says of it.
@Suite("hostlint init")
struct InitializeTests {
  private static func run(_ arguments: String..., in folder: URL) throws -> Program.Result {
    try Command.run(["init"] + arguments, in: folder)
  }

  private static func check(_ folder: URL) throws -> Program.Result {
    try Command.run(["check", "hosting.yaml", "--today", "2026-11-22"], in: folder)
  }

  private static func text(_ path: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  private static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
  }

  /// The starting file, and the same with every optional line in force.
  private static func startingFiles() throws -> (hosting: String, complete: String) {
    let folder = try TemporaryFolder()
    _ = try run(in: folder.url)
    let hosting = try text("hosting.yaml", in: folder.url)
    // What is behind `#` and looks like a key or an item is one.
    let complete = hosting.replacing(/(?m)^( *)# ( *(?:- )?[a-z_-]+:(?: .*)?)$/) {
      "\($0.output.1)\($0.output.2)"
    }
    return (hosting, complete)
  }

  /// A text with its empty values filled in, in their order.
  private static func filled(_ text: String) -> String {
    var values = [
      "agence-exemple", "5 GB", "30 GB", "boulangerie", "contact@boulangerie-martin.fr",
      "boulangerie-martin.fr", "agence-exemple.fr",
    ][...]
    return text.replacing(/(?m)^( *(?:- )?(?:login|email|disk_space|domain):)( +#.*)?$/) {
      "\($0.output.1) \(values.popFirst() ?? "")"
    }
  }

  // MARK: - The files

  @Test("What it writes and says")
  func writes() throws {
    let folder = try TemporaryFolder()
    let result = try Self.run(in: folder.url)
    #expect(result.status == 0 && result.stderr == "")
    #expect(try Self.names(in: folder.url) == [".hostlint.yaml", "hosting.yaml"])
    expectGolden(result.stdout, "Tests/CommandTests/Golden/init.txt")
  }

  @Test("The untouched file: a finding at each empty value, and no other")
  func untouched() throws {
    let folder = try TemporaryFolder()
    _ = try Self.run(in: folder.url)
    let result = try Self.check(folder.url)
    #expect(result.status == 1 && result.stderr == "")
    expectGolden(result.stdout, "Tests/CommandTests/Golden/init-check.txt")
    let blanks = try Self.text("hosting.yaml", in: folder.url)
      .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.contains(/^ *(- )?(login|email|disk_space|domain):( +#.*)?$/) }
      .map { $0.offset + 1 }
    let json = try Command.run(["check", "hosting.yaml", "--format", "json"], in: folder.url)
    #expect(try JSONReport(json.stdout).findings.map(\.line) == blanks)
  }

  @Test("The tree of the untouched file does not speak of what could not be read")
  func tree() throws {
    let folder = try TemporaryFolder()
    _ = try Self.run(in: folder.url)
    let result = try Command.run(["tree"], in: folder.url)
    #expect(result.status == 0 && result.stdout.contains("shop"))
    #expect(!result.stdout.contains("more "), "\(result.stdout)")
  }

  @Test(
    "Filled in, it has no finding, with the optional lines and without", arguments: [false, true])
  func filled(isComplete: Bool) throws {
    let texts = try Self.startingFiles()
    let folder = try TemporaryFolder()
    try folder.write(
      Self.filled(isComplete ? texts.complete : texts.hosting), to: "hosting.yaml")
    let result = try Self.check(folder.url)
    #expect(result.status == 0)
    #expect(result.stdout.hasPrefix("no findings; 1 file"), "\(result.stdout)")
    #expect(texts.hosting.contains("# aliases:") && !texts.complete.contains("# aliases:"))
  }

  @Test(
    "Lines fit a terminal and an editor of 80 columns",
    arguments: ["hosting.yaml", ".hostlint.yaml"])
  func width(name: String) throws {
    let folder = try TemporaryFolder()
    _ = try Self.run(in: folder.url)
    let lines = try Self.text(name, in: folder.url).split(separator: "\n")
    #expect(lines.filter { $0.count > 80 || $0.hasSuffix(" ") } == [])
  }

  // MARK: - What is there already

  @Test("A file that is there stays as it is; the other is written")
  func keepsOne() throws {
    for (kept, written) in [
      ("hosting.yaml", ".hostlint.yaml"), (".hostlint.yaml", "hosting.yaml"),
    ] {
      let folder = try TemporaryFolder()
      try folder.write("# mine\n", to: kept)
      let result = try Self.run(in: folder.url)
      #expect(result.status == 0 && result.stderr == "")
      #expect(
        result.stdout.hasPrefix("wrote \(written)\nkept \(kept), which was there already\n\n"),
        "\(result.stdout)")
      #expect(result.stdout.contains("Fill in") == (written == "hosting.yaml"))
      #expect(try Self.text(kept, in: folder.url) == "# mine\n")
      #expect(try Self.names(in: folder.url).count == 2)
    }
  }

  @Test("Where both are there, nothing is written")
  func keepsBoth() throws {
    let folder = try TemporaryFolder()
    _ = try Self.run("account", in: folder.url)
    try folder.write("# mine\n", to: "account/hosting.yaml")
    let result = try Self.run("account", in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(
      result.stderr
        == "hostlint: account/hosting.yaml and account/.hostlint.yaml are there already; nothing was written\n"
    )
    #expect(try Self.text("account/hosting.yaml", in: folder.url) == "# mine\n")
  }

  @Test("A link that leads nowhere is something that is there")
  func danglingLink() throws {
    let folder = try TemporaryFolder()
    let link = folder.url.appending(path: "hosting.yaml").path(percentEncoded: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "elsewhere.yaml")
    #expect(try Self.run(in: folder.url).status == 0)
    #expect(try Self.names(in: folder.url) == [".hostlint.yaml", "hosting.yaml"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "elsewhere.yaml")
  }

  // MARK: - Folders

  @Test(
    "A folder is made, with those above it, and named for a shell",
    arguments: [
      ("account", "cd account"), ("clients/ma boîte", "cd 'clients/ma boîte'"),
      ("l'agence", #"cd 'l'\''agence'"#), ("deep/er/", "cd deep/er/"), ("./there", "cd ./there"),
    ])
  func makesFolder(path: String, change: String) throws {
    let folder = try TemporaryFolder()
    let result = try Self.run(path, in: folder.url)
    #expect(result.status == 0)
    #expect(result.stdout.contains("\n  \(change)\n  hostlint check "), "\(result.stdout)")
    #expect(try Self.names(in: folder.url.appending(path: path)).count == 2)
  }

  @Test("The working directory needs no change of folder", arguments: [[], ["."]])
  func workingDirectory(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(["init"] + arguments, in: folder.url)
    #expect(result.status == 0 && !result.stdout.contains("cd "))
  }

  @Test(
    "A folder that cannot be made: one sentence",
    arguments: [
      ("file", "cannot write to file: Not a directory"),
      ("file/below", "cannot write to file/below: Not a directory"),
      ("", "cannot write to : No such file or directory"),
    ])
  func impossibleFolder(path: String, sentence: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    let result = try Self.run(path, in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr == "hostlint: \(sentence)\n")
    #expect(try Self.names(in: folder.url) == ["file"])
  }

  @Test("A disk that is full leaves nothing half written")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    // A bound on the size of files stands in for the end of a disk.
    let result = try Program.run(
      URL(filePath: "/bin/sh"),
      ["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" init", Command.executable.path],
      in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr == "hostlint: cannot write hosting.yaml: File too large\n")
    #expect(try Self.names(in: folder.url) == [])
  }

  @Test("A folder that may not be written to: one sentence", .enabled(if: getuid() != 0))
  func readOnlyFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "locked/file")
    let locked = folder.url.appending(path: "locked").path(percentEncoded: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: locked)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: locked)
    }
    let result = try Self.run("locked", in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr == "hostlint: cannot write locked/hosting.yaml: Permission denied\n")
  }
}
