/// One resource of a reseller's offer, a pack or a subscription: what may be used, and what is.
package struct AccountResource: Hashable, Sendable {
  /// How near the use is to the limit.
  package enum Level: String, Hashable, Sendable {
    case low
    /// From the share on, and of the resources, that the rule `usage-near-limit` is set to.
    case near
    case over
  }

  /// The key of the hosting file: `disk_space`.
  package let name: String
  /// The name in a sentence: `disk space`.
  package let label: String
  /// Whether the files themselves tell how much is used: domains, aliases, subscriptions ….
  package let isDeclaredUse: Bool
  package var limit: AccountValue = .absent
  package var used: AccountValue = .absent
  /// Of a reseller: the sum of its subscriptions' limits.
  package var allocated: AccountValue = .absent
  /// Used over limit, 1 is all of it; nil where there is no such number.
  package var share: Double?
  /// Nil where there is nothing to compare.
  package var level: Level?

  package init(name: String, label: String, isDeclaredUse: Bool) {
    self.name = name
    self.label = label
    self.isDeclaredUse = isDeclaredUse
  }
}
