import Diagnostics
import Foundation
import HostingModel
import TestSupport
import Testing

@testable import Linting
@testable import RuleEngine

/// What `--select`, `--ignore`, `--severity` and `--param` put in force.
@Suite("Rules by the command line")
struct RuleSelectionTests {
  private static func project(
    _ configuration: String = "hostlint: 1\n",
    _ change: (inout ProjectOptions) -> Void
  ) throws -> Project {
    let folder = try TemporaryFolder()
    try folder.write(configuration, to: ".hostlint.yaml")
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path(percentEncoded: false)
    change(&options)
    return try Project.load(options, depth: .check)
  }

  private static func inForce(_ project: Project) -> Set<String> {
    Set(project.rules.filter(\.isEnabled).map(\.id))
  }

  private static let withoutCheck = Set(
    (try? project { _ in })?.rules.filter { $0.file.hasNoCheck }.map(\.id) ?? [])

  @Test("Selected rules are in force alone, beside those without a check")
  func select() throws {
    let one = try Self.project { $0.select = ["unused-pack"] }
    #expect(Self.inForce(one) == Self.withoutCheck.union(["unused-pack"]))
    let several = try Self.project { $0.select = ["unused-pack, identical-packs", "php"] }
    #expect(
      Self.inForce(several)
        == Self.withoutCheck.union(
          ["unused-pack", "identical-packs", "php-end-of-life", "php-module-handler"]))
    #expect(Self.withoutCheck.count == 17)
  }

  @Test("By its id a rule is in force that is off; by its area it stays off; all means all")
  func selectOff() throws {
    let id = "domain-outside-lrob-dns"
    #expect(Self.inForce(try Self.project { $0.select = [id] }).contains(id))
    #expect(!Self.inForce(try Self.project { $0.select = ["dns"] }).contains(id))
    let configuration = "hostlint: 1\nrules: { mixed-nameservers: off }\n"
    let area = try Self.project(configuration) { $0.select = ["dns"] }
    #expect(!Self.inForce(area).contains("mixed-nameservers"))
    let all = try Self.project(configuration) { $0.select = ["all"] }
    #expect(all.rules.allSatisfy { $0.isEnabled })
    let severity = all.rules.first { $0.id == "mixed-nameservers" }?.severity
    #expect(severity == .warning)
  }

  @Test("Ignored rules are off, selected or not")
  func ignore() throws {
    let project = try Self.project {
      $0.select = ["php", "unused-pack"]
      $0.ignore = ["php-end-of-life,unused-pack"]
    }
    #expect(Self.inForce(project) == Self.withoutCheck.union(["php-module-handler"]))
    let area = try Self.project { $0.ignore = ["customers"] }
    // One of them may be switched off only in the configuration.
    #expect(Self.inForce(area).contains("password-in-file"))
    #expect(!Self.inForce(area).contains("customer-without-email"))
  }

  @Test("The command line stands above the configuration")
  func severity() throws {
    let configuration = """
      hostlint: 1
      rules:
        unused-pack: off
        usage-near-limit: { severity: error, params: { threshold: 0.8, resources: [traffic] } }
      """
    let project = try Self.project(configuration) {
      $0.severities = ["unused-pack=error", "unused-pack=warning", "identical-packs=off"]
      $0.params = ["usage-near-limit.threshold=0.7"]
    }
    func rule(_ id: String) -> ConfiguredRule? { project.rules.first { $0.id == id } }
    #expect(rule("unused-pack")?.level == .severity(.warning))
    #expect(rule("identical-packs")?.level == .off)
    let near = rule("usage-near-limit")
    #expect(near?.level == .severity(.error))
    #expect(near?.levelOrigin.description == ".hostlint.yaml:4")
    #expect(near?.params["threshold"]?.value == .double(0.7))
    #expect(near?.params["threshold"]?.origin.description == "--param")
    #expect(near?.params["resources"]?.value == .strings(["traffic"]))
  }

  @Test("A list of resources may name every resource there is, and nothing else")
  func resources() throws {
    let rules = try Self.project { _ in }.rules.map(\.file)
    for rule in rules {
      guard let parameter = rule.params.first(where: { $0.name == "resources" }) else { continue }
      let resources = Resource.allCases.filter {
        // What is smaller than a size can only be a size.
        rule.id != "implausibly-small-limit" || $0.unit == .bytes
      }
      #expect(parameter.range.values == resources.map(\.rawValue), "\(rule.id)")
    }
    #expect(rules.count { rule in rule.params.contains { $0.name == "resources" } } == 3)
  }

  @Test("Values of parameters are read by their types")
  func values() throws {
    let project = try Self.project {
      $0.params = [
        "usage-near-limit.resources=[disk_space, traffic]", "too-few-nameservers.minimum=3",
        "implausibly-small-limit.minimum=1 GB",
      ]
    }
    func value(_ id: String, _ name: String) -> ParameterValue? {
      project.rules.first { $0.id == id }?.params[name]?.value
    }
    #expect(value("usage-near-limit", "resources") == .strings(["disk_space", "traffic"]))
    #expect(value("too-few-nameservers", "minimum") == .int(3))
    #expect(
      value("implausibly-small-limit", "minimum") == .quantity(Quantity(1 << 30, .bytes)))
    // Without a unit it is one of the default's.
    let bare = try Self.project { $0.params = ["implausibly-small-limit.minimum=2048"] }
    #expect(
      bare.rules.first { $0.id == "implausibly-small-limit" }?.params["minimum"]?.value
        == .quantity(Quantity(2048, .bytes)))
  }

  @Test("A selection that leaves nothing in force is a mistake")
  func nothingSelected() throws {
    for change: (inout ProjectOptions) -> Void in [
      {
        $0.select = ["php"]
        $0.ignore = ["php"]
      },
      {
        $0.select = ["unused-pack"]
        $0.severities = ["unused-pack=off"]
      },
    ] {
      #expect(throws: RunFailure.self) { try Self.project("hostlint: 1\n", change) }
    }
  }

  @Test(
    "What names nothing is never accepted",
    arguments: [
      (
        "select", "unused-packs",
        "--select: there is no rule or area 'unused-packs'; did you mean 'unused-pack'?"
      ),
      ("select", "dsn", "--select: there is no rule or area 'dsn'; did you mean 'dns'?"),
      (
        "select", "xyzzy", "--select: there is no rule or area 'xyzzy'; `hostlint rules` lists them"
      ),
      ("select", "", "--select names no rule"), ("select", " , ", "--select names no rule"),
      (
        "ignore", "unused-packs",
        "--ignore: there is no rule or area 'unused-packs'; did you mean 'unused-pack'?"
      ),
      ("ignore", "", "--ignore names no rule"),
      ("ignore", "all", "--ignore: there is no rule or area 'all'; `hostlint rules` lists them"),
      (
        "ignore", "password-in-file",
        "--ignore: password-in-file can be switched off only in .hostlint.yaml"
      ),
      (
        "severity", "unused-pack",
        "--severity needs RULE=LEVEL, such as unused-pack=error, not 'unused-pack'"
      ),
      (
        "severity", "unused-pack=eror",
        "--severity unused-pack=eror: a level is one of off, info, warning, error; did you mean 'error'?"
      ),
      (
        "severity", "packs=off", "--severity: there is no rule 'packs'; `hostlint rules` lists them"
      ),
      (
        "severity", "password-in-file=off",
        "--severity: password-in-file can be switched off only in .hostlint.yaml"
      ),
      (
        "param", "threshold=1",
        "--param needs RULE.NAME=VALUE, such as usage-near-limit.threshold=0.8, not 'threshold=1'"
      ),
      (
        "param", "usage-near-limits.threshold=1",
        "--param: there is no rule 'usage-near-limits'; did you mean 'usage-near-limit'?"
      ),
      (
        "param", "usage-near-limit.treshold=1",
        "--param: the rule usage-near-limit has no parameter 'treshold'; did you mean 'threshold'?"
      ),
      (
        "param", "usage-near-limit.threshold=high",
        "--param usage-near-limit.threshold must be a number such as 0.8, not 'high'"
      ),
      (
        "param", "usage-near-limit.threshold=.nan",
        "--param usage-near-limit.threshold must be a number such as 0.8, not '.nan'"
      ),
      (
        "param", "implausibly-small-limit.minimum=unlimited",
        "--param implausibly-small-limit.minimum must be 1 TB or less"
      ),
      (
        "param", "usage-near-limit.resources=disk",
        "--param usage-near-limit.resources must be a list of texts, not 'disk'"
      ),
      (
        "param", "usage-near-limit.threshold=90",
        "--param usage-near-limit.threshold must be from 0 to 1"
      ),
      (
        "param", "usage-near-limit.resources=[traffic, disk]",
        "--param usage-near-limit.resources cannot hold `disk`. Write one of: `disk_space`, "
          + "`traffic`, `mailbox_size`, `customers`, `subscriptions`, `domains`, `subdomains`, "
          + "`aliases`, `mailboxes`, `databases`, `web_users`, `mailing_lists`."
      ),
      (
        "param", "usage-near-limit.resources=[trafic]",
        "--param usage-near-limit.resources cannot be `trafic`. Did you mean `traffic`?"
      ),
      (
        "param", "usage-near-limit.resources=disk_space,mailboxes",
        "--param usage-near-limit.resources must be a list of texts, not 'disk_space,mailboxes'; "
          + "did you mean '[disk_space, mailboxes]'?"
      ),
      (
        "param", "usage-near-limit.threshold=",
        "--param usage-near-limit.threshold must be a number such as 0.8, not ''"
      ),
      (
        "param", "usage-near-limit.resources=[a",
        "--param usage-near-limit.resources must be a list of texts, not '[a'"
      ),
    ])
  func faults(flag: String, word: String, message: String) throws {
    do {
      _ = try Self.project {
        switch flag {
        case "select": $0.select = [word]
        case "ignore": $0.ignore = [word]
        case "severity": $0.severities = [word]
        default: $0.params = [word]
        }
      }
      Issue.record("accepted")
    } catch RunFailure.message(let sentence) {
      #expect(sentence == message)
    }
  }
}
