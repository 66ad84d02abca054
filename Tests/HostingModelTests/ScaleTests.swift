import Diagnostics
import HostingModel
import SourceText
import Testing

/// Large accounts take time in proportion to their size: quadratic steps over these numbers would
/// take far longer than the bound.
@Suite(.serialized)
struct ScaleTests {
  private static let head = "hosting: 1\nreseller: { login: agence }\n"
  private static let many = 30_000
  /// Of faults: each takes longer than an entity, and tests run without optimisation.
  private static let some = 10_000

  private func read(
    _ count: Int, _ line: (Int) -> String, head: String = "", key: String
  ) -> Reading {
    var text = Self.head + head + key
    for index in 0..<count { text += line(index) }
    let clock = ContinuousClock()
    var reading = Reading()
    let time = clock.measure { reading = Reading([Array(text.utf8)]) }
    #expect(time < .seconds(30))
    return reading
  }

  @Test func subscriptions() {
    let reading = read(
      Self.many, { " - { domain: a\($0).fr, pack: p, system_user: web, aliases: [b\($0).fr] }\n" },
      head: "packs: { p: { limits: { disk_space: 1 GB } } }\n", key: "subscriptions:\n")
    #expect(reading.findings == [])
    #expect(reading.hosting.subscriptions.count == Self.many)
    #expect(reading.hosting.sharedSystemUsers.values.map(\.count) == [Self.many])
    #expect(reading.hosting.packs[0].subscriptions.count == Self.many)
    let totals = reading.hosting.totals[Resource.diskSpace.index]
    #expect(totals.allocated == Quantity(Int64(Self.many) << 30, .bytes))
  }

  @Test func aliasesOfOneDomain() {
    let reading = read(
      Self.many, { "   - { name: a\($0).fr, dns_sync: yes }\n" },
      key: "subscriptions:\n - domain: a.fr\n   aliases:\n")
    #expect(reading.diagnostics.count == Self.many)
    #expect(reading.hosting.aliases.count == Self.many)
  }

  @Test func claimsOfOneName() {
    let reading = read(Self.many, { _ in "   - a.fr\n" }, key: "subscriptions:\n - domains:\n")
    #expect(reading.hosting.domains.filter(\.isExtra).count == Self.many - 1)
  }

  @Test func subdomainsOfOneName() {
    let reading = read(
      Self.many, { "   - \($0 % 2 == 0 ? "a.fr" : "w\($0).a.fr")\n" },
      key: "subscriptions:\n - domains:\n")
    #expect(reading.hosting.domains.filter(\.isExtra).count == Self.many / 2 - 1)
  }

  @Test func faultsWithoutIdentity() {
    let reading = read(Self.some, { _ in " - { nam: x, colour: red }\n" }, key: "customers:\n")
    #expect(reading.diagnostics.count == 3 * Self.some)
    #expect(reading.findings.last?.contains("customers[9999]") == true)
  }

  @Test func unresolvedNames() {
    let reading = read(
      Self.some,
      { " - { domain: a\($0).fr, customer: x\($0) }\n - { domain: b\($0).fr, pack: y\($0) }\n" },
      head: "customers: [\((0..<500).map { "{ login: c\($0) }" }.joined(separator: ", "))]\n",
      key: "subscriptions:\n")
    #expect(reading.diagnostics.count == 2 * Self.some)
  }

  @Test func duplicatesAndUnknownKeys() {
    let passwords = read(
      Self.some, { " - { login: c, password: p\($0), x\($0): 1 }\n" }, key: "customers:\n")
    #expect(passwords.diagnostics.count == 2 * Self.some - 1)
    #expect(passwords.files[0].secrets.count == Self.some)
    let keys = read(Self.some, { "pack\($0): 1\n" }, key: "")
    #expect(keys.diagnostics.count == Self.some)
    let packs = read(Self.some, { " p\($0): { limits: { disk_spce: 1 } }\n" }, key: "packs:\n")
    #expect(packs.diagnostics.count == Self.some)
  }
}
