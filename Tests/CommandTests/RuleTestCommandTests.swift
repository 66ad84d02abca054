import Foundation
import TestSupport
import Testing

/// `hostlint test`: flags, streams and the exit status.
@Suite("hostlint test")
struct RuleTestCommandTests {
  private static func rule(
    check: String = "has(subscription.pack)", second: String = "one"
  ) -> String {
    """
    id: own-rule
    title: A pack is there
    applies-to: subscription
    check: '\(check)'
    message: '{subscription.name} has no pack'
    examples:
      - title: none
        hosting: |
          hosting: 1
          reseller: { login: agence-exemple }
          subscriptions: [{ domain: a.fr }]   # <- finding
      - title: \(second)
        hosting: |
          hosting: 1
          reseller: { login: agence-exemple }
          packs: { starter: {} }
          subscriptions: [{ domain: a.fr, pack: starter }]

    """
  }

  private static func run(_ rule: String, _ arguments: String...) throws -> Program.Result {
    let folder = try TemporaryFolder()
    try folder.write(rule, to: "policy/own-rule.yaml")
    return try Command.run(["test"] + arguments, in: folder.url)
  }

  @Test("All is well: 0")
  func passes() throws {
    let result = try Self.run(Self.rule(), "policy")
    #expect(
      result
        == Program.Result(
          status: 0,
          stdout: """
            ok      policy/own-rule.yaml (2 examples)

            1 rule, 2 examples: 2 passed, 0 failed; no gaps

            """, stderr: ""))
    #expect(try Self.run(Self.rule(), "policy/own-rule.yaml", "--strict") == result)
    #expect(try Self.run(Self.rule(), "--rules", "policy") == result)
    #expect(try Self.run(Self.rule(), "policy", "--quiet").stdout == "")
  }

  @Test("An example that fails: 1", arguments: [[], ["--quiet"], ["--format", "json"]])
  func fails(flags: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rule(check: "!has(subscription.pack)"), to: "a.yaml")
    let result = try Command.run(["test", "a.yaml"] + flags, in: folder.url)
    #expect(result.status == 1 && result.stderr == "")
    #expect(
      result.stdout.contains(flags == ["--format", "json"] ? "\"failed\": 2" : "failed[own-rule]"))
  }

  @Test("Gaps alone: 0, and 1 with --strict")
  func gaps() throws {
    let rule = Self.rule(check: "has(subscription.pack) && subscription.name != \"x\"")
    let lenient = try Self.run(rule, "policy")
    #expect(lenient.status == 0)
    #expect(
      lenient.stdout.contains("note[own-rule]: no example makes `subscription.name != \"x\"` false")
    )
    let strict = try Self.run(rule, "policy", "--strict")
    #expect(strict.status == 1)
    #expect(strict.stdout.contains("gap[own-rule]: "))
    #expect(try Self.run(rule, "policy", "--strict", "-q").stdout.hasPrefix("gap[own-rule]: "))
    #expect(try Self.run(rule, "policy", "-q").stdout == "")
  }

  @Test("A rule that fails while it is evaluated fails by name")
  func evaluation() throws {
    let result = try Self.run(Self.rule(check: "1 / size(subscription.addons) > 0"), "policy")
    #expect(result.status == 1)
    #expect(
      result.stdout.contains("= error: rule own-rule failed on subscription/a.fr: divide by zero"))
  }

  @Test("A rule file that does not load: 2, with its place and nothing tested")
  func doesNotLoad() throws {
    let result = try Self.run(Self.rule(check: "has(subscription.pakc)"), "policy")
    #expect(result.status == 2 && result.stdout == "")
    #expect(result.stderr.contains(" --> policy/own-rule.yaml:4:26\n"), "\(result.stderr)")
    #expect(
      result.stderr.contains("Did you mean `pack`?")
        || result.stderr.contains("did you mean `pack`?"))
    #expect(try Self.run(Self.rule(), "gone").status == 2)
  }

  @Test("Nothing to test: 3 and one sentence")
  func nothing() throws {
    let result = try Self.run(Self.rule())
    #expect(result.status == 3 && result.stdout == "")
    #expect(result.stderr.hasPrefix("hostlint: there is no rule to test: "))
    #expect(result.stderr.split(separator: "\n").count == 1)
  }

  @Test("A rule that costs too much is left out of a check by name, in time")
  func bounds() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      id: every-pair
      title: Too much work
      applies-to: subscription
      check: reseller.subscriptions.all(a, reseller.subscriptions.all(b, today == today))
      message: m

      """, to: "rule.yaml")
    var text = "hosting: 1\nreseller: { login: agence-exemple }\nsubscriptions:\n"
    for index in 0..<1_100 { text += "  - domain: d\(index).fr\n" }
    try folder.write(text, to: "hosting.yaml")
    let result = try Command.run(
      ["hosting.yaml", "--rules", "rule.yaml", "-q"], in: folder.url, timeout: 120)
    #expect(result.status == 2)
    #expect(
      result.stderr == """
        hostlint: rule every-pair failed on subscription/d0.fr: the evaluation takes more than \
        1000000 steps (and 2 more times)
        hostlint: rule every-pair was stopped at subscription/d2.fr: its evaluations take more than \
        2110000 steps in all

        """)
  }
}
