import Diagnostics
import Foundation
import RuleEngine
import SourceText
import TestSupport
import Testing

/// Files that were cut anywhere: a copy that stopped halfway, an editor at work.
@Suite("Every prefix of a file")
struct PrefixTests {
  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Repository.root.appending(path: path)))
  }

  /// Faults that are told by one entry alone, whatever follows it.
  private static let localRules: Set = [
    "unknown-key", "invalid-value", "wrong-type", "duplicate-key", "ambiguous-boolean",
  ]

  @Test(
    "It is read to an end, with findings inside the text alone", .timeLimit(.minutes(30)),
    arguments: Check.exampleFiles)
  func examples(path: String) throws {
    try expectSound(try Self.bytes(path))
  }

  @Test(
    "The same for the examples of rules, faults of reading among them",
    .timeLimit(.minutes(30)), arguments: BuiltinRuleFiles.ids)
  func ruleExamples(rule id: String) throws {
    for file in try BuiltinRuleFiles.file(id).examples.flatMap(\.files) {
      try expectSound(Array(file.text.utf8), cuts: .wordEnds)
    }
  }

  @Test("Faults of entries that are complete stay", .timeLimit(.minutes(30)))
  func faultsStay() throws {
    let text = Array(
      """
      hosting: 1
      reseller:
        login: agence-exemple
        e-mail: ops@agence-exemple.fr
        dns: cloud
        oversell: never
        dns_sync: on
        name: Agence Exemple
        name: Agence
      packs:
        starter:
          limits: { disk_space: 5 gigas, mailboxs: 10 }
      subscriptions:
        - domain: boulangerie-martin.fr
          pack: starter
          expires: 2027-02-30
          locked: yes
          system_usr: été
      """.utf8)
    let whole = try Check.bytes(text)
    let local = whole.findings.map(\.diagnostic).filter { Self.localRules.contains($0.rule) }
    #expect(local.count == 10)
    for length in 0...text.count {
      let prefix = Array(text[..<length])
      let found = Set(
        try Check.bytes(prefix).findings.map {
          [$0.diagnostic.rule, "\($0.diagnostic.location.range)"]
        })
      // What stands on the line of the cut may be incomplete, and so may plain text on the line
      // above it, which could go on.
      let above = prefix.lastIndex(of: UInt8(ascii: "\n")) ?? 0
      let line = prefix[..<above].lastIndex(of: UInt8(ascii: "\n")) ?? 0
      for finding in local where Int(finding.location.range.end) <= line {
        #expect(
          found.contains([finding.rule, "\(finding.location.range)"]),
          "\(finding.message) is lost where the file ends at byte \(length)")
      }
    }
  }

  private enum Cuts { case everyByte, wordEnds }

  private func expectSound(_ text: [UInt8], cuts: Cuts = .everyByte) throws {
    for length in 0...text.count {
      if cuts == .wordEnds, length < text.count, text[length] > UInt8(ascii: " ") { continue }
      let report = try Check.bytes(Array(text[..<length]))
      for finding in report.findings.map(\.diagnostic) {
        for location in [finding.location] + finding.related.map(\.location) {
          #expect(location.range.end <= UInt32(length) && !finding.message.isEmpty)
        }
      }
      #expect(report.failures == [])
      // It is a hosting file or a finding says why not.
      #expect(report.summary.files == 1)
      if length < "hosting: ".utf8.count { #expect(!report.findings.isEmpty) }
    }
  }

  @Test("A password shows in no format", .timeLimit(.minutes(30)))
  func password() throws {
    // A password of which no part stands in the texts of rules.
    let password = "Kx7qZw9vJb2m"
    let example = String(
      decoding: try Self.bytes("Examples/agence/customers/associations.yaml"), as: UTF8.self)
    let text = Array(example.replacingOccurrences(of: "Chantons2019!", with: password).utf8)
    let start = try #require(text.firstRange(of: Array(password.utf8))).lowerBound
    for length in start...text.count {
      let report = try Check.bytes(Array(text[..<length]))
      for output in Check.allFormats(report) {
        expectNoPart(of: password, in: output, "the file ends at byte \(length)")
      }
    }
  }
}

/// Expects that no four characters of a secret stand in an output.
func expectNoPart(
  of secret: String, in output: String, _ comment: String,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  for start in secret.indices.dropLast(3) {
    let part = secret[start...].prefix(4)
    if output.contains(part) {
      Issue.record("`\(part)` is shown: \(comment)\n\(output)", sourceLocation: sourceLocation)
      return
    }
  }
}
