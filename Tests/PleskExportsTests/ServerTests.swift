import Foundation
import HostingModel
import PleskExports
import Testing
import YAML

/// Ids and logins are those of one server.
@Suite("Ids that stand for two")
struct ServerTests {
  @Test("One id on two servers is two entities, and each file's own is meant")
  func twoServers() {
    let export = Export(
      Packet.make(
        Packet.customer("anne", id: 20, of: ""),
        Packet.webspace("a.fr", id: 1, general: "<owner-id>20</owner-id>")),
      Packet.make(
        Packet.customer("bertrand", id: 20, of: ""),
        Packet.webspace("b.fr", id: 2, general: "<owner-id>20</owner-id>")))
    let hosting = export.reading.hosting
    let owners = hosting.subscriptions.compactMap(\.customer.value)
      .map { hosting.name(of: EntityReference(.customer, $0.rawValue)) }
    #expect(owners == ["anne", "bertrand"])
  }

  @Test("Two customers with one id are both kept, with one finding, and owners by it are unknown")
  func clashingIDs() {
    let export = Export(
      Packet.make(
        Packet.customer("anne", id: 20, of: ""), Packet.customer("bertrand", id: 20, of: ""),
        Packet.webspace("a.fr", id: 1, general: "<owner-id>20</owner-id>")))
    #expect(export.identities.filter { $0.hasPrefix("customer/") }.count == 2)
    let clashes = export.findings.filter { $0.contains("duplicate-entity") }
    #expect(clashes.count == 1)
    #expect(clashes.first?.contains("the id 20 stands for two: `anne` and `bertrand`") == true)
    #expect(!export.findings.contains { $0.contains("customer 20") })
    #expect(export.reading.hosting.subscriptions.first?.customer.isUnknown == true)
    // The same customer twice is one.
    let twice = Export(
      Packet.make(Packet.customer("anne", id: 20, of: ""), Packet.customer("anne", id: 20, of: "")))
    #expect(twice.identities.filter { $0.hasPrefix("customer/") } == ["customer/anne"])
    #expect(!twice.findings.contains { $0.contains("duplicate-entity") })
  }

  @Test("Two plans or webspaces with one GUID are both kept, and the pack by it is unknown")
  func clashingGUIDs() {
    let export = Export(
      Packet.make(
        Packet.plan("Starter", guid: "P").replacing("<id>1</id>", with: "<id>8</id>"),
        Packet.plan("Other", guid: "P"), Packet.webspace("a.fr", id: 1, plans: ["P"])))
    #expect(export.reading.hosting.packs.count == 2)
    #expect(export.findings.contains { $0.contains("the GUID p stands for two") })
    #expect(export.reading.hosting.subscriptions.first?.pack.isUnknown == true)
    #expect(!export.findings.contains { $0.contains("service plan P") })

    let webspaces = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1), Packet.webspace("b.fr", id: 1),
        Packet.site("b.fr", id: 1, webspace: 1)))
    #expect(
      webspaces.identities == [
        "subscription/a.fr", "subscription/b.fr", "domain/a.fr/a.fr", "domain/b.fr/b.fr",
      ])
    #expect(webspaces.findings.count { $0.contains("duplicate-entity") } == 1)
    // A name in its ASCII form is the same name.
    let ascii = Export(
      Packet.make(Packet.webspace("é.fr", id: 1)),
      Packet.make(Packet.webspace("xn--9ca.fr", id: 1)))
    #expect(ascii.reading.hosting.subscriptions.count == 1)
    #expect(!ascii.findings.contains { $0.contains("duplicate-entity") })
  }

  @Test("Packets of two servers in one file stay apart by packet and by vendor")
  func twoServersInOneFile() {
    func packet(_ number: Int) -> String {
      Packet.make(
        Packet.reseller("agence-\(number)", id: 3, guid: "g-\(number)"),
        Packet.customer("kunde-\(number)", id: 20, of: "<owner-id>3</owner-id>"),
        Packet.webspace("a\(number).fr", id: 1, general: "<owner-id>20</owner-id>").replacing(
          "w-1<", with: "w-\(number)<"))
    }
    let export = Export(packet(1) + packet(2))
    #expect(export.outcome.tree?.documents.count == 2)
    let hosting = export.reading.hosting
    let owners = hosting.subscriptions.compactMap(\.customer.value)
      .map { hosting.name(of: EntityReference(.customer, $0.rawValue)) }
    #expect(owners == ["kunde-1", "kunde-2"])
    #expect(!export.findings.contains { $0.contains("duplicate-entity") })

    let apart = Export(
      Packet.make(Packet.customer("anne", id: 20, of: "<vendor-guid>g-1</vendor-guid>")),
      Packet.make(
        Packet.webspace(
          "a.fr", id: 1, general: "<owner-id>20</owner-id><vendor-guid>g-2</vendor-guid>")))
    #expect(apart.reading.hosting.subscriptions.first?.customer.value == nil)
    #expect(apart.findings.contains { $0.contains("names customer 20, which is not in") })
  }

  @Test(
    "Resellers of two servers with one login stay two, by GUID and by vendor",
    arguments: [true, false]
  )
  func sharedLogin(_ areDefined: Bool) {
    func packet(_ number: Int) -> String {
      let vendor = "<vendor-guid>\(number)f2fb67d-9f62</vendor-guid>"
      let reseller = Packet.reseller("agence", id: 3, guid: "\(number)f2fb67d-9f62")
      return Packet.make(
        (areDefined ? [reseller] : []) + [
          Packet.plan("Starter", guid: "p-\(number)").replacing(
            "<limits>", with: "<owner-login>agence</owner-login><limits>"),
          Packet.customer(
            "anne", id: 20,
            of: "<guid>c-\(number)</guid><owner-login>agence</owner-login>\(vendor)"),
          Packet.webspace(
            "a\(number).fr", id: 1, general: "<owner-login>anne</owner-login>\(vendor)",
            plans: ["p-\(number)"]
          ).replacing("w-1<", with: "w-\(number)<"),
        ])
    }
    let expected = ["1", "2"].flatMap { number in
      ["agence (\(number)f2fb67d)", "anne", "a\(number).fr"]
    }
    for export in [Export(packet(1) + packet(2)), Export(packet(1), packet(2))] {
      let hosting = export.reading.hosting
      #expect(export.outcome.tree?.documents.count == 2)
      let names = hosting.subscriptions.enumerated().flatMap { index, subscription in
        let entity = EntityReference(.subscription, UInt32(index))
        let owner = subscription.customer.value.map { EntityReference(.customer, $0.rawValue) }
        let reseller = EntityReference(.reseller, hosting.reseller(of: entity).rawValue)
        return [reseller, owner, entity].compactMap { $0 }.map(hosting.name(of:))
      }
      #expect(names == expected)
      #expect(hosting.subscriptions.allSatisfy { $0.pack.value != nil })
      #expect(!export.findings.contains { $0.contains("duplicate-entity") })
    }
    // One of them alone keeps its login, as do several that differ in it.
    #expect(Export(packet(1)).identities.first == "reseller/agence")
  }

  @Test("A list of domains speaks of the sites of its own server")
  func listsOfTwoServers() {
    func packet(_ number: Int, _ type: String) -> String {
      let list =
        "<customer><get-domain-list><result><status>ok</status><domains><domain><id>2</id>"
        + "<name>blog.a\(number).fr</name><type>\(type)</type></domain></domains></result>"
        + "</get-domain-list></customer>"
      func own(_ text: String) -> String {
        text.replacing("w-1<", with: "w-\(number)<").replacing("s-2<", with: "s-\(number)<")
      }
      return Packet.make(
        list, own(Packet.webspace("a\(number).fr", id: 1)),
        own(Packet.site("a\(number).fr", id: 1, webspace: 1)),
        own(Packet.site("blog.a\(number).fr", id: 2, webspace: 1)))
    }
    let export = Export(packet(1, "domain"), packet(2, "subdomain"))
    #expect(
      export.identities.filter { $0.hasPrefix("domain/") } == [
        "domain/a1.fr/a1.fr", "domain/a1.fr/blog.a1.fr", "domain/a2.fr/a2.fr",
      ])
  }
}
