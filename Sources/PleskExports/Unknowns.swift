internal import HostingModel

/// What an export does not tell: the topics of its hosting tree, and in words what was not asked.
struct Unknowns {
  private(set) var topics: Set<Topic> = [.dns, .contact]
  /// What is missing as a whole, in words; empty where every question was asked.
  private(set) var missing: [String] = []
  private(set) var missingTopics: Set<Topic> = []
  /// Whether all that is there comes from the REST API.
  let isREST: Bool

  /// - Parameter isCut: Whether the end of some file could not be read.
  init(
    _ records: AccountRecords, _ links: AccountLinks, in tree: ElementTree, isCut: Bool
  ) {
    isREST =
      !records.restFiles.isEmpty
      && records.answered.values.allSatisfy { element in
        tree.isClient(element) || tree.isRESTDomain(element)
      }
    topics.formUnion(links.topics)
    addOperators(records)
    addDatasets(records, links, tree)
    for (_, _, question) in records.errors {
      if let question { topics.formUnion(Self.topics(of: question)) }
    }
    for question in records.cut { topics.formUnion(Self.topics(of: question)) }
    if isCut {
      for question in AccountRecords.Operator.allCases {
        topics.formUnion(Self.topics(of: question))
      }
    }
  }

  /// What is unknown without the answer to a question.
  private static func topics(of question: AccountRecords.Operator) -> Set<Topic> {
    switch question {
    case .reseller, .dns: []
    case .customer: [.customers]
    case .webspace: [.subscriptions]
    case .site: [.domains, .subdomains]
    case .servicePlan: [.packs]
    case .servicePlanAddon: [.addons]
    case .siteAlias: [.aliases]
    }
  }

  private mutating func miss(_ words: String, _ topics: Set<Topic>) {
    missing.append(words)
    missingTopics.formUnion(topics)
    self.topics.formUnion(topics)
  }

  private mutating func addOperators(_ records: AccountRecords) {
    let answered = records.answered
    if answered[.reseller] == nil, records.resellers.records.isEmpty {
      miss("the reseller's offer", [])
    }
    let untold = records.resellers.records.map(Self.topics(ofReseller:))
    if untold.contains(where: { $0.contains(.limits) }) {
      missing.append("the limits of the reseller's offer")
    }
    if answered[.servicePlan] == nil { miss("service plans", [.packs, .addons]) }
    if answered[.customer] == nil { miss("customers", [.customers]) }
    if answered[.webspace] == nil { miss("subscriptions", [.subscriptions]) }
    if answered[.site] == nil { miss("domains", [.domains, .subdomains]) }
    if answered[.siteAlias] == nil { miss("domain aliases", [.aliases]) }
  }

  private mutating func addDatasets(
    _ records: AccountRecords, _ links: AccountLinks, _ tree: ElementTree
  ) {
    let owned = links.accounts.flatMap(\.subscriptions).map { Self.topics(of: $0, links, tree) }
    // What is not told of one subscription is unknown of that one alone.
    if let first = owned.first {
      topics.formUnion(owned.dropFirst().reduce(first) { $0.intersection($1) })
    }
    addWebspaceDatasets(records, links)
    addPlanDatasets(records, tree)
    addPHP(records, links, tree)
    // Only some datasets tell it, and those of a certificate seldom do.
    topics.formUnion([.ssl, .mail])
  }

  /// Says in words which sets of data are missing, of all webspaces or of some.
  private mutating func addWebspaceDatasets(_ records: AccountRecords, _ links: AccountLinks) {
    let webspaces = records.webspaces.records
    // What a main site tells of hosting is its webspace's.
    let hosted = Set(
      links.accounts.flatMap(\.subscriptions).filter(links.isHostingTold).compactMap(\.webspace))
    func note(
      _ datasets: Set<ElementName>, _ topics: Set<Topic>, _ words: (_ who: String?) -> String
    ) {
      let lacking = webspaces.enumerated().filter { index, webspace in
        webspace.datasets.isDisjoint(with: datasets)
          && !(datasets.contains(.hosting) && hosted.contains(index))
      }.map(\.element)
      guard let first = lacking.first else { return }
      let who =
        lacking.count == 1
        ? "the subscription \(first.name ?? "")" : "\(lacking.count) subscriptions"
      missing.append(words(lacking.count == webspaces.count ? nil : who))
      missingTopics.formUnion(topics)
    }
    note([.subscriptions], [.packs, .addons, .locked, .synchronized]) { who in
      who.map { "the service plan of \($0)" } ?? "which service plan a subscription has"
    }
    note([.limits], [.limits, .overuse, .expires]) { "limits of \($0 ?? "subscriptions")" }
    note([.permissions], [.permissions]) { "permissions of \($0 ?? "subscriptions")" }
    note([.stat, .resourceUsage], [.usage]) { who in
      who.map { "the use of resources by \($0)" } ?? "what subscriptions use"
    }
    note([.hosting], [.systemUser, .php]) { "hosting settings of \($0 ?? "subscriptions")" }
  }

  /// What is not told of a subscription.
  static func topics(
    of subscription: AccountLinks.Subscription, _ links: AccountLinks, _ tree: ElementTree
  ) -> Set<Topic> {
    var topics: Set<Topic> = subscription.isOwnerUnknown ? [.customers] : []
    let webspace = subscription.webspace.map { links.records.webspaces.records[$0] }
    let datasets = webspace?.datasets ?? []
    if !datasets.contains(.subscriptions) {
      topics.formUnion([.packs, .addons, .locked, .synchronized])
    }
    if !datasets.contains(.limits) { topics.formUnion([.limits, .overuse, .expires]) }
    if !datasets.contains(.permissions) { topics.insert(.permissions) }
    if datasets.isDisjoint(with: [.stat, .resourceUsage]) { topics.insert(.usage) }
    if !links.isHostingTold(of: subscription) { topics.formUnion([.systemUser, .php]) }
    if !isPHPTold(links.hostingSources(of: subscription), tree) { topics.insert(.php) }
    for site in subscription.sites { topics.formUnion(links.untoldOfSite[site] ?? []) }
    // Which of them are aliases nobody knows.
    let sites = subscription.sites.map { links.records.sites.records[$0] }
    let strangers = links.records.strangers
    let hasStrangers =
      !strangers.isEmpty
      && sites.flatMap(\.sources).contains { source in
        guard let aliases = tree.child(.aliases, of: source) else { return false }
        return strangers[aliases] != nil
          || tree.children(of: aliases).contains { strangers[$0] != nil }
      }
    if hasStrangers { topics.insert(.aliases) }
    guard let webspace, let index = subscription.webspace else {
      topics.insert(.status)
      return topics
    }
    if links.unclearPlans.contains(index) { topics.insert(.addons) }
    let plans = links.planGUIDs(of: webspace).map(links.plan)
    if plans.contains(where: { $0 == nil }) {
      topics.insert(.addons)
      if !plans.contains(where: { $0?.isAddon == false }) { topics.insert(.packs) }
    }
    if links.entry(.status, of: webspace) == nil { topics.insert(.status) }
    return topics
  }

  /// What no plan tells was not asked, and is unknown of everything; what only some do not tell is
  /// unknown of them.
  private mutating func addPlanDatasets(_ records: AccountRecords, _ tree: ElementTree) {
    let plans = records.plans.records
    let untold = plans.map { Self.topics(ofPlan: $0, tree) }
    guard let first = untold.first else { return }
    let notAsked = untold.dropFirst().reduce(first) { $0.intersection($1) }
    topics.formUnion(notAsked)
    for (topic, more, words) in [
      (Topic.limits, [Topic.overuse], "limits"), (.permissions, [], "permissions"),
    ] {
      let lacking = zip(plans, untold).filter { $0.1.contains(topic) }
      guard let plan = lacking.first?.0 else { continue }
      let whose =
        lacking.count == plans.count
        ? "service plans"
        : lacking.count == 1
          ? "the service plan \(plan.name ?? "")" : "\(lacking.count) service plans"
      missing.append("\(words) of \(whose)")
      missingTopics.formUnion([topic] + more)
    }
  }

  /// Says in words whose PHP is not told, though its hosting is.
  private mutating func addPHP(
    _ records: AccountRecords, _ links: AccountLinks, _ tree: ElementTree
  ) {
    let subscriptions = links.accounts.flatMap(\.subscriptions)
    let untold: [(kind: String, names: [String])] = [
      (
        "service plan",
        records.plans.records.filter { !Self.isPHPTold($0.sources, tree) }.map { $0.name ?? "" }
      ),
      (
        "subscription",
        subscriptions.filter { !Self.isPHPTold(links.hostingSources(of: $0), tree) }
          .map { subscription in
            (subscription.webspace.map { records.webspaces.records[$0] }
              ?? links.mainSite(of: subscription))?.name ?? ""
          }
      ),
      (
        "domain",
        subscriptions.flatMap { subscription in
          subscription.sites.map { records.sites.records[$0] }.dropFirst(
            links.mainSite(of: subscription) == nil ? 0 : 1)
        }.filter { !Self.isPHPTold($0.sources, tree) }.map { $0.name ?? "" }
      ),
    ]
    for (kind, names) in untold where !names.isEmpty {
      let whose = names.count == 1 ? "the \(kind) \(names[0])" : "\(names.count) \(kind)s"
      missing.append("the version or handler of PHP of \(whose)")
      missingTopics.insert(.php)
    }
  }

  /// What is not told of a reseller.
  static func topics(ofReseller reseller: AccountRecords.Record) -> Set<Topic> {
    var topics: Set<Topic> = []
    if !reseller.datasets.contains(.limits) { topics.insert(.limits) }
    if !reseller.datasets.contains(.permissions) { topics.insert(.permissions) }
    return topics
  }

  /// What is not told of a service plan.
  static func topics(ofPlan plan: AccountRecords.Record, _ tree: ElementTree) -> Set<Topic> {
    var topics: Set<Topic> = []
    if tree.child(.limits, ofAny: plan.sources) == nil { topics = [.limits, .overuse] }
    if tree.child(.permissions, ofAny: plan.sources) == nil { topics.insert(.permissions) }
    if !isPHPTold(plan.sources, tree) { topics.insert(.php) }
    return topics
  }

  /// What is not told of an addon domain.
  static func topics(ofSite site: AccountRecords.Record, _ tree: ElementTree) -> Set<Topic> {
    site.datasets.contains(.hosting) && isPHPTold(site.sources, tree) ? [] : [.php]
  }

  /// Whether the version of PHP and how it runs are told wherever there is hosting.
  private static func isPHPTold(_ sources: [ElementID], _ tree: ElementTree) -> Bool {
    Provisions.isPHPTold(Provisions.hosting(of: sources, in: tree), in: tree)
  }
}
