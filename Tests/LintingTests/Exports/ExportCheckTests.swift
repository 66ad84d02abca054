import Diagnostics
import Foundation
import Reporting
import SourceText
import TestSupport
import Testing

@testable import Linting

/// Exports through the whole of a check: found, read, judged, reported.
@Suite("Checks of exports")
struct ExportCheckTests {
  private static let account = "Examples/exports/account.xml"

  /// One line for each finding: `account.xml:27:50 oversold-against-policy quota/… limit`.
  private func lines(_ report: Report) -> [String] {
    report.findings.map { finding in
      let diagnostic = finding.diagnostic
      let file = report.files[diagnostic.location.file]
      let position = file.position(of: diagnostic.location.range.start)
      let name = file.path.components(separatedBy: "/").last ?? ""
      return "\(name):\(position.line):\(position.column) \(diagnostic.rule) \(diagnostic.entity) "
        + (diagnostic.field ?? "-")
    }
  }

  @Test("Each finding stands at the element's value, and packs' limits are explained by their file")
  func account() throws {
    let report = try Check.paths([Self.account])
    #expect(
      lines(report) == [
        "account.xml:27:50 oversold-against-policy quota/reseller/agence-exemple/disk_space limit",
        "account.xml:194:14 customer-without-email customer/fleurs email",
        "account.xml:255:46 subscription-overrides-pack subscription/boulangerie-martin.fr value",
        "account.xml:307:19 subscription-without-pack subscription/fleurs-du-marais.fr pack",
        "account.xml:322:50 shell-access-granted subscription/fleurs-du-marais.fr "
          + "permissions.shell_access",
        "account.xml:324:59 php-end-of-life subscription/fleurs-du-marais.fr php.version",
        "account.xml:421:18 usage-over-limit quota/agence-exemple.fr/mailboxes used",
        "account.xml:429:23 subscription-locked subscription/agence-exemple.fr locked",
        "account.xml:430:29 subscription-unsynchronized subscription/agence-exemple.fr synchronized",
        "account.xml:534:19 several-domains-in-subscription "
          + "domain/agence-exemple.fr/agence-exemple.com name",
        "account.xml:603:27 alias-serves-same-site "
          + "alias/boulangerie-martin.fr/xn--ptisserie-martin-wmb.fr mode",
      ])
    for finding in report.findings.map(\.diagnostic) {
      let text = report.files[finding.location.file].string(in: finding.location.range)
      #expect(!text.contains("<") && !text.contains(">"), "\(finding.rule): \(text)")
    }
    let over = report.findings.first { $0.diagnostic.rule == "usage-over-limit" }?.diagnostic
    #expect(over?.message.contains("from pack Shop & Blog, Examples/exports/account.xml:") == true)
  }

  @Test("Over several files each finding is in the file that holds the value")
  func parts() throws {
    let whole = try Check.paths([Self.account])
    let parts = try Check.paths(["Examples/exports/parts"])
    func keys(_ report: Report) -> [String] {
      report.findings.map {
        "\($0.diagnostic.rule) \($0.diagnostic.entity) \($0.diagnostic.field ?? "-") \($0.fingerprint)"
      }.sorted()
    }
    #expect(keys(whole) == keys(parts))
    let files = Set(lines(parts).map { $0.prefix { $0 != ":" } })
    #expect(
      files == ["reseller.xml", "customers.xml", "webspaces.xml", "sites.xml", "aliases.xml"])
    #expect(parts.summary.files == 6)
  }

  @Test("With one file reported, what the others hold is known and their findings are not told")
  func context() throws {
    let folder = try TemporaryFolder()
    try folder.copy("Examples/exports/parts")
    try folder.write("hostlint: 1\n", to: ".hostlint.yaml")
    let report = try Check.paths(["Examples/exports/parts/aliases.xml"], in: folder.url)
    #expect(lines(report).map { $0.split(separator: " ")[1] } == ["alias-serves-same-site"])
    #expect(report.summary.contextFiles == 5)
  }

  @Test("In a folder, exports are found beside hosting files, and other XML and JSON is skipped")
  func folder() throws {
    let folder = try TemporaryFolder()
    try folder.copy(Self.account)
    try folder.write("<html></html>", to: "page.xml")
    try folder.write("{\"version\": \"2.1.0\", \"runs\": []}", to: "report.json")
    try folder.write("{\"a\": \"" + String(repeating: "x", count: 200_000) + "\"}", to: "big.json")
    try folder.write("hosting: 1\nreseller: agence-exemple\n", to: "more.yaml")
    let report = try Check.paths(["."], in: folder.url)
    #expect(report.summary.files == 2)
    #expect(
      report.coverage.skippedFiles.map { "\($0.path): \($0.reason)" } == [
        "big.json: no export of Plesk", "page.xml: no export of Plesk: its root is `html`",
        "report.json: no export of Plesk",
      ])
    let named = try Check.paths(["page.xml"], in: folder.url)
    #expect(lines(named).count == 1)
    #expect(lines(named).first?.contains("not-a-hosting-file") == true)
  }

  @Test("What an export lacks is told with the rules that could not apply for want of it")
  func incomplete() throws {
    let report = try Check.paths(["Examples/exports/parts/customers.xml"])
    let gap = try #require(
      report.findings.first { $0.diagnostic.rule == "export-incomplete" }?.diagnostic)
    #expect(gap.message.contains("service plans, subscriptions, domains, domain aliases"))
    #expect(gap.remedy.contains("customer-without-subscription"))
    #expect(gap.remedy.contains("pack-without-disk-limit"))
    #expect(!gap.remedy.contains("customer-without-email"))
    let whole = try Check.paths([Self.account])
    #expect(!whole.findings.contains { $0.diagnostic.rule == "export-incomplete" })
  }

  @Test("A gap in one dataset names its rules and no others")
  func missingDataset() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: Self.account), encoding: .utf8)
    let report = try Check.text(
      text.replacing(/<stat>(?s:.)*?<\/stat>/, with: ""), path: "account.xml")
    let gap = try #require(
      report.findings.first { $0.diagnostic.rule == "export-incomplete" }?.diagnostic)
    #expect(gap.message == "the export does not tell what subscriptions use")
    #expect(gap.remedy.contains("usage-over-limit"))
    #expect(!gap.remedy.contains("subscription-without-pack"))
  }

  @Test("Of one line of megabytes a window is shown, and the entity first")
  func oneLine() throws {
    let text = ExportGenerator.packet(subscriptions: 400)
    #expect(text.utf8.count > 1_500_000)
    let report = try Check.text(text, path: "account.xml")
    let shown = TextReporter(style: TextStyle(width: 80)).string(report)
    #expect(shown.contains(" --> subscription/kunde-0.fr in account.xml:2:"))
    for line in shown.split(separator: "\n") where line.contains("|") {
      #expect(line.count <= 80, "\(line)")
    }
    // No password is near enough to be shown, and none is told.
    #expect(!shown.contains("geheim-"))
  }

  @Test("Passwords are masked in every format, also beside a syntax error")
  func passwords() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: Self.account), encoding: .utf8)
    let oneLine = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined()
    let broken = oneLine.replacing("<password_type>plain", with: "<password_type>plain</x>")
    for text in [text, oneLine, broken] {
      let report = try Check.text(text, path: "account.xml")
      #expect(!report.findings.isEmpty)
      for shown in Check.allFormats(report) {
        for password in ["correct-horse-7", "battery-staple-8", "tulip-river-2"] {
          #expect(!shown.contains(password))
        }
      }
    }
  }

  @Test("With --redact nobody's name, address or number is shown")
  func redacted() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: Self.account), encoding: .utf8)
    let oneLine = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined()
    for text in [text, oneLine, String(oneLine.prefix(9000))] {
      let report = try Check.text(text, path: "account.xml", redacts: true)
      for shown in Check.allFormats(report) {
        for word in ["Louise", "Karim", "Camille", "ops@", "contact@boul", "+33 1 23", "du Marais"]
        {
          #expect(!shown.contains(word), "\(word)")
        }
      }
    }
  }

  @Test("Findings in exports are accepted by exceptions and baselines")
  func exceptions() throws {
    let folder = try TemporaryFolder()
    try folder.copy(Self.account)
    try folder.write(
      """
      hostlint: 1
      exceptions:
        - rule: shell-access-granted
          entity: subscription/fleurs-du-marais.fr
          reseller: agence-exemple
          reason: they deploy by rsync
      """, to: ".hostlint.yaml")
    let report = try Check.paths([], in: folder.url)
    #expect(!lines(report).contains { $0.contains("shell-access-granted") })
    #expect(report.summary.suppressed.total == 1)
  }

  @Test("Thousands of findings in one line take time in proportion to their number")
  func scale() throws {
    func seconds(_ count: Int) throws -> Double {
      let text = Array(ExportGenerator.packet(subscriptions: count).utf8)
      return try processorSeconds {
        let report = try Check.bytes(text, path: "account.xml")
        #expect(report.findings.count > count / 20)
        for shown in Check.allFormats(report) { #expect(!shown.isEmpty) }
      }
    }
    _ = try seconds(50)
    let small = try seconds(250)
    let large = try seconds(1000)
    #expect(large < small * 4 * 2 + 1, "\(small) s, \(large) s")
  }

  @Test(
    "A password stands in no report, however the export is written or broken",
    arguments: [
      "<property><value>Kx7qZw9v</value><name>ftp_password</name></property>",
      "<property><name>ftp_password</name><value>Kx7q<Zw9v></value></property>",
      "<property><name>ftp_password</name><value>Kx7q<Zw9v</value></property>",
      "<property><name>ftp_password</name><value>Kx7q&Zw9v;</value></property>",
      "<password plain=\"Kx7qZw9v\"/>", "<user password=\"Kx7qZw9v\"/>",
      "<password>Kx7q<b>Zw9v</b></password>",
    ])
  func oddPasswords(text: String) throws {
    let start =
      "<packet><webspace><get><result><status>ok</status><id>1</id><data><gen_info>"
      + "<name>a.fr</name></gen_info><hosting><vrt_hst>"
    let end = "</vrt_hst></hosting></data></result></get></webspace></packet>\n"
    for text in [start + text + end, start + text + end + "HTTP_AUTH_PASSWD: Kx7qZw9v\n"] {
      let report = try Check.text(text, path: "account.xml")
      #expect(!report.findings.isEmpty)
      for shown in Check.allFormats(report) {
        #expect(!shown.contains("Kx7q") && !shown.contains("Zw9v"), "\(shown)")
      }
    }
  }
}
