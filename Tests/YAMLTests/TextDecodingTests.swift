import Diagnostics
import SourceText
import Testing

@testable import YAML

/// UTF-16 becomes UTF-8, and what is broken is reported at its byte.
struct TextDecodingTests {
  @Test(
    arguments: [[], [0x61], [0x61, 0x62], [0xEF, 0xBB, 0xBF, 0x61], [0xFF], [0xC3, 0x28]]
      as [[UInt8]])
  func otherBytesStayAsTheyAre(_ bytes: [UInt8]) {
    #expect(TextDecoding.utf8(from: bytes) == .success(bytes))
  }

  @Test func surrogatePairsBecomeOneCharacter() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE, 0x61, 0x00]
    #expect(TextDecoding.utf8(from: bytes) == .success(SourceFile.byteOrderMark + Array("😀a".utf8)))
  }

  @Test(
    arguments: [
      ([0xFE, 0xFF, 0x00, 0x61, 0xD8, 0x3D, 0x00, 0x62], 4, 4, "a\u{FFFD}b"),
      ([0xFE, 0xFF, 0x00, 0x61, 0xDE, 0x00], 4, 4, "a\u{FFFD}"),
      ([0xFE, 0xFF, 0x00, 0x61, 0xD8, 0x3D], 4, 4, "a\u{FFFD}"),
      ([0xFE, 0xFF, 0x00, 0x61, 0x00], 4, 4, "a\u{FFFD}"),
      ([0xFF, 0xFE, 0x61], 2, 3, "\u{FFFD}"),
    ] as [([UInt8], Int, UInt32, String)])
  func brokenUTF16(_ bytes: [UInt8], _ offset: Int, _ repairedOffset: UInt32, _ text: String) {
    guard case .failure(let failure) = TextDecoding.utf8(from: bytes) else {
      Issue.record("no failure")
      return
    }
    #expect(failure.byteOffset == offset)
    #expect(failure.repairedOffset == repairedOffset)
    let file = SourceFile(path: "a.yaml", text: failure.repaired)
    let diagnostic = failure.diagnostic(in: file, id: FileID(0))
    #expect(file.string(in: diagnostic.location.range) == "\u{FFFD}")
    #expect(failure.repaired == SourceFile.byteOrderMark + Array(text.utf8))
  }

  @Test(arguments: [
    [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0] as [UInt8], [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61],
  ])
  func utf32IsRefused(_ bytes: [UInt8]) {
    guard case .failure(let failure) = TextDecoding.utf8(from: bytes) else {
      Issue.record("no failure")
      return
    }
    #expect(failure.message == "the file is UTF-32, which is not supported")
  }
}

/// Suggestions for misspelt names.
