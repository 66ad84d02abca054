import Foundation
import SourceText
import Testing

@Suite struct SourceFileMaskingTests {
  private func file(_ text: String, secrets: [String]) -> SourceFile {
    let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
    file.markSecrets(
      secrets.compactMap { secret in
        text.range(of: secret).map { range in
          SourceRange(
            start: UInt32(text.utf8.distance(from: text.startIndex, to: range.lowerBound)),
            end: UInt32(text.utf8.distance(from: text.startIndex, to: range.upperBound)))
        }
      })
    return file
  }

  private func whole(_ file: SourceFile) -> SourceRange {
    SourceRange(start: 0, end: UInt32(file.text.count))
  }

  @Test func masksEachCharacterOnce() {
    let file = file("user: bü\npassword: é漢🙂x # note", secrets: ["é漢🙂x"])
    #expect(file.maskedText(in: whole(file)) == "user: bü\npassword: **** # note")
  }

  @Test func masksSecretsThatOverlap() {
    let file = file("abcdefgh", secrets: ["bcd", "cdef", "cd"])
    #expect(file.maskedText(in: whole(file)) == "a*****gh")
  }

  @Test func masksWhatAWindowHoldsOfASecret() {
    let file = file("key: secret-word tail", secrets: ["secret-word"])
    #expect(file.maskedText(in: SourceRange(start: 8, end: 12)) == "****")
    #expect(file.maskedText(in: SourceRange(start: 3, end: 7)) == ": **")
    #expect(file.maskedText(in: SourceRange(start: 14, end: 99)) == "** tail")
    #expect(file.maskedText(in: SourceRange(start: 0, end: 5)) == "key: ")
    #expect(file.maskedText(in: SourceRange(start: 16, end: 21)) == " tail")
  }

  @Test func keepsLineBreaksOfASecret() {
    let file = file("a: |\r\n  one\r\n  two\r\nb: 1", secrets: ["one\r\n  two"])
    #expect(file.maskedText(in: whole(file)) == "a: |\r\n  ***\r\n*****\r\nb: 1")
  }

  @Test func leavesAFileWithoutSecretsAlone() {
    let file = file("password: shown", secrets: [])
    #expect(file.maskedText(in: whole(file)) == "password: shown")
  }
}
