/// What happens past a limit.
package enum Overuse: String, CaseIterable, FieldValue {
  case block
  case notify
  case allow

  package static var placeholder: Overuse { .block }
}

/// Whose name servers serve a domain's zone, as a hosting file declares it.
package enum DNSHost: String, CaseIterable, FieldValue {
  case lrob
  case external

  package static var placeholder: DNSHost { .lrob }
}

/// Whose name servers serve a domain's zone, as far as it is declared anywhere.
package enum DNSProvider: String, CaseIterable, FieldValue {
  case lrob
  case external
  /// Some of the name servers are LRob's and some are not.
  case mixed
  /// Nothing says it on any level.
  case undeclared

  package static var placeholder: DNSProvider { .undeclared }
}

/// How an alias answers.
package enum AliasMode: String, CaseIterable, FieldValue {
  /// An HTTP 301 to the domain.
  case redirect
  case sameSite = "same-site"

  package static var placeholder: AliasMode { .redirect }
}

/// Whether a subscription is in service.
package enum SubscriptionStatus: String, CaseIterable, FieldValue {
  case active
  case suspended

  package static var placeholder: SubscriptionStatus { .active }
}

/// What a hosting file may say it does not know (`unknown:`), by the names of keys: what is
/// missing there is then unknown, not absent.
package enum Topic: String, CaseIterable, FieldValue {
  /// Whose account it is.
  case reseller
  /// Customers, and which of them owns a subscription.
  case customers
  /// Packs, and which of them a customer or subscription has (`pack`, `addons`).
  case packs
  case subscriptions
  case addons
  case domains
  case aliases
  case subdomains
  case limits
  case usage
  case permissions
  case php
  case overuse
  /// `dns`, `nameservers` and `dns_sync`.
  case dns
  case dnsSync = "dns_sync"
  case mail
  case ssl
  case status
  case locked
  case synchronized
  case created
  case expires
  case systemUser = "system_user"
  case contact
  case email
  case labels

  package static var placeholder: Topic { .reseller }
}
