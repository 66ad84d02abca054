/// The account that owns everything below it; its offer sets the total limits.
package struct Reseller: Sendable {
  /// Nil for the hierarchy of files that name no reseller.
  package let login: NameID?
  /// Where it is defined; nil where it is only referred to.
  package var source: Source?
  /// Whether the account is the earlier one of two that are compared.
  package var isEarlier = false
  package var name: Field<Text> = .unknown
  package var email: Field<Text> = .unknown
  package var dns = DNSSettings(dns: .unknown, nameservers: .unknown, sync: .unknown)
  package var oversell: Field<Bool> = .unknown
  package var limits = Amounts(isOpen: true)
  package var permissions = Grants(isOpen: true)
  package var labels: Field<Text> = .unknown
  /// Whether a file of it may hold more packs than could be read.
  package var mayMissPacks = false
  /// Whether a file of it may hold more customers than could be read.
  package var mayMissCustomers = false
  /// Whether a file of it may hold more subscriptions than could be read.
  package var mayMissSubscriptions = false
  package var customers: [CustomerID] = []
  package var packs: [PackID] = []
  package var subscriptions: [SubscriptionID] = []

  package init(login: NameID?) {
    self.login = login
  }
}
