import ArgumentParser
import Randomness
import Testing

@testable import hostlint

/// An ordinary command line is read without swift-argument-parser, and means the same.
@Suite("Command lines of hostlint check")
struct CheckArgumentTests {
  /// Each flag of `hostlint check` with values that are right.
  private static let flags: [String: [String]] = [
    "--format": ["text", "json", "sarif", "markdown"],
    "--output": ["sarif=a.sarif", "json=b=c.json"],
    "--fail-on": ["error", "info", "never"], "--config": ["own.yaml"], "--rules": ["policy"],
    "--select": ["dns", "unused-pack,names"], "--ignore": ["unused-pack"],
    "--severity": ["unused-pack=error"], "--param": ["usage-near-limit.threshold=0.8"],
    "--baseline": ["old.json"], "--today": ["2026-11-22", "soon"],
    "--color": ["auto", "always", "never"], "--stdin-filename": ["a.yaml"],
    "--threads": ["1", "256"], "--no-config": [], "--expand": [], "--redact": [], "--quiet": [],
    "-q": [], "--verbose": [], "-v": [], "--timing": [], "--baseline-strict": [],
    "--no-suppressions": [], "--show-suppressed": [],
  ]

  /// What swift-argument-parser makes of a command line; nil where it refuses it.
  private static func parsed(_ arguments: [String]) -> CheckRequest? {
    let rest = arguments.first == "check" ? Array(arguments.dropFirst()) : arguments
    return (try? Check.parseAsRoot(rest) as? Check)?.request
  }

  private static func isSame(_ arguments: [String], isPlain: Bool) -> Bool {
    let plain = CheckRequest(plain: arguments)
    guard let plain else { return !isPlain }
    guard let parsed = parsed(arguments) else { return false }
    return isPlain && "\(plain)" == "\(parsed)"
  }

  @Test("Every flag of the help is read, alone and in both spellings")
  func everyFlag() throws {
    let help = Check.helpMessage(columns: 1000)
    let options = try #require(help.split(separator: "OPTIONS:").last)
    let known = options.matches(of: /^ {2}(-[^\s,]+)(?:, (--[^\s]+))?/.anchorsMatchLineEndings())
      .flatMap { [$0.output.1, $0.output.2].compactMap { $0.map(String.init) } }
    #expect(
      Set(known).subtracting(["--version", "--help", "-h"]) == Set(Self.flags.keys))
    for (flag, values) in Self.flags {
      if values.isEmpty { #expect(Self.isSame([flag], isPlain: true), "\(flag)") }
      for value in values {
        #expect(Self.isSame([flag, value], isPlain: true), "\(flag) \(value)")
        #expect(Self.isSame(["check", "\(flag)=\(value)"], isPlain: true), "\(flag)=\(value)")
      }
    }
  }

  @Test("Flags and paths in any order mean the same")
  func combinations() {
    var random = SeededGenerator(seed: 1)
    let paths = ["a.yaml", "hosting/b.yaml", "./c"]
    let flags = Self.flags.sorted { $0.key < $1.key }
    var count = 0
    for _ in 0..<300 {
      var arguments: [String] = random.chance(500) ? ["check"] : []
      for _ in 0..<random.below(6) {
        let (flag, values) = random.pick(flags)
        arguments.append(flag)
        if !values.isEmpty { arguments.append(random.pick(values)) }
        if random.chance(500) { arguments.append(random.pick(paths)) }
      }
      // Two that exclude each other, or a flag that stands twice, are left to the other.
      guard let plain = CheckRequest(plain: arguments) else { continue }
      count += 1
      let parsed = Self.parsed(arguments)
      #expect(parsed.map { "\($0)" } == "\(plain)", "\(arguments)")
    }
    #expect(count > 150)
  }

  @Test(
    "What is not plain is left to swift-argument-parser",
    arguments: [
      ["--help"], ["-h"], ["--version"], ["help"], ["tree"], ["hosting"], ["check", "--help"],
      ["-"],
      ["--"], ["--", "-a.yaml"], ["-qv"], ["--format"], ["--format", "pdf"], ["--format="],
      ["--format", "--quiet"], ["--no-config", "--config", "a.yaml"],
      ["--config", "a.yaml", "--no-config"], ["--no-suppressions", "--show-suppressed"],
      ["--show-suppressed", "--no-suppressions"], ["--threads", "0"], ["--output", "pdf=a"],
      ["--unknown"], ["--quiet=yes"], [""], ["--generate-completion-script", "bash"],
    ])
  func others(arguments: [String]) {
    #expect(CheckRequest(plain: arguments) == nil)
  }

  @Test("A path is told from the name of a command by its dot or slash")
  func paths() {
    #expect(CheckRequest(plain: ["a.yaml", "hosting"])?.paths == ["a.yaml", "hosting"])
    #expect(CheckRequest(plain: ["check", "hosting"])?.paths == ["hosting"])
    #expect(CheckRequest(plain: ["--quiet", "hosting"])?.paths == ["hosting"])
    #expect(CheckRequest(plain: [])?.paths == [])
  }
}
