import Diagnostics
import HostingModel
import PleskExports
import SourceText
import Testing

/// Values that cannot be read are findings at their elements, and unknown.
@Suite("Values of exports")
struct ValueTests {
  private static let webspace = Packet.webspace(
    "a.fr", id: 1, general: "<cr_date>2024-02-01</cr_date><real_size>1000</real_size>",
    plans: ["P"], limits: ["max_box": "10"], permissions: ["manage_dns": true],
    data: "<stat><box>3</box></stat>")

  private static func export(_ told: String, _ instead: String) -> Export {
    Export(
      Packet.make(
        Packet.plan("Starter", guid: "P"), webspace.replacing(told, with: instead),
        Packet.site("a.fr", id: 1, webspace: 1),
        Packet.alias("a.com", site: 1).replacing(
          "<site-id>", with: "<pref><seo-redirect>true</seo-redirect></pref><site-id>"
        ).replacing(told, with: instead)))
  }

  @Test(
    "A value that cannot be read is one finding, which says what it is",
    arguments: [
      ("<box>3<", "<box>three<", "`usage.mailboxes` cannot be `three`"),
      ("<box>3<", "<box>-3<", "`usage.mailboxes` cannot be negative: `-3`"),
      ("<real_size>1000<", "<real_size>much<", "`usage.disk_space` cannot be `much`"),
      ("<cr_date>2024-02-01<", "<cr_date>2024-02-31<", "`created` must be a day"),
      ("<locked>false<", "<locked>maybe<", "`locked`"),
      ("<status>0</status><guid>", "<status>fine</status><guid>", "`status` cannot be `fine`"),
      ("<value>true<", "<value>perhaps<", "`permissions.dns`"),
      ("<value>10<", "<value>ten<", "`limits.mailboxes` cannot be `ten`"),
      ("<value>10</value>", "<value/>", "`limits.mailboxes` cannot be ``"),
      ("<seo-redirect>true<", "<seo-redirect>seldom<", "`mode` cannot be `seldom`"),
      ("<limits>", "<limits><overuse>sometimes</overuse>", "`overuse` cannot be `sometimes`"),
      ("<box>3</box>", "<box/>", "`usage.mailboxes` cannot be ``"),
      ("<box>3</box>", "<box> </box>", "`usage.mailboxes` cannot be ``"),
      ("<box>3</box>", "<box><a>3</a></box>", "`usage.mailboxes` must be"),
      ("<real_size>1000<", "<real_size><", "`usage.disk_space` cannot be ``"),
      ("<cr_date>2024-02-01</cr_date>", "<cr_date/>", "`created` must be a day"),
      ("<locked>false</locked>", "<locked/>", "`locked` must be"),
      ("<status>0</status><guid>", "<status/><guid>", "`status` cannot be ``"),
      ("<value>true</value>", "<value/>", "`permissions.dns` must be"),
      ("<limits>", "<limits><overuse/>", "`overuse` cannot be ``"),
      ("<seo-redirect>true<", "<seo-redirect><", "`mode` cannot be ``"),
      ("<manage-dns>true</manage-dns>", "<manage-dns/>", "`dns_sync` must be"),
    ])
  func unreadable(_ told: String, _ instead: String, _ message: String) {
    let whole = Self.export("", "").reading.diagnostics
    #expect(whole.isEmpty, "\(whole)")
    let found = Self.export(told, instead).reading.diagnostics
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.message.contains(message) == true, "\(found.map(\.message))")
  }

  @Test("Unreadable values are unknown, and those beside them are not")
  func unknown() {
    let used = Self.export("<box>3<", "<box>three<").reading.hosting
    let quota = used.quota(
      used.quotaIndex(.mailboxes, of: EntityReference(.subscription, 0)))
    #expect(used.used(of: quota).value == nil)
    #expect(used.effectiveLimit(.mailboxes, of: SubscriptionID(0)).value?.amount == 10)
    let locked = Self.export("<locked>false<", "<locked>maybe<").reading.hosting
    #expect(locked.subscriptions[0].locked.isUnknown)
    #expect(locked.subscriptions[0].synchronized.value == true)
  }

  @Test("All limits to zero and all permissions revoked, but for those that are told")
  func sweeping() {
    let limits = Self.export("<limits>", "<limits><all-to-zero/>")
    #expect(limits.reading.diagnostics.isEmpty)
    let hosting = limits.reading.hosting
    let subscription = SubscriptionID(0)
    #expect(hosting.effectiveLimit(.mailboxes, of: subscription).value?.amount == 10)
    #expect(hosting.effectiveLimit(.databases, of: subscription).value?.amount == 0)
    #expect(hosting.effectiveLimit(.diskSpace, of: subscription).value?.amount == 0)
    let permissions = Self.export("<permissions>", "<permissions><revoke-all/>")
    #expect(permissions.reading.diagnostics.isEmpty)
    let outline = permissions.outline(withPlaces: false)
    for line in ["dns: true\n", "shell_access: none\n", "scheduled_tasks: false\n"] {
      #expect(outline.contains(line), "\(outline)")
    }
    // No export tells whether customers may get certificates.
    #expect(!outline.contains("ssl: "))
  }

  @Test(
    "Comments and spaces around a value are not part of it",
    arguments: [" true ", "<!-- c -->true", " <!-- c --> true <!-- d --> ", "<![CDATA[ true ]]>"])
  func comments(_ value: String) {
    let export = Self.export("<seo-redirect>true<", "<seo-redirect>\(value)<")
    #expect(export.reading.diagnostics.isEmpty)
    #expect(export.outline(withPlaces: false).contains("mode: redirect\n"))
  }

  @Test("Texts that may be empty are no finding")
  func emptyTexts() {
    let customer = Packet.customer("anne", id: 20, of: "").replacing(
      "<status>", with: "<cname></cname><pname/><phone/><status>")
    #expect(Export(Packet.make(customer)).reading.diagnostics.isEmpty)
  }

  @Test("The place of a CDATA section is that of its text")
  func section() {
    let export = Self.export("<box>3<", "<box><![CDATA[three]]><")
    let location = export.reading.diagnostics.first?.location
    let file = export.files[0]
    #expect(location.map { file.string(in: $0.range) } == "three")
    let name = Self.export("<name>a.fr<", "<name><![CDATA[a.fr]]><")
    #expect(name.identities.contains("subscription/a.fr"))
    // References are none in there.
    let reference = Self.export("<name>a.fr<", "<name><![CDATA[a&amp;.fr]]><")
    #expect(reference.outline(withPlaces: false).contains("domain: a&amp;.fr\n"))
  }

  @Test(
    "The version of PHP is what the server says of the handler, else what its id tells",
    arguments: [
      ("plesk-php84-fpm", "8.4"), ("x-httpd-lsphp-82", "8.2"), ("alt-php81-fpm", "8.1"),
      ("fastcgi-5.3", "5.3"), ("5.5.24", "5.5"), ("plesk-php810-fpm", "8.10"), ("fpm", nil),
      ("cgi", nil), ("custom-1", nil), ("system", "8.3"),
    ])
  func phpVersion(_ handler: String, _ version: String?) {
    let handlers =
      "<php-handler><get><result><status>ok</status><id>system</id><version>8.3.14</version>"
      + "</result></get></php-handler>"
    let hosting =
      "<hosting><vrt_hst><property><name>php_handler_id</name><value>\(handler)</value></property>"
      + "</vrt_hst></hosting>"
    let export = Export(
      Packet.make(handlers, Packet.webspace("a.fr", id: 1, data: hosting)))
    let outline = export.outline(withPlaces: false)
    if let version {
      #expect(outline.contains("version: \(version)\n"), "\(outline)")
    } else {
      #expect(!outline.contains("version: "))
      let hosting = export.reading.hosting
      #expect(hosting[hosting.subscriptions[0].php].version.isUnknown)
    }
  }

  @Test("The day on which an offer ends is kept")
  func offerEnd() {
    let reseller = Packet.reseller("agence", id: 3, guid: "g").replacing(
      "</gen-info>",
      with: "</gen-info><limits><limit><name>expiration</name><value>1830297600</value></limit>"
        + "</limits>")
    #expect(
      Export(Packet.make(reseller)).outline(withPlaces: false).contains(
        "limit.expiration: 1830297600\n"))
  }

  @Test("A day with a time is that day")
  func dayWithTime() {
    let export = Self.export("<cr_date>2024-02-01<", "<cr_date>2024-02-01 10:20:30<")
    #expect(export.reading.diagnostics.isEmpty)
    #expect(export.outline(withPlaces: false).contains("created: 2024-02-01\n"))
  }
}
