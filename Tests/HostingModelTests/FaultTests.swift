import Diagnostics
import HostingModel
import SourceText
import TestSupport
import Testing

/// What reading finds, each fault at its exact place with its entity and field.
struct FaultTests {
  @Test func everyMistakeIsOneFinding() throws {
    let reading = try Reading(fixture: "mistakes.yaml")
    #expect(
      reading.findings == [
        "4:13 wrong-type reseller/agence-exemple oversell",
        "7:27 invalid-value pack/starter limits.disk_space",
        "8:14 invalid-value pack/starter overuse",
        "10:5 missing-key file/a.yaml customers[0].login",
        "12:5 unknown-key customer/fleuriste pakc",
        "15:15 unknown-pack subscription/fleurs-du-marais.fr pack",
        "16:18 invalid-value subscription/fleurs-du-marais.fr created",
        "18:13 missing-key file/a.yaml customers[1].subscriptions[0].aliases[0].name",
        "20:23 ambiguous-boolean alias/fleurs-du-marais.fr/fleurs-du-marais.com dns_sync",
        "21:12 duplicate-entity customer/fleuriste login",
        "25:15 unknown-customer subscription/agence-exemple.fr customer",
      ])
    #expect(reading.diagnostics.allSatisfy { $0.reseller == "agence-exemple" })
  }

  @Test func saysWhatIsWrongAndWhatToDo() throws {
    let reading = try Reading(fixture: "mistakes.yaml")
    expectGolden(reading.report, "Tests/HostingModelTests/Fixtures/mistakes.txt")
  }

  @Test func restOfTheFaultsReadWellToo() throws {
    let reading = try Reading(fixture: "further-mistakes.yaml")
    expectGolden(reading.report, "Tests/HostingModelTests/Fixtures/further-mistakes.txt")
  }

  @Test func misspeltKeyIsOneFindingAndItsValueUnknown() throws {
    let reading = Reading(
      account(
        """
        customers:
          - { logn: boulangerie, pakc: starter }
        subscriptions:
          - { domian: a.fr, pakc: starter, limts: { databases: 2 } }
          - { domain: b.fr, pack: starter, pakc: more-disk, limits: { databses: 2, domains: 1 } }
        """))
    #expect(
      reading.findings == [
        "7:7 unknown-key file/a.yaml customers[0].logn",
        "7:26 unknown-key file/a.yaml customers[0].pakc",
        "9:7 unknown-key file/a.yaml subscriptions[0].domian",
        "9:21 unknown-key file/a.yaml subscriptions[0].pakc",
        "9:36 unknown-key file/a.yaml subscriptions[0].limts",
        "10:36 unknown-key subscription/b.fr pakc",
        "10:63 unknown-key subscription/b.fr limits.databses",
      ])
    #expect(reading.hosting.customers[0].pack.isUnknown)
    #expect(reading.hosting.subscriptions[0].pack.isUnknown)
    #expect(reading.hosting.subscriptions[0].limits.isOpen)
    #expect(reading.hosting.subscriptions[1].pack.value == PackID(0))
    let owner = EntityReference(.subscription, 1)
    let limits = reading.hosting.subscriptions[1].limits
    guard
      case .unknown = reading.hosting.amount(
        .databases, of: limits, in: reading.hosting.limits, owner: owner),
      case .absent = reading.hosting.amount(
        .mailboxes, of: limits, in: reading.hosting.limits, owner: owner)
    else {
      Issue.record("a misspelt limit is not unknown, or one that is not there is")
      return
    }
  }

  @Test func misspeltTopLevelKeysDoNotCascade() {
    let reading = Reading(
      """
      hosting: 1
      reseler: { login: agence }
      pakcs: { starter: {} }
      custmers: [{ login: boulangerie }]
      subscriptions: [{ domain: a.fr, pack: starter, customer: boulangerie }]
      """)
    #expect(
      reading.findings == [
        "2:1 unknown-key file/a.yaml reseler",
        "3:1 unknown-key file/a.yaml pakcs",
        "4:1 unknown-key file/a.yaml custmers",
      ])
  }

  @Test func secondOfTwoEqualKeysIsNotRead() throws {
    let reading = Reading(
      """
      hosting: 1
      reseller: { login: agence, name: One, name: Two }
      packs:
        starter: { limits: { disk_space: 5 GB, disk_space: lots } }
        starter: { overuse: never }
      subscriptions:
        - { domain: a.fr, pack: starter, pack: stater, aliases: [b.fr], aliases: [c.fr, d.fr] }
      """)
    #expect(
      reading.findings.map { $0.split(separator: " ").dropFirst().first } == [
        "duplicate-key", "duplicate-key", "duplicate-key", "duplicate-key", "duplicate-key",
      ])
    #expect(reading.string(reading.hosting.resellers[0].name) == "One")
    #expect(reading.hosting.packs.count == 1)
    #expect(reading.hosting.limits.count == 1)
    #expect(reading.hosting.subscriptions[0].pack.value == PackID(0))
    #expect(reading.hosting.aliases.count == 1)
    #expect(reading.hosting.domains[0].aliases.count == 1)
  }

  @Test(arguments: [
    ("yes", true), ("Yes", true), ("on", true), ("y", true), ("no", false), ("OFF", false),
  ])
  func oldBooleansAreTakenAsMeant(word: String, value: Bool) {
    let reading = Reading("hosting: 1\nreseller: { login: a, oversell: \(word) }")
    #expect(reading.findings == ["2:33 ambiguous-boolean reseller/a oversell"])
    #expect(reading.diagnostics.first?.severity == .info)
    #expect(reading.remedies == ["Write `\(value)`."])
    #expect(reading.hosting.resellers[0].oversell.value == value)
  }

  @Test(arguments: ["true", "True", "TRUE"])
  func booleansOfTheCoreSchemaAreFine(word: String) {
    let reading = Reading("hosting: 1\nreseller: { login: a, oversell: \(word) }")
    #expect(reading.findings == [])
    #expect(reading.hosting.resellers[0].oversell.value == true)
  }

  @Test(arguments: ["1", "\"true\"", "maybe", "[true]", "{}"])
  func otherBooleansAreUnknown(word: String) {
    let reading = Reading("hosting: 1\nreseller: { login: a, oversell: \(word) }")
    #expect(reading.findings == ["2:33 wrong-type reseller/a oversell"])
    #expect(reading.hosting.resellers[0].oversell.isUnknown)
  }

  @Test func keyDecidesTheType() {
    let reading = Reading(
      """
      hosting: 1
      reseller: { login: 0123, name: yes, email: 1.50, labels: { since: 2019, vat: true, x: } }
      packs: { 2024: { php: { version: 8.10 } }, yes: {} }
      customers: [{ login: 1e3, pack: 2024 }, { login: true, pack: yes }]
      subscriptions: [{ domain: 1.fr, customer: 1e3, system_user: 007 }]
      """)
    #expect(reading.findings == [])
    #expect(
      reading.identities.prefix(5) == [
        "reseller/0123", "customer/1e3", "customer/true", "pack/2024", "pack/yes",
      ])
    #expect(reading.string(reading.hosting.resellers[0].name) == "yes")
    #expect(reading.string(reading.hosting.packs[0].php.version) == "8.10")
    #expect(
      reading.hosting.subscriptions[0].systemUser.value.map(reading.hosting.names.string) == "007")
  }

  @Test(arguments: [
    ("hosting: 1", []), ("hosting: \"1\"", []), ("hosting: 0x1", []),
    ("hosting: 2", ["1:10 invalid-value file/a.yaml hosting"]),
    ("hosting: 1.0", ["1:10 invalid-value file/a.yaml hosting"]),
    ("hosting: one", ["1:10 invalid-value file/a.yaml hosting"]),
    ("hosting:", ["1:1 invalid-value file/a.yaml hosting"]),
    ("hosting: [1]", ["1:10 wrong-type file/a.yaml hosting"]),
  ])
  func formatIsOne(line: String, findings: [String]) {
    #expect(Reading("\(line)\nreseller: { login: a }").findings == findings)
  }

  @Test func passwordsAreHiddenWhateverTheirKeyIs() {
    let reading = Reading(
      """
      hosting: 1
      reseller: { login: a, passwort: eins }
      customers:
        - { login: b, password: zwei, password: drei, labels: { mdp: vier } }
        - login: c
          password: { old: fünf }
      """)
    let file = reading.files[0]
    #expect(file.secrets.map(file.string) == ["eins", "zwei", "drei", "vier", "{ old: fünf }"])
    #expect(!reading.messages.joined().contains("eins"))
    #expect(reading.hosting.customers[1].password.node != nil)
  }
}
