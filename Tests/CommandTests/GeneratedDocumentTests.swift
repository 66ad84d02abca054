import Foundation
import TestSupport
import Testing

/// Pages of `docs` that hostlint writes itself.
@Suite("Generated pages")
struct GeneratedDocumentTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
  }

  @Test(
    "A page is what hostlint writes now",
    arguments: [
      ("docs/rules.md", ["rules", "--no-config"]), ("docs/rule-reference.md", ["fields"]),
    ])
  func isCurrent(path: String, command: [String]) throws {
    let result = try Command.run(command + ["--format", "markdown"])
    #expect(result.status == 0 && result.stderr == "")
    let isCurrent = try Self.text(path) == result.stdout
    #expect(isCurrent, "\(path) is out of date: run `make docs`")
    #expect(!result.stdout.contains(Repository.root.path))
  }

  @Test("`make docs` writes each of them")
  func makefile() throws {
    let makefile = try Self.text("Makefile")
    #expect(makefile.contains("\ndocs: "))
    #expect(makefile.contains("write docs/rules.md rules --no-config"))
    #expect(makefile.contains("write docs/rule-reference.md fields"))
    #expect(makefile.contains("for kind in hosting rule config; do"))
    #expect(makefile.contains("mv .build/hostlint.1 docs/hostlint.1"))
  }

  @Test(
    "Links to a heading of a page lead to one that is there",
    arguments: ["docs/rules.md", "docs/rule-reference.md", "docs/adding-a-rule.md"])
  func links(path: String) throws {
    let text = try Self.text(path)
    var count = 0
    for match in text.matches(of: /\]\(([\w\/.-]*)#([\w-]+)\)/) {
      let name = match.output.1.isEmpty ? path : "docs/\(match.output.1)"
      let anchors = Set(
        try Self.text(name).split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
          String(
            heading.drop { $0 == "#" }.dropFirst().lowercased().filter {
              $0.isLetter || $0.isNumber || "-_ ".contains($0)
            }.map { $0 == " " ? "-" : $0 })
        })
      #expect(anchors.contains(String(match.output.2)), "\(path): \(match.output.0)")
      count += 1
    }
    #expect(count > 10)
  }
}
