import Diagnostics
import Foundation
import Reporting
import SourceText
import TestSupport
import Testing

@testable import Linting

/// What `.hostlint.yaml` changes.
@Suite("Configuration")
struct ConfigurationTests {
  private static let accounts = [
    "reseller.yaml": "hosting: 1\nreseller: { login: agence-exemple }\n",
    "packs.yaml": """
    hosting: 1
    packs:
      starter: { limits: { disk_space: 5 GB, traffic: unlimited, mailboxes: 1, databases: 1 } }
      unused: { limits: { disk_space: 5 GB, traffic: unlimited, mailboxes: 2, databases: 1 } }
    """,
    "customers/boulangerie.yaml": """
    hosting: 1
    customers:
      - login: boulangerie
        email: contact@boulangerie-martin.fr
        subscriptions:
          - domain: boulangerie-martin.fr
            pack: starter
            nameservers: [ns1.agence-exemple.fr, ns2.agence-exemple.fr]
            usage: { disk_space: 4.2 GB }
          - domain: martin-traiteur.fr
    """,
  ]

  /// Checks a project with a configuration; nil leaves it out.
  private static func check(
    _ configuration: String?, _ paths: [String] = [], in subfolder: String = "",
    changing change: (inout Linter.Options) -> Void = { _ in }
  ) throws -> Report {
    let folder = try TemporaryFolder()
    for (path, text) in accounts { try folder.write(text, to: path) }
    if let configuration { try folder.write(configuration, to: ".hostlint.yaml") }
    return try Check.paths(paths, in: folder.url.appending(path: subfolder), changing: change)
  }

  /// The ids of a report's findings with their severities, in report order.
  private static func rules(_ report: Report) -> [String] {
    report.findings.map { "\($0.diagnostic.rule) \($0.diagnostic.severity.name)" }
  }

  @Test("Without a configuration")
  func none() throws {
    #expect(
      Self.rules(try Self.check(nil)) == ["subscription-without-pack warning", "unused-pack info"])
  }

  // MARK: - Rules

  @Test("A rule is switched off, another has another severity")
  func levels() throws {
    let report = try Self.check(
      "hostlint: 1\nrules:\n  unused-pack: off\n  subscription-without-pack: error\n")
    #expect(Self.rules(report) == ["subscription-without-pack error"])
    #expect(!report.rules.contains { $0.id == "unused-pack" })
  }

  @Test("The word off may be a YAML 1.1 boolean that a program wrote")
  func offAsBoolean() throws {
    let report = try Self.check("hostlint: 1\nrules: { unused-pack: false }\n")
    #expect(Self.rules(report) == ["subscription-without-pack warning"])
  }

  @Test("A severity puts a rule in force that is off by itself")
  func offByItself() throws {
    let report = try Self.check("hostlint: 1\nrules: { domain-outside-lrob-dns: info }\n")
    #expect(Self.rules(report).contains("domain-outside-lrob-dns info"))
  }

  @Test("Parameters change what a rule finds")
  func parameters() throws {
    let configuration = "hostlint: 1\nrules: { usage-near-limit: { params: { threshold: 0.8 } } }\n"
    #expect(Self.rules(try Self.check(configuration)).contains("usage-near-limit warning"))
    let near = configuration.replacing("0.8", with: "0.85")
    #expect(!Self.rules(try Self.check(near)).contains("usage-near-limit warning"))
  }

  @Test("LRob's name servers can be others")
  func nameservers() throws {
    let configuration = "hostlint: 1\nrules: { domain-outside-lrob-dns: info }\n"
    let own = configuration + "lrob-nameservers: [NS1.agence-exemple.fr., ns2.agence-exemple.fr]\n"
    let places = try [configuration, own].map { text in
      try Self.check(text).findings.map(\.diagnostic)
        .filter { $0.rule == "domain-outside-lrob-dns" }.map(\.entity)
    }
    #expect(places[0].contains("domain/boulangerie-martin.fr/boulangerie-martin.fr"))
    #expect(!places[1].contains("domain/boulangerie-martin.fr/boulangerie-martin.fr"))
  }

  @Test("Findings of reading have the severity in force, or are off")
  func reading() throws {
    let accounts = "hosting: 1\nreseller: { login: agence, oversell: yes, fax: 1 }\n"
    func rules(_ settings: String) throws -> [String] {
      let folder = try TemporaryFolder()
      try folder.write(accounts, to: "hosting.yaml")
      try folder.write("hostlint: 1\nrules: { \(settings) }\n", to: ".hostlint.yaml")
      return Self.rules(try Check.paths([], in: folder.url))
    }
    #expect(try rules("") == ["ambiguous-boolean info", "unknown-key error"])
    #expect(
      try rules("ambiguous-boolean: off, unknown-key: warning") == ["unknown-key warning"])
  }

  @Test("Rules of one's own are found from the configuration's folder")
  func ruleDirectories() throws {
    let folder = try TemporaryFolder()
    for (path, text) in Self.accounts { try folder.write(text, to: path) }
    try folder.write(
      """
      id: own-rule
      title: A rule of one's own
      applies-to: subscription
      params: { most: { type: int, default: 0 } }
      check: size(subscription.domains) <= params.most
      message: '{subscription.name} has more than {params.most}'
      """, to: "policy/own-rule.yaml")
    try folder.write(
      "hostlint: 1\nrule-directories: [policy]\nrules: { own-rule: error }\n", to: ".hostlint.yaml")
    let report = try Check.paths([], in: folder.url.appending(path: "customers"))
    #expect(Self.rules(report).filter { $0 == "own-rule error" }.count == 2)
    // The same folder named twice is one.
    let again = try Check.paths([], in: folder.url) { $0.project.ruleFolders = ["./policy"] }
    #expect(Self.rules(again).filter { $0 == "own-rule error" }.count == 2)
  }

  // MARK: - The severity that fails

  @Test("fail-on is the configuration's, unless the command line says otherwise")
  func failOn() throws {
    let text = "hostlint: 1\nfail-on: error\n"
    #expect(try Self.check(text).failOn == .severity(.error))
    #expect(try Self.check(text) { $0.failOn = .never }.failOn == .never)
    #expect(try Self.check("hostlint: 1\n").failOn == .severity(.warning))
    #expect(try Self.check(nil).failOn == .severity(.warning))
  }

  // MARK: - Files

  private static func checked(_ report: Report) -> [String] {
    report.files.ids.map { report.files[$0].path }
  }

  @Test("Patterns choose the files of the project")
  func include() throws {
    let report = try Self.check("hostlint: 1\ninclude: ['*.yaml']\n")
    #expect(Self.checked(report) == ["packs.yaml", "reseller.yaml"])
    let rest = try Self.check("hostlint: 1\nexclude: [customers]\n")
    #expect(Self.checked(rest) == ["packs.yaml", "reseller.yaml"])
    let both = try Self.check("hostlint: 1\ninclude: ['**/*.yaml']\nexclude: ['**/b*.yaml']\n")
    #expect(Self.checked(both) == ["packs.yaml", "reseller.yaml"])
  }

  @Test("A pattern that matches nothing is told")
  func idlePattern() throws {
    let report = try Self.check("hostlint: 1\ninclude: ['*.yaml', 'hostings/**']\n")
    #expect(report.notes == ["include `hostings/**` in .hostlint.yaml matches nothing"])
    #expect(report.failures == [])
  }

  @Test("So is one of exclude, and only one that matches nothing")
  func idleExclusion() throws {
    let report = try Self.check("hostlint: 1\nexclude: ['boulangerie.yaml', 'customers/b*']\n")
    #expect(report.notes == ["exclude `boulangerie.yaml` in .hostlint.yaml matches nothing"])
    #expect(Self.checked(report) == ["packs.yaml", "reseller.yaml"])
  }

  @Test("A path chooses what is reported; the other files are read for what it refers to")
  func context() throws {
    let report = try Self.check("hostlint: 1\n", ["customers"])
    #expect(Self.rules(report) == ["subscription-without-pack warning"])
    #expect(report.summary.files == 1)
    #expect(report.summary.contextFiles == 2)
    #expect(
      report.summary.entities.filter { $0.count > 0 }.map(\.kind) == [
        "customer", "subscription", "domain",
      ])
    let packs = try Self.check("hostlint: 1\n", ["packs.yaml"])
    #expect(Self.rules(packs) == ["unused-pack info"])
    // Without a configuration the path is everything, so the pack is unknown.
    #expect(Self.rules(try Self.check(nil, ["customers"])).contains("unknown-pack error"))
  }

  @Test("A named file outside the patterns is read and reported")
  func namedOutside() throws {
    let report = try Self.check(
      "hostlint: 1\ninclude: ['*.yaml']\n", ["customers/boulangerie.yaml"])
    #expect(Self.rules(report) == ["subscription-without-pack warning"])
    #expect(report.summary.contextFiles == 2)
  }

  @Test("A folder without any of the project's files is told, and nothing is checked")
  func folderOutside() throws {
    let report = try Self.check("hostlint: 1\ninclude: ['*.yaml']\n", ["customers"])
    #expect(report.notes == [".hostlint.yaml includes no file below customers"])
    #expect(report.summary.files == 0)
  }

  @Test("From a folder below, the whole project is checked, with paths as seen from there")
  func below() throws {
    let report = try Self.check("hostlint: 1\n", in: "customers")
    #expect(Self.checked(report) == ["../packs.yaml", "../reseller.yaml", "boulangerie.yaml"])
    #expect(Self.checked(try Self.check("hostlint: 1\n", ["."], in: "customers")).count == 3)
    #expect(try Self.check("hostlint: 1\n", ["."], in: "customers").summary.files == 1)
  }

  // MARK: - Finding it

  @Test("The nearest configuration upwards is the one; another can be named, or none")
  func search() throws {
    let folder = try TemporaryFolder()
    for (path, text) in Self.accounts { try folder.write(text, to: "a/b/\(path)") }
    try folder.write("hostlint: 1\nrules: { unused-pack: error }\n", to: ".hostlint.yaml")
    try folder.write("hostlint: 1\nrules: { unused-pack: off }\n", to: "a/.hostlint.yaml")
    try folder.write("hostlint: 1\nrules: { unused-pack: warning }\n", to: "other.yaml")
    func unused(
      _ choice: ProjectOptions.ConfigurationChoice, from path: String
    ) throws -> [String] {
      let report = try Check.paths([], in: folder.url.appending(path: path)) {
        $0.project.configuration = choice
      }
      return Self.rules(report).filter { $0.hasPrefix("unused") }
    }
    #expect(try unused(.search, from: "a/b/customers") == [])
    #expect(try unused(.search, from: "a") == [])
    #expect(try unused(.search, from: "") == ["unused-pack error"])
    #expect(try unused(.file("../../other.yaml"), from: "a/b") == ["unused-pack warning"])
    #expect(try unused(.none, from: "a/b") == ["unused-pack info"])
  }

  @Test("A configuration that is there and cannot be read is never passed over")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    for (path, text) in Self.accounts { try folder.write(text, to: path) }
    let path = folder.url.appending(path: ".hostlint.yaml").path(percentEncoded: false)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: "missing.yaml")
    #expect(throws: RunFailure.self) { try Check.paths([], in: folder.url) }
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: RunFailure.self) { try Check.paths([], in: folder.url) }
  }

  // MARK: - Faults

  @Test("Every fault of a configuration has its place and says what helps")
  func faults() throws {
    let path = "Tests/LintingTests/Fixtures/configuration/faulty.yaml"
    var options = Linter.Options()
    options.project.workingDirectory = Repository.root.path(percentEncoded: false)
    options.project.configuration = .file(path)
    do {
      _ = try Linter(options).run()
      Issue.record("a faulty configuration was accepted")
    } catch {
      guard case .faults(let faults, let files, .configuration) = error else {
        Issue.record("\(error)")
        return
      }
      let report = Report(
        toolVersion: "", files: files, rules: [],
        findings: faults.map { Finding(diagnostic: $0, fingerprint: .none) }, summary: Summary())
      let text = TextReporter(style: TextStyle(showsSummary: false)).string(report)
      expectGolden(text, "Tests/LintingTests/Golden/faulty-configuration.txt")
    }
  }

  @Test(
    "Files that are no configuration",
    arguments: [
      "", "# nothing\n", "[]", "hostlint", "hostlint: 1\n---\nhostlint: 1\n", "include: []",
      "hostlint: 1\nhostlint: 1\n", "hostlint: 1\n include: [", "hostlint: one",
      "hostlint: 1\nrules: [unused-pack]", "hostlint: 1\nrules: { unused-pack: }",
      "hostlint: 1\nrules: { unused-pack: [off] }", "hostlint: 1\nfail-on: 3",
      "hostlint: 1\nlrob-nameservers: []", "hostlint: 1\nrules: { a b: off }",
      "hostlint: 1\n? [a]\n: b", "hostlint: 1\n<<: { fail-on: fatal }",
      "hostlint: 1\nrules: { usage-near-limit: { params: [] } }",
    ])
  func noConfiguration(text: String) throws {
    #expect(throws: RunFailure.self) { try Self.check(text) }
  }

  @Test(
    "What is nearly a configuration says what is wrong with it",
    arguments: [
      ("hostlint: 1\nrules: { unused-pack: {} }", "nothing is set for `unused-pack`"),
      ("hostlint: '1'", "the format is the number 1, and this is text"),
      ("hostlint: 2", "this version of hostlint reads format 1, not 2"),
      ("hostlint: 1\n---\nhostlint: 1\n", "and this is a second one"),
      ("hostlint: 1\nrules: { unused-pack: OFF }", "`unused-pack` cannot be `OFF`"),
      ("hostlint: 1\nrules: { unused-pack: no }", "`unused-pack` cannot be `no`"),
      (
        "hostlint: 1\nrules: { usage-near-limit: { params: { threshold: .inf } } }",
        "`threshold` must be a number such as 0.8"
      ),
      (
        "hostlint: 1\nrules: { usage-near-limit: { params: { threshold: 90 } } }",
        "`threshold` must be from 0 to 1"
      ),
      (
        "hostlint: 1\nrules: { usage-near-limit: { params: { resources: [traffic, disc] } } }",
        "`resources` cannot hold `disc`"
      ),
    ])
  func nearConfiguration(text: String, message: String) throws {
    do {
      _ = try Self.check(text)
      Issue.record("a faulty configuration was accepted")
    } catch let failure as RunFailure {
      guard case .faults(let faults, _, .configuration) = failure else {
        Issue.record("\(failure)")
        return
      }
      #expect(faults.map(\.message).count == 1)
      #expect(faults.first?.message.contains(message) == true, "\(faults.map(\.message))")
    }
  }

  @Test("A configuration that says nothing is one")
  func empty() throws {
    for text in [
      "hostlint: 1", "\u{FEFF}hostlint: 1\r\nrules:\r\n", "{hostlint: 1, exclude: }",
      "hostlint: 1\nx: &a {unused-pack: off}\n".replacing("x:", with: "rules:"),
    ] {
      #expect(try Self.check(text).summary.files == 3)
    }
  }
}
