import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Linting

/// Baselines: what is found now is accepted, and new findings are not.
@Suite("Baseline")
struct BaselineTests {
  private static let hosting = """
    hosting: 1
    reseller: { login: agence-exemple, fax: 1 }
    packs:
      starter: { limits: { disk_space: 5 GB, traffic: unlimited, mailboxes: 1, databases: 1 } }
    customers:
      - login: boulangerie
        email: contact@boulangerie-martin.fr
        subscriptions:
          - domain: boulangerie-martin.fr
            pack: starter
            usage: { disk_space: 6 GB }
    subscriptions:
      - domain: agence-exemple.fr

    """

  private static let configuration = "hostlint: 1\nbaseline: .hostlint-baseline.json\n"
  private static let path = ".hostlint-baseline.json"

  private static func project(_ hosting: String = hosting) throws -> SuppressedProject {
    try SuppressedProject(["hosting.yaml": hosting, ".hostlint.yaml": configuration])
  }

  private static let entries = """
    {
      "format": "hostlint-baseline/1",
      "findings": [
        { "reseller": "agence-exemple", "rule": "subscription-without-pack", "entity": "subscription/agence-exemple.fr", "field": "pack" },
        { "reseller": "agence-exemple", "rule": "unknown-key", "entity": "reseller/agence-exemple", "field": "fax" },
        { "reseller": "agence-exemple", "rule": "usage-over-limit", "entity": "quota/boulangerie-martin.fr/disk_space", "field": "used" }
      ]
    }

    """

  @Test("What is written has a line for each finding, sorted")
  func written() throws {
    let project = try Self.project()
    let report = try project.linter().writeBaseline()
    #expect(try project.text(Self.path) == Self.entries)
    #expect(report.path == Self.path && report.isWritten && report.isConfigured)
    #expect(report.entries.count == 3)
    #expect(try project.check().lines == [])
    #expect(try project.check().summary.suppressed.baseline == 3)
    #expect(try project.check { $0.suppression.baseline = .none }.lines.count == 3)
  }

  @Test("Only new findings count")
  func new() throws {
    let project = try Self.project()
    _ = try project.linter().writeBaseline()
    try project.write(Self.hosting + "  - domain: neu.fr\n", to: "hosting.yaml")
    #expect(try project.check().lines == ["hosting.yaml:14 subscription-without-pack"])
    let report = try project.linter().compareBaseline()
    #expect(report.new.map(\.diagnostic.entity) == ["subscription/neu.fr"])
    #expect(report.gone == [])
  }

  @Test("Of equal findings as many are accepted as there were")
  func counted() throws {
    // Two findings of one rule, entity and field: a key that stands twice more.
    let doubled =
      Self.hosting + "  - { domain: b.fr, pack: starter, pack: starter, pack: starter }\n"
    let project = try Self.project(doubled)
    _ = try project.linter().writeBaseline()
    #expect(try project.text(Self.path).contains("\"count\": 2 }"))
    #expect(try project.check().lines == [])
    try project.write(
      doubled.replacing(
        "pack: starter, pack: starter", with: "pack: starter, pack: starter, pack: starter"),
      to: "hosting.yaml")
    #expect(try project.check().lines == ["hosting.yaml:14 duplicate-key"])
    try project.write(
      doubled.replacing("pack: starter, pack: starter", with: "pack: starter"), to: "hosting.yaml")
    let gone = try project.linter().compareBaseline().gone
    #expect(gone.map(\.key.rule) == ["duplicate-key"] && gone.first?.count == 1)
  }

  @Test("What no longer occurs is told, and taken out")
  func gone() throws {
    let project = try Self.project()
    _ = try project.linter().writeBaseline()
    try project.write(Self.hosting.replacing("6 GB", with: "4 GB"), to: "hosting.yaml")
    let compared = try project.linter().compareBaseline()
    #expect(compared.gone.map(\.key.rule) == ["usage-over-limit"] && compared.new.isEmpty)
    #expect(try project.text(Self.path) == Self.entries)
    #expect(try project.check().goneFromBaseline.isEmpty)
    let strict = try project.check { $0.suppression.isBaselineStrict = true }
    #expect(strict.goneFromBaseline == compared.gone)
    let pruned = try project.linter().pruneBaseline()
    #expect(pruned.gone == compared.gone && pruned.entries.count == 2 && pruned.isWritten)
    #expect(try !project.text(Self.path).contains("usage-over-limit"))
    #expect(try !project.linter().pruneBaseline().isWritten)
    #expect(try project.linter().compareBaseline().gone.isEmpty)
  }

  @Test("Nothing is gone that was not looked at")
  func notGone() throws {
    let project = try Self.project()
    _ = try project.linter().writeBaseline()
    try project.write(Self.hosting.replacing("6 GB", with: "4 GB"), to: "hosting.yaml")
    func gone(_ change: (inout Linter.Options) -> Void) throws -> Int {
      try project.linter(changing: change).compareBaseline().gone.count
    }
    #expect(try gone { _ in } == 1)
    #expect(try gone { $0.project.ignore = ["usage-over-limit"] } == 0)
    #expect(try gone { $0.project.select = ["unused-pack"] } == 0)
    try project.write("hosting: 1\n", to: "other.yaml")
    #expect(try gone { $0.paths = ["hosting.yaml"] } == 0)
    let partial = try project.check(["hosting.yaml"]) { $0.suppression.isBaselineStrict = true }
    #expect(partial.goneFromBaseline.isEmpty && partial.notes.count == 1)
    #expect(throws: RunFailure.self) {
      try project.linter { $0.paths = ["hosting.yaml"] }.pruneBaseline()
    }
    try project.write("hosting: 1\nunknown: [limits]\npacks: [\n", to: "other.yaml")
    #expect(try gone { _ in } == 0)
    #expect(throws: RunFailure.self) { try project.linter().pruneBaseline() }
    try project.write("hosting: 1\n", to: "other.yaml")
    try project.write(
      Self.hosting.replacing("6 GB", with: "4 GB").replacing("pack: starter", with: "pack: stater"),
      to: "hosting.yaml")
    #expect(try gone { _ in } == 0)
    #expect(try project.text(Self.path) == Self.entries)
  }

  @Test("Writing keeps what was not checked")
  func partialWriting() throws {
    let project = try Self.project()
    _ = try project.linter().writeBaseline()
    _ = try project.linter { $0.project.select = ["unused-pack"] }.writeBaseline()
    #expect(try project.text(Self.path).contains("usage-over-limit"))
    try project.write("hosting: 1\nfax: 1\n", to: "other.yaml")
    _ = try project.linter { $0.paths = ["other.yaml"] }.writeBaseline()
    let text = try project.text(Self.path)
    #expect(text.contains("usage-over-limit") && text.contains("file/other.yaml"))
    try project.write(Self.hosting.replacing("6 GB", with: "4 GB"), to: "hosting.yaml")
    _ = try project.linter().writeBaseline()
    #expect(try !project.text(Self.path).contains("usage-over-limit"))
  }

  @Test("What comments and exceptions accept is not written, and is not gone either")
  func others() throws {
    let project = try Self.project()
    _ = try project.linter().writeBaseline()
    try project.write(
      Self.hosting.replacing("fax: 1 }", with: "fax: 1 } # hostlint: ignore[unknown-key] kept"),
      to: "hosting.yaml")
    let report = try project.check()
    #expect(report.acceptedLines.contains("hosting.yaml:2 unknown-key: kept"))
    #expect(report.summary.suppressed.inline == 1 && report.summary.suppressed.baseline == 2)
    #expect(try project.linter().compareBaseline().gone.isEmpty)
    _ = try project.linter().writeBaseline()
    #expect(try !project.text(Self.path).contains("unknown-key"))
  }

  @Test("What cannot be accepted is neither written nor accepted where somebody wrote it")
  func unsuppressible() throws {
    let project = try Self.project(
      Self.hosting.replacing(
        "login: boulangerie\n", with: "login: boulangerie\n    password: correct-horse-battery\n"))
    let report = try project.linter().writeBaseline()
    #expect(report.unsuppressible == ["password-in-file"])
    #expect(try project.text(Self.path) == Self.entries)
    try project.write(
      Self.entries.replacing(
        "    { \"reseller\": \"agence-exemple\", \"rule\": \"unknown-key\"",
        with: "    { \"reseller\": \"agence-exemple\", \"rule\": \"password-in-file\", \"entity\": "
          + "\"customer/boulangerie\", \"field\": \"password\" },\n"
          + "    { \"reseller\": \"agence-exemple\", \"rule\": \"unknown-key\""), to: Self.path)
    #expect(try project.check().lines == ["hosting.yaml:7 password-in-file"])
    #expect(try project.linter().pruneBaseline().gone.map(\.key.rule) == ["password-in-file"])
  }

  @Test("A file named otherwise, and one in another folder")
  func elsewhere() throws {
    let project = try SuppressedProject(["a/hosting.yaml": Self.hosting + "fax: 1\n"])
    let report = try project.linter { $0.suppression.baseline = .file("b.json") }.writeBaseline()
    #expect(!report.isConfigured)
    #expect(try project.text("b.json").contains("\"file/a/hosting.yaml\""))
    #expect(try project.check { $0.suppression.baseline = .file("b.json") }.lines == [])
    #expect(
      try project.check(in: "a") { $0.suppression.baseline = .file("../b.json") }.lines == [])
  }

  @Test("The file of a link is written, and keeps its mode")
  func link() throws {
    let project = try Self.project()
    try project.write("{}", to: "real.json")
    let folder = project.folder.url
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.appending(path: "real.json").path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: Self.path).path, withDestinationPath: "real.json")
    _ = try project.linter().writeBaseline()
    #expect(try project.text("real.json") == Self.entries)
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: "real.json").path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
  }

  @Test(
    "A broken baseline is one error",
    arguments: [
      "", "[]", "{", "{}", "{\"format\": \"hostlint-baseline/2\", \"findings\": []}",
      "{\"format\": \"hostlint-baseline/1\", \"findings\": [{}]}",
      "{\"format\": \"hostlint-baseline/1\", \"findings\": [{\"rule\": \"a\"}, {\"rule\": 1}]}",
      "{\"format\": \"hostlint-baseline/1\", \"findings\": [{\"rule\": \"a\", \"entity\": \"b\", \"count\": 0}]}",
      "{\"format\": \"hostlint-baseline/1\", \"findings\": [{\"rule\": \"a\", \"entity\": \"b\", \"line\": 4}]}",
      "{\"format\": \"hostlint-baseline/1\", \"findings\": [1]}",
      "{\"format\": \"hostlint-baseline/1\", \"findings\": [",
    ])
  func broken(text: String) throws {
    let project = try Self.project()
    try project.write(text, to: Self.path)
    do {
      _ = try project.check()
      Issue.record("accepted")
    } catch RunFailure.faults(let faults, _, .baseline) {
      #expect(faults.count == 1)
    }
    // It can be written anew.
    _ = try project.linter().writeBaseline()
    #expect(try project.text(Self.path) == Self.entries)
  }

  @Test("A missing baseline is an error that says what makes one")
  func missing() throws {
    let project = try Self.project()
    for run in [{ _ = try project.check() }, { _ = try project.linter().compareBaseline() }] {
      do {
        try run()
        Issue.record("accepted")
      } catch RunFailure.message(let sentence) {
        #expect(
          sentence
            == "cannot read the baseline .hostlint-baseline.json: No such file or directory; "
            + "`hostlint baseline write` makes one")
      }
    }
  }

  @Test(
    "Every text reads back as it was",
    arguments: ["a\"b\\c", "été 🐝", "a\u{7}\u{200B}b\u{202E}", "\u{E0041}", "a: b # c"])
  func texts(text: String) throws {
    let project = try SuppressedProject([:])
    let key = BaselineEntry.Key(reseller: text, rule: text, entity: text, field: text)
    let entries = [BaselineEntry(key, count: 3)]
    try project.write(BaselineFile.text(entries), to: "b.json")
    let folder = project.folder.url.path(percentEncoded: false)
    #expect(try BaselineFile.read(Paths.join(folder, "b.json"), from: folder).entries == entries)
    let json = try JSONSerialization.jsonObject(with: Data(BaselineFile.text(entries).utf8))
    let findings = (json as? [String: Any])?["findings"] as? [[String: Any]]
    #expect(findings?.first?["entity"] as? String == text)
  }
}
