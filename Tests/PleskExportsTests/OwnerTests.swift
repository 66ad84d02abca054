import HostingModel
import Testing

/// Whose a webspace and a customer are.
@Suite("Owners")
struct OwnerTests {
  @Test("Resellers stay apart by GUID, login and id")
  func resellers() {
    let export = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1, general: "<vendor-guid>G-1</vendor-guid>"),
        Packet.webspace(
          "b.fr", id: 2, general: "<owner-id>21</owner-id><vendor-guid>g-2</vendor-guid>"),
        Packet.customer("bertrand", id: 21, of: "<owner-id>4</owner-id>"),
        Packet.customer("anne", id: 20, of: "<owner-login>agence</owner-login>"),
        Packet.reseller("agence", id: 3, guid: "g-1"),
        Packet.reseller("studio", id: 4, guid: "g-2")))
    #expect(
      export.identities == [
        "reseller/agence", "reseller/studio", "customer/anne", "customer/bertrand",
        "subscription/a.fr", "subscription/b.fr", "domain/a.fr/a.fr", "domain/b.fr/b.fr",
      ])
    let hosting = export.reading.hosting
    let reseller = hosting.reseller(of: EntityReference(.subscription, 1))
    #expect(hosting.name(of: EntityReference(.reseller, reseller.rawValue)) == "studio")
  }

  @Test(
    "A reseller that no packet defines is called by its login, else by its GUID",
    arguments: [
      ("<owner-login>agence</owner-login><vendor-guid>g-1</vendor-guid>", "reseller/agence"),
      ("<vendor-guid>g-1</vendor-guid>", "reseller/g-1"),
      ("<owner-id>7</owner-id>", "reseller/reseller-7"),
    ])
  func unnamedReseller(_ owner: String, _ identity: String) {
    let export = Export(Packet.make(Packet.customer("anne", id: 20, of: owner)))
    #expect(export.identities.first == identity)
    #expect(!export.findings.contains { $0.contains("missing-key") })
  }

  @Test("Without any owner nobody is asked to name the reseller")
  func noReseller() {
    let export = Export(Packet.make(Packet.site("a.fr", id: 5, webspace: 5)))
    #expect(export.identities == ["subscription/a.fr", "domain/a.fr/a.fr"])
    #expect(!export.findings.contains { $0.contains("missing-key") })
  }

  @Test(
    "A webspace is its customer's, the reseller's without an owner, and nobody's if that is lost")
  func owners() {
    let export = Export(
      Packet.make(
        Packet.customer("anne", id: 20, of: ""), Packet.webspace("own.fr", id: 1),
        Packet.webspace("hers.fr", id: 2, general: "<owner-id>20</owner-id>"),
        Packet.webspace("lost.fr", id: 3, general: "<owner-id>99</owner-id>")))
    let hosting = export.reading.hosting
    func owner(_ name: String) -> String? {
      let index = hosting.subscriptions.firstIndex {
        $0.name.map(hosting.names.string) == name
      }
      return index.flatMap { hosting.subscriptions[$0].customer.value }
        .map { hosting.name(of: EntityReference(.customer, $0.rawValue)) }
    }
    #expect(owner("hers.fr") == "anne")
    #expect(owner("own.fr") == nil)
    #expect(owner("lost.fr") == nil)
    #expect(
      export.findings.filter { $0.contains("customer 99") }.map { $0.split(separator: " ")[1] } == [
        "export-incomplete:"
      ])
    // Nobody may conclude that the reseller owns it.
    let lost = hosting.subscriptions.first { $0.name.map(hosting.names.string) == "lost.fr" }
    #expect(lost?.customer.isUnknown == true)
  }

  @Test("An owner whose id owns customers is the reseller, whether its answer is there or not")
  func ownerByID() {
    let export = Export(
      Packet.make(
        Packet.customer("anne", id: 20, of: "<owner-id>3</owner-id>"),
        Packet.webspace("a.fr", id: 1, general: "<owner-id>3</owner-id>")))
    #expect(export.reading.hosting.subscriptions.first?.customer.isAbsent == true)
    #expect(!export.findings.contains { $0.contains("customer 3") })
  }
}
