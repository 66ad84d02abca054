import Foundation
import TestSupport
import Testing

/// `hostlint config`, and the configuration as the command line meets it.
@Suite("hostlint config")
struct ConfigurationTests {
  private static func folder(_ configuration: String?) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(try CheckFixtures.text("no-pack/hosting.yaml"), to: "hosting.yaml")
    if let configuration { try folder.write(configuration, to: ".hostlint.yaml") }
    return folder
  }

  private static let configuration = """
    hostlint: 1
    include: [hosting.yaml]
    fail-on: error
    rules:
      unused-pack: off
      subscription-without-customer: info
      usage-near-limit: { severity: error, params: { threshold: 0.8 } }
    """

  @Test("Each line tells what put it there")
  func origins() throws {
    let folder = try Self.folder(Self.configuration)
    let result = try Command.run(
      ["config", "--severity", "identical-packs=error"], in: folder.url)
    #expect(result.status == 0 && result.stderr == "")
    for line in [
      "# The configuration is .hostlint.yaml.",
      #"include: [hosting.yaml]                     # .hostlint.yaml:2, default ["**/*.yaml", "**/*.yml", "**/*.xml", "**/*.json"]"#,
      "exclude: []                                 # default",
      "fail-on: error                              # .hostlint.yaml:3, default warning",
      "  identical-packs: error                    # --severity, default info",
      "  subscription-without-customer: info       # .hostlint.yaml:6, default off",
      "  subscription-without-pack: warning        # default",
      "  unused-pack: off                          # .hostlint.yaml:5, default info",
      "    severity: error                         # .hostlint.yaml:7, default warning",
      "      threshold: 0.8                        # .hostlint.yaml:7, default 0.9",
    ] {
      #expect(result.stdout.contains(line + "\n"), "\(line)")
    }
  }

  @Test("The output is a configuration with the same effect")
  func roundTrip() throws {
    let folder = try Self.folder(Self.configuration)
    func values(_ arguments: String...) throws -> String {
      let text = try Command.run(["config"] + arguments, in: folder.url).stdout
      return text.replacing(#/ *# .*/#, with: "")
    }
    try folder.write(try Command.run(["config"], in: folder.url).stdout, to: "copy.yaml")
    #expect(try values() == values("--config", "copy.yaml"))
    #expect(try values() != values("--no-config"))
  }

  @Test("From a folder below, paths are those that belong into the configuration")
  func below() throws {
    let folder = try Self.folder("hostlint: 1\nrule-directories: [policy]\n")
    for name in ["policy", "own/more"] {
      let id = name.replacing("/", with: "-")
      try folder.write(
        "id: \(id)\ntitle: A\napplies-to: pack\ncheck: 'true'\nmessage: m\n", to: "\(name)/a.yaml")
    }
    let result = try Command.run(
      ["config", "--rules", "more"], in: folder.url.appending(path: "own"))
    #expect(result.stdout.contains("rule-directories: [policy, own/more]"), "\(result.stdout)")
  }

  @Test("JSON is the same for programs")
  func json() throws {
    struct Settings: Decodable {
      struct Entry: Decodable { let origin: String }
      struct Level: Decodable {
        let value: String
        let origin: String
        let `default`: String?
      }
      struct Rule: Decodable {
        let severity: Level
        let params: [String: Entry]
      }
      let format: String
      let configuration: String?
      let settings: [String: Entry]
      let rules: [String: Rule]
    }
    let folder = try Self.folder(Self.configuration)
    let text = try Command.run(["config", "--format", "json"], in: folder.url).stdout
    let settings = try JSONDecoder().decode(Settings.self, from: Data(text.utf8))
    #expect(settings.format == "hostlint-settings/1")
    #expect(settings.configuration == ".hostlint.yaml")
    #expect(settings.settings["fail-on"]?.origin == ".hostlint.yaml:3")
    #expect(settings.rules["unused-pack"]?.severity.value == "off")
    #expect(settings.rules["unused-pack"]?.severity.default == "info")
    #expect(settings.rules["usage-near-limit"]?.params["threshold"]?.origin == ".hostlint.yaml:7")
    let none = try Command.run(["config", "--format", "json", "--no-config"], in: folder.url).stdout
    #expect(
      try JSONDecoder().decode(Settings.self, from: Data(none.utf8)).configuration == nil)
  }

  @Test("fail-on decides the status; the flag stands above it")
  func status() throws {
    let folder = try Self.folder(Self.configuration)
    #expect(try Command.run([], in: folder.url).status == 0)
    #expect(try Command.run(["--fail-on", "warning"], in: folder.url).status == 1)
    #expect(try Command.run(["--no-config"], in: folder.url).status == 1)
  }

  @Test("A fault of the configuration is shown at its place, and nothing is checked")
  func fault() throws {
    let folder = try Self.folder("hostlint: 1\nrules:\n  unusd-pack: off\n")
    for command in ["check", "config"] {
      let result = try Command.run([command], in: folder.url)
      #expect(result.status == 2 && result.stdout == "")
      #expect(
        result.stderr == """
          error[invalid-configuration]: there is no rule `unusd-pack`
           --> .hostlint.yaml:3:3
            |
          3 |   unusd-pack: off
            |   ^^^^^^^^^^
            |
            = help: Did you mean `unused-pack`?

          hostlint: nothing was checked: there is an error in the configuration

          """)
    }
  }

  @Test("A configuration that cannot be read is told", arguments: ["missing.yaml", "."])
  func unreadable(path: String) throws {
    let folder = try Self.folder(nil)
    let result = try Command.run(["--config", path], in: folder.url)
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.hasPrefix("hostlint: cannot read \(path): "), "\(result.stderr)")
  }

  @Test("A path outside the patterns ends with status 3 and says so")
  func outside() throws {
    let folder = try Self.folder(Self.configuration)
    try folder.write("hosting: 1\n", to: "old/hosting.yaml")
    let result = try Command.run(["old"], in: folder.url)
    #expect(result.status == 3)
    #expect(result.stderr.contains("hostlint: .hostlint.yaml includes no file below old\n"))
  }

  @Test("--config and --no-config exclude each other")
  func contradiction() throws {
    let result = try Command.run(["--config", "a", "--no-config"])
    #expect(result.status == 2)
    #expect(result.stderr.contains("--config and --no-config exclude each other"))
  }
}
