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
    guard offset + 1 < text.endIndex else { return nil }
    let start = pair(text[offset], text[offset + 1])
    return words.first { word in
      word.start == start && offset + word.text.count <= text.endIndex
        && word.text.indices.allSatisfy { text[offset + $0] | 0x20 == word.text[$0] | 0x20 }
    }?.text.count
  }

  /// Two letters, upper and lower case alike.
  private static func pair(_ first: UInt8, _ second: UInt8) -> UInt16 {
    (UInt16(first) << 8 | UInt16(second)) | 0x2020
  }

  /// What a byte may be of the two that a word, or an escape, starts with: in the lower half a bit for
  /// each letter that it is the first, in the upper half a bit for each that it may stand behind.
  ///
  /// Every byte of a file is looked up, so that few may come further.
  static let beginnings: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 256)
    var letters: [UInt8] = []
    for word in words {
      let (first, second) = (Int(word.text[0]), Int(word.text[1]))
      if !letters.contains(word.text[0]) { letters.append(word.text[0]) }
      // Where there were more letters than bits, some would share one and more bytes be looked at.
      let bit = UInt16(1) << UInt16((letters.firstIndex(of: word.text[0]) ?? 0) % 7)
      // Letters differ in one bit from their capitals.
      for byte in [first, first ^ 0x20] { table[byte] |= bit }
      for byte in [second, second ^ 0x20] { table[byte] |= bit << 8 }
    }
    let escape = UInt16(1) << 7
    table[Int(UInt8(ascii: "\\"))] |= escape
    return table.map { $0 | escape << 8 }
  }()

  /// Whether a key is written with an escape of a character, behind which any word may hide.
  private static func isEscape(at offset: Int, in text: ArraySlice<UInt8>) -> Bool {
    guard offset + 1 < text.endIndex else { return false }
    return [UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U")].contains(text[offset + 1])
  }

  private static let words = [
    "pass", "pasw", "psswd", "pwd", "secret", "token",
    "credential", "mdp", "api_key", "apikey", "api-key", "private_key", "kennwort", "contrase",
  ].map { word in
    let text = Array(word.utf8)
    return (start: pair(text[0], text[1]), text: text)
  }
}
