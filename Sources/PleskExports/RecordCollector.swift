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
    collector.removeNameless()
    return collector.records
  }

  /// Nothing can be said of an entity of which not even the name is known.
  private mutating func removeNameless() {
    for (kind, table) in [
      ("reseller", \AccountRecords.resellers), ("customer", \.customers),
      ("service plan", \.plans), ("service plan", \.addons), ("webspace", \.webspaces),
      ("site", \.sites), ("site alias", \.aliases),
    ] as [(String, WritableKeyPath<AccountRecords, RecordTable>)] {
      records.nameless += records[keyPath: table].removeNameless().map { ($0, kind) }
    }
  }

  private init(tree: ElementTree) {
    self.tree = tree
  }

  // MARK: - Packets

  private mutating func collect(packet: ElementID) {
    if isRefused(packet) { return records.errors.append((packet, "system", nil)) }
    for operation in tree.children(of: packet) {
      let kind = AccountRecords.Operator(tree.name(operation))
      if isRefused(operation) {
        let name = tree.string(in: tree.tag(operation))
        records.errors.append((operation, tree.name(operation) == .system ? "system" : name, kind))
        continue
      }
      if tree.name(operation) == .system {
        records.foreign.append(("system", operation))
        continue
      }
      if tree.name(operation) == .phpHandler { collect(handlers: operation) }
      for call in tree.children(of: operation) {
        collect(call, of: operation, kind, packet: packet)
      }
    }
  }

  /// Whether the status of a packet, an operator, an operation or a result is that of an error.
  private func isRefused(_ element: ElementID) -> Bool {
    tree.equals(tree.child(.status, of: element), "error")
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
    // Without the list of domains, subdomains are told by their names.
    let question = reads && tree.name(call) != .getDomainList ? kind : nil
    var hasError = isRefused(call)
    if hasError { records.errors.append((call, name, question)) }
    for result in tree.children(of: call) where tree.name(result) == .result {
      guard !isRefused(result) else {
        hasError = true
        records.errors.append((result, name, question))
        continue
      }
      guard reads, let kind else { continue }
      if isEmpty(result) {
        if question != nil { records.answered[kind] = records.answered[kind] ?? call }
        continue
      }
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

  /// Whether a result tells that there is nothing.
  private func isEmpty(_ result: ElementID) -> Bool {
    tree.children(of: result).allSatisfy { [.status, .filterID].contains(tree.name($0)) }
  }

  /// Notes which version of PHP each handler of a server has, and how it runs.
  private mutating func collect(handlers operation: ElementID) {
    for call in tree.children(of: operation) where tree.name(call) == .get {
      for result in tree.children(of: call) where tree.name(result) == .result {
        guard let id = tree.value(.id, of: result).map(tree.string) else { continue }
        let told = PHPHandler(
          version: tree.value(.version, of: result).map(tree.string),
          type: tree.value(.type, of: result).map { tree.string($0).lowercased() })
        var known = records.phpHandlers[id] ?? told
        if known.version != told.version { known.version = nil }
        if known.type != told.type { known.type = nil }
        records.phpHandlers[id] = known
      }
    }
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
    // The provider is nobody's customer.
    if isClient, tree.equals(tree.value(.type, of: value), "admin") { return }
    guard isClient || tree.isRESTDomain(value) else {
      // An array of arrays, or an object that holds them.
      if depth < 4 {
        let items = Array(tree.children(of: value))
        let isList = items.contains { tree.isClient($0) || tree.isRESTDomain($0) }
        for child in items {
          if tree.name(child) == .clients || tree.name(child) == .domains,
            tree.kind(child) != .list
          {
            records.strangers[child] = "`\(tree.name(child).rawValue)` must be a list"
          }
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
    noteTypes(of: value, isClient: isClient)
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
    for item in tree.children(of: aliases) {
      if tree.value(.name, of: item) == nil {
        records.strangers[item] = "this is no alias, which is an object with a `name`"
      }
      noteType(.text, of: .name, in: item)
      for key in [ElementName.web, .mail, .dns, .seoRedirect] {
        noteType(.truth, of: key, in: item)
      }
    }
  }

  /// Notes values of a client or a domain whose type is not that of the key.
  private mutating func noteTypes(of value: ElementID, isClient: Bool) {
    noteType(.number, of: .id, in: value)
    noteType(.text, of: .guid, in: value)
    let texts: [ElementName] =
      isClient
      ? [.login, .name, .company, .email, .type, .ownerLogin, .created]
      : [.name, .hostingTypeREST, .created]
    for key in texts { noteType(.text, of: key, in: value) }
    noteType(.number, of: isClient ? .status : .baseDomainID, in: value)
  }

  /// Notes the value of a key that is of another type; those that the reading of the hosting tree
  /// tells are left to it.
  private mutating func noteType(
    _ type: ElementTree.Kind, of key: ElementName, in object: ElementID
  ) {
    guard let value = tree.entry(key, of: object), !tree.elements[value].isCut else { return }
    let kind = tree.kind(value)
    if kind == type { return }
    if kind == .list || kind == .object {
      let isWritten = [.login, .name, .company, .email, .created, .web, .mail, .dns, .seoRedirect]
        .contains(key)
      if isWritten { return }
    }
    if key == .created || type == .truth && tree.boolean(value) == nil { return }
    records.wrongTypes.append(
      (
        value,
        "`\(tree.string(in: tree.tag(value)).filter { $0 != "\"" })` must be \(Self.word(type)), not \(Self.word(kind))"
      ))
  }

  private static func word(_ kind: ElementTree.Kind) -> String {
    switch kind {
    case .text: "text"
    case .number: "a number"
    case .truth: "true or false"
    case .null: "null"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
