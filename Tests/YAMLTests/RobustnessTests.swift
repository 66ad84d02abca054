import Foundation
import Randomness
import SourceText
import TestSupport
import Testing

@testable import YAML

/// Whatever the bytes, reading ends with a sound tree and at most one syntax error.
struct RobustnessTests {
  private func check(_ bytes: [UInt8], _ comment: @autoclosure () -> String) {
    let result = read(bytes)
    let comment = comment()
    for diagnostic in result.diagnostics {
      expectValidPlace(diagnostic, in: result.tree.file, comment)
    }
    if !result.tree.isComplete {
      let hasReason = !result.diagnostics.isEmpty
      #expect(hasReason, "\(comment)")
    }
    expectSoundTree(result.tree, comment)
  }

  @Test func everyPrefixIsRead() {
    for text in [PlacesTests.rich, PlacesTests.rich.replacing("\n", with: "\r\n")] {
      let bytes = Array(text.utf8)
      for count in 0...bytes.count { check(Array(bytes.prefix(count)), "prefix of \(count)") }
    }
  }

  @Test func everyPrefixOfTheMistakesIsRead() {
    for mistake in SyntaxErrorTests.mistakes {
      let bytes = Array(mistake.text.utf8)
      for count in 0...bytes.count {
        check(Array(bytes.prefix(count)), "\(mistake.name): prefix of \(count)")
      }
    }
  }

  @Test func mutatedTextsAreRead() {
    var random = SeededGenerator(seed: 20_260_101)
    let texts = [PlacesTests.rich] + SyntaxErrorTests.mistakes.map(\.text)
    let pieces =
      [
        "\t", "\n", "\r", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "\"", "'", "&a ", "*a",
        "!",
        "!!str ", "|", ">", "#", " #", "%", "---\n", "...\n", "<<: ", "\\", "é", "😀", "\u{FEFF}",
        "\u{85}", "\u{2028}", "\0", "  ", "@", "`",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3]]
    for round in 0..<3_000 {
      var bytes = Array(texts[Int(random.next() % UInt64(texts.count))].utf8)
      // A part of a long text keeps the rounds short.
      if bytes.count > 300 {
        let start = Int(random.next() % UInt64(bytes.count - 250))
        bytes = Array(bytes[start..<start + 250])
      }
      for _ in 0...(random.next() % 4) {
        let place = Int(random.next() % UInt64(bytes.count + 1))
        let end = min(bytes.count, place + Int(random.next() % 4))
        let piece = pieces[Int(random.next() % UInt64(pieces.count))]
        bytes.replaceSubrange(place..<end, with: piece)
      }
      check(bytes, "round \(round): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }
}
