/// Which subscriptions of a reseller share a name or a system user.
extension Hosting {
  /// A name among those of one reseller.
  static func key(_ reseller: ResellerID, _ name: NameID) -> UInt64 {
    UInt64(reseller.rawValue) << 32 | UInt64(name.rawValue)
  }

  /// Subscriptions that have the name of an earlier one, with that one, where at least one of the two
  /// says it with `name:`. Two that are named after one domain are that domain hosted twice, which is
  /// a rule of its own.
  func duplicateSubscriptions() -> [(duplicate: SubscriptionID, first: SubscriptionID)] {
    var index = NumberIndex(minimumCapacity: subscriptions.count)
    var duplicates: [(duplicate: SubscriptionID, first: SubscriptionID)] = []
    for id in subscriptions.indices.map(SubscriptionID.init(index:)) {
      guard let name = subscriptions[id.index].name,
        let first = index.insert(
          id.rawValue, for: Self.key(subscriptions[id.index].reseller, name))
      else { continue }
      if subscriptions[id.index].hasOwnName || subscriptions[Int(first)].hasOwnName {
        duplicates.append((id, SubscriptionID(first)))
      }
    }
    return duplicates
  }

  /// Finds the system users that several subscriptions name.
  func indexSystemUsers() {
    var index = NumberIndex(minimumCapacity: subscriptions.count)
    for id in subscriptions.indices.map(SubscriptionID.init(index:)) {
      let reseller = subscriptions[id.index].reseller
      guard let user = subscriptions[id.index].systemUser.value,
        let first = index.insert(id.rawValue, for: Self.key(reseller, user))
      else { continue }
      sharedSystemUsers[
        SystemUserKey(reseller: reseller, user: user), default: [SubscriptionID(first)]
      ].append(id)
    }
  }
}
