/// What a limit bounds and usage measures, in the order reports list them.
package enum Resource: String, CaseIterable, Sendable {
  case diskSpace = "disk_space"
  case traffic
  case mailboxSize = "mailbox_size"
  case customers
  case subscriptions
  case domains
  case subdomains
  case aliases
  case mailboxes
  case databases
  case webUsers = "web_users"
  case mailingLists = "mailing_lists"

  package static var count: Int { 12 }

  /// The position in `allCases`.
  package var index: Int {
    switch self {
    case .diskSpace: 0
    case .traffic: 1
    case .mailboxSize: 2
    case .customers: 3
    case .subscriptions: 4
    case .domains: 5
    case .subdomains: 6
    case .aliases: 7
    case .mailboxes: 8
    case .databases: 9
    case .webUsers: 10
    case .mailingLists: 11
    }
  }

  /// The resource at a position in `allCases`.
  package init(index: Int) {
    switch index {
    case 0: self = .diskSpace
    case 1: self = .traffic
    case 2: self = .mailboxSize
    case 3: self = .customers
    case 4: self = .subscriptions
    case 5: self = .domains
    case 6: self = .subdomains
    case 7: self = .aliases
    case 8: self = .mailboxes
    case 9: self = .databases
    case 10: self = .webUsers
    default: self = .mailingLists
    }
  }

  /// Bytes for sizes, else a count.
  package var unit: Quantity.Unit {
    switch self {
    case .diskSpace, .traffic, .mailboxSize: .bytes
    default: .count
    }
  }

  /// The name in a sentence: `disk space`.
  package var label: String {
    switch self {
    case .diskSpace: "disk space"
    case .mailboxSize: "mailbox size"
    case .webUsers: "web users"
    case .mailingLists: "mailing lists"
    default: rawValue
    }
  }

  /// Whether amounts of several packs or subscriptions add up; a mailbox's size is each one's own.
  package var isAdditive: Bool { self != .mailboxSize }

  /// Whether the file itself says how much of it there is: its domains are declared one by one.
  package var isCountedInFiles: Bool {
    self == .domains || self == .aliases || self == .subdomains
  }

  /// Whether only a reseller's offer can limit it.
  package var isResellerOnly: Bool { self == .customers || self == .subscriptions }
}
