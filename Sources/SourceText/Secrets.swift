/// Finds text that must never be shown: the values of keys that name a password or the like.
///
/// The reader of a format marks exact ranges (`SourceFile.markSecrets`). This looks at the bare
/// text, so that misspelt keys, foreign words and files with a syntax error are covered too: the
/// cost of masking a harmless value is small, that of printing a password is not.
package enum Secrets {
  /// Whether a key names a secret.
  package static func isSecret(key: ArraySlice<UInt8>) -> Bool {
    key.indices.contains { word(at: $0, in: key) != nil }
  }

  /// Marks, in a file's text, what follows the colon behind each word that names a secret, up
  /// to the end of the line; a value that is marked already keeps its exact range.
  package static func markUnreadable(in file: SourceFile) {
    let text = file.text[...]
    let known = Set(file.secrets.map(\.start))
    var ranges: [SourceRange] = []
    var index = 0
    while index < text.count {
      guard let length = word(at: index, in: text) else {
        index += 1
        continue
      }
      index += length
      guard let value = value(behind: index, in: text) else { continue }
      if !known.contains(value.start) { ranges.append(value) }
    }
    file.markSecrets(ranges)
  }

  /// The value behind the rest of a key that ends before an offset; nil where no key stands there.
  private static func value(behind offset: Int, in text: ArraySlice<UInt8>) -> SourceRange? {
    var cursor = offset
    while cursor < text.endIndex, isKeyByte(text[cursor]) { cursor += 1 }
    guard cursor < text.endIndex,
      text[cursor] == UInt8(ascii: ":") || text[cursor] == UInt8(ascii: "=")
    else { return nil }
    cursor += 1
    while cursor < text.endIndex, text[cursor] == 0x20 || text[cursor] == 0x09 { cursor += 1 }
    let start = cursor
    while cursor < text.endIndex, text[cursor] != 0x0A, text[cursor] != 0x0D { cursor += 1 }
    guard cursor > start else { return nil }
    return SourceRange(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: cursor))
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x80...0xFF: true
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "),
      UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// The length of the word that stands at an offset, upper and lower case alike.
  private static func word(at offset: Int, in text: ArraySlice<UInt8>) -> Int? {
    switch text[offset] | 0x20 {
    case UInt8(ascii: "p"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "c"),
      UInt8(ascii: "m"), UInt8(ascii: "a"), UInt8(ascii: "k"):
      break
    default: return nil
    }
    return words.first { word in
      offset + word.count <= text.endIndex
        && word.indices.allSatisfy { text[offset + $0] | 0x20 == word[$0] | 0x20 }
    }?.count
  }

  private static let words = [
    "passw", "pasw", "psswd", "passphrase", "pass_phrase", "passe", "pwd", "secret", "token",
    "credential", "mdp", "api_key", "apikey", "api-key", "private_key", "kennwort", "contrase",
  ].map { Array($0.utf8) }
}
