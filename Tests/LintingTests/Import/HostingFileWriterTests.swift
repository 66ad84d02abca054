import Diagnostics
import Foundation
import HostingModel
import SourceText
import TestSupport
import Testing
import YAML

@testable import Linting
@testable import RuleEngine

/// A file that is written says what the tree says that it was made of.
@Suite("Writing hosting files")
struct HostingFileWriterTests {
  /// A finding by what it is about.
  private struct Key: Hashable, Comparable, CustomStringConvertible {
    let rule: String
    let reseller: String
    let entity: String
    let field: String

    var description: String { "\(rule) \(reseller) \(entity) \(field)" }

    static func < (left: Key, right: Key) -> Bool { left.description < right.description }
  }

  /// Rules that report one of several entities, whichever comes later.
  private static let reportingTheLater: Set = [
    "domain-hosted-twice", "duplicate-entity", "identical-packs", "undifferentiated-packs",
  ]
  /// What is not written, so that nothing can be found in it.
  private static let aboutPasswords: Set = ["password-in-file"]

  private func keys(_ report: Report) -> [Key] {
    report.findings.map(\.diagnostic).compactMap { finding in
      if Self.aboutPasswords.contains(finding.rule) { return nil }
      let isLater = Self.reportingTheLater.contains(finding.rule)
      // A place in a list is not the same when the list is sorted.
      let field = finding.field?.replacing(/\[\d+\]/) { _ in "[]" }
      return Key(
        rule: finding.rule, reseller: finding.reseller ?? "", entity: isLater ? "" : finding.entity,
        field: field ?? "")
    }.sorted()
  }

  private func tree(_ text: String) -> Tree {
    parse(SourceFile(path: "hosting.yaml", text: Array(text.utf8)), id: FileID(0)).tree
  }

  private func written(_ text: String) -> String {
    String(decoding: HostingFileWriter.text(of: [tree(text)]), as: UTF8.self)
  }

  private func rules() throws -> RuleSet { try #require(Check.rules) }

  private func check(_ files: [(name: String, text: String)], _ rules: RuleSet) throws -> Report {
    var settings = CheckSettings(
      rules: rules, today: try #require(CalendarDate(Check.today)))
    settings.expands = true
    return Linter.check(
      InputSearch.Outcome(
        inputs: files.map {
          InputSearch.Input(
            path: $0.name, realPath: nil, isNamed: true, content: .bytes(Array($0.text.utf8)))
        }), settings)
  }

  /// Expects files that are written anew to give the same findings, and to be written the same.
  private func expectSame(_ files: [(name: String, text: String)], _ rules: RuleSet) throws {
    let copies = files.map { (name: $0.name, text: written($0.text)) }
    let original = keys(try check(files, rules))
    let copy = keys(try check(copies, rules))
    if original != copy {
      Issue.record(
        """
        lost: \(original.filter { !copy.contains($0) })
        new: \(copy.filter { !original.contains($0) })
        \(copies.map { "--- \($0.name)\n\($0.text)" }.joined(separator: "\n"))
        """)
    }
    for file in copies { #expect(written(file.text) == file.text) }
  }

  @Test("The examples give the same findings when they are written anew")
  func examples() throws {
    let rules = try rules()
    for (_, names) in Dictionary(grouping: Check.exampleFiles, by: { $0.split(separator: "/")[1] })
    {
      let files = try names.map { name in
        (
          name: name,
          text: try String(contentsOf: Repository.root.appending(path: name), encoding: .utf8)
        )
      }
      try expectSame(files, rules)
    }
  }

  @Test(
    "The examples of each rule give the same findings when they are written anew",
    arguments: BuiltinRuleFiles.idsBesideComments)
  func ruleExamples(rule id: String) throws {
    let rules = try rules()
    for example in try BuiltinRuleFiles.file(id).examples {
      let files = example.files.map { (name: $0.name, text: $0.text) }
      // What cannot be read, or stands behind the end of the reading, is in no tree.
      let isReadable = files.allSatisfy { file in
        parse(SourceFile(path: file.name, text: Array(file.text.utf8)), id: FileID(0))
          .diagnostics.allSatisfy { $0.rule == "duplicate-key" }
      }
      guard isReadable else { continue }
      try expectSame(files, rules)
    }
  }

  @Test("A file has the documented order, short forms, and one spelling of each value")
  func idiomatic() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: "Tests/LintingTests/Fixtures/unordered.yaml"),
      encoding: .utf8)
    var options = HostingFileWriter.Options()
    options.heading = ["Imported."]
    options.reasons = [.dns: "the registrar knows"]
    let result = HostingFileWriter.text(of: [tree(text)], options)
    expectGolden(
      String(decoding: result, as: UTF8.self), "Tests/LintingTests/Golden/written.yaml")
  }

  @Test("No password is written, whatever its key is called")
  func passwords() {
    let text = written(
      """
      hosting: 1
      reseller: { login: a, passwort: geheim1, password: geheim2, labels: { ftp_password: geheim3 } }
      customers: [{ login: b, password: geheim4, more: { secret: [geheim5] } }]
      """)
    #expect(!text.contains("geheim"))
    #expect(text.contains("login: b"))
  }

  @Test("The parts of an account give the same bytes in any order")
  func deterministic() throws {
    let subscriptions = (0..<6).map { "  - { domain: site\($0).fr, aliases: [b\($0).fr, a.fr] }\n" }
    let packs = (0..<6).map { "  pack\($0): { limits: { databases: \($0) } }\n" }
    func file(_ order: (([String]) -> [String])) -> String {
      "hosting: 1\nreseller: { login: a }\npacks:\n" + order(packs).joined() + "subscriptions:\n"
        + order(subscriptions).joined()
    }
    let expected = written(file { $0 })
    #expect(written(file { $0.reversed() }) == expected)
    for _ in 1...10 { #expect(written(file { $0.shuffled() }) == expected) }
  }

  @Test(
    "Sizes are written as people write them where that is the same number",
    arguments: [
      (5_368_709_120, "5 GB"), (3_328_599_654, "3.1 GB"), (3_328_599_655, "3328599655"),
      (5_369_757_696, "5121 MB"), (3, "3"), (0, "0"), (1_024, "1 KB"), (1_099_511_627_776, "1 TB"),
      (5_368_710_144, "5242881 KB"),
    ])
  func sizes(bytes: Int64, expected: String) {
    #expect(Quantity(bytes, .bytes).exactText == expected)
    #expect(Quantity.parse(expected, unit: .bytes) == .success(Quantity(bytes, .bytes)))
  }
}
