package import YAML

extension HostingOrder {
  /// A tree made of an export with its entities in this order.
  ///
  /// A rule that finds one of several, whichever comes later, then finds the same one in the export
  /// as in the hosting file that is written from it, however Plesk has ordered its answers.
  package static func arranged(_ tree: Tree) -> Tree {
    guard !tree.isYAML else { return tree }
    var arrangement = Arrangement(tree)
    return arrangement.run()
  }

  /// Walks through a hosting tree and copies it in order.
  private struct Arrangement {
    let tree: Tree
    let order: HostingOrder
    var arranger: TreeArranger

    init(_ tree: Tree) {
      self.tree = tree
      order = HostingOrder(tree)
      arranger = TreeArranger(tree)
    }

    mutating func run() -> Tree {
      for root in order.documents(tree.documents) { document(root) }
      return arranger.finish()
    }

    private mutating func document(_ root: NodeID) {
      mapping(root) { this, entry in
        if this.tree.isScalar(entry.key, "packs") {
          this.packs(entry.value)
        } else if this.tree.isScalar(entry.key, "customers") {
          this.list(entry.value, this.order.customers) { $0.customer($1) }
        } else if this.tree.isScalar(entry.key, "subscriptions") {
          this.list(entry.value, this.order.subscriptions) { $0.subscription($1) }
        } else {
          this.arranger.add(entry.value)
        }
      }
    }

    private mutating func packs(_ node: NodeID) {
      guard tree.kind(node) == .mapping else { return arranger.add(node) }
      arranger.open(node)
      for entry in order.packs(Array(tree.entries(of: node))) {
        arranger.add(entry.key)
        arranger.add(entry.value)
      }
      arranger.close()
    }

    private mutating func customer(_ node: NodeID) {
      mapping(node) { this, entry in
        if this.tree.isScalar(entry.key, "subscriptions") {
          this.list(entry.value, this.order.subscriptions) { $0.subscription($1) }
        } else {
          this.arranger.add(entry.value)
        }
      }
    }

    private mutating func subscription(_ node: NodeID) {
      mapping(node) { this, entry in
        if this.tree.isScalar(entry.key, "domains") {
          this.list(entry.value, this.order.domains) { $0.domain($1) }
        } else if this.tree.isScalar(entry.key, "addons") {
          this.list(entry.value, this.order.texts) { $0.arranger.add($1) }
        } else {
          this.addPart(entry)
        }
      }
    }

    private mutating func domain(_ node: NodeID) {
      mapping(node) { this, entry in this.addPart(entry) }
    }

    /// What belongs to a domain, be it in the short form.
    private mutating func addPart(_ entry: Tree.Entry) {
      if tree.isScalar(entry.key, "aliases") {
        list(entry.value, order.aliases) { $0.arranger.add($1) }
      } else if tree.isScalar(entry.key, "subdomains") {
        list(entry.value, order.texts) { $0.arranger.add($1) }
      } else {
        arranger.add(entry.value)
      }
    }

    private mutating func mapping(
      _ node: NodeID, _ value: (inout Arrangement, Tree.Entry) -> Void
    ) {
      guard tree.kind(node) == .mapping else { return arranger.add(node) }
      arranger.open(node)
      for entry in tree.entries(of: node) {
        arranger.add(entry.key)
        value(&self, entry)
      }
      arranger.close()
    }

    private mutating func list(
      _ node: NodeID, _ sorted: ([NodeID]) -> [NodeID],
      _ item: (inout Arrangement, NodeID) -> Void
    ) {
      guard tree.kind(node) == .sequence else { return arranger.add(node) }
      arranger.open(node)
      for child in sorted(Array(tree.items(of: node))) { item(&self, child) }
      arranger.close()
    }
  }
}
