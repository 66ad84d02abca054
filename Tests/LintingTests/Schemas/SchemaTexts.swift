import Diagnostics
import Foundation
import HostingModel
import SourceText
import TestSupport
import YAML

@testable import Linting
@testable import RuleEngine

/// A file's text, what is to be said of it, and what hostlint's reader says.
struct SchemaText: Sendable {
  let title: String
  let text: String
  /// Whether the schema and the reader are to refuse it.
  let isRefused: Bool

  /// The texts of a file of `Fixtures/schemas`: each stands behind a line such as
  /// `### refused: an unknown key`.
  static func all(of kind: SchemaKind) throws -> [SchemaText] {
    let url = Repository.root.appending(
      path: "Tests/LintingTests/Fixtures/schemas/\(kind.rawValue).txt")
    return try String(contentsOf: url, encoding: .utf8)
      .matches(of: /(?m)^### (accepted|refused): (.*)\n((?s:.*?))(?=^###|\z)/)
      .map { match in
        SchemaText(
          title: "\(match.output.1): \(match.output.2)", text: String(match.output.3),
          isRefused: match.output.1 == "refused")
      }
  }

  /// What the reader has against a text; empty where nothing.
  static func errors(in text: String, kind: SchemaKind) -> [String] {
    let source = SourceFile(path: "file.yaml", text: Array(text.utf8))
    switch kind {
    case .hosting:
      let parsed = parse(source, id: FileID(0))
      let read = HostingReader.read([parsed.tree]).diagnostics
      return (parsed.diagnostics + read).filter { $0.severity == .error && !isBetweenPlaces($0) }
        .map { "\($0.rule): \($0.message)" }
    case .rule:
      return RuleFileReader.read(source, id: FileID(0), area: "policy").errors.map(\.message)
    case .config:
      return ConfigurationReader(source, folder: "/").document.errors.map(\.message)
    case .report:
      return []
    }
  }

  /// Whether a finding is about several places or files, which a schema cannot see.
  private static func isBetweenPlaces(_ finding: Diagnostic) -> Bool {
    switch ReadingRule(rawValue: finding.rule) {
    case .unknownPack, .unknownCustomer, .duplicateEntity, .duplicateKey: true
    case .missingKey, .invalidValue: finding.field == "reseller"
    default: false
    }
  }
}
