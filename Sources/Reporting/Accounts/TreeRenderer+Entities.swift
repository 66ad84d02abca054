internal import Diagnostics

/// What the first line of an entity says.
extension TreeRenderer {
  private typealias Span = TreeLine.Span

  /// How many names of a list are shown; the number of the others is told.
  private static let shownNames = 10

  mutating func headline(of entity: AccountEntity, below parent: AccountEntity?) -> TreeLine {
    var line = TreeLine()
    line.pieces.append([
      Span(kindWord(of: entity) + " ", .structure), Span(entity.name, .headline),
    ])
    if entity.isContext { return line }
    switch entity.kind {
    case .reseller: describeReseller(entity, &line)
    case .pack: describePack(entity, &line)
    case .customer: describeCustomer(entity, &line)
    case .subscription: describeSubscription(entity, &line)
    case .domain: describeDomain(entity, &line)
    case .alias: describeAlias(entity, below: parent, &line)
    }
    for hidden in entity.hiddenChildren {
      let isOwn = entity.kind == .reseller && hidden.kind == .subscription
      line.add(
        hidden.count.counting(hidden.kind.rawValue) + (isOwn ? " of its own" : ""), .structure)
    }
    return line
  }

  /// The permissions that a subscription declares itself.
  mutating func ownPermissions(of entity: AccountEntity) -> TreeLine? {
    guard entity.kind == .subscription else { return nil }
    let own = entity.permissions.filter { $0.value.origin?.kind == .subscription }
    let unknowns = entity.permissions.filter { $0.value == .unknown }
    if own.isEmpty, unknowns.isEmpty { return nil }
    var line = TreeLine()
    for permission in own {
      let value = permission.value.flag.map { $0 ? "on" : "off" } ?? permission.value.text ?? ""
      line.pieces.append([Span("\(permission.name) \(value)"), Span(" (own)", .structure)])
    }
    // An unknown pack leaves all others unknown.
    switch unknowns.count {
    case ...3: for permission in unknowns { line.add("\(permission.name) " + unknown()) }
    default: line.add((own.isEmpty ? "permissions " : "other permissions ") + unknown())
    }
    return line
  }

  private func kindWord(of entity: AccountEntity) -> String {
    switch entity.kind {
    case .pack where entity[.addon].flag == true: "add-on pack"
    case .domain:
      switch entity[.role].text {
      case "main": "main domain"
      case "addon": "addon domain"
      default: "subdomain"
      }
    default: entity.kind.rawValue
    }
  }

  // MARK: - Kinds

  private mutating func describeReseller(_ entity: AccountEntity, _ line: inout TreeLine) {
    add(entity, .name, to: &line, isExpected: true)
    addDNS(entity, to: &line)
    addSync(entity, to: &line)
    addFlag(entity, .oversell, "overselling allowed", "no overselling", "overselling", to: &line)
  }

  private mutating func describePack(_ entity: AccountEntity, _ line: inout TreeLine) {
    if entity[.addon] == .unknown { line.add("add-on " + unknown()) }
    add(entity, .description, to: &line)
    switch entity[.usedBy].amount?.number {
    case nil: line.add("used by " + unknown())
    case 0: line.add("not used")
    case let count?: line.add("used by " + Int(clamping: count).counting("subscription"))
    }
    addPHP(entity, to: &line, isExpected: false)
    addOveruse(entity, to: &line)
  }

  private mutating func describeCustomer(_ entity: AccountEntity, _ line: inout TreeLine) {
    add(entity, .name, to: &line, isExpected: true)
    add(entity, .company, to: &line)
    add(entity, .pack, "default pack ", to: &line)
  }

  private mutating func describeSubscription(_ entity: AccountEntity, _ line: inout TreeLine) {
    add(entity, .customer, "customer ", to: &line)
    addPacks(entity, to: &line)
    add(entity, .systemUser, "system user ", to: &line, isExpected: true)
    addPHP(entity, to: &line, isExpected: true)
    if entity[.overuse].origin?.kind == .subscription { addOveruse(entity, to: &line) }
    switch entity[.status] {
    case .unknown: line.add("status " + unknown())
    case let status:
      if status.text == "suspended" { line.add("suspended", .near) }
    }
    addFlag(entity, .locked, "locked", nil, "locked", role: .near, to: &line)
    addFlag(entity, .synchronized, nil, "not synchronized", "synchronized", role: .near, to: &line)
    if entity[.expired].flag == true, let day = entity[.expires].text {
      line.add("expired \(day)", .over)
    } else {
      add(entity, .expires, "expires ", to: &line)
    }
  }

  private mutating func describeDomain(_ entity: AccountEntity, _ line: inout TreeLine) {
    addDNS(entity, to: &line)
    addFlag(entity, .mail, "mail", "no mail", "mail", to: &line)
    addFlag(entity, .ssl, "SSL", "no SSL", "SSL", to: &line)
    addPHP(entity, to: &line, isExpected: false)
    switch entity[.subdomains] {
    case .absent: break
    case .unknown: line.add("subdomains " + unknown())
    case .known:
      let names = entity[.subdomains].list ?? []
      var shown = names.prefix(Self.shownNames).map { $0 ?? unknown() }
      if names.count > shown.count { shown.append("\(names.count - shown.count) more") }
      line.add((names.count == 1 ? "subdomain " : "subdomains ") + shown.joined(separator: ", "))
    }
  }

  private mutating func describeAlias(
    _ entity: AccountEntity, below domain: AccountEntity?, _ line: inout TreeLine
  ) {
    switch entity[.mode].text {
    case "same-site": line.add("same site")
    case let mode?: line.add(mode)
    case nil: line.add("mode " + unknown())
    }
    addSync(entity, to: &line)
    let provider = entity[.dnsProvider]
    if provider.isKnown != domain?[.dnsProvider].isKnown
      || provider.text != domain?[.dnsProvider].text
    {
      addDNS(entity, to: &line)
    }
    addFlag(entity, .mail, "mail", "no mail", "mail", to: &line)
    addFlag(entity, .web, nil, "no web", "web", to: &line)
  }

  // MARK: - Values

  mutating func unknown() -> String {
    showsUnknown = true
    return "?"
  }

  mutating func absent() -> String {
    showsAbsent = true
    return "–"
  }

  /// A value's text, or the sign of what it is instead.
  private mutating func shown(_ text: String?, _ value: AccountValue) -> String {
    switch value {
    case .unknown: unknown()
    case .absent: absent()
    case .known: text ?? value.text ?? ""
    }
  }

  /// - Parameter isExpected: Whether its absence is worth a word.
  private mutating func add(
    _ entity: AccountEntity, _ property: AccountProperty, _ label: String = "",
    to line: inout TreeLine, isExpected: Bool = false
  ) {
    let value = entity[property]
    if value == .absent, !isExpected { return }
    let named = label.isEmpty && !value.isKnown ? "\(property.rawValue) " : label
    line.add(named + shown(nil, value))
  }

  private mutating func addFlag(
    _ entity: AccountEntity, _ property: AccountProperty, _ on: String?, _ off: String?,
    _ label: String, role: TextRole? = nil, to line: inout TreeLine
  ) {
    if entity[property] == .unknown { line.add("\(label) " + unknown()) }
    if let flag = entity[property].flag, let word = flag ? on : off { line.add(word, role) }
  }

  private mutating func addDNS(_ entity: AccountEntity, to line: inout TreeLine) {
    let value = entity[.dnsProvider]
    if let provider = value.text {
      line.add((provider == "lrob" ? "LRob" : provider) + " DNS")
    } else {
      line.add("DNS " + shown(nil, value))
    }
  }

  private mutating func addSync(_ entity: AccountEntity, to line: inout TreeLine) {
    let value = entity[.dnsSync]
    line.add("DNS sync " + shown(value.flag.map { $0 ? "on" : "off" }, value))
  }

  private mutating func addPHP(
    _ entity: AccountEntity, to line: inout TreeLine, isExpected: Bool
  ) {
    let version = entity[.phpVersion]
    let handler = entity[.phpHandler]
    if version == .absent, handler == .absent, !isExpected { return }
    var piece = [Span("PHP " + shown(nil, version))]
    // A version that is unknown says enough.
    if handler != .absent, version != .unknown || handler.isKnown {
      piece.append(Span(" " + shown(nil, handler)))
    }
    if entity.kind == .subscription, version.origin?.kind == .subscription {
      piece.append(Span(" (own)", .structure))
    }
    line.pieces.append(piece)
  }

  private mutating func addOveruse(_ entity: AccountEntity, to line: inout TreeLine) {
    guard entity[.overuse] != .absent else { return }
    var piece = [Span("overuse " + shown(nil, entity[.overuse]))]
    if entity.kind == .subscription { piece.append(Span(" (own)", .structure)) }
    line.pieces.append(piece)
  }

  private mutating func addPacks(_ entity: AccountEntity, to line: inout TreeLine) {
    var piece = [Span("pack " + shown(nil, entity[.pack]))]
    if entity[.pack].origin?.kind == .customer {
      piece.append(Span(" (customer's default)", .structure))
    }
    switch entity[.addons] {
    case .absent: break
    case .unknown where entity[.pack] == .unknown: break
    case .unknown: piece.append(Span(" + " + unknown()))
    case .known:
      for name in entity[.addons].list ?? [] { piece.append(Span(" + " + (name ?? unknown()))) }
    }
    line.pieces.append(piece)
  }
}

extension AccountValue {
  /// Whether there is a value.
  fileprivate var isKnown: Bool {
    if case .known = self { return true }
    return false
  }
}
