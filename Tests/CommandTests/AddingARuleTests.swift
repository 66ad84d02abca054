import Foundation
import TestSupport
import Testing

/// docs/adding-a-rule.md is tried as a new user would: what it shows is what hostlint prints.
@Suite("docs/adding-a-rule.md")
struct AddingARuleTests {
  /// A fenced block of the page.
  private struct Block {
    let language: String
    let text: String
    /// What the comment before it says: `file: hosting/hosting.yaml`.
    let note: String
    /// The heading of level 2 that it stands below.
    let section: String
  }

  private static let page = Repository.root.appending(path: "docs/adding-a-rule.md")

  private static func blocks() throws -> [Block] {
    let lines = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
    var blocks: [Block] = []
    var section = ""
    var note = ""
    var open: (language: String, lines: [String])?
    for line in lines {
      if let block = open {
        if line == "```" {
          blocks.append(
            Block(
              language: block.language, text: block.lines.map { $0 + "\n" }.joined(), note: note,
              section: section))
          open = nil
          note = ""
        } else {
          open = (block.language, block.lines + [line])
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      } else if line.hasPrefix("## ") {
        section = String(line.dropFirst(3))
      } else if line.hasPrefix("<!-- ") {
        note = line.dropFirst(5).replacingOccurrences(of: " -->", with: "")
      }
    }
    return blocks
  }

  /// The arguments of a command of the page, as a shell reads them.
  private static func arguments(_ command: String) -> [String] {
    var words: [String] = []
    for (index, part) in command.components(separatedBy: "'").enumerated() {
      if index.isMultiple(of: 2) {
        words += part.split(separator: " ").map(String.init)
      } else {
        words.append(part)
      }
    }
    return Array(words.dropFirst())
  }

  /// Whether the program reads `.hostlint.yaml`, without which the last step cannot be taken.
  private static let readsConfiguration =
    (try? Command.run(["check", "--help"]).stdout.contains("--config")) == true

  /// Does in a folder what the blocks say, and compares what is printed.
  private static func walk(_ blocks: [Block], in folder: TemporaryFolder) throws -> Int {
    var count = 0
    for block in blocks {
      let parts = block.note.components(separatedBy: ": ")
      let path = parts.count == 2 ? parts[1] : ""
      switch (parts[0], block.language) {
      case ("file", "yaml"):
        if path == ".hostlint.yaml", !readsConfiguration { return count }
        try folder.write(block.text, to: path)
      case ("change", "yaml"):
        let key = try #require(block.text.components(separatedBy: ":").first)
        var text = try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
        let line = try #require(
          text.components(separatedBy: "\n").first { $0.hasPrefix("\(key):") })
        text = text.replacing(line + "\n", with: block.text)
        try folder.write(text, to: path)
      case (_, "console"):
        let shown = block.text.components(separatedBy: "\n")
        let command = try #require(shown.first.map { String($0.dropFirst(2)) })
        let result = try Command.run(arguments(command), in: folder.url)
        #expect(
          shown.dropFirst().joined(separator: "\n") == result.stdout + result.stderr,
          "\(command) in docs/adding-a-rule.md")
        count += 1
      default: break
      }
    }
    return count
  }

  @Test("The six steps, taken one after the other")
  func sixSteps() throws {
    let folder = try TemporaryFolder()
    let blocks = try Self.blocks().filter { $0.section == "Six steps" }
    #expect(try Self.walk(blocks, in: folder) >= 4)
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(text.matches(of: #/\n### \d\. /#).count == 6)
  }

  @Test("The commands of the other sections, in the account of the six steps")
  func commands() throws {
    let folder = try TemporaryFolder()
    let blocks = try Self.blocks()
    let account = blocks.filter { $0.note == "file: hosting/hosting.yaml" }
    #expect(try Self.walk(account + blocks.filter { $0.section == "Conditions" }, in: folder) == 2)
  }

  @Test("Every whole rule of the page loads")
  func rules() throws {
    let rules = try Self.blocks().filter { $0.language == "yaml" && $0.text.hasPrefix("id: ") }
    #expect(rules.count >= 4)
    for rule in rules {
      let folder = try TemporaryFolder()
      try folder.write(rule.text, to: "rule.yaml")
      let result = try Command.run(
        ["check", "Examples/quickstart", "--rules", folder.url.path + "/rule.yaml"])
      #expect(result.status < 2, "\(result.stderr)")
    }
  }

  @Test("Each fault that the page shows looks like that")
  func faults() throws {
    let folder = try TemporaryFolder()
    for block in try Self.blocks() where block.note.hasPrefix("file: hosting/") {
      try folder.write(block.text, to: "hosting/hosting.yaml")
    }
    var count = 0
    for block in try Self.blocks() where block.language == "text" {
      let name = block.text.firstMatch(of: #/policy/([a-z-]+)\.yaml|^hostlint: rule ([a-z-]+) /#)
      let rule = try #require(name.flatMap { $0.output.1 ?? $0.output.2 }.map(String.init))
      // The account that this takes is too large for a test of its own; RuleBoundTests has it small.
      if rule == "every-pair" { continue }
      try folder.write(
        try CheckFixtures.text("adding-a-rule/\(rule).yaml"), to: "policy/\(rule).yaml")
      let command =
        block.text.hasPrefix("note[")
        ? ["test", "policy/\(rule).yaml"] : ["check", "hosting", "--rules", "policy/\(rule).yaml"]
      let result = try Command.run(command, in: folder.url)
      #expect((result.stdout + result.stderr).contains(block.text), "\(result)")
      count += 1
    }
    #expect(count >= 8)
  }

  @Test("The bounds that the page names are those in force")
  func bounds() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let source = try String(
      contentsOf: Repository.root.appending(
        path: "Sources/RuleEngine/Evaluation/RuleRunner.swift"), encoding: .utf8)
    #expect(text.contains("2,000,000 steps") && source.contains("var steps = 2_000_000\n"))
    #expect(text.contains("100 for each entity") && source.contains("stepsPerEntity = 100\n"))
    #expect(text.contains("five evaluations") && source.contains("exceededEvaluations = 5\n"))
  }
}
