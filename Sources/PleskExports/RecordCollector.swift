internal import SourceText

/// Finds what packets and JSON objects say, wherever they stand in the files of a run.
struct RecordCollector {
  private let tree: ElementTree
  private var records = AccountRecords()

  /// - Parameter roots: The elements that stand for the files.
  static func collect(_ tree: ElementTree, roots: [ElementID]) -> AccountRecords {
    var collector = RecordCollector(tree: tree)
    for root in roots {
      for child in tree.children(of: root) {
        if tree.name(child) == .packet {
          collector.collect(packet: child)
        } else {
          collector.collect(value: child, file: root)
        }
      }
    }
    return collector.records
  }

  private init(tree: ElementTree) {
    self.tree = tree
  }

  // MARK: - Packets

  private mutating func collect(packet: ElementID) {
    for operation in tree.children(of: packet) {
      if tree.name(operation) == .system {
        if tree.equals(tree.child(.status, of: operation), "error") {
          records.errors.append((operation, "system", nil))
        } else {
          records.foreign.append(("system", operation))
        }
        continue
      }
      let kind = AccountRecords.Operator(tree.name(operation))
      for call in tree.children(of: operation) {
        collect(call, of: operation, kind, packet: packet)
      }
    }
  }

  private mutating func collect(
    _ call: ElementID, of operation: ElementID, _ kind: AccountRecords.Operator?, packet: ElementID
  ) {
    let name = "\(tree.string(in: tree.tag(operation)))/\(tree.string(in: tree.tag(call)))"
    let reads: Bool
    switch (kind, tree.name(call)) {
    case (.dns, .getRecords), (.dns, .get), (_?, .get): reads = true
    case (.customer, .getDomainList), (.reseller, .getDomainList): reads = true
    default: reads = false
    }
    if let kind, tree.elements[call].isCut { records.cut.insert(kind) }
    var datasets: Set<ElementName> = []
    var answers: [(result: ElementID, source: ElementID)] = []
    var hasError = false
    for result in tree.children(of: call) where tree.name(result) == .result {
      guard !tree.equals(tree.child(.status, of: result), "error") else {
        hasError = true
        records.errors.append((result, name, reads ? kind : nil))
        continue
      }
      guard reads, let kind else { continue }
      let source: ElementID? =
        switch kind {
        case .servicePlan, .servicePlanAddon: result
        case .siteAlias: tree.child(.info, of: result)
        case .dns: nil
        default: tree.child(.data, of: result) ?? tree.child(.domains, of: result)
        }
      guard let source else { continue }
      answers.append((result, source))
      for child in tree.children(of: source) { datasets.insert(tree.name(child)) }
    }
    guard reads, let kind else {
      if !hasError { records.foreign.append((name, call)) }
      return
    }
    if tree.name(call) == .getDomainList {
      for answer in answers { collect(list: answer.source) }
      return
    }
    if !hasError || !answers.isEmpty {
      records.answered[kind] = records.answered[kind] ?? call
    }
    for answer in answers { add(answer, datasets, kind, packet: packet) }
  }

  private mutating func collect(list: ElementID) {
    for domain in tree.children(of: list) where tree.name(domain) == .domain {
      if let id = tree.integer(tree.value(.id, of: domain)) {
        records.listed[id, default: []].append(domain)
      }
    }
  }

  private mutating func add(
    _ answer: (result: ElementID, source: ElementID), _ datasets: Set<ElementName>,
    _ kind: AccountRecords.Operator, packet: ElementID
  ) {
    let general = tree.child(.general, of: answer.source) ?? answer.source
    let isAccount = kind == .reseller || kind == .customer
    let name = tree.value(isAccount ? .login : .name, of: general)
    // Nothing could be said of an entity of which not even the name is known.
    guard name != nil || tree.value(.guid, of: general) != nil else { return }
    let guid = tree.value(.guid, of: general).map { tree.string($0).lowercased() }
    let record = AccountRecords.Record(
      id: tree.integer(tree.value(.id, of: answer.result)), guid: guid,
      name: name.map(tree.string),
      // A reseller is the vendor of the own account.
      vendor: kind == .reseller
        ? guid : tree.value(.vendorGUID, of: general).map { tree.string($0).lowercased() },
      scope: packet, sources: [answer.source], datasets: datasets)
    switch kind {
    case .reseller: add(record, to: \.resellers)
    case .customer: add(record, to: \.customers)
    case .servicePlan: add(record, to: \.plans)
    case .servicePlanAddon: add(record, to: \.addons)
    case .webspace: add(record, to: \.webspaces)
    case .site: add(record, to: \.sites)
    case .siteAlias: add(record, to: \.aliases)
    case .dns: break
    }
  }

  private mutating func add(
    _ record: AccountRecords.Record, to table: WritableKeyPath<AccountRecords, RecordTable>
  ) {
    if let clash = records[keyPath: table].add(record) { records.clashes.append(clash) }
  }

  // MARK: - REST

  private mutating func collect(value: ElementID, file: ElementID, depth: Int = 0) {
    if tree.isRefusal(value) {
      records.errors.append((value, "REST", nil))
      return
    }
    let isClient = tree.isClient(value)
    guard isClient || tree.isRESTDomain(value) else {
      // An array of arrays, or an object that holds them.
      if depth < 4 {
        let items = Array(tree.children(of: value))
        let isList = items.contains { tree.isClient($0) || tree.isRESTDomain($0) }
        for child in items {
          if isList, !tree.isClient(child), !tree.isRESTDomain(child) {
            records.strangers[child] = "this is neither a client nor a domain"
          }
          collect(value: child, file: file, depth: depth + 1)
        }
      }
      return
    }
    if records.restFiles.last != file { records.restFiles.append(file) }
    let name = tree.value(isClient ? .login : .name, of: value)
    let record = AccountRecords.Record(
      id: tree.integer(tree.value(.id, of: value)),
      guid: tree.value(.guid, of: value).map { tree.string($0).lowercased() },
      name: name.map(tree.string), scope: file, sources: [value])
    if !isClient {
      noteAliases(of: value)
      let base = tree.integer(tree.value(.baseDomainID, of: value)) ?? 0
      if base == 0 || base == record.id { add(record, to: \.webspaces) }
      add(record, to: \.sites)
      records.answered[.webspace] = records.answered[.webspace] ?? value
      records.answered[.site] = records.answered[.site] ?? value
      records.answered[.siteAlias] = records.answered[.siteAlias] ?? value
    } else if tree.equals(tree.value(.type, of: value), "reseller") {
      add(record, to: \.resellers)
    } else {
      add(record, to: \.customers)
      records.answered[.customer] = records.answered[.customer] ?? value
    }
  }

  /// Notes aliases that are no list of objects with names.
  private mutating func noteAliases(of domain: ElementID) {
    guard let aliases = tree.child(.aliases, of: domain) else { return }
    if !tree.isBlank(aliases) {
      records.strangers[aliases] = "`aliases` must be a list"
    }
    for item in tree.children(of: aliases) where tree.value(.name, of: item) == nil {
      records.strangers[item] = "this is no alias, which is an object with a `name`"
    }
  }
}
