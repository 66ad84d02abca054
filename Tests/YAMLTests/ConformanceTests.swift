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
        if ProcessInfo.processInfo.environment["SHOW"] != nil {
          print(
            item.id, item.yaml.debugDescription, error.location.range.start,
            result.tree.file.string(in: error.location.range), "|", error.message, "|",
            error.remedy,
            error.related.map {
              "\($0.location.range.start) \(result.tree.file.string(in: $0.location.range)) \($0.text)"
            })
        }
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
}
