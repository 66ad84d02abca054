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
    for (position, parent) in parents {
      // What stands below a subdomain stands below its domain too.
      var above = parent
      for _ in 0..<domains.count {
        guard let next = parents[above], !isKept(domains[above]) else { break }
        above = next
      }
      if !isKept(domains[position]), let name = domains[position].name {
        result[above].subdomains.append(name)
      }
    }
    for index in result.indices { result[index].subdomains.sort() }
    return result.indices.filter { parents[$0] == nil || isKept(domains[$0]) }.map { result[$0] }
  }

  /// A subdomain that has aliases is written as a domain, since a name alone cannot hold them.
  private func isKept(_ domain: Domain) -> Bool { !domain.aliases.isEmpty }

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
