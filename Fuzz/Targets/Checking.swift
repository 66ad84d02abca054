import Diagnostics
import Reporting
import SourceText

@testable import HostingModel
@testable import Linting
@testable import RuleEngine

/// What the targets share: the built-in rules, a fixed day, and reports that are looked at.
enum Checking {
  /// The built-in rules.
  static let project: Linting.Project = {
    var options = ProjectOptions()
    options.configuration = .none
    do {
      return try Project.load(options, depth: .check)
    } catch {
      FuzzRun.stop("the built-in rules do not load: \(error)")
    }
  }()

  static let settings: CheckSettings = {
    do {
      guard let today = CalendarDate("2026-11-22") else { FuzzRun.stop("no date") }
      var settings = CheckSettings(rules: try project.ruleSet().byPurpose.state, today: today)
      settings.suppression.knownRules = Dictionary(
        project.rules.map { ($0.id, $0.file.isSuppressible) }, uniquingKeysWith: { $0 && $1 })
      settings.suppression.listsSuppressed = true
      return settings
    } catch {
      FuzzRun.stop("the built-in rules do not compile: \(error)")
    }
  }()

  /// Checks one file as one that was named, and shows the report.
  @discardableResult
  static func check(
    _ bytes: [UInt8], path: String, _ settings: CheckSettings = settings
  ) -> Report {
    let report = Linter.check(
      InputSearch.Outcome(inputs: [input(bytes, path: path)]), settings)
    show(report)
    return report
  }

  static func input(_ bytes: [UInt8], path: String) -> InputSearch.Input {
    InputSearch.Input(path: path, realPath: nil, isNamed: true, content: .bytes(bytes))
  }

  /// Writes a report as text, JSON and SARIF. Every place has to lie in its file.
  static func show(_ report: Report) {
    for finding in report.findings.map(\.diagnostic) {
      for place in [finding.location] + finding.related.map(\.location) {
        guard report.files[place.file].text.count >= Int(place.range.end),
          place.range.start <= place.range.end
        else { FuzzRun.stop("a finding of \(finding.rule) lies outside its file") }
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
  static func show(_ faults: [Diagnostic], in file: SourceFile) {
    show(
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
      offer: { disk_space: 50 GB, domains: 3 }
      limits: { disk_space: 50 GB, domains: 3 }
    packs:
      - name: starter
        limits: { disk_space: 5 GB, domains: 1, mailboxes: 3 }
        permissions: { dns: true, shell_access: full }
        php: { version: 7.4, handler: fpm }
      - name: unused
    addons:
      - name: more-disk
        limits: { disk_space: 5 GB }
    customers:
      - login: boulangerie
        name: Boulangerie Martin
        email: contact@boulangerie-martin.fr
        pack: starter
        labels: { owner: martin }
        subscriptions:
          - domain: boulangerie-martin.fr
            addons: [more-disk]
            system_user: boulangerie
            expires: 2026-12-01
            aliases:
              - boulangerie-martin.com
              - { name: martin-boulangerie.fr, dns_sync: true, mode: same-site }
            usage: { disk_space: 9.9 GB, databases: 1, mailboxes: 4 }
    subscriptions:
      - domains:
          - name: agence-exemple.fr
            nameservers: [ns1.lrob.net, ns.example.net]
            subdomains: [blog.agence-exemple.fr]
          - name: été.fr
            dns: external
        system_user: boulangerie
        status: suspended

    """
}
