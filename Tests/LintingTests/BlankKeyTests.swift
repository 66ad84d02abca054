import Diagnostics
import Testing

@testable import Linting

/// Where a finding about a missing value points: to the key that waits for it, else to the entity.
@Suite("Keys without a value")
struct BlankKeyTests {
  @Test(
    "The name of a reseller or customer",
    arguments: [
      ("reseller:\n  login:\n", "3:3 missing-key", "Write "),
      ("reseller:\n  name: Agence\n  login:   # yours\n", "4:3 missing-key", "Write "),
      ("reseller:\n  login: ''\n", "3:3 missing-key", "Write "),
      ("reseller:\n  name: Agence\n", "2:1 missing-key", "Add "),
      (
        "reseller: { login: a }\ncustomers:\n  - email: a@b.fr\n    login:\n", "5:5 missing-key",
        "Write "
      ),
      ("reseller: { login: a }\ncustomers:\n  - email: a@b.fr\n", "4:5 missing-key", "Add "),
    ])
  func names(text: String, place: String, help: String) throws {
    let report = try Check.text("hosting: 1\n\(text)")
    #expect(report.places.filter { $0.hasSuffix("missing-key") } == [place])
    let finding = report.findings.map(\.diagnostic).first { $0.rule == "missing-key" }
    #expect(finding?.remedy.hasPrefix(help) == true)
  }

  @Test(
    "What a rule misses",
    arguments: [
      ("customers:\n  - login: a\n    email:\n", "5:5 customer-without-email"),
      // What is written is an answer, and the entity stands for a key that is not there.
      ("customers:\n  - login: a\n    email: ''\n", "4:12 customer-without-email"),
      ("customers:\n  - login: a\n    email: null\n", "4:12 customer-without-email"),
      ("customers:\n  - login: a\n    name:\n", "4:12 customer-without-email"),
      ("packs:\n  a:\n    limits:\n      disk_space:\n", "6:7 pack-without-disk-limit"),
      ("packs:\n  a: { limits: { disk_space: } }\n", "4:18 pack-without-disk-limit"),
      ("packs:\n  a:\n    limits:\n", "4:3 pack-without-disk-limit"),
      ("packs:\n  a:\n    disk_space:\n", "4:3 pack-without-disk-limit"),
      ("packs:\n  a:\n    limits:\n      disk_space: unlimited\n", "6:19 pack-without-disk-limit"),
      ("subscriptions:\n  - domain: a.fr\n    pack:\n", "5:5 subscription-without-pack"),
      ("subscriptions:\n  - domain: a.fr\n", "4:13 subscription-without-pack"),
    ])
  func values(text: String, place: String) throws {
    let report = try Check.text("hosting: 1\nreseller: { login: agence-exemple }\n\(text)")
    #expect(report.places.contains(place), "\(report.places)")
    let rule = place.drop { $0 != " " }
    #expect(report.places.count { $0.hasSuffix(rule) } == 1)
  }

  @Test("Behind a merge key, the key is shown where it is written")
  func merged() throws {
    let report = try Check.text(
      """
      hosting: 1
      reseller: { login: agence-exemple }
      customers:
        - &client
          login: a
          email:
        - <<: *client
          login: b
      """)
    let findings = report.findings.filter { $0.diagnostic.rule == "customer-without-email" }
    #expect(findings.map(\.diagnostic.entities) == [["customer/a", "customer/b"]])
    #expect(report.places.contains("6:5 customer-without-email"))
  }

  @Test("An entity whose name is missing is called so")
  func nameless() throws {
    let report = try Check.text(
      "hosting: 1\nreseller: { login: agence-exemple }\ncustomers:\n  - login:\n    email:\n")
    let finding = report.findings.map(\.diagnostic).first { $0.rule == "customer-without-email" }
    #expect(finding?.message == "the customer (no login) has no email address")
    #expect(finding?.remedy.contains("the customer (no login):") == true)
  }
}
