import Foundation
import TestSupport
import Testing

/// What docs/reports.md shows is what hostlint prints, and no format is left out of it.
@Suite("docs/reports.md")
struct ReportsDocumentTests {
  private static func page() throws -> String {
    try String(
      contentsOf: Repository.root.appending(path: "docs/reports.md"), encoding: .utf8)
  }

  @Test("Every output on the page")
  func outputs() throws {
    let pattern = /<!-- output: (.+) -->\n```\w+\n([\s\S]*?)```\n<!-- end of output -->/
    let blocks = try Self.page().matches(of: pattern)
    #expect(blocks.count >= 7)
    for block in blocks {
      let arguments = block.output.1.split(separator: " ").map(String.init)
      let result = try Command.run(arguments)
      // What `--verbose` adds goes to standard error.
      let shown = arguments.contains("--verbose") ? result.stderr : result.stdout
      #expect(
        String(block.output.2) == shown,
        "put the output of `hostlint \(block.output.1)` into docs/reports.md")
    }
  }

  @Test("Every format has a row and a section")
  func formats() throws {
    let page = try Self.page()
    let help = try Command.run(["check", "--help"]).stdout.replacing(/\s+/, with: " ")
    let values = try #require(help.firstMatch(of: /--format .*?\(values: (.*?);/)?.output.1)
    let formats = values.split(separator: ", ")
    #expect(formats.count == 7)
    for format in formats {
      #expect(page.contains("| `\(format)` |"), "\(format)")
      #expect(page.contains("\n## \(format)\n"), "\(format)")
    }
  }
}
