/// A fault that one change of a subscription makes, and that only one finding tells of.
package enum SubscriptionFault: String, CaseIterable, Sendable {
  // Faults of the file itself.
  case ambiguousBoolean = "ambiguous-boolean"
  case duplicateKey = "duplicate-key"
  case invalidValue = "invalid-value"
  case missingKey = "missing-key"
  case unknownKey = "unknown-key"
  case wrongType = "wrong-type"
  // Aliases.
  case aliasMailWithoutMail = "alias-mail-without-mail"
  case aliasRedirectsWithoutWeb = "alias-redirects-without-web"
  case aliasServesSameSite = "alias-serves-same-site"
  case redundantWWWAlias = "redundant-www-alias"
  case invalidDomainName = "invalid-domain-name"
  case unnormalisedDomainName = "unnormalised-domain-name"
  case unreachableDomainName = "unreachable-domain-name"
  case severalDomains = "several-domains-in-subscription"
  // DNS.
  case aliasWithoutSync = "alias-without-dns-sync"
  case syncWithoutLRobDNS = "dns-sync-without-lrob-dns"
  case contradiction = "dns-contradicts-nameservers"
  case mixedNameservers = "mixed-nameservers"
  case tooFewNameservers = "too-few-nameservers"
  // Limits and packs.
  case subscriptionExpired = "subscription-expired"
  case usageNearLimit = "usage-near-limit"
  case usageOverLimit = "usage-over-limit"
  case baseAsAddon = "addon-used-as-pack"
  case subscriptionLocked = "subscription-locked"
  case overridesPack = "subscription-overrides-pack"
  case unsynchronized = "subscription-unsynchronized"
  // Permissions and PHP.
  case chrootShell = "chroot-shell-granted"
  case insecureSites = "insecure-sites-granted"
  case phpSettings = "php-settings-granted"
  case fullShell = "shell-access-granted"
  case phpEndOfLife = "php-end-of-life"
  case phpModule = "php-module-handler"

  /// The rule whose finding tells of it.
  package var rule: String { rawValue }
}

extension SubscriptionFault {
  /// Makes the fault.
  ///
  /// - Parameters:
  ///   - number: Sets names apart from those of other faults.
  ///   - packName: The base pack of the subscription.
  /// - Returns: The kind of the entity at fault; nil where this subscription cannot have the fault,
  ///   and is left as it is.
  package func apply(
    to subscription: inout HostingValue, number: Int, packName: String
  ) -> String? {
    Pack.named(packName).flatMap { apply(to: &subscription, number: number, pack: $0) }
  }

  func apply(to subscription: inout HostingValue, number: Int, pack: Pack) -> String? {
    applyInFile(to: &subscription, number: number)
      ?? applyToNames(to: &subscription, number: number)
      ?? applyToService(to: &subscription, pack)
  }

  private func applyInFile(to subscription: inout HostingValue, number: Int) -> String? {
    switch self {
    case .ambiguousBoolean: subscription["locked"] = .plain("no")
    case .duplicateKey:
      guard let first = subscription.entries.first else { return nil }
      subscription = .mapping(subscription.entries + [first])
    case .invalidValue: subscription["overuse"] = "ignore"
    case .missingKey:
      Self.add(["mail": false], to: &subscription)
      return "domain"
    case .unknownKey: subscription["comment"] = "ask first"
    case .wrongType: subscription["permissions"] = "none"
    default: return nil
    }
    return "subscription"
  }

  private func applyToNames(to subscription: inout HostingValue, number: Int) -> String? {
    let name = "fault-\(number).fr"
    func add(_ alias: HostingValue) -> String {
      Self.add(alias, to: &subscription)
      return "alias"
    }
    switch self {
    case .aliasMailWithoutMail:
      let aliases = Self.domain(subscription)["aliases"]?.items ?? []
      guard !aliases.contains(where: { $0["mail"]?.string == "true" }) else { return nil }
      Self.change(&subscription) { $0["mail"] = false }
      return add(["name": .text(name), "mail": true])
    case .aliasRedirectsWithoutWeb:
      return add(["name": .text(name), "mode": "redirect", "web": false])
    case .aliasServesSameSite: return add(["name": .text(name), "mode": "same-site"])
    case .redundantWWWAlias: return add(.text("www.\(Self.domainName(subscription))"))
    case .invalidDomainName: return add(.text("fault_\(number).fr"))
    case .unnormalisedDomainName: return add(.text("Fault-\(number).fr"))
    case .unreachableDomainName: return add(.text("fault-\(number).local"))
    case .severalDomains:
      guard let domains = subscription["domains"] else { return nil }
      subscription["domains"] = .list(domains.items + [.text(name)])
      return "domain"
    case .aliasWithoutSync:
      guard !Self.usesOtherDNS(subscription) else { return nil }
      return add(["name": .text(name), "dns_sync": false])
    case .syncWithoutLRobDNS:
      return add([
        "name": .text(name), "nameservers": Self.names(Words.registrars[1]), "dns_sync": true,
      ])
    case .contradiction:
      return add([
        "name": .text(name), "dns": "lrob", "nameservers": Self.names(Words.registrars[1]),
        "dns_sync": false,
      ])
    case .mixedNameservers:
      return add([
        "name": .text(name), "nameservers": ["ns1.lrob.net", "ns10.dns-exemple.org"],
        "dns_sync": false,
      ])
    case .tooFewNameservers:
      return add([
        "name": .text(name), "nameservers": ["ns10.dns-exemple.org"], "dns_sync": false,
      ])
    default: return nil
    }
  }

  private func applyToService(to subscription: inout HostingValue, _ pack: Pack) -> String? {
    func set(_ key: String, _ entry: String, _ value: HostingValue) -> String {
      var values = subscription[key] ?? .mapping([])
      values[entry] = value
      subscription[key] = values
      return "subscription"
    }
    switch self {
    case .subscriptionExpired:
      guard subscription["status"] == nil else { return nil }
      subscription["expires"] = .plain("2024-05-31")
    case .usageNearLimit:
      _ = set("usage", "traffic", .plain("\(pack.traffic * 19 / 20) GB"))
      return "quota"
    case .usageOverLimit:
      _ = set("usage", "databases", HostingValue(integerLiteral: pack.databases + 1))
      return "quota"
    case .baseAsAddon:
      subscription["addons"] = .list((subscription["addons"]?.items ?? []) + ["starter"])
    case .subscriptionLocked: subscription["locked"] = true
    case .overridesPack: return set("limits", "mailing_lists", 4)
    case .unsynchronized: subscription["synchronized"] = false
    case .chrootShell:
      guard !pack.hasTasks else { return nil }
      return set("permissions", "shell_access", "chroot")
    case .insecureSites: return set("permissions", "insecure_sites", true)
    case .phpSettings: return set("permissions", "php_settings", true)
    case .fullShell:
      guard !pack.hasTasks else { return nil }
      return set("permissions", "shell_access", "full")
    case .phpEndOfLife: return set("php", "version", "7.4")
    case .phpModule: return set("php", "handler", "module")
    default: return nil
    }
    return "subscription"
  }

  // MARK: Parts of a subscription

  /// Changes the keys of its first domain, where they stand.
  private static func change(
    _ subscription: inout HostingValue, _ body: (inout HostingValue) -> Void
  ) {
    guard var domain = subscription["domains"]?.items.first else { return body(&subscription) }
    body(&domain)
    subscription["domains"]?.items[0] = domain
  }

  private static func add(_ alias: HostingValue, to subscription: inout HostingValue) {
    change(&subscription) {
      $0["aliases"] = .list(($0["aliases"]?.items ?? []) + [alias])
    }
  }

  /// What has the keys of its first domain.
  private static func domain(_ subscription: HostingValue) -> HostingValue {
    subscription["domains"]?.items.first ?? subscription
  }

  private static func domainName(_ subscription: HostingValue) -> String {
    let domain = domain(subscription)
    return (domain["domain"] ?? domain["name"])?.string ?? ""
  }

  private static func usesOtherDNS(_ subscription: HostingValue) -> Bool {
    domain(subscription)["nameservers"] != nil
  }

  private static func names(_ names: [String]) -> HostingValue {
    .list(names.map(HostingValue.text))
  }
}
