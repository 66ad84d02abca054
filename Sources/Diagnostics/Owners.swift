/// Who owns the subscriptions that a finding is about.
package struct Owners: Hashable, Sendable {
  /// Most findings have one owner, whom no list needs to hold.
  private enum Content: Hashable {
    case reseller
    case customer(String)
    /// Sorted logins, each once.
    case several([String], includesReseller: Bool)
  }

  private let content: Content

  /// The logins of customers, sorted, each once.
  package var customers: [String] {
    switch content {
    case .reseller: []
    case .customer(let customer): [customer]
    case .several(let customers, _): customers
    }
  }

  /// Whether the reseller itself owns one of the subscriptions.
  package var includesReseller: Bool {
    switch content {
    case .reseller: true
    case .customer: false
    case .several(_, let includesReseller): includesReseller
    }
  }

  package init(customers: some Collection<String> = [], includesReseller: Bool = false) {
    if customers.isEmpty, includesReseller {
      content = .reseller
    } else if customers.count == 1, !includesReseller, let customer = customers.first {
      content = .customer(customer)
    } else {
      let customers = Set(customers)
      content =
        customers.count == 1 && !includesReseller
        ? .customer(customers.first ?? "")
        : .several(customers.sorted(), includesReseller: includesReseller)
    }
  }

  /// The owners of several findings together; nil where one of them has no known owner.
  package init?(joining all: some Sequence<Owners?>) {
    var customers: Set<String> = []
    var includesReseller = false
    for owners in all {
      guard let owners else { return nil }
      switch owners.content {
      case .customer(let customer): customers.insert(customer)
      case .reseller, .several: customers.formUnion(owners.customers)
      }
      includesReseller = includesReseller || owners.includesReseller
    }
    self.init(customers: customers, includesReseller: includesReseller)
  }
}
