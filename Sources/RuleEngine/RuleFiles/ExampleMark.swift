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
    let lines = file.lineIndex
    return (1...lines.lineCount).flatMap { line -> [ExampleMark] in
      let range = lines.range(ofLine: line, in: file.text)
      let bytes = file.text[Int(range.start)..<Int(range.end)]
      guard let start = bytes.indices.last(where: { bytes[$0...].starts(with: Self.start) }) else {
        return []
      }
      let words = String(decoding: bytes[(start + Self.start.count)...], as: UTF8.self)
      return words.split(separator: ",").compactMap { part in
        part.split(separator: " ").first.map { word in
          ExampleMark(
            line: line, range: SourceRange(start: UInt32(start), end: range.end),
            word: String(word))
        }
      }
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
