import Foundation
import TestSupport
import Testing

@Suite("README.md")
struct ReadmeTests {
  /// Each block of output, with the arguments that print it.
  private static let outputs: [(arguments: String, text: String)] = {
    let readme = try? String(
      contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let pattern =
      #/(?<indent> *)<!-- output: (?<arguments>[^\n]*) -->\n *```text\n(?<text>(?s:.*?))\n? *```\n *<!-- end/#
    return (readme ?? "").matches(of: pattern).map { match in
      let lines = match.output.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix(match.output.indent) ? $0.dropFirst(match.output.indent.count) : $0 }
      return (String(match.output.arguments), lines.joined(separator: "\n") + "\n")
    }
  }()

  @Test("Each output is what hostlint prints")
  func examples() throws {
    #expect(Self.outputs.map(\.arguments).first == "check Examples/quickstart")
    for (arguments, text) in Self.outputs {
      let result = try Command.run(
        arguments.split(separator: " ").map(String.init) + ["--today", "2026-11-22"])
      #expect(
        text == result.stdout, "put the output of `hostlint \(arguments)` into README.md")
    }
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
