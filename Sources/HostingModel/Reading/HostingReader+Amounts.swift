internal import Diagnostics
internal import YAML

/// The mappings that several kinds of entity have: limits, usage, permissions, PHP, DNS.
extension HostingReader {
  /// `limits:` of an entity.
  mutating func readLimits(_ slot: Slot) -> Amounts {
    guard let mapping = mapping(slot, expected: "a mapping of limits") else {
      return Amounts(isOpen: !isNull(slot.entry.value))
    }
    var amounts = Amounts(
      isOpen: tree.isCut(mapping) || topics.contains(.limits), start: hosting.limits.count)
    var seen = SeenKeys()
    var entries = tree.cursor(overEntriesOf: mapping)
    while let entry = tree.next(&entries) {
      guard
        let (resource, isMisspelt) = resource(
          entry, mapping: mapping, seen: &seen, slot: slot, others: [])
      else { continue }
      if let amount = amount(entry, resource: resource, isMisspelt: isMisspelt, slot: slot) {
        hosting.limits.append(amount)
        amounts.add(resource)
      }
    }
    return amounts
  }

  /// `usage:` of a subscription.
  mutating func readUsage(_ slot: Slot) -> Amounts {
    guard let mapping = mapping(slot, expected: "a mapping of what is used") else {
      return Amounts(isOpen: !isNull(slot.entry.value))
    }
    var amounts = Amounts(
      isOpen: tree.isCut(mapping) || topics.contains(.usage), start: hosting.usage.count)
    amounts.asOf = missing(tree.isCut(mapping), .usage)
    var seen = SeenKeys()
    var hasDate = false
    var entries = tree.cursor(overEntriesOf: mapping)
    while let entry = tree.next(&entries) {
      if Keys.usage.key(entry.key, in: tree) != nil {
        if hasDate { continue }
        hasDate = true
        amounts.asOf = date(Slot(entry: entry, subject: slot.subject, in: "usage", field: "as_of"))
        continue
      }
      guard
        let (resource, isMisspelt) = resource(
          entry, mapping: mapping, seen: &seen, slot: slot,
          others: UsageKey.allCases.map(\.rawValue))
      else { continue }
      if let amount = amount(entry, resource: resource, isMisspelt: isMisspelt, slot: slot) {
        if amount.value?.isUnlimited == true {
          report(
            .invalidValue, at: firstToken(of: tree.resolve(entry.value)),
            "`usage.\(resource.rawValue)` cannot be unlimited",
            help: "Write how much is used; leave the key out where that is not known.",
            subject: slot.subject, field: "usage.\(resource.rawValue)")
          hosting.usage.append(
            Amount(owner: amount.owner, resource: resource, value: nil, node: amount.node))
        } else {
          hosting.usage.append(amount)
        }
        amounts.add(resource)
      }
    }
    return amounts
  }

  private mutating func resource(
    _ entry: Tree.Entry, mapping: NodeID, seen: inout SeenKeys, slot: Slot,
    others: @autoclosure () -> [String]
  ) -> (key: Resource, isMisspelt: Bool)? {
    key(
      of: entry, in: Keys.resource, mapping: mapping, seen: &seen, owner: "`\(slot.field)`",
      subject: slot.subject,
      prefix: slot.field + ".", others: others())
  }

  private mutating func amount(
    _ entry: Tree.Entry, resource: Resource, isMisspelt: Bool, slot: Slot
  ) -> Amount? {
    guard let subject = slot.subject else { return nil }
    let value = quantity(
      Slot(
        entry: entry, subject: subject, in: slot.key, field: resource.rawValue,
        isMisspelt: isMisspelt),
      unit: resource.unit)
    switch value.state {
    case .absent: return nil
    case .unknown:
      return Amount(
        owner: subject, resource: resource, value: nil, node: tree.resolve(entry.value))
    case .declared(let quantity, let node):
      return Amount(owner: subject, resource: resource, value: quantity, node: node)
    }
  }

  /// `permissions:` of an entity.
  mutating func readPermissions(_ slot: Slot) -> Grants {
    guard let mapping = mapping(slot, expected: "a mapping of permissions") else {
      return Grants(isOpen: !isNull(slot.entry.value))
    }
    var grants = Grants(isOpen: tree.isCut(mapping) || topics.contains(.permissions))
    grants.entries.start = UInt32(truncatingIfNeeded: hosting.grants.count)
    var seen = SeenKeys()
    let tree = self.tree
    var entries = tree.cursor(overEntriesOf: mapping)
    while let entry = tree.next(&entries) {
      guard
        let (permission, isMisspelt) = key(
          of: entry, in: Keys.permission, mapping: mapping, seen: &seen, owner: "`permissions`",
          subject: slot.subject, prefix: "permissions.",
          advice: { Self.adviceForPermission($0, in: tree) })
      else { continue }
      let inner = Slot(
        entry: entry, subject: slot.subject, in: "permissions", field: permission.rawValue,
        isMisspelt: isMisspelt)
      let value: Field<PermissionValue> =
        permission == .shellAccess
        ? choice(inner, of: ShellAccess.self).map { .shell($0) } : boolean(inner).map { .flag($0) }
      if value.isAbsent { continue }
      hosting.grants.append(
        Grant(
          permission: permission, value: value.value,
          node: value.node ?? tree.resolve(entry.value)))
      grants.entries.count += 1
    }
    return grants
  }

  /// Plesk's own name of a permission has `manage_` before ours.
  private static func adviceForPermission(_ entry: Tree.Entry, in tree: Tree) -> String? {
    let key = tree.resolve(entry.key)
    let prefix = "manage_"
    guard tree.kind(key) == .scalar, case let word = tree.string(key), word.hasPrefix(prefix),
      let permission = Permission(rawValue: String(word.dropFirst(prefix.count)))
    else { return nil }
    return "Write `\(permission.rawValue)`, without `\(prefix)`."
  }

  /// `php:` of an entity.
  mutating func readPHP(_ slot: Slot) -> PHPSettings {
    guard let mapping = mapping(slot, expected: "a mapping with `version` and `handler`") else {
      return isNull(slot.entry.value)
        ? PHPSettings() : PHPSettings(version: .unknown, handler: .unknown)
    }
    let isCut = tree.isCut(mapping)
    var php = missingPHP(isCut)
    var seen = SeenKeys()
    var entries = tree.cursor(overEntriesOf: mapping)
    while let entry = tree.next(&entries) {
      guard
        let (key, isMisspelt) = key(
          of: entry, in: Keys.php, mapping: mapping, seen: &seen, owner: "`php`",
          subject: slot.subject,
          prefix: "php.")
      else { continue }
      let inner = Slot(
        entry: entry, subject: slot.subject, in: "php", field: key.rawValue,
        isMisspelt: isMisspelt)
      switch key {
      case .version: php.version = text(inner)
      case .handler: php.handler = text(inner)
      }
    }
    return php
  }

  /// `nameservers:` of any level, with whose they are.
  mutating func readNameservers(_ slot: Slot) -> Field<Nameservers> {
    textList(slot).map { list in
      var lrob = 0
      var items = tree.cursor(overItemsOf: list.node)
      while let item = tree.next(&items) {
        let name = tree.withUTF8(tree.resolve(item)) { DomainName($0).ascii }
        if lrobNameservers.find(name) != nil { lrob += 1 }
      }
      let provider: DNSProvider? =
        list.count == 0 ? nil : lrob == list.count ? .lrob : lrob == 0 ? .external : .mixed
      return Nameservers(node: list.node, count: list.count, provider: provider)
    }
  }

  /// What a subscription or a domain says itself and keeps outside of its row, while it is read.
  struct OwnSettings {
    var dns: DNSSettings
    var php: PHPSettings
  }

  func keep(_ settings: OwnSettings) -> (dns: DNSSettingsID, php: PHPSettingsID) {
    (hosting.dnsSettings.keep(settings.dns), hosting.phpSettings.keep(settings.php))
  }

  /// DNS settings none of which stands in the mapping.
  func missingDNS(_ isCut: Bool) -> DNSSettings {
    let sync: Field<Bool> = missing(isCut, .dnsSync)
    return DNSSettings(
      dns: missing(isCut, .dns), nameservers: missing(isCut, .dns),
      sync: sync.isUnknown ? sync : missing(isCut, .dns))
  }

  func missingSettings(_ isCut: Bool) -> OwnSettings {
    OwnSettings(dns: missingDNS(isCut), php: missingPHP(isCut))
  }

  func missingPHP(_ isCut: Bool) -> PHPSettings {
    PHPSettings(version: missing(isCut, .php), handler: missing(isCut, .php))
  }

  func missingAmounts(_ isCut: Bool, _ topic: Topic) -> Amounts {
    Amounts(isOpen: isCut || topics.contains(topic))
  }

  func missingGrants(_ isCut: Bool) -> Grants {
    Grants(isOpen: isCut || topics.contains(.permissions))
  }
}
