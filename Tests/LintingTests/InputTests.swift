import Diagnostics
import Foundation
import SourceText
import TestSupport
import Testing

@testable import Linting

/// What is read, what is passed over, and what is said about files that are no hosting files.
@Suite("Inputs")
struct InputTests {
  private static let hosting = """
    hosting: 1
    customers: []
    reseller: { login: agence-martin, nmae: Martin }
    """

  /// The report about a folder with these files, and the paths that it says were checked.
  private static func check(
    _ files: [String: String], _ paths: [String] = ["."]
  ) throws -> (report: Report, files: [String]) {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    let report = try Check.paths(paths, in: folder.url)
    return (report, report.files.ids.map { report.files[$0].path })
  }

  // MARK: - Folders

  @Test func foldersAreSearchedForYAMLFilesThatAreNotHidden() throws {
    let (report, files) = try Self.check([
      "a.yaml": Self.hosting, "b/c.yml": "hosting: 1\n", "b/d/e.yaml": "hosting: 1\n",
      "f.txt": Self.hosting, "g.yaml.bak": Self.hosting, "yaml": Self.hosting,
      ".h.yaml": Self.hosting, ".i/j.yaml": Self.hosting, "b/.k/l.yaml": Self.hosting,
    ])
    #expect(files == ["a.yaml", "b/c.yml", "b/d/e.yaml"])
    #expect(report.summary.files == 3)
    #expect(report.summary.skippedFiles == 0)
  }

  @Test func hiddenFilesAreReadWhereTheyAreNamed() throws {
    let texts = [".a.yaml": Self.hosting, ".b/c.yaml": "hosting: 1\n", "d.txt": "hosting: 1\n"]
    #expect(
      try Self.check(texts, [".a.yaml", ".b", "d.txt"]).files == [".a.yaml", ".b/c.yaml", "d.txt"])
  }

  @Test func foldersThatLinkToThemselvesAreSearchedOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.hosting, to: "a/b/hosting.yaml")
    for path in ["loop", "a/up", "a/b/here"] {
      try FileManager.default.createSymbolicLink(
        at: folder.url.appending(path: path), withDestinationURL: folder.url)
    }
    let report = try Check.paths(["."], in: folder.url)
    #expect(report.summary.files == 1)
    #expect(report.failures == [])
  }

  @Test func otherFilesOfAFolderAreSkippedAndCounted() throws {
    let (report, files) = try Self.check([
      "hosting.yaml": Self.hosting, "compose.yaml": "services: {}\n", "empty.yaml": "",
      "comments.yaml": "# nothing\n", "list.yaml": "- 1\n", "text.yaml": "hosting\n",
      "one-key.yaml": "customers: []\n", "broken.yaml": "a: b: c\n", "null.yaml": "---\n",
    ])
    #expect(files == ["hosting.yaml"])
    #expect(report.summary.skippedFiles == 8)
    #expect(report.places == ["3:35 unknown-key"])
  }

  @Test(arguments: [
    ("reseller: { login: a }\npacks: {}\n", "1:1 not-a-hosting-file"),
    ("# one\nunknown: []\nreseller: { login: a }\n", "2:1 not-a-hosting-file"),
    ("hosting: 1\nreseller: { login: a }\ncustomers: [\n", "3:12 yaml-syntax"),
    ("hosting: 1\nreseller: a: b\n", "2:12 yaml-syntax"),
  ])
  func whatIsAlmostAHostingFileIsReported(text: String, place: String) throws {
    let (report, _) = try Self.check(["a.yaml": text])
    #expect(report.places == [place])
    #expect(report.summary.skippedFiles == 0)
  }

  @Test func aSyntaxErrorBeforeTheFirstKeyIsNoSignOfAHostingFile() throws {
    let (report, _) = try Self.check(["a.yaml": "a: b: c\nhosting: 1\n"])
    #expect(report.summary.skippedFiles == 1)
    #expect(report.findings == [])
  }

  // MARK: - Files that are named

  @Test(arguments: [
    ("services: {}\n", ["1:1 not-a-hosting-file"]),
    ("", ["1:1 not-a-hosting-file"]),
    ("# nothing but a comment\n", ["1:1 not-a-hosting-file"]),
    ("\u{FEFF}", ["1:1 not-a-hosting-file"]),
    ("---\n", ["1:1 not-a-hosting-file"]),
    ("null\n", ["1:1 not-a-hosting-file"]),
    ("- hosting: 1\n", ["1:1 not-a-hosting-file"]),
    ("\"hosting: 1\"\n", ["1:1 not-a-hosting-file"]),
    ("hosting: 2\nreseller: { login: a }\n", ["1:10 invalid-value"]),
    ("hosting:\nreseller: { login: a }\n", ["1:1 invalid-value"]),
    ("hosting: \"1\"\nreseller: { login: a }\n", []),
    ("{ hosting: 1, reseller: { login: a } }\n", []),
    ("? hosting\n: 1\n? reseller\n: login: a\n", []),
    ("%YAML 1.2\n---\nhosting: 1\nreseller: { login: a }\n...\n", []),
  ])
  func aNamedFileMustBeAHostingFile(text: String, places: [String]) throws {
    let report = try Check.text(text)
    let reading = report.findings.filter { finding in
      report.rules.contains { $0.id == finding.diagnostic.rule && $0.area == "reading" }
    }
    #expect(reading.count == report.findings.count)
    #expect(report.places == places)
    #expect(report.summary.files == 1)
  }

  @Test func documentsOfOneFileAreOneHierarchy() throws {
    let report = try Check.text(
      """
      hosting: 1
      reseller: { login: a, dns: lrob }
      packs: { starter: { limits: { disk_space: 5 GB } } }
      ---
      hosting: 1
      subscriptions: [{ domain: a.fr, pack: starter }]
      --- # nothing here
      ---
      hosting: 1
      subscriptions: [{ domain: b.fr, pack: stater }]
      """)
    #expect(report.places.filter { $0.hasSuffix("unknown-pack") } == ["10:39 unknown-pack"])
    #expect(!report.places.contains { $0.hasSuffix("not-a-hosting-file") })
    #expect(report.summary.entities.first { $0.kind == "subscription" }?.count == 2)
  }

  @Test func aForeignDocumentBesideAHostingDocumentIsReported() throws {
    let report = try Check.text(Self.hosting + "\n---\nservices: {}\n")
    #expect(report.places == ["3:35 unknown-key", "5:1 not-a-hosting-file"])
  }

  // MARK: - Bytes

  @Test("UTF-16 in both byte orders gives the places of UTF-8")
  func utf16() throws {
    let text = "hosting: 1\nreseller: { login: é🐝, nmae: 1 }\n"
    let expected = try Check.text(text)
    #expect(expected.places.contains("2:24 unknown-key"))
    for isLittleEndian in [true, false] {
      let units = Array(("\u{FEFF}" + text).utf16)
      let bytes = units.flatMap { unit in
        isLittleEndian
          ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
      let report = try Check.bytes(bytes)
      #expect(report.places == expected.places)
      #expect(report.findings.map(\.fingerprint) == expected.findings.map(\.fingerprint))
    }
  }

  @Test(
    arguments: [[0x00], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80]]
      as [[UInt8]])
  func aByteThatIsNoTextIsOneFindingAndWhatStandsBeforeItIsRead(bytes: [UInt8]) throws {
    let report = try Check.bytes(Array("\(Self.hosting)\nlabels: x".utf8) + bytes + [0x0A])
    #expect(report.places.count { $0.hasSuffix("yaml-syntax") } == 1)
    #expect(report.places.contains("4:10 yaml-syntax"))
    #expect(report.places.contains("3:35 unknown-key"))
  }

  @Test(
    "Deep nesting ends the reading of a file at once",
    arguments: ["[", "{", "[{a: ", "- ", "? ", "{? "])
  func nesting(opening: String) throws {
    let text = Self.hosting + "\nlabels: " + (opening == "- " || opening == "? " ? "\n  " : "")
    var report: Report?
    let time = try processorSeconds {
      report = try Check.text(text + String(repeating: opening, count: 100_000))
    }
    #expect(time < 20)
    let places = try #require(report).places
    #expect(places.count { $0.hasSuffix("input-limit") } == 1)
    #expect(places.contains("3:35 unknown-key"))
  }

  @Test("Aliases that expand without end are stopped")
  func expansion() throws {
    var text = "hosting: 1\nreseller: { login: a }\nlabels:\n  a0: &a0 [x, x]\n"
    for level in 1...40 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "  a\(level): &a\(level) [\(list)]\n"
    }
    var report: Report?
    let time = try processorSeconds { report = try Check.text(text) }
    #expect(time < 20)
    #expect(try #require(report).places.count { $0.hasSuffix("input-limit") } == 1)
  }

  @Test("A name of very many combining marks takes no time of its own, and is cut in messages")
  func combiningMarks() throws {
    let name = "a" + String(repeating: "\u{301}\u{316}", count: 50_000)
    var report: Report?
    let time = try processorSeconds {
      report = try Check.text("hosting: 1\nsubscriptions: [{ domain: \(name) }]\n")
    }
    #expect(time < 5)
    let findings = try #require(report).findings.map(\.diagnostic)
    #expect(findings.map(\.rule).contains("invalid-domain-name"))
    #expect(findings.allSatisfy { $0.message.utf8.count < 5_000 })
  }

  // MARK: - What cannot be read

  @Test func whatIsMissingIsAFailureAndTheRestIsChecked() throws {
    let (report, _) = try Self.check(["a.yaml": Self.hosting], ["a.yaml", "gone.yaml", "gone", ""])
    #expect(report.places == ["3:35 unknown-key"])
    #expect(report.failures.count == 3)
    #expect(report.failures.contains { $0.hasPrefix("cannot read gone.yaml: ") })
  }

  #if os(Linux)
  @Test("A file of a folder that cannot be read is a failure too")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.hosting, to: "a.yaml")
    // It opens, and its first page cannot be read: true for every user.
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "b.yaml"), withDestinationURL: URL(filePath: "/proc/self/mem"))
    let report = try Check.paths(["."], in: folder.url)
    #expect(report.places == ["3:35 unknown-key"])
    #expect(report.failures.count == 1)
    #expect(report.failures.first?.hasPrefix("cannot read b.yaml: ") == true, "\(report.failures)")
  }
  #endif

  @Test func aLinkThatLeadsNowhereIsAFailureWhereItIsNamedLikeAYAMLFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.hosting, to: "a.yaml")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "b.yaml"),
      withDestinationURL: folder.url.appending(path: "gone.yaml"))
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "notes.txt"),
      withDestinationURL: folder.url.appending(path: "gone.txt"))
    let report = try Check.paths(["."], in: folder.url)
    #expect(report.failures == ["cannot read b.yaml: No such file or directory"])
    #expect(report.summary.files == 1)
  }
}
