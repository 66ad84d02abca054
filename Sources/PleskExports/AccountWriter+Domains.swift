internal import HostingModel
internal import SourceText
internal import YAML

extension AccountWriter {
  /// A site with what belongs to it.
  private struct Domain {
    var name: ElementID?
    /// The records that say something of it, the webspace's for the main one.
    var records: [AccountRecords.Record]
    var isMain = false
    var site: Int?
    var aliases: [Int] = []
    var subdomains: [ElementID] = []

    init(name: ElementID?, records: [AccountRecords.Record]) {
      self.name = name
      self.records = records
    }
  }

  /// The domains of a subscription, in the short form where it has one.
  mutating func writeDomains(
    _ subscription: AccountLinks.Subscription, name: ElementID?, at place: SourceRange
  ) {
    let domains = domains(of: subscription, name: name)
    if domains.count == 1, let only = domains.first, let name = only.name {
      add("domain", text: name)
      writeParts(of: only, at: place)
      return
    }
    guard domains.contains(where: { $0.name != nil }) else { return }
    composer.add("domains", at: place)
    composer.openList(at: place)
    for domain in domains {
      guard let name = domain.name else { continue }
      composer.openMapping(at: tree.range(name))
      add("name", text: name)
      writeParts(of: domain, at: tree.range(name))
      if !domain.isMain { writeOwnParts(of: domain) }
      composer.close()
    }
    composer.close()
  }

  /// The main domain, then the addon domains; subdomains go to the domain that they are below.
  private func domains(
    of subscription: AccountLinks.Subscription, name: ElementID?
  ) -> [Domain] {
    var domains: [Domain] = []
    let webspace = subscription.webspace.map { links.records.webspaces.records[$0] }
    for (position, index) in subscription.sites.enumerated() {
      let site = links.records.sites.records[index]
      let isMain =
        webspace.map { links.isMain(site, of: $0) } ?? (position == 0)
      var domain = Domain(
        name: isMain && webspace != nil ? name : links.value(.name, of: site), records: [site])
      domain.isMain = isMain
      domain.site = index
      domain.aliases = links.aliasesOfSite[index] ?? []
      domains.append(domain)
    }
    if let webspace, let index = subscription.webspace {
      if domains.first?.isMain != true {
        var domain = Domain(name: name, records: [])
        domain.isMain = true
        domains.insert(domain, at: 0)
      }
      domains[0].records.append(webspace)
      domains[0].aliases += links.aliasesOfWebspace[index] ?? []
    }
    return sortSubdomains(domains)
  }

  private func sortSubdomains(_ domains: [Domain]) -> [Domain] {
    guard domains.count > 1 else { return domains }
    let names = domains.map { $0.name.map { tree.string($0).lowercased() } ?? "" }
    let positions = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var parents: [Int: Int] = [:]
    for (position, domain) in domains.enumerated() where !domain.isMain {
      if let parent = parent(of: position, domain, names[position], positions) {
        parents[position] = parent
      }
    }
    var result = domains
    var kept: Set<Int> = []
    // Of a domain with thousands of subdomains they are read once.
    var settings: [Int: Settings] = [:]
    // What stands below a subdomain comes behind it.
    for position in parents.keys.sorted(by: {
      (names[$0].utf8.count, $0) < (names[$1].utf8.count, $1)
    }) {
      guard var above = parents[position] else { continue }
      // What stands below a subdomain stands below its domain too.
      for _ in 0..<domains.count {
        guard let next = parents[above], !kept.contains(above) else { break }
        above = next
      }
      let others = settings[above] ?? self.settings(of: domains[above])
      settings[above] = others
      if isKept(domains[position], beside: others) {
        kept.insert(position)
      } else if let name = domains[position].name {
        result[above].subdomains.append(name)
      }
    }
    for index in result.indices { result[index].subdomains.sort() }
    return result.indices.filter { parents[$0] == nil || kept.contains($0) }.map { result[$0] }
  }

  /// A subdomain that has aliases, or settings other than those of the domain above it, is written
  /// as a domain, since a name alone cannot hold them.
  private func isKept(_ domain: Domain, beside others: Settings) -> Bool {
    if !domain.aliases.isEmpty { return true }
    let listed = tree.child(.aliases, ofAny: domain.records.flatMap(\.sources))
    if let listed, tree.children(of: listed).contains(where: { tree.value(.name, of: $0) != nil }) {
      return true
    }
    let own = settings(of: domain)
    return own.php != nil && own.php != others.php || own.ssl != nil && own.ssl != others.ssl
      || own.mail != nil && own.mail != others.mail
      || own.status != "0" && own.status != nil && own.status != others.status
  }

  /// What a site says of itself that its domain may say otherwise.
  private struct Settings {
    let php: [String]?
    let ssl: Bool?
    let mail: Bool?
    let status: String?
  }

  private func settings(of domain: Domain) -> Settings {
    let sources = domain.records.flatMap(\.sources)
    let hosting = Provisions.hosting(of: sources, in: tree)
    var php: [String]?
    let isOff = hosting[.php].map { tree.boolean($0) == false } ?? false
    if !isOff, hosting[.php] != nil || hosting[.phpHandlerID] != nil {
      let told = Provisions(sources, in: tree)
      let version = told.phpVersion(in: tree)?.text
      let handler = told.phpHandler(in: tree)?.text
      // Of two handlers of one id, neither known, both are the same.
      php =
        [version, handler].contains(nil)
        ? [hosting[.phpHandlerID].map(tree.string) ?? "", handler ?? ""]
        : [version ?? "", handler ?? ""]
    }
    let ssl =
      hosting[.certificate] != nil
      ? true : hosting[.ssl].flatMap { tree.boolean($0) == false ? false : nil }
    let mail = tree.child(.mail, ofAny: sources).flatMap {
      tree.boolean(tree.entry(.mailService, of: $0))
    }
    let status = domain.records.first.flatMap { links.text(.status, of: $0) }
    return Settings(php: php, ssl: ssl, mail: mail, status: status)
  }

  /// The domain that one is a subdomain of, by the list of domains, else by its name.
  private func parent(
    of position: Int, _ domain: Domain, _ name: String, _ positions: [String: Int]
  ) -> Int? {
    if let type = listedType(of: domain.records.first), !type.contains("subdomain") { return nil }
    var rest = name[...]
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      if let found = positions[String(rest)], found != position { return found }
    }
    return nil
  }

  /// What the list of domains calls a site, in lower case.
  private func listedType(of site: AccountRecords.Record?) -> String? {
    guard let site, let id = site.id, let listed = links.records.listed[id] else { return nil }
    let entry = listed.first { entry in
      let guid = tree.value(.guid, of: entry).map { tree.string($0).lowercased() }
      if let guid, let known = site.guid { return guid == known }
      return tree.value(.name, of: entry).map(tree.string) == site.name
    }
    return tree.value(.type, of: entry).map { tree.string($0).lowercased() }
  }

  // MARK: - Parts

  /// What may stand beside a domain's name in either form.
  private mutating func writeParts(of domain: Domain, at place: SourceRange) {
    for record in domain.records {
      if let mail = tree.child(.mail, ofAny: record.sources),
        let service = tree.entry(.mailService, of: mail)
      {
        add("mail", boolean: service)
        break
      }
    }
    for record in domain.records {
      let hosting = Provisions.hosting(of: record.sources, in: tree)
      if let certificate = hosting[.certificate] {
        add("ssl", "true", at: certificate)
        break
      }
      if let ssl = hosting[.ssl], tree.boolean(ssl) == false {
        add("ssl", "false", at: ssl)
        break
      }
    }
    if let first = domain.subdomains.first {
      composer.add("subdomains", at: tree.range(first))
      composer.openList(at: tree.range(first))
      for subdomain in domain.subdomains { addText(subdomain) }
      composer.close()
    }
    writeAliases(of: domain, at: place)
  }

  /// What stands with a domain in the long form alone.
  private mutating func writeOwnParts(of domain: Domain) {
    guard let record = domain.records.first, let name = domain.name else { return }
    let provisions = Provisions(record.sources, in: tree)
    writePHP(version: provisions.phpVersion(in: tree), handler: provisions.phpHandler(in: tree))
    writeUnknown(Unknowns.topics(ofSite: record, tree), at: tree.range(name))
    writeLabels([], [], status: status(of: record), at: tree.range(name))
  }

  private mutating func writeAliases(of domain: Domain, at place: SourceRange) {
    let listed = tree.child(.aliases, ofAny: domain.records.flatMap(\.sources))
    let objects = listed.map { Array(tree.children(of: $0)) } ?? []
    guard !domain.aliases.isEmpty || objects.contains(where: { tree.value(.name, of: $0) != nil })
    else { return }
    composer.add("aliases", at: place)
    composer.openList(at: place)
    var names: Set<String> = []
    for index in domain.aliases {
      let record = links.records.aliases.records[index]
      let info = record.sources[0]
      if let name = tree.value(.name, of: info) { names.insert(ascii(name)) }
      writeAlias(
        info, settings: tree.child(.pref, of: info) ?? info,
        sync: tree.entry(.manageDNS, of: info), status: status(of: record), isCut: isCut(record))
    }
    // What packets say too, they say in full.
    for object in objects
    where tree.value(.name, of: object).map({ !names.contains(ascii($0)) }) ?? false {
      writeAlias(
        object, settings: object, sync: tree.entry(.dns, of: object), status: nil,
        isCut: tree.elements[object].isCut)
    }
    composer.close()
  }

  private func ascii(_ name: ElementID) -> String {
    String(decoding: DomainName(tree.utf8(name)).ascii, as: UTF8.self)
  }

  private mutating func writeAlias(
    _ element: ElementID, settings: ElementID, sync: ElementID?, status: ElementID?, isCut: Bool
  ) {
    guard let name = tree.value(.name, of: element) else { return }
    composer.openMapping(at: tree.range(name))
    add("name", text: name)
    if let redirect = tree.entry(.seoRedirect, of: settings) {
      if let value = tree.boolean(redirect) {
        add("mode", value ? "redirect" : "same-site", at: redirect)
      } else {
        add("mode", unread: redirect)
      }
    }
    add("dns_sync", boolean: sync)
    add("mail", boolean: tree.entry(.mail, of: settings))
    add("web", boolean: tree.entry(.web, of: settings))
    writeLabels([], [], status: status, at: tree.range(name))
    composer.close(isCut: isCut)
  }
}
