import CEL
import Foundation
import TestSupport
import Testing

@Suite("docs/cel.md")
struct DocumentationTests {
  private let text: String

  init() throws {
    text = try String(
      contentsOf: Repository.root.appending(path: "docs/cel.md"), encoding: .utf8)
  }

  /// The cells of the tables' rows that hold an example and its value.
  private var examples: [(expression: String, value: String)] {
    text.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      // A bar inside an expression is written `\\|`.
      let cells = line.replacing("\\|", with: "\u{1}").split(separator: "|").map {
        $0.replacing("\u{1}", with: "|").trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 3, cells[1].hasPrefix("`"), cells[2].hasPrefix("`") else { return nil }
      let pair = cells[1...2].map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "`")) }
      return (pair[0], pair[1])
    }
  }

  @Test("every example has the value that stands beside it")
  func values() {
    let declarations = Declarations()
    #expect(examples.count > 100)
    for (expression, value) in examples {
      switch CheckedExpression.check(expression, declarations, rejectsConstantErrors: false) {
      case .failure(let faults): Issue.record("\(expression): \(faults.errors[0].message)")
      case .success(let checked):
        let context = EvaluationContext(declarations)
        let shown = literal(checked.compile().evaluate(context), context)
        if shown != value { Issue.record("\(expression) is \(shown), not \(value)") }
      }
    }
  }

  @Test("every function has its row")
  func functions() {
    for library in Library.all {
      for name in library.signatures.keys.sorted() where !name.contains("_") && !name.contains("@")
      {
        if !text.contains("`\(name)(") && !text.contains(".\(name)(") {
          Issue.record("\(name) of \(library.name) is not described")
        }
      }
    }
  }

  @Test("the bounds are those in force")
  func limits() {
    for number in [
      Limits.expressionBytes, Limits.depth, Limits.cost, Limits.patternInstructions,
    ] {
      #expect(text.contains(number.formatted(.number.locale(Locale(identifier: "en_GB")))))
    }
  }
}
