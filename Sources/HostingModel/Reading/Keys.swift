internal import Diagnostics

/// The top-level keys of a hosting file.
enum DocumentKey: String, DocumentedKey {
  case hosting, unknown, reseller, packs, customers, subscriptions
}

enum ResellerKey: String, DocumentedKey {
  case login, name, email, dns, nameservers
  case dnsSync = "dns_sync"
  case oversell, limits, permissions, unknown, labels
}

enum PackKey: String, DocumentedKey {
  case description, addon, limits, overuse, permissions, php, unknown, labels
}

enum CustomerKey: String, DocumentedKey {
  case login, name, company, email, password, pack, subscriptions, labels
}

/// A subscription's keys, its one domain's among them in the short form.
enum SubscriptionKey: String, DocumentedKey {
  case domain, domains, name, customer, pack, addons
  case systemUser = "system_user"
  case status, locked, synchronized, created, expires, contact, limits, usage, overuse
  case permissions, php, unknown, labels, dns, nameservers
  case dnsSync = "dns_sync"
  case mail, ssl, subdomains, aliases

  /// Whether it is a key of the domain alone, so that it stands beside `domain:` only.
  var isOfDomainOnly: Bool {
    switch self {
    case .mail, .ssl, .subdomains, .aliases: true
    default: false
    }
  }

  /// The domain's key that it is in the short form; nil for the subscription's own keys.
  var domainKey: DomainKey? {
    switch self {
    case .dns: .dns
    case .nameservers: .nameservers
    case .dnsSync: .dnsSync
    case .mail: .mail
    case .ssl: .ssl
    case .subdomains: .subdomains
    case .aliases: .aliases
    default: nil
    }
  }
}

enum DomainKey: String, DocumentedKey {
  case name, dns, nameservers
  case dnsSync = "dns_sync"
  case mail, ssl, php, subdomains, aliases, unknown, labels
}

enum AliasKey: String, DocumentedKey {
  case name
  case dnsSync = "dns_sync"
  case dns, nameservers, mode, mail, web, labels
}

enum ContactKey: String, DocumentedKey {
  case name, email
  case pleskAccess = "plesk_access"
}

enum PHPKey: String, DocumentedKey {
  case version, handler
}

/// A resource, or what else may stand beside the resources of `usage`.
enum UsageKey: String, DocumentedKey {
  case asOf = "as_of"
}

extension HostingReader {
  /// Every key of a hosting file, but resources and permissions.
  package static let keys: Set<String> = {
    func names<Key: RawRepresentable<String> & CaseIterable>(_: Key.Type) -> [String] {
      Key.allCases.map(\.rawValue)
    }
    return Set(
      names(DocumentKey.self) + names(ResellerKey.self) + names(PackKey.self)
        + names(CustomerKey.self) + names(SubscriptionKey.self) + names(DomainKey.self)
        + names(AliasKey.self) + names(ContactKey.self) + names(PHPKey.self) + names(UsageKey.self))
  }()
}
