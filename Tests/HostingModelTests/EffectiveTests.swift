import HostingModel
import SourceText
import Testing

struct EffectiveTests {
  private static let packs = """
    hosting: 1
    reseller: { login: agence }
    packs:
      starter:
        limits: { disk_space: 5 GB, traffic: unlimited, mailbox_size: 1 GB, databases: 2 }
        permissions: { ssl: true, shell_access: none, git: false }
        overuse: block
        php: { version: "8.3", handler: fpm }
      more:
        addon: true
        limits: { disk_space: 10 GB, traffic: 5 GB, mailbox_size: 3 GB, web_users: 1 }
        permissions: { shell_access: chroot, git: true, nodejs: false }
        overuse: allow
        php: { version: "5.6" }
      much: { addon: true, limits: { disk_space: unlimited, mailbox_size: 2 GB } }
      broken: { addon: true, limits: { databases: lots } }
    customers:
      - { login: boulangerie, pack: starter }
    subscriptions:

    """

  /// The subscription with these keys.
  private func read(_ keys: String) throws -> (Reading, SubscriptionID) {
    let reading = Reading(Self.packs + "  - { domain: a.fr, \(keys) }")
    return (reading, try #require(reading.subscription("a.fr")))
  }

  private func limit(_ resource: Resource, _ keys: String) throws -> String {
    let (reading, id) = try read(keys)
    switch reading.hosting.effectiveLimit(resource, of: id) {
    case .absent: return "absent"
    case .unknown: return "unknown"
    case .known(let quantity, let origin):
      return "\(quantity) \(reading.place(origin) ?? "-")"
    }
  }

  @Test func baseAndAddonsAddUp() throws {
    #expect(try limit(.diskSpace, "pack: starter") == "5 GB 5 `5 GB`")
    #expect(try limit(.diskSpace, "pack: starter, addons: [more]") == "15 GB 5 `5 GB`")
    #expect(try limit(.diskSpace, "pack: starter, addons: [more, more]") == "15 GB 5 `5 GB`")
    #expect(try limit(.databases, "pack: starter, addons: [more]") == "2 5 `2`")
    #expect(try limit(.webUsers, "pack: starter, addons: [more]") == "1 11 `1`")
    #expect(try limit(.domains, "pack: starter, addons: [more]") == "absent")
  }

  @Test func unlimitedAbsorbs() throws {
    #expect(try limit(.traffic, "pack: starter, addons: [more]") == "unlimited 5 `unlimited`")
    #expect(try limit(.diskSpace, "pack: starter, addons: [more, much]").hasPrefix("unlimited"))
  }

  @Test func mailboxSizeTakesTheLargest() throws {
    #expect(try limit(.mailboxSize, "pack: starter, addons: [more, much]") == "3 GB 11 `3 GB`")
    #expect(try limit(.mailboxSize, "pack: starter, addons: [much]") == "2 GB 15 `2 GB`")
  }

  @Test func ownEntryWins() throws {
    #expect(
      try limit(.diskSpace, "limits: { disk_space: 1 GB }, pack: starter, addons: [more]")
        == "1 GB 20 `1 GB`")
    #expect(
      try limit(.diskSpace, "limits: { disk_space: 1 GB }, pack: stater") == "1 GB 20 `1 GB`")
    #expect(try limit(.diskSpace, "limits: { disk_space: lots }, pack: starter") == "unknown")
    #expect(try limit(.diskSpace, "limits: { disk_space: null }, pack: starter") == "5 GB 5 `5 GB`")
  }

  @Test func whatPacksGiveIsKnownBesideAnOwnEntry() throws {
    func given(_ keys: String) throws -> Quantity? {
      let (reading, id) = try read("limits: { disk_space: 1 GB }, \(keys)")
      return reading.hosting.packLimit(.diskSpace, of: id).value
    }
    let gigabyte: Int64 = 1 << 30
    #expect(try given("pack: starter") == Quantity(5 * gigabyte, .bytes))
    #expect(try given("pack: starter, addons: [more]") == Quantity(15 * gigabyte, .bytes))
    // An add-on that is listed twice counts once.
    #expect(try given("pack: starter, addons: [more, more]") == Quantity(15 * gigabyte, .bytes))
    #expect(try given("pack: starter, addons: [mor]") == nil)
    #expect(try given("status: active") == nil)
  }

  @Test func customersPackIsTheDefault() throws {
    #expect(try limit(.diskSpace, "customer: boulangerie") == "5 GB 5 `5 GB`")
    #expect(try limit(.diskSpace, "customer: boulangerie, addons: [more]") == "15 GB 5 `5 GB`")
    #expect(try limit(.diskSpace, "customer: boulangerie, pack: more") == "10 GB 11 `10 GB`")
    #expect(try limit(.diskSpace, "customer: boulangerie, pack: null") == "5 GB 5 `5 GB`")
    #expect(try limit(.diskSpace, "status: active") == "absent")
    let (reading, id) = try read("customer: boulangerie")
    #expect(reading.place(reading.hosting.basePack(of: id).origin) == "18 `starter`")
  }

  @Test func unknownPacksMakeItUnknown() throws {
    #expect(try limit(.diskSpace, "pack: stater") == "unknown")
    #expect(try limit(.diskSpace, "pack: starter, addons: [mor]") == "unknown")
    #expect(try limit(.diskSpace, "pack: [starter]") == "unknown")
    #expect(try limit(.diskSpace, "addons: more") == "unknown")
    #expect(try limit(.databases, "pack: starter, addons: [broken]") == "unknown")
    #expect(try limit(.diskSpace, "pack: starter, addons: [broken]") == "5 GB 5 `5 GB`")
    #expect(try limit(.diskSpace, "customer: boulangrie") == "unknown")
  }

  @Test func contributorsAreThePacksOfASum() throws {
    let (reading, id) = try read("pack: starter, addons: [more, much]")
    #expect(
      reading.hosting.contributors(to: .diskSpace, of: id) == [PackID(0), PackID(1), PackID(2)])
    #expect(reading.hosting.contributors(to: .databases, of: id) == [PackID(0)])
    #expect(reading.hosting.contributors(to: .mailboxSize, of: id) == [])
  }

  private func permission(_ permission: Permission, _ keys: String) throws -> PermissionValue? {
    let (reading, id) = try read(keys)
    return reading.hosting.effectivePermission(permission, of: id).value
  }

  @Test func permissionsAreTheWidest() throws {
    let both = "pack: starter, addons: [more]"
    #expect(try permission(.ssl, both) == .flag(true))
    #expect(try permission(.git, both) == .flag(true))
    #expect(try permission(.git, "pack: starter") == .flag(false))
    #expect(try permission(.nodejs, both) == .flag(false))
    #expect(try permission(.shellAccess, both) == .shell(.chroot))
    #expect(try permission(.backups, both) == nil)
    #expect(try permission(.git, "permissions: { git: false }, \(both)") == .flag(false))
    #expect(
      try permission(.shellAccess, "permissions: { shell_access: full }, \(both)") == .shell(.full))
  }

  @Test func overuseAndPHPComeFromTheBasePackAlone() throws {
    let (reading, id) = try read("pack: starter, addons: [more]")
    #expect(reading.hosting.effectiveOveruse(of: id).value == .block)
    #expect(reading.place(reading.hosting.effectivePHP(of: id, \.version).origin) == "8 `\"8.3\"`")
    let (own, ownID) = try read("pack: starter, overuse: notify, php: { version: 8.10 }")
    #expect(own.hosting.effectiveOveruse(of: ownID).value == .notify)
    let version = own.hosting.effectivePHP(of: ownID, \.version)
    #expect(version.value.map { own.hosting.string(of: $0, in: FileID(0)) } == "8.10")
    #expect(own.place(own.hosting.effectivePHP(of: ownID, \.handler).origin) == "8 `fpm`")
  }

  @Test func quotasTakeTheLargerOfDeclaredAndMeasured() throws {
    func used(_ resource: Resource, _ keys: String) throws -> String {
      let (reading, id) = try read(keys)
      let owner = EntityReference(.subscription, id.rawValue)
      let quota = reading.hosting.quota(reading.hosting.quotaIndex(resource, of: owner))
      #expect(quota.resource == resource && quota.owner == owner)
      switch reading.hosting.used(of: quota) {
      case .absent: return "absent"
      case .unknown: return "unknown"
      case .known(let quantity, let origin): return "\(quantity) \(reading.place(origin) ?? "-")"
      }
    }
    #expect(try used(.aliases, "aliases: [b.fr, c.fr]") == "2 20 `b.fr`")
    #expect(try used(.aliases, "aliases: [b.fr, c.fr], usage: { aliases: 1 }") == "2 20 `b.fr`")
    #expect(try used(.aliases, "aliases: [b.fr], usage: { aliases: 3 }") == "3 20 `3`")
    #expect(try used(.subdomains, "subdomains: [w.a.fr]") == "1 20 `[w.a.fr]`")
    #expect(try used(.domains, "status: active") == "1 20 `a.fr`")
    #expect(try used(.databases, "usage: { databases: 4 }") == "4 20 `4`")
    #expect(try used(.databases, "usage: { mailboxes: 4 }") == "absent")
    #expect(try used(.databases, "usage: { databases: [4] }") == "unknown")
    #expect(try used(.aliases, "aliases: [b.fr, [c.fr]]") == "unknown")
    #expect(try used(.aliases, "aliases: [b.fr, [c.fr]], usage: { aliases: 7 }") == "7 20 `7`")
    #expect(try used(.aliases, "aliases: [b.fr], usage: { aliases: many }") == "unknown")
    #expect(try used(.diskSpace, "usage: { disk_space: 3.1 GB }") == "3.1 GB 20 `3.1 GB`")
  }

  @Test func resellersQuotasSumUp() throws {
    let reading = Reading(
      Self.packs + """
          - { domain: a.fr, pack: starter, usage: { disk_space: 3 GB, mailbox_size: 1 GB } }
          - { domain: b.fr, pack: starter, addons: [more], usage: { disk_space: 4 GB }, aliases: [c.fr] }
          - { domain: d.fr }
          - { domain: e.fr, pack: stater }
        """)
    let owner = EntityReference(.reseller, 0)
    func used(_ resource: Resource) -> String? {
      let quota = reading.hosting.quota(reading.hosting.quotaIndex(resource, of: owner))
      #expect(quota.owner == owner)
      return reading.hosting.used(of: quota).value?.description
    }
    #expect(used(.diskSpace) == "7 GB")
    #expect(used(.domains) == "4")
    #expect(used(.aliases) == "1")
    #expect(used(.customers) == "1")
    #expect(used(.subscriptions) == "4")
    #expect(used(.mailboxSize) == nil)
    #expect(used(.databases) == nil)
    let totals = reading.hosting.totals
    #expect(totals[Resource.diskSpace.index].allocated?.description == "20 GB")
    #expect(totals[Resource.diskSpace.index].isAllocationOpen)
    #expect(totals[Resource.traffic.index].allocated?.isUnlimited == true)
    #expect(totals[Resource.traffic.index].allocatedFinite == nil)
    #expect(totals[Resource.domains.index].allocated == nil)
  }
}
