internal import YAML

/// Finds which of a closed set of words some bytes are, by their length and first bytes.
struct WordTable<Word: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
  private struct Row: Sendable {
    let text: [UInt8]
    let word: Word
  }

  private let rows: [ShortKey: [Row]]

  init() {
    let all = Word.allCases.map { Row(text: Array($0.rawValue.utf8), word: $0) }
    rows = Dictionary(grouping: all) { row in row.text.withUnsafeBufferPointer { ShortKey($0) } }
  }

  func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Word? {
    rows[ShortKey(bytes)]?.first { $0.text.count <= 8 || $0.text.elementsEqual(bytes) }?.word
  }

  func word(_ bytes: ArraySlice<UInt8>) -> Word? {
    bytes.withUnsafeBufferPointer { word($0) }
  }
}
