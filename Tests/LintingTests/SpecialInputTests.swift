import Diagnostics
import Foundation
import RuleEngine
import TestSupport
import Testing

@testable import Linting

/// Where standard input, pipes and large files stand beside the files of a folder.
@Suite("Inputs of other kinds")
struct SpecialInputTests {
  @Test func aPipeInAFolderIsNotWaitedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write("hosting: 1\nreseller: { login: a }\n", to: "a.yaml")
    #expect(mkfifo(folder.url.appending(path: "b.yaml").path, 0o600) == 0)
    let report = try Check.paths(["."], in: folder.url)
    #expect(report.failures == [])
    #expect(report.summary.files == 1)
  }

  @Test func aPipeInAFolderOfRulesIsNotWaitedFor() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.url.appending(path: "b.yaml").path, 0o600) == 0)
    let files = RuleFiles(
      builtIn: .check, folders: ["."], workingDirectory: folder.url.path)
    #expect(files.failures == ["there is no rule file in ."])
  }

  @Test func aFolderOfRulesThatIsGivenTwiceIsReadOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "id: a\ntitle: A\napplies-to: alias\ncheck: 'true'\nmessage: m\n", to: "rules/a.yaml")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "rules/loop"), withDestinationURL: folder.url)
    let files = RuleFiles(
      builtIn: .check, folders: ["rules", "./rules"], workingDirectory: folder.url.path)
    #expect(files.failures == [] && files.errors.isEmpty)
    #expect(files.files.count { $0.id == "a" } == 1)
  }
}
