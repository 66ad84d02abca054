internal import Diagnostics
internal import HostingModel
internal import SourceText

/// Turns the hierarchy of a run into the plain values that a tree shows.
final class AccountTreeBuilder {
  let hosting: Hosting
  let today: CalendarDate
  let nearness: Nearness
  /// What is shown; nil is everything.
  var branch: EntitySearch.Branch?
  /// Whether the branch is that of the files that are reported, so that every finding is shown.
  private var isPart = false
  private let report: Report
  private let depth: TreeDepth
  private let masking: SecretMasking
  private let findings: EntityFindings
  /// What the owners of values are called: most values of an entity have one or two.
  private var ownerNames: [EntityReference: (name: String, identity: String?)] = [:]

  init(
    _ examination: Linter.Examination, today: CalendarDate, nearness: Nearness, depth: TreeDepth
  ) {
    hosting = examination.hosting
    self.today = today
    report = examination.report
    self.nearness = nearness
    self.depth = depth
    masking = examination.masking
    findings = EntityFindings(report.findings, in: hosting, masking)
  }

  /// Describes entities of a hierarchy that no rule has judged.
  init(_ accounts: AccountFiles, today: CalendarDate) {
    hosting = accounts.hosting
    self.today = today
    report = Report(
      toolVersion: Linter.version, files: SourceFiles(accounts.files), rules: [], findings: [],
      summary: Summary())
    nearness = Nearness()
    depth = .alias
    masking = accounts.masking
    findings = EntityFindings([], in: hosting, masking)
  }

  /// Shows what stands in these files, and what the findings in them are about.
  func showOnly(_ files: Set<FileID>) {
    let search = EntitySearch(hosting)
    branch = search.branch(
      search.entities.filter { entity in
        findings.positions[entity] != nil
          || hosting.file(of: entity).map(files.contains) ?? false
      })
    isPart = true
  }

  func build() -> AccountTree {
    let accounts = hosting.resellers.indices.filter(hosting.isAccount)
      .map { EntityReference(.reseller, UInt32(truncatingIfNeeded: $0)) }
      .compactMap { entity($0, isInBranch: branch == nil) }
    guard let branch else {
      return AccountTree(
        accounts: accounts, report: report, findings: Array(report.findings.indices),
        otherFindings: findings.others, counts: report.summary.entities)
    }
    var shown: Set<EntityReference> = []
    for root in branch.roots { visit(root) { shown.insert($0) } }
    var positions = Set(shown.flatMap { findings.positions[$0] ?? [] })
    if isPart { positions = Set(report.findings.indices) }
    return AccountTree(
      accounts: accounts, report: report, findings: positions.sorted(),
      otherFindings: isPart ? findings.others : [],
      counts: EntityKind.counted.map { kind in
        Summary.EntityCount(kind: kind.rawValue, count: shown.count { $0.kind == kind })
      })
  }

  // MARK: - The hierarchy

  /// An entity with what lies below it; nil for one beside the branch.
  private func entity(_ reference: EntityReference, isInBranch: Bool) -> AccountEntity? {
    let isInBranch = isInBranch || branch?.roots.contains(reference) == true
    guard isInBranch || branch?.above.contains(reference) == true else { return nil }
    var entity = AccountEntity(
      kind: reference.kind.inTree, name: masked(hosting.name(of: reference)),
      identity: hosting.identity(of: reference).map(masked),
      location: hosting.nameLocation(of: reference))
    describe(reference, into: &entity)
    entity.isContext = !isInBranch
    if isInBranch { entity.findings = findings.positions[reference] ?? [] }
    var hidden: [AccountEntity.Kind: Int] = [:]
    var hiddenFindings: Set<Int> = []
    for child in children(of: reference) {
      // What was asked for is shown however deep it lies.
      if isInBranch, branch?.roots.contains(child) != true, !depth.shows(child.kind) {
        hidden[child.kind.inTree, default: 0] += 1
        visit(child) { hiddenFindings.formUnion(findings.positions[$0] ?? []) }
      } else if let child = self.entity(child, isInBranch: isInBranch) {
        entity.children.append(child)
      }
    }
    if isInBranch { entity.openKinds = openKinds(of: reference).map(\.inTree) }
    entity.hiddenChildren = AccountEntity.Kind.allCases.compactMap { kind in
      hidden[kind].map { (kind, $0) }
    }
    entity.hiddenFindings = hiddenFindings.sorted()
    return entity
  }

  private func visit(_ entity: EntityReference, _ body: (EntityReference) -> Void) {
    body(entity)
    for child in children(of: entity) { visit(child, body) }
  }

  private func children(of entity: EntityReference) -> [EntityReference] {
    let index = Int(entity.index)
    switch entity.kind {
    case .reseller:
      let reseller = hosting.resellers[index]
      return reseller.packs.map { EntityReference(.pack, $0.rawValue) }
        + reseller.customers.map { EntityReference(.customer, $0.rawValue) }
        + reseller.subscriptions.filter { hosting[$0].customer.value == nil }
        .map { EntityReference(.subscription, $0.rawValue) }
    case .customer:
      return hosting.subscriptions(of: CustomerID(index: index)).map {
        EntityReference(.subscription, $0.rawValue)
      }
    case .subscription:
      return hosting.subscriptions[index].domains.indices.map {
        EntityReference(.domain, UInt32(truncatingIfNeeded: $0))
      }
    case .domain:
      return hosting.domains[index].aliases.indices.map {
        EntityReference(.alias, UInt32(truncatingIfNeeded: $0))
      }
    case .pack, .alias, .quota, .limit, .change: return []
    }
  }

  /// The kinds of children of which there may be more than could be read.
  private func openKinds(of entity: EntityReference) -> [EntityKind] {
    let index = Int(entity.index)
    var kinds: [EntityKind] = []
    switch entity.kind {
    case .reseller:
      let reseller = hosting.resellers[index]
      if reseller.mayMissPacks { kinds.append(.pack) }
      if reseller.mayMissCustomers { kinds.append(.customer) }
      if reseller.mayMissSubscriptions { kinds.append(.subscription) }
    case .subscription: if hosting.subscriptions[index].domainsAreOpen { kinds = [.domain] }
    case .domain: if hosting.domains[index].aliasesAreOpen { kinds = [.alias] }
    default: break
    }
    return kinds.filter(depth.shows)
  }

  // MARK: - Values

  /// A text of a file without the words that are secrets.
  func masked(_ text: String) -> String { masking.mask(text) }

  func value<Known>(
    _ fact: Fact<Known>, packs: [PackID] = [], _ known: (Known) -> AccountValue.Known
  ) -> AccountValue {
    switch fact {
    case .absent: .absent
    case .unknown: .unknown
    case .known(let value, let origin):
      .known(known(value), origin.map { self.origin($0, packs) })
    }
  }

  private func ownerName(_ owner: EntityReference) -> (name: String, identity: String?) {
    if let known = ownerNames[owner] { return known }
    let names = (masked(hosting.name(of: owner)), hosting.identity(of: owner).map(masked))
    // Packs stay; of the rest each is the owner of its own values for a while.
    if ownerNames.count > 4096 { ownerNames = [:] }
    ownerNames[owner] = names
    return names
  }

  func origin(_ origin: Origin, _ packs: [PackID] = []) -> AccountValue.Origin {
    let owner = ownerName(origin.owner)
    return AccountValue.Origin(
      kind: origin.owner.kind.inTree, name: owner.name, identity: owner.identity,
      packs: packs.map { masked(hosting.names.string(hosting[$0].name)) },
      location: hosting.location(of: origin))
  }
}

extension TreeDepth {
  /// Whether entities of a kind are shown.
  func shows(_ kind: EntityKind) -> Bool {
    let kinds: [EntityKind] = [.reseller, .customer, .subscription, .domain, .alias]
    let shown = kinds.prefix((TreeDepth.allCases.firstIndex(of: self) ?? 0) + 1)
    return shown.contains(kind == .pack ? .customer : kind)
  }
}

extension EntityKind {
  /// The kind of the entity that stands for this one in a tree.
  var inTree: AccountEntity.Kind {
    switch self {
    case .reseller: .reseller
    case .customer: .customer
    case .pack: .pack
    case .subscription, .quota, .limit, .change: .subscription
    case .domain: .domain
    case .alias: .alias
    }
  }
}
