/// A reseller's account as values, which can be changed before it is written.
package struct Account: Hashable, Sendable {
  package var reseller: HostingValue
  /// A mapping.
  package var packs: HostingValue
  package var customers: [HostingValue]
  /// Those that stand apart from their customers, or have none.
  package var subscriptions: [HostingValue]
  /// A comment for the first line, without its `#`.
  package var heading: String?
  /// Whether its files say that they are hosting files.
  package var saysHosting = true

  package init(
    reseller: HostingValue, packs: HostingValue, customers: [HostingValue],
    subscriptions: [HostingValue]
  ) {
    self.reseller = reseller
    self.packs = packs
    self.customers = customers
    self.subscriptions = subscriptions
  }

  /// The login of its reseller.
  package var login: String { reseller["login"]?.string ?? "" }

  /// Changes what several places share under a name, at all of them.
  package mutating func changeShared(_ name: String, _ change: (HostingValue) -> HostingValue) {
    packs = packs.changingShared(name, change)
    customers = customers.map { $0.changingShared(name, change) }
    subscriptions = subscriptions.map { $0.changingShared(name, change) }
  }

  /// The account as the text of one file.
  package func text(_ style: AccountStyle = AccountStyle()) -> [UInt8] {
    var writer = AccountWriter(style)
    return writer.file(
      AccountPart(
        reseller: reseller, packs: packs, customers: customers, subscriptions: subscriptions,
        heading: heading, saysHosting: saysHosting))
  }

  /// The account as one file for each customer, one for the reseller and one for what stands apart.
  ///
  /// In the order of the paths, what stands in the files is in the order of the one file.
  package func files(_ style: AccountStyle = AccountStyle()) -> [AccountFile] {
    split(customers.map { [$0] }, style)
  }

  /// The same with one file for each group of customers.
  package func split(
    _ groups: [[HostingValue]], _ style: AccountStyle = AccountStyle()
  ) -> [AccountFile] {
    var writer = AccountWriter(style)
    let head = AccountPart(
      reseller: reseller, packs: packs, customers: [], heading: heading, saysHosting: saysHosting)
    var files = [AccountFile(path: AccountFile.headPath, text: writer.file(head))]
    for (index, customers) in groups.enumerated() {
      let part = AccountPart(reseller: .text(login), customers: customers)
      files.append(
        AccountFile(path: AccountFile.path(ofCustomer: index), text: writer.file(part)))
    }
    if !subscriptions.isEmpty {
      let rest = AccountPart(reseller: .text(login), customers: [], subscriptions: subscriptions)
      files.append(AccountFile(path: AccountFile.restPath, text: writer.file(rest)))
    }
    return files
  }
}

/// A file of an account.
package struct AccountFile: Sendable {
  /// From the account's folder.
  package let path: String
  package let text: [UInt8]

  package init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
  }

  /// Where the reseller and the packs stand.
  package static let headPath = "account.yaml"
  /// Where the subscriptions stand that stand apart from their customers.
  package static let restPath = "subscriptions.yaml"

  /// Where a customer has their file: a folder holds a thousand, and the paths sort as the numbers.
  package static func path(ofCustomer index: Int) -> String {
    "customers/\(padded(index / 1000, to: 4))/customer-\(padded(index % 1000, to: 3)).yaml"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// What one file of an account holds.
package struct AccountPart<Customers: Sequence> where Customers.Element == HostingValue {
  /// The reseller, or the login of one that another file defines.
  package var reseller: HostingValue
  package var packs: HostingValue?
  package var customers: Customers
  package var subscriptions: [HostingValue]
  /// A comment for the first line, without its `#`.
  package var heading: String?
  package var saysHosting: Bool

  package init(
    reseller: HostingValue, packs: HostingValue? = nil, customers: Customers,
    subscriptions: [HostingValue] = [], heading: String? = nil, saysHosting: Bool = true
  ) {
    self.reseller = reseller
    self.packs = packs
    self.customers = customers
    self.subscriptions = subscriptions
    self.heading = heading
    self.saysHosting = saysHosting
  }
}
