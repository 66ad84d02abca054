/// Who owns the subscriptions that a finding is about.
package struct Owners: Hashable, Sendable {
  /// The logins of customers, sorted, each once.
  package let customers: [String]
  /// Whether the reseller itself owns one of the subscriptions.
  package let includesReseller: Bool

  package init(customers: some Sequence<String> = [], includesReseller: Bool = false) {
    self.customers = Set(customers).sorted()
    self.includesReseller = includesReseller
  }

  /// The owners of several findings together; nil where one of them has no known owner.
  package init?(joining all: some Sequence<Owners?>) {
    var customers: Set<String> = []
    var includesReseller = false
    for owners in all {
      guard let owners else { return nil }
      customers.formUnion(owners.customers)
      includesReseller = includesReseller || owners.includesReseller
    }
    self.init(customers: customers, includesReseller: includesReseller)
  }
}
