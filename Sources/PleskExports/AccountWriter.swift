internal import HostingModel
internal import SourceText
internal import YAML

/// Writes the accounts of an export as a hosting tree, each entry at its place in the export.
struct AccountWriter {
  let tree: ElementTree
  let links: AccountLinks
  /// What the export does not tell, of any account.
  let topics: Set<Topic>
  var composer: TreeComposer
  /// Names of plans as packs are called by them in the account that is written.
  var packNames: [AccountLinks.Plan: [UInt8]] = [:]
  private var provisions: [AccountLinks.Plan: Provisions] = [:]
  /// What combinations of plans give, by the plans.
  private var totals: [[AccountLinks.Plan]: PlanTotal] = [:]

  init(
    _ tree: ElementTree, _ links: AccountLinks, topics: Set<Topic>, composer: consuming TreeComposer
  ) {
    self.tree = tree
    self.links = links
    self.topics = topics
    self.composer = composer
    for plan in Set(links.accounts.flatMap(\.plans)) {
      provisions[plan] = Provisions(links.record(of: plan).sources, in: tree)
    }
  }

  /// Writes each account as a document.
  ///
  /// - Parameter head: What stands for the whole of them: the first packet's name.
  mutating func write(head: SourceRange) {
    let marks = accountMarks()
    for (account, mark) in zip(links.accounts, marks) { write(account, mark: mark, head: head) }
  }

  /// Resellers of two servers may have one login, and a hosting file knows them by it: the GUID,
  /// or its first part, tells them apart.
  private func accountMarks() -> [String] {
    let logins = links.accounts.map { account in
      account.reseller.flatMap { links.value(.login, of: links.records.resellers.records[$0]) }
        ?? account.mention
    }.map { $0.map(tree.string) ?? "" }
    let shared = Dictionary(grouping: logins.indices, by: { logins[$0] })
    var marks = [String](repeating: "", count: logins.count)
    for (login, indices) in shared where indices.count > 1 && !login.isEmpty {
      let guids = indices.map { links.accounts[$0].guid ?? "" }
      let parts = guids.map { String($0.prefix { $0 != "-" }) }
      let words = Set(parts).count == parts.count ? parts : guids
      for (index, word) in zip(indices, words) where !word.isEmpty { marks[index] = " (\(word))" }
    }
    return marks
  }

  private mutating func write(
    _ account: AccountLinks.Account, mark: String, head: SourceRange
  ) {
    composer.openMapping(at: head)
    composer.add("hosting", at: head)
    composer.add("1", at: head)
    var unknown = topics
    if account.reseller == nil, account.mention == nil { unknown.insert(.reseller) }
    writeUnknown(unknown, beyond: [], at: head)
    if let reseller = account.reseller {
      writeReseller(links.records.resellers.records[reseller], mark: mark)
    } else if let mention = account.mention {
      composer.add("reseller", at: tree.range(mention))
      if tree.name(mention) == .ownerID {
        composer.add(quoted: "reseller-\(tree.string(mention))".utf8, at: tree.range(mention))
      } else {
        addText(mention, mark: mark)
      }
    }
    writePacks(account.plans, head: head)
    writeCustomers(account, head: head)
    let own = account.subscriptions.filter { if case .customer = $0.owner { false } else { true } }
    if !own.isEmpty {
      composer.add("subscriptions", at: head)
      composer.openList(at: head)
      for subscription in own { write(subscription) }
      composer.close()
    }
    composer.close()
  }

  /// Writes what is unknown of an entity alone.
  mutating func writeUnknown(_ unknown: Set<Topic>, at place: SourceRange) {
    writeUnknown(unknown, beyond: topics, at: place)
  }

  private mutating func writeUnknown(
    _ unknown: Set<Topic>, beyond known: Set<Topic>, at place: SourceRange
  ) {
    if unknown.isSubset(of: known) { return }
    let unknown = unknown.subtracting(known)
    composer.add("unknown", at: place)
    composer.openList(at: place)
    for topic in Topic.allCases where unknown.contains(topic) {
      composer.add(topic.word, at: place)
    }
    composer.close()
  }

  // MARK: - Reseller and customers

  private mutating func writeReseller(_ record: AccountRecords.Record, mark: String) {
    let place = links.value(.login, of: record).map(tree.range) ?? tree.tag(record.sources[0])
    composer.add("reseller", at: place)
    composer.openMapping(at: place)
    if let login = links.value(.login, of: record) {
      composer.add("login", at: tree.range(login))
      addText(login, mark: mark)
    }
    add(
      "name",
      text: links.value(.companyName, of: record) ?? links.value(.company, of: record)
        ?? links.value(.personName, of: record) ?? links.value(.name, of: record))
    addEmail(of: record)
    let provisions = Provisions(record.sources, in: tree)
    for source in record.sources {
      guard let limits = tree.child(.limits, of: source),
        let policy = tree.child(.resourcePolicy, of: limits),
        let oversell = tree.entry(.oversell, of: policy)
      else { continue }
      add("oversell", boolean: oversell)
      break
    }
    writeLimits(provisions, of: place) { _, _ in true }
    writePermissions(provisions.permissions, provisions)
    writeUnknown(Unknowns.topics(ofReseller: record), at: place)
    writeLabels(
      provisions.otherLimits, provisions.otherPermissions, expiration: provisions.expiration,
      status: status(of: record), at: place)
    composer.close(isCut: isCut(record))
  }

  private mutating func writeCustomers(_ account: AccountLinks.Account, head: SourceRange) {
    guard !account.customers.isEmpty else { return }
    var owned: [Int: [AccountLinks.Subscription]] = [:]
    for subscription in account.subscriptions {
      if case .customer(let customer) = subscription.owner {
        owned[customer, default: []].append(subscription)
      }
    }
    composer.add("customers", at: head)
    composer.openList(at: head)
    for customer in account.customers {
      let record = links.records.customers.records[customer]
      let login = links.entry(.login, of: record)
      let place = login.map(token) ?? tree.tag(record.sources[0])
      composer.openMapping(at: place)
      add("login", text: login)
      // The REST API calls the person `name`.
      add(
        "name", text: links.value(.personName, of: record) ?? container(.name, of: record))
      add(
        "company",
        text: links.value(.companyName, of: record) ?? container(.company, of: record))
      addEmail(of: record)
      writeLabels([], [], status: status(of: record), at: place)
      if let subscriptions = owned[customer] {
        composer.add("subscriptions", at: place)
        composer.openList(at: place)
        for subscription in subscriptions { write(subscription) }
        composer.close()
      }
      composer.close(isCut: isCut(record))
    }
    composer.close()
  }

  /// An address, or where it stands without one.
  private mutating func addEmail(of record: AccountRecords.Record) {
    if let email = container(.email, of: record) {
      add("email", text: email)
    } else if let empty = tree.child(.email, ofAny: links.general(record)) {
      composer.add(blank: "email", at: tree.tag(empty))
    }
  }

  /// A text, or what holds something else in its place.
  private func container(_ name: ElementName, of record: AccountRecords.Record) -> ElementID? {
    links.entry(name, of: record).flatMap {
      tree.isBlank($0) && !tree.holdsElements($0) ? nil : $0
    }
  }

  /// The status of an entity that is not in service.
  func status(of record: AccountRecords.Record) -> ElementID? {
    links.value(.status, of: record).flatMap { tree.equals($0, "0") ? nil : $0 }
  }

  func isCut(_ record: AccountRecords.Record) -> Bool {
    record.sources.contains { tree.elements[$0].isCut }
  }

  // MARK: - Packs

  private mutating func writePacks(_ plans: [AccountLinks.Plan], head: SourceRange) {
    packNames = [:]
    guard !plans.isEmpty else { return }
    composer.add("packs", at: head)
    composer.openMapping(at: head)
    var seen: Set<[UInt8]> = []
    for plan in plans {
      let record = links.record(of: plan)
      let nameElement = links.value(.name, of: record)
      let place = nameElement.map(tree.range) ?? tree.tag(record.sources[0])
      var name = nameElement.map { Array(tree.utf8($0)) } ?? Array((record.guid ?? "pack").utf8)
      // Plesk lets a plan and an add-on have one name.
      if seen.contains(name) { name += Array((plan.isAddon ? " (add-on)" : " (plan)").utf8) }
      var number = 2
      let base = name
      while !seen.insert(name).inserted {
        name = base + Array(" \(number)".utf8)
        number += 1
      }
      packNames[plan] = name
      composer.add(quoted: name, at: place)
      composer.openMapping(at: place)
      let provisions = provisions[plan] ?? Provisions([], in: tree)
      if plan.isAddon {
        composer.add("addon", at: place)
        composer.add("true", at: place)
      }
      writeLimits(provisions, of: place) { _, _ in true }
      writeOveruse(provisions)
      writePermissions(provisions.permissions, provisions)
      writePHP(
        version: provisions.phpVersion(in: tree), handler: provisions.phpHandler(in: tree))
      // An add-on says nothing of what it does not add.
      if !plan.isAddon { writeUnknown(Unknowns.topics(ofPlan: record, tree), at: place) }
      writeLabels(
        provisions.otherLimits, provisions.otherPermissions, expiration: provisions.expiration,
        status: nil, at: place)
      composer.close(isCut: isCut(record))
    }
    composer.close()
  }

  /// What a webspace's plans give together.
  mutating func total(base: AccountLinks.Plan?, addons: [AccountLinks.Plan]) -> PlanTotal {
    let key = (base.map { [$0] } ?? []) + addons
    if let known = totals[key] { return known }
    let total = PlanTotal(
      base: base.flatMap { provisions[$0] }, addons: addons.compactMap { provisions[$0] }, in: tree)
    totals[key] = total
    return total
  }

  // MARK: - Parts of entities

  mutating func writeLimits(
    _ provisions: Provisions, of place: SourceRange,
    where isWritten: (Resource, Provisions.Limit) -> Bool
  ) {
    var isOpen = false
    for resource in Resource.allCases {
      guard let limit = provisions.limits[resource.index], isWritten(resource, limit) else {
        continue
      }
      if !isOpen {
        composer.add("limits", at: token(limit.place))
        composer.openMapping(at: token(limit.place))
        isOpen = true
      }
      if limit.isSwept {
        composer.add(resource.key, at: tree.tag(limit.place))
        composer.add("0", at: tree.tag(limit.place))
      } else {
        add(resource.key, amount: limit.place)
      }
    }
    if isOpen { composer.close() }
  }

  mutating func writeOveruse(_ provisions: Provisions) {
    guard let (word, place) = provisions.overuse else { return }
    if let word { add("overuse", word, at: place) } else { add("overuse", unread: place) }
  }

  mutating func writePermissions(
    _ permissions: [(permission: Permission, value: PermissionValue, place: ElementID)],
    _ provisions: Provisions
  ) {
    let unread = provisions.unreadPermissions
    guard let first = permissions.first?.place ?? unread.first?.place else { return }
    composer.add("permissions", at: token(first))
    composer.openMapping(at: token(first))
    for (permission, place) in unread { add(permission.key, unread: place) }
    for (permission, value, place) in permissions
    where !unread.contains(where: { $0.permission == permission }) {
      let word: StaticString =
        switch value {
        case .flag(true): "true"
        case .flag(false): "false"
        case .shell(.none): "none"
        case .shell(.chroot): "chroot"
        case .shell(.full): "full"
        }
      composer.add(permission.key, at: token(place))
      composer.add(word, at: token(place))
    }
    composer.close()
  }

  mutating func writePHP(
    version: (text: String, place: ElementID)?, handler: (text: String, place: ElementID)?
  ) {
    guard let first = version ?? handler else { return }
    composer.add("php", at: tree.range(first.place))
    composer.openMapping(at: tree.range(first.place))
    if let version {
      composer.add("version", at: tree.range(version.place))
      composer.add(quoted: version.text.utf8, at: tree.range(version.place))
    }
    if let handler {
      composer.add("handler", at: tree.range(handler.place))
      composer.add(quoted: handler.text.utf8, at: tree.range(handler.place))
    }
    composer.close()
  }

  /// What the format has no key for.
  mutating func writeLabels(
    _ limits: [Provisions.Named], _ permissions: [Provisions.Named],
    expiration: ElementID? = nil, status: ElementID?, hosting: ElementID? = nil,
    at place: SourceRange
  ) {
    guard
      !limits.isEmpty || !permissions.isEmpty || expiration != nil || status != nil
        || hosting != nil
    else { return }
    composer.add("labels", at: place)
    composer.openMapping(at: place)
    add("status", text: status)
    add("hosting", text: hosting)
    add("limit.expiration", text: expiration.flatMap { tree.isBlank($0) ? nil : $0 })
    var seen: Set<ArraySlice<UInt8>> = []
    for (prefix, entries) in [("limit.", limits), ("permission.", permissions)] {
      seen = []
      for entry in entries where seen.insert(entry.name).inserted {
        composer.add(quoted: Array(prefix.utf8) + entry.name, at: tree.range(entry.value))
        addText(entry.value)
      }
    }
    composer.close()
  }
}
