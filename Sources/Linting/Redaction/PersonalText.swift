/// Finds personal text in any text: what looks like an e-mail address, and the names of people and
/// companies that a run's files declare.
struct PersonalText {
  /// By the hash of a name's first word: how many bytes the names have that start with it.
  private var lengthsByWord: [UInt64: Lengths] = [:]
  /// The hashes of names of several words, in lower case (ASCII) and with single spaces.
  private var names: Set<UInt64> = []
  /// The hashes of names of one word, which may be an ordinary word too: they count only as they are
  /// written.
  private var words: Set<UInt64> = []

  private struct Lengths {
    var all: Set<Int> = []
    var longest = 0
  }

  /// What stands in place of it in a message.
  static let mask = "********"

  /// - Parameters:
  ///   - names: As they read.
  ///   - isPublic: Whether a name is that of an entity too, as a login or a domain, which is shown.
  init(names: some Sequence<String>, isPublic: (String) -> Bool) {
    for name in Set(names.lazy.flatMap(Self.forms)) where !isPublic(name) {
      let words = name.split(whereSeparator: \.isWhitespace)
      let bytes = Array(words.joined(separator: " ").utf8)
      guard let start = bytes.indices.first(where: { Self.isWordByte($0, in: bytes) }) else {
        continue
      }
      let text = Array(bytes[start...])
      // One or two letters stand in too many words.
      guard text.count >= 3 else { continue }
      if words.count == 1 {
        self.words.insert(text.reduce(Self.basis, Self.hash))
      } else {
        self.names.insert(text.reduce(Self.basis) { Self.hash($0, Self.folded($1)) })
      }
      let end = Self.endOfWord(start, in: bytes)
      var lengths = lengthsByWord[Self.hash(bytes[start..<end])] ?? Lengths()
      lengths.all.insert(text.count)
      lengths.longest = max(lengths.longest, text.count)
      lengthsByWord[Self.hash(bytes[start..<end])] = lengths
    }
  }

  /// A text with a mask in place of what is personal.
  func masked(_ text: String) -> String { masked(text, onlyAddresses: false) }

  /// A text with a mask in place of what is personal.
  ///
  /// - Parameter onlyAddresses: Whether names stay, as in identities.
  func masked(_ text: String, onlyAddresses: Bool) -> String {
    let bytes = Array(text.utf8)
    let ranges = onlyAddresses ? Self.addresses(in: bytes) : self.ranges(in: bytes)
    guard !ranges.isEmpty else { return text }
    var result: [UInt8] = []
    var position = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound })
    where range.upperBound > position {
      if range.lowerBound >= position {
        result += bytes[position..<range.lowerBound]
        result += Self.mask.utf8
      }
      position = range.upperBound
    }
    result += bytes[position...]
    return String(decoding: result, as: UTF8.self)
  }

  /// Where personal text stands; ranges may overlap.
  func ranges(in text: [UInt8]) -> [Range<Int>] {
    Self.addresses(in: text) + names(in: text)
  }

  /// A name as it is written, and as messages cut it: after a line or 60 characters.
  private static func forms(of name: String) -> [String] {
    let line = name.prefix { !$0.isNewline }
    return [name, String(line), String(line.unicodeScalars.prefix(60))]
  }

  // MARK: - Addresses

  /// What stands around an `@` that can belong to an e-mail address.
  static func addresses(in text: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while let at = text[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = at + 1
      var start = at
      // No longer than an address may be, so that a long line is not looked at again and again.
      let first = max(0, at - 320)
      if start > 0, text[start - 1] == UInt8(ascii: "\"") {
        // A local part in quotes may hold spaces.
        let before = text[first..<(start - 1)]
        let line = before.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? first
        start = before[line...].lastIndex(of: UInt8(ascii: "\"")) ?? start
      } else {
        while start > first, isLocalByte(text[start - 1]) { start -= 1 }
      }
      var end = at + 1
      while end < text.count,
        isLetterOrDigit(text[end]) || text[end] == UInt8(ascii: ".")
          || text[end] == UInt8(ascii: "-")
      {
        end += 1
      }
      while end > at + 1, !isLetterOrDigit(text[end - 1]) { end -= 1 }
      if start < at, end > at + 1 { ranges.append(start..<end) }
    }
    return ranges
  }

  private static func isLocalByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || ".!#$%+-=?^_~".utf8.contains(byte)
  }

  // MARK: - Names

  private func names(in text: [UInt8]) -> [Range<Int>] {
    guard !lengthsByWord.isEmpty else { return [] }
    var ranges: [Range<Int>] = []
    var index = 0
    while index < text.count {
      guard Self.isWordByte(index, in: text) else {
        index += 1
        continue
      }
      let end = Self.endOfWord(index, in: text)
      if let lengths = lengthsByWord[Self.hash(text[index..<end])],
        let nameEnd = endOfName(at: index, lengths, in: text)
      {
        ranges.append(index..<nameEnd)
      }
      index = end
    }
    return ranges
  }

  /// Where the longest name ends that starts at an offset; nil where none does.
  private func endOfName(at start: Int, _ lengths: Lengths, in text: [UInt8]) -> Int? {
    var found: Int?
    var hash = Self.basis
    var exactHash = Self.basis
    var count = 0
    var index = start
    while count < lengths.longest, index < text.count {
      var byte = text[index]
      index += 1
      if Self.isBlank(byte) {
        byte = 0x20
        while index < text.count, Self.isBlank(text[index]) { index += 1 }
      }
      hash = Self.hash(hash, Self.folded(byte))
      exactHash = Self.hash(exactHash, byte)
      count += 1
      if lengths.all.contains(count), names.contains(hash) || words.contains(exactHash),
        !Self.isCutWord(at: index, behind: byte, in: text)
      {
        found = index
      }
    }
    return found
  }

  /// Whether a word goes on at an offset, behind a byte of it.
  private static func isCutWord(at index: Int, behind byte: UInt8, in text: [UInt8]) -> Bool {
    index < text.count && isLetterOrDigit(byte) && isWordByte(index, in: text)
      && !text[index...].starts(with: "…".utf8)
  }

  /// Whether a byte belongs to a word: a domain name is one word.
  private static func isWordByte(_ index: Int, in text: [UInt8]) -> Bool {
    let byte = text[index]
    if isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
      return true
    }
    return byte == UInt8(ascii: ".") && index > 0 && isLetterOrDigit(text[index - 1])
      && index + 1 < text.count && isLetterOrDigit(text[index + 1])
  }

  private static func endOfWord(_ start: Int, in text: [UInt8]) -> Int {
    var end = start
    while end < text.count, isWordByte(end, in: text) { end += 1 }
    return end
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  /// Of FNV-1a.
  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// The hash of a word in lower case.
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    word.reduce(basis) { hash($0, folded($1)) }
  }
}
