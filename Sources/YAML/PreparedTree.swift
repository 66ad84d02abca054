package import SourceText

/// A tree as text, so that a program can have it compiled in and need not parse the file in each run.
///
/// The text is a row of numbers in plain ASCII: how many documents there are and their roots, how
/// many scalars are decoded and the length of each, then for every node its start, its length, its
/// link and its bits. A number is written from its lowest five bits on, each five as one character
/// from `0`; a character of 32 more says that the number goes on.
package enum PreparedTree {
  /// Writes a tree.
  ///
  /// - Returns: The numbers, and the values of scalars that are not written as they read; nil where
  ///   the file was not read to its end or has explicit tags, which no prepared tree keeps.
  package static func text(of tree: Tree) -> (numbers: String, decoded: String)? {
    guard tree.isComplete, tree.tags.isEmpty else { return nil }
    var numbers: [UInt8] = []
    func append(_ number: UInt32) {
      var rest = number
      while rest >= 32 {
        numbers.append(firstCharacter + 32 + UInt8(truncatingIfNeeded: rest & 31))
        rest >>= 5
      }
      numbers.append(firstCharacter + UInt8(truncatingIfNeeded: rest))
    }
    append(UInt32(truncatingIfNeeded: tree.documents.count))
    for document in tree.documents { append(document.index) }
    append(UInt32(truncatingIfNeeded: tree.decodedRanges.count))
    for range in tree.decodedRanges { append(range.end - range.start) }
    for node in tree.nodes {
      append(node.start)
      append(node.end - node.start)
      append(node.link)
      append(node.bits)
    }
    return (String(decoding: numbers, as: UTF8.self), String(decoding: tree.decoded, as: UTF8.self))
  }

  fileprivate static let firstCharacter = UInt8(ascii: "0")
}

extension Tree {
  /// A tree that was prepared when the program was built.
  ///
  /// - Parameters:
  ///   - file: The file whose text was parsed.
  ///   - numbers: What `PreparedTree.text(of:)` gave, as is `decoded`.
  package convenience init(
    prepared numbers: StaticString, decoded: StaticString, file: SourceFile, fileID: FileID
  ) {
    var numbers = PreparedNumbers(numbers)
    var contents = Contents()
    for _ in 0..<numbers.next() { contents.documents.append(NodeID(numbers.next())) }
    contents.decoded = Array(
      UnsafeBufferPointer(start: decoded.utf8Start, count: decoded.utf8CodeUnitCount))
    var start: UInt32 = 0
    for _ in 0..<numbers.next() {
      let end = start &+ numbers.next()
      contents.decodedRanges.append(SourceRange(start: start, end: end))
      start = end
    }
    // No node takes fewer than four characters.
    contents.nodes.reserveCapacity(numbers.remaining / 4)
    while numbers.remaining > 0 {
      let start = numbers.next()
      let end = start &+ numbers.next()
      contents.nodes.append(
        Node(start: start, end: end, link: numbers.next(), bits: numbers.next()))
    }
    self.init(file: file, fileID: fileID, contents)
  }
}

/// Reads the numbers of a prepared tree.
private struct PreparedNumbers {
  private let characters: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ text: StaticString) {
    characters = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// How many characters are left.
  var remaining: Int { characters.count - position }

  /// The next number; 0 behind the end.
  mutating func next() -> UInt32 {
    var number: UInt32 = 0
    var shift: UInt32 = 0
    while position < characters.count {
      let digit = UInt32(characters[position] &- PreparedTree.firstCharacter)
      position += 1
      number |= (digit & 31) << shift
      if digit < 32 { break }
      shift += 5
    }
    return number
  }
}
