package import SourceText

/// A reseller, customer, pack, subscription, domain or alias as it was understood.
package struct AccountEntity: Sendable {
  /// The kinds, by the words of identities; children of one entity stand in this order.
  package enum Kind: String, CaseIterable, Sendable {
    case reseller, pack, customer, subscription, domain, alias
  }

  package let kind: Kind
  /// What people call it, as it is written; `(no name)` where it has none.
  package let name: String
  /// `customer/boulangerie`, in ASCII form; nil where it has no name.
  package let identity: String?
  /// Where its name stands; nil for a reseller that no file defines.
  package let location: SourceLocation?
  /// What is in force for it, in the order it is to be read; every value that its kind has.
  package var values: [AccountValue.Named<AccountProperty>] = []
  /// What it may use and uses; only resources of which something is said.
  package var resources: [AccountResource] = []
  /// Whether more may be used than `resources` tells.
  package var isUseUnknown = false
  /// Permissions in force, by Plesk's names; only those of which something is said.
  package var permissions: [AccountValue.Named<String>] = []
  /// Positions in the report's findings, ascending.
  package var findings: [Int] = []
  package var children: [AccountEntity] = []
  /// The kinds of children of which there may be more than could be read.
  package var openKinds: [Kind] = []
  /// Children that the depth leaves out, by kind; only kinds with children.
  package var hiddenChildren: [(kind: Kind, count: Int)] = []
  /// Findings at what the depth leaves out, however deep; positions, ascending.
  package var hiddenFindings: [Int] = []
  /// Whether it is shown only as the way to the entity that was asked for.
  package var isContext = false

  package init(kind: Kind, name: String, identity: String?, location: SourceLocation?) {
    self.kind = kind
    self.name = name
    self.identity = identity
    self.location = location
  }

  /// The value of a property; absent for one that the kind does not have.
  package subscript(property: AccountProperty) -> AccountValue {
    values.first { $0.name == property }?.value ?? .absent
  }
}

/// What an entity's values are called in JSON.
package enum AccountProperty: String, CaseIterable, Sendable {
  case name
  case company
  case email
  case description
  /// Of a pack: whether it adds to a base pack.
  case addon
  /// Of a pack: how many subscriptions have it.
  case usedBy = "used_by"
  /// The base pack; of a customer the one of its subscriptions that name none.
  case pack
  case addons
  /// Of a subscription whose owner is unknown; a known one is the entity above.
  case customer
  case systemUser = "system_user"
  case status
  case locked
  case synchronized
  case created
  case expires
  /// Whether the last day of service is over.
  case expired
  case phpVersion = "php_version"
  case phpHandler = "php_handler"
  case overuse
  /// Of a domain: `main`, `addon` or `subdomain`.
  case role
  case dnsProvider = "dns_provider"
  case dnsSync = "dns_sync"
  case mode
  case mail
  case web
  case ssl
  case subdomains
  case oversell
}
