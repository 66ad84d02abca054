/// Packets of a made-up account, as large as one likes.
package struct ExportGenerator {
  private var text = ""

  /// The answers to everything about an account.
  ///
  /// - Parameters:
  ///   - subscriptions: How many there are; one of four customers has two of them.
  ///   - isOneLine: Whether there are no line breaks, as in Plesk's own answers.
  package static func packet(subscriptions count: Int, isOneLine: Bool = true) -> String {
    var generator = ExportGenerator()
    generator.text.reserveCapacity(count * 5000)
    generator.write(count)
    return isOneLine
      ? generator.text : generator.text.split(separator: "><").joined(separator: ">\n<")
  }

  private mutating func write(_ count: Int) {
    text += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<packet version=\"1.6.9.1\">"
    writeReseller()
    writePlans()
    let customers = max(1, count * 4 / 5)
    text += "<customer><get>"
    for index in 0..<customers { writeCustomer(index) }
    text += "</get></customer><webspace><get>"
    for index in 0..<count { writeWebspace(index, customer: index % customers) }
    text += "</get></webspace><site><get>"
    for index in 0..<count {
      writeSite(index, id: 100_000 + index, name: "kunde-\(index).fr")
      if index % 5 == 0 {
        writeSite(index, id: 300_000 + index, name: "blog.kunde-\(index).fr")
      }
      if index % 50 == 0 { writeSite(index, id: 400_000 + index, name: "laden-\(index).fr") }
    }
    text += "</get></site><site-alias><get>"
    for index in 0..<count where index % 2 == 0 { writeAlias(index) }
    text += "</get></site-alias></packet>\n"
  }

  private mutating func writeReseller() {
    text += "<reseller><get><result><status>ok</status><id>3</id><data><gen-info>"
    text +=
      "<cr-date>2020-01-01</cr-date><cname>Agence Exemple</cname><pname>Agence Exemple</pname>"
    text += "<login>agence-exemple</login><status>0</status><email>ops@agence-exemple.fr</email>"
    text += "<guid>3f2fb67d-9f62-4ba9-a88d-8f8b6877c95c</guid></gen-info><limits><resource-policy>"
    text += "<oversell>true</oversell><overuse>block</overuse></resource-policy>"
    text += limits([("max_cl", -1), ("max_dom", -1), ("disk_space", -1), ("max_traffic", -1)])
    text += "</limits></data></result></get></reseller>"
  }

  private mutating func writePlans() {
    text += "<service-plan><get>"
    for (index, name) in ["Starter", "Business", "Shop"].enumerated() {
      text += "<result><status>ok</status><id>\(index + 1)</id><name>\(name)</name>"
      text += "<guid>\(Self.planGUID(index))</guid><owner-login>agence-exemple</owner-login>"
      text += "<limits><overuse>block</overuse>\(limits(Self.limits(index)))</limits>"
      text +=
        "<hosting><vrt_hst><property><name>php_handler_id</name><value>plesk-php84-fpm</value>"
      text += "</property></vrt_hst></hosting><permissions>\(permissions)</permissions></result>"
    }
    text += "</get></service-plan><service-plan-addon><get><result><status>ok</status><id>9</id>"
    text += "<name>More disk</name><guid>\(Self.planGUID(9))</guid>"
    text += "<owner-login>agence-exemple</owner-login>"
    text += "<limits>\(limits([("disk_space", 10_737_418_240)]))</limits></result></get>"
    text += "</service-plan-addon>"
  }

  private mutating func writeCustomer(_ index: Int) {
    text += "<result><status>ok</status><filter-id>\(1000 + index)</filter-id>"
    text += "<id>\(1000 + index)</id><data><gen_info><cr_date>2021-04-12</cr_date>"
    text +=
      "<cname>Boutique \(index)</cname><pname>Louise Martin</pname><login>kunde\(index)</login>"
    text += "<status>0</status><phone>+33 1 23 45 67 89</phone><fax></fax>"
    text += "<email>kontakt@kunde-\(index).fr</email><address>1 rue Exemple</address>"
    text += "<city>Paris</city><state></state><pcode>75001</pcode><country>FR</country>"
    text += "<locale>fr-FR</locale><guid>\(Self.guid(1, index))</guid>"
    text += "<owner-login>agence-exemple</owner-login>"
    text +=
      "<vendor-guid>3f2fb67d-9f62-4ba9-a88d-8f8b6877c95c</vendor-guid><external-id></external-id>"
    text += "<password>geheim-\(index * 7919 % 1_000_003)-k</password>"
    text += "<password_type>plain</password_type></gen_info></data></result>"
  }

  private mutating func writeWebspace(_ index: Int, customer: Int) {
    let name = "kunde-\(index).fr"
    text += "<result><status>ok</status><id>\(100_000 + index)</id><data><gen_info>"
    text += "<cr_date>2022-02-03</cr_date><name>\(name)</name><ascii-name>\(name)</ascii-name>"
    text += "<status>0</status><real_size>\(90_000_000 + index * 100_003)</real_size>"
    text += "<owner-id>\(1000 + customer)</owner-id><dns_ip_address>192.0.2.7</dns_ip_address>"
    text += "<htype>vrt_hst</htype><guid>\(Self.guid(2, index))</guid>"
    text +=
      "<vendor-guid>3f2fb67d-9f62-4ba9-a88d-8f8b6877c95c</vendor-guid></gen_info><hosting><vrt_hst>"
    for (name, value) in [
      ("ftp_login", "u\(index)"), ("ftp_password", "geheim-\(index * 6101 % 1_000_003)-w"),
      ("ftp_quota", "-1"), ("ssl", "true"), ("shell", "/bin/false"), ("php", "true"),
      ("php_handler_id", "plesk-php84-fpm"), ("ssi", "false"), ("cgi", "false"),
      ("webstat", "awstats"), ("www_root", "/var/www/vhosts/\(name)/httpdocs"),
    ] {
      text += "<property><name>\(name)</name><value>\(value)</value></property>"
    }
    text += "<ip_address>192.0.2.7</ip_address></vrt_hst></hosting><limits><overuse>block</overuse>"
    text += limits(Self.limits(index % 3, addon: index % 10 == 0, own: index % 40 == 0))
    text += "</limits><stat><traffic>123456</traffic><subdom>0</subdom><wu>0</wu><box>3</box>"
    text += "<redir>0</redir><mg>0</mg><resp>0</resp><maillists>0</maillists><db>1</db>"
    text += "<mssql_db>0</mssql_db><traffic_prevday>0</traffic_prevday><domains>1</domains>"
    text += "<sites>1</sites></stat><disk_usage><httpdocs>\(80_000_000 + index * 1003)</httpdocs>"
    text +=
      "<httpsdocs>0</httpsdocs><subdomains>0</subdomains><logs>1000</logs><dbases>5000</dbases>"
    text += "<mailboxes>9000</mailboxes></disk_usage><subscriptions><subscription>"
    text += "<locked>\(index % 100 == 0)</locked><synchronized>true</synchronized>"
    text += "<plan><plan-guid>\(Self.planGUID(index % 3))</plan-guid></plan>"
    if index % 10 == 0 { text += "<plan><plan-guid>\(Self.planGUID(9))</plan-guid></plan>" }
    text += "</subscription></subscriptions><permissions>\(permissions)</permissions>"
    text += "</data></result>"
  }

  private mutating func writeSite(_ index: Int, id: Int, name: String) {
    let isMain = id < 300_000
    text += "<result><status>ok</status><id>\(id)</id><data><gen_info><cr_date>2022-02-03</cr_date>"
    text += "<name>\(name)</name><ascii-name>\(name)</ascii-name><status>0</status>"
    text += "<real_size>1000</real_size><htype>vrt_hst</htype>"
    text += "<guid>\(Self.guid(isMain ? 2 : 4, isMain ? index : id))</guid>"
    text += "<webspace-guid>\(Self.guid(2, index))</webspace-guid>"
    text += "<webspace-id>\(100_000 + index)</webspace-id></gen_info></data></result>"
  }

  private mutating func writeAlias(_ index: Int) {
    text += "<result><status>ok</status><id>\(500_000 + index)</id><info><status>0</status><pref>"
    text +=
      "<web>true</web><mail>false</mail><seo-redirect>\(index % 20 != 0)</seo-redirect></pref>"
    text += "<manage-dns>true</manage-dns><site-id>\(100_000 + index)</site-id>"
    text += "<name>alias-\(index).fr</name></info></result>"
  }

  private static func limits(
    _ plan: Int, addon: Bool = false, own: Bool = false
  ) -> [(String, Int)] {
    [
      ("max_site", 1 + plan), ("max_subdom", -1), ("max_dom_aliases", 5),
      ("disk_space", (plan + 1) * 5_368_709_120 + (addon ? 10_737_418_240 : 0)),
      ("disk_space_soft", 0), ("max_traffic", own ? -1 : 107_374_182_400), ("max_wu", 0),
      ("max_subftp_users", 0), ("max_db", 2 + plan), ("max_box", 10), ("mbox_quota", 104_857_600),
      ("max_maillists", 0), ("expiration", -1), ("max_mn", 3), ("max_site_builder", 1),
    ]
  }

  private func limits(_ limits: [(String, Int)]) -> String {
    limits.map { "<limit><name>\($0)</name><value>\($1)</value></limit>" }.joined()
  }

  private let permissions = [
    "manage_dns", "manage_phosting", "manage_php_settings", "allow_insecure_sites",
    "manage_sh_access", "manage_not_chroot_shell", "manage_crontab", "manage_spamfilter",
    "allow_local_backups", "manage_log", "create_domains", "manage_subdomains",
    "manage_domain_aliases", "manage_subftp", "manage_mail_settings", "manage_maillists",
  ].map { name in
    let isGranted = ["manage_dns", "create_domains", "manage_log"].contains(name)
    return "<permission><name>\(name)</name><value>\(isGranted)</value></permission>"
  }.joined()

  private static func guid(_ kind: Int, _ index: Int) -> String {
    let digits = String(index)
    return "0000000\(kind)-9f62-4ba9-a88d-" + String(repeating: "0", count: 12 - digits.count)
      + digits
  }

  private static func planGUID(_ index: Int) -> String { guid(7, index) }
}
