internal import Diagnostics
internal import RuleEngine
internal import SourceText

/// Keeps passwords out of what is said: a text that is a password in one place may be a login or a
/// pack's name in another, by an alias or by accident.
///
/// A password that is a word of hostlint's own sentences is masked in its own place alone: a hole
/// in such a sentence would tell it.
struct SecretMasking: Sendable {
  private let secrets: Set<ArraySlice<UInt8>>
  /// By first byte and length: whether any secret has these. Most words of a text have not, and
  /// need not be looked up.
  private let shapes: [Bool]

  /// - Parameters:
  ///   - files: Those of the run, their secrets marked.
  ///   - sentences: What rules say, without what they fill in.
  init(_ files: [SourceFile], sentences: @autoclosure () -> [String]) {
    var secrets = Set(files.flatMap(Self.secrets))
    if !secrets.isEmpty {
      let own = Set(sentences().flatMap { Self.words(of: Array($0.utf8)) })
      secrets = secrets.filter { word in
        !own.contains(word)
          && !OwnWords.all.contains(String(decoding: word, as: UTF8.self).lowercased())
      }
    }
    self.secrets = secrets
    var shapes = [Bool](repeating: false, count: 256 * Self.lengths)
    for secret in secrets { shapes[Self.shape(of: secret)] = true }
    self.shapes = shapes
  }

  /// Longer words count as having the greatest length.
  private static let lengths = 64

  private static func shape(of word: ArraySlice<UInt8>) -> Int {
    Int(word.first ?? 0) * lengths + min(word.count, lengths - 1)
  }

  private func isSecret(_ word: ArraySlice<UInt8>) -> Bool {
    shapes[Self.shape(of: word)] && secrets.contains(word)
  }

  /// The words of a file's secrets, quotes, anchors and tags taken off. A short one would mask
  /// ordinary words, and is no password worth the name.
  private static func secrets(of file: SourceFile) -> [ArraySlice<UInt8>] {
    file.secrets.flatMap { range in
      let end = min(Int(range.end), file.text.count)
      return words(of: file.text[min(Int(range.start), end)..<end]).filter { $0.count >= 4 }
    }
  }

  // MARK: - Masking

  /// The diagnostics with every word that is a secret masked.
  func mask(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !secrets.isEmpty else { return diagnostics }
    return diagnostics.map { diagnostic in
      guard holdsSecrets(diagnostic) else { return diagnostic }
      return Diagnostic(
        rule: diagnostic.rule, severity: diagnostic.severity,
        message: mask(diagnostic.message), remedy: mask(diagnostic.remedy),
        location: diagnostic.location,
        related: diagnostic.related.map { Label($0.location, mask($0.text)) },
        omittedRelated: diagnostic.omittedRelated,
        reseller: diagnostic.reseller.map { mask($0) },
        entity: mask(diagnostic.entity), entityLocation: diagnostic.entityLocation,
        field: diagnostic.field, entities: diagnostic.entities,
        speaksOfOneEntity: diagnostic.speaksOfOneEntity,
        owners: diagnostic.owners.map { owners in
          Owners(
            customers: owners.customers.map { mask($0) },
            includesReseller: owners.includesReseller)
        })
    }
  }

  /// Whether a word that is a secret stands in one of the texts that are masked.
  private func holdsSecrets(_ diagnostic: Diagnostic) -> Bool {
    holdsSecret(diagnostic.message) || holdsSecret(diagnostic.remedy)
      || holdsSecret(diagnostic.entity) || diagnostic.reseller.map(holdsSecret) ?? false
      || diagnostic.related.contains { holdsSecret($0.text) }
      || diagnostic.owners?.customers.contains(where: holdsSecret) ?? false
  }

  private func holdsSecret(_ text: String) -> Bool {
    var isFound = false
    Self.forEachWord(of: Array(text.utf8)[...]) { word in
      isFound = isFound || isSecret(word)
    }
    return isFound
  }

  /// A text with every word that is a secret masked.
  func mask(_ text: String) -> String {
    if secrets.isEmpty { return text }
    let bytes = Array(text.utf8)
    var found: [ArraySlice<UInt8>] = []
    Self.forEachWord(of: bytes[...]) { word in
      if isSecret(word) { found.append(word) }
    }
    if found.isEmpty { return text }
    var masked: [UInt8] = []
    var end = 0
    for word in found {
      masked += bytes[end..<word.startIndex]
      masked += Array("********".utf8)
      end = word.endIndex
    }
    return String(decoding: masked + bytes[end...], as: UTF8.self)
  }

  /// Marks the same words in a file whose lines are shown, else these would tell what is masked.
  func markOccurrences(in file: SourceFile) {
    if secrets.isEmpty { return }
    var found: [SourceRange] = []
    Self.forEachWord(of: file.text[...]) { word in
      guard isSecret(word) else { return }
      found.append(
        SourceRange(
          start: UInt32(truncatingIfNeeded: word.startIndex),
          end: UInt32(truncatingIfNeeded: word.endIndex)))
    }
    file.markSecrets(found)
  }

  // MARK: - Words

  /// The words of a text: what stands between the signs that surround a word in messages,
  /// identities and files. All of these also split a secret, whose parts are then masked one by one.
  private static func words(of text: some Collection<UInt8>) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    forEachWord(of: ArraySlice(text)) { words.append($0) }
    return words
  }

  private static func forEachWord(
    of text: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void
  ) {
    var start = text.startIndex
    func add(_ end: Int) {
      // A full stop ends a sentence, or is part of a name.
      var last = end
      while last > start, text[last - 1] == UInt8(ascii: ".") { last -= 1 }
      if last > start { body(text[start..<last]) }
    }
    var index = start
    let isSeparator = isSeparator
    while index < text.endIndex {
      let byte = text[index]
      let length =
        byte < 0x80 ? (isSeparator[Int(byte)] ? 1 : 0) : ellipsisLength(at: index, in: text)
      if length > 0 {
        if index > start { add(index) }
        start = index + length
      }
      index += max(length, 1)
    }
    if index > start { add(text.endIndex) }
  }

  /// The length of an ellipsis at an offset; zero for any other character.
  private static func ellipsisLength(at index: Int, in text: ArraySlice<UInt8>) -> Int {
    text[index] == 0xE2 && text[index...].starts(with: "…".utf8) ? 3 : 0
  }

  /// By ASCII code.
  private static let isSeparator = (0..<128).map { code in
    code <= 0x20 || "`'\"/&*!;:,()?[]{}".utf8.contains(UInt8(code))
  }
}
