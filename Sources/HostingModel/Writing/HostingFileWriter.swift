internal import Diagnostics
internal import SourceText
package import YAML

/// Writes accounts as a hosting file in the documented format.
///
/// Keys stand in the order of docs/format.md, entities in that of `HostingOrder`, and short forms
/// are used where they say the same. Nothing is lost but comments, anchors, and what names a
/// secret: a password never leaves the reader.
package struct HostingFileWriter {
  package struct Options: Sendable {
    /// The lines of comment at the head of the file.
    package var heading: [String] = []
    /// What is said behind a word of `unknown:`: why it is not known.
    package var reasons: [Topic: String] = [:]

    package init() {}
  }

  let tree: Tree
  let order: HostingOrder
  let reasons: [Topic: String]

  /// The text of one hosting file for all documents of some hosting trees.
  package static func text(of trees: [Tree], _ options: Options = Options()) -> [UInt8] {
    var writer = FragmentWriter()
    if !options.heading.isEmpty {
      writer.comment(options.heading)
    }
    var isFirst = true
    for tree in trees {
      let file = HostingFileWriter(
        tree: tree, order: HostingOrder(tree), reasons: options.reasons)
      for root in tree.documents {
        let root = tree.resolve(root)
        // A document that says nothing.
        if tree.kind(root) == .scalar, tree.scalar(root) == .null { continue }
        if !isFirst { writer.separateDocuments() }
        isFirst = false
        writer.document(file.document(root))
      }
    }
    return writer.text
  }

  // MARK: - Mappings

  /// A mapping with its known keys in order, then the others as they stand.
  ///
  /// - Parameters:
  ///   - keys: The known keys that are written, in their order.
  ///   - value: What stands behind a key; nil leaves the entry out.
  func members<Key: DocumentedKey & Equatable>(
    of mapping: NodeID, _ table: KeyTable<Key>, _ keys: [Key],
    value: (Key, NodeID) -> Fragment?
  ) -> [Fragment.Member] {
    var known: [(key: Key, entry: Tree.Entry)] = []
    var others: [Fragment.Member] = []
    for entry in tree.mergedEntries(of: mapping) {
      if let key = table.key(entry.key, in: tree) {
        known.append((key, entry))
      } else if !isSecret(entry.key) {
        others.append(Fragment.Member(plain(entry.key), plain(entry.value)))
      }
    }
    var members: [Fragment.Member] = []
    for key in keys {
      for (_, entry) in known where key == table.key(entry.key, in: tree) {
        if let value = value(key, entry.value) {
          members.append(Fragment.Member(key.rawValue, value))
        }
      }
    }
    return members + others
  }

  /// A mapping; anything else as it stands.
  func mapping(
    _ node: NodeID, layout: Fragment.Layout = .automatic,
    members: (NodeID) -> [Fragment.Member]
  ) -> Fragment {
    let resolved = tree.resolve(node)
    guard tree.kind(resolved) == .mapping else { return plain(node) }
    return .mapping(members(resolved), layout)
  }

  /// A list; anything else as it stands.
  func list(
    _ node: NodeID, layout: Fragment.Layout = .automatic,
    sorted: ([NodeID]) -> [NodeID] = { $0 }, item: (NodeID) -> Fragment
  ) -> Fragment {
    let resolved = tree.resolve(node)
    guard tree.kind(resolved) == .sequence else { return plain(node) }
    let items = sorted(Array(tree.items(of: resolved))).map { Fragment.Item(item($0)) }
    return .list(items, layout)
  }

  // MARK: - Values

  /// A value whose key is not known, as it stands.
  func plain(_ node: NodeID) -> Fragment {
    let node = tree.resolve(node)
    switch tree.kind(node) {
    case .scalar, .alias: return word(node)
    case .sequence: return .list(tree.items(of: node).map { Fragment.Item(plain($0)) })
    case .mapping:
      return .mapping(
        tree.mergedEntries(of: node).filter { !isSecret($0.key) }
          .map { Fragment.Member(plain($0.key), plain($0.value)) })
    }
  }

  /// A scalar that its key takes for a text, whatever it looks like.
  func text(_ node: NodeID) -> Fragment {
    let resolved = tree.resolve(node)
    guard tree.kind(resolved) == .scalar else { return plain(node) }
    return tree.scalar(resolved) == .null ? .scalar(.null) : .text(tree.string(resolved))
  }

  /// A key that names something: `0123`, `~` and an empty one are names too.
  func name(_ key: NodeID) -> Fragment {
    let resolved = tree.resolve(key)
    return tree.kind(resolved) == .scalar ? .text(tree.string(resolved)) : plain(key)
  }

  /// A boolean, a date, or a word of a closed set.
  func word(_ node: NodeID) -> Fragment {
    let resolved = tree.resolve(node)
    guard tree.kind(resolved) == .scalar else {
      return tree.kind(resolved) == .alias ? .scalar(.null) : plain(node)
    }
    switch tree.scalar(resolved) {
    case .null: return .scalar(.null)
    case .bool(let flag): return .scalar(.value(flag ? "true" : "false"))
    case .int, .bigInt, .float: return .scalar(.value(tree.string(resolved)))
    case .string: return .scalar(.word(tree.string(resolved)))
    }
  }

  /// Whether an entry is not written, since its key names a secret.
  func isSecret(_ key: NodeID) -> Bool {
    let key = tree.resolve(key)
    return tree.kind(key) == .scalar && Secrets.isSecret(key: tree.utf8(key))
  }
}
