import Foundation
import HostingModel
import Testing

/// Ids tie what several packets say.
@Suite("Links between packets")
struct LinkTests {
  @Test("Subdomains are known by the list of domains, else by their name")
  func subdomains() {
    let sites = [
      Packet.site("a.fr", id: 1, webspace: 1), Packet.site("blog.a.fr", id: 2, webspace: 1),
      Packet.site("x.blog.a.fr", id: 3, webspace: 1), Packet.site("b.fr", id: 4, webspace: 1),
      Packet.site("nota.fr", id: 5, webspace: 1),
    ]
    let webspace = Packet.webspace("a.fr", id: 1)
    let export = Export(Packet.make([webspace] + sites.reversed()))
    #expect(
      export.identities.filter { $0.hasPrefix("domain/") } == [
        "domain/a.fr/a.fr", "domain/a.fr/nota.fr", "domain/a.fr/b.fr",
      ])
    #expect(export.outline(withPlaces: false).contains("- blog.a.fr\n"))
    #expect(export.outline(withPlaces: false).contains("- x.blog.a.fr\n"))

    let list =
      "<customer><get-domain-list><result><status>ok</status><domains><domain><id>2</id>"
      + "<name>blog.a.fr</name><type>domain</type><main>false</main></domain></domains></result>"
      + "</get-domain-list></customer>"
    let listed = Export(Packet.make([list, webspace] + sites))
    #expect(listed.identities.contains("domain/a.fr/blog.a.fr"))
  }

  @Test("An alias goes to its site, to the main domain without one, and is missed without either")
  func aliases() {
    let export = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1), Packet.site("a.fr", id: 1, webspace: 1),
        Packet.site("b.fr", id: 2, webspace: 1), Packet.alias("b.com", site: 2),
        Packet.webspace("c.fr", id: 3), Packet.alias("c.com", site: 3),
        Packet.alias("d.com", site: 77)))
    #expect(
      export.identities.filter { $0.hasPrefix("alias/") } == [
        "alias/b.fr/b.com", "alias/c.fr/c.com",
      ])
    #expect(export.findings.contains { $0.contains("names site 77") })
  }

  @Test("An alias that does not say whose it is, is told")
  func ownerlessAlias() {
    let export = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1),
        Packet.alias("b.fr", site: 1).replacing("<site-id>1</site-id>", with: "<site-id/>")))
    #expect(export.findings.contains { $0.contains("site alias b.fr does not tell whose it is") })
    #expect(export.reading.hosting.domains[0].aliasesAreOpen)
  }

  @Test("What two packets say of one webspace is one subscription")
  func merged() {
    let export = Export(
      Packet.make(
        "<webspace><get><result><status>ok</status><id>1</id><data><gen_info><name>a.fr</name>"
          + "<guid>w-1</guid></gen_info></data></result></get></webspace>"),
      Packet.make(Packet.webspace("a.fr", id: 1, limits: ["max_box": "10"])))
    #expect(export.identities == ["subscription/a.fr", "domain/a.fr/a.fr"])
    #expect(export.outline().contains("mailboxes: 10 @ b.xml"))
  }

  @Test("What an answer without general information says belongs to the entity of its id")
  func answersByID() {
    let usage =
      "<webspace><get><result><status>ok</status><id>1</id><data><stat><box>3</box></stat></data>"
      + "</result></get></webspace>"
    for texts in [
      [usage, Packet.webspace("a.fr", id: 1)], [Packet.webspace("a.fr", id: 1), usage],
    ] {
      let export = Export(texts.map { Array(Packet.make($0).utf8) })
      #expect(export.identities == ["subscription/a.fr", "domain/a.fr/a.fr"])
      #expect(export.outline(withPlaces: false).contains("mailboxes: 3\n"))
      #expect(!export.findings.contains { $0.contains("which it is") })
    }
    let alone = Export(
      Packet.make(usage.replacing("<id>1<", with: "<id>9<"), Packet.webspace("a.fr", id: 1)))
    #expect(alone.findings.contains { $0.contains("about webspace 9 does not tell which it is") })
    #expect(!alone.outline(withPlaces: false).contains("mailboxes"))
  }

  @Test("A webspace and its own site are one domain, however they are written")
  func caseOfNames() {
    let site = Packet.site("a.fr", id: 1, webspace: 1).replacing("<guid>w-1<", with: "<guid>x<")
    let export = Export(Packet.make(Packet.webspace("A.FR", id: 1), site))
    #expect(export.identities == ["subscription/a.fr", "domain/a.fr/a.fr"])
  }

  @Test("Packets and REST answers of one account are one account")
  func packetsWithREST() throws {
    let parts = ["aliases", "customers", "plans", "reseller", "sites", "webspaces"]
      .map { "Examples/exports/parts/\($0).xml" }
    let alone = try Export(paths: parts)
    let both = try Export(
      paths: parts + ["Examples/exports/rest/clients.json", "Examples/exports/rest/domains.json"])
    #expect(both.identities == alone.identities)
    #expect(both.findings == alone.findings)
  }
}
