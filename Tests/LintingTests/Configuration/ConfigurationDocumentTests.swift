import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Linting

/// `docs/configuration.md` describes every key, and its example is a configuration.
@Suite("docs/configuration.md")
struct ConfigurationDocumentTests {
  private static let page =
    (try? String(
      contentsOf: Repository.root.appending(path: "docs/configuration.md"), encoding: .utf8)) ?? ""

  /// The first block of YAML.
  private static let example =
    page.components(separatedBy: "```yaml\n").dropFirst().first?
    .components(separatedBy: "```").first ?? ""

  @Test("The example is read, and sets every key")
  func example() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.example, to: ".hostlint.yaml")
    try folder.write(
      "id: own-rule\ntitle: A rule\napplies-to: pack\ncheck: 'true'\nmessage: none\n",
      to: "policy/own-rule.yaml")
    var options = ProjectOptions()
    options.workingDirectory = folder.url.path(percentEncoded: false)
    let project = try Project.load(options, depth: .check)
    let settings = project.settings
    for entry in settings.settings {
      #expect(entry.origin.hasPrefix(".hostlint.yaml:"), "\(entry.name)")
    }
    #expect(
      Set(settings.rules.filter { $0.level.standard != nil }.map(\.level.name))
        == ["alias-serves-same-site", "unused-pack", "usage-near-limit"])
  }

  @Test("The table has every key and no other, in the words of the schema")
  func keys() throws {
    let line = "lrob-nameservers: [ns1.lrob.net, ns2.lrob.net, ns3.lrob.net]\n```"
    try MarkdownTable(in: "docs/configuration.md", behind: line)
      .expectKeys(of: ConfigurationReader.Key.self)
  }
}
