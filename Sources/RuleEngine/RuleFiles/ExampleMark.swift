internal import Diagnostics
package import SourceText

/// What an example says is found on one of its lines: `# <- finding`, or `# <- unknown-pack` for a
/// finding of reading; several are separated by commas.
package struct ExampleMark: Hashable, Sendable {
  /// The word for a finding of the rule whose example it is.
  package static let finding = "finding"

  /// 1-based.
  package let line: Int
  /// The mark in the example's text, from its `#` on.
  package let range: SourceRange
  /// `finding`, or the id of a rule.
  package let word: String

  private static let start = Array("# <- ".utf8)

  /// The marks of an example's file.
  package static func all(in file: SourceFile) -> [ExampleMark] {
    comments(in: file).flatMap { comment -> [ExampleMark] in
      guard comment.isExact else { return [] }
      return comment.words.map { word in
        ExampleMark(line: comment.line, range: comment.range, word: word)
      }
    }
  }

  /// The comments of an example's file that are nearly marks, with the one that is meant.
  ///
  /// - Parameter known: The words that a mark of the example may have.
  package static func nearMisses(
    in file: SourceFile, known: [String]
  ) -> [(mark: ExampleMark, meant: String)] {
    comments(in: file).compactMap { comment in
      let wrong = comment.words.first { !known.contains($0) }
      let isWhole = comment.isExact && !comment.words.isEmpty
      guard !isWhole || wrong != nil else { return nil }
      let meant = comment.words.map { word in
        known.contains(word) ? word : Suggestion.closest(to: word, among: known) ?? finding
      }
      return (
        ExampleMark(
          line: comment.line, range: comment.range, word: wrong ?? comment.words.first ?? ""),
        "# <- " + (meant.isEmpty ? finding : meant.joined(separator: ", "))
      )
    }
  }

  /// A comment that begins with an arrow.
  private struct Comment {
    let line: Int
    let range: SourceRange
    /// The first word of each part between commas.
    let words: [String]
    /// Whether the arrow is written as in `# <- finding`.
    let isExact: Bool
  }

  private static func comments(in file: SourceFile) -> [Comment] {
    let lines = file.lineIndex
    return (1...lines.lineCount).compactMap { line in
      let range = lines.range(ofLine: line, in: file.text)
      let bytes = file.text[Int(range.start)..<Int(range.end)]
      guard
        let start = bytes.indices.last(where: { index in
          bytes[index] == UInt8(ascii: "#")
            && bytes[(index + 1)...].drop { $0 == 0x20 }.starts(with: "<-".utf8)
        })
      else { return nil }
      let isExact = bytes[start...].starts(with: Self.start)
      let words = String(
        decoding: bytes[start...].drop { "# <-".utf8.contains($0) }, as: UTF8.self)
      return Comment(
        line: line, range: SourceRange(start: UInt32(start), end: range.end),
        words: words.split(separator: ",").compactMap { part in
          part.split(separator: " ").first.map(String.init)
        }, isExact: isExact)
    }
  }
}

extension RuleFile.Example.File {
  /// The 1-based lines where marks say that the rule finds a fault.
  package var markedLines: [Int] {
    ExampleMark.all(in: SourceFile(path: name, text: Array(text.utf8)))
      .filter { $0.word == ExampleMark.finding }.map(\.line)
  }
}
