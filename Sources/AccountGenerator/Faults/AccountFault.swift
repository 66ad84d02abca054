package import Randomness

/// A fault that one change of an account makes, and that only one finding tells of.
package struct AccountFault: Sendable, CustomStringConvertible {
  /// The rule whose finding tells of it.
  package let rule: String
  private let change: @Sendable (inout Account, inout SeededGenerator) -> String?

  /// - Parameter change: Makes the fault, as `make(in:_:)`.
  init(
    _ rule: String, _ change: @escaping @Sendable (inout Account, inout SeededGenerator) -> String?
  ) {
    self.rule = rule
    self.change = change
  }

  package var description: String { rule }

  /// Makes the fault at a random place of an account that has none.
  ///
  /// - Returns: What the identity of the entity at fault begins with; nil where the account cannot
  ///   have the fault, and is left as it is.
  package func make(in account: inout Account, _ random: inout SeededGenerator) -> String? {
    var changed = account
    guard let entity = change(&changed, &random) else { return nil }
    account = changed
    return entity
  }

  /// One for each built-in rule that one change of a clean account can set off.
  ///
  /// Left out are rules about exports and about changes between two states, those that are off,
  /// and `tasks-with-shell`, since a shell is reported where it is granted as well.
  package static let all: [AccountFault] =
    SubscriptionFault.allCases.map(AccountFault.init) + ofSubscriptions + ofCustomers + ofPacks
    + ofReseller + ofFiles
}

extension AccountFault {
  /// A fault of any one subscription.
  private init(_ fault: SubscriptionFault) {
    self.init(fault.rule) { account, random in
      account.changeSubscription(&random) { subscription, pack in
        guard let pack, let kind = fault.apply(to: &subscription, number: 7, pack: pack) else {
          return nil
        }
        return kind == "alias"
          ? "alias/\(subscription.domainName)/" : "\(kind)/\(subscription.name)"
      }
    }
  }

  private static let ofSubscriptions = [
    AccountFault("subscription-without-pack") { account, _ in
      account.subscriptions.append(["domain": "sans-pack.fr"])
      return "subscription/sans-pack.fr"
    },
    AccountFault("subscription-without-disk-limit") { account, random in
      // Without overselling, what is unlimited is more than the offer has.
      guard account.reseller["oversell"] == true else { return nil }
      return account.changeSubscription(&random) { subscription, _ in
        var limits = subscription["limits"] ?? .mapping([])
        limits["disk_space"] = "unlimited"
        subscription["limits"] = limits
        return "limit/\(subscription.name)"
      }.map { _ in "" }
    },
    AccountFault("unknown-pack") { account, random in
      account.changeSubscription(&random) { subscription, _ in
        subscription["addons"] = .list((subscription["addons"]?.items ?? []) + ["more-disks"])
        return "subscription/\(subscription.name)"
      }
    },
    AccountFault("unknown-customer") { account, _ in
      account.subscriptions.append([
        "domain": "sans-client.fr", "customer": "nobody", "pack": "starter",
      ])
      return "subscription/sans-client.fr"
    },
    AccountFault("plesk-access-without-customer") { account, _ in
      account.subscriptions.append([
        "domain": "sans-client.fr", "pack": "starter",
        "contact": ["name": "Louise Martin", "plesk_access": true],
      ])
      return "subscription/sans-client.fr"
    },
    AccountFault("domain-hosted-twice") { account, _ in
      guard let name = account.allSubscriptions.first?.domainName else { return nil }
      account.subscriptions.append([
        "domain": "second-lieu.fr", "pack": "starter", "aliases": [.text(name)],
      ])
      return "alias/second-lieu.fr/"
    },
    AccountFault("shared-system-user") { account, _ in
      let users = account.allSubscriptions.compactMap { $0["system_user"]?.string }
      guard let user = users.first else { return nil }
      account.subscriptions.append([
        "domain": "second-lieu.fr", "pack": "starter", "system_user": .text(user),
      ])
      return "subscription/second-lieu.fr"
    },
    AccountFault("duplicate-entity") { account, _ in
      // An identity has names in their ASCII form.
      let names = account.allSubscriptions.map(\.name)
      guard let name = names.first(where: { $0.utf8.allSatisfy { $0 < 0x80 } }) else { return nil }
      account.subscriptions.append([
        "name": .text(name), "domain": "second-lieu.fr", "pack": "starter",
      ])
      return "subscription/\(name)"
    },
  ]

  private static let ofCustomers = [
    AccountFault("customer-without-email") { account, random in
      account.changeCustomer(&random) { $0["email"] = nil }
    },
    AccountFault("password-in-file") { account, random in
      account.changeCustomer(&random) { $0["password"] = "Savon-de-Marseille-1906" }
    },
    AccountFault("customer-without-subscription") { account, _ in
      account.customers.append(["login": "nouveau", "email": "contact@nouveau.fr"])
      return "customer/nouveau"
    },
    AccountFault("shared-customer-email") { account, random in
      guard account.customers.count > 1, let email = account.customers[0]["email"] else {
        return nil
      }
      let index = 1 + random.below(account.customers.count - 1)
      account.customers[index]["email"] = email
      return "customer/\(account.customers[index]["login"]?.string ?? "")"
    },
  ]

  private static let ofPacks = [
    AccountFault("overuse-allowed") { account, random in
      account.changePack(&random) { $0["overuse"] = "allow" }
    },
    AccountFault("pack-limit-undeclared") { account, random in
      account.changePack(&random) { $0["limits"]?["databases"] = nil }
    },
    AccountFault("pack-without-disk-limit") { account, random in
      // Where an add-on limits disk space, what is used is held against that alone.
      let limitedByAddon = account.basePacks(ofThose: { subscription in
        subscription["addons"]?.items.contains { $0.string == "more-disk" } == true
          && subscription["usage"]?["disk_space"] != nil
      })
      return account.changePack(&random, except: limitedByAddon) {
        $0["limits"]?["disk_space"] = nil
      }
    },
    AccountFault("ssl-not-granted") { account, random in
      account.changePack(&random) { $0["permissions"]?["ssl"] = false }
    },
    AccountFault("mailbox-capacity-over-disk") { account, random in
      account.changePack(&random) { $0["limits"]?["mailbox_size"] = .plain("5 GB") }
    },
    AccountFault("pack-over-reseller-limit") { account, _ in
      guard account.packs["more-disk"] != nil else { return nil }
      account.packs["more-disk"]?["limits"]?["mailbox_size"] = .plain("6 GB")
      return "pack/more-disk"
    },
    AccountFault("implausibly-small-limit") { account, _ in
      guard account.packs["more-disk"] != nil else { return nil }
      account.packs["more-disk"]?["limits"]?["disk_space"] = .plain("10 o")
      return "pack/more-disk"
    },
    AccountFault("identical-packs") { account, _ in
      guard let limits = account.packs["more-disk"]?["limits"] else { return nil }
      account.packs["more-mail"]?["limits"] = limits
      return "pack/more-mail"
    },
    AccountFault("unused-pack") { account, _ in
      account.packs["forgotten"] = [
        "limits": [
          "disk_space": .plain("7 GB"), "traffic": .plain("70 GB"), "mailboxes": 7, "databases": 7,
        ]
      ]
      return "pack/forgotten"
    },
  ]

  private static let ofReseller = [
    AccountFault("undifferentiated-packs") { account, _ in
      guard account.packs.entries.count == 1 else { return nil }
      for index in account.customers.count..<max(3, account.customers.count) {
        account.customers.append([
          "login": .text("client\(index)"), "email": .text("contact@client-\(index).fr"),
          "pack": "starter", "subscriptions": [["domain": .text("client-\(index).fr")]],
        ])
      }
      return "reseller/"
    },
    AccountFault("oversold-against-policy") { account, _ in
      guard account.reseller["oversell"] == false else { return nil }
      return account.oversell()
    },
    AccountFault("oversold-limit") { account, _ in
      guard account.reseller["oversell"] == true else { return nil }
      return account.oversell()
    },
    AccountFault("reseller-limit-exceeded") { account, _ in
      guard account.customers.count > 1 else { return nil }
      account.reseller["limits"]?["customers"] = .init(integerLiteral: account.customers.count - 1)
      return "quota/reseller/"
    },
    AccountFault("reseller-limit-reached") { account, _ in
      account.reseller["limits"]?["customers"] = .init(integerLiteral: account.customers.count)
      return "quota/reseller/"
    },
    AccountFault("dns-provider-undeclared") { account, _ in
      let domains = account.allSubscriptions.map(\.firstDomain)
      let inheriting = domains.filter { $0["nameservers"] == nil }.flatMap {
        ($0["aliases"]?.items ?? []).filter { $0["nameservers"] == nil }
      }
      guard inheriting.count == 1 else { return nil }
      account.reseller["nameservers"] = nil
      return "alias/"
    },
  ]

  private static let ofFiles = [
    AccountFault("not-a-hosting-file") { account, _ in
      account.saysHosting = false
      return ""
    },
    AccountFault("yaml-syntax") { account, random in
      account.changeCustomer(&random) { $0["labels"] = ["note": .plain("@agence")] }.map { _ in "" }
    },
    AccountFault("input-limit") { account, _ in
      var value: HostingValue = ["deep"]
      for _ in 0..<70 { value = .list([value]) }
      account.subscriptions.append([
        "domain": "second-lieu.fr", "pack": "starter", "labels": ["note": value],
      ])
      return ""
    },
    AccountFault("invalid-suppression") { account, _ in
      account.heading = "hostlint: ignore-file[subscription-without-pak] our own sites"
      return ""
    },
    AccountFault("unused-suppression") { account, _ in
      account.heading = "hostlint: ignore-file[subscription-without-pack] our own sites"
      return ""
    },
  ]
}

extension Account {
  /// The subscriptions of all customers, and then those that stand apart.
  package var allSubscriptions: [HostingValue] {
    customers.flatMap { $0["subscriptions"]?.items ?? [] } + subscriptions
  }

  /// Changes a random subscription, one whose names are plain ASCII.
  ///
  /// - Parameter change: Is told its base pack, and returns the entity at fault.
  fileprivate mutating func changeSubscription(
    _ random: inout SeededGenerator, _ change: (inout HostingValue, Pack?) -> String?
  ) -> String? {
    let owners = random.shuffled(Array(customers.indices) + [-1])
    for owner in owners {
      var list = owner < 0 ? subscriptions : customers[owner]["subscriptions"]?.items ?? []
      for index in random.shuffled(Array(list.indices)) {
        guard list[index].domainName.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
        let pack = list[index]["pack"] ?? (owner < 0 ? nil : customers[owner]["pack"])
        guard let entity = change(&list[index], pack.flatMap { Pack.named($0.string) }) else {
          continue
        }
        if owner < 0 {
          subscriptions = list
        } else {
          customers[owner]["subscriptions"] = .list(list)
        }
        return entity
      }
    }
    return nil
  }

  /// Changes a random customer and returns its identity.
  fileprivate mutating func changeCustomer(
    _ random: inout SeededGenerator, _ change: (inout HostingValue) -> Void
  ) -> String? {
    guard !customers.isEmpty else { return nil }
    let index = random.below(customers.count)
    change(&customers[index])
    return "customer/\(customers[index]["login"]?.string ?? "")"
  }

  /// The names of the base packs of some subscriptions.
  fileprivate func basePacks(ofThose isMeant: (HostingValue) -> Bool) -> Set<String> {
    var names: Set<String> = []
    for customer in customers + [["subscriptions": .list(subscriptions)]] {
      for subscription in customer["subscriptions"]?.items ?? [] where isMeant(subscription) {
        if let pack = subscription["pack"] ?? customer["pack"] { names.insert(pack.string) }
      }
    }
    return names
  }

  /// Changes a random base pack and returns its identity.
  fileprivate mutating func changePack(
    _ random: inout SeededGenerator, except others: Set<String> = [],
    _ change: (inout HostingValue) -> Void
  ) -> String? {
    let names = packs.entries.filter { $0.value["addon"] == nil && !others.contains($0.key) }
      .map(\.key)
    guard !names.isEmpty else { return nil }
    let name = random.pick(names)
    guard var pack = packs[name] else { return nil }
    change(&pack)
    packs[name] = pack
    return "pack/\(name)"
  }

  /// Offers no more mailing lists than one subscription has.
  fileprivate mutating func oversell() -> String? {
    guard allSubscriptions.count > 1 else { return nil }
    reseller["limits"]?["mailing_lists"] = 3
    return "quota/reseller/"
  }
}

extension HostingValue {
  /// Of a subscription, what has the keys of its first domain.
  fileprivate var firstDomain: HostingValue { self["domains"]?.items.first ?? self }

  /// Of a subscription, the name of its first domain.
  fileprivate var domainName: String {
    (self["domain"] ?? self["domains"]?.items.first?["name"])?.string ?? ""
  }

  /// Of a subscription, what it is called.
  fileprivate var name: String { self["name"]?.string ?? domainName }
}
