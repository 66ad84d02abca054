internal import HostingModel

/// The sites of subscriptions, and the aliases of sites.
extension AccountLinks {
  /// Gives each site to the subscription that its webspace is.
  mutating func linkSites(
    _ subscriptionOfWebspace: [Index: (account: Int, position: Int)], anonymous: inout Int?
  ) {
    // Sites whose webspace no packet holds, by what names it.
    var orphans: [String: (account: Int, position: Int)] = [:]
    for (index, site) in records.sites.records.enumerated() {
      let guid = value(.webspaceGUID, of: site)
      let id = value(.webspaceID, of: site)
      let number = id.map { tree.integer($0) } ?? restWebspace(of: site)
      let found =
        records.webspaces.find(guid: guid.map { tree.string($0).lowercased() }, near: site)
        ?? records.webspaces.find(id: number ?? nil, near: site, fileOf: fileOf)
        ?? (guid == nil && id == nil ? records.webspaces.find(guid: site.guid, near: site) : nil)
        ?? mainWebspace(of: site)
      if let found, let place = subscriptionOfWebspace[found] {
        accounts[place.account].subscriptions[place.position].sites.append(index)
        continue
      }
      let name = (guid ?? id).map(tree.string) ?? "\(index)"
      let place: (account: Int, position: Int)
      if let known = orphans[name] {
        place = known
      } else {
        let account = account(of: [], anonymous: &anonymous)
        place = (account, accounts[account].subscriptions.count)
        orphans[name] = place
        accounts[account].subscriptions.append(Subscription())
        if records.webspaces.has(guid: guid.map { tree.string($0).lowercased() })
          || records.webspaces.has(id: number ?? nil, near: site)
        {
          topics.formUnion([.subscriptions, .domains, .subdomains])
        } else if let mention = id ?? guid ?? value(.baseDomainID, of: site),
          records.answered[.webspace] != nil
        {
          addGap(
            "\(id == nil && guid == nil ? "domain" : "webspace") \(tree.string(mention))",
            of: "site \(site.name ?? "")", at: mention,
            [.subscriptions], .webspace)
        }
      }
      accounts[place.account].subscriptions[place.position].sites.append(index)
    }
    for account in accounts.indices {
      // Taken out, so that each is changed in place.
      var subscriptions = accounts[account].subscriptions
      accounts[account].subscriptions = []
      for position in subscriptions.indices { sortSites(of: &subscriptions[position]) }
      accounts[account].subscriptions = subscriptions
    }
  }

  /// Of webspaces that have one id, that which is called like the site.
  private func mainWebspace(of site: AccountRecords.Record) -> Int? {
    let named = records.webspaces.find(name: site.name, near: site, fileOf: fileOf)
    return named.flatMap { index in
      let webspace = records.webspaces.records[index]
      let isMeant =
        webspace.guid == text(.webspaceGUID, of: site)?.lowercased()
        && (webspace.id == nil || webspace.id == tree.integer(value(.webspaceID, of: site)))
      return webspace.guid != nil && isMeant ? index : nil
    }
  }

  /// The webspace of a domain of the REST API: that of the domain it is based on, and so on.
  private func restWebspace(of site: AccountRecords.Record) -> Int64? {
    guard var base = tree.integer(value(.baseDomainID, of: site)), base != 0 else { return site.id }
    // One is based on a subdomain's parent, which may be an addon domain.
    for _ in 0..<8 {
      guard let above = records.sites.find(id: base, near: site, fileOf: fileOf),
        let next = tree.integer(value(.baseDomainID, of: records.sites.records[above])), next != 0
      else { break }
      base = next
    }
    return base
  }

  /// The main site first; the others as they come.
  private func sortSites(of subscription: inout Subscription) {
    let webspace = subscription.webspace.map { records.webspaces.records[$0] }
    let main = subscription.sites.firstIndex { index in
      let site = records.sites.records[index]
      if let webspace {
        return isMain(site, of: webspace)
      }
      return site.guid != nil && site.guid == text(.webspaceGUID, of: site)?.lowercased()
        || site.id != nil && site.id == tree.integer(value(.webspaceID, of: site))
    }
    guard let main, main > 0 else { return }
    let site = subscription.sites.remove(at: main)
    subscription.sites.insert(site, at: 0)
  }

  /// Notes what lists of domains name and no answer holds.
  mutating func linkListed() {
    for entry in records.listed.values.joined().sorted() where !isHeld(entry) {
      let type = tree.value(.type, of: entry).map { tree.string($0).lowercased() } ?? "domain"
      let isAlias = type.contains("alias")
      let topic: Topic =
        isAlias ? .aliases : type.contains("subdomain") ? .subdomains : .domains
      let name = tree.value(.name, of: entry) ?? entry
      let around = AccountRecords.Record(
        id: nil, guid: nil, name: nil, scope: entry, sources: [entry])
      let site = records.sites.find(
        id: tree.integer(tree.value(.domainID, of: entry)), near: around, fileOf: fileOf)
      if let site { untoldOfSite[site, default: []].insert(topic) }
      addGap(
        "\(isAlias ? "site alias" : "site") \(tree.string(name))", of: "the list of domains",
        at: name, [topic], isAlias ? .siteAlias : .site, isOfOne: site != nil)
    }
  }

  /// Whether some answer holds what an entry of a list of domains names.
  private func isHeld(_ entry: ElementID) -> Bool {
    let guid = tree.value(.guid, of: entry).map { tree.string($0).lowercased() }
    let names = [ElementName.name, .asciiName].compactMap { tree.value($0, of: entry) }
      .map(tree.string)
    if guid == nil, names.isEmpty { return true }
    return [records.sites, records.webspaces, records.aliases].contains { table in
      table.has(guid: guid) || names.contains { table.has(name: $0) }
    } || !records.restFiles.isEmpty
  }

  /// Gives each alias to its site, or to the main domain of the webspace of that id.
  mutating func linkAliases() {
    for (index, alias) in records.aliases.records.enumerated() {
      guard let mention = value(.siteID, of: alias) else {
        topics.insert(.aliases)
        ownerlessAliases.append(index)
        continue
      }
      let id = tree.integer(mention)
      if let site = records.sites.find(id: id, near: alias, fileOf: fileOf) {
        aliasesOfSite[site, default: []].append(index)
      } else if let webspace = records.webspaces.find(id: id, near: alias, fileOf: fileOf) {
        aliasesOfWebspace[webspace, default: []].append(index)
      } else if records.sites.has(id: id, near: alias) {
        topics.formUnion([.domains, .aliases])
      } else {
        addGap(
          "site \(tree.string(mention))", of: "site alias \(alias.name ?? "")", at: mention,
          [.domains, .aliases], .site)
      }
    }
  }
}
