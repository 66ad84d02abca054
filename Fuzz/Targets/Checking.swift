import Diagnostics
import Reporting
import SourceText

@testable import HostingModel
@testable import Linting
@testable import RuleEngine

/// What the targets share: the built-in rules, a fixed day, and reports that are looked at.
enum Checking {
  /// The built-in rules.
  static var project: Linting.Project { get throws(FuzzFailure) { try loaded.get() } }

  private static let loaded = Result { () throws(FuzzFailure) in
    var options = ProjectOptions()
    options.configuration = .none
    do {
      return try Project.load(options, depth: .check)
    } catch {
      throw FuzzFailure("the built-in rules do not load: \(error)")
    }
  }

  /// How a hosting file is checked with them, on one day.
  static var settings: CheckSettings { get throws(FuzzFailure) { try made.get() } }

  private static let made = Result { () throws(FuzzFailure) in
    let project = try loaded.get()
    do {
      guard let today = CalendarDate("2026-11-22") else { throw FuzzFailure("no date") }
      var settings = CheckSettings(rules: try project.ruleSet().byPurpose.state, today: today)
      settings.suppression.knownRules = Dictionary(
        project.rules.map { ($0.id, $0.file.isSuppressible) }, uniquingKeysWith: { $0 && $1 })
      settings.suppression.listsSuppressed = true
      return settings
    } catch {
      throw FuzzFailure("the built-in rules do not compile: \(error)")
    }
  }

  /// Checks one file as one that was named, and shows the report.
  @discardableResult
  static func check(
    _ bytes: [UInt8], path: String, _ settings: CheckSettings? = nil
  ) throws(FuzzFailure) -> Report {
    let settings = if let settings { settings } else { try Self.settings }
    let report = Linter.check(
      InputSearch.Outcome(inputs: [input(bytes, path: path)]), settings)
    try show(report)
    return report
  }

  static func input(_ bytes: [UInt8], path: String) -> InputSearch.Input {
    InputSearch.Input(path: path, realPath: nil, isNamed: true, content: .bytes(bytes))
  }

  /// Writes a report as text, JSON and SARIF. Every place has to lie in its file.
  static func show(_ report: Report) throws(FuzzFailure) {
    for finding in report.findings.map(\.diagnostic) {
      for place in [finding.location] + finding.related.map(\.location) {
        guard report.files[place.file].text.count >= Int(place.range.end),
          place.range.start <= place.range.end
        else { throw FuzzFailure("a finding of \(finding.rule) lies outside its file") }
      }
    }
    let reporters: [any Reporter] = [
      TextReporter(style: TextStyle(color: true, width: 60)),
      ReportFormat.json.reporter(style: TextStyle(), repositoryRoot: nil),
      ReportFormat.sarif.reporter(style: TextStyle(), repositoryRoot: nil),
    ]
    let report = short(report)
    for reporter in reporters { reporter.write(report) { (_: [UInt8]) in } }
  }

  /// The same without the rules that found nothing: what SARIF tells of them is the same for every
  /// input, and would take most of the time.
  private static func short(_ report: Report) -> Report {
    let found = Set(report.findings.map(\.diagnostic.rule))
      .union(report.suppressed.map(\.finding.diagnostic.rule))
    return Report(
      toolVersion: report.toolVersion, files: report.files,
      rules: report.rules.filter { found.contains($0.id) }, findings: report.findings,
      suppressed: report.suppressed, goneFromBaseline: report.goneFromBaseline,
      summary: report.summary, failOn: report.failOn, failures: report.failures,
      notes: report.notes, coverage: report.coverage)
  }

  /// Shows faults of a file that is no hosting file.
  static func show(_ faults: [Diagnostic], in file: SourceFile) throws(FuzzFailure) {
    try show(
      Report(
        toolVersion: Linter.version, files: SourceFiles([file]), rules: [],
        findings: faults.map { Finding(diagnostic: $0, fingerprint: .none) }, summary: Summary()))
  }

  /// A small account with something of every kind, most of it at fault.
  static let account = """
    hosting: 1
    reseller:
      login: agence-exemple
      email: agence@agence-exemple.fr
      dns: lrob
      limits: { disk_space: 8 GB, domains: 3, subscriptions: 2, mailboxes: 5 }
      permissions: { dns: true, shell_access: none }
    packs:
      starter:
        limits: { disk_space: 5 GB, domains: 1, mailboxes: 3, traffic: unlimited }
        permissions: { dns: true, shell_access: full }
        overuse: allow
        php: { version: "7.4", handler: fpm }
      more-disk: { addon: true, limits: { disk_space: 5 GB } }
      unused: {}
    customers:
      - login: boulangerie
        name: Boulangerie Martin
        email: contact@boulangerie-martin.fr
        password: croissant-42
        pack: starter
        labels: { owner: martin }
        subscriptions:
          - domain: boulangerie-martin.fr
            addons: [more-disk]
            system_user: boulangerie
            expires: 2026-12-01
            aliases:
              - boulangerie-martin.com
              - { name: martin-boulangerie.fr, dns_sync: true, dns: external, mode: same-site }
            usage: { disk_space: 12.9 GB, databases: 1, mailboxes: 4 }
      - { login: fleuriste, email: Contact@boulangerie-martin.fr }
    subscriptions:
      - domains:
          - name: agence-exemple.fr
            nameservers: [ns1.lrob.net, ns.example.net]
            subdomains: [blog.agence-exemple.fr]
          - name: été.fr
            dns: external
            dns_sync: true
        system_user: boulangerie
        status: suspended
      - { domain: "Boulangerie-Martin.com.", pack: starter, customer: fleuriste, limits: { domains: 0 } }

    """
}
