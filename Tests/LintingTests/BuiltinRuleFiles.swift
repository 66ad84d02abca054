import Diagnostics
import SourceText
import Testing

@testable import Linting
@testable import RuleEngine

/// The rule files that are compiled into the program, examples included.
enum BuiltinRuleFiles {
  static let all: [RuleFile] = {
    let files = RuleFiles(builtIn: .full)
    precondition(files.errors.isEmpty, "a built-in rule file cannot be read")
    return files.files
  }()

  static let ids = all.map(\.id).sorted()

  /// Without those whose examples are about comments, which no tree of values holds.
  static let idsBesideComments = ids.filter { id in
    all.contains { $0.id == id && $0.area != "suppressions" }
  }

  static func file(_ id: String) throws -> RuleFile {
    try #require(all.first { $0.id == id })
  }

  static func runner(_ id: String) throws -> ExampleRunner {
    let (runner, errors) = ExampleRunner.make(try file(id))
    #expect(errors.isEmpty, "\(errors.map(\.message))")
    return try #require(runner)
  }
}

/// A finding with places as people count them, free of file ids and offsets.
struct PlacedFinding: Hashable, CustomStringConvertible {
  let rule: String
  let entity: String
  let field: String?
  let message: String
  let place: Span
  let related: [String]

  var description: String { "\(place) \(rule) \(entity) \(field ?? "-"): \(message) \(related)" }
}

/// A range of a file in lines and columns.
struct Span: Hashable, CustomStringConvertible {
  let file: String
  let line: Int
  let column: Int
  let endLine: Int
  let endColumn: Int

  init(_ range: SourceRange, in file: SourceFile, movedDown lines: Int = 0) {
    let start = file.position(of: range.start)
    let end = file.position(of: range.end)
    self.file = file.path
    line = start.line + lines
    column = start.column
    endLine = end.line + lines
    endColumn = end.column
  }

  var description: String { "\(file):\(line):\(column)-\(endLine):\(endColumn)" }
}

extension PlacedFinding {
  init(_ finding: Diagnostic, in report: Report, movedDown lines: Int = 0) {
    func span(_ location: SourceText.SourceLocation) -> Span {
      Span(location.range, in: report.files[location.file], movedDown: lines)
    }
    rule = finding.rule
    entity = finding.entity
    field = finding.field
    message = finding.message.replacing(/\.yaml:(\d+)/) { match in
      ".yaml:\((Int(match.output.1) ?? 0) + lines)"
    }
    place = span(finding.location)
    related = finding.related.map { "\(span($0.location)) \($0.text)" }
  }

  /// The findings of a report, each as if a number of lines stood before its file.
  static func all(in report: Report, movedDown lines: Int = 0) -> [PlacedFinding] {
    report.findings.map { PlacedFinding($0.diagnostic, in: report, movedDown: lines) }
  }
}
