/// A reseller's account as values, which can be changed before it is written.
package struct Account: Hashable, Sendable {
  package var reseller: AccountValue
  /// A mapping.
  package var packs: AccountValue
  package var customers: [AccountValue]
  /// Those that stand apart from their customers, or have none.
  package var subscriptions: [AccountValue]
  /// A comment for the first line, without its `#`.
  package var heading: String?
  /// Whether its files say that they are hosting files.
  package var saysHosting = true

  package init(
    reseller: AccountValue, packs: AccountValue, customers: [AccountValue],
    subscriptions: [AccountValue]
  ) {
    self.reseller = reseller
    self.packs = packs
    self.customers = customers
    self.subscriptions = subscriptions
  }

  /// The login of its reseller.
  package var login: String { reseller["login"]?.string ?? "" }

  /// The account as the text of one file.
  package func text(_ style: AccountStyle = AccountStyle()) -> [UInt8] {
    var writer = AccountWriter(style)
    return writer.file(
      AccountPart(
        reseller: reseller, packs: packs, customers: customers, subscriptions: subscriptions,
        heading: heading, saysHosting: saysHosting))
  }

  /// The account as one file for each customer and one for the rest, which comes first.
  ///
  /// In the order of the paths, what stands in the files is in the order of the one file.
  package func files(_ style: AccountStyle = AccountStyle()) -> [AccountFile] {
    split(customers.map { [$0] }, style)
  }

  /// The account as one file for each group of customers and one for the rest.
  package func split(
    _ groups: [[AccountValue]], _ style: AccountStyle = AccountStyle()
  ) -> [AccountFile] {
    var writer = AccountWriter(style)
    let head = AccountPart(
      reseller: reseller, packs: packs, customers: [], subscriptions: subscriptions,
      heading: heading, saysHosting: saysHosting)
    return [AccountFile(path: "account.yaml", text: writer.file(head))]
      + groups.enumerated().map { index, customers in
        AccountFile(
          path: AccountFile.path(ofCustomer: index),
          text: writer.file(AccountPart(reseller: .text(login), customers: customers)))
      }
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
package struct AccountPart<Customers: Sequence> where Customers.Element == AccountValue {
  /// The reseller, or the login of one that another file defines.
  package var reseller: AccountValue
  package var packs: AccountValue?
  package var customers: Customers
  package var subscriptions: [AccountValue]
  /// A comment for the first line, without its `#`.
  package var heading: String?
  package var saysHosting: Bool

  package init(
    reseller: AccountValue, packs: AccountValue? = nil, customers: Customers,
    subscriptions: [AccountValue] = [], heading: String? = nil, saysHosting: Bool = true
  ) {
    self.reseller = reseller
    self.packs = packs
    self.customers = customers
    self.subscriptions = subscriptions
    self.heading = heading
    self.saysHosting = saysHosting
  }
}
