internal import Randomness

/// Makes up one subscription.
struct SubscriptionMaker {
  let generator: AccountGenerator
  let index: Int
  let pack: Pack
  let owner: Owner?

  /// - Parameter namingPack: Whether its pack is not the one that its customer names.
  mutating func make(namingPack: Bool, _ random: inout SeededGenerator) -> HostingValue {
    let site = Words.site(index, seed: generator.seed)
    let usesOtherDNS = random.chance(80)
    var domain = domain(of: site, usesOtherDNS: usesOtherDNS, &random)
    var subscription: HostingValue
    if random.chance(80) {
      domain.insert(HostingValue.Entry("name", .text(site.name)), at: 0)
      subscription = ["name": .text("site-\(index)"), "domains": .list([.mapping(domain)])]
      domain = []
    } else {
      subscription = ["domain": .text(site.name)]
    }
    if let owner, owner.name == nil { subscription["customer"] = .text(owner.login) }
    if namingPack { subscription["pack"] = .text(pack.name) }
    addService(to: &subscription, &random)
    addPeople(to: &subscription, site, &random)
    subscription = .mapping(subscription.entries + domain)
    addUsage(to: &subscription, &random)
    if random.chance(120) { subscription["labels"] = ["project": .text(random.pick(Words.notes))] }
    for fault in generator.faults(of: index)
    where fault.apply(to: &subscription, number: index, pack: pack) != nil { break }
    return subscription
  }

  /// Its add-ons, system user, dates and settings.
  private func addService(to subscription: inout HostingValue, _ random: inout SeededGenerator) {
    if generator.hasAddons {
      if index == 0 || random.chance(20) {
        subscription["addons"] = ["more-mail", "more-disk"]
      } else if random.chance(40) {
        subscription["addons"] = ["more-disk"]
      }
    }
    if random.chance(700) { subscription["system_user"] = .text("web\(index)") }
    if random.chance(30) { subscription["status"] = "suspended" }
    if random.chance(600) { subscription["created"] = .plain(date(2015...2025, &random)) }
    if random.chance(200) { subscription["expires"] = .plain(date(2027...2039, &random)) }
    if random.chance(60) {
      subscription["locked"] = false
      subscription["synchronized"] = true
    }
    if random.chance(40) { subscription["php"] = ["version": .text(random.pick(["8.4", "8.5"]))] }
    if random.chance(20) { subscription["permissions"] = ["git": true, "nodejs": true] }
    if random.chance(15) { subscription["limits"] = ["web_users": 2] }
    if random.chance(15) { subscription["overuse"] = "block" }
  }

  private func addPeople(
    to subscription: inout HostingValue, _ site: Words.Site, _ random: inout SeededGenerator
  ) {
    guard random.chance(150) else { return }
    if let owner, let name = owner.name {
      // A customer's subscriptions have one contact.
      subscription["contact"] = .shared(
        "contact-\(owner.number)",
        [
          "name": .text(name), "email": .text("\(owner.login)@mail-exemple.fr"),
          "plesk_access": true,
        ])
    } else {
      subscription["contact"] = ["name": .text(Words.person(&random)), "plesk_access": false]
    }
  }

  /// What stands on the domain, or in the short form on the subscription.
  private func domain(
    of site: Words.Site, usesOtherDNS: Bool, _ random: inout SeededGenerator
  ) -> [HostingValue.Entry] {
    var entries: [HostingValue.Entry] = []
    if usesOtherDNS {
      entries.append(nameservers(&random))
      entries.append(HostingValue.Entry("dns_sync", false))
    }
    if random.chance(150) { entries.append(HostingValue.Entry("ssl", true)) }
    if random.chance(120) { entries.append(HostingValue.Entry("mail", true)) }
    if random.chance(90) {
      let names = (0..<random.number(1...3)).map { number in
        HostingValue.text(
          "\(Words.subdomains[(index + number) % Words.subdomains.count]).\(site.name)")
      }
      entries.append(HostingValue.Entry("subdomains", .list(names)))
    }
    let aliases = aliases(of: site, usesOtherDNS: usesOtherDNS, &random)
    if !aliases.isEmpty { entries.append(HostingValue.Entry("aliases", .list(aliases))) }
    return entries
  }

  private func nameservers(_ random: inout SeededGenerator) -> HostingValue.Entry {
    let registrar = random.below(Words.registrars.count)
    let names = HostingValue.list(Words.registrars[registrar].map(HostingValue.text))
    return HostingValue.Entry("nameservers", .shared("registrar-\(registrar)", names))
  }

  private func aliases(
    of site: Words.Site, usesOtherDNS: Bool, _ random: inout SeededGenerator
  ) -> [HostingValue] {
    let count =
      switch random.below(100) {
      case ..<50: 0
      case ..<80: 1
      case ..<92: 2
      default: random.number(3...6)
      }
    var endings = Words.otherEndings.filter { $0 != site.ending }
    return (0..<count).map { number in
      let ending = endings.remove(at: random.below(endings.count))
      let name = "\(number.isMultiple(of: 2) ? site.stem : site.turned).\(ending)"
      guard random.chance(350) else { return .text(name) }
      var alias: HostingValue = ["name": .text(name)]
      if !usesOtherDNS, random.chance(300) {
        alias = .mapping(alias.entries + [nameservers(&random)])
        alias["dns_sync"] = false
      }
      switch random.below(3) {
      case 0:
        alias["mode"] = "redirect"
        alias["web"] = true
      case 1:
        alias["mode"] = "same-site"
        alias["web"] = false
        alias["mail"] = true
      default: alias["mail"] = false
      }
      return alias
    }
  }

  /// Well within the limits of its pack.
  private func addUsage(to subscription: inout HostingValue, _ random: inout SeededGenerator) {
    guard random.chance(800) else { return }
    let disk = random.number(1...pack.disk * 8)
    var usage: HostingValue = [
      "as_of": .plain("2026-11-02"), "disk_space": .plain("\(disk / 10).\(disk % 10) GB"),
    ]
    if random.chance(550) {
      usage["traffic"] = .plain("\(random.number(1...pack.traffic * 4 / 5)) GB")
    }
    if random.chance(500) {
      usage["mailboxes"] = HostingValue(integerLiteral: random.number(0...pack.mailboxes))
    }
    if random.chance(600) {
      usage["databases"] = HostingValue(integerLiteral: random.number(0...pack.databases))
    }
    subscription["usage"] = usage
  }

  private func date(_ years: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return
      "\(random.number(years))-\(padded(random.number(1...12)))-\(padded(random.number(1...28)))"
  }
}
