internal import Diagnostics
internal import HostingModel
internal import SourceText
internal import YAML

/// Finds the values of a hosting file that may be personal, by the keys that they stand under.
///
/// Names of people and companies, addresses, and whatever stands under keys that are not hostlint's
/// own: nobody knows what those hold.
struct PersonalPlaces {
  /// The words that stand as keys in hosting files.
  private static let keys = HostingReader.keys.union(Resource.allCases.map(\.rawValue))
    .union(Permission.allCases.map(\.rawValue))

  private let tree: Tree
  /// Whether a text is the name of an entity, which is shown.
  private let isPublic: (String) -> Bool
  private(set) var ranges: [SourceRange] = []
  /// What stands there and has several words, so that it is found elsewhere too.
  private(set) var names: [String] = []
  /// What words that are no keys were most likely meant to be; nil for a key of somebody's own.
  private var meanings: [String: String?] = [:]

  /// Looks at all that was read of a file.
  init(in tree: Tree, isPublic: @escaping (String) -> Bool) {
    self.tree = tree
    self.isPublic = isPublic
    for root in tree.documents {
      visit(root, under: "", isForeign: tree.kind(tree.resolve(root)) != .mapping)
    }
  }

  private mutating func visit(_ node: NodeID, under key: String, isForeign: Bool) {
    switch tree.kind(node) {
    case .alias: break
    case .scalar:
      let text = tree.string(node)
      guard isForeign || Self.isPersonal(text, under: key, isPublic) else { return }
      ranges.append(tree.range(node))
      if text.utf8.contains(where: { $0 == 0x20 }) { names.append(text) }
    case .sequence:
      for item in tree.items(of: node) { visit(item, under: key, isForeign: isForeign) }
    case .mapping:
      for entry in tree.entries(of: node) {
        let word = tree.kind(entry.key) == .scalar ? tree.string(entry.key) : ""
        if key == "packs" || word == "<<" {
          // A pack's name, or entries of the mapping itself.
          visit(entry.value, under: word == "<<" ? key : "pack", isForeign: isForeign)
        } else {
          let known = meaning(of: word)
          visit(
            entry.value, under: known ?? word,
            isForeign: isForeign || known == nil || known == "labels")
        }
      }
    }
  }

  /// The key that a word is or was most likely meant to be.
  private mutating func meaning(of word: String) -> String? {
    if Self.keys.contains(word) { return word }
    if let meaning = meanings[word] { return meaning }
    let near = Suggestion.closest(to: word, among: Self.keys)
    meanings[word] = .some(near)
    return near
  }

  /// Whether a value under one of hostlint's keys names a person or a company.
  static func isPersonal(
    _ text: String, under key: String, _ isPublic: (String) -> Bool
  ) -> Bool {
    switch key {
    case "email", "company", "contact": true
    case "name": !isDomainName(text) && !isPublic(text)
    // Somebody's name where a login belongs.
    case "customer", "login": text.utf8.contains { $0 == 0x20 } && !isPublic(text)
    default: false
    }
  }

  /// Whether a text has the form of a domain name of several labels.
  static func isDomainName(_ text: some StringProtocol) -> Bool {
    text.utf8.contains(UInt8(ascii: "."))
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
        default: "-._".utf8.contains(byte)
        }
      }
  }
}

// MARK: - What is not in the tree

extension PersonalPlaces {
  /// The comments of a text. Of hostlint's own, `# hostlint: ignore[…] reason`, only the reason.
  ///
  /// A `#` in a quoted text counts too: to mask more than needed harms nobody.
  static func comments(in text: [UInt8]) -> [SourceRange] {
    var ranges: [SourceRange] = []
    for line in lines(of: text, from: 0) {
      guard
        let mark = line.first(where: { index in
          text[index] == UInt8(ascii: "#")
            && (index == line.lowerBound || text[index - 1] == 0x20 || text[index - 1] == 0x09)
        })
      else { continue }
      var start = mark + 1
      let words = text[start..<line.upperBound].drop { $0 == 0x20 }
      if words.starts(with: "hostlint".utf8) {
        start = words.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? line.upperBound
      }
      while start < line.upperBound, text[start] == 0x20 { start += 1 }
      ranges.append(range(start, line.upperBound))
    }
    return ranges
  }

  /// The values of a key in a text that is no hosting file, to the end of their line.
  static func values(of key: String, in text: [UInt8]) -> [SourceRange] {
    let mark = Array("\(key):".utf8)
    return lines(of: text, from: 0).compactMap { line in
      guard let start = line.first(where: { text[$0..<line.upperBound].starts(with: mark) }) else {
        return nil
      }
      return range(start + mark.count, line.upperBound)
    }
  }

  /// What may be personal behind the place where the reading of a broken file ended: every value
  /// but those of hostlint's own keys, and domain names.
  static func unread(in tree: Tree) -> [SourceRange] {
    guard !tree.isComplete else { return [] }
    let text = tree.file.text
    // The line of the last value holds what could not be read, and may hold more.
    let end = tree.documents.map { tree.range($0).end }.max() ?? 0
    let start = text[..<min(Int(end), text.count)].lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1
    var ranges: [SourceRange] = []
    for line in lines(of: text, from: start + 1) {
      for part in text[line].split(whereSeparator: { ",{}[]".utf8.contains($0) }) {
        let colon = part.firstIndex(of: UInt8(ascii: ":"))
        let key = String(decoding: part[..<(colon ?? part.startIndex)], as: UTF8.self)
          .filter { !" -?\"'\t".contains($0) }
        let value = part[(colon.map { $0 + 1 } ?? part.startIndex)...].drop {
          $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "-")
        }
        let words = String(decoding: value, as: UTF8.self)
        let isShown =
          Self.keys.contains(key) && !["name", "email", "company", "contact"].contains(key)
          || isDomainName(words.filter { !$0.isWhitespace })
        if !isShown, !value.isEmpty { ranges.append(range(value.startIndex, value.endIndex)) }
      }
    }
    return ranges
  }

  private static func lines(of text: [UInt8], from start: Int) -> [Range<Int>] {
    text[min(start, text.count)...].split { $0 == 0x0A || $0 == 0x0D }
      .map { $0.startIndex..<$0.endIndex }
  }

  private static func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }
}
