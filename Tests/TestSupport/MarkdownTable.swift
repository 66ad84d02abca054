package import Diagnostics
import Foundation
package import Testing

/// A table of a page of `docs`.
package struct MarkdownTable {
  /// The texts of the heading row.
  package let columns: [String]
  /// The cells of each row, links replaced by their texts.
  package let rows: [[String]]

  /// The first table behind a line of a page.
  ///
  /// - Parameters:
  ///   - page: A path from the repository's root.
  ///   - line: A whole line, such as a heading.
  package init(in page: String, behind line: String) throws {
    let text = try String(contentsOf: Repository.root.appending(path: page), encoding: .utf8)
    let rest = try #require(
      text.components(separatedBy: "\n\(line)\n").dropFirst().first, "no line \(line) in \(page)")
    let table = rest.components(separatedBy: "\n").drop { !$0.hasPrefix("|") }
      .prefix { $0.hasPrefix("|") }.map(Self.cells)
    columns = try #require(table.first)
    rows = Array(table.dropFirst(2))
  }

  private static func cells(_ line: String) -> [String] {
    let text = line.replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.output.1 }
    return text.split(separator: "|", omittingEmptySubsequences: true).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  /// Holds the table against the keys of a reader: each is there once, with the meaning, the default
  /// and the obligation that are declared.
  ///
  /// - Parameters:
  ///   - column: The heading of the column of meanings.
  ///   - elsewhere: Keys that the page explains in another place.
  package func expectKeys<Key: DocumentedKey & Equatable>(
    of _: Key.Type, meaningIn column: String = "meaning", elsewhere: [Key] = [],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    var seen: [String] = []
    let meaning = try #require(columns.firstIndex(of: column))
    for row in rows {
      for name in row[0].matches(of: /`([^`]+)`/).map({ String($0.output.1) }) {
        seen.append(name)
        guard let documentation = Key(rawValue: name)?.documentation else { continue }
        #expect(
          row[meaning] == documentation.meaning, "the meaning of `\(name)`",
          sourceLocation: sourceLocation)
        guard let index = columns.firstIndex(of: "default") else { continue }
        #expect(
          (row[index] == "required") == documentation.isRequired, "whether `\(name)` is required",
          sourceLocation: sourceLocation)
        let standard: String? =
          switch documentation.standard {
          case .string(let text): text
          case .bool(let flag): "\(flag)"
          default: nil
          }
        if let standard {
          #expect(
            row[index] == "`\(standard)`", "the default of `\(name)`",
            sourceLocation: sourceLocation)
        }
      }
    }
    #expect(
      seen.sorted() == Key.allCases.filter { !elsewhere.contains($0) }.map(\.rawValue).sorted(),
      sourceLocation: sourceLocation)
  }
}
