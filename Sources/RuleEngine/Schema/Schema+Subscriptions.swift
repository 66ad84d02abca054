internal import CEL
internal import HostingModel

/// The fields of subscriptions and of what belongs to them.
extension Schema {
  mutating func declareSubscriptions() {
    declareName("name", of: .subscription, "Its name; where it has none, its first domain's.")
    declareCommon(of: .subscription) { $0.subscriptions[$1].labels }
    declareOwnership()
    declareSubscriptionDomains()
    declareState()
    declareContact()
    declareView(
      "limits", of: .subscription, as: .limits, .subscription, "The limits that it declares itself."
    )
    declareView("usage", of: .subscription, as: .limits, .usage, "What it uses, by its `usage`.")
    declareView(
      "permissions", of: .subscription, as: .permissions, .subscription,
      "The permissions that it declares itself.")
    declareView(
      "php", of: .subscription, as: .php, .subscription, "The PHP settings that it declares itself."
    )
    declareWord(
      "overuse", of: .subscription, "Its own overuse policy: `block`, `notify` or `allow`."
    ) {
      $0.subscriptions[$1].overuse
    }
    declareEffective()
    declareDNS(of: .subscription) { $0[$0.subscriptions[$1].dns] }
    declareReseller(of: .subscription)
  }

  private mutating func declareOwnership() {
    declare(
      "customer", of: .subscription, .object("customer"), isOptional: true,
      "The owner; absent where the reseller owns it."
    ) { (customer: CustomerID, reader) in
      reader.object(.customer, customer.rawValue)
    } fact: { hosting, index in
      hosting.fact(
        hosting.subscriptions[Int(index)].customer, owner: EntityReference(.subscription, index))
    }
    declare(
      "pack", of: .subscription, .object("pack"), isOptional: true,
      "The base pack: its own, else its customer's."
    ) { (pack: PackID, reader) in
      reader.object(.pack, pack.rawValue)
    } fact: { hosting, index in
      hosting.basePack(of: SubscriptionID(index))
    }
    declare("addons", of: .subscription, .list(.object("pack")), "Its add-on packs.") {
      reader, hosting, index in
      let subscription = hosting.subscriptions[Int(index)]
      let addons = hosting.addons[subscription.addons.indices].map(\.pack)
      let known = addons.compactMap { $0 }
      guard known.count == addons.count, !subscription.addonsAreOpen else { return .unknown }
      return reader.objects(.pack, known.map(\.rawValue))
    }
  }

  private mutating func declareSubscriptionDomains() {
    declare("domains", of: .subscription, .list(.object("domain")), "Its domains.") {
      reader, hosting, index in
      let subscription = hosting.subscriptions[Int(index)]
      return subscription.domainsAreOpen
        ? .unknown : reader.objects(.domain, subscription.domains)
    }
    declare(
      "main_domain", of: .subscription, .object("domain"), isOptional: true,
      "The first of its domains."
    ) { (domain: DomainID, reader) in
      reader.object(.domain, domain.rawValue)
    } fact: { hosting, index in
      let subscription = hosting.subscriptions[Int(index)]
      guard !subscription.domains.isEmpty else {
        return subscription.domainsAreOpen ? .unknown : .absent
      }
      return .known(DomainID(subscription.domains.start), nil)
    }
  }

  private mutating func declareState() {
    declare(
      "system_user", of: .subscription, .string, isOptional: true, "The system user that it names."
    ) { (user: NameID, reader) in
      reader.hosting.names.withUTF8(user) { reader.context.string(utf8: $0) }
    } fact: { hosting, index in
      hosting.fact(
        hosting.subscriptions[Int(index)].systemUser, owner: EntityReference(.subscription, index))
    }
    declare(
      "system_user_sharers", of: .subscription, .list(.object("subscription")),
      "Others of the reseller that name the same system user, \(Self.listBound) at most."
    ) { reader, hosting, index in
      let subscription = hosting.subscriptions[Int(index)]
      if subscription.systemUser.isUnknown { return .unknown }
      guard let user = subscription.systemUser.value else { return reader.context.list([]) }
      let key = Hosting.SystemUserKey(reseller: subscription.reseller, user: user)
      let sharers = hosting.sharedSystemUsers[key] ?? []
      return reader.objects(
        .subscription,
        sharers.lazy.map(\.rawValue).filter { $0 != index }.prefix(Self.listBound))
    }
    declare(
      "is_first_with_system_user", of: .subscription, .bool,
      "Whether no subscription of the reseller before it names the same system user."
    ) { _, hosting, index in
      let subscription = hosting.subscriptions[Int(index)]
      if subscription.systemUser.isUnknown { return .unknown }
      guard let user = subscription.systemUser.value else { return .bool(true) }
      let key = Hosting.SystemUserKey(reseller: subscription.reseller, user: user)
      let first = hosting.sharedSystemUsers[key]?.first
      return .bool(first.map { $0.rawValue == index } ?? true)
    }
    declare("status", of: .subscription, .string, "`active` (the default) or `suspended`.") {
      (status: SubscriptionStatus, reader) in
      reader.word(status)
    } fact: { hosting, index in
      let fact = hosting.fact(
        hosting.subscriptions[Int(index)].status, owner: EntityReference(.subscription, index))
      if case .absent = fact { return .known(.active, nil) }
      return fact
    }
    declareFlag(
      "locked", of: .subscription, "The declared `locked`: whether changes to its pack pass it by."
    ) {
      $0.subscriptions[$1].locked
    }
    declareFlag(
      "synchronized", of: .subscription,
      "The declared `synchronized`: whether the server provides what its pack promises."
    ) {
      $0.subscriptions[$1].synchronized
    }
    declareDay("created", "The day it was created, at midnight UTC.") {
      $0.subscriptions[$1].created
    }
    declareDay("expires", "The last day it is in service, at midnight UTC.") {
      $0.subscriptions[$1].expires
    }
  }

  private mutating func declareDay(
    _ name: String, _ documentation: String,
    _ field: @escaping @Sendable (Hosting, Int) -> HostingModel.Field<CalendarDate>
  ) {
    declare(name, of: .subscription, .timestamp, isOptional: true, documentation) {
      (day: CalendarDate, reader) in
      reader.day(day)
    } fact: { hosting, index in
      hosting.fact(field(hosting, Int(index)), owner: EntityReference(.subscription, index))
    }
  }

  private mutating func declareContact() {
    declare(
      "contact", of: .subscription, .object("contact"), isOptional: true,
      "Whom to reach about it."
    ) { (index: UInt32, reader) in
      reader.object(.contact, index)
    } fact: { hosting, index in
      hosting.fact(
        hosting.subscriptions[Int(index)].contact, owner: EntityReference(.subscription, index)
      ).map { _ in index }
    }
    declareText("name", of: .contact, "The person's name.") {
      hosting, index in Self.contact(of: index, in: hosting)?.name ?? .absent
    }
    declareText("email", of: .contact, "The person's address.") {
      hosting, index in Self.contact(of: index, in: hosting)?.email ?? .absent
    }
    declareFlag("plesk_access", of: .contact, "Whether the person needs access to Plesk.") {
      hosting, index in Self.contact(of: index, in: hosting)?.pleskAccess ?? .absent
    }
  }

  private static func contact(of index: Int, in hosting: Hosting) -> Contact? {
    hosting.subscriptions[index].contact.value.map { hosting[$0] }
  }

  private mutating func declareEffective() {
    declare("effective", of: .subscription, .object("effective"), "What is in force for it.") {
      reader, _, index in reader.object(.effective, index)
    }
    declareView(
      "limits", of: .effective, as: .limits, .effective,
      "The limits in force: each its own, else its packs'.")
    declareView(
      "permissions", of: .effective, as: .permissions, .effective,
      "The permissions in force: each its own, else its packs'.")
    declareView(
      "php", of: .effective, as: .php, .effective,
      "The PHP settings in force: each its own, else its base pack's.")
    declare(
      "overuse", of: .effective, .string, isOptional: true,
      "The overuse policy in force: its own, else its base pack's."
    ) { (policy: Overuse, reader) in
      reader.word(policy)
    } fact: { hosting, index in
      hosting.effectiveOveruse(of: SubscriptionID(index))
    }
  }

  /// How many entities a list of others holds at most: such a list is made for each of them.
  static let listBound = 100
}
