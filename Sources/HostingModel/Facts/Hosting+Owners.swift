package import Diagnostics

extension Hosting {
  /// Who owns the subscription that an entity is or belongs to.
  ///
  /// Nil for an entity of another kind, and where the owner is unknown or has no login.
  package func owners(of entity: EntityReference) -> Owners? {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller, .customer, .pack: return nil
    case .subscription: return owners(of: subscriptions[index])
    case .domain: return owners(of: self[domains[index].subscription])
    case .alias: return owners(of: self[self[aliases[index].domain].subscription])
    case .quota: return owners(of: quota(entity.index).owner)
    case .limit: return owners(of: limits[index].owner)
    case .change: return owners(of: changes[index].entity)
    }
  }

  private func owners(of subscription: Subscription) -> Owners? {
    switch subscription.customer.state {
    case .absent: Owners(includesReseller: true)
    case .unknown: nil
    case .declared(let customer, _):
      self[customer].login.map { Owners(customers: [names.string($0)]) }
    }
  }
}
