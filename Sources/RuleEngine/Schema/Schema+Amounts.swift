internal import CEL
internal import HostingModel
internal import SourceText
internal import YAML

/// Amounts, limits, quotas, permissions and PHP settings.
extension Schema {
  mutating func declareQuantity() {
    declare { declarations in
      let type = CELType.opaque("quantity")
      declarations.declareOpaque(
        OpaqueType(
          name: "quantity",
          documentation: """
            A size or a count, possibly unlimited. It compares with other amounts and with numbers, \
            where a size is its bytes and unlimited stands above every number. It adds to another \
            amount or a whole number; there is no other arithmetic. It prints as people write it: \
            `6.2 GB`, `12`, `unlimited`.
            """,
          display: { _, value in Self.quantity(value)?.description ?? "" },
          compare: { _, left, right in Self.order(left, right) },
          comparesWith: [.int, .uint, .double],
          add: { context, left, right in Self.sum(left, right, context) }, addsWith: [.int],
          help:
            "an amount is compared with a number, where a size is its bytes, or with a parameter "
            + "of the type `quantity`, such as `5 GB`; `double(…)` makes it a number to calculate "
            + "with, and `is_unlimited(…)` asks whether it has no end"))
      declarations.declareHostFunction(
        "double",
        documentation: "The amount as a number to calculate with; infinity for unlimited.",
        [
          .function(type, .double) { _, value in
            guard let quantity = Self.quantity(value) else { return .unknown }
            return .double(quantity.isUnlimited ? .infinity : Double(quantity.amount))
          }
        ])
      declarations.declareHostFunction(
        "is_unlimited", documentation: "Whether the amount is unlimited.",
        [.function(type, .bool) { _, value in .bool(Self.quantity(value)?.isUnlimited ?? false) }])
    }
  }

  private static func quantity(_ value: Value) -> Quantity? {
    value.asOpaque.map {
      Quantity(
        Int64(bitPattern: $0.payload),
        Quantity.Unit(rawValue: UInt8(truncatingIfNeeded: $0.tag)) ?? .count)
    }
  }

  /// On one number line; unlimited is above every number.
  private static func order(_ left: Value, _ right: Value) -> OpaqueType.Ordering? {
    if let left = quantity(left), let right = quantity(right) {
      return left < right ? .less : left == right || left.amount == right.amount ? .equal : .greater
    }
    guard let left = number(left), let right = number(right) else { return nil }
    if left.isNaN || right.isNaN { return nil }
    return left < right ? .less : left == right ? .equal : .greater
  }

  private static func number(_ value: Value) -> Double? {
    if let quantity = quantity(value) {
      return quantity.isUnlimited ? .infinity : Double(quantity.amount)
    }
    return value.asDouble ?? value.asInt.map(Double.init) ?? value.asUInt.map(Double.init)
  }

  private static func sum(_ left: Value, _ right: Value, _ context: EvaluationContext) -> Value {
    guard let base = quantity(left) ?? quantity(right) else { return .unknown }
    func amount(_ value: Value) -> Int64? { quantity(value)?.amount ?? value.asInt }
    guard let first = amount(left), let second = amount(right) else { return .unknown }
    if first == .max || second == .max { return value(of: .unlimited(base.unit)) }
    let (total, overflow) = first.addingReportingOverflow(second)
    guard !overflow, total >= 0 else {
      return context.fail("the sum of two amounts is out of range")
    }
    return value(of: Quantity(total, base.unit))
  }

  /// An amount as a value of the expression language.
  static func value(of quantity: Quantity) -> Value {
    .opaque(
      quantityID, payload: UInt64(bitPattern: quantity.amount),
      tag: UInt32(quantity.unit.rawValue))
  }

  mutating func declareAmounts() {
    for resource in Resource.allCases {
      declare(
        resource.rawValue, of: .limits, .opaque("quantity"), isOptional: true,
        resource.documentation
      ) { (quantity: Quantity, reader) in
        reader.quantity(quantity)
      } fact: { hosting, index in
        hosting.amount(resource, through: View(index))
      }
    }
    declare(
      "mailbox_capacity", of: .limits, .opaque("quantity"), isOptional: true,
      "`mailboxes` × `mailbox_size`; absent where one of the two is absent or unlimited."
    ) { (quantity: Quantity, reader) in
      reader.quantity(quantity)
    } fact: { hosting, index in
      hosting.capacity(
        mailboxes: hosting.amount(.mailboxes, through: View(index)),
        size: hosting.amount(.mailboxSize, through: View(index)))
    }
    for permission in Permission.allCases {
      declare(
        permission.rawValue, of: .permissions,
        permission == .shellAccess ? .string : .bool, isOptional: true,
        permission.documentation
      ) { (value: PermissionValue, reader) in
        switch value {
        case .flag(let flag): .bool(flag)
        case .shell(let access): reader.word(access)
        }
      } fact: { hosting, index in
        hosting.permission(permission, through: View(index))
      }
    }
    declarePHP("version", "The version as it is written: `8.3`.") { $0.version }
    declarePHP("handler", "How scripts run, by Plesk's name of the handler: `fpm`.") { $0.handler }
    declarePHPBranch()
    declareQuotas()
    declareLimits()
  }

  private mutating func declarePHPBranch() {
    declare(
      "branch", of: .php, .string, isOptional: true,
      "The release branch of the version, `8.3` of `8.3.14`; absent where the version is no number."
    ) { (text: String, reader) in
      reader.text(text)
    } fact: { hosting, index in
      let version = hosting.phpText(through: View(index)) { $0.version }
      guard case .known(let text, let origin) = version else { return version }
      return text.phpBranch.map { .known($0, origin) } ?? .absent
    }
  }

  private mutating func declarePHP(
    _ name: String, _ documentation: String,
    _ setting: @escaping @Sendable (PHPSettings) -> HostingModel.Field<Text>
  ) {
    declare(name, of: .php, .string, isOptional: true, documentation) {
      (text: String, reader) in
      reader.text(text)
    } fact: { hosting, index in
      hosting.phpText(through: View(index), setting)
    }
  }

  private mutating func declareQuotas() {
    declareOwner(of: .quota) { hosting, index in
      hosting.quota(index).owner
    } resource: {
      hosting, index in
      hosting.quota(index).resource
    }
    declare(
      "used", of: .quota, .opaque("quantity"), isOptional: true,
      "What is used: the larger of what the file declares and what `usage` says."
    ) { (quantity: Quantity, reader) in
      reader.quantity(quantity)
    } fact: { hosting, index in
      hosting.used(of: hosting.quota(index))
    }
    declare(
      "limit", of: .quota, .opaque("quantity"), isOptional: true, "The limit in force."
    ) { (quantity: Quantity, reader) in
      reader.quantity(quantity)
    } fact: { hosting, index in
      hosting.limit(of: hosting.quota(index))
    }
    declare(
      "share", of: .quota, .double, isOptional: true,
      "`used` / `limit`; absent where one of the two is, and where the limit is unlimited or 0."
    ) { (share: Double, _) in
      .double(share)
    } fact: { hosting, index in
      let quota = hosting.quota(index)
      switch (hosting.used(of: quota), hosting.limit(of: quota)) {
      case (.unknown, _), (_, .unknown): return .unknown
      case (.known(let used, let origin), .known(let limit, _))
      where limit.amount > 0 && !limit.isUnlimited:
        return .known(Double(used.amount) / Double(limit.amount), origin)
      default: return .absent
      }
    }
    declareTotal(
      "allocated",
      "Of a reseller: the sum of its subscriptions' limits in force; unlimited absorbs."
    ) { $0.isAllocationOpen ? .unknown : $0.allocated.map { .known($0, nil) } ?? .absent }
    declareTotal(
      "allocated_finite",
      "The same without the unlimited ones."
    ) { $0.allocatedFinite.map { .known($0, nil) } ?? .absent }
    declare(
      "subscription", of: .quota, .object("subscription"), isOptional: true,
      "The subscription whose quota it is; absent for the reseller's offer."
    ) { (index: UInt32, reader) in
      reader.object(.subscription, index)
    } fact: { hosting, index in
      let owner = hosting.quota(index).owner
      return owner.kind == .subscription ? .known(owner.index, nil) : .absent
    }
    declareReseller(of: .quota)
  }

  private mutating func declareTotal(
    _ name: String, _ documentation: String,
    _ total: @escaping @Sendable (Totals) -> Fact<Quantity>
  ) {
    declare(name, of: .quota, .opaque("quantity"), isOptional: true, documentation) {
      (quantity: Quantity, reader) in
      reader.quantity(quantity)
    } fact: { hosting, index in
      let quota = hosting.quota(index)
      guard quota.owner.kind == .reseller else { return .absent }
      return total(
        hosting.totals[Int(quota.owner.index) * Resource.count + quota.resource.index])
    }
  }

  private mutating func declareLimits() {
    declareOwner(of: .limit) { hosting, index in
      hosting.limits[Int(index)].owner
    } resource: {
      hosting, index in
      hosting.limits[Int(index)].resource
    }
    declare("value", of: .limit, .opaque("quantity"), "The amount.") {
      (quantity: Quantity, reader) in
      reader.quantity(quantity)
    } fact: { hosting, index in
      let limit = hosting.limits[Int(index)]
      guard let value = limit.value, let file = hosting.source(of: limit.owner)?.file else {
        return .unknown
      }
      return .known(value, Origin(file: file, node: limit.node, owner: limit.owner))
    }
    declare(
      "pack_value", of: .limit, .opaque("quantity"), isOptional: true,
      "Of a subscription's limit: what its packs give of the same resource."
    ) { (quantity: Quantity, reader) in
      reader.quantity(quantity)
    } fact: { hosting, index in
      let limit = hosting.limits[Int(index)]
      guard limit.owner.kind == .subscription else { return .absent }
      return hosting.packLimit(limit.resource, of: SubscriptionID(limit.owner.index))
    }
    declare(
      "offer_value", of: .limit, .opaque("quantity"), isOptional: true,
      "Of a pack's or subscription's limit: what the reseller's offer has of the same resource."
    ) { (quantity: Quantity, reader) in
      reader.quantity(quantity)
    } fact: { hosting, index in
      let limit = hosting.limits[Int(index)]
      guard limit.owner.kind != .reseller else { return .absent }
      let reseller = hosting.reseller(of: limit.owner)
      return hosting.amount(
        limit.resource, of: hosting[reseller].limits, in: hosting.limits,
        owner: EntityReference(.reseller, reseller.rawValue))
    }
    declareReseller(of: .limit)
  }

  /// What quotas and limits have in common: an owner and a resource.
  private mutating func declareOwner(
    of object: ObjectKind, owner: @escaping @Sendable (Hosting, UInt32) -> EntityReference,
    resource: @escaping @Sendable (Hosting, UInt32) -> Resource
  ) {
    declareCommon(of: object, labels: nil)
    declare(
      "owner_kind", of: object, .string, isSharedByGroup: true,
      object == .quota
        ? "The kind of its owner: `subscription` or `reseller`."
        : "The kind of its owner: `reseller`, `pack` or `subscription`."
    ) {
      reader, hosting, index in reader.word(owner(hosting, index).kind)
    }
    declare("owner_name", of: object, .string, "The name of its owner.") { reader, hosting, index in
      reader.text(hosting.name(of: owner(hosting, index)))
    }
    declare(
      "resource", of: object, .string, isSharedByGroup: true,
      "The key of the resource: `disk_space`."
    ) { reader, hosting, index in reader.word(resource(hosting, index))
    }
    declare(
      "label", of: object, .string, isSharedByGroup: true, "The resource in words: `disk space`."
    ) { reader, hosting, index in
      reader.context.intern(resource(hosting, index).label)
    }
  }

  mutating func declareFunctions() {
    declare { declarations in
      declarations.declareFieldFunction(
        "origin", result: .string,
        documentation:
          """
          Where the value of a field comes from: `pack starter, packs.yaml:12`; empty where nothing \
          declares it. An optional field needs no guard here.
          """
      ) { context, type, index, field in
        FactReader.read(context) { _, hosting in
          guard
            let origin = Schema.shared.origin(of: field, type: type, index: index, in: hosting)
          else { return context.intern("") }
          let packs = hosting.contributors(of: field, type: type, index: index)
          return context.string(hosting.describe(origin, contributors: packs))
        }
      }
      declarations.declareHostFunction(
        "date", documentation: "The day of a timestamp, `2026-12-10`.",
        [
          .function(.timestamp, .string) { context, value in
            guard let moment = value.asTimestamp,
              let day = CalendarDate(secondsSince1970: moment.seconds)
            else { return context.fail("this timestamp is outside the years 1 to 9999") }
            return context.string(day.description)
          }
        ])
    }
  }
}

extension Hosting {
  /// An origin as a message names it: the owner, the file and the line.
  ///
  /// A limit that several packs add up to names them all; the line is that of the first.
  func describe(_ origin: Origin, contributors: [PackID] = []) -> String {
    let location = location(of: origin)
    guard let file = tree(origin.file)?.file(in: location.file) else { return "" }
    let line = file.lineIndex.line(of: location.range.start)
    let packs = contributors.map { name(of: EntityReference(.pack, $0.rawValue)) }
    let owner =
      packs.count > 1
      ? "packs " + packs.joined(separator: " + ")
      : "\(origin.owner.kind.rawValue) \(name(of: origin.owner))"
    return "\(owner), \(file.path):\(line)"
  }

  /// The packs that an effective limit adds up from; empty for any other field.
  func contributors(of field: FieldID, type: ObjectTypeID, index: UInt32) -> [PackID] {
    let name = Schema.shared.declarations.object(type)?.field(field)?.name ?? ""
    switch type {
    case ObjectKind.quota.typeID:
      let quota = quota(index)
      guard name == "limit", quota.owner.kind == .subscription else { return [] }
      return contributors(to: quota.resource, of: SubscriptionID(quota.owner.index))
    case ObjectKind.limits.typeID:
      guard View(index).side == .effective, let resource = Resource(rawValue: name) else {
        return []
      }
      return contributors(to: resource, of: SubscriptionID(View(index).ownerIndex))
    default: return []
    }
  }

  fileprivate func amount(_ resource: Resource, through view: View) -> Fact<Quantity> {
    let index = Int(view.ownerIndex)
    switch view.side {
    case .reseller:
      return amount(resource, of: resellers[index].limits, in: limits, owner: view.owner)
    case .pack: return amount(resource, of: packs[index].limits, in: limits, owner: view.owner)
    case .effective: return effectiveLimit(resource, of: SubscriptionID(view.ownerIndex))
    case .usage:
      return amount(resource, of: subscriptions[index].usage, in: usage, owner: view.owner)
    case .subscription, .domain, .ownOfSubscription, .ownOfDomain:
      return amount(resource, of: subscriptions[index].limits, in: limits, owner: view.owner)
    }
  }

  fileprivate func phpText(
    through view: View, _ setting: (PHPSettings) -> HostingModel.Field<Text>
  ) -> Fact<String> {
    let owner = Int(view.ownerIndex)
    switch view.side {
    case .pack: return textFact(setting(packs[owner].php), owner: view.owner)
    case .domain: return textFact(setting(self[domains[owner].php]), owner: view.owner)
    case .effective:
      switch effectivePHP(of: SubscriptionID(view.ownerIndex), setting) {
      case .absent: return .absent
      case .unknown: return .unknown
      case .known(let text, let origin):
        guard let origin else { return .unknown }
        return .known(string(of: text, in: origin.file), origin)
      }
    case .ownOfSubscription:
      let own = textFact(setting(self[subscriptions[owner].php]), owner: view.owner)
      guard let pack = basePack(of: SubscriptionID(view.ownerIndex)).value else { return own }
      let above = textFact(
        setting(self[pack].php), owner: EntityReference(.pack, pack.rawValue))
      return own.value == above.value ? own.withoutValue : own
    case .ownOfDomain:
      let own = textFact(setting(self[domains[owner].php]), owner: view.owner)
      let subscription = domains[owner].subscription
      let above = phpText(through: View(.effective, subscription.rawValue), setting)
      return own.value == above.value ? own.withoutValue : own
    default: return textFact(setting(self[subscriptions[owner].php]), owner: view.owner)
    }
  }

  fileprivate func permission(_ permission: Permission, through view: View) -> Fact<PermissionValue>
  {
    let index = Int(view.ownerIndex)
    switch view.side {
    case .reseller:
      return grant(permission, of: resellers[index].permissions, owner: view.owner)
    case .pack: return grant(permission, of: packs[index].permissions, owner: view.owner)
    case .effective: return effectivePermission(permission, of: SubscriptionID(view.ownerIndex))
    case .ownOfSubscription: return ownPermission(permission, of: SubscriptionID(view.ownerIndex))
    case .subscription, .usage, .domain, .ownOfDomain:
      return grant(permission, of: subscriptions[index].permissions, owner: view.owner)
    }
  }
}

extension String {
  /// The first two numbers of a version, `8.3` of `8.3.14`; nil where it starts with none.
  fileprivate var phpBranch: String? {
    let bytes = trimmingSpaces().utf8
    let numbers = bytes.split(
      separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false
    ).prefix(2)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard numbers.count == 2, numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(digits.contains) })
    else { return nil }
    return String(Substring(bytes[numbers[0].startIndex..<numbers[1].endIndex]))
  }
}

extension Fact {
  /// The fact of a value that only repeats another one: absent; unknown stays unknown.
  fileprivate var withoutValue: Fact {
    if case .known = self { return .absent }
    return self
  }
}
