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
    if answered[.servicePlan] == nil { miss("service plans", [.packs, .addons]) }
    if answered[.customer] == nil { miss("customers", [.customers]) }
    if answered[.webspace] == nil { miss("subscriptions", [.subscriptions]) }
    if answered[.site] == nil { miss("domains", [.domains, .subdomains]) }
    if answered[.siteAlias] == nil { miss("domain aliases", [.aliases]) }
  }

  private mutating func addDatasets(
    _ records: AccountRecords, _ links: AccountLinks, _ tree: ElementTree
  ) {
    let webspaces = records.webspaces.records
    // A subscription of which only the sites are known.
    let hasOrphans = links.accounts.contains { $0.subscriptions.contains { $0.webspace == nil } }
    func lacks(_ datasets: ElementName...) -> Bool {
      hasOrphans || webspaces.contains { $0.datasets.isDisjoint(with: datasets) }
    }
    let isTold = !webspaces.isEmpty
    func note(_ words: String, _ topics: Set<Topic>) {
      if isTold { miss(words, topics) } else { self.topics.formUnion(topics) }
    }
    if lacks(.subscriptions) {
      note("which service plan a subscription has", [.packs, .addons, .locked, .synchronized])
    }
    if lacks(.limits) { note("limits of subscriptions", [.limits, .overuse, .expires]) }
    if lacks(.permissions) { note("permissions of subscriptions", [.permissions]) }
    if lacks(.stat, .resourceUsage) { note("what subscriptions use", [.usage]) }
    if lacks(.hosting) { note("hosting settings of subscriptions", [.systemUser, .php]) }
    if links.accounts.contains(where: { $0.subscriptions.contains(where: \.isOwnerUnknown) }) {
      topics.insert(.customers)
    }
    if webspaces.contains(where: { links.value(.status, of: $0) == nil }) {
      topics.insert(.status)
    }
    addPlanDatasets(records)
    if links.accounts.contains(where: { $0.plans.contains { !isPHPTold($0, links, tree) } })
      || webspaces.contains(where: { !isPHPTold($0, tree) })
    {
      topics.insert(.php)
    }
    // Only some datasets tell it, and those of a certificate seldom do.
    topics.formUnion([.ssl, .mail])
  }

  private mutating func addPlanDatasets(_ records: AccountRecords) {
    let plans = records.plans.records
    if plans.contains(where: { !$0.datasets.contains(.limits) }) {
      miss("limits of service plans", [.limits, .overuse])
    }
    if plans.contains(where: { !$0.datasets.contains(.permissions) }) {
      miss("permissions of service plans", [.permissions])
    }
  }

  /// Whether the version of PHP is told wherever there is hosting.
  private func isPHPTold(_ record: AccountRecords.Record, _ tree: ElementTree) -> Bool {
    let provisions = Provisions(record.sources, in: tree)
    if let php = provisions.hosting[.php], tree.boolean(php) == false { return true }
    return provisions.hosting.isEmpty || provisions.hosting[.phpHandlerID] != nil
  }

  private func isPHPTold(
    _ plan: AccountLinks.Plan, _ links: AccountLinks, _ tree: ElementTree
  ) -> Bool {
    isPHPTold(links.record(of: plan), tree)
  }
}
