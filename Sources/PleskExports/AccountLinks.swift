internal import HostingModel
internal import SourceText

/// Ties the entities of an export together: whose account each belongs to, who owns a
/// subscription, which sites it hosts.
struct AccountLinks {
  typealias Index = Int

  /// One reseller's account.
  struct Account {
    /// Its definition among the records.
    var reseller: Index?
    /// The value that tells whose it is where no packet defines the reseller.
    var mention: ElementID?
    /// The reseller's GUID, in lower case, where anything tells it.
    var guid: String?
    var customers: [Index] = []
    var plans: [Plan] = []
    var subscriptions: [Subscription] = []
  }

  /// A service plan, base or add-on.
  struct Plan: Hashable {
    let index: Index
    let isAddon: Bool
  }

  /// A webspace with its sites; where no packet holds the webspace, the sites alone.
  struct Subscription {
    var webspace: Index?
    /// The main one first.
    var sites: [Index] = []
    var owner = Owner.unknown

    var isOwnerUnknown: Bool {
      if case .unknown = owner { return true }
      return false
    }
  }

  enum Owner {
    case reseller
    case customer(Index)
    case unknown
  }

  /// Something that is named and not there.
  struct Gap {
    /// What it is: `customer 4`.
    let missing: String
    /// What names it: `webspace example.com`.
    let owner: String
    let place: SourceRange
    let topics: Set<Topic>
    /// The question whose answer would hold it.
    let question: AccountRecords.Operator
  }

  let records: AccountRecords
  let tree: ElementTree
  let fileOf: (ElementID) -> Int
  var accounts: [Account] = []
  private(set) var gaps: [Gap] = []
  /// Base plans beside the first one of a webspace, which has room for one.
  private(set) var surplusPlans: [(guid: ElementID, webspace: String, first: Plan, plan: Plan)] = []
  /// Webspaces of which it is not clear what their plans give.
  private(set) var unclearPlans: Set<Index> = []
  /// Plans that a webspace names more than once.
  private(set) var repeatedPlans: [(guid: ElementID, webspace: String, plan: Plan)] = []
  /// By site: what is unknown of its subscription, since a list names more than the answers hold.
  var untoldOfSite: [Index: Set<Topic>] = [:]
  /// What is unknown because something that is named is not there.
  var topics: Set<Topic> = []
  /// By site: its aliases.
  var aliasesOfSite: [Index: [Index]] = [:]
  /// By webspace: the aliases of its main domain, where no packet holds the site.
  var aliasesOfWebspace: [Index: [Index]] = [:]
  /// Aliases that do not say whose they are.
  var ownerlessAliases: [Index] = []
  private var identities = Identities()
  private var accountOfGroup: [Int: Int] = [:]
  private var reportedGaps: Set<String> = []
  private var resellerLogins: Set<String> = []
  private var resellerIDs: Set<Int64> = []
  /// Logins that resellers of different GUIDs have: they are on two servers.
  var sharedLogins: Set<String> = []
  /// By owner's id that no reseller is known by: the vendors that are told with it.
  var vendorsOfOwner: [Int64: Set<String>] = [:]

  init(_ records: AccountRecords, in tree: ElementTree, fileOf: @escaping (ElementID) -> Int) {
    self.records = records
    self.tree = tree
    self.fileOf = fileOf
    let owned = records.customers.records + records.plans.records + records.addons.records
    resellerLogins = Set(owned.compactMap { text(.ownerLogin, of: $0) })
    resellerIDs = Set(owned.compactMap { tree.integer(value(.ownerID, of: $0)) })
    for record in records.customers.records + records.webspaces.records {
      guard let vendor = record.vendor, let id = tree.integer(value(.ownerID, of: record)) else {
        continue
      }
      vendorsOfOwner[id, default: []].insert(vendor)
    }
    groupAccounts()
    linkAliases()
    linkListed()
  }

  // MARK: - Values

  /// What is said of an entity in general: `gen_info`, or the element itself.
  func general(_ record: AccountRecords.Record) -> [ElementID] {
    record.sources.map { tree.child(.general, of: $0) ?? $0 }
  }

  /// The first value of a name that anything says of an entity in general.
  func value(_ name: ElementName, of record: AccountRecords.Record) -> ElementID? {
    for source in record.sources {
      if let value = tree.value(name, of: tree.child(.general, of: source) ?? source) {
        return value
      }
    }
    return nil
  }

  /// The first value of a name, else the first element of the name that holds something else.
  func entry(_ name: ElementName, of record: AccountRecords.Record) -> ElementID? {
    if let value = value(name, of: record) { return value }
    return general(record).lazy.compactMap { tree.entry(name, of: $0) }.first
  }

  /// Whether a site is the main one of a webspace.
  func isMain(_ site: AccountRecords.Record, of webspace: AccountRecords.Record) -> Bool {
    if site.guid != nil, site.guid == webspace.guid { return true }
    guard let name = site.name, let other = webspace.name else { return false }
    return name == other || DomainName(name.utf8).ascii == DomainName(other.utf8).ascii
  }

  /// The main site of a subscription, whose hosting is the subscription's.
  func mainSite(of subscription: Subscription) -> AccountRecords.Record? {
    guard let first = subscription.sites.first else { return nil }
    let site = records.sites.records[first]
    guard let webspace = subscription.webspace else { return site }
    return isMain(site, of: records.webspaces.records[webspace]) ? site : nil
  }

  /// What tells the hosting of a subscription: its webspace, else its main site.
  func hostingSources(of subscription: Subscription) -> [ElementID] {
    (subscription.webspace.map { records.webspaces.records[$0].sources } ?? [])
      + (mainSite(of: subscription)?.sources ?? [])
  }

  /// Whether the settings of a subscription's hosting were asked for and answered.
  func isHostingTold(of subscription: Subscription) -> Bool {
    let webspace = subscription.webspace.map { records.webspaces.records[$0] }
    return [webspace, mainSite(of: subscription)].contains {
      $0?.datasets.contains(.hosting) ?? false
    }
  }

  func text(_ name: ElementName, of record: AccountRecords.Record) -> String? {
    value(name, of: record).map(tree.string)
  }

  // MARK: - Accounts

  private mutating func groupAccounts() {
    var mentions: [(names: [String], mention: ElementID?)] = []
    let owners = records.webspaces.records.map { owner(of: $0) }
    findSharedLogins(owners)
    // Resellers by all that may name them.
    for (index, reseller) in records.resellers.records.enumerated() {
      let names = [
        reseller.name.flatMap { sharedLogins.contains($0) ? nil : "login \($0)" },
        reseller.guid.map { "guid \($0)" },
        "reseller \(index)",
      ].compactMap(\.self)
      mentions.append((names, nil))
      identities.join(names)
    }
    for customer in records.customers.records {
      mentions.append(names(vendor: true, owner: true, of: customer))
      identities.join(mentions[mentions.count - 1].names)
    }
    for plan in records.plans.records + records.addons.records {
      mentions.append(names(vendor: true, owner: true, of: plan))
      identities.join(mentions[mentions.count - 1].names)
    }
    for (webspace, owner) in zip(records.webspaces.records, owners) {
      var (names, mention) = names(vendor: true, owner: false, of: webspace)
      switch owner {
      case .customer(let index):
        names += self.names(vendor: true, owner: true, of: records.customers.records[index]).names
      case .reseller:
        // It is the reseller that is named as the owner.
        let named = self.names(vendor: true, owner: true, of: webspace)
        names = named.names
        mention = named.mention
      case .unknown: break
      }
      identities.join(names)
      mentions.append((names, mention))
    }
    // One account for each group, in the order of the records.
    for (names, mention) in mentions {
      guard let first = names.first else { continue }
      let group = identities.root(of: identities.group(first))
      let account: Int
      if let known = accountOfGroup[group] {
        account = known
      } else {
        account = accounts.count
        accountOfGroup[group] = account
        accounts.append(Account())
      }
      accounts[account].guid =
        accounts[account].guid
        ?? names.first { $0.hasPrefix("guid ") }.map { String($0.dropFirst(5)) }
      if let mention, isMoreTelling(mention, than: accounts[account].mention) {
        accounts[account].mention = mention
      }
    }
    for index in records.resellers.records.indices {
      if let first = mentions[index].names.first, let account = account(named: first) {
        accounts[account].reseller = accounts[account].reseller ?? index
      }
    }
    if accounts.isEmpty { accounts.append(Account()) }
    fillAccounts(owners)
  }

  /// A login tells more than a GUID, and that more than a number.
  private func isMoreTelling(_ mention: ElementID, than other: ElementID?) -> Bool {
    func rank(_ element: ElementID) -> Int {
      switch tree.name(element) {
      case .ownerLogin: 2
      case .vendorGUID: 1
      default: 0
      }
    }
    return other.map { rank(mention) > rank($0) } ?? true
  }

  private mutating func account(named name: String) -> Int? {
    accountOfGroup[identities.root(of: identities.group(name))]
  }

  /// The account of an entity that says whose it is; else the only one there is, or one more for
  /// all that do not say it.
  mutating func account(of names: [String], anonymous: inout Int?) -> Int {
    if let first = names.first, let account = account(named: first) { return account }
    if accounts.count == 1 { return 0 }
    if let anonymous { return anonymous }
    accounts.append(Account())
    anonymous = accounts.count - 1
    return accounts.count - 1
  }

  private mutating func fillAccounts(_ owners: [Owner]) {
    var anonymous: Int?
    var accountOfCustomer: [Int] = []
    for (index, customer) in records.customers.records.enumerated() {
      let account = account(
        of: names(vendor: true, owner: true, of: customer).names, anonymous: &anonymous)
      accountOfCustomer.append(account)
      accounts[account].customers.append(index)
    }
    var subscriptionOfWebspace: [Index: (account: Int, position: Int)] = [:]
    var users: [Plan: Set<Int>] = [:]
    for (index, webspace) in records.webspaces.records.enumerated() {
      let owner = owners[index]
      let account: Int
      if case .customer(let customer) = owner {
        account = accountOfCustomer[customer]
      } else {
        let isOwn = if case .reseller = owner { true } else { false }
        account = self.account(
          of: names(vendor: true, owner: isOwn, of: webspace).names, anonymous: &anonymous)
      }
      subscriptionOfWebspace[index] = (account, accounts[account].subscriptions.count)
      accounts[account].subscriptions.append(Subscription(webspace: index, owner: owner))
      let guids = planGUIDs(of: webspace)
      let plans = guids.map(plan)
      let base = plans.first { $0?.isAddon == false } ?? nil
      let hasBase = base != nil
      var seen: Set<Plan> = []
      for (guid, plan) in zip(guids, plans) {
        if let plan {
          users[plan, default: []].insert(account)
          if let base, !plan.isAddon, plan != base {
            surplusPlans.append((guid, webspace.name ?? "", base, plan))
            unclearPlans.insert(index)
          } else if !seen.insert(plan).inserted, plan.isAddon {
            repeatedPlans.append((guid, webspace.name ?? "", plan))
            unclearPlans.insert(index)
          }
        } else if !isPlanKnown(guid) {
          addGap(
            "service plan \(tree.string(guid))", of: "webspace \(webspace.name ?? "")", at: guid,
            hasBase ? [.addons] : [.packs, .addons], hasBase ? .servicePlanAddon : .servicePlan,
            isOfOne: true)
        }
      }
    }
    linkSites(subscriptionOfWebspace, anonymous: &anonymous)
    addPlans(users, anonymous: &anonymous)
  }

  private mutating func addPlans(_ users: [Plan: Set<Int>], anonymous: inout Int?) {
    let plans =
      records.plans.records.indices.map { Plan(index: $0, isAddon: false) }
      + records.addons.records.indices.map { Plan(index: $0, isAddon: true) }
    for plan in plans {
      let names = names(vendor: true, owner: true, of: record(of: plan)).names
      // A plan that another account's subscriptions alone have is a pack of theirs.
      let owners = users[plan] ?? [account(of: names, anonymous: &anonymous)]
      for account in owners { accounts[account].plans.append(plan) }
    }
    accounts.removeAll {
      $0.reseller == nil && $0.customers.isEmpty && $0.plans.isEmpty && $0.subscriptions.isEmpty
    }
  }

  func record(of plan: Plan) -> AccountRecords.Record {
    (plan.isAddon ? records.addons : records.plans).records[plan.index]
  }

  // MARK: - Owners and plans

  /// Who owns a webspace; what names its owner and is not there is a gap.
  private mutating func owner(of webspace: AccountRecords.Record) -> Owner {
    let id = value(.ownerID, of: webspace)
    let login = value(.ownerLogin, of: webspace)
    guard let mention = id ?? login else {
      // The REST API never says it.
      return webspace.sources.contains(where: tree.isRESTDomain) ? .unknown : .reseller
    }
    let number = tree.integer(id)
    if let customer = records.customers.find(id: number, near: webspace, fileOf: fileOf)
      ?? records.customers.find(name: login.map(tree.string), near: webspace, fileOf: fileOf)
    {
      return .customer(customer)
    }
    if records.resellers.find(id: number, near: webspace, fileOf: fileOf) != nil
      || records.resellers.has(name: login.map(tree.string))
    {
      return .reseller
    }
    // A login that owns customers or plans is the reseller's.
    if let login, resellerLogins.contains(tree.string(login)) { return .reseller }
    // So is an id, unless several servers gave it.
    if let number, resellerIDs.contains(number), vendorsOfOwner[number]?.count ?? 0 <= 1 {
      return .reseller
    }
    if records.customers.has(id: number, near: webspace) { return .unknown }
    addGap(
      "customer \(tree.string(mention))", of: "webspace \(webspace.name ?? "")", at: mention,
      [.customers], .customer, isOfOne: true)
    return .unknown
  }

  /// The values of `plan-guid` of a webspace.
  func planGUIDs(of webspace: AccountRecords.Record) -> [ElementID] {
    var found: [ElementID] = []
    for source in webspace.sources {
      guard let subscriptions = tree.child(.subscriptions, of: source) else { continue }
      for subscription in tree.children(of: subscriptions)
      where tree.name(subscription) == .subscription {
        for plan in tree.children(of: subscription) where tree.name(plan) == .plan {
          if let guid = tree.value(.planGUID, of: plan) { found.append(guid) }
        }
      }
      if !found.isEmpty { break }
    }
    return found
  }

  /// The plan that a GUID names.
  func plan(of guid: ElementID) -> Plan? {
    let text = tree.string(guid).lowercased()
    if let index = records.plans.find(guid: text) { return Plan(index: index, isAddon: false) }
    return records.addons.find(guid: text).map { Plan(index: $0, isAddon: true) }
  }

  /// Whether plans have a GUID, be it several.
  private func isPlanKnown(_ guid: ElementID) -> Bool {
    let text = tree.string(guid).lowercased()
    return records.plans.has(guid: text) || records.addons.has(guid: text)
  }

  // MARK: - Gaps

  /// Notes what is named and not there, once for each thing that is missing.
  ///
  /// - Parameter isOfOne: Whether it is unknown of that subscription alone.
  mutating func addGap(
    _ missing: String, of owner: String, at element: ElementID, _ topics: Set<Topic>,
    _ question: AccountRecords.Operator, isOfOne: Bool = false
  ) {
    if !isOfOne { self.topics.formUnion(topics) }
    guard reportedGaps.insert(missing).inserted else { return }
    gaps.append(
      Gap(
        missing: missing, owner: owner, place: tree.range(element), topics: topics,
        question: question))
  }
}
