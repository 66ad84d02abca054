internal import HostingModel
internal import SourceText
internal import YAML

extension AccountWriter {
  /// One subscription with its domains.
  mutating func write(_ subscription: AccountLinks.Subscription) {
    let webspace = subscription.webspace.map { links.records.webspaces.records[$0] }
    let sites = subscription.sites.map { links.records.sites.records[$0] }
    guard let record = webspace ?? sites.first else { return }
    let name = links.value(.name, of: record)
    let place = name.map(tree.range) ?? tree.tag(record.sources[0])
    composer.openMapping(at: place)
    writeDomains(subscription, name: name, at: place)
    let provisions = Provisions(links.hostingSources(of: subscription), in: tree)
    let plans = subscription.webspace.flatMap { writePlans(of: $0) }
    add("system_user", text: provisions.hosting[.systemUser])
    // That of a site alone says nothing of its subscription.
    if let status = webspace.flatMap({ links.entry(.status, of: $0) }) {
      writeStatus(status)
    }
    writeSubscriptionState(webspace)
    add(
      "created", date: links.entry(.creationDate, of: record) ?? links.entry(.created, of: record))
    writeExpiry(provisions)
    writeOwn(provisions, plans: plans, at: place)
    writeUsage(webspace, at: place)
    writeUnknown(Unknowns.topics(of: subscription, links, tree), at: place)
    writeRest(provisions, plans: plans, record, at: place)
    composer.close(isCut: isCut(record))
  }

  /// `pack` and `addons`; what the plans give together, nil where not all of them are known.
  private mutating func writePlans(of index: AccountLinks.Index) -> PlanTotal? {
    let webspace = links.records.webspaces.records[index]
    let guids = links.planGUIDs(of: webspace)
    var base: AccountLinks.Plan?
    var addons: [(plan: AccountLinks.Plan, guid: ElementID)] = []
    var isComplete =
      webspace.datasets.contains(.subscriptions) && !links.unclearPlans.contains(index)
    for guid in guids {
      guard let plan = links.plan(of: guid), let name = packNames[plan] else {
        isComplete = false
        continue
      }
      if plan.isAddon {
        if !addons.contains(where: { $0.plan == plan }) { addons.append((plan, guid)) }
      } else if base == nil {
        base = plan
        composer.add("pack", at: tree.range(guid))
        composer.add(quoted: name, at: tree.range(guid))
      }
    }
    if let first = addons.first, !links.unclearPlans.contains(index) {
      composer.add("addons", at: tree.range(first.guid))
      composer.openList(at: tree.range(first.guid))
      for (plan, guid) in addons {
        composer.add(quoted: packNames[plan] ?? [], at: tree.range(guid))
      }
      composer.close()
    }
    return isComplete ? total(base: base, addons: addons.map(\.plan)) : nil
  }

  /// A number, of which 0 is active, or a word.
  private mutating func writeStatus(_ status: ElementID) {
    if let number = tree.integer(status) {
      add("status", number == 0 ? "active" : "suspended", at: status)
    } else if tree.equals(status, "disabled") {
      add("status", "suspended", at: status)
    } else {
      add("status", unread: status)
    }
  }

  private mutating func writeSubscriptionState(_ webspace: AccountRecords.Record?) {
    for source in webspace?.sources ?? [] {
      guard let list = tree.child(.subscriptions, of: source),
        let subscription = tree.child(.subscription, of: list)
      else { continue }
      add("locked", boolean: tree.entry(.locked, of: subscription))
      add("synchronized", boolean: tree.entry(.synchronized, of: subscription))
      return
    }
  }

  /// The day that a limit in seconds since 1970 falls on.
  private mutating func writeExpiry(_ provisions: Provisions) {
    guard let element = provisions.expiration else { return }
    guard let seconds = tree.integer(element), let date = CalendarDate(secondsSince1970: seconds)
    else { return add("expires", unread: element) }
    composer.add("expires", at: tree.range(element))
    composer.add("\(date)".utf8, at: tree.range(element))
  }

  /// Limits, overuse and permissions that differ from what the plans give.
  private mutating func writeOwn(
    _ provisions: Provisions, plans: PlanTotal?, at place: SourceRange
  ) {
    writeLimits(provisions, of: place) { resource, limit in
      guard let plans, !plans.isOpen, let value = limit.value else { return true }
      return plans.limits[resource.index] != value
    }
    if provisions.overuse?.word == nil
      || plans?.overuse != provisions.overuse?.word.map({ "\($0)" })
    {
      writeOveruse(provisions)
    }
    var own = provisions.permissions
    // A user who has a shell has it, whatever the owner may change.
    if let (access, place) = provisions.shell(in: tree), access != .none {
      var all = provisions
      all.grant(.shellAccess, .shell(access), at: place)
      own = all.permissions
    }
    if let plans { own.removeAll { plans.permissions[$0.permission] == $0.value } }
    writePermissions(own, provisions)
    var version = provisions.phpVersion(in: tree)
    var handler = provisions.phpHandler(in: tree)
    if let plans {
      if version?.text == plans.phpVersion { version = nil }
      if handler?.text == plans.phpHandler { handler = nil }
    }
    writePHP(version: version, handler: handler)
  }

  private mutating func writeRest(
    _ provisions: Provisions, plans: PlanTotal?, _ record: AccountRecords.Record,
    at place: SourceRange
  ) {
    var limits = provisions.otherLimits
    var permissions = provisions.otherPermissions
    if let plans {
      limits.removeAll { entry in
        tree.integer(entry.value).map { plans.otherLimits[entry.name] == $0 } ?? false
      }
      permissions.removeAll { entry in
        tree.boolean(entry.value).map { plans.otherPermissions[entry.name] == $0 } ?? false
      }
    }
    writeLabels(
      limits, permissions, status: status(of: record), hosting: otherHosting(of: record), at: place)
  }

  /// A kind of hosting other than a web site.
  private func otherHosting(of record: AccountRecords.Record) -> ElementID? {
    let type = links.value(.hostingType, of: record) ?? links.value(.hostingTypeREST, of: record)
    return type.flatMap {
      ["vrt_hst", "virtual", "vhost"].contains(tree.string($0)) ? nil : $0
    }
  }

  // MARK: - Usage

  private mutating func writeUsage(
    _ webspace: AccountRecords.Record?, at place: SourceRange
  ) {
    var used = [ElementID?](repeating: nil, count: Resource.count)
    var disk: (sum: Int64, element: ElementID)?
    func note(_ resource: Resource, _ element: ElementID?) {
      guard let element, used[resource.index] == nil else { return }
      used[resource.index] = element
    }
    for source in webspace?.sources ?? [] {
      guard let set = tree.child(.resourceUsage, of: source) else { continue }
      for resource in tree.children(of: set) where tree.name(resource) == .resource {
        guard let name = tree.value(.name, of: resource),
          let limit = LimitName.table.word(tree.utf8(name)), let kind = limit.resource
        else { continue }
        note(kind, tree.entry(.value, of: resource) ?? resource)
      }
    }
    for source in webspace?.sources ?? [] {
      if let set = tree.child(.stat, of: source) {
        for entry in tree.children(of: set) {
          guard let resource = Self.resource(ofStatistic: tree.string(in: tree.tag(entry))) else {
            continue
          }
          note(resource, entry)
        }
      }
      if let set = tree.child(.diskUsage, of: source), disk == nil {
        disk = (diskUsage(set), set)
      }
    }
    if used[Resource.diskSpace.index] == nil {
      // Both are measured once a day, at times of their own: the larger one is nearer to the truth.
      let real = webspace.flatMap { links.entry(.realSize, of: $0) }
      let size = real.flatMap { tree.integer($0) } ?? -1
      if let unread = unreadDiskUsage(webspace) {
        note(.diskSpace, unread)
        disk = nil
      } else if let disk, disk.sum > size, real == nil || size >= 0 {
        // The sum stands nowhere in the export.
        used[Resource.diskSpace.index] = nil
      } else {
        note(.diskSpace, real)
        disk = nil
      }
    } else {
      disk = nil
    }
    guard disk != nil || used.contains(where: { $0 != nil }) else { return }
    composer.add("usage", at: place)
    composer.openMapping(at: place)
    if let disk {
      composer.add("disk_space", at: tree.tag(disk.element))
      composer.add("\(disk.sum)".utf8, at: tree.tag(disk.element))
    }
    for resource in Resource.allCases {
      guard let element = used[resource.index] else { continue }
      add(resource.key, unread: element)
    }
    composer.close()
  }

  /// What an entry of `stat` counts.
  private static func resource(ofStatistic name: String) -> Resource? {
    switch name {
    case "traffic": .traffic
    case "subdom": .subdomains
    case "wu": .webUsers
    case "box": .mailboxes
    case "maillists": .mailingLists
    case "db": .databases
    case "sites": .domains
    default: nil
    }
  }

  /// A part of what is used on disk that is no number of bytes.
  private func unreadDiskUsage(_ webspace: AccountRecords.Record?) -> ElementID? {
    guard let set = tree.child(.diskUsage, ofAny: webspace?.sources ?? []) else { return nil }
    return tree.children(of: set).first { entry in
      // What the end of the text cut off says nothing yet.
      !tree.elements[entry].isCut && tree.integer(entry).map { $0 < 0 } ?? true
    }
  }

  /// The bytes of all parts; those of the kinds of database are in `dbases` already.
  private func diskUsage(_ set: ElementID) -> Int64 {
    var sum: Int64 = 0
    for entry in tree.children(of: set) {
      let name = tree.string(in: tree.tag(entry))
      if name == "mysql_dbases" || name == "mssql_dbases" { continue }
      guard let value = tree.integer(entry), value > 0 else { continue }
      let (more, overflows) = sum.addingReportingOverflow(value)
      sum = overflows ? .max : more
    }
    return sum
  }
}
