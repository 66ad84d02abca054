/// What became of entities between two states.
extension Hosting {
  /// Keeps what became of the entities of two states.
  func setChanges(_ changes: [EntityPair]) {
    self.changes = Table(changes)
    removedSubscriptions = Set(
      changes.compactMap { pair in
        guard pair.after == nil, let before = pair.before, before.kind == .subscription else {
          return nil
        }
        return SubscriptionID(before.index)
      })
  }

  /// `added`, `removed`, `moved` or `kept`.
  package func fate(ofChange index: UInt32) -> String {
    let pair = changes[Int(index)]
    guard let before = pair.before else { return "added" }
    guard let after = pair.after else { return "removed" }
    return isMoved(before, after) ? "moved" : "kept"
  }

  /// Of a removed customer, those of its subscriptions that are removed too.
  package func removedSubscriptions(ofChange index: UInt32) -> [SubscriptionID] {
    let pair = changes[Int(index)]
    guard pair.after == nil, let customer = pair.before, customer.kind == .customer else {
      return []
    }
    let removed = removedSubscriptions
    return subscriptions(of: CustomerID(customer.index)).filter(removed.contains)
  }

  private func isMoved(_ before: EntityReference, _ after: EntityReference) -> Bool {
    switch after.kind {
    case .subscription:
      let old = subscriptions[Int(before.index)].customer
      let new = subscriptions[Int(after.index)].customer
      if old.isUnknown || new.isUnknown { return false }
      return old.value.map { self[$0].login } != new.value.map { self[$0].login }
    case .domain:
      let old = self[domains[Int(before.index)].subscription].name
      return old != self[domains[Int(after.index)].subscription].name
    case .alias:
      let old = self[aliases[Int(before.index)].domain].name
      return old != self[aliases[Int(after.index)].domain].name
    case .reseller, .customer, .pack, .quota, .limit, .change: return false
    }
  }
}
