import Foundation
import TestSupport
import Testing

/// `Examples/ci`, which people copy from.
@Suite("Examples of CI")
struct ExampleTests {
  private static let names = ["github-workflow.yml", "gitlab-ci.yml", "pre-commit-config.yaml"]

  @Test("They and the component name the version that this is")
  func versions() throws {
    let version = try Command.run(["--version"]).stdout.trimmingCharacters(in: .newlines)
    let paths = Self.names.map { "Examples/ci/\($0)" } + ["templates/hostlint.yml"]
    for path in paths {
      let named = try text(of: path).matches(of: /\bv\d+\.\d+\.\d+\b/).map { String($0.output) }
      #expect(!named.isEmpty && named.allSatisfy { $0 == "v" + version }, "\(path): \(named)")
    }
  }

  @Test("README.md shows each as it is", arguments: names)
  func readme(name: String) throws {
    let code = try text(of: "Examples/ci/\(name)")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.hasPrefix("#") }.joined(separator: "\n")
    #expect(
      try text(of: "README.md").contains("```yaml\n\(code)```"),
      "put Examples/ci/\(name) into README.md")
  }

  @Test("docs/ci.md has every input of the action and the component, every hook, and no other")
  func documented() throws {
    let sections = try text(of: "docs/ci.md").components(separatedBy: "\n## ")
    func rows(_ title: String) throws -> Set<String> {
      let section = try #require(sections.first { $0.hasPrefix(title) })
      return Set(section.matches(of: #/\n\| `([a-z-]+)` \|/#).map { String($0.1) })
    }
    func names(_ path: String, _ pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
      let head = try #require(try text(of: path).components(separatedBy: "\n---\n").first)
      return Set(
        try #require(head.components(separatedBy: "\nruns:").first)
          .matches(of: pattern).map { String($0.1) })
    }
    #expect(try rows("pre-commit") == names(".pre-commit-hooks.yaml", #/- id: ([a-z-]+)/#))
    #expect(try rows("GitHub") == names("action.yml", #/\n  ([a-z-]+):\n/#))
    #expect(try rows("GitLab") == names("templates/hostlint.yml", #/\n    ([a-z-]+):\n/#))
  }

  @Test("They name hooks, inputs and files that there are")
  func references() throws {
    let hooks = try text(of: ".pre-commit-hooks.yaml")
    for hook in try text(of: "Examples/ci/pre-commit-config.yaml").matches(of: /- id: ([\w-]+)/) {
      #expect(hooks.contains("- id: \(hook.1)\n"))
    }
    let action = try text(of: "action.yml")
    let workflow = try text(of: "Examples/ci/github-workflow.yml")
    let step = try #require(workflow.components(separatedBy: "hostlint/hostlint@").last)
    let inputs = step.matches(of: #/\n          ([a-z-]+): /#).map { String($0.1) }
    #expect(!inputs.isEmpty)
    for input in inputs { #expect(action.contains("\n  \(input):\n"), "\(input)") }

    let pipeline = try text(of: "Examples/ci/gitlab-ci.yml")
    #expect(pipeline.contains("/templates/hostlint.yml\n"))
    let component = try text(of: "templates/hostlint.yml")
    let given = pipeline.matches(of: #/\n      ([a-z-]+): /#).map { String($0.1) }
    #expect(!given.isEmpty)
    for input in given { #expect(component.contains("\n    \(input):\n"), "\(input)") }
  }
}
