internal import Randomness

/// Makes up the account of a reseller: the same one for the same seed and size.
///
/// An account without faults has no finding of the built-in rules on `AccountGenerator.today`. It
/// says what accounts say: most subscriptions have one domain and few aliases, some have their own
/// name servers, add-ons, contacts, notes; some customers have many.
package struct AccountGenerator: Sendable {
  package let seed: UInt64
  /// How many subscriptions there are.
  package let count: Int
  /// The share of subscriptions that have a fault, from 0 to 1.
  package let faults: Double

  /// The day on which an account without faults has no finding.
  package static let today = "2026-11-22"

  package init(seed: UInt64, subscriptions: Int, faults: Double = 0) {
    self.seed = seed
    count = max(1, subscriptions)
    self.faults = faults
  }

  /// The whole account; for large ones, ask for its parts.
  package func account() -> Account {
    Account(
      reseller: reseller, packs: packs, customers: Array(customers),
      subscriptions: Array(subscriptions))
  }

  /// How many of the subscriptions stand apart from the customers.
  var apartCount: Int { count < 3 ? 0 : (count + 11) / 12 }

  /// How many of the base packs are sold; a subscription uses each.
  var packCount: Int {
    count == 2 && seed.isMultiple(of: 2) ? 1 : min(Pack.all.count, count)
  }

  /// Whether there are add-ons, which the first subscription then has.
  var hasAddons: Bool { count >= 6 }

  // MARK: Reseller and packs

  /// The reseller, whose offer has room for whatever the subscriptions may be promised.
  package var reseller: HostingValue {
    [
      "login": "agence-exemple", "name": "Agence Exemple", "email": "ops@agence-exemple.fr",
      "nameservers": ["ns1.lrob.net", "ns2.lrob.net", "ns3.lrob.net"], "dns_sync": true,
      "oversell": HostingValue(booleanLiteral: seed.isMultiple(of: 3)),
      "limits": [
        "customers": HostingValue(integerLiteral: count * 2 + 10),
        "subscriptions": HostingValue(integerLiteral: count * 2 + 10),
        "disk_space": .plain("\(count * 100 + 100) GB"),
        "traffic": .plain("\(count * 3 + 10) TB"),
        "mailbox_size": .plain("5 GB"),
        "mailboxes": HostingValue(integerLiteral: count * 60 + 100),
        "databases": HostingValue(integerLiteral: count * 40 + 100),
      ],
      "permissions": ["dns": true, "ssl": true],
      "labels": ["offer": "Web Agency", "renewed": "2026-03"],
    ]
  }

  /// The packs; base packs first.
  package var packs: HostingValue {
    var entries: [HostingValue.Entry] = []
    let small = Pack.all[0].limits
    for (index, pack) in Pack.all.prefix(packCount).enumerated() {
      let limits: HostingValue =
        index == 0
        ? .shared("small", .mapping(small))
        : .based(
          on: "small", base: small, own: pack.limits.filter { !small.contains($0) })
      let permissions: HostingValue =
        index == 0
        ? .shared("permissions", .mapping(Self.permissions))
        : .based(
          on: "permissions", base: Self.permissions,
          own: [HostingValue.Entry("scheduled_tasks", .init(booleanLiteral: pack.hasTasks))])
      entries.append(
        HostingValue.Entry(
          pack.name,
          [
            "description": .text(pack.description), "limits": limits,
            "overuse": .text(index == 0 ? "block" : "notify"), "permissions": permissions,
            "php": .shared("php", ["version": "8.4", "handler": "fpm"]),
          ]))
    }
    if hasAddons {
      entries += [
        HostingValue.Entry(
          "more-disk", ["addon": true, "limits": ["disk_space": .plain("10 GB")]]),
        HostingValue.Entry("more-mail", ["addon": true, "limits": ["mailboxes": 10]]),
      ]
    }
    return .mapping(entries)
  }

  private static let permissions: [HostingValue.Entry] = [
    ("dns", false), ("php_settings", false), ("php_version", true), ("scheduled_tasks", false),
    ("insecure_sites", false), ("subdomains", true), ("aliases", true), ("ftp_accounts", true),
    ("mail", true), ("ssl", true), ("backups", true), ("git", false),
  ].map { HostingValue.Entry($0.0, HostingValue(booleanLiteral: $0.1)) }

  /// The faults of which a subscription has the first that it can have.
  func faults(of index: Int) -> [SubscriptionFault] {
    guard faults > 0 else { return [] }
    var random = SeededGenerator(seed: seed ^ 0xFA17, of: UInt64(index))
    guard random.chance(Int(faults * 1000)) else { return [] }
    let all = SubscriptionFault.allCases
    let first = random.below(all.count)
    return Array(all[first...] + all[..<first])
  }

  // MARK: Customers and subscriptions

  /// The customers with their subscriptions, made one by one.
  package var customers: Customers { Customers(self) }

  package struct Customers: Sequence, IteratorProtocol {
    private let generator: AccountGenerator
    private var index = 0
    /// The number of subscriptions that the customers so far have.
    private var used = 0

    init(_ generator: AccountGenerator) { self.generator = generator }

    package mutating func next() -> HostingValue? {
      let left = generator.count - generator.apartCount - used
      guard left > 0 else { return nil }
      var random = SeededGenerator(seed: generator.seed, of: UInt64(index))
      let size = Swift.min(left, Self.size(&random, isAlone: generator.count < 3))
      defer {
        index += 1
        used += size
      }
      return generator.customer(index, subscriptions: used..<used + size, &random)
    }

    /// How many subscriptions a customer has.
    private static func size(_ random: inout SeededGenerator, isAlone: Bool) -> Int {
      if isAlone { return 1 }
      switch random.below(100) {
      case ..<45: return 1
      case ..<70: return 2
      case ..<82: return 3
      default: return random.number(4...8)
      }
    }
  }

  /// The subscriptions that stand apart from the customers, made one by one.
  package var subscriptions: some Sequence<HostingValue> {
    (count - apartCount..<count).lazy.map { index in
      var random = SeededGenerator(seed: ~seed, of: UInt64(index))
      // Every other one is a customer's, and the agency's own sites are the rest.
      let owner =
        (index - (count - apartCount)).isMultiple(of: 2) ? nil : index - count + apartCount
      let pack = packNumber(of: index, preferring: random.below(packCount))
      var maker = SubscriptionMaker(
        generator: self, index: index, pack: Pack.all[pack],
        owner: owner.map { Owner(login: Words.login($0 / 2), name: nil, number: $0) })
      return maker.make(namingPack: true, &random)
    }
  }

  /// The first subscriptions use one pack each, so that none is without use.
  private func packNumber(of index: Int, preferring preferred: Int) -> Int {
    index < packCount ? index : preferred
  }

  private func customer(
    _ index: Int, subscriptions: Range<Int>, _ random: inout SeededGenerator
  ) -> HostingValue {
    let person = Words.person(&random)
    let site = Words.site(subscriptions.lowerBound, seed: seed)
    let pack = random.below(packCount)
    var customer: HostingValue = ["login": .text(Words.login(index)), "name": .text(person)]
    if random.chance(600) { customer["company"] = .text(site.company) }
    customer["email"] = .text("\(random.pick(Words.mailboxes))@\(site.asciiName)")
    customer["pack"] = .text(Pack.all[pack].name)
    if random.chance(200) { customer["labels"] = ["since": "2021", "account-manager": "Inès"] }
    let owner = Owner(login: Words.login(index), name: person, number: index)
    customer["subscriptions"] = .list(
      subscriptions.map { number in
        let chosen = random.chance(300) ? random.below(packCount) : pack
        let own = packNumber(of: number, preferring: chosen)
        var maker = SubscriptionMaker(
          generator: self, index: number, pack: Pack.all[own], owner: owner)
        return maker.make(namingPack: own != pack, &random)
      })
    return customer
  }
}

/// Who owns a subscription.
struct Owner {
  let login: String
  /// The person's name; nil where the subscription stands apart from its customer.
  let name: String?
  let number: Int
}
