import Foundation
import TestSupport
import Testing

@Suite("README.md")
struct ReadmeTests {
  @Test("The example's output is what hostlint prints")
  func exampleOutput() throws {
    let readme = try String(
      contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let start = "<!-- output: Examples/quickstart -->\n```text\n"
    let end = "```\n<!-- end of output -->"
    let block = try #require(readme.components(separatedBy: start).dropFirst().first)
    let shown = try #require(block.components(separatedBy: end).first)
    let result = try Command.run(["check", "Examples/quickstart"])
    #expect(result.status == 1)
    #expect(
      shown == result.stdout,
      "put the output of `hostlint check Examples/quickstart` into README.md")
  }

  @Test("The example's file is the one that is shown")
  func exampleFile() throws {
    let root = Repository.root
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let file = try String(
      contentsOf: root.appending(path: "Examples/quickstart/hosting.yaml"), encoding: .utf8)
    let code = file.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.hasPrefix("#") || $0.isEmpty }.joined(separator: "\n")
    #expect(readme.contains("```yaml\n\(code)```"))
  }
}
