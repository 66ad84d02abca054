/// A login for one of the reseller's clients.
package struct Customer: Sendable {
  package let reseller: ResellerID
  package let source: Source
  package internal(set) var login: NameID?
  package var name: Field<Text> = .absent
  package var company: Field<Text> = .absent
  package var email: Field<Text> = .absent
  /// Where a password stands; its text is never read.
  package var password: Field<Text> = .absent
  /// The base pack of its subscriptions that name none.
  package var pack: Field<PackID> = .absent
  package var labels: Field<Text> = .absent
  /// A run of `Hosting.customerSubscriptions`.
  package var subscriptions = EntityRange<SubscriptionID>()
}
