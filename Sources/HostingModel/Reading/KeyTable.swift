internal import Diagnostics
internal import YAML

/// The keys that one kind of mapping may have, found by length and first bytes.
///
/// A `switch` over `String`s took seven times as long over an account of 100,000 subscriptions. The
/// tables are there for as long as the program runs, and at an address of their own: threads that read
/// one array would wait for each other to count that they do.
struct KeyTable<Key: DocumentedKey>: @unchecked Sendable {
  private struct Row {
    let short: ShortKey
    /// Never given back, as the table is not.
    let text: UnsafeMutableBufferPointer<UInt8>
    let key: Key
  }

  private let rows: UnsafeMutableBufferPointer<Row>
  /// Rows by a hash of their short keys, -1 where there is none; four times as many as rows, so that
  /// most keys are found at once.
  private let places: UnsafeMutableBufferPointer<Int8>

  init() {
    let keys = Array(Key.allCases)
    rows = .allocate(capacity: keys.count)
    for (index, key) in keys.enumerated() {
      let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: key.rawValue.utf8.count)
      _ = text.initialize(fromContentsOf: key.rawValue.utf8)
      let short = ShortKey(UnsafeBufferPointer(text))
      rows.initializeElement(at: index, to: Row(short: short, text: text, key: key))
    }
    places = .allocate(capacity: 128)
    places.initialize(repeating: -1)
    for (index, row) in rows.enumerated() {
      var place = Self.place(of: row.short)
      while places[place] >= 0 { place = (place + 1) & 127 }
      places[place] = Int8(truncatingIfNeeded: index)
    }
  }

  private static func place(of key: ShortKey) -> Int {
    Int(truncatingIfNeeded: ((key.word ^ UInt64(key.length)) &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }

  /// What a key of a mapping is among the table's.
  enum Match {
    case first(Key)
    /// A key that the mapping had before: a finding of the parse, and the first one counts.
    case repeated
    case unknown
  }

  /// The key that a scalar spells; nil where it is none of the table's.
  func key(_ node: NodeID, in tree: Tree) -> Key? {
    row(node, in: tree).map { rows[$0].key }
  }

  /// The key that a scalar spells, and whether its mapping had it before.
  func match(_ node: NodeID, in tree: Tree, seen: inout SeenKeys) -> Match {
    guard let row = row(node, in: tree) else { return .unknown }
    return seen.insert(row) ? .first(rows[row].key) : .repeated
  }

  /// The row of a key.
  func row(of key: Key) -> Int {
    rows.firstIndex { $0.key.rawValue == key.rawValue } ?? 0
  }

  private func row(_ node: NodeID, in tree: Tree) -> Int? {
    let node = tree.resolve(node)
    guard tree.kind(node) == .scalar else { return nil }
    let short = tree.shortKey(node)
    var place = Self.place(of: short)
    while places[place] >= 0 {
      let index = Int(places[place])
      if rows[index].short == short, short.length <= 8 || equals(node, rows[index], in: tree) {
        return index
      }
      place = (place + 1) & 127
    }
    return nil
  }

  private func equals(_ node: NodeID, _ row: Row, in tree: Tree) -> Bool {
    tree.withUTF8(node) { $0.elementsEqual(row.text) }
  }
}

/// The keys of one table that a mapping had so far.
struct SeenKeys {
  private var keys: UInt64 = 0
  private var misspeltKeys: UInt64 = 0

  /// Adds a row of a table; false where it is here already.
  mutating func insert(_ row: Int) -> Bool { Self.insert(row, into: &keys) }

  /// Adds the row that a misspelt key most likely means; false where it is here already.
  mutating func insertMisspelt(_ row: Int) -> Bool { Self.insert(row, into: &misspeltKeys) }

  private static func insert(_ row: Int, into bits: inout UInt64) -> Bool {
    let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: row)
    guard bits & bit == 0 else { return false }
    bits |= bit
    return true
  }
}

/// The tables of every mapping in a hosting file.
enum Keys {
  static let document = KeyTable<DocumentKey>()
  static let reseller = KeyTable<ResellerKey>()
  static let pack = KeyTable<PackKey>()
  static let customer = KeyTable<CustomerKey>()
  static let subscription = KeyTable<SubscriptionKey>()
  static let domain = KeyTable<DomainKey>()
  static let alias = KeyTable<AliasKey>()
  static let contact = KeyTable<ContactKey>()
  static let php = KeyTable<PHPKey>()
  static let usage = KeyTable<UsageKey>()
  static let resource = KeyTable<Resource>()
  static let permission = KeyTable<Permission>()
}
