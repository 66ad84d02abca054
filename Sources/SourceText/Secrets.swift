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

  /// Marks, in a file's text, what follows the colon behind each word that names a secret, with
  /// the lines below that can belong to it.
  ///
  /// - Parameter isComplete: Whether the reader has come to the end of the text: a value that it
  ///   has marked then keeps its exact range.
  package static func markUnreadable(in file: SourceFile, isComplete: Bool) {
    var scan = SecretScan(
      text: file.text, known: isComplete ? Set(file.secrets.map(\.start)) : [])
    file.markSecrets(scan.run())
  }

  static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x80...0xFF: true
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "),
      UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// The length of the word that stands at an offset, upper and lower case alike.
  static func word(at offset: Int, in text: ArraySlice<UInt8>) -> Int? {
    if text[offset] == UInt8(ascii: "\\") { return isEscape(at: offset, in: text) ? 2 : nil }
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

  /// Whether a key is written with an escape of a character, behind which any word may hide.
  private static func isEscape(at offset: Int, in text: ArraySlice<UInt8>) -> Bool {
    guard offset + 1 < text.endIndex else { return false }
    return [UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U")].contains(text[offset + 1])
  }

  private static let words = [
    "pass", "pasw", "psswd", "pwd", "secret", "token",
    "credential", "mdp", "api_key", "apikey", "api-key", "private_key", "kennwort", "contrase",
  ].map { Array($0.utf8) }
}
