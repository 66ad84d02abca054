/// A service plan: a template of limits and permissions.
package struct Pack: Sendable {
  package let reseller: ResellerID
  package let source: Source
  package let name: NameID
  package var description: Field<Text> = .absent
  /// Whether it adds to a base pack.
  package var addon: Field<Bool> = .absent
  package var limits = Amounts()
  package var overuse: Field<Overuse> = .absent
  package var permissions = Grants()
  package var php = PHPSettings()
  package var labels: Field<Text> = .absent
  /// Subscriptions that have it as their base pack.
  package var subscriptions: [SubscriptionID] = []
  /// Subscriptions that have it as an add-on.
  package var addonSubscriptions: [SubscriptionID] = []
}
