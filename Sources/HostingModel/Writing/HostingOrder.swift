package import YAML

/// The order in which a hosting file is written: what has an identity by that, the rest behind it
/// as it came.
///
/// It is a function of the names alone, so that two exports of one account, whose parts come in
/// any order, give the same file.
package struct HostingOrder {
  private let tree: Tree

  package init(_ tree: Tree) {
    self.tree = tree
  }

  /// Documents by the login of their reseller.
  package func documents(_ roots: [NodeID]) -> [NodeID] {
    sorted(roots) { root in
      let reseller = tree.mergedEntries(of: tree.resolve(root))
        .first { tree.isScalar($0.key, "reseller") }
      return reseller.flatMap { scalar($0.value) ?? value(of: "login", in: $0.value) }
    }
  }

  /// Packs by name, as entries of `packs`.
  package func packs(_ entries: [Tree.Entry]) -> [Tree.Entry] {
    sorted(entries) { scalar($0.key) }
  }

  /// Customers by login.
  package func customers(_ items: [NodeID]) -> [NodeID] {
    sorted(items) { value(of: "login", in: $0) }
  }

  /// Subscriptions by name, in ASCII form.
  package func subscriptions(_ items: [NodeID]) -> [NodeID] {
    sorted(items) { item in
      let name = value(of: "name", in: item) ?? value(of: "domain", in: item)
      return (name ?? firstDomain(of: item)).map { DomainName($0).ascii[...] }
    }
  }

  /// Domains by name, but for the first, which names the subscription.
  package func domains(_ items: [NodeID]) -> [NodeID] {
    Array(items.prefix(1)) + sorted(Array(items.dropFirst()), by: domainName)
  }

  /// Aliases by name.
  package func aliases(_ items: [NodeID]) -> [NodeID] {
    sorted(items, by: domainName)
  }

  /// Texts by their bytes.
  package func texts(_ items: [NodeID]) -> [NodeID] {
    sorted(items, by: scalar)
  }

  private func firstDomain(of subscription: NodeID) -> ArraySlice<UInt8>? {
    let subscription = tree.resolve(subscription)
    guard
      let domains = tree.mergedEntries(of: subscription)
        .first(where: { tree.isScalar($0.key, "domains") }),
      let first = tree.items(of: tree.resolve(domains.value)).first(where: { _ in true })
    else { return nil }
    return scalar(first) ?? value(of: "name", in: first)
  }

  private func domainName(_ item: NodeID) -> ArraySlice<UInt8>? {
    (scalar(item) ?? value(of: "name", in: item)).map { DomainName($0).ascii[...] }
  }

  private func value(of key: StaticString, in item: NodeID) -> ArraySlice<UInt8>? {
    tree.mergedEntries(of: tree.resolve(item)).first { tree.isScalar($0.key, key) }
      .flatMap { scalar($0.value) }
  }

  /// A text; nil for what names nothing.
  private func scalar(_ node: NodeID) -> ArraySlice<UInt8>? {
    let node = tree.resolve(node)
    guard tree.kind(node) == .scalar, case let text = tree.utf8(node), !text.isEmpty else {
      return nil
    }
    return text
  }

  private func sorted<Element>(
    _ elements: [Element], by name: (Element) -> ArraySlice<UInt8>?
  ) -> [Element] {
    let named = elements.enumerated().map { (name: name($1), position: $0, element: $1) }
    return named.sorted { left, right in
      switch (left.name, right.name) {
      case (let first?, let second?) where first != second:
        first.lexicographicallyPrecedes(second)
      case (nil, _?): false
      case (_?, nil): true
      default: left.position < right.position
      }
    }.map(\.element)
  }
}
