import Foundation
import TestSupport
import Testing

/// `docs/suppressions.md` shows files and what hostlint prints for them.
@Suite("docs/suppressions.md")
struct SuppressionDocumentTests {
  @Test("Each output is what hostlint prints for the files above it")
  func outputs() throws {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/suppressions.md"), encoding: .utf8)
    let folder = try TemporaryFolder()
    var first: [String: String] = [:]
    var name: String?
    var count = 0
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      if let match = line.wholeMatch(of: /`([^`]+)`/) {
        name = String(match.output.1)
      } else if let match = line.wholeMatch(of: /<!-- (.+) as it was first -->/) {
        let path = String(match.output.1)
        try folder.write(try #require(first[path]), to: path)
      } else if line.hasPrefix("```") {
        let block = lines.prefix { $0 != "```" }
        lines = lines.dropFirst(block.count + 1)
        let text = block.map { $0 + "\n" }.joined()
        if line == "```console" {
          let command = try #require(block.first).dropFirst("$ hostlint ".count)
          let result = try Command.run(
            command.split(separator: " ").map(String.init), in: folder.url)
          let output = result.stdout + result.stderr
          #expect(
            block.dropFirst().map { $0 + "\n" }.joined() == output, "\(command)\n\(output)")
          count += 1
        } else if line == "```json", let name {
          let written = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
          #expect(text == written)
        } else if line == "```yaml", let name {
          try folder.write(text, to: name)
          if first[name] == nil { first[name] = text }
        }
        name = nil
      }
    }
    #expect(count > 6)
  }

  @Test("It has every rule that cannot be suppressed")
  func rules() throws {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/suppressions.md"), encoding: .utf8)
    let rules = try CheckFixtures.text("catalogue.txt").split(separator: "\n")
      .filter { $0.hasSuffix(" unsuppressible") }
    #expect(rules.count == 6)
    for rule in rules {
      let id = try #require(rule.split(separator: " ").dropFirst().first)
      #expect(page.contains("`\(id)`"), "\(id)")
    }
  }
}
