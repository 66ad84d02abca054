internal import YAML

/// The keys that one kind of mapping may have, found by length and first bytes.
///
/// A `switch` over `String`s took seven times as long over an account of 100,000 subscriptions.
struct KeyTable<Key: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
  private struct Row: Sendable {
    let short: ShortKey
    let text: [UInt8]
    let key: Key
  }

  private let rows: [Row]

  init() {
    rows = Key.allCases.map { key in
      let text = Array(key.rawValue.utf8)
      return Row(short: text.withUnsafeBufferPointer { ShortKey($0) }, text: text, key: key)
    }
  }

  /// The key that a scalar spells; nil where it is none of the table's.
  func key(_ node: NodeID, in tree: Tree) -> Key? {
    let node = tree.resolve(node)
    guard tree.kind(node) == .scalar else { return nil }
    let short = tree.shortKey(node)
    for row in rows where row.short == short {
      if row.text.count <= 8 || tree.utf8(node).elementsEqual(row.text) { return row.key }
    }
    return nil
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
