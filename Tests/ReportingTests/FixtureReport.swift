import Diagnostics
import Foundation
import SourceText
import TestSupport

/// Reports over the texts in `Fixtures`.
enum FixtureReport {
  static func text(_ name: String) throws -> [UInt8] {
    let url = Repository.root.appending(path: "Tests/ReportingTests/Fixtures/\(name)")
    return Array(try Data(contentsOf: url))
  }

  /// A file of `Fixtures`, reported as lying in the folder `hosting`.
  static func file(_ name: String) throws -> SourceFile {
    SourceFile(
      path: "hosting/\(name)", realPath: "/srv/checkout/hosting/\(name)", text: try text(name))
  }

  static func report(
    _ files: [SourceFile], _ diagnostics: [Diagnostic], rules: [RuleDescriptor] = [],
    failures: [String] = [], changing change: (inout Summary) -> Void = { _ in }
  ) -> Report {
    var summary = Summary()
    summary.files = files.count
    summary.rules = rules.count
    summary.entities = [
      .init(kind: "reseller", count: 1), .init(kind: "customer", count: 2),
      .init(kind: "subscription", count: 3),
    ]
    change(&summary)
    let findings = diagnostics.enumerated().map { index, diagnostic in
      Finding(diagnostic: diagnostic, fingerprint: Fingerprint(hash: UInt64(index + 1)))
    }
    return Report(
      toolVersion: "0.1.0", files: SourceFiles(files), rules: rules, findings: findings,
      summary: summary, failures: failures)
  }

  /// The account of an agency: related places in one file and in two, merged
  /// entities, a secret, a line that is too long for most terminals.
  static func agence() throws -> Report {
    let agence = try file("agence.yaml")
    let packs = try file("packs.yaml")
    agence.markSecrets([agence.range("Tr0ub4dor&3 é漢")])
    func place(_ text: String, _ occurrence: Int = 1) -> SourceLocation {
      SourceLocation(file: FileID(0), range: agence.range(text, occurrence))
    }
    func packPlace(_ text: String) -> SourceLocation {
      SourceLocation(file: FileID(1), range: packs.range(text))
    }
    return report(
      [agence, packs],
      [
        Diagnostic(
          rule: "password-in-file", severity: .error,
          message: "customer boulangerie has a password in the file",
          remedy: "Delete the line and set a new password in Plesk.",
          location: place("password"), reseller: "agence-exemple", entity: "customer/boulangerie",
          field: "password"),
        Diagnostic(
          rule: "dns-sync-without-lrob-dns", severity: .warning,
          message:
            "DNS sync of martin-boulangerie.fr has no effect: boulangerie-martin.fr does not use LRob DNS",
          remedy:
            "Point boulangerie-martin.fr at LRob's name servers, or set `dns_sync` to false.",
          location: place("true"),
          related: [
            Label(place("external"), "boulangerie-martin.fr uses external DNS"),
            Label(place("lrob"), "the reseller's default"),
          ],
          reseller: "agence-exemple", entity: "alias/boulangerie-martin.fr/martin-boulangerie.fr",
          field: "dns_sync"),
        Diagnostic(
          rule: "domain-hosted-twice", severity: .error,
          message: "dupont-occasions.fr is hosted twice", remedy: "Use \"Change subscriber\" [1].",
          location: place("dupont-occasions.fr"),
          related: [Label(place("DUPONT-occasions.fr"), "here as a subscription of its own [sic]")],
          reseller: "agence-exemple", entity: "domain/garage-dupont.fr/dupont-occasions.fr"),
        Diagnostic(
          rule: "unknown-key", severity: .error, message: "a contact has no key `phone`",
          remedy: "Did you mean `name`?", location: place("phone"),
          related: [Label(place("contact"), "")], reseller: "agence-exemple",
          entity: "subscription/dupont-occasions.fr", field: "contact"),
        Diagnostic(
          rule: "pack-without-disk-limit", severity: .warning,
          message: "pack starter leaves the disk space unlimited", location: packPlace("unlimited"),
          related: [
            Label(place("starter", 1), "boulangerie-martin.fr takes it"),
            Label(place("starter", 2), "garage-dupont.fr takes it"),
          ],
          omittedRelated: 12, reseller: "agence-exemple", entity: "pack/starter",
          field: "limits.disk_space",
          entities: (1...14).map { "subscription/site-\($0 < 10 ? "0" : "")\($0).fr" },
          owners: Owners(customers: (1...9).map { "customer-\($0)" }, includesReseller: true)),
        Diagnostic(
          rule: "overuse-allowed", severity: .info, message: "pack starter allows overuse",
          remedy: "Block it.", location: packPlace("allow"), entity: "pack/starter",
          entities: ["customer/garage", "pack/starter"], speaksOfOneEntity: true),
      ],
      rules: rules
    ) { summary in
      summary.suppressed.inline = 1
      summary.skippedFiles = 2
      summary.notApplicable = 1
    }
  }

  static let rules = [
    RuleDescriptor(
      id: "dns-sync-without-lrob-dns", area: "dns", title: "DNS sync needs LRob DNS",
      severity: .warning,
      rationale:
        "LRob copies the zone of a domain to its aliases.\n\nWithout LRob DNS there is none.\n",
      remedy: "Point {domain.name} at LRob's name servers.", source: "LRob reseller documentation",
      tags: ["dns"]),
    RuleDescriptor(
      id: "domain-hosted-twice", area: "isolation", title: "A name is hosted once",
      severity: .error),
    RuleDescriptor(
      id: "overuse-allowed", area: "limits", title: "Overuse is allowed", severity: .info),
    RuleDescriptor(
      id: "pack-without-disk-limit", area: "packs", title: "A pack limits disk space",
      severity: .warning,
      rationale: String(repeating: "One customer can fill the disk. ", count: 60)),
    RuleDescriptor(
      id: "password-in-file", area: "customers", title: "No password stands in a file",
      severity: .error, tags: ["credentials", "security"], isSuppressible: false),
    RuleDescriptor(id: "unknown-key", area: "reading", title: "", severity: .error),
  ]

  /// Wide, combining and invisible characters, tabs, CR LF and a byte-order mark.
  static func international() throws -> Report {
    let file = try file("international.yaml")
    func finding(_ range: SourceRange, _ message: String, related: [Label] = []) -> Diagnostic {
      Diagnostic(
        rule: "invalid-value", severity: .warning, message: message,
        location: SourceLocation(file: FileID(0), range: range), related: related,
        entity: "file/hosting/international.yaml", field: "reseller.name")
    }
    let end = UInt32(file.text.count)
    return report(
      [file],
      [
        finding(SourceRange(at: 0), "the very start"),
        finding(file.range("👨‍👩‍👧"), "joined emoji"),
        finding(
          file.range("株式会社レンタル"), "wide characters",
          related: [
            Label(
              SourceLocation(file: FileID(0), range: file.range("lrob")), "behind wide characters"),
            Label(
              SourceLocation(file: FileID(0), range: file.range("株式会社レンタル")), "at the same place"),
          ]),
        finding(file.range("[été]"), "behind tabs"),
        finding(
          SourceRange(
            start: file.range("{login").start, end: file.range("e\u{301}te\u{301}.fr").end),
          "several lines"),
        finding(file.range("e\u{301}te\u{301}.fr"), "combining marks"),
        finding(SourceRange(at: end), "the end of the file"),
      ])
  }

  /// A flow-style file that is one long line, with a finding far to the right.
  static func oneLine() throws -> Report {
    let file = try file("one-line.yaml")
    func place(_ text: String) -> SourceLocation {
      SourceLocation(file: FileID(0), range: file.range(text))
    }
    return report(
      [file],
      [
        Diagnostic(
          rule: "unknown-pack", severity: .error, message: "there is no pack `starter`",
          location: place("site-030.example"),
          related: [
            Label(place("alias-058.example"), "far to the right, and with a label that needs room"),
            Label(place("hosting"), "the start"),
          ], entity: "subscription/site-030.example", field: "pack"),
        Diagnostic(
          rule: "invalid-value", severity: .error, message: "all of it",
          location: SourceLocation(
            file: FileID(0),
            range: SourceRange(start: 0, end: UInt32(file.text.count - 1))),
          entity: "file/hosting/one-line.yaml"),
      ])
  }

  /// Findings of which some are accepted, by each of the ways there are, and listed.
  static func suppressed() throws -> Report {
    let report = try agence()
    let findings = report.findings
    var summary = report.summary
    summary.suppressed = SuppressionCounts()
    let suppressions = [
      Suppression(
        kind: .inline, reason: "its zone is kept elsewhere", until: "2027-06-30",
        path: "hosting/agence.yaml", line: 17),
      Suppression(
        kind: .exception,
        reason: "moves to the new server [1] with the next contract, as agreed with the customer",
        path: ".hostlint.yaml", line: 12),
      Suppression(kind: .baseline, reason: "", path: ".hostlint-baseline.json"),
    ]
    for suppression in suppressions { summary.suppressed.add(suppression.kind) }
    return Report(
      toolVersion: report.toolVersion, files: report.files, rules: rules,
      findings: [findings[0], findings[3], findings[5]],
      suppressed: zip([findings[1], findings[2], findings[4]], suppressions)
        .map { SuppressedFinding($0, $1) },
      goneFromBaseline: [
        BaselineEntry(
          BaselineEntry.Key(
            reseller: "agence-exemple", rule: "unused-pack", entity: "pack/old", field: nil),
          count: 1),
        BaselineEntry(
          BaselineEntry.Key(
            reseller: nil, rule: "unknown-key", entity: "file/hosting/packs.yaml", field: "fax"),
          count: 2),
      ], summary: summary)
  }

  /// Names, values and messages that try to become markup, commands or further lines.
  static func hostile() -> Report {
    let text =
      "\u{1B}]0;t\u{7}::error::x | <b onclick='y'>&amp; ]]> ##[error]z %0A \u{202E}\u{FFFE}"
    let file = SourceFile(
      path: "a,b:c|d%<é> `x`\n::warning::.yaml", text: Array("name: \(text)\n\tnext: 1\n".utf8))
    func finding(_ severity: Severity, _ words: String) -> Diagnostic {
      Diagnostic(
        rule: "rule,a=b:c|<d>\"&", severity: severity, message: words + text,
        remedy:
          "See [here](https://example.com), www.example.com, @everyone, `a|b` and _c_.\r\n::x",
        location: SourceLocation(file: FileID(0), range: SourceRange(start: 6, end: 12)),
        reseller: text, entity: "customer/" + text, field: text,
        entities: ["customer/" + text, "customer/z"])
    }
    return report(
      [file], [finding(.info, ""), finding(.error, "\n::add-mask::"), finding(.warning, "%\r\n")],
      failures: ["cannot read x\n::error::\u{1B}[2J|<script>: no"])
  }

  /// A finding on each of so many lines: two of three are warnings, the others errors and, rarely,
  /// of no great matter.
  static func many(
    _ count: Int, failOn: FailureThreshold = .severity(.warning),
    severity: (Int) -> Severity = { $0 % 100 == 0 ? .info : $0 % 3 == 0 ? .error : .warning }
  ) -> Report {
    let line = "  - domain: site.example\n"
    let file = SourceFile(
      path: "hosting.yaml", text: Array(String(repeating: line, count: count).utf8))
    let length = UInt32(line.utf8.count)
    let made = report(
      [file],
      (0..<count).map { index in
        let start = UInt32(index) * length + 12
        return Diagnostic(
          rule: "subscription-without-pack", severity: severity(index),
          message: "site-\(index).example has no pack", remedy: "Choose a pack with `pack`.",
          location: SourceLocation(
            file: FileID(0), range: SourceRange(start: start, end: start + 12)),
          reseller: "agence-exemple", entity: "subscription/site-\(index).example", field: "pack")
      })
    return Report(
      toolVersion: made.toolVersion, files: made.files, rules: rules, findings: made.findings,
      summary: made.summary, failOn: failOn)
  }

  static func clean() throws -> Report {
    report([try file("agence.yaml")], [])
  }

  static func incomplete() throws -> Report {
    report(
      [try file("agence.yaml")], [],
      failures: ["hosting/[b].yaml cannot be read: permission denied"])
  }
}

extension SourceFile {
  /// The range of the n-th occurrence of a text, at the file's end where there is none.
  func range(_ needle: String, _ occurrence: Int = 1) -> SourceRange {
    let needle = Array(needle.utf8)
    var found = 0
    for offset in text.indices where text[offset...].starts(with: needle) {
      found += 1
      if found == occurrence {
        return SourceRange(start: UInt32(offset), end: UInt32(offset + needle.count))
      }
    }
    return SourceRange(at: UInt32(text.count))
  }
}
