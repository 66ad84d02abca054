import Diagnostics
import Foundation
import HostingModel
import PleskExports
import Testing
import YAML

/// Ids tie what several packets say.
@Suite("Links between packets")
struct LinkTests {
  private static let gib = 1 << 30

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

  @Test("A limit of a webspace is its own where plan and add-ons give something else")
  func overrides() {
    let plan = Packet.plan(
      "Starter", guid: "P", limits: ["disk_space": "5", "max_box": "10", "mbox_quota": "7"])
    let addon = Packet.plan(
      "More", guid: "A", limits: ["disk_space": "3", "mbox_quota": "9"], addon: true)
    func limits(_ limits: [String: String], plans: [String]) -> [String] {
      let export = Export(
        Packet.make(plan, addon, Packet.webspace("a.fr", id: 1, plans: plans, limits: limits)))
      let hosting = export.reading.hosting
      return hosting.limits.filter { $0.owner.kind == .subscription }.map { $0.resource.rawValue }
    }
    let effective = ["disk_space": "8", "max_box": "10", "mbox_quota": "9"]
    #expect(limits(effective, plans: ["P", "A"]) == [])
    #expect(limits(effective, plans: ["p"]) == ["disk_space", "mailbox_size"])
    #expect(limits(["disk_space": "-1"], plans: ["P", "A"]) == ["disk_space"])
    // Of a custom subscription all are its own.
    #expect(limits(effective, plans: []).count == 3)
    // A plan that is not there may give anything.
    #expect(limits(effective, plans: ["P", "X"]).count == 3)
  }

  @Test("Base plan and add-ons are told apart by their GUIDs, in any order")
  func addons() {
    let export = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1, plans: ["A", "P"]), Packet.plan("Starter", guid: "P"),
        Packet.plan("More", guid: "A", addon: true)))
    let hosting = export.reading.hosting
    let subscription = hosting.subscriptions[0]
    #expect(
      subscription.pack.value.map { hosting.name(of: EntityReference(.pack, $0.rawValue)) }
        == "Starter")
    #expect(hosting.addons[subscription.addons.indices].map(\.pack?.index) == [1])
    #expect(hosting.packs.map { $0.addon.value } == [nil, true])
  }

  @Test("A plan that is named and not exported leaves the pack unknown, with one finding")
  func missingPlan() {
    let export = Export(
      Packet.make(
        Packet.plan("Starter", guid: "P"), Packet.webspace("a.fr", id: 1, plans: ["X"]),
        Packet.webspace("b.fr", id: 2, plans: ["X"])))
    #expect(export.reading.hosting.subscriptions.allSatisfy { $0.pack.isUnknown })
    #expect(export.findings.count { $0.contains("service plan X") } == 1)
    #expect(!export.findings.contains { $0.contains("unknown-pack") })
  }

  @Test(
    "What one webspace does not tell is unknown of that one alone",
    arguments: [
      ("<plan><plan-guid>P</plan-guid></plan>", "<plan><plan-guid>X</plan-guid></plan>"),
      ("<limits><limit><name>max_box</name><value>10</value></limit></limits>", ""),
      (
        "<subscriptions><subscription><locked>false</locked><synchronized>true</synchronized>"
          + "<plan><plan-guid>P</plan-guid></plan></subscription></subscriptions>", ""
      ),
    ])
  func incompleteWebspace(_ told: String, _ untold: String) throws {
    func webspace(_ name: String, _ id: Int) -> String {
      Packet.webspace(
        name, id: id, plans: ["P"], limits: ["max_box": "10"],
        data: "<stat><box>1</box></stat>")
    }
    let second = webspace("b.fr", 2)
    let incomplete = second.replacing(told, with: untold)
    try #require(incomplete != second)
    let export = Export(
      Packet.make(
        Packet.plan("Starter", guid: "P", limits: ["max_box": "10"]), webspace("a.fr", 1),
        incomplete))
    let hosting = export.reading.hosting
    let limits = (0..<2).map { hosting.effectiveLimit(.mailboxes, of: SubscriptionID($0)) }
    #expect(limits[0].value?.amount == 10)
    #expect(
      hosting.subscriptions[1].pack.isUnknown || hosting.subscriptions[1].limits.isOpen == true)
    #expect(hosting.subscriptions[0].pack.value != nil)
    let incompleteness = export.findings.filter { $0.contains("export-incomplete") }
    #expect(incompleteness.contains { $0.contains("b.fr") }, "\(incompleteness)")
  }

  @Test("A plan of the provider's that a reseller's subscriptions have is a pack of the reseller's")
  func foreignPlan() {
    let plan = Packet.plan("Starter", guid: "P").replacing(
      "<limits>", with: "<owner-login>admin</owner-login><limits>")
    let webspace = Packet.webspace(
      "a.fr", id: 1, general: "<vendor-guid>g-1</vendor-guid>", plans: ["P"])
    let used = Export(Packet.make(plan, webspace, Packet.reseller("agence", id: 3, guid: "g-1")))
    #expect(used.outcome.tree?.documents.count == 1)
    #expect(used.reading.hosting.subscriptions.first?.pack.value != nil)
    let unused = Export(Packet.make(plan, Packet.reseller("agence", id: 3, guid: "g-1")))
    #expect(unused.outcome.tree?.documents.count == 2)
  }

  @Test("Permissions are granted by either of two names, and shells by the wider")
  func permissions() {
    let export = Export(
      Packet.make(
        Packet.plan(
          "Starter", guid: "P",
          permissions: [
            "manage_sh_access": true, "manage_not_chroot_shell": false,
            "allow_local_backups": false, "allow_ftp_backups": true, "manage_dns": false,
            "manage_sitebuilder": true,
          ])))
    let outline = export.outline(withPlaces: false)
    #expect(outline.contains("shell_access: chroot\n"))
    #expect(outline.contains("backups: true\n"))
    #expect(outline.contains("dns: false\n"))
    #expect(outline.contains("permission.manage_sitebuilder: true\n"))
  }

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

  @Test(
    "What one plan does not tell is unknown of that one alone, and of all where none tells it",
    arguments: ["limits", "permissions"])
  func incompletePlan(_ dataset: String) {
    func plan(_ name: String, _ id: Int, tells: Bool) -> String {
      let plan = Packet.plan(
        name, guid: name, limits: ["max_box": "10"], permissions: ["manage_dns": true]
      ).replacing("<id>1<", with: "<id>\(id)<")
      guard !tells, let start = plan.range(of: "<\(dataset)>"),
        let end = plan.range(of: "</\(dataset)>")
      else { return plan }
      return plan.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
    }
    func states(_ tells: [Bool]) -> [Bool] {
      let plans = tells.enumerated().map { plan("P\($0)", $0 + 1, tells: $1) }
      let webspaces = tells.indices.map { index in
        Packet.webspace("a\(index).fr", id: 10 + index, plans: ["P\(index)"])
      }
      let export = Export(Packet.make(plans + webspaces))
      #expect(
        export.findings.contains { $0.contains("\(dataset) of") } == tells.contains(false))
      let hosting = export.reading.hosting
      return hosting.packs.map { pack in
        dataset == "limits" ? pack.limits.isOpen || pack.overuse.isUnknown : pack.permissions.isOpen
      }
    }
    #expect(states([true, false, true]) == [false, true, false])
    #expect(states([false, false]) == [true, true])
    #expect(states([true, true]) == [false, false])
  }

  @Test("Where one hosting does not tell the version of PHP, it is unknown there alone")
  func untoldPHP() {
    func hosting(_ handler: String) -> String {
      "<hosting><vrt_hst><property><name>php</name><value>true</value></property>\(handler)"
        + "</vrt_hst></hosting>"
    }
    let told =
      "<property><name>php_handler_id</name><value>plesk-php84-fpm</value></property>"
    func plan(_ name: String, _ id: Int, _ handler: String) -> String {
      Packet.plan(name, guid: name).replacing("<id>1<", with: "<id>\(id)<").replacing(
        "<limits>", with: hosting(handler) + "<limits>")
    }
    func site(_ name: String, _ id: Int, _ handler: String) -> String {
      Packet.site(name, id: id, webspace: 1).replacing(
        "</gen_info>", with: "</gen_info>" + hosting(handler))
    }
    let export = Export(
      Packet.make(
        plan("P", 1, told), plan("Q", 2, ""),
        Packet.webspace("a.fr", id: 1, plans: ["P"], data: hosting(told)),
        Packet.webspace("d.fr", id: 9, plans: ["P"], data: hosting("")),
        site("a.fr", 1, told), site("b.fr", 2, told), site("c.fr", 3, "")))
    let read = export.reading.hosting
    #expect(read.packs.map(\.php.version.isUnknown) == [false, true])
    #expect(read.subscriptions.map(\.php.version.isUnknown) == [false, true])
    #expect(read.subscriptions[0].php.version.isAbsent)
    let unknown = read.domains.filter(\.php.version.isUnknown).compactMap {
      $0.name.map(read.domainNames.string)
    }
    #expect(unknown.contains("c.fr") && !unknown.contains("b.fr"), "\(unknown)")
  }

  @Test("A second base plan of a webspace is a finding, a plan that stands twice is none")
  func secondBasePlan() {
    func findings(_ plans: [String]) -> [String] {
      Export(
        Packet.make(
          Packet.plan("Starter", guid: "P"),
          Packet.plan("Other", guid: "Q").replacing("<id>1<", with: "<id>2<"),
          Packet.plan("More", guid: "A", addon: true),
          Packet.webspace("a.fr", id: 1, plans: plans))
      ).findings.filter { $0.contains("base plan") }
    }
    let found = findings(["P", "A", "Q"])
    #expect(found.count == 1)
    #expect(found.first?.contains("webspace a.fr names a second base plan, `Other`") == true)
    #expect(findings(["P", "A", "P"]) == [])
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

  @Test("An alias that does not say whose it is, is told")
  func ownerlessAlias() {
    let export = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1),
        Packet.alias("b.fr", site: 1).replacing("<site-id>1</site-id>", with: "<site-id/>")))
    #expect(export.findings.contains { $0.contains("site alias b.fr does not tell whose it is") })
    #expect(export.reading.hosting.domains[0].aliasesAreOpen)
  }

  @Test("A webspace and its own site are one domain, however they are written")
  func caseOfNames() {
    let site = Packet.site("a.fr", id: 1, webspace: 1).replacing("<guid>w-1<", with: "<guid>x<")
    let export = Export(Packet.make(Packet.webspace("A.FR", id: 1), site))
    #expect(export.identities == ["subscription/a.fr", "domain/a.fr/a.fr"])
  }

  @Test("An offer whose limits were not asked for is unknown, of that reseller alone")
  func resellerWithoutLimits() {
    let bare = Packet.reseller("agence", id: 3, guid: "g-1")
    let whole = Packet.reseller("studio", id: 4, guid: "g-2").replacing(
      "</gen-info>",
      with: "</gen-info><limits><resource-policy><oversell>true</oversell></resource-policy>"
        + "</limits><permissions/>")
    let export = Export(Packet.make(bare, whole))
    let resellers = export.reading.hosting.resellers
    #expect(resellers.map(\.limits.isOpen) == [true, false])
    #expect(resellers.map(\.oversell.isUnknown) == [true, false])
    #expect(export.findings.contains { $0.contains("the limits of the reseller's offer") })
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

extension Packet {
  static func make(_ operators: [String]) -> String {
    "<packet version=\"1.6.9.1\">" + operators.joined() + "</packet>"
  }
}
