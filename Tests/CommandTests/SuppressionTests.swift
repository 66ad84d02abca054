import Foundation
import TestSupport
import Testing

/// Suppressions and baselines as the command line meets them.
@Suite("Suppressions on the command line")
struct SuppressionTests {
  private static let account = """
    hosting: 1
    reseller:
      login: agence-exemple
    subscriptions:
      - domain: agence-exemple.fr # hostlint: ignore[subscription-without-pack] our own site
      - domain: boutique.fr
      - domain: atelier.fr

    """

  private static func folder(_ configuration: String = "hostlint: 1\n") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(account, to: "hosting.yaml")
    try folder.write(
      configuration + """
        exceptions:
          - { rule: subscription-without-pack, entity: subscription/boutique.fr, reason: agreed }

        """, to: ".hostlint.yaml")
    return folder
  }

  private static func run(
    _ folder: TemporaryFolder, _ arguments: String...
  ) throws -> Program.Result {
    try Command.run(arguments + ["--today", "2026-11-22"], in: folder.url)
  }

  private static func count(_ result: Program.Result) -> Int {
    result.stdout.components(separatedBy: "[subscription-without-pack]: ").count - 1
  }

  @Test("What is accepted is not shown, and counted in the last line")
  func counted() throws {
    let result = try Self.run(Self.folder(), "check")
    #expect(result.status == 1)
    #expect(Self.count(result) == 1)
    #expect(
      result.stdout.hasSuffix("1 finding (1 warning); 2 suppressed; 1 file, 7 entities checked\n"))
  }

  @Test("--show-suppressed lists it, and changes no status")
  func listed() throws {
    let folder = try Self.folder()
    let result = try Self.run(folder, "check", "--show-suppressed")
    #expect(Self.count(result) == 3)
    #expect(
      result.stdout.contains(
        """
        suppressed, and not counted:

        warning[subscription-without-pack]: agence-exemple.fr has no pack
         --> hosting.yaml:5:13
         = reason: our own site (hosting.yaml:5)
        warning[subscription-without-pack]: boutique.fr has no pack
         --> hosting.yaml:6:13
         = reason: agreed (.hostlint.yaml:3)

        """))
    _ = try Self.run(folder, "baseline", "write")
    let baseline = try Self.run(
      folder, "check", "--show-suppressed", "--baseline", ".hostlint-baseline.json")
    #expect(baseline.status == 0)
    #expect(baseline.stdout.contains(" = reason: in the baseline (.hostlint-baseline.json)\n"))
    #expect(baseline.stdout.hasSuffix("no findings; 3 suppressed; 1 file, 7 entities checked\n"))
  }

  @Test("--no-suppressions shows and counts everything")
  func everything() throws {
    let result = try Self.run(Self.folder(), "check", "--no-suppressions")
    #expect(Self.count(result) == 3 && !result.stdout.contains("suppressed"))
    #expect(result.status == 1)
    let both = try Self.run(Self.folder(), "check", "--no-suppressions", "--show-suppressed")
    #expect(both.status == 2 && both.stdout == "")
  }

  @Test("The status is the same in every format")
  func status() throws {
    let folder = try Self.folder()
    _ = try Self.run(folder, "baseline", "write")
    for format in ["text", "json", "sarif"] {
      for (flags, status) in [
        ([], 1), (["--baseline", ".hostlint-baseline.json"], 0),
        (["--baseline", ".hostlint-baseline.json", "--no-suppressions"], 1),
        (["--show-suppressed", "--baseline", ".hostlint-baseline.json"], 0),
      ] as [([String], Int32)] {
        let result = try Command.run(["check", "--format", format] + flags, in: folder.url)
        #expect(result.status == status, "\(format) \(flags)")
      }
    }
  }

  @Test("hostlint baseline: written, checked, pruned")
  func baseline() throws {
    let folder = try Self.folder("hostlint: 1\nbaseline: accepted.json\n")
    #expect(
      try Self.run(folder, "check")
        == Program.Result(
          status: 2, stdout: "",
          stderr: "hostlint: cannot read the baseline accepted.json: No such file or directory; "
            + "`hostlint baseline write` makes one\n"))
    #expect(
      try Self.run(folder, "baseline", "write")
        == Program.Result(
          status: 0, stdout: "wrote accepted.json: 1 entry for 1 finding\n", stderr: ""))
    #expect(try Self.run(folder, "check").status == 0)
    #expect(
      try Self.run(folder, "baseline", "check")
        == Program.Result(
          status: 0, stdout: "nothing new, nothing gone; 1 finding accepted by accepted.json\n",
          stderr: ""))
    try folder.write(
      Self.account.replacing("atelier", with: "agence"), to: "hosting.yaml")
    #expect(
      try Self.run(folder, "baseline", "check")
        == Program.Result(
          status: 1,
          stdout: """
            new   warning[subscription-without-pack]: agence.fr has no pack (hosting.yaml:7:13)
            gone  subscription-without-pack on subscription/atelier.fr, pack (agence-exemple)
            1 new finding, 1 entry gone; 0 findings accepted by accepted.json

            """, stderr: ""))
    #expect(
      try Self.run(folder, "baseline", "prune")
        == Program.Result(
          status: 0,
          stdout: """
            gone  subscription-without-pack on subscription/atelier.fr, pack (agence-exemple)
            took 1 entry out of accepted.json; 0 left

            """, stderr: ""))
    #expect(try Self.run(folder, "check").status == 1)
  }

  @Test(
    "--baseline-strict fails where something is gone, and says what",
    arguments: ["text", "json", "sarif"])
  func strict(format: String) throws {
    let folder = try Self.folder("hostlint: 1\nbaseline: accepted.json\n")
    _ = try Self.run(folder, "baseline", "write")
    try folder.write(
      Self.account.replacing("  - domain: atelier.fr\n", with: ""), to: "hosting.yaml")
    #expect(try Self.run(folder, "check", "--format", format).status == 0)
    let result = try Self.run(
      folder, "check", "--baseline-strict", "--fail-on", "never", "--format", format)
    #expect(result.status == 1)
    #expect(
      result.stderr == """
        hostlint: in the baseline, and gone: subscription-without-pack on subscription/atelier.fr, pack (agence-exemple)
        hostlint: `hostlint baseline prune` takes out of the baseline what is gone

        """)
    #expect(result.stdout.contains("gone_from_baseline") == (format == "json"))
    _ = try Self.run(folder, "baseline", "prune")
    #expect(try Self.run(folder, "check", "--baseline-strict").status == 0)
  }

  @Test("--baseline-strict without a baseline is a mistake")
  func strictWithoutBaseline() throws {
    let result = try Self.run(Self.folder(), "check", "--baseline-strict")
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.contains("--baseline-strict needs a baseline"))
  }

  @Test("A broken baseline is shown at its place")
  func broken() throws {
    let folder = try Self.folder()
    try folder.write("{ \"format\": \"hostlint-baseline/9\" }", to: "b.json")
    for command in [["check"], ["baseline", "check"], ["baseline", "prune"]] {
      let result = try Command.run(command + ["--baseline", "b.json"], in: folder.url)
      #expect(result.status == 2 && result.stdout == "")
      #expect(result.stderr.hasPrefix("error[invalid-baseline]: "))
      #expect(result.stderr.contains(" --> b.json:1:13\n"))
      #expect(result.stderr.hasSuffix("there is an error in the baseline\n"))
    }
  }

  @Test("Where there is nothing to check nothing is written")
  func nothing() throws {
    let folder = try TemporaryFolder()
    for command in ["write", "check", "prune"] {
      if command != "write" {
        try folder.write(
          "{ \"format\": \"hostlint-baseline/1\", \"findings\": [] }", to: ".hostlint-baseline.json"
        )
      }
      let result = try Command.run(["baseline", command], in: folder.url)
      #expect(result.status == 3 && result.stdout == "", "\(command)")
      #expect(result.stderr.hasPrefix("hostlint: nothing was checked: "), "\(result.stderr)")
      if command == "write" {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names == [])
      }
    }
  }

  @Test("What cannot be read is told, and the baseline keeps what it says of it")
  func incomplete() throws {
    let folder = try Self.folder("hostlint: 1\nbaseline: accepted.json\n")
    _ = try Self.run(folder, "baseline", "write")
    let accepted = folder.url.appending(path: "accepted.json")
    let before = try String(contentsOf: accepted, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "gone.yaml").path, withDestinationPath: "nowhere")
    try folder.write(
      Self.account.replacing("  - domain: atelier.fr\n", with: ""), to: "hosting.yaml")
    for command in ["prune", "write", "check"] {
      let result = try Self.run(folder, "baseline", command)
      #expect(result.status == 2, "\(command)")
      #expect(result.stderr.contains("cannot read gone.yaml"))
      #expect(try String(contentsOf: accepted, encoding: .utf8) == before, "\(command)")
    }
  }

  @Test("A report may take the place of neither the configuration nor a file that was checked")
  func outputs() throws {
    let result = try Self.run(Self.folder(), "check", "--output", "json=.hostlint.yaml")
    #expect(result.status == 2)
    #expect(result.stderr.contains("would overwrite"))
  }

  @Test("hostlint config shows baseline and exceptions, and its output has the same effect")
  func config() throws {
    let folder = try Self.folder("hostlint: 1\nbaseline: accepted.json\n")
    let result = try Command.run(["config"], in: folder.url)
    #expect(result.status == 0)
    #expect(
      result.stdout.contains(
        "baseline: accepted.json                     # .hostlint.yaml:2\n"))
    #expect(
      result.stdout.contains(
        """
        exceptions:
          - rule: subscription-without-pack         # .hostlint.yaml:4
            entity: subscription/boutique.fr
            reason: agreed

        """))
    try folder.write(result.stdout, to: "copy.yaml")
    let copy = try Command.run(["config", "--config", "copy.yaml"], in: folder.url)
    #expect(copy.stdout.contains("    entity: subscription/boutique.fr\n    reason: agreed\n"))
    let json = try Command.run(["config", "--format", "json"], in: folder.url)
    #expect(
      json.stdout.contains(
        #"{"rule": "subscription-without-pack", "entity": "subscription/boutique.fr", "#
          + #""reason": "agreed", "origin": ".hostlint.yaml:4"}"#))
  }

  @Test("A baseline takes the place of no other file")
  func otherFile() throws {
    let folder = try Self.folder()
    try folder.write("{\"format\": \"hostlint/1\"}", to: "report.json")
    for name in ["hosting.yaml", ".hostlint.yaml", "report.json"] {
      let url = folder.url.appending(path: name)
      let before = try String(contentsOf: url, encoding: .utf8)
      let result = try Self.run(folder, "baseline", "write", "--baseline", name)
      #expect(result.status == 2)
      #expect(
        result.stderr == "hostlint: \(name) is no baseline, and is not replaced by one\n")
      #expect(try String(contentsOf: url, encoding: .utf8) == before)
    }
    // One that is empty, or that a merge has broken, is written anew.
    for text in ["", "<<<<<<< ours\n{ \"format\": \"hostlint-baseline/1\", [\n"] {
      try folder.write(text, to: "base.json")
      #expect(try Self.run(folder, "baseline", "write", "--baseline", "base.json").status == 0)
    }
  }

  @Test("A tree counts what is accepted")
  func tree() throws {
    let folder = try Self.folder()
    let result = try Self.run(folder, "tree")
    #expect(result.stdout.hasSuffix("; 1 finding (1 warning); 2 suppressed\n"), "\(result.stdout)")
    let all = try Command.run(["tree", "--no-config"], in: folder.url)
    #expect(all.stdout.hasSuffix("; 2 findings (2 warnings); 1 suppressed\n"), "\(all.stdout)")
  }
}
