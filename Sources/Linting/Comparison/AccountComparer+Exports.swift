internal import Diagnostics
internal import HostingModel
internal import SourceText

/// What an export cannot tell is no difference.
extension AccountComparer {
  /// A value as a state tells it: of what is absent in an export, Plesk may know nothing at all.
  func told(
    _ name: String, _ value: AccountValue, by entity: EntityReference
  ) -> AccountValue {
    guard value == .absent, let file = hosting.source(of: entity)?.file,
      exports.contains(Int(file.rawValue)), isBeyondExports(name, entity)
    else { return value }
    return .unknown
  }

  /// Whether no export, or not this one, could tell a value of an entity.
  private func isBeyondExports(_ name: String, _ entity: EntityReference) -> Bool {
    switch name {
    case "description", "usage.as_of": return true
    // The pack of those of a customer's subscriptions that name none is a word of hosting files.
    case "pack": return entity.kind == .customer
    case "labels.hosting": return false
    case "labels.status":
      let subscription = entity.kind == .domain ? hosting.parent(of: entity) : entity
      return subscription.map { $0.kind == .subscription } ?? false
        && subscription.map { hosting.subscriptions[Int($0.index)].status.isUnknown } ?? false
    default: break
    }
    guard name.hasPrefix("labels.") else { return false }
    let amounts: (limits: Amounts, permissions: Grants)
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller:
      amounts = (hosting.resellers[index].limits, hosting.resellers[index].permissions)
    case .pack: amounts = (hosting.packs[index].limits, hosting.packs[index].permissions)
    case .subscription:
      amounts = (hosting.subscriptions[index].limits, hosting.subscriptions[index].permissions)
    // Notes of whoever wrote the hosting file.
    default: return true
    }
    if name.hasPrefix("labels.limit.") { return amounts.limits.isOpen }
    if name.hasPrefix("labels.permission.") { return amounts.permissions.isOpen }
    return true
  }
}
