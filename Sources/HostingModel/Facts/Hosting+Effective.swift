internal import SourceText
public import YAML

/// What is in force for a subscription: its own values, else its packs'.
extension Hosting {
  /// The base pack: its own, else its customer's.
  package func basePack(of id: SubscriptionID) -> Fact<PackID> {
    let subscription = self[id]
    switch subscription.pack.state {
    case .unknown: return .unknown
    case .declared(let pack, let node):
      return .known(
        pack,
        Origin(
          file: subscription.source.file, node: node,
          owner: EntityReference(.subscription, id.rawValue)))
    case .absent: break
    }
    switch subscription.customer.state {
    case .unknown: return .unknown
    case .absent: return .absent
    case .declared(let customerID, _):
      let customer = self[customerID]
      switch customer.pack.state {
      case .unknown: return .unknown
      case .absent: return .absent
      case .declared(let pack, let node):
        return .known(
          pack,
          Origin(
            file: customer.source.file, node: node,
            owner: EntityReference(.customer, customerID.rawValue)))
      }
    }
  }

  /// One amount that an entity declares.
  package func amount(
    _ resource: Resource, of amounts: Amounts, in all: Table<Amount>, owner: EntityReference
  ) -> Fact<Quantity> {
    guard amounts.has(resource) else { return amounts.isOpen ? .unknown : .absent }
    for index in amounts.entries.indices where all[index].resource == resource {
      guard let value = all[index].value, let file = source(of: owner)?.file else {
        return .unknown
      }
      return .known(
        value, Origin(file: file, node: all[index].node, owner: owner))
    }
    return .unknown
  }

  /// Finds what `packLimits` holds, once all packs are read.
  func indexPackLimits() {
    packLimits.reserve(packs.count * Resource.count)
    for (index, pack) in packs.enumerated() {
      let owner = EntityReference(.pack, UInt32(truncatingIfNeeded: index))
      for resource in Resource.allCases {
        packLimits.append(amount(resource, of: pack.limits, in: limits, owner: owner))
      }
    }
  }

  /// A limit in force for a subscription: its own, else that of its packs.
  package func effectiveLimit(_ resource: Resource, of id: SubscriptionID) -> Fact<Quantity> {
    let own = amount(
      resource, of: self[id].limits, in: limits,
      owner: EntityReference(.subscription, id.rawValue))
    guard case .absent = own else { return own }
    return packLimit(resource, of: id)
  }

  /// What a subscription's packs give of a resource: the base pack's limit plus the add-ons'.
  ///
  /// Unlimited absorbs; of mailbox sizes the largest counts. The origin is the first of the
  /// packs that contribute; `contributors(to:of:)` has them all.
  package func packLimit(_ resource: Resource, of id: SubscriptionID) -> Fact<Quantity> {
    var total: Fact<Quantity> = .absent
    let isComplete = forEachPack(of: id) { pack in
      let part = packLimits[pack.index * Resource.count + resource.index]
      switch (total, part) {
      case (.unknown, _), (_, .unknown): total = .unknown
      case (_, .absent): break
      case (.absent, _): total = part
      case (.known(let sum, let origin), .known(let more, let moreOrigin)):
        if resource.isAdditive {
          total = .known(sum + more, origin)
        } else if sum < more {
          total = .known(more, moreOrigin)
        }
      }
    }
    return isComplete ? total : .unknown
  }

  /// The packs that a subscription's effective limit adds up from; empty for its own limit.
  package func contributors(to resource: Resource, of id: SubscriptionID) -> [PackID] {
    let own = amount(
      resource, of: self[id].limits, in: limits,
      owner: EntityReference(.subscription, id.rawValue))
    guard resource.isAdditive, case .absent = own else { return [] }
    var packs: [PackID] = []
    _ = forEachPack(of: id) { pack in
      if self[pack].limits.has(resource) { packs.append(pack) }
    }
    return packs
  }

  /// One permission that an entity declares.
  package func grant(
    _ permission: Permission, of declared: Grants, owner: EntityReference
  ) -> Fact<PermissionValue> {
    for index in declared.entries.indices where grants[index].permission == permission {
      guard let value = grants[index].value, let file = source(of: owner)?.file else {
        return .unknown
      }
      return .known(
        value, Origin(file: file, node: grants[index].node, owner: owner))
    }
    return declared.isOpen ? .unknown : .absent
  }

  /// A permission in force for a subscription: its own, else the widest of its packs'.
  package func effectivePermission(
    _ permission: Permission, of id: SubscriptionID
  ) -> Fact<PermissionValue> {
    let own = grant(
      permission, of: self[id].permissions, owner: EntityReference(.subscription, id.rawValue))
    guard case .absent = own else { return own }
    var widest: Fact<PermissionValue> = .absent
    let isComplete = forEachPack(of: id) { pack in
      let part = grant(
        permission, of: self[pack].permissions, owner: EntityReference(.pack, pack.rawValue))
      switch (widest, part) {
      case (.unknown, _), (_, .unknown): widest = .unknown
      case (_, .absent): break
      case (.absent, _): widest = part
      case (.known(let value, _), .known(let more, let moreOrigin)):
        if value.union(more) != value { widest = .known(value.union(more), moreOrigin) }
      }
    }
    return isComplete ? widest : .unknown
  }

  /// The overuse policy in force: its own, else the base pack's.
  package func effectiveOveruse(of id: SubscriptionID) -> Fact<Overuse> {
    inherited(id, own: self[id].overuse) { $0.overuse }
  }

  /// A PHP setting in force: its own, else the base pack's; the text's file goes with it.
  package func effectivePHP(
    of id: SubscriptionID, _ setting: (PHPSettings) -> Field<Text>
  ) -> Fact<Text> {
    inherited(id, own: setting(self[self[id].php])) { setting($0.php) }
  }

  private func inherited<Value>(
    _ id: SubscriptionID, own: Field<Value>, pack field: (Pack) -> Field<Value>
  ) -> Fact<Value> {
    let fact = self.fact(own, owner: EntityReference(.subscription, id.rawValue))
    guard case .absent = fact else { return fact }
    switch basePack(of: id) {
    case .absent: return .absent
    case .unknown: return .unknown
    case .known(let pack, _):
      return self.fact(field(self[pack]), owner: EntityReference(.pack, pack.rawValue))
    }
  }

  /// Where an entity's node decides a value.
  @usableFromInline
  func origin(of node: NodeID, owner: EntityReference) -> Origin? {
    source(of: owner).map { Origin(file: $0.file, node: node, owner: owner) }
  }

  /// A declared field as a fact.
  @inlinable
  package func fact<Value>(_ field: Field<Value>, owner: EntityReference) -> Fact<Value> {
    switch field.state {
    case .absent: return .absent
    case .unknown: return .unknown
    case .declared(let value, let node):
      return .known(
        value,
        origin(of: node, owner: owner))
    }
  }

  /// Visits the base pack and the add-ons; false where one of them is unknown.
  func forEachPack(of id: SubscriptionID, _ body: (PackID) -> Void) -> Bool {
    let subscription = self[id]
    switch basePack(of: id) {
    case .unknown: return false
    case .absent: break
    case .known(let pack, _): body(pack)
    }
    for index in subscription.addons.indices {
      guard let pack = addons[index].pack else { return false }
      if !addons[index].isRepeated { body(pack) }
    }
    return !subscription.addonsAreOpen
  }
}
