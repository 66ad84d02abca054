import Diagnostics
import Foundation
import SourceText
import TestSupport
import Testing

@testable import YAML

/// The public YAML test suite against the located tree.
@Suite(
  .enabled(if: SharedData.url("yaml-test-suite.json") != nil, "shared/data is not there"))
struct ConformanceTests {
  /// One case of the suite.
  struct Case: Decodable {
    let id: String
    let name: String
    let yaml: String
    let json: String?
    let fail: Bool?
    let libyaml: String
  }

  /// Cases whose values differ from the suite's, each with the reason.
  static let knownDifferences: [String: String] = [
    "652Z": "libyaml reads `?` in braces as the key indicator, although no space follows it",
    "L24T-01": "libyaml adds no line break to a last block line of spaces that ends the file",
  ]

  let cases: [Case]

  init() throws {
    let url = try #require(SharedData.url("yaml-test-suite.json"))
    cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
  }

  private func read(_ item: Case) -> ParseResult {
    parse(SourceFile(path: "\(item.id).yaml", text: Array(item.yaml.utf8)), id: FileID(0))
  }

  /// Whether a case's values are the suite's.
  private func agrees(_ item: Case, json: String) -> Bool {
    let result = read(item)
    return result.diagnostics.isEmpty && result.tree.isComplete
      && result.tree.documents.map { JSONValue($0, in: result.tree) } == JSONValue.documents(json)
  }

  @Test func valuesEqualThoseOfTheSuite() {
    for item in cases where item.libyaml == "accepts" {
      guard let json = item.json else { continue }
      let isKnown = Self.knownDifferences[item.id] != nil
      let agrees = agrees(item, json: json)
      if isKnown {
        #expect(!agrees, "\(item.id) is listed as a known difference and agrees now")
      } else {
        let tree = read(item).tree
        #expect(
          agrees,
          "\(item.id) \(item.name): \(tree.documents.map { JSONValue($0, in: tree) }) \(read(item).diagnostics)"
        )
      }
    }
  }

  @Test func rejectedTextsAreOneSyntaxErrorWithAPlace() {
    for item in cases where item.libyaml == "rejects" {
      let result = read(item)
      #expect(!result.tree.isComplete, "\(item.id)")
      let errors = result.diagnostics.filter { $0.rule == "yaml-syntax" }
      #expect(errors.count == 1, "\(item.id): \(errors.map(\.message))")
      #expect(result.diagnostics.count == errors.count, "\(item.id)")
      for error in errors {
        expectValidPlace(error, in: result.tree.file, "\(item.id)")
        #expect(!error.remedy.isEmpty, "\(item.id)")
      }
    }
  }

  @Test func acceptedTextsKeepTheirPlaces() {
    for item in cases where item.libyaml == "accepts" {
      let result = read(item)
      #expect(result.tree.isComplete, "\(item.id)")
      expectSoundTree(result.tree, "\(item.id)")
    }
  }

  /// The counts and the differences as the documentation has them.
  @Test func documentation() {
    let accepted = cases.filter { $0.libyaml == "accepts" }
    let withValues = accepted.filter { $0.json != nil }
    let agreeing = withValues.filter { agrees($0, json: $0.json ?? "") }
    let lax = accepted.filter { $0.fail == true }
    let rejected = cases.filter { $0.libyaml == "rejects" }
    let reported = rejected.filter { read($0).diagnostics.map(\.rule) == ["yaml-syntax"] }
    let strict = rejected.filter { $0.fail != true }
    var text = """
      # YAML conformance

      hostlint reads YAML through libyaml. Of the \(cases.count) cases of the public
      [YAML test suite](https://github.com/yaml/yaml-test-suite) that its tests run:

      | cases | number | result |
      |---|---|---|
      | libyaml accepts, values given | \(withValues.count) | \(agreeing.count) trees have exactly these values |
      | libyaml accepts, no values given | \(accepted.count - withValues.count - lax.count) | read without a finding that ends the parse |
      | libyaml accepts, invalid by YAML 1.2 | \(lax.count) | read; libyaml is more lenient than the specification |
      | libyaml rejects | \(rejected.count) | \(reported.count) have exactly one `yaml-syntax` finding, at a token |
      | … of these valid by YAML 1.2 | \(strict.count) | libyaml is stricter than the specification |

      Differences from the suite's values:

      | case | reason |
      |---|---|

      """
    for (id, reason) in Self.knownDifferences.sorted(by: { $0.key < $1.key }) {
      text += "| `\(id)` | \(reason) |\n"
    }
    expectGolden(text, "docs/yaml-conformance.md")
  }
}
