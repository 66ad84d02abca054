package import Diagnostics
internal import HostingModel
internal import RuleEngine
internal import SourceText

/// Compares two states of accounts.
package struct AccountComparer {
  let hosting: Hosting
  private let comparison: HostingComparison
  private let builder: AccountTreeBuilder
  /// The numbers of the files that are exports.
  let exports: Set<Int>
  /// Whether values that one of the two does not have are left out.
  private let comparesCommonOnly: Bool
  private var changes: [(order: Order, change: EntityChange)] = []
  private var incomparableValues = 0
  private var incomparableEntities = 0

  /// Where a change stands among the others.
  private struct Order: Comparable {
    let reseller: String
    /// Reseller, packs, customers, then subscriptions with what is in them.
    let section: Int
    let subscription: String
    let depth: Int
    let identity: String

    static func < (left: Order, right: Order) -> Bool {
      (left.reseller, left.section, left.subscription, left.depth, left.identity)
        < (right.reseller, right.section, right.subscription, right.depth, right.identity)
    }
  }

  /// Compares what is in some files and folders with what is in others; `-` is standard input.
  ///
  /// A value that one of the two states does not claim to know is no difference, nor is an entity
  /// of a kind of which it does not claim to know all.
  ///
  /// - Parameters:
  ///   - old: Paths of the earlier state.
  ///   - new: Paths of the later state.
  ///   - commonOnly: Whether values that one of the two does not have are left out.
  ///   - redacts: Whether e-mail addresses and the names of people and companies are masked.
  /// - Throws: Where one of them holds no account, or the configuration is at fault.
  package static func compare(
    _ old: [String], with new: [String], commonOnly: Bool = false, redacts: Bool = false,
    standardInputName: String,
    _ options: ProjectOptions = ProjectOptions()
  ) throws(RunFailure) -> AccountComparison {
    let project = try Project.load(options, depth: .check)
    var reading = ReadingOptions()
    reading.lrobNameservers = project.lrobNameservers.value
    let accounts = AccountFiles(
      new, comparedWith: old, standardInputName: standardInputName, reading: reading,
      notesPersonal: redacts, from: try options.folder())
    var failures = accounts.failures
    for (paths, files) in [
      (old, accounts.files.prefix(accounts.earlierCount)),
      (new, accounts.files.dropFirst(accounts.earlierCount)),
    ] where files.isEmpty && accounts.failures.isEmpty {
      failures.append("there is no account in \(paths.joined(separator: ", "))")
    }
    guard failures.isEmpty else {
      throw .message(failures.joined(separator: "; "))
    }
    guard let today = CalendarDate(secondsSince1970: FileSystem.now) else {
      throw .message("the system clock shows no date")
    }
    for (paths, isEarlier) in [(old, true), (new, false)] {
      let resellers = accounts.hosting.resellers.indices.filter {
        accounts.hosting.resellers[$0].isEarlier == isEarlier
      }
      // What was refused or is empty is no account that lost everything.
      guard resellers.contains(where: accounts.hosting.isAccount) else {
        throw .message(
          "there is no account in \(paths.joined(separator: ", ")); `hostlint check` tells what is "
            + "wrong with it")
      }
    }
    var comparer = AccountComparer(accounts, today: today, commonOnly: commonOnly)
    comparer.run()
    let (broken, notes) = faults(of: accounts)
    let judged = try judge(
      accounts, project, today: today, workingDirectory: try options.folder())
    let result = AccountComparison(
      toolVersion: Linter.version, files: SourceFiles(accounts.files),
      earlierFileCount: accounts.earlierCount,
      changes: comparer.changes.sorted { $0.order < $1.order }.map(\.change),
      incomparableValues: comparer.incomparableValues,
      incomparableEntities: comparer.incomparableEntities, findings: judged.findings,
      acceptedFindings: judged.accepted, rules: judged.rules, failures: broken + judged.failures,
      notes: accounts.notes + notes)
    guard redacts else { return result }
    let sentences = try project.ruleSet().byPurpose.change.sentences(
      of: Set(judged.findings.map(\.diagnostic.rule)))
    return Redaction(accounts.hosting, sentences: sentences)
      .redact(result, exports: accounts.personalPlaces)
  }

  /// What the rules about changes find, and how much of it exceptions accept.
  private static func judge(
    _ accounts: AccountFiles, _ project: Project, today: CalendarDate, workingDirectory: String
  ) throws(RunFailure) -> (
    findings: [Finding], accepted: Int, rules: [RuleDescriptor], failures: [String]
  ) {
    let rules = try project.ruleSet().byPurpose.change
    let outcome = RuleRunner.run(rules, over: accounts.hosting, today: today)
    let found = Diagnostic.inReportOrder(outcome.diagnostics)
    let masking = SecretMasking(
      accounts.files, sentences: rules.sentences(of: Set(found.map(\.rule))))
    let masked = masking.mask(found)
    var shown = masked
    if let configuration = project.configuration, !configuration.exceptions.isEmpty {
      var exceptions = ExceptionMatcher(
        configuration, workingDirectory: workingDirectory, today: today)
      let known = KnownRules(nil, inForce: rules)
      shown = masked.filter { finding in
        !known.isSuppressible(finding.rule) || exceptions.accept(finding) == nil
      }
    }
    return (
      Fingerprint.add(to: Merging.merge(shown)), masked.count - shown.count, rules.descriptors,
      outcome.failures
    )
  }

  /// Files that could not be read whole, and those with other faults.
  private static func faults(
    of accounts: AccountFiles
  ) -> (failures: [String], notes: [String]) {
    var failures: [String] = []
    var notes: [String] = []
    for (index, file) in accounts.files.enumerated() {
      let errors = accounts.faults.count { fault in
        Int(fault.location.file.rawValue) == index && fault.severity == .error
      }
      let seeCheck = "`hostlint check` tells what is wrong with it"
      if accounts.isForeign(index) {
        failures.append("\(file.path) is no hosting file; \(seeCheck)")
      } else if accounts.incompleteFiles.contains(index) {
        failures.append("\(file.path) could not be read to its end; \(seeCheck)")
      } else if accounts.faults.contains(where: { fault in
        Int(fault.location.file.rawValue) == index
          && fault.rule == ReadingRule.exportError.rawValue
      }) {
        failures.append("Plesk did not answer all that \(file.path) asked for; \(seeCheck)")
      } else if errors > 0 {
        notes.append("not all of \(file.path) could be compared; \(seeCheck)")
      }
    }
    return (failures, notes)
  }

  private init(_ accounts: AccountFiles, today: CalendarDate, commonOnly: Bool) {
    hosting = accounts.hosting
    comparison = HostingComparison(accounts.hosting)
    builder = AccountTreeBuilder(accounts, today: today)
    exports = accounts.exports
    comparesCommonOnly = commonOnly
  }

  private mutating func run() {
    for pair in comparison.pairs {
      switch (pair.before, pair.after) {
      case (let before?, let after?): compare(before, after)
      case (nil, let entity?): addWhole(entity, .added)
      case (let entity?, nil): addWhole(entity, .removed)
      case (nil, nil): break
      }
    }
  }

  // MARK: - Entities

  private mutating func addWhole(_ entity: EntityReference, _ kind: EntityChange.Kind) {
    if comparison.mayBeInOther(entity) {
      incomparableEntities += 1
      return
    }
    var change = change(kind, entity, before: kind == .removed ? entity : nil)
    // The outermost that came or went too.
    var parent = hosting.parent(of: entity)
    while let above = parent {
      if comparison.partner(of: above) == nil, !comparison.mayBeInOther(above) {
        change.within = hosting.identity(of: above).map(builder.masked)
      }
      parent = hosting.parent(of: above)
    }
    changes.append((order(of: entity), change))
  }

  private mutating func compare(_ before: EntityReference, _ after: EntityReference) {
    var change = change(.changed, after, before: before)
    change.values = values(before, after)
    let isMoved = noteMove(before, after, in: &change)
    guard isMoved || !change.values.isEmpty else { return }
    changes.append((order(of: after), change))
  }

  /// Whether an entity belongs to another one than before, which the change then says.
  private mutating func noteMove(
    _ before: EntityReference, _ after: EntityReference, in change: inout EntityChange
  ) -> Bool {
    guard [.subscription, .domain, .alias].contains(after.kind),
      let from = hosting.parent(of: before), let to = hosting.parent(of: after)
    else { return false }
    if after.kind == .subscription {
      // A customer that is not known is no move to the reseller.
      let isKnown = [before, after].allSatisfy {
        !hosting.subscriptions[Int($0.index)].customer.isUnknown
      }
      guard isKnown else {
        if from.kind != to.kind { incomparableValues += 1 }
        return false
      }
    }
    if comparison.partner(of: from) == to { return false }
    var moved = self.change(.moved, after, before: before)
    moved.values = change.values
    moved.from = owner(from)
    moved.to = owner(to)
    change = moved
    return true
  }

  private func change(
    _ kind: EntityChange.Kind, _ entity: EntityReference, before: EntityReference?
  ) -> EntityChange {
    EntityChange(
      kind, kind: entity.kind.inTree, name: builder.masked(hosting.name(of: entity)),
      identity: builder.masked(hosting.identity(of: entity) ?? ""),
      reseller: hosting.resellers[Int(account(of: entity).index)].login.map {
        builder.masked(hosting.names.string($0))
      },
      before: before.flatMap(hosting.nameLocation),
      after: kind == .removed ? nil : hosting.nameLocation(of: entity))
  }

  /// The reseller of an entity, in the later state where it is there.
  private func account(of entity: EntityReference) -> EntityReference {
    let reseller = EntityReference(.reseller, hosting.reseller(of: entity).rawValue)
    return comparison.isEarlier(reseller) ? comparison.partner(of: reseller) ?? reseller : reseller
  }

  private func owner(_ entity: EntityReference) -> EntityChange.Owner {
    EntityChange.Owner(
      kind: entity.kind.inTree, name: builder.masked(hosting.name(of: entity)),
      identity: hosting.identity(of: entity).map(builder.masked))
  }

  private func order(of entity: EntityReference) -> Order {
    var subscription = ""
    var above: EntityReference? = entity
    while let current = above, current.kind != .customer, current.kind != .reseller {
      if current.kind == .subscription { subscription = hosting.identity(of: current) ?? "" }
      above = hosting.parent(of: current)
    }
    let section =
      switch entity.kind {
      case .reseller: 0
      case .pack: 1
      case .customer: 2
      default: 3
      }
    let depth = [.subscription: 0, .domain: 1][entity.kind] ?? 2
    return Order(
      reseller: hosting.name(of: account(of: entity)),
      section: section, subscription: subscription, depth: depth,
      identity: hosting.identity(of: entity) ?? "")
  }

  // MARK: - Values

  private mutating func values(
    _ before: EntityReference, _ after: EntityReference
  ) -> [ValueChange] {
    let old = ComparedValues(of: before, builder).entries
    let new = ComparedValues(of: after, builder).entries
    let oldByName = Dictionary(old.map { ($0.name, $0.value) }) { first, _ in first }
    let newNames = Set(new.map(\.name))
    var changes: [ValueChange] = []
    if let login = loginChange(before, after) { changes.append(login) }
    for entry in new {
      let earlier = oldByName[entry.name] ?? missing(entry.name, oldByName)
      if let change = change(entry.name, entry.label, earlier, entry.value, before, after) {
        changes.append(change)
      }
    }
    let newByName = Dictionary(new.map { ($0.name, $0.value) }) { first, _ in first }
    for entry in old where !newNames.contains(entry.name) {
      let later = missing(entry.name, newByName)
      if let change = change(entry.name, entry.label, entry.value, later, before, after) {
        changes.append(change)
      }
    }
    return changes
  }

  /// What a value is that a state says nothing of: unknown if all of its kind are.
  private func missing(_ name: String, _ values: [String: AccountValue]) -> AccountValue {
    guard let dot = name.firstIndex(of: "."), values[String(name[..<dot])] == .unknown else {
      return .absent
    }
    return .unknown
  }

  /// Of resellers that are one because each state has no other.
  private func loginChange(
    _ before: EntityReference, _ after: EntityReference
  ) -> ValueChange? {
    guard before.kind == .reseller, hosting.identity(of: before) != hosting.identity(of: after)
    else { return nil }
    func login(_ entity: EntityReference) -> AccountValue {
      hosting.resellers[Int(entity.index)].login == nil
        ? .absent : .known(.text(builder.masked(hosting.name(of: entity))), nil)
    }
    return ValueChange(
      name: "login", label: "login", before: login(before), after: login(after),
      isInherited: false)
  }

  private mutating func change(
    _ name: String, _ label: String, _ old: AccountValue, _ new: AccountValue,
    _ before: EntityReference, _ after: EntityReference
  ) -> ValueChange? {
    let old = told(name, old, by: before)
    let new = told(name, new, by: after)
    switch (old.comparable, new.comparable) {
    case (.absent, .absent), (.unknown, .unknown), (.unknown, .absent), (.absent, .unknown):
      return nil
    case (.unknown, .known), (.known, .unknown):
      incomparableValues += 1
      return nil
    case (.absent, .known), (.known, .absent):
      if comparesCommonOnly { return nil }
    case (.known(let first), .known(let second)):
      if first == second { return nil }
    }
    let isOwn = isOwn(old, before) || isOwn(new, after)
    return ValueChange(
      name: name, label: label, before: old, after: new, isInherited: !isOwn)
  }

  /// Whether a value stands on the entity itself, or on nothing at all.
  private func isOwn(_ value: AccountValue, _ entity: EntityReference) -> Bool {
    guard case .known(_, let origin) = value else { return false }
    guard let origin else { return true }
    return origin.kind == entity.kind.inTree
      && origin.identity == hosting.identity(of: entity).map(builder.masked)
  }
}

extension AccountValue {
  fileprivate enum Comparable: Equatable {
    case absent
    case unknown
    case known(Known)
  }

  /// The value without where it comes from; lists are sets.
  fileprivate var comparable: Comparable {
    switch self {
    case .absent: .absent
    case .unknown: .unknown
    case .known(.list(let elements), _):
      elements.contains(nil)
        ? .unknown : .known(.list(elements.compactMap { $0 }.sorted().map { $0 }))
    case .known(let known, _): .known(known)
    }
  }
}
