import Diagnostics
import HostingModel
import PleskExports
import Testing

/// Answers that say less, or something else, than what was asked for.
@Suite("Answers of Plesk")
struct AnswerTests {
  private static let error = "<status>error</status><errcode>1006</errcode><errtext>no</errtext>"

  private static func hosting(_ settings: [String: String], word: String = "hosting") -> String {
    let properties = settings.sorted { $0.key < $1.key }
      .map { "<property><name>\($0)</name><value>\($1)</value></property>" }.joined()
    return "<\(word)><vrt_hst>\(properties)</vrt_hst></\(word)>"
  }

  private static func site(_ name: String, id: Int, _ data: String = "", status: Int = 0) -> String
  {
    Packet.site(name, id: id, webspace: 1)
      .replacing("<status>0</status>", with: "<status>\(status)</status>")
      .replacing("<status>\(status)</status><id>", with: "<status>ok</status><id>")
      .replacing("</gen_info>", with: "</gen_info>\(data)")
  }

  private static let php84 = hosting(["php": "true", "php_handler_id": "plesk-php84-fpm"])

  @Test(
    "A subdomain with settings of its own is written with them, a bare one as a name",
    arguments: [
      (hosting(["php": "true", "php_handler_id": "plesk-php56-fpm"]), 0, "version: 5.6\n"),
      (hosting(["php": "true", "php_handler_id": "plesk-php84-cgi"]), 0, "handler: cgi\n"),
      (hosting(["php": "true", "php_handler_id": "unheard-of"]), 0, "- php\n"),
      (hosting(["ssl": "false"]), 0, "ssl: false\n"), ("", 16, "status: 16\n"),
      (php84, 0, nil), (hosting(["php": "false"]), 0, nil), ("", 0, nil),
    ])
  func subdomains(_ data: String, _ status: Int, _ line: String?) {
    let export = Export(
      Packet.make(
        Packet.webspace("a.fr", id: 1, data: Self.php84), Self.site("a.fr", id: 1, Self.php84),
        Self.site("blog.a.fr", id: 2, data, status: status)))
    let outline = export.outline(withPlaces: false)
    #expect(outline.contains("- blog.a.fr\n") == (line == nil), "\(outline)")
    if let line { #expect(outline.contains(line), "\(outline)") }
    #expect(!export.reading.hosting.domains.contains { $0.isExtra })
  }

  @Test(
    "An error of a packet, an operator, an operation or a result is told with its reason",
    arguments: [
      "<site>\(error)</site>", "<site><get>\(error)</get></site>",
      "<site><get><result>\(error)</result></get></site>",
    ])
  func errors(_ site: String) {
    let export = Export(Packet.make(Packet.webspace("a.fr", id: 1), site))
    #expect(
      export.findings.filter { $0.contains("export-error: Plesk did not answer `site") }.count == 1)
    #expect(export.findings.contains { $0.contains("no (error 1006)") })
    let help = export.outcome.diagnostics.first { $0.rule == "export-error" }?.remedy
    #expect(help?.contains("is unknown: domains and subdomains") == true)
    #expect(export.outline(withPlaces: false).contains("- domains\n"))
    let packet = Export("<packet>\(Self.error)</packet>")
    #expect(packet.findings.first?.contains("Plesk refused the request: no") == true)
  }

  @Test("A list of domains that was refused leaves customers known")
  func refusedList() {
    let customers = Packet.customer("anne", id: 20, of: "")
    let export = Export(
      Packet.make(
        customers,
        "<customer><get-domain-list><result>\(Self.error)</result></get-domain-list></customer>"))
    #expect(export.findings.contains { $0.contains("`customer/get-domain-list`: no") })
    #expect(!export.outline(withPlaces: false).contains("- customers\n"))
    let refused = Export(
      Packet.make(customers, "<customer><get><result>\(Self.error)</result></get></customer>"))
    #expect(refused.outline(withPlaces: false).contains("- customers\n"))
  }

  @Test("An answer without data tells that there is nothing")
  func nothing() {
    let words = [
      "reseller", "customer", "service-plan", "service-plan-addon", "webspace", "site",
      "site-alias",
    ]
    let answers = words.map { "<\($0)><get><result><status>ok</status></result></get></\($0)>" }
    let export = Export(Packet.make(answers + [Packet.reseller("agence", id: 3, guid: "g")]))
    #expect(!export.findings.contains { $0.contains("which it is") }, "\(export.findings)")
    let outline = export.outline(withPlaces: false)
    for topic in ["customers", "packs", "subscriptions", "domains", "aliases"] {
      #expect(!outline.contains("- \(topic)\n"), "\(outline)")
    }
  }

  @Test("What a site tells of use and status is not its subscription's, its hosting is")
  func siteAlone() {
    let data = Self.hosting([
      "php": "true", "php_handler_id": "plesk-php56-fpm", "ftp_login": "usera",
    ])
    let site = Self.site("a.fr", id: 1, data, status: 16)
      .replacing("<guid>", with: "<real_size>4096</real_size><guid>")
    let alone = Export(Packet.make(site))
    let subscription = alone.reading.hosting.subscriptions[0]
    #expect(subscription.status.isUnknown && subscription.usage.isOpen)
    #expect(!alone.outline(withPlaces: false).contains("disk_space"))
    let outline = Export(Packet.make(Packet.webspace("a.fr", id: 1), site)).outline(
      withPlaces: false)
    #expect(outline.contains("version: 5.6\n") && outline.contains("system_user: usera\n"))
    let basic = Packet.webspace(
      "a.fr", id: 1, data: Self.hosting(["ftp_login": "userb"], word: "hosting-basic"))
    #expect(Export(Packet.make(basic)).outline(withPlaces: false).contains("system_user: userb\n"))
  }

  @Test("The server says how a handler of PHP runs; one that nothing tells of is named")
  func handlers() {
    func handler(_ type: String) -> String {
      "<php-handler><get><result><status>ok</status><id>my-fpm</id><version>8.4</version>"
        + "<type>\(type)</type></result></get></php-handler>"
    }
    let webspace = Packet.webspace(
      "a.fr", id: 1, data: Self.hosting(["php": "true", "php_handler_id": "my-fpm"]))
    for type in ["module", "cgi", "fastcgi", "fpm"] {
      let export = Export(Packet.make(handler(type), webspace))
      #expect(export.outline(withPlaces: false).contains("handler: \(type)\n"))
      #expect(!export.findings.contains { $0.contains("of PHP") })
    }
    let untold = Export(Packet.make(webspace))
    #expect(
      untold.findings.contains {
        $0.contains("the version or handler of PHP of the subscription a.fr")
      })
    #expect(untold.outcome.gaps.values.contains { $0.contains(.php) })
    // Two servers that differ tell nothing.
    let both = Export(Packet.make(handler("fpm"), handler("cgi"), webspace))
    #expect(both.outline(withPlaces: false).contains("handler: fpm\n"))
  }

  @Test(
    "What the list of domains names and no answer holds is told, and unknown of its subscription")
  func listed() {
    func domain(_ id: Int, _ name: String, _ type: String, _ main: Bool = false) -> String {
      "<domain><id>\(id)</id><name>\(name)</name><type>\(type)</type><main>\(main)</main>"
        + "<guid>x-\(id)</guid><domain-id>1</domain-id></domain>"
    }
    let list =
      "<customer><get-domain-list><result><status>ok</status><domains>"
      + domain(1, "a.fr", "domain", true) + domain(8, "e.fr", "domain")
      + domain(9, "lost.fr", "alias") + domain(901, "a.com", "alias")
      + "</domains></result></get-domain-list></customer>"
    let export = Export(
      Packet.make(
        list, Packet.webspace("a.fr", id: 1), Packet.webspace("b.fr", id: 2),
        Packet.site("a.fr", id: 1, webspace: 1), Packet.site("b.fr", id: 2, webspace: 2),
        Packet.alias("a.com", site: 1)))
    let found = export.findings.filter { $0.contains("the list of domains names") }
    #expect(found.count == 2, "\(found)")
    #expect(found.contains { $0.contains("site e.fr") })
    #expect(found.contains { $0.contains("site alias lost.fr") })
    #expect(export.reading.hosting.domains.map(\.aliasesAreOpen) == [true, false])
  }

  @Test("Answers that contradict each other are one finding for each entity")
  func contradictions() {
    func findings(_ answers: String...) -> [String] {
      Export(Packet.make(answers)).findings.filter { $0.contains("contradict") }
    }
    let webspace = Packet.webspace(
      "a.fr", id: 1, plans: ["P"], limits: ["max_box": "10"], data: "<stat><box>3</box></stat>")
    let other = webspace.replacing("<value>10<", with: "<value>3<")
      .replacing("<locked>false<", with: "<locked>true<")
    let found = findings(webspace, other, other)
    #expect(found.count == 1)
    #expect(
      found.first?.contains(
        "duplicate-entity: the answers about webspace a.fr contradict each other: "
          + "`limit max_box`, `locked`") == true, "\(found)")
    // What is in use changes from hour to hour.
    #expect(findings(webspace, webspace.replacing("<box>3<", with: "<box>4<")) == [])
    let customer = Packet.customer("anne", id: 20, of: "")
    #expect(findings(customer, customer.replacing("anne@", with: "b@")).count == 1)
    #expect(findings(customer, customer) == [])
  }

  @Test("An add-on that is named twice, or a second pack, leaves unknown what the plans give")
  func unclearPlans() {
    let plans = [
      Packet.plan("Starter", guid: "P", limits: ["max_box": "10"]),
      Packet.plan("Other", guid: "Q").replacing("<id>1<", with: "<id>2<"),
      Packet.plan("More", guid: "A", limits: ["max_box": "5"], addon: true),
    ]
    for names in [["P", "A", "A"], ["P", "Q"]] {
      let export = Export(
        Packet.make(
          plans + [Packet.webspace("a.fr", id: 1, plans: names, limits: ["max_box": "20"])]))
      #expect(export.findings.filter { $0.contains("invalid-value") }.count == 1, "\(names)")
      let hosting = export.reading.hosting
      for index in hosting.packs.indices {
        #expect(hosting.isUsed(PackID(index: index)).value != false, "\(names) \(index)")
      }
    }
  }

  @Test("An old answer about subdomains beside an account is told")
  func oldSubdomains() {
    let old =
      "<subdomain><get><result><status>ok</status><id>7</id><data><parent>a.fr</parent>"
      + "<name>shop.a.fr</name></data></result></get></subdomain>"
    let export = Export(Packet.make(Packet.webspace("a.fr", id: 1), old))
    #expect(export.findings.contains { $0.contains("the answer to `subdomain/get` is not read") })
  }
}
