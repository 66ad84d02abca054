package import YAML

/// One hosting space with one system user.
package struct Subscription: Sendable {
  package let reseller: ResellerID
  package let source: Source
  /// Its declared name, else its first domain's; nil where it has neither.
  package var name: NameID?
  /// Whether `name:` stands in the file.
  package var hasOwnName = false
  /// Whether further add-ons could not be read.
  package var addonsAreOpen = false
  /// Whether further domains could not be read.
  package var domainsAreOpen = false
  package var customer: Field<CustomerID> = .absent
  /// Its own base pack; `Hosting.basePack(of:)` has its customer's too.
  package var pack: Field<PackID> = .absent
  package var addons = EntityRange<AddonReference>()
  package var domains = EntityRange<Domain>()
  package var systemUser: Field<NameID> = .absent
  package var status: Field<SubscriptionStatus> = .absent
  package var locked: Field<Bool> = .absent
  package var synchronized: Field<Bool> = .absent
  package var created: Field<CalendarDate> = .absent
  package var expires: Field<CalendarDate> = .absent
  package var contact: Field<ContactID> = .absent
  package var limits = Amounts()
  package var usage = Amounts()
  package var overuse: Field<Overuse> = .absent
  package var permissions = Grants()
  package var php = PHPSettingsID.silent
  package var dns = DNSSettingsID.silent
  package var labels: Field<Text> = .absent
}

/// One name under `addons`.
package struct AddonReference: Sendable {
  /// Nil where the name does not resolve.
  package var pack: PackID?
  package let node: NodeID
  /// Whether its subscription names the pack before; an add-on that is listed twice counts once.
  package var isRepeated = false
}

/// The person to reach about a subscription.
package struct Contact: Sendable {
  package var name: Field<Text> = .absent
  package var email: Field<Text> = .absent
  package var pleskAccess: Field<Bool> = .absent
}
